package io.nagare.ticket;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.Refusal;
import io.nagare.workflow.ProcessView;
import io.nagare.workflow.Processes;

/** The processes behind a ticket, to look at. Its callers have checked who looks. */
@Component
@Transactional(readOnly = true)
public class TicketProcess {

	private final Processes processes;

	TicketProcess(Processes processes) {
		this.processes = processes;
	}

	/**
	 * Every process of the ticket, the main one first, each before those that it called.
	 */
	public List<ProcessView> view(UUID ticketId) {
		return this.processes.view(ticketId);
	}

	/**
	 * The BPMN XML of a process.
	 * @param process its id; null for the main one
	 * @throws Refusal NOT_FOUND where the ticket has no such process, or its history is
	 * gone
	 */
	public String diagram(UUID ticketId, @Nullable String process) {
		String diagram = this.processes.diagram(ticketId, process);
		if (diagram == null) {
			throw Refusal.notFound();
		}
		return diagram;
	}

}
