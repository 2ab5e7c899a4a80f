package io.nagare.signin.token;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import io.nagare.directory.Caller;
import io.nagare.shared.OffRecord;

/**
 * A secret with which a program acts for a person, who may have given it less than he may
 * do himself. Stored as a hash, so that the table's reader cannot use it.
 */
@Entity
@OffRecord("that it was made or revoked is told as a deed")
@Table(name = "personal_tokens")
public class PersonalToken {

	@Id
	private UUID id;

	@Column(updatable = false)
	// filled for row-level security
	private @Nullable UUID tenantId;

	@Column(updatable = false)
	private UUID userId;

	@Column(updatable = false)
	private String name;

	@Column(updatable = false)
	// read by the repository's query
	private String tokenHash;

	@Column(updatable = false)
	private boolean readOnly;

	@Column(updatable = false)
	private @Nullable String permissions;

	@Column(updatable = false)
	private Instant createdAt;

	@Column(updatable = false)
	private Instant expiresAt;

	private @Nullable Instant lastUsedAt;

	private @Nullable Instant revokedAt;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected PersonalToken() {
	}

	/**
	 * @param permissions what it is limited to; null for all that the role gives
	 */
	PersonalToken(Caller owner, String name, String tokenHash, boolean readOnly,
			@Nullable Collection<String> permissions, Instant now, Instant expiresAt) {
		this.id = UUID.randomUUID();
		this.tenantId = owner.tenantId();
		this.userId = owner.userId();
		this.name = name;
		this.tokenHash = tokenHash;
		this.readOnly = readOnly;
		this.permissions = (permissions != null) ? String.join(" ", new TreeSet<>(permissions)) : null;
		this.createdAt = now;
		this.expiresAt = expiresAt;
	}

	String tokenHash() {
		return this.tokenHash;
	}

	public UUID id() {
		return this.id;
	}

	public UUID userId() {
		return this.userId;
	}

	public @Nullable UUID tenantId() {
		return this.tenantId;
	}

	/** What its owner calls it. */
	public String name() {
		return this.name;
	}

	/** Whether it changes nothing. */
	public boolean isReadOnly() {
		return this.readOnly;
	}

	/** What it is limited to; empty where it may do all that its owner may. */
	public Optional<Set<String>> permissions() {
		return Optional.ofNullable(this.permissions).map((words) -> Set.copyOf(List.of(words.split(" "))));
	}

	public Instant created() {
		return this.createdAt;
	}

	public Instant expires() {
		return this.expiresAt;
	}

	/** Its last use, to the minute; empty until then. */
	public Optional<Instant> lastUsed() {
		return Optional.ofNullable(this.lastUsedAt);
	}

	boolean isGoodAt(Instant now) {
		return this.revokedAt == null && now.isBefore(this.expiresAt);
	}

	/** It opens nothing any more. */
	void revoke(Instant now) {
		if (this.revokedAt == null) {
			this.revokedAt = now;
		}
	}

}
