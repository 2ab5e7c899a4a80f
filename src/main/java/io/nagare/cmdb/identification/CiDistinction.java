package io.nagare.cmdb.identification;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** Somebody has said that two items are not the same, although they look so. */
@Entity
@Table(name = "ci_distinctions")
class CiDistinction {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private UUID oneId;

	private UUID otherId;

	private UUID createdBy;

	private Instant createdAt;

	@Version
	private @Nullable Integer version;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected CiDistinction() {
	}

	/** The keys are in the order of the database. */
	CiDistinction(UUID one, UUID other, UUID by, Instant at) {
		this.id = UUID.randomUUID();
		this.oneId = one;
		this.otherId = other;
		this.createdBy = by;
		this.createdAt = at;
	}

}
