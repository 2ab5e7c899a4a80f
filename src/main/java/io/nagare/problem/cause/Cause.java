package io.nagare.problem.cause;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

import io.nagare.ticket.journal.Stamp;

/**
 * A possible cause of a problem, or of another cause.
 */
@Entity
@Table(name = "problem_causes")
class Cause implements Persistable<UUID> {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private UUID problemId;

	private @Nullable UUID parentId;

	private String kind;

	private String statement;

	private @Nullable UUID createdBy;

	private Instant createdAt;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected Cause() {
	}

	Cause(UUID problem, @Nullable UUID parent, String kind, String statement, Stamp stamp) {
		this.id = UUID.randomUUID();
		this.problemId = problem;
		this.parentId = parent;
		this.kind = kind;
		this.statement = statement;
		this.createdBy = stamp.actor();
		this.createdAt = stamp.at();
	}

	@Override
	public UUID getId() {
		return this.id;
	}

	/** One that was read is changed where it is. */
	@Override
	public boolean isNew() {
		return true;
	}

	/** Says it otherwise; what is absent stays. */
	void correct(Causes.CauseChanges changes) {
		this.kind = changes.kind().orElse(this.kind);
		this.statement = changes.statement().orElse(this.statement);
	}

	Causes.CauseView view() {
		return new Causes.CauseView(this.id, this.parentId, this.kind, this.statement, this.createdBy, this.createdAt);
	}

}
