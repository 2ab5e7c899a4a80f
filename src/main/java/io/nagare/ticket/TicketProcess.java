package io.nagare.ticket;

import java.util.List;
import java.util.UUID;

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

	/** Every process of the ticket, the main one first. */
	public List<ProcessView> view(UUID ticketId) {
		return this.processes.view(ticketId);
	}

	/**
	 * The BPMN XML of the main process.
	 * @throws Refusal NOT_FOUND where its history is gone
	 */
	public String diagram(UUID ticketId) {
		String diagram = this.processes.diagram(ticketId);
		if (diagram == null) {
			throw Refusal.notFound();
		}
		return diagram;
	}

}
