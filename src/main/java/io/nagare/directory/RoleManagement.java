package io.nagare.directory;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;
import io.nagare.shared.TenantLocks;
import io.nagare.shared.TicketKinds;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The roles that a tenant makes itself, on behalf of its administrators. What they allow
 * is in force at once for everybody who holds them.
 */
@Component
@Transactional
public class RoleManagement {

	/** So many roles of its own a tenant has. */
	private static final int MOST = 100;

	private static final String PERMISSIONS = "permissions";

	private final TenantRoleRepository roles;

	private final RoleGrantRepository grants;

	private final TicketKinds kinds;

	private final TenantLocks locks;

	private final Callers callers;

	private final Clock clock;

	RoleManagement(TenantRoleRepository roles, RoleGrantRepository grants, TicketKinds kinds, TenantLocks locks,
			Callers callers, Clock clock) {
		this.roles = roles;
		this.grants = grants;
		this.kinds = kinds;
		this.locks = locks;
		this.callers = callers;
		this.clock = clock;
	}

	/**
	 * All of them, by their keys; none for the platform.
	 * @throws Refusal FORBIDDEN for who may not
	 */
	@Transactional(readOnly = true)
	public List<TenantRole> all(Caller by) {
		by.demand("user:read");
		return by.isPlatform() ? List.of() : this.roles.findAllByOrderByKey();
	}

	/**
	 * One of them.
	 * @param id its id or its key
	 * @throws Refusal NOT_FOUND; FORBIDDEN for who may not
	 */
	@Transactional(readOnly = true)
	public TenantRole one(Caller by, String id) {
		by.demand("user:read");
		return find(by, id);
	}

	/** The words of all roles that people like the caller can hold, in their order. */
	@Transactional(readOnly = true)
	public List<String> words(Caller by) {
		return by.isPlatform() ? List.of(Roles.PLATFORM)
				: Stream
					.concat(Roles.all().stream().filter((word) -> !Roles.PLATFORM.equals(word)),
							all(by).stream().map(TenantRole::key))
					.sorted()
					.toList();
	}

	/** How many hold each of them now, by its id; one that nobody holds is absent. */
	@Transactional(readOnly = true)
	public Map<UUID, Long> holders() {
		return this.roles.held(this.clock.instant())
			.stream()
			.collect(Collectors.toMap(TenantRoleRepository.Held::role, TenantRoleRepository.Held::people));
	}

	/** Everything that a role of the caller's tenant may allow. */
	public Set<String> possible(Caller by) {
		return Roles.permissionsOfOwn(this.kinds.of(by.tenant()));
	}

	/**
	 * Makes a role that nobody holds yet.
	 * @throws Refusal FORBIDDEN for who may not; VALIDATION_FAILED naming each permission
	 * that is wrong; CONFLICT for a key that is taken, and where there are too many
	 */
	public TenantRole create(Caller by, NewRole wanted) {
		demandAdministrator(by);
		if (Roles.all().contains(wanted.key())) {
			throw Refusal.conflict("key", "shipped_role", wanted.key());
		}
		check(by, wanted.permissions(), wanted.countsAs());
		this.locks.take("tenant-roles");
		if (this.roles.count() >= MOST) {
			throw Refusal.conflict(null, "too_many", MOST);
		}
		return UniqueNameViolations.refused(() -> this.roles.saveAndFlush(
				new TenantRole(wanted.key(), wanted.countsAs()).call(wanted.nameJa().strip(), wanted.nameEn().strip())
					.describe(wanted.description())
					.allow(wanted.permissions())));
	}

	/**
	 * Changes a role. Nobody gives himself more by it.
	 * @param id its id or its key
	 * @throws Refusal NOT_FOUND; FORBIDDEN for who may not; STALE; VALIDATION_FAILED
	 * naming each permission that is wrong; CONFLICT for a shipped role, and for who
	 * would give himself more
	 */
	public TenantRole change(Caller by, String id, RoleChanges changes, IfMatch ifMatch) {
		TenantRole role = held(by, id);
		ifMatch.check(role.version());
		changes.permissions().ifPresent((permissions) -> {
			check(by, permissions, role.countsAs().orElse(null));
			if (by.roles().contains(role.key()) && !role.permissions().containsAll(permissions)) {
				throw Refusal.conflict(PERMISSIONS, "not_yourself");
			}
			role.allow(permissions);
		});
		role.call(changes.nameJa().orElse(role.nameJa()).strip(), changes.nameEn().orElse(role.nameEn()).strip());
		changes.description().ifPresent(role::describe);
		this.callers.forget();
		return this.roles.saveAndFlush(role);
	}

