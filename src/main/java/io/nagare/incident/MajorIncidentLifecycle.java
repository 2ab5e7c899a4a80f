package io.nagare.incident;

import java.util.Date;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.workflow.ProcessVerbs;

/** What major-incident.bpmn may ask. Glue only; called by the engine, never from Java. */
@ProcessVerbs
public class MajorIncidentLifecycle {

	private final MajorIncidentManagement majorIncidents;

	MajorIncidentLifecycle(MajorIncidentManagement majorIncidents) {
		this.majorIncidents = majorIncidents;
	}

	public void recordAcceptance(String incidentId, String reason, @Nullable String incidentManagerId,
			@Nullable String communicationsLeadId, @Nullable String technicalLeadId) {
		this.majorIncidents.accept(UUID.fromString(incidentId), reason, incidentManagerId, communicationsLeadId,
				technicalLeadId);
	}

	public void recordRejection(String incidentId, String reason) {
		this.majorIncidents.reject(UUID.fromString(incidentId), reason);
	}

	public Date nextUpdateDue(String incidentId) {
		return Date.from(this.majorIncidents.nextUpdateDue());
	}

	public void remindOfUpdate(String incidentId) {
		this.majorIncidents.remindOfUpdate(UUID.fromString(incidentId));
	}

	public void recordUpdate(String incidentId, String comment) {
		this.majorIncidents.update(UUID.fromString(incidentId), comment);
	}

	public Date reviewDue(String incidentId) {
		return Date.from(this.majorIncidents.reviewDue());
	}

	public void recordReview(String incidentId, String summary) {
		this.majorIncidents.review(UUID.fromString(incidentId), summary);
	}

}
