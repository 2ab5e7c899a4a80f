package io.nagare.directory;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.nagare.shared.RightsChanged;
import io.nagare.shared.RightsOutdated;
import io.nagare.shared.Tenancy;

/**
 * Who somebody is right now: roles, tenant, teams. A change is seen at once on this node
 * and within a second on the others; what ends by itself, at that second on all. The
 * deactivated, and people of a suspended tenant, are nobody.
 */
@Component
public class Callers {

	private static final Duration MEMORY = Duration.ofSeconds(30);

	private final CallerReader reader;

	private final Clock clock;

	private final ApplicationEventPublisher events;

	private final Cache<UUID, Caller> byId = Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(MEMORY).build();

	private final Cache<String, Caller> byUsername = Caffeine.newBuilder()
		.maximumSize(50_000)
		.expireAfterWrite(MEMORY)
		.build();

	/** Tells a reader that what he has just read may be old. */
	private final AtomicLong changes = new AtomicLong();

	Callers(CallerReader reader, Clock clock, ApplicationEventPublisher events) {
		this.reader = reader;
		this.clock = clock;
		this.events = events;
	}

	/** The person, unless he may not be here. */
	public Optional<Caller> byId(UUID userId) {
		return remembered(this.byId, userId, this.reader::byId);
	}

	/** The person, if he is one of the bound tenant. */
	public Optional<Caller> memberById(UUID userId) {
		return byId(userId).filter(Callers::isMember);
	}

	/** The person with this user name, if he is one of the bound tenant. */
	public Optional<Caller> memberByUsername(String username) {
		return byUsername(username).filter(Callers::isMember);
	}

	private static boolean isMember(Caller caller) {
		return Tenancy.require().equals(caller.tenant());
	}

	/**
	 * The person with this user name, in any case of letters, unless he may not be here.
	 */
	public Optional<Caller> byUsername(String username) {
		return remembered(this.byUsername, username, this.reader::byUsername);
	}

	/** Reads without holding a lock on the cache: the read needs a connection. */
	private <K> Optional<Caller> remembered(Cache<K, Caller> cache, K key, Function<K, Optional<Caller>> find) {
		@Nullable Caller known = cache.getIfPresent(key);
		if (known != null && !known.isOutdatedAt(this.clock.instant())) {
			return Optional.of(known);
		}
		long before = this.changes.get();
		Optional<Caller> read = find.apply(key);
		read.ifPresent((caller) -> cache.put(key, caller));
		if (this.changes.get() != before) {
			cache.invalidate(key);
		}
		return read;
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
