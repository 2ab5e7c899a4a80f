package io.nagare.directory;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.shared.TenantId;
import io.nagare.shared.TicketKinds;

/** Reads who somebody is, of whatever tenant: roles, tenant, teams. */
@Component
class CallerReader {

	private final UserRepository users;

	private final TenantRepository tenants;

	private final TeamMemberRepository members;

	private final AcrossTenants acrossTenants;

	private final TicketKinds kinds;

	private final RolesInForce roles;

	CallerReader(UserRepository users, TenantRepository tenants, TeamMemberRepository members,
			AcrossTenants acrossTenants, TicketKinds kinds, RolesInForce roles) {
		this.users = users;
		this.tenants = tenants;
		this.members = members;
		this.acrossTenants = acrossTenants;
		this.kinds = kinds;
		this.roles = roles;
	}

	/** Empty for the deactivated, and people of a suspended tenant. */
	Optional<Caller> byId(UUID userId) {
		return this.acrossTenants.read(() -> this.users.findById(userId).flatMap(this::describe));
	}

	/** The same, by his user name in any case of letters. */
	Optional<Caller> byUsername(String username) {
		return this.acrossTenants.read(() -> this.users.findByUsername(username).flatMap(this::describe));
	}

	private Optional<Caller> describe(User user) {
		Optional<Tenant> tenant = user.tenant().flatMap(this.tenants::findById);
		boolean homeless = user.tenant().isPresent() && tenant.filter(Tenant::isActive).isEmpty();
		if (!user.isActive() || homeless) {
			return Optional.empty();
		}
		Set<UUID> teams = this.members.findByUserIdIn(List.of(user.id()))
			.stream()
			.map(TeamMember::teamId)
			.collect(Collectors.toUnmodifiableSet());
		@Nullable TenantId tenantId = tenant.map(Tenant::tenantId).orElse(null);
		return Optional.of(new Caller(user.id(), user.username(), tenantId, user.role(), this.roles.of(user), teams,
				this.roles.permissionsOf(user, this.kinds.of(tenantId)), this.roles.nextEnd(user).orElse(null)));
	}

}
