package io.nagare.incident;

import java.util.UUID;

import org.springframework.stereotype.Component;

import io.nagare.workflow.Processes;

/**
 * What incidents tell their processes; the one place for the processes' keys and
 * messages.
 */
@Component
public class IncidentProcess {

	private static final String MAJOR_INCIDENT = "major-incident";

	private final Processes processes;

	IncidentProcess(Processes processes) {
		this.processes = processes;
	}

	public void majorProposed(UUID incident) {
		this.processes.start(MAJOR_INCIDENT, incident);
	}

	/** Tells whether the incident was still being handled. */
	public boolean majorAccepted(UUID incident) {
		return this.processes.send("majorIncidentAccepted", incident);
	}

	void majorResolved(UUID incident) {
		this.processes.send("majorIncidentResolved", incident);
	}

	void majorReopened(UUID incident) {
		this.processes.send("majorIncidentReopened", incident);
	}

	void ended(UUID incident) {
		this.processes.send("incidentEnded", incident);
	}

	void reporterReplied(UUID incident) {
		this.processes.send("reporterReplied", incident);
	}

	void awaitedWorkCompleted(UUID incident) {
		this.processes.send("awaitedWorkCompleted", incident);
	}

	void parentResolved(UUID child) {
		this.processes.send("parentIncidentResolved", child);
	}

}
