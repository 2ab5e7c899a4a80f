package io.nagare.directory;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

import io.nagare.shared.Refusal;
import io.nagare.shared.TenantId;
import io.nagare.shared.TenantLocks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Holds what is true of those who give roles: nobody gives what he may not, nobody who
 * administers for a while makes somebody administer for longer, and a tenant always has
 * an administrator whose role does not end.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Administrators {

	private static final String LOCK = "administrators";

	private final UserRepository users;

	private final RolesInForce roles;

	private final TenantLocks locks;

	Administrators(UserRepository users, RolesInForce roles, TenantLocks locks) {
		this.users = users;
		this.roles = roles;
		this.locks = locks;
	}

	/**
	 * Lets only those pass who may give the role to somebody.
	 * @param ofThePlatform whether that somebody belongs to no tenant
	 * @param until when the role ends; null for never
	 * @throws Refusal VALIDATION_FAILED for a word that is no such role; FORBIDDEN
	 */
	void checkGrant(Caller by, String role, boolean ofThePlatform, @Nullable Instant until) {
		if (!Roles.all().contains(role)) {
			throw Refusal.invalid("role", "not_allowed", String.join(", ", Roles.all()));
		}
		if (!Roles.mayGrant(by.roles(), role)) {
			throw Refusal.forbidden("role", "role_too_high", role);
		}
		if (ofThePlatform != Roles.PLATFORM.equals(role)) {
			throw Refusal.invalid("role", "role_needs_tenant", role);
		}
		if (Roles.administers(role)) {
			this.users.findById(by.userId()).flatMap(this.roles::administersUntil).ifPresent((end) -> {
				if (until == null || until.isAfter(end)) {
					throw Refusal.forbidden((until != null) ? "until" : "role", "beyond_your_own", end);
				}
			});
		}
	}

	/**
	 * Does something by which a tenant could lose its last administrator. Of two at the
	 * same moment the second sees what the first did. The platform may lock everybody
	 * out: it can appoint another.
	 * @param field how the caller's request names what he changes; null for no field
	 * @throws Refusal CONFLICT where nobody would be left, and nothing is done
	 */
	<T> T keepOne(Caller by, @Nullable String field, Supplier<T> work) {
		TenantId tenant = by.tenant();
		if (tenant == null) {
			return work.get();
		}
		this.locks.take(LOCK);
		boolean before = isAdministered(tenant.id());
		T result = work.get();
		if (before && !isAdministered(tenant.id())) {
			throw Refusal.conflict(field, "last_administrator");
		}
		return result;
	}

	/** Whether anybody administers the tenant without an end. */
	boolean isAdministered(UUID tenant) {
		return this.users.isHeldForGood(tenant, Roles.ADMIN);
	}

}
