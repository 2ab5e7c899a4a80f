package io.nagare.ticket.action;

import java.util.Set;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.nagare.ticket.FieldChanged;
import io.nagare.ticket.sla.TicketClocks;
import io.nagare.workflow.Processes;

/** Lets the tasks of a ticket follow whatever they show of it. */
@Component
class TicketTasksListener {

	/** Due times change without these, see {@link TicketClocks}. */
	private static final Set<String> SHOWN = Set.of("title", "confidentiality", "priority", "team_id", "assignee_id");

	private final Processes processes;

	TicketTasksListener(Processes processes) {
		this.processes = processes;
	}

	@EventListener
	void on(FieldChanged change) {
		if (SHOWN.contains(change.field())) {
			this.processes.refreshTasks(change.ticket().id());
		}
	}

}
