package io.nagare.ticket.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.shared.SearchPattern;
import io.nagare.ticket.choice.KeptAnswers;
import io.nagare.workflow.FormField;
import io.nagare.workflow.KeptFields;
import io.nagare.workflow.KeptFields.KeptField;

/** How lists are narrowed and sorted by what forms keep on tickets, each by its type. */
@Component
class KeptFieldSql {

	private static final Pattern SORTED = Pattern.compile("field\\.[A-Za-z_][A-Za-z0-9_]{0,99}");

	private final KeptFields kept;

	private final KeptConditions conditions;

	KeptFieldSql(KeptFields kept, KeptConditions conditions) {
		this.conditions = conditions;
		this.kept = kept;
	}

	/** Those of the names in an order that may be kept fields. */
	static Stream<String> among(@Nullable String sort) {
		return Stream.ofNullable(sort)
			.flatMap((words) -> Stream.of(words.split(",", -1)))
			.map((word) -> word.startsWith("-") ? word.substring(1) : word)
			.filter((word) -> SORTED.matcher(word).matches());
	}

	/**
	 * What each of the wanted fields must say.
	 * @param wanted a name, a colon and what is asked for
	 * @throws io.nagare.shared.Refusal VALIDATION_FAILED naming what is no such thing, or
	 * of another type
	 */
	List<Condition> asked(@Nullable List<String> wanted) {
		return this.conditions.of(wanted).stream().map(KeptFieldSql::of).toList();
	}

	private static Condition of(KeptCondition condition) {
		String key = condition.key();
		if (condition instanceof KeptCondition.Equal equal) {
			return new Condition(text(equal.text()) + " = :value", Map.of("field", key, "value", equal.text()));
		}
		if (condition instanceof KeptCondition.OneOf one) {
			// one of several, or the only one
			String[] words = one.words().toArray(String[]::new);
			return (words.length == 1)
					? new Condition("(t.kept -> :field) @> to_jsonb(:value::text)",
							Map.of("field", key, "value", words[0]))
					: new Condition(
							"EXISTS (SELECT 1 FROM unnest(:value::text[]) one (word)"
									+ " WHERE (t.kept -> :field) @> to_jsonb(one.word))",
							Map.of("field", key, "value", words));
		}
		if (condition instanceof KeptCondition.Holding holding) {
			return new Condition(text(holding.text()) + " ILIKE :value",
					Map.of("field", key, "value", "%" + SearchPattern.literal(holding.text()) + "%"));
		}
		if (condition instanceof KeptCondition.NumberIn number) {
			return within(key,
					"(CASE WHEN jsonb_typeof(t.kept -> :field) = 'number'" + " THEN (t.kept ->> :field)::numeric END)",
					number.range());
		}
		return within(key, "((t.kept ->> :field) COLLATE \"C\")", ((KeptCondition.DayIn) condition).range());
	}

	/** The answer, as a text with or without commas is compared with it. */
	private static String text(String wanted) {
		return (wanted.indexOf(',') < 0) ? "t.kept ->> :field"
				: "regexp_replace(t.kept ->> :field, '\\s*,\\s*', ',', 'g')";
	}

	private static Condition within(String key, String kept, KeptCondition.Range<?> range) {
		Map<String, Object> params = new HashMap<>(Map.of("field", key));
		List<String> bounds = new ArrayList<>();
		if (range.from() != null) {
			bounds.add(kept + (range.withFrom() ? " >= :value" : " > :value"));
			params.put("value", range.from());
		}
		if (range.to() != null) {
			bounds.add(kept + (range.withTo() ? " <= :upto" : " < :upto"));
			params.put("upto", range.to());
		}
		return new Condition(String.join(" AND ", bounds), params);
	}

	/**
	 * By what a list is sorted that is asked for a kept field: numbers by their size,
	 * choices as the form offers them, people and things by name.
	 * @param field its name in the order
	 * @param params gets what the expression compares with
	 * @return an expression over {@code tickets t}
	 */
	String sorted(String field, Map<String, Object> params) {
		String key = field.substring(KeptAnswers.PREFIX.length());
		KeptField kept = this.kept.fields().get(key);
		String value = "t.kept -> '" + key + "'";
		if (kept == null) {
			return "(" + value + ")";
		}
		String id = "(CASE WHEN t.kept ->> '" + key
				+ "' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN (t.kept ->> '" + key + "')::uuid END)";
		return switch (kept.type()) {
			case TEXT, NUMBER, DATE, CHECKBOX -> "(" + value + ")";
			case CHOICE -> {
				String words = "words_of_" + key;
				params.put(words, kept.options().stream().map(FormField.Option::value).toArray(String[]::new));
				yield "array_position(:" + words + "::text[], coalesce(t.kept -> '" + key + "' ->> 0, t.kept ->> '"
						+ key + "'))";
			}
			case PERSON -> "(SELECT n.last_name || ' ' || n.first_name FROM users_view n WHERE n.id = " + id + ")";
			case CI -> "(SELECT n.name FROM configuration_items_view n WHERE n.id = " + id + ")";
			case SITE, DEPARTMENT -> "(SELECT n.name FROM organization_units_view n WHERE n.id = " + id + ")";
		};
	}

	/**
	 * What a field must say.
	 *
	 * @param sql over {@code tickets t}
	 * @param params {@code :field}, {@code :value} and {@code :upto}, as far as it names
	 * them
	 */
	record Condition(String sql, Map<String, Object> params) {
	}

}
