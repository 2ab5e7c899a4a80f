package io.nagare.servicenow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Refusal;

/**
 * A table of tickets, and what is called otherwise in it.
 *
 * @param table its name
 * @param kind the kind of its tickets
 * @param reporter the column that names who reported it
 * @param own the columns that only this table has, with the product's fields behind them
 */
record TicketTableName(String table, String kind, String reporter, Map<String, String> own) {

	static final TicketTableName INCIDENT = new TicketTableName("incident", "incident", "caller_id",
			Map.of("close_notes", "resolution", "close_code", "resolution_code", "hold_reason", "hold_reason"));

	static final TicketTableName PROBLEM = new TicketTableName("problem", "problem", "opened_by",
			Map.of("fix_notes", "resolution", "cause_notes", "root_cause", "workaround", "workaround"));

	static final TicketTableName CHANGE_REQUEST = new TicketTableName("change_request", "change", "requested_by",
			Map.of("type", "type", "justification", "reason", "start_date", "planned_start", "end_date", "planned_end",
					"implementation_plan", "implementation_plan", "backout_plan", "backout_plan", "test_plan",
					"test_plan", "close_code", "outcome", "close_notes", "review"));

	/** What somebody asked for, as a whole. */
	static final TicketTableName REQUEST = new TicketTableName("sc_request", "request", "requested_for", Map.of());

	/** The one thing that is asked for with a request, which has the request's key. */
	static final TicketTableName REQUESTED_ITEM = new TicketTableName("sc_req_item", "request", "requested_for",
			Map.of("cat_item", "type"));

	/** Of several tables of a kind, the one that is named where nobody says which. */
	static final List<TicketTableName> ALL = List.of(INCIDENT, PROBLEM, CHANGE_REQUEST, REQUESTED_ITEM, REQUEST);

	private static final Map<String, String> OF_ALL = Map.of("short_description", "title", "description", "description",
			"priority", "priority", "impact", "impact", "urgency", "urgency", "category", "category_id", "cmdb_ci",
			"ci_ids", "assigned_to", "assignee_id", "assignment_group", "team_id", "state", "status");

	/**
	 * The table of that name.
	 * @throws Refusal VALIDATION_FAILED for what is no table of tickets
	 */
	static TicketTableName named(String table) {
		return ALL.stream()
			.filter((one) -> one.table().equals(table))
			.findFirst()
			.orElseThrow(() -> Refusal.invalid("table_name", "not_a_choice",
					String.join(", ", ALL.stream().map(TicketTableName::table).toList())));
	}

	/**
	 * The table of a kind; empty for one that has none.
	 * @param said the table that is meant where there are several; null for any
	 */
	static Optional<TicketTableName> of(String kind, @Nullable String said) {
		return Stream.concat(ALL.stream().filter((one) -> one.table().equals(said)), ALL.stream())
			.filter((one) -> one.kind().equals(kind))
			.findFirst();
	}

	/** Whether its tickets are reported and changed as records. */
	boolean isWritten() {
		return !this.kind.equals(REQUEST.kind);
	}

	/** Whether each of its records belongs to one of requests. */
	boolean isPartOfRequest() {
		return equals(REQUESTED_ITEM);
	}

	/** The product's field behind a column; the same for what has none. */
	String field(String column) {
		return this.own.getOrDefault(column, OF_ALL.getOrDefault(column, column));
	}

	/** The column that shows a field; the same for what none shows. */
	String column(String field) {
		Map<String, String> columns = new LinkedHashMap<>();
		OF_ALL.forEach((column, behind) -> columns.put(behind, column));
		this.own.forEach((column, behind) -> columns.put(behind, column));
		columns.put("reporter_id", this.reporter);
		columns.put("comment", "comments");
		columns.put("reason", this.own.containsValue("reason") ? columns.get("reason") : "work_notes");
		return columns.getOrDefault(field, field);
	}

}
