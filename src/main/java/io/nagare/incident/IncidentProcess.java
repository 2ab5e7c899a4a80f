package io.nagare.incident;

import java.util.UUID;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.nagare.ticket.StatusChanged;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.journal.NoteAdded;
import io.nagare.workflow.Processes;

/**
 * What incidents tell their processes; the one place for the processes' keys and
 * messages.
 */
@Component
public class IncidentProcess {

	private static final String MAJOR_INCIDENT = "major-incident";

	private final Processes processes;

	private final TicketWork work;

	IncidentProcess(Processes processes, TicketWork work) {
		this.processes = processes;
		this.work = work;
	}

	/**
	 * An ended incident ends what its major-incident process still does before the
	 * review.
	 */
	@EventListener
	void on(StatusChanged changed) {
		UUID id = changed.ticket().id();
		if (changed.ticket().kind().equals(Incident.KIND) && changed.phase().isFinal()
				&& this.work.get(Incident.class, id).wasProposedAsMajor()) {
			this.processes.send("incidentEnded", id);
		}
	}

	/** The reporter's answer resumes an incident that waits for it. */
	@EventListener
	void on(NoteAdded note) {
		UUID id = note.ticket().id();
		if (note.ticket().kind().equals(Incident.KIND) && note.publicNote() && note.byReporter()
				&& this.work.get(Incident.class, id).awaitsCaller()) {
			this.processes.send("reporterReplied", id);
		}
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

	public void awaitedWorkCompleted(UUID incident) {
		this.processes.send("awaitedWorkCompleted", incident);
	}

	/** Tells whether the child's model lets it be held with its parent now. */
	public boolean parentHeld(UUID child) {
		return this.processes.send("parentIncidentHeld", child);
	}

	void parentResolved(UUID child) {
		this.processes.send("parentIncidentResolved", child);
	}

}
