package io.nagare.identity.signin;

import java.time.Instant;
import java.util.UUID;

import io.nagare.identity.Caller;
import io.nagare.shared.OffRecord;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * What a client trades, once, for the tokens of somebody who has signed in for it. The
 * sign-in that it opens has the same key. Stored as a hash.
 */
@Entity
@OffRecord("a secret; what it opens, and its misuse, is told as a deed")
@Table(name = "authorization_codes")
class AuthorizationCode {

	@Id
	private UUID id;

	@Column(updatable = false)
	// filled for row-level security, read by nothing else
	private @Nullable UUID tenantId;

	@Column(updatable = false)
	private UUID clientId;

	@Column(updatable = false)
	private UUID userId;

	@Column(updatable = false)
	private UUID sessionId;

	@Column(updatable = false)
	// read by the repository's query
	private String codeHash;

	@Column(updatable = false)
	private @Nullable String redirectUri;

	@Column(updatable = false)
	private String codeChallenge;

	@Column(updatable = false)
	private Instant expiresAt;

	private @Nullable Instant usedAt;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected AuthorizationCode() {
	}

	/**
	 * Stores a code.
	 * @param tenantId of client and user alike
	 * @param session the sign-in in the browser
	 * @param request what the client asked for
	 */
	AuthorizationCode(UUID tenantId, Caller user, UUID session, Request request, String codeHash, Instant expiresAt) {
		this.id = UUID.randomUUID();
		this.tenantId = tenantId;
		this.clientId = request.client();
		this.userId = user.userId();
		this.sessionId = session;
		this.redirectUri = request.redirectUri();
		this.codeChallenge = request.codeChallenge();
		this.codeHash = codeHash;
		this.expiresAt = expiresAt;
	}

	UUID id() {
		return this.id;
	}

	UUID clientId() {
		return this.clientId;
	}

	UUID userId() {
		return this.userId;
	}

	/** The sign-in in the browser. */
	UUID sessionId() {
		return this.sessionId;
	}

	/** The hash of what only its rightful owner knows (RFC 7636, S256). */
	String codeChallenge() {
		return this.codeChallenge;
	}

	boolean isGoodAt(Instant now) {
		return now.isBefore(this.expiresAt);
	}

	/** Whether it was given to this client, and sent there (RFC 6749, 4.1.3). */
	boolean isFor(UUID client, @Nullable String redirectUri) {
		return this.clientId.equals(client) && (this.redirectUri == null || this.redirectUri.equals(redirectUri));
	}

	/**
	 * Uses it up.
	 * @return whether this was its first use
	 */
	boolean use(Instant now) {
		if (this.usedAt != null) {
			return false;
		}
		this.usedAt = now;
		return true;
	}

	/**
	 * What a client asked for.
	 *
	 * @param redirectUri as it said; null where it said nothing
	 */
	record Request(UUID client, @Nullable String redirectUri, String codeChallenge) {
	}

}
