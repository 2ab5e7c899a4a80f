package io.nagare.directory;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How a tenant of the demo is told apart: categories, sites and departments. */
@Component
class DemoOrganization {

	private static final String HEADQUARTERS = "東京本社 / Tokyo";

	/** Every other department works at headquarters. */
	private static final Map<String, String> ELSEWHERE = Map.of("営業部 / Sales", "大阪支店 / Osaka", "製造部 / Production",
			"名古屋工場 / Nagoya");

	private final DemoCategories categories;

	private final OrganizationUnitRepository units;

	private final OrganizationUnitManagement management;

	DemoOrganization(DemoCategories categories, OrganizationUnitRepository units,
			OrganizationUnitManagement management) {
		this.categories = categories;
		this.units = units;
		this.management = management;
	}

	/** Creates whatever is missing; what is there stays as it is. */
	void seed() {
		this.categories.seed();
		site(null);
		ELSEWHERE.keySet().forEach(this::site);
	}

	/** The department of that name; null for none. */
	@Nullable OrganizationUnit department(@Nullable String name) {
		return (name != null) ? this.management.departmentNamed(name) : null;
	}

	/** Where the department works. */
	UUID site(@Nullable String department) {
		String name = Objects.requireNonNullElse((department != null) ? ELSEWHERE.get(department) : null, HEADQUARTERS);
		return this.units.findByKind(UnitKind.SITE.word())
			.stream()
			.filter((one) -> one.name().equals(name))
			.findFirst()
			.orElseGet(() -> this.units.save(new OrganizationUnit(UnitKind.SITE, name, null, null)))
			.id();
	}

}
