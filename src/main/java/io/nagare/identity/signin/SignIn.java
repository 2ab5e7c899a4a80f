package io.nagare.identity.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import io.nagare.identity.Caller;
import io.nagare.shared.OffRecord;
import io.nagare.shared.TenantId;
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
class SignIn {

	/** A working day; then the password is asked for again. */
	static final Duration LIFETIME = Duration.ofHours(12);

	@Id
	private UUID id;

	@Column(updatable = false)
	private @Nullable UUID tenantId;

	@Column(updatable = false)
	private UUID userId;

	@Column(updatable = false)
	private Instant openedAt;

	@Column(updatable = false)
	private Instant expiresAt;

	private @Nullable Instant endedAt;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected SignIn() {
	}

	SignIn(Caller caller, Instant now) {
		TenantId tenant = caller.tenant();
		this.id = UUID.randomUUID();
		this.tenantId = (tenant != null) ? tenant.id() : null;
		this.userId = caller.userId();
		this.openedAt = now;
		this.expiresAt = now.plus(LIFETIME);
	}

	UUID id() {
		return this.id;
	}

	@Nullable UUID tenantId() {
		return this.tenantId;
	}

	UUID userId() {
		return this.userId;
	}

	boolean isOpenAt(Instant now) {
		return this.endedAt == null && now.isBefore(this.expiresAt);
	}

	void end(Instant now) {
		if (this.endedAt == null) {
			this.endedAt = now;
		}
	}

}
