package io.nagare.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import io.nagare.directory.Caller;
import io.nagare.shared.OffRecord;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * What all tokens, or the browser session, that came out of presenting a password once
 * have in common. Ending it ends them all.
 */
@Entity
@OffRecord("every sign-in and sign-out is told as a deed")
@Table(name = "sign_ins")
public class SignIn {

	/** A working day; then the password is asked for again. */
	public static final Duration LIFETIME = Duration.ofHours(12);

	/** Somebody's browser. */
	static final String BROWSER = "browser";

	/** Whoever keeps tokens. */
	static final String PROGRAM = "program";

	@Id
	private UUID id;

	@Column(updatable = false)
	private @Nullable UUID tenantId;

	@Column(updatable = false)
	private UUID userId;

	@Column(updatable = false)
	private @Nullable UUID clientId;

	@Column(updatable = false)
	private Instant openedAt;

	@Column(updatable = false)
	private Instant expiresAt;

	private @Nullable Instant endedAt;

	@Column(updatable = false)
	private String kind;

	@Column(updatable = false)
	private @Nullable String address;

	@Column(updatable = false)
	private @Nullable String userAgent;

	private @Nullable Instant lastSeenAt;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected SignIn() {
	}

	/**
	 * @param kind {@code browser} or {@code program}
	 * @param visitor from where; null where that is not known
	 */
	SignIn(Caller caller, Instant now, String kind, @Nullable Visitor visitor) {
		this(UUID.randomUUID(), caller, null, now, now.plus(LIFETIME), kind, visitor);
	}

	private SignIn(UUID id, Caller caller, @Nullable UUID clientId, Instant now, Instant expiresAt, String kind,
			@Nullable Visitor visitor) {
		this.id = id;
		this.tenantId = caller.tenantId();
		this.userId = caller.userId();
		this.clientId = clientId;
		this.openedAt = now;
		this.expiresAt = expiresAt;
		this.kind = kind;
		this.address = (visitor != null) ? visitor.address() : null;
		this.userAgent = (visitor != null) ? visitor.userAgent() : null;
		this.lastSeenAt = now;
	}

	/**
	 * What a client may do on somebody's behalf.
	 * @param expiresAt no later than the password is asked for again
	 */
	public static SignIn forClient(UUID id, Caller user, UUID clientId, Instant now, Instant expiresAt) {
		return new SignIn(id, user, clientId, now, expiresAt, PROGRAM, Visitor.current().orElse(null));
	}

	public UUID id() {
		return this.id;
	}

	@Nullable UUID tenantId() {
		return this.tenantId;
	}

	public UUID userId() {
		return this.userId;
	}

	public Instant opened() {
		return this.openedAt;
	}

	public Instant expires() {
		return this.expiresAt;
	}

	/** {@code browser}, or {@code program} for whoever keeps tokens. */
	public String kind() {
		return this.kind;
	}

	/** The network address it was opened from, if known. */
	public @Nullable String address() {
		return this.address;
	}

	/** What the browser or program called itself, shortened. */
	public @Nullable String userAgent() {
		return this.userAgent;
	}

	/** Its last use, to the minute. */
	public Instant lastSeen() {
		return (this.lastSeenAt != null) ? this.lastSeenAt : this.openedAt;
	}

	/** The client that it was opened for; null for somebody's own. */
	public @Nullable UUID clientId() {
		return this.clientId;
	}

	public Instant expiresAt() {
		return this.expiresAt;
	}

	public boolean isOpenAt(Instant now) {
		return this.endedAt == null && now.isBefore(this.expiresAt);
	}

	void end(Instant now) {
		if (this.endedAt == null) {
			this.endedAt = now;
		}
	}

}
