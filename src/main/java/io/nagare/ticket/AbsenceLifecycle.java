package io.nagare.ticket;

import java.util.Date;
import java.util.UUID;

import io.nagare.identity.AbsenceManagement;
import io.nagare.workflow.ProcessVerbs;

/**
 * What absence.bpmn may ask of absences. Glue only; called by the engine, never from
 * Java.
 */
@ProcessVerbs
public class AbsenceLifecycle {

	private final AbsenceManagement absences;

	AbsenceLifecycle(AbsenceManagement absences) {
		this.absences = absences;
	}

	/** When the person leaves. */
	public Date beginsAt(String absenceId) {
		return Date.from(this.absences.absence(id(absenceId)).from());
	}

	/** When the person is back. */
	public Date endsAt(String absenceId) {
		return Date.from(this.absences.absence(id(absenceId)).to());
	}

	/** From now on, the substitute has what is the person's. */
	public void recordBegin(String absenceId) {
		this.absences.begin(id(absenceId));
	}

	/** What is still open is the person's again. */
	public void recordEnd(String absenceId) {
		this.absences.end(id(absenceId));
	}

	private static UUID id(String absenceId) {
		return UUID.fromString(absenceId);
	}

}
