package io.nagare.ticket.action;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.directory.Directory;
import io.nagare.directory.User;
import io.nagare.shared.Refusal;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.workflow.AnswersGiven;
import io.nagare.workflow.ProcessMigrated;
import io.nagare.workflow.Processes;
import io.nagare.workflow.StepReached;
import io.nagare.workflow.TaskApproved;
import io.nagare.workflow.TaskAssigned;
import io.nagare.workflow.WaitReached;

/**
 * Lets a ticket follow its process: where the token waits, and who takes its task. The
 * engine moves a ticket's status here and nowhere else.
 */
@Component
class TicketProcessListener {

	private final TicketWork work;

	private final TicketRecords records;

	private final TicketAccess access;

	private final Directory directory;

	private final Processes processes;

	TicketProcessListener(TicketWork work, TicketRecords records, TicketAccess access, Directory directory,
			Processes processes) {
		this.work = work;
		this.records = records;
		this.access = access;
		this.directory = directory;
		this.processes = processes;
	}

	/** A ticket that has ended never opens again, whatever else its process does. */
	@EventListener
	void on(WaitReached wait) {
		Ticket ticket = this.work.get(Ticket.class, wait.ticketId());
		if (ticket.phase().isFinal()) {
			throw new Refusal(Refusal.Kind.MODEL_MISBEHAVED,
					List.of(Refusal.Detail.of("status", "ended_already", ticket.status())));
		}
		ticket.waitsAs(wait.status(), wait.phase(), this.work.now());
		this.work.save(ticket);
	}

	/** The same place may have another name in the version that it goes on by. */
	@ApplicationModuleListener
	void on(ProcessMigrated migrated) {
		this.processes.standing(migrated.ticketId()).ifPresent((wait) -> {
			Ticket ticket = this.work.take(wait.ticketId());
			ticket.waitsAs(wait.status(), wait.phase(), this.work.now());
			this.work.save(ticket);
			this.processes.refreshTasks(ticket.id());
		});
	}

	@EventListener
	void on(AnswersGiven given) {
		Ticket ticket = this.work.get(Ticket.class, given.ticketId());
		ticket.keep(given.answers(), this.work.now());
		this.work.save(ticket);
	}

	@EventListener
	void on(TaskApproved approval) {
		this.work.findCaller()
			.ifPresent((caller) -> this.work.get(Ticket.class, approval.ticketId()).approves(caller.userId()));
	}

	/** The verbs of the step have had their say. */
	@EventListener
	void on(StepReached step) {
		this.records.find(Ticket.class, step.businessKey())
			.filter((ticket) -> ticket.keepApproval(this.work.now()))
			.ifPresent(this.work::save);
	}

	@EventListener
	void on(TaskAssigned assignment) {
		Ticket ticket = this.work.get(Ticket.class, assignment.ticketId());
		UUID assignee = userId(assignment.assignee());
		if (ticket.phase().isActive() && !ticket.assignee().equals(Optional.ofNullable(assignee))) {
			this.access.requireAgent(this.work.findCaller().orElse(null), assignee, ticket.kind());
			ticket.assignedTo(assignee, this.work.now());
			this.work.save(ticket);
		}
	}

	private @Nullable UUID userId(@Nullable String username) {
		if (username == null) {
			return null;
		}
		return this.work.findCaller()
			.filter((caller) -> caller.username().equals(username))
			.map(Caller::userId)
			.or(() -> this.directory.userByUsername(username).map(User::id))
			.orElseThrow(() -> Refusal.invalid("assignee", "unknown_user"));
	}

}
