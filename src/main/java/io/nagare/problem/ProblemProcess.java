package io.nagare.problem;

import java.util.UUID;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.nagare.shared.Phase;
import io.nagare.shared.TicketRef;
import io.nagare.ticket.StatusChanged;
import io.nagare.ticket.TicketWork;
import io.nagare.workflow.Processes;

/** What problems tell their processes; the one place for the processes' keys. */
@Component
class ProblemProcess {

	private static final String RECURRENCE_CHECK = "recurrence-check";

	private final Processes processes;

	private final TicketWork work;

	ProblemProcess(Processes processes, TicketWork work) {
		this.processes = processes;
		this.work = work;
	}

	/** Tells whether the problem still waited for it. */
	boolean changeSucceeded(UUID problem) {
		return this.processes.send("awaitedChangeSucceeded", problem);
	}

	/** Tells whether the problem still waited for it. */
	boolean changeFailed(UUID problem) {
		return this.processes.send("awaitedChangeFailed", problem);
	}

	/**
	 * A closed problem is looked at again; of one given up, those hear who wait for it.
	 */
	@EventListener
	void on(StatusChanged changed) {
		TicketRef problem = changed.ticket();
		if (problem.kind().equals(Problem.KIND) && changed.phase() == Phase.CLOSED) {
			this.processes.start(RECURRENCE_CHECK, problem.id());
		}
		if (problem.kind().equals(Problem.KIND) && changed.phase() == Phase.CANCELLED) {
			this.work.publish(new ProblemGivenUp(changed.tenant(), problem.id(), problem.number()));
		}
	}

}
