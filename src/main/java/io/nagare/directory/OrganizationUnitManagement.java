package io.nagare.directory;

import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Grows and changes a tenant's sites and departments, on behalf of its administrators.
 */
@Component
@Transactional
public class OrganizationUnitManagement {

	private static final String MANAGE = "organization:manage";

	private final OrganizationUnitRepository units;

	OrganizationUnitManagement(OrganizationUnitRepository units) {
		this.units = units;
	}

	/**
	 * Creates a site or a department.
	 * @throws Refusal FORBIDDEN for who may not; VALIDATION_FAILED for an unknown parent;
	 * CONFLICT for a name that another of the kind has
	 */
	public OrganizationUnit create(Caller by, UnitKind kind, NewUnit wanted) {
		by.demand(MANAGE);
		UUID parent = wanted.parentId();
		if (parent != null && this.units.findById(parent).filter((one) -> one.kind() == kind).isEmpty()) {
			throw Refusal.invalid("parent_id", "unknown_reference");
		}
		return saved(new OrganizationUnit(kind, wanted.name().strip(), wanted.description(), parent));
	}

	private OrganizationUnit saved(OrganizationUnit unit) {
		return UniqueNameViolations.refused(() -> this.units.saveAndFlush(unit));
	}

	/**
	 * The department of that name, in any case of letters; a new one at the top where no
	 * department has it, so that whoever knows people by the names of their departments
	 * need not know the list.
	 */
	OrganizationUnit departmentNamed(String name) {
		return this.units.findByKind(UnitKind.DEPARTMENT.word())
			.stream()
			.filter((one) -> one.name().equalsIgnoreCase(name))
			.findFirst()
			.orElseGet(() -> saved(new OrganizationUnit(UnitKind.DEPARTMENT, name, null, null)));
	}

	/**
	 * Changes one, or moves it with all that is below it.
	 * @throws Refusal NOT_FOUND; FORBIDDEN for who may not; STALE; VALIDATION_FAILED for
	 * an unknown parent and for one below itself; CONFLICT for a name that is taken
	 */
	public OrganizationUnit change(Caller by, UnitKind kind, UUID id, UnitChanges changes, IfMatch ifMatch) {
		by.demand(MANAGE);
		Map<UUID, OrganizationUnit> tree = this.units.lockAll(kind.word())
			.stream()
			.collect(Collectors.toMap(OrganizationUnit::id, Function.identity()));
		OrganizationUnit unit = tree.get(id);
		if (unit == null) {
			throw Refusal.notFound();
		}
		ifMatch.check(unit.version());
		Trees.change(unit, changes, tree);
		return saved(unit);
	}

	/**
	 * A site or department that is to be created.
	 *
	 * @param name unique among all of its kind, in any case of letters; rules match it
	 * @param description may be null
	 * @param parentId the one above; null for the top
	 */
	public record NewUnit(@NotBlank @Size(max = 100) String name, @Nullable @Size(max = 2000) String description,
			@Nullable UUID parentId) {
	}

	/** What is to change about one; what is absent stays. */
	public record UnitChanges(JsonNullable<@NotBlank @Size(max = 100) String> name,
			JsonNullable<@Nullable @Size(max = 2000) String> description, JsonNullable<@Nullable UUID> parentId,
			JsonNullable<@NotNull Boolean> isActive) implements TreeChanges {
	}

}
