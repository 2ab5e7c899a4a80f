package io.nagare.shared;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * An address under which a program reads something without signing in, until somebody
 * revokes it. It holds a secret, of which only the hash is kept.
 */
@MappedSuperclass
public abstract class SecretFeed {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private UUID userId;

	private String name;

	@OffRecord("whoever has the token reads what the feed shows")
	@Column(updatable = false)
	// read by look-ups across tenants
	private String tokenHash;

	@CreationTimestamp
	private Instant createdAt = Instant.now();

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected SecretFeed() {
	}

	protected SecretFeed(UUID userId, String name, String tokenHash) {
		this.id = UUID.randomUUID();
		this.userId = userId;
		this.name = name;
		this.tokenHash = tokenHash;
	}

	public UUID id() {
		return this.id;
	}

	/** Who made it; it shows nothing any more that he may not read himself. */
	public UUID userId() {
		return this.userId;
	}

	/** What it is for, in its maker's words. */
	public String name() {
		return this.name;
	}

	public Instant createdAt() {
		return this.createdAt;
	}

}
