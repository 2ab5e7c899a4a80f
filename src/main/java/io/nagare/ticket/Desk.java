package io.nagare.ticket;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.identity.CurrentCaller;
import io.nagare.identity.Directory;
import io.nagare.identity.User;
import io.nagare.shared.Refusal;
import io.nagare.workflow.FormField;
import io.nagare.workflow.Groups;
import io.nagare.workflow.OpenAction;
import io.nagare.workflow.TicketDesk;
import io.nagare.workflow.WorkItem;

/** What the engine asks of tickets. */
@Component
@Transactional
class Desk implements TicketDesk {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm")
		.withZone(ZoneId.of("Asia/Tokyo"));

	/**
	 * Tasklist sorts by a number from 0 to 100; half of the scale per rank keeps four
	 * levels apart.
	 */
	private static final int HIGHEST = 100;

	private static final int STEP = 25;

	/** What a task list shows first, of tickets that need it. */
	private static final Map<String, String> MARKS = Map.of("at_risk", "【期限間近】", "breached", "【期限超過】");

	private final TicketRecords records;

	private final Tickets tickets;

	private final TicketAccess access;

	private final CurrentCaller callers;

	private final Directory directory;

	private final TicketTypes types;

	/** Who uses the engine, which asks us, is asked late. */
	Desk(TicketRecords records, @Lazy Tickets tickets, TicketAccess access, CurrentCaller callers, Directory directory,
			TicketTypes types) {
		this.records = records;
		this.tickets = tickets;
		this.access = access;
		this.callers = callers;
		this.directory = directory;
		this.types = types;
	}

	@Override
	public WorkItem workItem(UUID ticketId) {
		Ticket ticket = ticket(ticketId);
		return new WorkItem(
				MARKS.getOrDefault(ticket.slaState().orElse(""), "") + ticket.number()
						+ (ticket.isConfidential() ? "" : " " + ticket.title()),
				ticket.responded().isEmpty() ? ticket.responseDue().orElse(null) : ticket.resolutionDue().orElse(null),
				Math.max(0, HIGHEST - STEP * ticket.priorityRank()),
				ticket.team().map(Groups::team).orElse(Groups.AGENTS),
				ticket.assignee().flatMap(this.directory::user).map(User::username).orElse(null));
	}

	@Override
	public void take(UUID ticketId) {
		this.records.take(ticketId);
	}

	@Override
	public void admit(UUID ticketId, OpenAction action) {
		Ticket ticket = this.records.take(ticketId);
		if (!this.access.mayPerform(this.callers.require(), ticket, action)) {
			throw Refusal.forbidden();
		}
	}

	@Override
	public void comment(UUID ticketId, String text) {
		if (text.length() > Tickets.LONGEST_NOTE) {
			throw Refusal.invalid("message", "too_long", Tickets.LONGEST_NOTE);
		}
		// the engine's reader of JSON lets through what PostgreSQL stores in no text
		if (text.indexOf('\0') >= 0) {
			throw Refusal.invalid("message", "invalid_character");
		}
		this.tickets.addNote(ticketId, WorkNote.WORK_NOTE, text, false);
	}

	@Override
	public void admit(UUID ticketId, OpenAction before, @Nullable String assignee) {
		this.callers.find().ifPresent((caller) -> {
			Ticket ticket = this.records.take(ticketId);
			boolean letsGo = assignee == null && caller.username().equals(before.assignee());
			if (!letsGo && !this.access.mayPerform(caller, ticket, before)) {
				throw Refusal.forbidden();
			}
			if (assignee != null && !assignee.equals(caller.username())
					&& !this.access.mayPerform(this.access.asCaller(assignee), ticket, before)) {
				throw Refusal.forbidden("assignee", "not_for_assignee");
			}
		});
	}

	/** A look that cannot be recorded shows nothing: both are of one transaction. */
	@Override
	public void show(UUID ticketId) {
		this.tickets.readable(ticketId);
	}

	@Override
	@Transactional(readOnly = true)
	public Map<String, Object> formContext(UUID ticketId) {
		Ticket ticket = ticket(ticketId);
		Map<String, Object> context = new LinkedHashMap<>();
		context.put("number", ticket.number());
		context.put("title", ticket.title());
		context.put("description", Optional.ofNullable(ticket.description()).orElse(""));
		context.put("priority", ticket.priority());
		context.put("reporter", this.directory.user(ticket.reporter()).map(User::fullName).orElse(""));
		context.put("due", ticket.resolutionDue().map(TIME::format).orElse(""));
		context.put("teams",
				this.directory.teams()
					.stream()
					.filter((team) -> team.isActive())
					.map((team) -> new FormField.Option(team.id().toString(), team.name()))
					.toList());
		context.put("agents",
				this.directory.agents()
					.stream()
					.map((user) -> new FormField.Option(user.id().toString(), user.fullName()))
					.toList());
		context.putAll(this.types.of(ticket).formContext(ticketId));
		return context;
	}

	private Ticket ticket(UUID id) {
		return this.records.get(Ticket.class, id);
	}

}
