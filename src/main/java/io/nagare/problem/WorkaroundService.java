package io.nagare.problem;

import java.util.UUID;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.incident.Incident;
import io.nagare.incident.IncidentReopened;
import io.nagare.shared.Tenancy;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.journal.Stamp;
import io.nagare.ticket.link.LinkType;
import io.nagare.ticket.link.TicketsLinked;

/** What helps while a problem is not solved, and which incidents hear of it. */
@Component
@Transactional
class WorkaroundService {

	private final TicketWork work;

	private final ProblemRepository problems;

	WorkaroundService(TicketWork work, ProblemRepository problems) {
		this.work = work;
		this.problems = problems;
	}

	/** The problem is a known error from now on, and its incidents are told. */
	void publish(UUID id, String symptom, String workaround, boolean resume) {
		Stamp stamp = this.work.now();
		this.work.save(problem(id).publish(symptom, workaround, stamp));
		this.work.publish(new WorkaroundPublished(stamp.tenant(), id, null, resume));
	}

	/** An incident turns out to be of a problem, and hears of its workaround. */
	@EventListener
	void on(TicketsLinked linked) {
		UUID incident = linked.source().id();
		UUID problem = linked.target().id();
		if (linked.type() == LinkType.CAUSED_BY && linked.source().kind().equals(Incident.KIND)
				&& linked.target().kind().equals(Problem.KIND)) {
			offerWorkaround(problem(problem), incident);
		}
	}

	/** An incident hears what it did not while it was resolved. */
	@EventListener
	void on(IncidentReopened reopened) {
		this.problems.behind(reopened.incident())
			.forEach((problem) -> offerWorkaround(problem(problem), reopened.incident()));
	}

	private void offerWorkaround(Problem problem, UUID incident) {
		if (problem.offersWorkaround()) {
			this.work.publish(new WorkaroundPublished(Tenancy.require(), problem.id(), incident, false));
		}
	}

	private Problem problem(UUID id) {
		return this.work.get(Problem.class, id);
	}

}
