package io.nagare.ticket.journal;

import java.time.Instant;
import java.util.UUID;

import io.nagare.shared.OffRecord;
import io.nagare.ticket.FieldChanged;
import io.nagare.workflow.StepReached;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/**
 * One line of a ticket's journal: a field's old and new value, or an element that one of
 * its processes reached, and the action that led there. Never changed.
 */
@Entity
@OffRecord("is a record itself, of changes that the ticket's own tell")
@Immutable
@Table(name = "ticket_histories")
class JournalEntry implements Persistable<UUID> {

	/** What stands for a field where a line tells a step. */
	static final String STEP = "step";

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private UUID ticketId;

	private String fieldName;

	private @Nullable String oldValue;

	private @Nullable String newValue;

	private @Nullable UUID changedBy;

	private Instant changedAt;

	private @Nullable String processId;

	private @Nullable String processKey;

	private @Nullable Integer processVersion;

	private @Nullable String elementName;

	private @Nullable String elementType;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected JournalEntry() {
	}

	JournalEntry(FieldChanged change) {
		this.id = UUID.randomUUID();
		this.ticketId = change.ticket().id();
		this.fieldName = change.field();
		this.oldValue = change.before();
		this.newValue = change.after();
		this.changedBy = change.actor();
		this.changedAt = change.at();
	}

	JournalEntry(StepReached step, Stamp stamp) {
		this.id = UUID.randomUUID();
		this.ticketId = step.businessKey();
		this.fieldName = STEP;
		this.oldValue = step.action();
		this.newValue = step.element();
		this.changedBy = stamp.actor();
		this.changedAt = stamp.at();
		this.processId = step.processId();
		this.processKey = step.processKey();
		this.processVersion = step.version();
		this.elementName = step.name();
		this.elementType = step.type();
	}

	@Override
	public UUID getId() {
		return this.id;
	}

	/** It is only ever written once. */
	@Override
	public boolean isNew() {
		return true;
	}

}
