package io.nagare.signin.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/**
 * Stored sessions that are seldom written: when one is used is noted once a minute, and
 * what is neither ours nor Spring Security's stays on the node. The engine's web
 * applications, which put what the caller may open there into theirs with each request,
 * make it anew on another.
 *
 * @param <S> a stored session
 */
final class BrowserSessions<S extends Session> implements SessionRepository<BrowserSessions<S>.BrowserSession> {

	private static final Duration COARSE = Duration.ofMinutes(1);

	private final SessionRepository<S> stored;

	private final Runnable removal;

	private final Cache<String, Map<String, Object>> ofTheNode = Caffeine.newBuilder()
		.maximumSize(100_000)
		.expireAfterAccess(Duration.ofMinutes(30))
		.build();

	/**
	 * @param removal removes what has expired
	 */
	BrowserSessions(SessionRepository<S> stored, Runnable removal) {
		this.stored = stored;
		this.removal = removal;
	}

	/** What nobody came back to is removed, whatever node comes first. */
	@Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
	void removeExpired() {
		this.removal.run();
	}

	private static boolean isStored(Object value) {
		String type = value.getClass().getName();
		return value instanceof String || type.startsWith("io.nagare.")
				|| type.startsWith("org.springframework.security.");
	}

	@Override
	public BrowserSession createSession() {
		return new BrowserSession(this.stored.createSession());
	}

	@Override
	public void save(BrowserSession session) {
		this.stored.save(session.stored);
	}

	@Override
	public @Nullable BrowserSession findById(String id) {
		@Nullable S found = this.stored.findById(id);
		return (found != null) ? new BrowserSession(found) : null;
	}

	@Override
	public void deleteById(String id) {
		this.ofTheNode.invalidate(id);
		this.stored.deleteById(id);
	}

	/** What one request knows of a session. */
	final class BrowserSession implements Session {

		private final S stored;

		private BrowserSession(S stored) {
			this.stored = stored;
		}

		@Override
		public String getId() {
			return this.stored.getId();
		}

		@Override
		public String changeSessionId() {
			BrowserSessions.this.ofTheNode.invalidate(getId());
			return this.stored.changeSessionId();
		}

		@Override
		@SuppressWarnings({ "unchecked", "TypeParameterUnusedInFormals" }) // as the
																			// interface
																			// has it
		public <T> @Nullable T getAttribute(String name) {
			@Nullable Object here = ofTheNode().get(name);
			return (here != null) ? (T) here : this.stored.getAttribute(name);
		}

		@Override
		public Set<String> getAttributeNames() {
			return this.stored.getAttributeNames();
		}

		@Override
		public void setAttribute(String name, @Nullable Object value) {
			if (value == null) {
				removeAttribute(name);
			}
			else if (isStored(value)) {
				this.stored.setAttribute(name, value);
			}
			else {
				ofTheNode().put(name, value);
			}
		}

		@Override
		public void removeAttribute(String name) {
			ofTheNode().remove(name);
			this.stored.removeAttribute(name);
		}

		private Map<String, Object> ofTheNode() {
			return BrowserSessions.this.ofTheNode.get(getId(), (id) -> new ConcurrentHashMap<>());
		}

		@Override
		public Instant getCreationTime() {
			return this.stored.getCreationTime();
		}

		@Override
		public void setLastAccessedTime(Instant time) {
			if (getLastAccessedTime().plus(COARSE).isBefore(time)) {
				this.stored.setLastAccessedTime(time);
			}
		}

		@Override
		public Instant getLastAccessedTime() {
			return this.stored.getLastAccessedTime();
		}

		@Override
		public void setMaxInactiveInterval(Duration interval) {
			this.stored.setMaxInactiveInterval(interval);
		}

		@Override
		public Duration getMaxInactiveInterval() {
			return this.stored.getMaxInactiveInterval();
		}

		@Override
		public boolean isExpired() {
			return this.stored.isExpired();
		}

	}

}
