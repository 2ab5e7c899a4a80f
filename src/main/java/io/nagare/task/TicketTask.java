package io.nagare.task;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import io.nagare.ticket.NewTicket;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.journal.Stamp;

/** A part of a ticket that a team does. Its outcome is kept by its form. */
@Entity
@Table(name = "ticket_tasks")
@DiscriminatorValue(TicketTask.KIND)
public class TicketTask extends Ticket {

	/** The practice. */
	public static final String KIND = "task";

	@Column(updatable = false)
	private UUID parentId;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected TicketTask() {
	}

	TicketTask(NewTicket opened, UUID parentId) {
		super(opened);
		this.parentId = parentId;
	}

	/** The ticket that it is a part of. */
	public UUID parent() {
		return this.parentId;
	}

	/** What is to be done, and who may read it. */
	TicketTask says(@Nullable String description, boolean confidential, Stamp stamp) {
		redescribe(description, stamp);
		if (confidential) {
			classify("confidential", stamp);
		}
		return this;
	}

	/** Another team or person gets it as it is. */
	TicketTask assign(@Nullable UUID team, @Nullable UUID assignee, Stamp stamp) {
		give(team, assignee, stamp);
		return this;
	}

	/** It is as confidential as what it is a part of. */
	TicketTask readLike(String confidentiality, Stamp stamp) {
		classify(confidentiality, stamp);
		return this;
	}

}
