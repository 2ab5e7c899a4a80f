package io.nagare.ticket.query;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.nagare.shared.SearchPattern;

/**
 * What must hold of each ticket that is searched for: comparisons, joined by and and or.
 */
public sealed interface TicketCondition {

	/** Holds of every ticket. */
	TicketCondition NONE = new All(List.of());

	/** Holds of no ticket. */
	TicketCondition NEVER = new Any(List.of());

	/**
	 * As SQL over {@code tickets t}.
	 * @param params gets the values by name, beside those that are there
	 */
	String sql(Map<String, Object> params);

	/** Each of the parts holds. */
	record All(List<TicketCondition> parts) implements TicketCondition {

		@Override
		public String sql(Map<String, Object> params) {
			return this.parts.isEmpty() ? "TRUE"
					: this.parts.stream()
						.map((part) -> part.sql(params))
						.collect(Collectors.joining(" AND ", "(", ")"));
		}

	}

	/** One of the parts holds at least. */
	record Any(List<TicketCondition> parts) implements TicketCondition {

		@Override
		public String sql(Map<String, Object> params) {
			return this.parts.isEmpty() ? "FALSE"
					: this.parts.stream().map((part) -> part.sql(params)).collect(Collectors.joining(" OR ", "(", ")"));
		}

	}

	/** The part does not hold. */
	record Not(TicketCondition part) implements TicketCondition {

		@Override
		public String sql(Map<String, Object> params) {
			// what is empty is not what it is compared with
			return "(" + this.part.sql(params) + ") IS NOT TRUE";
		}

	}

	/**
	 * A column compared with a value.
	 *
	 * @param value of the column's class; its text is compared in any case of letters
	 */
	record Compared(Operand column, Comparison comparison, Object value) implements TicketCondition {

		@Override
		public String sql(Map<String, Object> params) {
			String name = "compared_" + params.size();
			params.put(name, this.comparison.pattern(this.value));
			return this.column.sql() + " " + this.comparison.sql.formatted(":" + name);
		}

	}

	/** The column says one of the words, of which there is at least one. */
	record OneOf(Operand column, List<?> values) implements TicketCondition {

		@Override
		public String sql(Map<String, Object> params) {
			if (this.values.isEmpty()) {
				return "FALSE";
			}
			String name = "compared_" + params.size();
			params.put(name, this.values);
			return this.column.sql() + " IN (:" + name + ")";
		}

	}

	/** Nothing is said in the column. */
	record Empty(Operand column) implements TicketCondition {

		@Override
		public String sql(Map<String, Object> params) {
			return "(" + this.column.sql() + " IS NULL OR " + this.column.sql() + "::text IN ('', '{}'))";
		}

	}

	/** One of the items concerned. */
	record Concerns(Object item) implements TicketCondition {

		@Override
		public String sql(Map<String, Object> params) {
			String name = "compared_" + params.size();
			params.put(name, this.item);
			return "t.ci_ids @> ARRAY[:" + name + "]::uuid[]";
		}

	}

	/** What a form or a program keeps on the ticket, compared as text. */
	record Kept(String field, Comparison comparison, String value) implements TicketCondition {

		@Override
		public String sql(Map<String, Object> params) {
			String name = "compared_" + params.size();
			params.put(name, this.field);
			String value = "compared_" + params.size();
			params.put(value, this.comparison.pattern(this.value));
			return "t.kept ->> :" + name + " " + this.comparison.sql.formatted(":" + value);
		}

	}

	/** What can be compared. */
	interface Operand {

		/** As SQL over {@code tickets t}. */
		String sql();

	}

	/**
	 * A column that only the tickets of one kind have.
	 *
	 * @param selection that has it
	 * @param column as the selection names it
	 */
	record Own(TicketReads.Selection<?> selection, String column) implements Operand {

		@Override
		public String sql() {
			return "(SELECT " + this.column + " FROM (SELECT 1) one " + this.selection.join() + ")";
		}

	}

	/** What every ticket has. */
	enum Column implements Operand {

		ID("t.id"), NUMBER("t.number"), TITLE("t.title"), DESCRIPTION("t.description"), STATUS("t.status"),
		PHASE("t.phase"), PRIORITY("t.priority"), ASSIGNEE("t.assignee_id"), TEAM("t.team_id"),
		CATEGORY("t.category_id"), REPORTER("t.reporter_id"), ITEMS("t.ci_ids"), CREATED("t.created_at"),
		UPDATED("t.updated_at"), RESOLVED("t.resolved_at"), CLOSED("t.closed_at"), DUE("t.resolution_due_at"),
		VERSION("t.version");

		private final String sql;

		Column(String sql) {
			this.sql = sql;
		}

		@Override
		public String sql() {
			return this.sql;
		}

	}

	/** How. */
	enum Comparison {

		/** The same, letter by letter. */
		IS("= %s", "%s"),

		/** The same text, in any case of letters. */
		SAYS("ILIKE %s", "%s"),

		CONTAINS("ILIKE %s", "%%%s%%"), STARTS("ILIKE %s", "%s%%"), ENDS("ILIKE %s", "%%%s"), BEFORE("< %s", "%s"),
		AFTER("> %s", "%s"), UNTIL("<= %s", "%s"), FROM(">= %s", "%s");

		private final String sql;

		private final String pattern;

		Comparison(String sql, String pattern) {
			this.sql = sql;
			this.pattern = pattern;
		}

		private Object pattern(Object value) {
			return (value instanceof String text && this.sql.startsWith("ILIKE"))
					? this.pattern.formatted(SearchPattern.literal(text)) : value;
		}

	}

}
