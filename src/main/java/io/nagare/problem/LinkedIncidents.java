package io.nagare.problem;

import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

import io.nagare.incident.IncidentManagement;
import io.nagare.shared.Tenancy;

/**
 * Lets the incidents that a problem caused have what was found out. The listeners have no
 * transaction of their own: their tenant must be bound before one begins, and each
 * incident is told in its own. Done twice, they find nothing left to do.
 */
@Component
class LinkedIncidents {

	private final ProblemHandling problems;

	private final IncidentManagement incidents;

	LinkedIncidents(ProblemHandling problems, IncidentManagement incidents) {
		this.problems = problems;
		this.incidents = incidents;
	}

	@Async
	@TransactionalEventListener
	void on(WorkaroundPublished published) {
		Tenancy.as(published.tenant(), () -> {
			String workaround = this.problems.workaroundForReporters(published.problem());
			this.problems.incidentsOf(published.problem())
				.forEach((incident) -> this.incidents.offerWorkaround(incident, workaround, published.resume()));
		});
	}

	@Async
	@TransactionalEventListener
	void on(ProblemResolved resolved) {
		Tenancy.as(resolved.tenant(),
				() -> this.problems.incidentsOf(resolved.problem()).forEach(this.incidents::awaitedProblemDone));
	}

	@Async
	@TransactionalEventListener
	void on(ProblemGivenUp given) {
		Tenancy.as(given.tenant(), () -> this.problems.incidentsOf(given.problem())
			.forEach((incident) -> this.incidents.awaitedProblemGivenUp(incident, given.number())));
	}

}
