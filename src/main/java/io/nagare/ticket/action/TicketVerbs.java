package io.nagare.ticket.action;

import java.util.UUID;

import io.nagare.ticket.notice.TicketNoticeService;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketTriage;
import io.nagare.workflow.ProcessVerbs;

/**
 * What the process of any type may ask of its tickets, as {@code ${ticket.…}}. Glue only;
 * called by the engine, never from Java.
 */
@ProcessVerbs("ticket")
public class TicketVerbs {

	private final TicketTriage triage;

	private final TicketRecords records;

	private final TicketNoticeService notices;

	TicketVerbs(TicketTriage triage, TicketRecords records, TicketNoticeService notices) {
		this.triage = triage;
		this.records = records;
		this.notices = notices;
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

	/**
	 * Tells those whom the table {@code ticket-notices} names.
	 * @param event a word of the table, one of the model's own too
	 */
	public void tell(UUID ticketId, String event) {
		this.notices.tell(this.records.get(Ticket.class, ticketId), event);
	}

	/** Writes an internal note. */
	public void note(UUID ticketId, String text) {
		this.triage.note(ticketId, text);
	}

}
