package io.nagare.ticket.action;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.shared.Refusal;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.access.ReaderMask;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.ticket.journal.TicketNotes;
import io.nagare.ticket.journal.WorkNote;
import io.nagare.workflow.OpenAction;
import io.nagare.workflow.Processes;
import io.nagare.workflow.TicketWorkService;

/** What comes in by the engine's own API, performed as {@link TicketActions} performs. */
@Component
@Transactional
class EngineWorkService implements TicketWorkService {

	private final TicketRecords records;

	private final Tickets tickets;

	private final TicketActions actions;

	private final TicketAccess access;

	private final Processes processes;

	private final TicketWork work;

	private final TicketNotes notes;

	EngineWorkService(TicketRecords records, Tickets tickets, TicketActions actions, TicketAccess access,
			Processes processes, TicketWork work, TicketNotes notes) {
		this.records = records;
		this.tickets = tickets;
		this.actions = actions;
		this.access = access;
		this.processes = processes;
		this.work = work;
		this.notes = notes;
	}

	@Override
	public void complete(UUID ticketId, String taskId, @Nullable String action, Map<String, Object> fields) {
		Ticket ticket = take(ticketId);
		List<OpenAction> offered = offeredBy(ticket, taskId);
		List<OpenAction> named = offered.stream().filter((one) -> one.name().equals(action)).toList();
		if (named.isEmpty() && this.access.mayPerform(this.work.caller(), ticket, offered.get(0))) {
			throw Refusal.invalid("action", "not_a_choice",
					String.join(", ", offered.stream().map(OpenAction::name).toList()));
		}
		this.actions.perform(ticket, named.isEmpty() ? offered : named, fields);
	}

	@Override
	public void receive(UUID ticketId, String message, Map<String, Object> fields) {
		Ticket ticket = take(ticketId);
		if (!this.processes.isAction(ticketId, message)) {
			throw Refusal.forbidden("message", "internal_message");
		}
		this.actions.perform(ticket,
				this.processes.openActions(ticketId)
					.stream()
					.filter((action) -> message.equals(action.handle().message()))
					.toList(),
				fields);
	}

	@Override
	public void claim(UUID ticketId, String taskId, @Nullable String username) {
		Ticket ticket = take(ticketId);
		OpenAction task = offeredBy(ticket, taskId).get(0);
		if (username != null && task.assignee() != null && !task.assignee().equals(username)) {
			throw Refusal.conflict(null, "claimed_already");
		}
		assign(ticket, task, username, true);
	}

	@Override
	public void assign(UUID ticketId, String taskId, @Nullable String username) {
		Ticket ticket = take(ticketId);
		assign(ticket, offeredBy(ticket, taskId).get(0), username, false);
	}

	private void assign(Ticket ticket, OpenAction task, @Nullable String username, boolean claims) {
		Caller caller = this.work.caller();
		boolean letsGo = username == null && caller.username().equals(task.assignee());
		if (!letsGo && !this.access.mayPerform(caller, ticket, task)) {
			throw caller.lacking(ticket.kind() + ":work");
		}
		if (username != null && !username.equals(caller.username())
				&& !this.access.mayPerform(this.access.asCaller(username), ticket, task)) {
			throw Refusal.forbidden("assignee", "not_for_assignee");
		}
		this.processes.assign(task, username, claims);
		this.work.flush();
	}

	@Override
	public String comment(UUID ticketId, String taskId, String text) {
		if (text.isBlank()) {
			throw Refusal.invalid("message", "required");
		}
		if (text.length() > TicketNotes.LONGEST) {
			throw Refusal.invalid("message", "too_long", TicketNotes.LONGEST);
		}
		this.notes.add(ticketId, WorkNote.WORK_NOTE, text, false);
		return this.processes.comment(taskId, text);
	}

	@Override
	public void holding(UUID ticketId, Runnable report) {
		this.records.take(ticketId);
		report.run();
		this.work.flush();
	}

	@Override
	public boolean shows(UUID ticketId) {
		return this.tickets.findReadable(ticketId).isPresent();
	}

	@Override
	public Optional<UnaryOperator<String>> mask() {
		ReaderMask.Reading reading = this.access.reading();
		return reading.masks() ? Optional.of(reading::shown) : Optional.empty();
	}

	/**
	 * Takes the row before anything of the process is read, so that of two callers one
	 * waits and then finds the action gone.
	 */
	private Ticket take(UUID id) {
		Ticket ticket = this.records.take(id);
		TicketAccess.demandWithinLimits(this.work.caller(), ticket.kind());
		return ticket;
	}

	/** Every action of the task; who may perform one of them may perform any. */
	private List<OpenAction> offeredBy(Ticket ticket, String taskId) {
		List<OpenAction> offered = this.processes.openActions(ticket.id())
			.stream()
			.filter((action) -> taskId.equals(action.handle().taskId()))
			.toList();
		if (offered.isEmpty()) {
			throw Refusal.conflict(null, "task_gone");
		}
		return offered;
	}

}
