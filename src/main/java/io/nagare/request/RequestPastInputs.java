package io.nagare.request;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import io.nagare.workflow.KeptFields;
import io.nagare.workflow.PastInputs;
import io.nagare.workflow.RequestModels;
import io.nagare.workflow.RequestModels.TableQuestion;

/**
 * What requests asked the tables of their processes: the answers that stand on the
 * tickets, as the models in force ask for them. A table that asks for anything else, such
 * as what the time was, is not among them.
 */
@Component
class RequestPastInputs implements PastInputs {

	private static final Pattern ANSWER = Pattern
		.compile("\\$\\{\\s*ticket\\.answer\\('([A-Za-z0-9_-]{1,60})'\\)\\s*}");

	/** Inputs that can be columns, and words that can be written into a query. */
	private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{1,60}");

	private static final Map<String, String> PLACES = Map.of("${organization.site()}", "s.name",
			"${organization.department()}", "d.name");

	private static final String REQUESTS = """
			SELECT %s, t.number, t.created_at
			  FROM requests r JOIN tickets_view t ON t.id = r.id
			  LEFT JOIN organization_units_view s ON s.id = t.site_id
			  LEFT JOIN organization_units_view d ON d.id = t.department_id
			 WHERE r.request_type IN (%s)
			""";

	private final RequestModels models;

	private final KeptFields kept;

	RequestPastInputs(RequestModels models, KeptFields kept) {
		this.models = models;
		this.kept = kept;
	}

	@Override
	public List<PastTable> tables() {
		Map<String, KeptFields.KeptField> fields = this.kept.fields();
		return this.models.questions().stream().flatMap((question) -> table(question, fields).stream()).toList();
	}

	private static Optional<PastTable> table(TableQuestion question, Map<String, KeptFields.KeptField> fields) {
		Map<String, Optional<String>> columns = new LinkedHashMap<>();
		question.inputs().forEach((input, expression) -> columns.put(input, column(expression, fields)));
		question.handed()
			.values()
			.stream()
			.flatMap((words) -> words.keySet().stream())
			.forEach((input) -> columns.putIfAbsent(input, handed(question, input)));
		boolean known = !columns.isEmpty() && columns.values().stream().allMatch(Optional::isPresent)
				&& Stream.concat(columns.keySet().stream(), question.handed().keySet().stream())
					.allMatch((word) -> PLAIN.matcher(word).matches());
		return known
				? Optional.of(new PastTable(question.table(), new ArrayList<>(columns.keySet()),
						REQUESTS.formatted(
								columns.entrySet()
									.stream()
									.map((column) -> column.getValue().orElseThrow() + " AS \"" + column.getKey()
											+ "\"")
									.collect(Collectors.joining(", ")),
								question.handed()
									.keySet()
									.stream()
									.map((type) -> "'" + type + "'")
									.collect(Collectors.joining(", ")))))
				: Optional.empty();
	}

	/** What an expression reads of a ticket; empty for what is not kept. */
	private static Optional<String> column(String expression, Map<String, KeptFields.KeptField> fields) {
		Matcher answer = ANSWER.matcher(expression);
		if (!answer.matches()) {
			return Optional.ofNullable(PLACES.get(expression));
		}
		String key = answer.group(1);
		KeptFields.KeptField field = fields.get(key);
		KeptFields.Type type = (field != null) ? field.type() : KeptFields.Type.TEXT;
		return Optional.of(switch (type) {
			case NUMBER -> typed(key, "number", "numeric");
			case CHECKBOX -> typed(key, "boolean", "boolean");
			default -> "t.kept ->> '" + key + "'";
		});
	}

	private static String typed(String answer, String type, String sql) {
		return "CASE WHEN jsonb_typeof(t.kept -> '%1$s') = '%2$s' THEN (t.kept ->> '%1$s')::%3$s END".formatted(answer,
				type, sql);
	}

	/** The word that the process of each type hands over. */
	private static Optional<String> handed(TableQuestion question, String input) {
		List<String> words = new ArrayList<>();
		question.handed().forEach((type, handed) -> {
			String word = handed.get(input);
			if (word != null && PLAIN.matcher(word).matches()) {
				words.add("WHEN '" + type + "' THEN '" + word + "'");
			}
		});
		return words.isEmpty() ? Optional.empty()
				: Optional.of("CASE r.request_type " + String.join(" ", words) + " END");
	}

}
