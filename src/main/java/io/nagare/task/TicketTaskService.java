package io.nagare.task;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Caller;
import io.nagare.directory.Directory;
import io.nagare.shared.Label;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.ticket.FieldChanged;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.ticket.journal.Stamp;

/** Gives parts of tickets to teams, and tells the tickets what came of them. */
@Component
@Transactional
public class TicketTaskService {

	/** Tasks that one ticket is given at most. */
	public static final int MOST = 100;

	private static final int LONGEST_TITLE = 500;

	/** What the journal of a ticket calls them; those of a change are others. */
	private static final String IN_JOURNAL = "ticket_tasks";

	private final TaskRepository tasks;

	private final TaskType type;

	private final TaskParents parents;

	private final TicketService service;

	private final TicketWork work;

	private final TicketAccess access;

	private final Directory directory;

	TicketTaskService(TaskRepository tasks, TaskType type, TaskParents parents, TicketService service, TicketWork work,
			TicketAccess access, Directory directory) {
		this.tasks = tasks;
		this.type = type;
		this.parents = parents;
		this.service = service;
		this.work = work;
		this.access = access;
		this.directory = directory;
	}

	/**
	 * Gives a part of a ticket to a team. It is as urgent and as confidential as the
	 * whole.
	 * @param teamId the team's id; the ticket's own team where it is null or empty
	 * @return the task's id
	 * @throws Refusal VALIDATION_FAILED naming the field; CONFLICT where the ticket has
	 * enough tasks
	 */
	UUID add(UUID ticketId, String title, @Nullable String description, @Nullable String teamId) {
		Ticket parent = this.work.get(Ticket.class, ticketId);
		if (title.isBlank()) {
			throw Refusal.invalid("title", "required");
		}
		if (title.codePointCount(0, title.length()) > LONGEST_TITLE) {
			throw Refusal.invalid("title", "too_long", LONGEST_TITLE);
		}
		UUID team = Tickets.optionalUuid(teamId, "team_id");
		if (team != null) {
			this.access.requireTeam(team, "team_id");
		}
		UUID giver = this.work.findCaller()
			.map(Caller::userId)
			.orElseGet(() -> parent.assignee().orElse(parent.reporter()));
		TicketTask task = new TicketTask(
				this.service.facts(TicketTask.KIND, title, giver, this.parents.priority(this.type, parent)), ticketId);
		Stamp stamp = this.work.now();
		task.says(description, parent.isConfidential(), stamp);
		if (team != null) {
			task.assign(team, null, stamp);
		}
		this.work.save(task);
		this.service.begin(task);
		return task.id();
	}

	/** Has the team of the whole do it where no team was named, and tells the whole. */
	void give(UUID taskId) {
		TicketTask task = task(taskId);
		Ticket parent = this.work.get(Ticket.class, task.parent());
		if (this.tasks.countByParentId(parent.id()) > MOST) {
			throw Refusal.conflict("parent_id", "too_many_tasks", MOST);
		}
		Stamp stamp = this.work.now();
		if (task.team().isEmpty()) {
			this.work.save(task.assign(parent.team().orElse(null), null, stamp));
		}
		parent.grew(stamp);
		this.work.save(parent);
		tell(parent, null, named(task), stamp);
	}

	/**
	 * Gives a task to a team or a person; to the caller himself where neither is named.
	 */
	void assign(UUID taskId, @Nullable String teamId, @Nullable String assigneeId, @Nullable String reason) {
		TicketTask task = task(taskId);
		UUID team = Tickets.optionalUuid(teamId, "team_id");
		UUID assignee = Tickets.optionalUuid(assigneeId, "assignee_id");
		if (team == null && assignee == null) {
			assignee = this.work.caller().userId();
		}
		if (team != null) {
			this.access.requireTeam(team, "team_id");
		}
		if (assignee != null) {
			this.access.requireAgent(assignee, task.kind(), "assignee_id");
		}
		this.work.save(task.assign((team != null) ? team : task.team().orElse(null), assignee, this.work.now()));
		if (reason != null && !reason.isBlank()) {
			this.work.note(taskId, Texts.label("ticket.note.assigned").with(reason), false);
		}
	}

	/**
	 * Tells the ticket what came of a part of it, in its journal and an internal note.
	 * @param result the word of how it ended
	 * @param said what its team says; null or blank for nothing
	 */
	void report(UUID taskId, String result, @Nullable String said) {
		TicketTask task = task(taskId);
		Ticket parent = this.work.get(Ticket.class, task.parent());
		Label outcome = Texts.find("task.outcome." + result).orElseGet(() -> Label.said(result));
		Label note = Texts.label("task.note.ended", named(task), outcome);
		this.work.note(parent.id(), (said != null && !said.isBlank()) ? note.with(said) : note, false);
		tell(parent, named(task), null, this.work.now());
	}

	/**
	 * Demands that nothing of a ticket is still to be done by a task.
	 * @throws Refusal CONFLICT naming the open tasks
	 */
	@Transactional(readOnly = true)
	public void demandNoneOpen(UUID ticketId) {
		List<TicketTask> open = this.tasks.openOf(ticketId);
		if (!open.isEmpty()) {
			throw Refusal.conflict("tasks", "has_open_tasks",
					open.stream().map(TicketTask::number).collect(Collectors.joining(", ")));
		}
	}

	/** Whether something of a ticket is still to be done by a task. */
	@Transactional(readOnly = true)
	public boolean hasOpen(UUID ticketId) {
		return !this.tasks.openOf(ticketId).isEmpty();
	}

	@Transactional(readOnly = true)
	boolean isWorkedOn(UUID ticketId) {
		return this.work.get(Ticket.class, ticketId).phase().isActive();
	}

	private void tell(Ticket parent, @Nullable String before, @Nullable String after, Stamp stamp) {
		this.work.publish(
				new FieldChanged(parent.ref(), stamp.tenant(), stamp.actor(), stamp.at(), IN_JOURNAL, before, after));
	}

	private static String named(TicketTask task) {
		return task.number() + " " + task.title();
	}

	private TicketTask task(UUID id) {
		return this.work.get(TicketTask.class, id);
	}

}
