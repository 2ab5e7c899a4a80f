package io.nagare.ticket.action;

import java.util.UUID;

import io.nagare.ticket.TicketTriage;
import io.nagare.workflow.ProcessVerbs;

/**
 * What the process of any type may ask of its tickets, as {@code ${ticket.…}}. Glue only;
 * called by the engine, never from Java.
 */
@ProcessVerbs("ticket")
public class TicketVerbs {

	private final TicketTriage triage;

	TicketVerbs(TicketTriage triage) {
		this.triage = triage;
	}

	public String priorityOf(UUID ticketId) {
		return this.triage.priorityOf(ticketId);
	}

	/**
	 * Gives the ticket a priority, and has its clocks agreed.
	 * @param priority a word of its type's table
	 */
	public void prioritise(UUID ticketId, String priority) {
		this.triage.prioritise(ticketId, priority);
	}

	/** What it was reported for is done. */
	public void resolve(UUID ticketId) {
		this.triage.resolve(ticketId);
	}

	/** Writes an internal note. */
	public void note(UUID ticketId, String text) {
		this.triage.note(ticketId, text);
	}

}
