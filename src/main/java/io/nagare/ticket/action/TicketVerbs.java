package io.nagare.ticket.action;

import java.util.Date;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.ticket.notice.TicketNoticeService;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketTriage;
import io.nagare.workflow.AllowedWords;
import io.nagare.workflow.KeptField;
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
	public void prioritise(UUID ticketId,
			@AllowedWords(table = "incident-priority", column = "priority") String priority) {
		this.triage.prioritise(ticketId, priority);
	}

	/** Whether the ticket is still worked on: neither resolved nor ended. */
	public boolean isActive(UUID ticketId) {
		return this.records.get(Ticket.class, ticketId).phase().isActive();
	}

	/**
	 * When a ticket that waits for its reporter's confirmation is closed without it: five
	 * working days after it was resolved.
	 */
	public Date autoCloseAt(UUID ticketId) {
		return Date.from(this.triage.autoCloseAt(ticketId));
	}

	/** What people answered in a form that keeps it; null for nothing. */
	public @Nullable Object answer(UUID ticketId, @KeptField String field) {
		return this.people.answer(ticketId, field);
	}

	/**
	 * When the day begins that people answered in a form that keeps it, in the
	 * organization's time zone; null for nothing.
	 */
	public @Nullable Date dayOf(UUID ticketId, @KeptField String field) {
		return this.people.day(ticketId, field, 0);
	}

	/**
	 * When the day is over that people answered in a form that keeps it, in the
	 * organization's time zone; null for nothing.
	 */
	public @Nullable Date endOf(UUID ticketId, @KeptField String field) {
		return this.people.day(ticketId, field, 1);
	}

	/** Whether somebody is there to whom the reporter answers. */
	public boolean hasManager(UUID ticketId) {
		return !this.people.manager(ticketId).usernames().isEmpty();
	}

	/**
	 * The usernames of the reporter's manager and, while he is away, of who stands in for
	 * him, as candidates of a task; none for nobody's. The manager may read the ticket
	 * from now on.
	 */
	public List<String> manager(UUID ticketId) {
		return this.people.askManager(ticketId);
	}

	/**
	 * Whether somebody is there who owns the first configuration item concerned and has
	 * not decided yet.
	 */
	public boolean hasOwner(UUID ticketId) {
		return !this.people.owner(ticketId).usernames().isEmpty();
	}

	/**
	 * The usernames of who owns the first item and, while he is away, of who stands in
	 * for him, as candidates of a task; none for nobody, or where he has decided already.
	 */
	public List<String> owner(UUID ticketId) {
		return this.people.owner(ticketId).usernames();
	}

	/**
	 * The group of all managers, as candidates of a task, where nobody else is here to
	 * decide; none otherwise. Administrators too where no manager is here who may.
	 * @param decider who would: {@code manager} or {@code owner}
	 */
	public List<String> managersWithout(UUID ticketId, @AllowedWords({ "manager", "owner" }) String decider) {
		ConcernedPeople.Deciders deciders = decider.equals("owner") ? this.people.owner(ticketId)
				: this.people.manager(ticketId);
		return deciders.isHere() ? List.of() : this.people.groupsInstead(ticketId, deciders);
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
