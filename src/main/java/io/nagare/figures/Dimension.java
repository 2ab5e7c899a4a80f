package io.nagare.figures;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.nagare.workflow.WordList;

/** By what a figure is told apart. */
enum Dimension {

	TEAM("f.team_id::text", "teams_view", "name"), CATEGORY("f.category_id::text", "categories_view", "name"),
	SITE("f.site_id::text", "organization_units_view", "name"),
	DEPARTMENT("f.department_id::text", "organization_units_view", "name"), PRIORITY("f.priority", null, null),
	SERVICE("service.id::text", "configuration_items_view", "name"), MODEL("f.model", null, null),
	STATUS("f.status", null, null), PHASE("f.phase", null, null),
	ASSIGNEE("f.assignee_id::text", "users_view", "last_name || ' ' || first_name"), OUTCOME("f.outcome", null, null),
	TYPE("f.change_type", null, null),
	AGE("CASE WHEN f.created_at > :now - interval '1 day' THEN '0-1' WHEN f.created_at > :now - interval '3 days' THEN '1-3'"
			+ " WHEN f.created_at > :now - interval '7 days' THEN '3-7'"
			+ " WHEN f.created_at > :now - interval '30 days' THEN '7-30' ELSE '30-' END", null, null),
	DAY("day", null, null), WEEK("week", null, null), MONTH("month", null, null);

	/** What stands for nothing in a series. */
	static final String NONE = "none";

	private final String sql;

	private final @Nullable String names;

	private final @Nullable String name;

	Dimension(String sql, @Nullable String names, @Nullable String name) {
		this.sql = sql;
		this.names = names;
		this.name = name;
	}

	static List<String> words() {
		return Arrays.stream(values()).map(Dimension::word).toList();
	}

	String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** Whether it needs a moment of the ticket. */
	boolean isTime() {
		return this == DAY || this == WEEK || this == MONTH;
	}

	/**
	 * Whose work is counted: how much somebody has now is for planning; how fast he was
	 * is nobody's business here.
	 */
	boolean isPerson() {
		return this == ASSIGNEE;
	}

	/** The list that has its words; empty where they are none of a list. */
	Optional<String> list() {
		return switch (this) {
			case PRIORITY -> Optional.of("priorities");
			case STATUS -> Optional.of(WordList.STATUSES);
			case OUTCOME -> Optional.of("outcomes");
			default -> Optional.empty();
		};
	}

	/**
	 * The expression over {@code ticket_facts f}.
	 * @param succeeded whether words among {@code :retired} count as those at the same
	 * places of {@code :successors}
	 */
	String sql(Figure figure, boolean succeeded) {
		String key = isTime() ? "date_trunc('" + this.sql + "', " + figure.moment() + " AT TIME ZONE :zone)::date::text"
				: succeeded ? "coalesce((:successors::text[])[array_position(:retired::text[], " + this.sql
						+ "::text)], " + this.sql + ")" : this.sql;
		return "coalesce(" + key + ", '" + NONE + "')";
	}

	/** The expression over {@code ticket_facts f}, for one that needs no moment. */
	String sql() {
		return "coalesce(" + this.sql + ", '" + NONE + "')";
	}

	/** What must be joined for it. */
	String join() {
		return (this == SERVICE) ? " LEFT JOIN LATERAL unnest(f.ci_ids) AS service (id) ON TRUE" : "";
	}

	/** A statement that names the keys; null where they are words themselves. */
	@Nullable String namesSql() {
		return (this.names != null)
				? "SELECT id::text AS key, " + this.name + " AS name FROM " + this.names + " WHERE id::text IN (:keys)"
				: null;
	}

}
