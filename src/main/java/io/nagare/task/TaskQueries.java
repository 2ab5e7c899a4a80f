package io.nagare.task;

import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.CurrentCaller;
import io.nagare.shared.PageQuery;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.query.TicketCondition;
import io.nagare.ticket.query.TicketReads;

/** How the API reads the tasks of a ticket. */
@Component
@Transactional(readOnly = true)
public class TaskQueries {

	private static final List<PageQuery.Order> BY_NUMBER = List.of(new PageQuery.Order("number", false));

	private final TaskRepository tasks;

	private final TaskType type;

	private final TicketReads reads;

	private final CurrentCaller callers;

	TaskQueries(TaskRepository tasks, TaskType type, TicketReads reads, CurrentCaller callers) {
		this.tasks = tasks;
		this.type = type;
		this.reads = reads;
		this.callers = callers;
	}

	/** The tasks of a ticket, in the order given, as far as the caller may read them. */
	public List<TaskView> of(Ticket parent) {
		List<UUID> ids = this.tasks.idsOf(parent.id());
		return ids.isEmpty() ? List.of()
				: this.reads
					.find(this.type.selection(this.callers.require()),
							new TicketCondition.OneOf(TicketCondition.Column.ID, ids), BY_NUMBER, 0,
							TicketTaskService.MOST, this.callers.require())
					.items();
	}

}
