package io.nagare.problem;

import java.util.UUID;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.nagare.directory.Directory;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.TicketTriage;

/**
 * Gives a new problem that has neither team nor assignee to the default team, if there is
 * one, before its process begins.
 */
@Component
class ProblemRouting {

	private final Directory directory;

	private final TicketTriage triage;

	ProblemRouting(Directory directory, TicketTriage triage) {
		this.directory = directory;
		this.triage = triage;
	}

	@EventListener
	void on(TicketService.Opened opened) {
		if (!opened.ticket().kind().equals(Problem.KIND)) {
			return;
		}
		UUID id = opened.ticket().id();
		Ticket problem = this.triage.ticket(id);
		if (problem.team().isEmpty() && problem.assignee().isEmpty()) {
			this.directory.teamOrDefault(null).ifPresent((team) -> this.triage.route(id, team.id()));
		}
	}

}
