package io.nagare.incident;

import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.directory.Directory;
import io.nagare.incident.hold.ParentHolds;
import io.nagare.incident.major.MajorIncidentDetection;
import io.nagare.incident.major.MajorIncidentService;
import io.nagare.shared.Texts;
import io.nagare.workflow.AllowedWords;
import io.nagare.workflow.AsksTables;
import io.nagare.workflow.ProcessVerbs;

/**
 * What incident.bpmn may ask of incidents. Glue only; called by the engine, never from
 * Java.
 */
@ProcessVerbs("incident")
public class IncidentVerbs {

	private final IncidentService incidents;

	private final ClassificationService classification;

	private final AssignmentService assignment;

	private final MajorIncidentDetection detection;

	private final MajorIncidentService majorIncidents;

	private final ParentHolds parentHolds;

	private final Directory directory;

	IncidentVerbs(IncidentService incidents, ClassificationService classification, AssignmentService assignment,
			MajorIncidentDetection detection, MajorIncidentService majorIncidents, ParentHolds parentHolds,
			Directory directory) {
		this.incidents = incidents;
		this.classification = classification;
		this.assignment = assignment;
		this.detection = detection;
		this.majorIncidents = majorIncidents;
		this.parentHolds = parentHolds;
		this.directory = directory;
	}

	public String impactOf(UUID incidentId) {
		return this.incidents.incident(incidentId).impact();
	}

	public String urgencyOf(UUID incidentId) {
		return this.incidents.incident(incidentId).urgency();
	}

	/** The name of the top category; null without a category. */
	public @Nullable String categoryOf(UUID incidentId) {
		return this.classification.categoryPath(incidentId).stream().findFirst().orElse(null);
	}

	/** The name of the category below the top one; null where there is none. */
	public @Nullable String subcategoryOf(UUID incidentId) {
		return this.classification.categoryPath(incidentId).stream().skip(1).findFirst().orElse(null);
	}

	/** The class of the most important configuration item; null without any. */
	public @Nullable String ciClassOf(UUID incidentId) {
		return this.classification.ciClass(incidentId);
	}

	public void prioritise(UUID incidentId,
			@AllowedWords(table = Priorities.TABLE, column = "priority") String priority) {
		this.classification.prioritise(incidentId, priority);
	}

	/** Attaches the clocks that the SLA tables agree, or agrees them anew. */
	@AsksTables({ "sla-definitions", "sla-targets" })
	public void agreeServiceLevels(UUID incidentId) {
		this.incidents.agreeServiceLevels(incidentId);
	}

	/**
	 * Gives the incident to the team that the routing table names, and to the person whom
	 * its column {@code assignment} has chosen there.
	 * @param team a row of the table; in older models the team's name alone
	 */
	public void route(UUID incidentId, @Nullable Object team) {
		if (team instanceof Map<?, ?> row) {
			this.assignment.route(incidentId, text(row.get("team")),
					Objects.requireNonNullElse(text(row.get("assignment")), ""));
		}
		else {
			this.assignment.route(incidentId, text(team), "");
		}
	}

	private static @Nullable String text(@Nullable Object cell) {
		return (cell != null) ? cell.toString().strip() : null;
	}

	public boolean hasTeam(UUID incidentId) {
		return this.assignment.hasTeam(incidentId);
	}

	public boolean isReopened(UUID incidentId) {
		return this.incidents.incident(incidentId).isReopened();
	}

	public boolean isMajor(UUID incidentId) {
		return this.incidents.incident(incidentId).isMajor();
	}

	public void assign(UUID incidentId, @Nullable String teamId, @Nullable String assigneeId, @Nullable String reason) {
		this.assignment.assign(incidentId, teamId, assigneeId, reason);
	}

	public void hold(UUID incidentId, String holdReason, @Nullable String comment) {
		this.incidents.hold(incidentId, holdReason, comment);
	}

	/**
	 * The same for a supplier.
	 * @param supplierId whom it waits for; null or empty for nobody in particular
	 * @param vendorReference under which number the supplier has it
	 */
	public void hold(UUID incidentId, String holdReason, @Nullable String comment, @Nullable String supplierId,
			@Nullable String vendorReference) {
		this.incidents.hold(incidentId, holdReason, comment, supplierId, vendorReference);
	}

	/**
	 * Has the children held too, those whose models allow it; they go on when it does.
	 * @param holdChildren null or false for leaving them alone
	 */
	public void holdChildren(UUID incidentId, @Nullable Boolean holdChildren) {
		if (Boolean.TRUE.equals(holdChildren)) {
			this.parentHolds.spread(incidentId);
		}
	}

	/** Puts it on hold for the reason of its parent, until that one goes on. */
	public void holdWithParent(UUID incidentId) {
		this.parentHolds.holdWithParent(incidentId);
	}

	public void resume(UUID incidentId) {
		this.incidents.resume(incidentId);
	}

	/** Every three working days by the calendar of the ticket, from now on. */
	public String holdReminders(UUID incidentId) {
		return this.incidents.holdReminders(incidentId);
	}

	public void remindOfHold(UUID incidentId) {
		this.incidents.remindOfHold(incidentId);
	}

	public void resolve(UUID incidentId, String resolution, String resolutionCode) {
		this.incidents.resolve(incidentId, resolution, resolutionCode);
	}

	public void resolveByParent(UUID incidentId) {
		this.incidents.resolveByParent(incidentId,
				Texts.label("incident.note.resolved_by_parent").in(this.directory.language()));
	}

	public void reopen(UUID incidentId, String reason) {
		this.incidents.reopen(incidentId, reason);
	}

	/** When a resolution that nobody answers counts as confirmed. */
	public Date autoCloseAt(UUID incidentId) {
		return Date.from(this.incidents.autoCloseAt(incidentId));
	}

	public void cancel(UUID incidentId, String reason, @Nullable String duplicateOf) {
		this.incidents.cancel(incidentId, reason, duplicateOf);
	}

	public void reclassify(UUID incidentId,
			@AllowedWords(table = Priorities.TABLE, column = "impact") @Nullable String impact,
			@AllowedWords(table = Priorities.TABLE, column = "urgency") @Nullable String urgency, String reason) {
		this.classification.reclassify(incidentId, impact, urgency, reason);
	}

	public void proposeMajorIncident(UUID incidentId) {
		this.detection.proposeByRule(incidentId);
	}

	public boolean mayDeclareMajorIncident(UUID incidentId) {
		return this.majorIncidents.mayDeclare(incidentId);
	}

	public void declareMajorIncident(UUID incidentId, String reason) {
		this.majorIncidents.declare(incidentId, reason);
	}

	public void resumeForMajorIncident(UUID incidentId) {
		this.incidents.resumeForMajorIncident(incidentId);
	}

}
