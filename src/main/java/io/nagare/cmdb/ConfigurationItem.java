package io.nagare.cmdb;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.TenantId;
import org.hibernate.annotations.UpdateTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * A CI: something that must be managed so that a service can be delivered, or the service
 * itself.
 */
@Entity
@Table(name = "configuration_items")
public class ConfigurationItem {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private String name;

	private String ciClass;

	private short tier;

	private @Nullable String description;

	@Column(name = "is_active")
	private boolean active = true;

	@Version
	private @Nullable Integer version;

	@CreationTimestamp
	private Instant createdAt = Instant.now();

	@UpdateTimestamp
	private Instant updatedAt = this.createdAt;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected ConfigurationItem() {
	}

	ConfigurationItem(String ciClass, String name, int tier, @Nullable String description) {
		this.id = UUID.randomUUID();
		this.ciClass = ciClass;
		this.name = name;
		this.tier = (short) tier;
		this.description = description;
	}

	public UUID id() {
		return this.id;
	}

	public String name() {
		return this.name;
	}

	/** A word such as {@code service}, {@code server}, {@code database}. */
	public String ciClass() {
		return this.ciClass;
	}

	/** How important it is, from 1, the most, to 4. */
	public int tier() {
		return this.tier;
	}

	public @Nullable String description() {
		return this.description;
	}

	/** Whether it is still in use; tickets may go on naming one that is not. */
	public boolean isActive() {
		return this.active;
	}

	/** Counts the changes; 0 for a new one. */
	public int version() {
		return (this.version != null) ? this.version : 0;
	}

	public Instant createdAt() {
		return this.createdAt;
	}

	public Instant updatedAt() {
		return this.updatedAt;
	}

	/** It is no longer in use. */
	ConfigurationItem retire() {
		this.active = false;
		return this;
	}

}
