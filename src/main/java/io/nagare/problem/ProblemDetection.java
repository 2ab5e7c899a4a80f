package io.nagare.problem;

import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.ticket.Ticket;
import io.nagare.ticket.Tickets;

/** Opens the problems that incidents give away. Done twice, it opens none twice. */
@Component
@Transactional
class ProblemDetection {

	private final ProblemRepository problems;

	private final ProblemManagement management;

	private final Tickets tickets;

	ProblemDetection(ProblemRepository problems, ProblemManagement management, Tickets tickets) {
		this.problems = problems;
		this.management = management;
		this.tickets = tickets;
	}

	/** The cause of a major incident is a problem, unless it is known as one already. */
	void causeOf(UUID majorIncident) {
		Ticket incident = this.tickets.take(majorIncident);
		if (this.problems.countBehind(majorIncident) == 0) {
			this.management.open(incident.title(),
					"重大インシデント " + incident.number() + " の原因 / The cause of the major incident " + incident.number(),
					incident, List.of(majorIncident));
		}
	}

}
