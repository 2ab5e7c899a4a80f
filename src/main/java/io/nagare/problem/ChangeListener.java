package io.nagare.problem;

import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

import io.nagare.change.ChangeClosed;
import io.nagare.ticket.TicketWork;

/** Hears how changes ended, once they have. Done twice, it finds nothing that waits. */
@Component
class ChangeListener {

	private final TicketWork work;

	private final ProblemRepository problems;

	private final ProblemProcess process;

	private final RemedialChanges remedy;

	ChangeListener(TicketWork work, ProblemRepository problems, ProblemProcess process, RemedialChanges remedy) {
		this.work = work;
		this.problems = problems;
		this.process = process;
		this.remedy = remedy;
	}

	/**
	 * Tells the problems that wait for the change. One whose risk was accepted meanwhile
	 * does not wait any more.
	 */
	@ApplicationModuleListener
	void on(ChangeClosed closed) {
		boolean success = closed.outcome().isSuccess();
		for (Problem problem : this.problems.findAllByAwaitedChangeId(closed.ticket().id())) {
			this.work.take(problem.id());
			boolean heard = success ? this.process.changeSucceeded(problem.id())
					: this.process.changeFailed(problem.id());
			if (!heard) {
				this.remedy.noteOutcome(problem.id(), success);
			}
		}
	}

}
