package io.nagare.servicenow;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.servicenow.EncodedQuery.Condition;

/**
 * Has the database compare records as {@link Condition#holds} compares those at hand:
 * values and what is shown of them as texts, in any case of letters; keys of the rows as
 * keys, which are in the same order and have an index.
 */
@Component
class RecordSearch {

	/** What is compared as a number; of so many digits that the database has room. */
	private static final String NUMBER = "-?[0-9]{1,18}";

	private final NamedParameterJdbcTemplate jdbc;

	RecordSearch(NamedParameterJdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/** Asks for the records of the query. */
	Search of(Rows rows, Map<String, Shown> columns, EncodedQuery query) {
		MapSqlParameterSource params = new MapSqlParameterSource(rows.params());
		String wanted = query.alternatives()
			.stream()
			.map((all) -> all.stream()
				.map((any) -> any.stream()
					.map((one) -> condition(Shown.of(columns, one.field()), one, params))
					.collect(Collectors.joining(" OR ", "(", ")")))
				.collect(Collectors.joining(" AND ", "(", ")")))
			.collect(Collectors.joining(" OR ", " AND (", ")"));
		String order = Stream
			.concat(query.order()
				.stream()
				.map((one) -> Shown.of(columns, one.field()).sorted() + (one.descending() ? " DESC" : "")),
					Stream.of(rows.order()))
			.collect(Collectors.joining(", ", " ORDER BY ", ""));
		return new Search(rows.from() + (query.alternatives().isEmpty() ? "" : wanted), order, params);
	}

	private static String condition(Shown column, Condition asked, MapSqlParameterSource params) {
		String value = column.value();
		String display = column.display();
		return switch (asked.operator()) {
			case IS, IN -> among(column, asked, params);
			case IS_NOT, NOT_IN -> "NOT " + among(column, asked, params);
			case LIKE -> "strpos(" + display + ", " + said(asked.value(), params) + ") > 0";
			case NOT_LIKE -> "strpos(" + display + ", " + said(asked.value(), params) + ") = 0";
			case STARTS -> "starts_with(" + display + ", " + said(asked.value(), params) + ")";
			case ENDS -> {
				String end = said(asked.value(), params);
				yield "right(" + display + ", length(" + end + ")) = " + end;
			}
			case EMPTY -> value + " = ''";
			case NOT_EMPTY -> value + " <> ''";
			case LESS -> compared(column, "<", asked.value(), params);
			case GREATER -> compared(column, ">", asked.value(), params);
			case AT_MOST -> compared(column, "<=", asked.value(), params);
			case AT_LEAST -> compared(column, ">=", asked.value(), params);
			case BETWEEN -> {
				if (asked.values().size() != 2) {
					throw asked.meaningless();
				}
				yield "(" + compared(column, ">=", asked.values().get(0), params) + " AND "
						+ compared(column, "<=", asked.values().get(1), params) + ")";
			}
		};
	}

	private static String among(Shown column, Condition asked, MapSqlParameterSource params) {
		if (column.key() != null) {
			String keys = asked.values()
				.stream()
				.flatMap((one) -> SysId.parse(one).stream())
				.map((key) -> said(key, params))
				.collect(Collectors.joining(", "));
			return keys.isEmpty() ? "false" : "(" + column.key() + " IN (" + keys + "))";
		}
		String wanted = asked.values().stream().map((one) -> said(one, params)).collect(Collectors.joining(", "));
		return column.value().equals(column.display()) ? "(" + column.value() + " IN (" + wanted + "))"
				: "(" + column.value() + " IN (" + wanted + ") OR " + column.display() + " IN (" + wanted + "))";
	}

	/** Numbers as numbers; times, as they are written, and all else as text. */
	private static String compared(Shown column, String sign, String wanted, MapSqlParameterSource params) {
		Optional<UUID> key = SysId.parse(wanted);
		if (column.key() != null && key.isPresent()) {
			return column.key() + " " + sign + " " + said(key.get(), params);
		}
		String value = column.value();
		String text = value + " COLLATE \"C\" " + sign + " " + said(wanted, params);
		return "(" + value + " <> '' AND "
				+ (wanted.matches(NUMBER) ? "CASE WHEN " + value + " ~ '^" + NUMBER + "$' THEN CAST(" + value
						+ " AS bigint) " + sign + " " + said(Long.valueOf(wanted), params) + " ELSE " + text + " END"
						: text)
				+ ")";
	}

	private static String said(String text, MapSqlParameterSource params) {
		return said((Object) text.toLowerCase(Locale.ROOT), params);
	}

	private static String said(Object value, MapSqlParameterSource params) {
		String name = "said" + params.getValues().size();
		params.addValue(name, value);
		return ":" + name;
	}

	/**
	 * Where rows are.
	 *
	 * @param from the views and what holds of each row; its key is {@code r.id}
	 * @param order the usual one, in which no two rows are alike
	 */
	record Rows(String from, String order, Map<String, Object> params) {
	}

	/**
	 * What a column says of a row, as texts of SQL, never null, in lower case.
	 *
	 * @param value as programs read it
	 * @param display as people read it
	 * @param key the column of the row's own key; null where this is no such key
	 */
	record Shown(String value, String display, @Nullable String key) {

		/** The same for programs and people, of what may be null. */
		static Shown of(String text) {
			return of(text, text);
		}

		static Shown of(String value, String display) {
			return new Shown(lower(value), lower(display), null);
		}

		/** The key of another record, as the tables say it, and what that is called. */
		static Shown reference(String key, String called) {
			return of(key(key), called);
		}

		/** The key of the row itself. */
		static Shown own(String key) {
			return new Shown(key(key), key(key), key);
		}

		/** A moment: in UTC for programs, on the clock {@code :zone} for people. */
		static Shown time(String time) {
			return of(time(time, "'UTC'"), time(time, ":zone"));
		}

		private static Shown of(Map<String, Shown> columns, String name) {
			Shown column = columns.get(name);
			if (column == null) {
				throw new IllegalArgumentException("No column " + name);
			}
			return column;
		}

		/** By what rows are sorted. */
		private String sorted() {
			return (this.key != null) ? this.key : this.display + " COLLATE \"C\"";
		}

		private static String key(String key) {
			return "replace(CAST(" + key + " AS text), '-', '')";
		}

		private static String time(String time, String zone) {
			return "to_char(" + time + " AT TIME ZONE " + zone + ", 'YYYY-MM-DD HH24:MI:SS')";
		}

		private static String lower(String text) {
			return "lower(coalesce(" + text + ", ''))";
		}

	}

	/** A question that the database answers. */
	final class Search {

		private final String from;

		private final String order;

		private final MapSqlParameterSource params;

		private Search(String from, String order, MapSqlParameterSource params) {
			this.from = from;
			this.order = order;
			this.params = params;
		}

		/** The keys of the records from there on. */
		List<UUID> keys(long offset, int limit) {
			this.params.addValue("offset", offset).addValue("limit", limit);
			return RecordSearch.this.jdbc.queryForList(
					"SELECT r.id " + this.from + this.order + " LIMIT :limit OFFSET :offset", this.params, UUID.class);
		}

		/** How many there are. */
		long count() {
			Long count = RecordSearch.this.jdbc.queryForObject("SELECT count(*) " + this.from, this.params, Long.class);
			return (count != null) ? count : 0;
		}

	}

}
