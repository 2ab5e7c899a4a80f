package io.nagare.problem;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;

import io.nagare.shared.Label;
import io.nagare.incident.hold.HoldService;
import io.nagare.shared.BatchRunner;
import io.nagare.shared.TicketRef;

/**
 * Lets the incidents that a problem caused have what was found out. The listeners have no
 * transaction of their own: each incident is told in its own. Done twice, they find
 * nothing left to do.
 */
@Component
class CausedIncidentsListener {

	private final ProblemService problems;

	private final ProblemManagement management;

	private final HoldService incidents;

	CausedIncidentsListener(ProblemService problems, ProblemManagement management, HoldService incidents) {
		this.problems = problems;
		this.management = management;
		this.incidents = incidents;
	}

	@ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
	void on(WorkaroundPublished published) {
		Problem problem = this.problems.problem(published.problem());
		boolean forReporters = !problem.isConfidential();
		Label note = forReporters ? problem.workaroundForReporters() : problem.workaroundForItsReaders();
		List<UUID> told = Optional.ofNullable(published.incident())
			.map(List::of)
			.orElseGet(() -> this.management.incidentsOf(problem.id()));
		BatchRunner.of(told, (incident) -> this.incidents.offerWorkaround(incident, problem.id(), note, forReporters,
				published.resume()));
	}

	@ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
	void on(ProblemResolved resolved) {
		BatchRunner.of(this.incidents.heldFor(resolved.problem()), this.incidents::settle);
	}

	@ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
	void on(ProblemGivenUp given) {
		TicketRef problem = new TicketRef(given.problem(), Problem.KIND, given.number());
		this.management.originalOf(problem.id())
			.ifPresentOrElse((original) -> inherit(problem, original), () -> BatchRunner
				.of(this.incidents.heldFor(problem.id()), (incident) -> this.incidents.waitsInVain(incident, problem)));
	}

	/** What waits for a duplicate waits for the original; what it caused, that did. */
	private void inherit(TicketRef duplicate, TicketRef original) {
		BatchRunner.of(this.incidents.heldFor(duplicate.id()),
				(incident) -> this.incidents.awaitsInstead(incident, duplicate, original));
		BatchRunner.of(this.management.incidentsOf(duplicate.id()),
				(incident) -> this.management.blame(original.id(), List.of(incident)));
	}

}
