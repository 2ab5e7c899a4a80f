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

import io.nagare.shared.Label;
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

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private UUID ticketId;

	private String noteType;

	/** As it was said, or in Japanese. */
	private String content;

	/** In English; null for what somebody said, in whatever language. */
	private @Nullable String contentEn;

	@Column(name = "is_public")
	private boolean publicNote;

	private @Nullable UUID createdBy;

	private Instant createdAt;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected WorkNote() {
	}

	public WorkNote(Ticket ticket, String noteType, Label content, boolean publicNote, boolean announced, Stamp stamp) {
		this.id = UUID.randomUUID();
		this.ticketId = ticket.id();
		this.noteType = noteType;
		this.content = content.ja();
		this.contentEn = content.en().equals(content.ja()) ? null : content.en();
		this.publicNote = publicNote;
		this.createdBy = stamp.actor();
		this.createdAt = stamp.at();
		registerEvent(new NoteAdded(ticket.ref(), stamp.tenant(), stamp.actor(), stamp.at(), this.id, publicNote,
				ticket.reporter().equals(stamp.actor()), announced));
	}

	/** The same on another ticket, of which nobody is told. */
	WorkNote carriedTo(Ticket other, Stamp now) {
		return new WorkNote(other, this.noteType, content(), this.publicNote, true,
				new Stamp(now.tenant(), this.createdBy, this.createdAt));
	}

	@Override
	public UUID getId() {
		return this.id;
	}

	public Label content() {
		return new Label(this.content, (this.contentEn != null) ? this.contentEn : this.content);
	}

	/**
	 * By somebody, in his own words; what the product notes, it does in both languages.
	 */
	public boolean isSaid() {
		return this.createdBy != null && this.contentEn == null;
	}

	/** It is only ever written once. */
	@Override
	public boolean isNew() {
		return true;
	}

}
