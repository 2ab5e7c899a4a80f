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
	 * @param before where the person is now; that may be said again when it is out of use
	 * @throws Refusal VALIDATION_FAILED for an id that is none, for one that has another
	 * name, for one that is out of use, and for any on the platform, which has no
	 * departments
	 */
	@Nullable OrganizationUnit department(@Nullable String name, @Nullable UUID id, Place before) {
		if (id != null) {
			OrganizationUnit unit = sayable(UnitKind.DEPARTMENT, id, before.departmentId());
			if (name != null && !unit.name().equalsIgnoreCase(name.strip())) {
				throw Refusal.invalid("department", "contradiction", "department, department_id");
			}
			return unit;
		}
		if (name == null || name.isBlank()) {
			return null;
		}
		if (Tenancy.isPlatform()) {
			throw unknown();
		}
		OrganizationUnit named = this.management.departmentNamed(name.strip());
		if (!named.isActive() && !named.id().equals(before.departmentId())) {
			throw unknown();
		}
		return named;
	}

	private static Refusal unknown() {
		return Refusal.invalid(UnitKind.DEPARTMENT.word(), UnitKind.DEPARTMENT.unknown());
	}

	/**
	 * The site.
	 * @param id null for none
	 * @param before where the person is now; that may be said again when it is out of use
	 * @throws Refusal VALIDATION_FAILED for another one that is not in use
	 */
	@Nullable UUID site(@Nullable UUID id, Place before) {
		return (id != null) ? sayable(UnitKind.SITE, id, before.siteId()).id() : null;
	}

	private OrganizationUnit sayable(UnitKind kind, UUID id, @Nullable UUID before) {
		return Optional.of(id)
			.filter((one) -> !Tenancy.isPlatform())
			.flatMap((one) -> this.register.organizationUnit(kind, one))
			.filter((unit) -> unit.isActive() || id.equals(before))
			.orElseThrow(() -> Refusal.invalid(kind.field(), kind.unknown()));
	}

}
