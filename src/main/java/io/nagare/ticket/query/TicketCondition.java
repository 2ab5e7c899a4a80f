package io.nagare.ticket.query;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

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

	/**
	 * Words of which each is in the title or the description of every ticket of which it
	 * holds, as {@link WordIndex#holding} knows them.
	 */
	static List<Set<String>> words(TicketCondition condition) {
		if (condition instanceof All all) {
			return all.parts.stream().flatMap((part) -> words(part).stream()).toList();
		}
		if (condition instanceof Any any && any.parts.size() == 1) {
			return words(any.parts.get(0));
		}
		boolean told = condition instanceof Compared compared
				&& (compared.column == Column.TITLE || compared.column == Column.DESCRIPTION);
		return (told && ((Compared) condition).value instanceof String text) ? TypedWords.of(text) : List.of();
	}

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
			return this.column.among(":" + name);
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

	/**
	 * The key of somebody, without its dashes: whom a program named, or else who stands
	 * in the column.
	 *
	 * @param field by which it is kept what the program said, never a text from outside
	 */
	record Named(String field, Column otherwise) implements Operand {

		@Override
		public String sql() {
			return "coalesce(t.kept ->> '" + this.field + "', replace(" + this.otherwise.sql() + "::text, '-', ''))";
		}

	}

	/** What can be compared. */
	interface Operand {

		/** As SQL over {@code tickets t}. */
		String sql();

		/** That it is one of the values, in a way that finds tickets by an index. */
		default String among(String values) {
			return sql() + " IN (" + values + ")";
		}

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
		VERSION("t.version"), CREATOR("t.created_by"), CHANGER("t.updated_by"),
		RESOLVER(whoLedTo("resolved_at"), ledTo("resolved_at")), CLOSER(whoLedTo("closed_at"), ledTo("closed_at"));

		private final String sql;

		private final @Nullable String among;

		Column(String sql) {
			this(sql, null);
		}

		/**
		 * @param among that it is one of the values, which follow; null for the usual way
		 */
		Column(String sql, @Nullable String among) {
			this.sql = sql;
			this.among = among;
		}

		private static String whoLedTo(String time) {
			return "(SELECT h.changed_by FROM ticket_histories h WHERE h.ticket_id = t.id AND h.field_name = 'status'"
					+ " AND h.changed_at = t." + time + " LIMIT 1)";
		}

		/** Found from what somebody did, instead of with each ticket. */
		private static String ledTo(String time) {
			return "(t.id, t." + time + ") IN (SELECT h.ticket_id, h.changed_at FROM ticket_histories h"
					+ " WHERE h.field_name = 'status' AND h.changed_by IN (%s))";
		}

		@Override
		public String among(String values) {
			return (this.among != null) ? this.among.formatted(values) : Operand.super.among(values);
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
