package io.nagare.problem;

import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.ticket.LinkType;
import io.nagare.ticket.Tickets;

/** Whether a closed problem has come back. */
@Component
@Transactional
class Recurrence {

	private final ProblemRepository problems;

	private final ProblemManagement management;

	private final ProblemHandling handling;

	private final Tickets tickets;

	Recurrence(ProblemRepository problems, ProblemManagement management, ProblemHandling handling, Tickets tickets) {
		this.problems = problems;
		this.management = management;
		this.handling = handling;
		this.tickets = tickets;
	}

	/**
	 * Opens a problem that follows the closed one, where incidents reported since its
	 * closure say that it is back: those linked to it, and those of its category on one
	 * of its items.
	 */
	void check(UUID id) {
		Problem closed = this.handling.problem(id);
		List<UUID> incidents = this.problems.incidentsSinceClosure(id);
		if (!incidents.isEmpty()) {
			Problem again = this.management.open("再発 / Recurrence: " + closed.title(),
					closed.number() + " のクローズ後に再発 / Came back after " + closed.number() + " was closed", closed,
					incidents);
			this.tickets.link(again.id(), id, LinkType.FOLLOWS);
		}
	}

}
