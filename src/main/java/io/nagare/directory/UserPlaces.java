package io.nagare.directory;

import java.util.Optional;
import java.util.UUID;

import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the sites and departments that a request names for a person. */
@Component
class UserPlaces {

	private final DirectoryQueries register;

	private final OrganizationUnitManagement management;

	UserPlaces(DirectoryQueries register, OrganizationUnitManagement management) {
		this.register = register;
		this.management = management;
	}

	/**
	 * The department, by its name or its id.
	 * @param name a new department is made of a name that none has; null or blank for
	 * none
	 * @param id null for what the name says
	 * @throws Refusal VALIDATION_FAILED for an id that is none, for one that has another
	 * name, and for any on the platform, which has no departments
	 */
	@Nullable OrganizationUnit department(@Nullable String name, @Nullable UUID id) {
		if (id != null) {
			OrganizationUnit unit = active(UnitKind.DEPARTMENT, id);
			if (name != null && !unit.name().equalsIgnoreCase(name.strip())) {
				throw Refusal.invalid("department", "contradiction", "department, department_id");
			}
			return unit;
		}
		if (name == null || name.isBlank()) {
			return null;
		}
		if (Tenancy.isPlatform()) {
			throw Refusal.invalid(UnitKind.DEPARTMENT.word(), UnitKind.DEPARTMENT.unknown());
		}
		return this.management.departmentNamed(name.strip());
	}

	/**
	 * The site.
	 * @param id null for none
	 * @throws Refusal VALIDATION_FAILED for one that is not in use
	 */
	@Nullable UUID site(@Nullable UUID id) {
		return (id != null) ? active(UnitKind.SITE, id).id() : null;
	}

	private OrganizationUnit active(UnitKind kind, UUID id) {
		return Optional.of(id)
			.filter((one) -> !Tenancy.isPlatform())
			.flatMap((one) -> this.register.organizationUnit(kind, one))
			.filter(OrganizationUnit::isActive)
			.orElseThrow(() -> Refusal.invalid(kind.field(), kind.unknown()));
	}

}
