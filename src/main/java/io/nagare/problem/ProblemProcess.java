package io.nagare.problem;

import java.util.UUID;

import org.springframework.stereotype.Component;

import io.nagare.workflow.Processes;

/** What problems tell their processes; the one place for the processes' keys. */
@Component
class ProblemProcess {

	private static final String RECURRENCE_CHECK = "recurrence-check";

	private final Processes processes;

	ProblemProcess(Processes processes) {
		this.processes = processes;
	}

	/** Tells whether the problem still waited for it. */
	boolean changeSucceeded(UUID problem) {
		return this.processes.send("awaitedChangeSucceeded", problem);
	}

	/** Tells whether the problem still waited for it. */
	boolean changeFailed(UUID problem) {
		return this.processes.send("awaitedChangeFailed", problem);
	}

	void closed(UUID problem) {
		this.processes.start(RECURRENCE_CHECK, problem);
	}

}
