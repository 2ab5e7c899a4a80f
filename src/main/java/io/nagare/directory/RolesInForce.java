package io.nagare.directory;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.nagare.shared.TicketKind;
import org.springframework.stereotype.Component;

/**
 * What somebody holds now: his main role and those that were granted to him beside it and
 * have not ended. Asked at the moment itself, however long ago the person was read.
 */
@Component
public class RolesInForce {

	private final Clock clock;

	RolesInForce(Clock clock) {
		this.clock = clock;
	}

	/**
	 * The words of the roles, the main one first, and of those among whose people he
	 * counts by a role of the tenant's own.
	 */
	public Set<String> of(User user) {
		Set<String> roles = new LinkedHashSet<>(Set.of(user.role()));
		inForce(user).flatMap(
				(grant) -> Stream.concat(Stream.of(grant.role()), grant.own().flatMap(TenantRole::countsAs).stream()))
			.sorted()
			.forEach(roles::add);
		return Collections.unmodifiableSet(roles);
	}

	/** Everything that the roles together allow; among whom he counts allows nothing. */
	public Set<String> permissionsOf(User user, Collection<? extends TicketKind> kinds) {
		Set<String> all = new HashSet<>(Roles.permissionsOf(user.role(), kinds));
		inForce(user).forEach((grant) -> all.addAll(grant.own()
			.<Collection<String>>map(TenantRole::permissions)
			.orElseGet(() -> Roles.permissionsOf(grant.role(), kinds))));
		return Set.copyOf(all);
	}

	private Stream<RoleGrant> inForce(User user) {
		Instant now = this.clock.instant();
		return user.grants().stream().filter((grant) -> grant.isInForceAt(now));
	}

	/** Whether the person works on the tenant's tickets. */
	public boolean isAgent(User user) {
		return Roles.isAgent(of(user));
	}

	/** When the next of his roles ends; empty where none does. */
	Optional<Instant> nextEnd(User user) {
		return inForce(user).flatMap((grant) -> grant.ends().stream()).min(Instant::compareTo);
	}

	/** Whether he holds the role without an end. */
	static boolean holdsForGood(User user, String role) {
		return user.role().equals(role) || user.grants()
			.stream()
			.anyMatch((grant) -> grant.role().equals(role) && grant.isInForceAt(Instant.MAX));
	}

	/**
	 * Until when at most the person may make others administrators: as long as he is one.
	 * Empty for no limit.
	 */
	Optional<Instant> administersUntil(User user) {
		boolean forGood = Roles.all().stream().filter(Roles::administers).anyMatch((role) -> holdsForGood(user, role));
		return forGood ? Optional.empty()
				: Optional.of(inForce(user).filter((grant) -> Roles.administers(grant.role()))
					.map((grant) -> Objects.requireNonNull(grant.ends().orElse(Instant.MAX)))
					.max(Instant::compareTo)
					.orElse(Instant.MIN));
	}

}
