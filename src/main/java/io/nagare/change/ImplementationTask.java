package io.nagare.change;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

import io.nagare.ticket.journal.Stamp;

/** A step of carrying a change out, as planned and as it was. */
@Entity
@Table(name = "change_tasks")
class ImplementationTask {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private short position;

	private String title;

	private @Nullable UUID assigneeId;

	private @Nullable Instant plannedStart;

	private @Nullable Instant plannedEnd;

	private @Nullable Instant actualStart;

	private @Nullable Instant actualEnd;

	private @Nullable UUID completedBy;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected ImplementationTask() {
	}

	ImplementationTask(int position, ChangeFields.Step step) {
		this.id = UUID.randomUUID();
		this.position = (short) position;
		this.title = step.title();
		this.assigneeId = step.assigneeId();
		this.plannedStart = step.plannedStart();
		this.plannedEnd = step.plannedEnd();
	}

	UUID id() {
		return this.id;
	}

	String title() {
		return this.title;
	}

	Optional<UUID> assignee() {
		return Optional.ofNullable(this.assigneeId);
	}

	Optional<Instant> plannedStart() {
		return Optional.ofNullable(this.plannedStart);
	}

	Optional<Instant> plannedEnd() {
		return Optional.ofNullable(this.plannedEnd);
	}

	boolean isDone() {
		return this.actualEnd != null;
	}

	/** It is planned as much later, but not behind the end of the window. */
	void move(Duration shift, Instant end) {
		this.plannedStart = plannedStart().map((at) -> Change.moved(at, shift, end)).orElse(null);
		this.plannedEnd = plannedEnd().map((at) -> Change.moved(at, shift, end)).orElse(null);
	}

	/** Whoever was to do it will not. */
	void leave() {
		this.assigneeId = null;
	}

	/** It was done, from the given moment until now. */
	void complete(Instant started, Stamp stamp) {
		this.actualStart = started;
		this.actualEnd = stamp.at();
		this.completedBy = stamp.actor();
	}

}
