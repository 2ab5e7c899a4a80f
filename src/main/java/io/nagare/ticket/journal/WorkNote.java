package io.nagare.ticket.journal;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;
import org.springframework.data.domain.Persistable;

import io.nagare.ticket.Ticket;

/**
 * What somebody wrote on a ticket. Public notes are read by its reporter too. Never
 * changed.
 */
@Entity
@Immutable
@Table(name = "ticket_work_notes")
public class WorkNote extends AbstractAggregateRoot<WorkNote> implements Persistable<UUID> {

	public static final String WORK_NOTE = "work_note";

	static final String RESOLUTION_NOTE = "resolution_note";

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private UUID ticketId;

	private String noteType;

	private String content;

	@Column(name = "is_public")
	private boolean publicNote;

	private @Nullable UUID createdBy;

	private Instant createdAt;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected WorkNote() {
	}

	public WorkNote(Ticket ticket, String noteType, String content, boolean publicNote, boolean announced,
			Stamp stamp) {
		this.id = UUID.randomUUID();
		this.ticketId = ticket.id();
		this.noteType = noteType;
		this.content = content;
		this.publicNote = publicNote;
		this.createdBy = stamp.actor();
		this.createdAt = stamp.at();
		registerEvent(new NoteAdded(ticket.ref(), stamp.tenant(), stamp.actor(), stamp.at(), this.id, publicNote,
				ticket.reporter().equals(stamp.actor()), announced));
	}

	@Override
	public UUID getId() {
		return this.id;
	}

	public String content() {
		return this.content;
	}

	/** It is only ever written once. */
	@Override
	public boolean isNew() {
		return true;
	}

}
