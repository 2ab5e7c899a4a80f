package io.nagare.task;

import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketWork;
import io.nagare.workflow.Processes;

/** What becomes of a task with the ticket that it is a part of. */
@Component
@Transactional
class TaskFollowing {

	private final TaskRepository tasks;

	private final TicketWork work;

	private final Processes processes;

	TaskFollowing(TaskRepository tasks, TicketWork work, Processes processes) {
		this.tasks = tasks;
		this.work = work;
		this.processes = processes;
	}

	/** All tasks of a ticket. */
	@Transactional(readOnly = true)
	List<UUID> of(UUID parent) {
		return this.tasks.idsOf(parent);
	}

	/** Ends where the whole has ended, and is read by whoever reads the whole. */
	void follow(UUID id, UUID parentId) {
		TicketTask task = this.work.take(TicketTask.class, id);
		Ticket parent = this.work.get(Ticket.class, parentId);
		if (task.isConfidential() != parent.isConfidential()) {
			this.work.save(task.readLike(parent.isConfidential() ? "confidential" : "internal", this.work.now()));
		}
		if (parent.phase().isFinal() && !task.phase().isFinal()) {
			this.processes.send("parentTicketEnded", id);
		}
	}

}
