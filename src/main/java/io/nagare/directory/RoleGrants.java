package io.nagare.directory;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.nagare.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives people of a tenant roles beside their main one, for good or for a while, and
 * takes them away.
 */
@Component
@Transactional
public class RoleGrants {

	private final RoleGrantRepository grants;

	private final UserRepository users;

	private final TenantRoleRepository roles;

	private final Administrators administrators;

	private final Clock clock;

	RoleGrants(RoleGrantRepository grants, UserRepository users, TenantRoleRepository roles,
			Administrators administrators, Clock clock) {
		this.grants = grants;
		this.users = users;
		this.roles = roles;
		this.administrators = administrators;
		this.clock = clock;
	}

	/**
	 * Grants a role.
	 * @throws Refusal NOT_FOUND where the tenant has no such user; FORBIDDEN for who may
	 * not, or not so long; VALIDATION_FAILED; CONFLICT for a role that he holds, for
	 * oneself, and for a person who was erased
	 */
	public RoleGrant grant(Caller by, UUID userId, NewGrant wanted) {
		demandMember(by);
		User user = this.users.lock(userId).orElseThrow(Refusal::notFound);
		if (user.erasedAt().isPresent()) {
			throw Refusal.conflict(null, "person_erased");
		}
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		@Nullable Instant until = (wanted.until() != null) ? wanted.until().truncatedTo(ChronoUnit.MICROS) : null;
		Optional<TenantRole> own = this.roles.lock(wanted.role());
		if (own.isEmpty()) {
			this.administrators.checkGrant(by, wanted.role(), false, until);
		}
		if (by.userId().equals(userId)) {
			throw Refusal.conflict("role", "not_yourself");
		}
		if (until != null && !until.isAfter(now)) {
			throw Refusal.invalid("until", "future");
		}
		List<RoleGrant> held = this.grants.findByUserIdAndEndedAtIsNull(userId)
			.stream()
			.filter((grant) -> grant.role().equals(wanted.role()))
			.toList();
		if (user.role().equals(wanted.role()) || held.stream().anyMatch((grant) -> grant.isInForceAt(now))) {
			throw Refusal.conflict("role", "role_held", wanted.role());
		}
		held.forEach((grant) -> this.grants.saveAndFlush(grant.expire()));
		return this.grants
			.saveAndFlush(own.map((role) -> new RoleGrant(user, role, wanted.reason(), by.userId(), now, until))
				.orElseGet(() -> new RoleGrant(user, wanted.role(), wanted.reason(), by.userId(), now, until)));
	}

	/**
	 * Takes a role away before its end, or one that has none.
	 * @throws Refusal NOT_FOUND; FORBIDDEN for who may not; CONFLICT where it is over,
	 * and where nobody would be left to administer the tenant
	 */
	public void takeAway(Caller by, UUID id) {
		demandMember(by);
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		RoleGrant grant = this.grants.lock(id).orElseThrow(Refusal::notFound);
		if (!grant.isInForceAt(now)) {
			throw Refusal.conflict(null, "role_ended");
		}
		this.administrators.keepOne(by, "role", () -> this.grants.saveAndFlush(grant.takeAway(by.userId(), now)));
	}

	/** Writes down that the end of a role has come, unless that is done. */
	void expire(UUID id) {
		this.grants.lock(id)
			.filter((grant) -> !grant.isInForceAt(this.clock.instant()) && grant.endedAt().isEmpty())
			.ifPresent((grant) -> this.grants.saveAndFlush(grant.expire()));
	}

	/** Of the bound tenant. */
	@Transactional(readOnly = true)
	List<UUID> expired() {
		return this.grants.findExpired(this.clock.instant());
	}

	/** Platform administrators belong to no tenant, and each of them holds one role. */
	private static void demandMember(Caller by) {
		by.demand("user:manage");
		if (by.isPlatform()) {
			throw Refusal.forbidden();
		}
	}

	/**
	 * A role that somebody is to hold beside his main one.
	 *
	 * @param role a word of {@link Roles}, or the key of a role of the tenant's own
	 * @param until when it ends by itself; null for never
	 * @param reason for auditors to read; may be null
	 */
	public record NewGrant(String role, @Nullable Instant until, @Nullable String reason) {
	}

}
