package io.nagare.servicenow;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The columns that the product has no field for and keeps as they are said: by what a
 * program knows the ticket at its own side, the columns that it made up, and those of
 * ServiceNow's own tables, which programs set as a matter of course and expect to read
 * again.
 */
final class KeptColumns {

	/** Of the table {@code task} and of those of incidents, problems and changes. */
	private static final Set<String> SERVICENOW = Set.of("activity_due", "additional_assignee_list", "approval",
			"approval_history", "approval_set", "business_duration", "business_impact", "business_service",
			"business_stc", "cab_date", "cab_date_time", "cab_delegate", "cab_recommendation", "cab_required",
			"calendar_duration", "calendar_stc", "cause_notes", "caused_by", "change_plan", "chg_model",
			"child_incidents", "close_notes", "company", "confirmed_at", "confirmed_by", "contact_type", "contract",
			"delivery_plan", "delivery_task", "duplicate_of", "escalation", "expected_start", "first_reported_by_task",
			"fix_at", "fix_by", "fix_communicated_at", "fix_communicated_by", "fix_notes", "follow_up", "group_list",
			"hold_reason", "impact", "knowledge", "lessons_learned", "location", "made_sla", "major_incident_state",
			"major_problem", "notify", "on_hold", "on_hold_reason", "on_hold_task", "opened_by", "order", "origin_id",
			"origin_table", "outside_maintenance_schedule", "parent", "parent_incident", "probable_cause", "problem_id",
			"production_system", "related_incidents", "reopened_at", "reopened_by", "reopened_time", "requested_by",
			"requested_by_date", "resolution_code", "review_comments", "review_date", "review_outcome", "review_status",
			"rfc", "risk", "risk_impact_analysis", "risk_value", "route_reason", "service_offering", "severity",
			"skills", "sla_due", "std_change_producer_version", "subcategory", "task_for", "time_worked",
			"unauthorized", "universal_request", "upon_approval", "upon_reject", "urgency", "user_input", "watch_list",
			"work_end", "work_notes_list", "work_start", "workaround_applied", "workaround_communicated_at",
			"workaround_communicated_by");

	/** Those whose value is somebody. */
	private static final Set<String> PEOPLE = Set.of("opened_by", "requested_by");

	private static final Pattern NAMES = Pattern.compile("correlation_id|correlation_display|u_[a-z0-9_]{1,60}");

	private KeptColumns() {
	}

	/** Where the table has no field of its own for it. */
	static boolean isOne(String column) {
		return SERVICENOW.contains(column) || NAMES.matcher(column).matches();
	}

	static boolean isPerson(String column) {
		return PEOPLE.contains(column);
	}

}
