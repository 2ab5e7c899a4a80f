package io.nagare.identity.signin;

import java.time.Instant;
import java.util.UUID;

import io.nagare.shared.OffRecord;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * What a client trades for the next access token: once. Stored as a hash, so that the
 * table's reader cannot use it.
 */
@Entity
@OffRecord("a secret; its misuse is told as a deed")
@Table(name = "refresh_tokens")
class RefreshToken {

	@Id
	private UUID id;

	@Column(updatable = false)
	// filled for row-level security, read by nothing else
	private @Nullable UUID tenantId;

	@Column(updatable = false)
	private UUID signInId;

	@Column(updatable = false)
	// read by the repository's query
	private String tokenHash;

	private @Nullable Instant usedAt;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected RefreshToken() {
	}

	RefreshToken(SignIn signIn, String tokenHash) {
		this.id = UUID.randomUUID();
		this.tenantId = signIn.tenantId();
		this.signInId = signIn.id();
		this.tokenHash = tokenHash;
	}

	UUID signInId() {
		return this.signInId;
	}

	/**
	 * Uses it up.
	 * @return whether this was its first use; if not, a copy is in somebody else's hands
	 */
	boolean use(Instant now) {
		if (this.usedAt != null) {
			return false;
		}
		this.usedAt = now;
		return true;
	}

}