	/**
	 * Removes a role that nobody holds. Who held it, and what it gave, stays on record.
	 * @param id its id or its key
	 * @throws Refusal NOT_FOUND; FORBIDDEN for who may not; STALE; CONFLICT for a shipped
	 * role, and for one that somebody holds
	 */
	public void delete(Caller by, String id, IfMatch ifMatch) {
		TenantRole role = held(by, id);
		ifMatch.check(role.version());
		Instant now = this.clock.instant();
		List<RoleGrant> held = this.grants.findByOwnAndEndedAtIsNull(role);
		long people = held.stream().filter((grant) -> grant.isInForceAt(now)).count();
		if (people > 0) {
			throw Refusal.conflict(null, "role_in_use", people);
		}
		held.forEach((grant) -> this.grants.saveAndFlush(grant.expire()));
		this.roles.delete(role);
		this.roles.flush();
	}

	/** Nobody else grants, changes or removes it until the transaction ends. */
	private TenantRole held(Caller by, String id) {
		demandAdministrator(by);
		if (Roles.all().contains(id)) {
			throw Refusal.conflict(null, "shipped_role", id);
		}
		return this.roles.lock(find(by, id).key()).orElseThrow(Refusal::notFound);
	}

	private TenantRole find(Caller by, String id) {
		if (by.isPlatform()) {
			throw Refusal.notFound();
		}
		return uuid(id).flatMap(this.roles::findById).or(() -> this.roles.findByKey(id)).orElseThrow(Refusal::notFound);
	}

	private static Optional<UUID> uuid(String id) {
		try {
			return Optional.of(UUID.fromString(id));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/** The platform's administrators belong to no tenant whose roles they could make. */
	private static void demandAdministrator(Caller by) {
		by.demand("user:manage");
		if (by.isPlatform()) {
			throw Refusal.forbidden();
		}
	}

	/**
	 * That each permission may be part of such a role, and that it lets its people do
	 * what is asked of those among whom they count.
	 */
	private void check(Caller by, Collection<String> permissions, @Nullable String countsAs) {
		Set<String> possible = possible(by);
		Set<String> known = Roles.permissionsOf(Roles.all(), this.kinds.of(by.tenant()));
		List<Refusal.Detail> wrong = new ArrayList<>();
		permissions.stream()
			.filter((permission) -> !possible.contains(permission))
			.sorted()
			.map((permission) -> Refusal.Detail.of(PERMISSIONS,
					known.contains(permission) ? "permission_too_high" : "unknown_permission", permission))
			.forEach(wrong::add);
		if (countsAs != null) {
			String action = Roles.MANAGER.equals(countsAs) ? "decide" : "work";
			if (this.kinds.of(by.tenant())
				.stream()
				.noneMatch((kind) -> permissions.contains(kind.kind() + ":" + action))) {
				wrong.add(Refusal.Detail.of("counts_as", "counts_as_needs", countsAs, action));
			}
		}
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
	}

	/**
	 * A role that is to be made.
	 *
	 * @param key its word, unique in the tenant and none of the shipped roles'
	 * @param description what it is for; may be null
	 * @param permissions what it allows, some of what shipped roles of tenants do
	 * @param countsAs the shipped role among whose people models and notices count those
	 * who hold it: {@code operator} or {@code manager}; null for none
	 */
	public record NewRole(@NotBlank @Size(max = 50) @Pattern(regexp = "[a-z][a-z0-9_]+|") String key,
			@NotBlank @Size(max = 100) String nameJa, @NotBlank @Size(max = 100) String nameEn,
			@Nullable @Size(max = 500) String description,
			@NotEmpty @Size(max = 500) Set<@NotBlank @Size(max = 100) String> permissions,
			@Nullable @Pattern(regexp = "operator|manager") String countsAs) {
	}

	/** What is to change about a role; what is absent stays. */
	public record RoleChanges(JsonNullable<@NotBlank @Size(max = 100) String> nameJa,
			JsonNullable<@NotBlank @Size(max = 100) String> nameEn,
			JsonNullable<@Nullable @Size(max = 500) String> description,
			JsonNullable<@NotNull @NotEmpty @Size(max = 500) Set<@NotBlank @Size(max = 100) String>> permissions) {
	}

}
