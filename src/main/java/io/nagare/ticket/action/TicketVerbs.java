package io.nagare.ticket.action;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.ticket.notice.TicketNoticeService;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketTriage;
import io.nagare.workflow.AllowedWords;
import io.nagare.workflow.AsksTables;
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

	private final ConcernedPeople people;

	TicketVerbs(TicketTriage triage, TicketRecords records, TicketNoticeService notices, ConcernedPeople people) {
		this.triage = triage;
		this.records = records;
		this.notices = notices;
		this.people = people;
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

	/** What people answered in a form that keeps it; null for nothing. */
	public @Nullable Object answer(UUID ticketId, String field) {
		return this.people.answer(ticketId, field);
	}

	/** Whether somebody is there to whom the reporter answers. */
	public boolean hasManager(UUID ticketId) {
		return this.people.manager(ticketId).isPresent();
	}

	/**
	 * The username of the reporter's manager, as candidates of a task; none for nobody's.
	 */
	public List<String> manager(UUID ticketId) {
		return this.people.manager(ticketId).stream().toList();
	}

	/** Whether somebody is there who owns the first configuration item concerned. */
	public boolean hasOwner(UUID ticketId) {
		return this.people.owner(ticketId).isPresent();
	}

	/**
	 * The username of who owns the first item, as candidates of a task; none for nobody.
	 */
	public List<String> owner(UUID ticketId) {
		return this.people.owner(ticketId).stream().toList();
	}

	/** The group of the team of that name; all agents where there is none. */
	public String team(UUID ticketId, String name) {
		return this.people.team(name);
	}

	/** Gives the ticket to the team of that name, where there is one. */
	public void route(UUID ticketId, String name) {
		this.people.route(ticketId, name);
	}

	/**
	 * Has somebody of the ticket's team chosen, where nobody has it.
	 * @param method {@code least_loaded}, {@code longest_idle}, {@code last_helper} or
	 * {@code on_duty}
	 */
	public void assignBy(UUID ticketId,
			@AllowedWords({ "least_loaded", "longest_idle", "last_helper", "on_duty" }) String method) {
		this.triage.assignBy(ticketId, method);
	}

	/** Has the clocks agreed that the tables have for the ticket. */
	@AsksTables({ "sla-definitions", "sla-targets" })
	public void agreeServiceLevels(UUID ticketId) {
		this.triage.agreeServiceLevels(ticketId);
	}

	/**
	 * Tells those whom the table {@code ticket-notices} names.
	 * @param event a word of the table, one of the model's own too
	 */
	public void tell(UUID ticketId, @AllowedWords(table = "ticket-notices") String event) {
		this.notices.tell(this.records.get(Ticket.class, ticketId), event);
	}

	/** Writes an internal note. */
	public void note(UUID ticketId, String text) {
		this.triage.note(ticketId, text);
	}

}
