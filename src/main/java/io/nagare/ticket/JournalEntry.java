package io.nagare.ticket;

import java.time.Instant;
import java.util.UUID;

import io.nagare.shared.OffRecord;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** One line of a ticket's journal: a field's old and new value. Never changed. */
@Entity
@OffRecord("is a record itself, of changes that the ticket's own tell")
@Immutable
@Table(name = "ticket_histories")
class JournalEntry implements Persistable<UUID> {

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
