package io.nagare.incident;

import java.util.Date;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.workflow.ProcessVerbs;

/**
 * What incident.bpmn may ask of incidents. Glue only; called by the engine, never from
 * Java.
 */
@ProcessVerbs
public class IncidentLifecycle {

	private final IncidentHandling incidents;

	private final MajorIncidentManagement majorIncidents;

	IncidentLifecycle(IncidentHandling incidents, MajorIncidentManagement majorIncidents) {
		this.incidents = incidents;
		this.majorIncidents = majorIncidents;
	}

	public String impactOf(String incidentId) {
		return this.incidents.incident(id(incidentId)).impact();
	}

	public String urgencyOf(String incidentId) {
		return this.incidents.incident(id(incidentId)).urgency();
	}

	/** The name of the top category; null without a category. */
	public @Nullable String categoryOf(String incidentId) {
		return this.incidents.categoryPath(id(incidentId)).stream().findFirst().orElse(null);
	}

	/** The name of the category below the top one; null where there is none. */
	public @Nullable String subcategoryOf(String incidentId) {
		return this.incidents.categoryPath(id(incidentId)).stream().skip(1).findFirst().orElse(null);
	}

	/** The class of the most important configuration item; null without any. */
	public @Nullable String ciClassOf(String incidentId) {
		return this.incidents.ciClass(id(incidentId));
	}

	public void prioritise(String incidentId, String priority) {
		this.incidents.prioritise(id(incidentId), priority);
	}

	/** Attaches the clocks that the SLA tables agree, or agrees them anew. */
	public void agreeServiceLevels(String incidentId) {
		this.incidents.agreeServiceLevels(id(incidentId));
	}

	public void route(String incidentId, @Nullable String team) {
		this.incidents.route(id(incidentId), team);
	}

	public boolean hasTeam(String incidentId) {
		return this.incidents.hasTeam(id(incidentId));
	}

	public boolean isReopened(String incidentId) {
		return this.incidents.incident(id(incidentId)).isReopened();
	}

	public boolean isMajor(String incidentId) {
		return this.incidents.incident(id(incidentId)).isMajor();
	}

	public void recordAssignment(String incidentId, @Nullable String teamId, @Nullable String assigneeId,
			@Nullable String reason) {
		this.incidents.assign(id(incidentId), teamId, assigneeId, reason);
	}

	public void recordHold(String incidentId, String reason, @Nullable String comment) {
		this.incidents.hold(id(incidentId), reason, comment);
	}

	public void recordResume(String incidentId) {
		this.incidents.resume(id(incidentId));
	}

	public void remindOfHold(String incidentId) {
		this.incidents.remindOfHold(id(incidentId));
	}

	public void recordResolution(String incidentId, String resolution, String code) {
		this.incidents.resolve(id(incidentId), resolution, code);
	}

	public void recordResolutionByParent(String incidentId) {
		this.incidents.resolveByParent(id(incidentId));
	}

	public void recordReopening(String incidentId, String reason) {
		this.incidents.reopen(id(incidentId), reason);
	}

	/** When a resolution that nobody answers counts as confirmed. */
	public Date autoCloseAt(String incidentId) {
		return Date.from(this.incidents.autoCloseAt(id(incidentId)));
	}

	public void recordCancellation(String incidentId, String reason, @Nullable String duplicateOf) {
		this.incidents.cancel(id(incidentId), reason, duplicateOf);
	}

	public void recordReclassification(String incidentId, @Nullable String impact, @Nullable String urgency,
			String reason) {
		this.incidents.reclassify(id(incidentId), impact, urgency, reason);
	}

	public void proposeMajorIncident(String incidentId) {
		this.majorIncidents.proposeByRule(id(incidentId));
	}

	public boolean mayDeclareMajorIncident(String incidentId) {
		return this.majorIncidents.mayDeclare(id(incidentId));
	}

	public void declareMajorIncident(String incidentId, String reason) {
		this.majorIncidents.declare(id(incidentId), reason);
	}

	public void resumeForMajorIncident(String incidentId) {
		this.incidents.resumeForMajorIncident(id(incidentId));
	}

	private static UUID id(String incidentId) {
		return UUID.fromString(incidentId);
	}

}
