package io.nagare.incident.major;

import java.util.Date;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.workflow.ProcessVerbs;

/** What major-incident.bpmn may ask. Glue only; called by the engine, never from Java. */
@ProcessVerbs("majorIncident")
public class MajorIncidentVerbs {

	private final MajorIncidentService majorIncidents;

	MajorIncidentVerbs(MajorIncidentService majorIncidents) {
		this.majorIncidents = majorIncidents;
	}

	public void accept(UUID incidentId, String reason, @Nullable String incidentManagerId,
			@Nullable String communicationsLeadId, @Nullable String technicalLeadId) {
		this.majorIncidents.accept(incidentId, reason, incidentManagerId, communicationsLeadId, technicalLeadId);
	}

	public void reject(UUID incidentId, String reason) {
		this.majorIncidents.reject(incidentId, reason);
	}

	public Date nextUpdateDue(UUID incidentId) {
		return Date.from(this.majorIncidents.nextUpdateDue());
	}

	public void remindOfUpdate(UUID incidentId) {
		this.majorIncidents.remindOfUpdate(incidentId);
	}

	public void postUpdate(UUID incidentId, String comment) {
		this.majorIncidents.update(incidentId, comment);
	}

	public Date reviewDue(UUID incidentId) {
		return Date.from(this.majorIncidents.reviewDue());
	}

	public void finishReview(UUID incidentId, String summary) {
		this.majorIncidents.review(incidentId, summary);
	}

}
