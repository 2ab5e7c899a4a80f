package io.nagare.ticket.checklist;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.DatedEntity;
import io.nagare.ticket.journal.Stamp;

/** One line of a ticket's checklist. */
@Entity
@Table(name = "ticket_checklist_items")
class ChecklistItem extends DatedEntity<ChecklistItem> {

	@Id
	private UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	@Column(updatable = false)
	private UUID ticketId;

	@Column(updatable = false)
	private int place;

	private String text;

	private @Nullable UUID doneBy;

	private @Nullable Instant doneAt;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected ChecklistItem() {
	}

	ChecklistItem(UUID ticketId, int place, String text) {
		this.id = UUID.randomUUID();
		this.ticketId = ticketId;
		this.place = place;
		this.text = text;
	}

	UUID id() {
		return this.id;
	}

	int place() {
		return this.place;
	}

	String text() {
		return this.text;
	}

	boolean isDone() {
		return this.doneAt != null;
	}

	void reword(String text) {
		this.text = text;
	}

	void tick(Stamp stamp) {
		this.doneBy = stamp.actor();
		this.doneAt = stamp.at();
	}

	void untick() {
		this.doneBy = null;
		this.doneAt = null;
	}

}
