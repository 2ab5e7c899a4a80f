package io.nagare.task;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.ticket.PriorityScales;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.access.TicketAccess;
import io.nagare.workflow.Processes;

/**
 * The tickets that tasks are parts of. A ticket takes tasks while its model offers the
 * action {@value #ADD}, whichever way a task comes.
 */
@Component
class TaskParents {

	/** The action of models. */
	static final String ADD = "add-task";

	private final TicketRecords records;

	private final TicketAccess access;

	private final Processes processes;

	private final PriorityScales scales;

	TaskParents(TicketRecords records, TicketAccess access, Processes processes, PriorityScales scales) {
		this.records = records;
		this.access = access;
		this.processes = processes;
		this.scales = scales;
	}

	/** A report with what the ticket that it is a part of says, where it says nothing. */
	TaskFields completed(TaskType type, TaskFields fields) {
		Ticket parent = (fields.parentId().isPresent() && Tenancy.current().isPresent())
				? this.records.find(Ticket.class, fields.parentId().get()).orElse(null) : null;
		if (parent == null) {
			return fields;
		}
		@Nullable String priority = (fields.priority().orElse(null) == null) ? priority(type, parent) : null;
		return fields.like(priority, parent.isConfidential() ? "confidential" : null);
	}

	/** Who has the ticket that a task is a part of. */
	Optional<UUID> assignee(UUID parentId) {
		return this.records.find(Ticket.class, parentId).flatMap(Ticket::assignee);
	}

	/** The parent's, where tasks are ranked by the same words. */
	String priority(TaskType type, Ticket parent) {
		return this.scales.words(type).contains(parent.priority()) ? parent.priority() : this.scales.usual(type);
	}

	/**
	 * Takes the parent for this transaction, so that it neither ends nor is resolved
	 * meanwhile, and checks that it takes a task from the caller.
	 */
	void check(UUID parentId, Caller caller, List<Refusal.Detail> wrong) {
		Optional<Ticket> found = this.records.takeIfThere(parentId)
			.filter((ticket) -> this.access.mayRead(caller, ticket));
		if (found.isEmpty()) {
			wrong.add(Refusal.Detail.of("parent_id", "unknown_ticket"));
			return;
		}
		Ticket parent = found.get();
		if (this.processes.openActions(parentId, ADD)
			.stream()
			.noneMatch((action) -> this.access.mayPerform(caller, parent, action))) {
			wrong.add(Refusal.Detail.of("parent_id", "takes_no_tasks", parent.number()));
		}
	}

}
