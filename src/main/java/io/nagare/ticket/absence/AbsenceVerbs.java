package io.nagare.ticket.absence;

import java.util.Date;
import java.util.UUID;

import io.nagare.workforce.AbsenceManagement;
import io.nagare.workflow.ProcessVerbs;

/**
 * What absence.bpmn may ask of absences. Glue only; called by the engine, never from
 * Java.
 */
@ProcessVerbs("absence")
public class AbsenceVerbs {

	private final AbsenceManagement absences;

	AbsenceVerbs(AbsenceManagement absences) {
		this.absences = absences;
	}

	/** When the person leaves. */
	public Date beginsAt(UUID absenceId) {
		return Date.from(this.absences.absence(absenceId).from());
	}

	/** When the person is back. */
	public Date endsAt(UUID absenceId) {
		return Date.from(this.absences.absence(absenceId).to());
	}

	/** From now on, the substitute has what is the person's. */
	public void begin(UUID absenceId) {
		this.absences.begin(absenceId);
	}

	/** What is still open is the person's again. */
	public void end(UUID absenceId) {
		this.absences.end(absenceId);
	}

}
