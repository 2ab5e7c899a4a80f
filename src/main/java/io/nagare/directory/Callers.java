package io.nagare.directory;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.nagare.shared.RightsChanged;
import io.nagare.shared.RightsOutdated;
import io.nagare.shared.TenantId;
import io.nagare.shared.TicketKinds;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Who somebody is right now: roles, tenant, teams. A change is seen at once on this node
 * and within a second on the others; what ends by itself, at that second on all. The
 * deactivated, and people of a suspended tenant, are nobody.
 */
@Component
public class Callers {

	private static final Duration MEMORY = Duration.ofSeconds(30);

	private final UserRepository users;

	private final TenantRepository tenants;

	private final TeamMemberRepository members;

	private final AcrossTenants acrossTenants;

	private final TicketKinds kinds;

	private final RolesInForce roles;

	private final Clock clock;

	private final ApplicationEventPublisher events;

	private final Cache<UUID, Caller> byId = Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(MEMORY).build();

	private final Cache<String, Caller> byUsername = Caffeine.newBuilder()
		.maximumSize(50_000)
		.expireAfterWrite(MEMORY)
		.build();

	/** Tells a reader that what he has just read may be old. */
	private final AtomicLong changes = new AtomicLong();

	Callers(UserRepository users, TenantRepository tenants, TeamMemberRepository members, AcrossTenants acrossTenants,
			TicketKinds kinds, RolesInForce roles, Clock clock, ApplicationEventPublisher events) {
		this.users = users;
		this.tenants = tenants;
		this.members = members;
		this.acrossTenants = acrossTenants;
		this.kinds = kinds;
		this.roles = roles;
		this.clock = clock;
		this.events = events;
	}

	/** The person, unless he may not be here. */
	public Optional<Caller> byId(UUID userId) {
		return remembered(this.byId, userId, this.users::findById);
	}

	/**
	 * The person with this user name, in any case of letters, unless he may not be here.
	 */
	public Optional<Caller> byUsername(String username) {
		return remembered(this.byUsername, username, this.users::findByUsername);
	}

	/** Reads without holding a lock on the cache: the read needs a connection. */
	private <K> Optional<Caller> remembered(Cache<K, Caller> cache, K key, Function<K, Optional<User>> find) {
		@Nullable Caller known = cache.getIfPresent(key);
		if (known != null && !known.isOutdatedAt(this.clock.instant())) {
			return Optional.of(known);
		}
		long before = this.changes.get();
		Optional<Caller> read = this.acrossTenants.read(() -> find.apply(key).flatMap(this::describe));
		read.ifPresent((caller) -> cache.put(key, caller));
		if (this.changes.get() != before) {
			cache.invalidate(key);
		}
		return read;
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

	@EventListener
	void on(User.Event event) {
		forget();
	}

	@EventListener
	void on(Tenant.Suspended event) {
		forget();
	}

	/** Others would read the old state again until the transaction has committed. */
	void forget() {
		this.events.publishEvent(new RightsChanged());
		AfterCommit.run(this::forgetNow);
	}

	@EventListener
	void on(RightsOutdated outdated) {
		forgetNow();
	}

	private void forgetNow() {
		this.changes.incrementAndGet();
		this.byId.invalidateAll();
		this.byUsername.invalidateAll();
	}

}
