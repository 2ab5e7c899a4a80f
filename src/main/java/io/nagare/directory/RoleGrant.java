package io.nagare.directory;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A role that somebody holds beside his main one, with or without an end. It stays on
 * record when it is over.
 */
@Entity
@Table(name = "role_grants")
public class RoleGrant extends DirectoryEntry<RoleGrant> {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	@Column(name = "user_id", updatable = false)
	private UUID userId;

	@Column(updatable = false)
	private String role;

	/** Small, and needed wherever somebody asks what the person may do. */
	@ManyToOne(fetch = FetchType.EAGER)
	@JoinColumn(name = "tenant_role_id", updatable = false)
	private @Nullable TenantRole own;

	/** What such a role allowed at the end. */
	@JdbcTypeCode(SqlTypes.ARRAY)
	private String @Nullable [] permissions;

	@Column(updatable = false)
	private @Nullable String reason;

	@Column(updatable = false)
	private Instant grantedAt;

	@Column(updatable = false)
	private @Nullable UUID grantedBy;

	@Column(updatable = false)
	private @Nullable Instant endsAt;

	private @Nullable Instant endedAt;

	private @Nullable UUID endedBy;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected RoleGrant() {
	}

	/** Of a shipped role. */
	RoleGrant(User user, String role, @Nullable String reason, UUID by, Instant now, @Nullable Instant endsAt) {
		this.id = UUID.randomUUID();
		this.userId = user.id();
		this.role = role;
		this.reason = reason;
		this.grantedAt = now;
		this.grantedBy = by;
		this.endsAt = endsAt;
		registerEvent(new User.RoleGranted(user.id(), user.tenant().orElseThrow(), role, endsAt));
	}

	/** Of a role that the tenant has made itself. */
	RoleGrant(User user, TenantRole own, @Nullable String reason, UUID by, Instant now, @Nullable Instant endsAt) {
		this(user, own.key(), reason, by, now, endsAt);
		this.own = own;
	}

	public UUID id() {
		return this.id;
	}

	/** Who holds it. */
	public UUID user() {
		return this.userId;
	}

	/** A word of {@link Roles}, or the key of a role of the tenant's own. */
	public String role() {
		return this.role;
	}

	/** The role, where it is one of the tenant's own and is still there. */
	Optional<TenantRole> own() {
		return Optional.ofNullable(this.own);
	}

	/** When it ends by itself; empty for never. */
	public Optional<Instant> ends() {
		return Optional.ofNullable(this.endsAt);
	}

	/** When it was over; empty as long as nobody has written that down. */
	Optional<Instant> endedAt() {
		return Optional.ofNullable(this.endedAt);
	}

	/** Whether it gives anything at that moment: at the second of its end no more. */
	boolean isInForceAt(Instant now) {
		return this.endedAt == null && (this.endsAt == null || now.isBefore(this.endsAt));
	}

	/** Takes it away before its end. */
	RoleGrant takeAway(UUID by, Instant now) {
		this.endedBy = by;
		return over(now, User.RoleEnded.TAKEN_AWAY);
	}

	/** Writes down that its end has come; it gives nothing since then anyway. */
	RoleGrant expire() {
		return over(ends().orElseThrow(), User.RoleEnded.EXPIRED);
	}

	private RoleGrant over(Instant at, String how) {
		this.endedAt = at;
		this.permissions = own().map((role) -> role.permissions().toArray(String[]::new)).orElse(null);
		registerEvent(new User.RoleEnded(this.userId, this.tenantId, this.role, how));
		return this;
	}

}
