package io.nagare.shared;

import java.time.Instant;

import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.UpdateTimestamp;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/**
 * What a record knows about its own age.
 *
 * @param <T> the record
 */
@MappedSuperclass
public abstract class DatedEntity<T extends DatedEntity<T>> extends AbstractAggregateRoot<T> {

	@Version
	private @Nullable Integer version;

	@CreationTimestamp
	private Instant createdAt = Instant.now();

	@UpdateTimestamp
	private Instant updatedAt = this.createdAt;

	/** Counts the changes; 0 for a new one. */
	public int version() {
		return (this.version != null) ? this.version : 0;
	}

	public Instant createdAt() {
		return this.createdAt;
	}

	/** The last change; of a new one, its creation. */
	public Instant updatedAt() {
		return this.updatedAt;
	}

}
