package io.nagare.servicenow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.servicenow.TicketVocabulary.Words;
import io.nagare.shared.Refusal;
import io.nagare.shared.Times;

/**
 * Understands what a program says of a ticket in the words of the product. What has no
 * meaning here is refused by name.
 */
@Component
class TicketInput {

	private static final int LONGEST_KEPT = 1_000;

	private static final int MOST_KEPT = 50;

	/** Other names that programs use for the state. */
	private static final Set<String> STATES = Set.of("state", "incident_state", "problem_state");

	private static final Set<String> NOTES = Set.of("work_notes", "comments");

	/** What is written without a step of the process. */
	private static final Set<String> PLAIN = Set.of("short_description", "description", "category", "cmdb_ci",
			"priority");

	private static final Set<String> HANDS = Set.of("assigned_to", "assignment_group");

	private static final Set<String> CLASSES = Set.of("impact", "urgency");

	private final References references;

	TicketInput(References references) {
		this.references = references;
	}

	/**
	 * Reads what is said.
	 * @param present the record as it is, of which the same again says nothing; null for
	 * a new one
	 */
	Said read(TicketTableName table, Map<String, @Nullable Object> fields, @Nullable TableRecord present, Words words) {
		List<Refusal.Detail> wrong = new ArrayList<>();
		Map<String, String> texts = texts(table, fields, present, wrong);
		Optional<String> state = state(texts, present, wrong);
		Said said = new Said(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(),
				new LinkedHashMap<>(), new LinkedHashMap<>(), state.orElse(null), texts.get("work_notes"),
				texts.get("comments"));
		texts.forEach((column, text) -> {
			boolean ofStep = isOfForm(table, column) && state.isPresent();
			if (STATES.contains(column) || NOTES.contains(column) || (!ofStep && says(present, column, text))
					|| (present == null && text.isBlank())) {
				return;
			}
			if (KeptColumns.isOne(column)) {
				keep(column, text, words, said, wrong);
			}
			else {
				@Nullable Object meant = meant(table, column, text, words, wrong);
				said.of(table, column).put(field(table, column), meant);
			}
		});
		if (said.kept().size() > MOST_KEPT) {
			wrong.add(Refusal.Detail.of("u_", "too_many", MOST_KEPT));
		}
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		return said;
	}

	private static String field(TicketTableName table, String column) {
		return column.equals(table.reporter()) ? "reporter_id" : table.field(column);
	}

	/** Columns that only a step of the process fills. */
	private static boolean isOfForm(TicketTableName table, String column) {
		return column.startsWith("close_")
				|| (table.own().containsKey(column) && !table.equals(TicketTableName.CHANGE_REQUEST));
	}

	/**
	 * Programs say numbers and flags as texts or as they are, references as they read
	 * them. What cannot be said may be repeated as it is.
	 */
	private static Map<String, String> texts(TicketTableName table, Map<String, @Nullable Object> fields,
			@Nullable TableRecord present, List<Refusal.Detail> wrong) {
		Map<String, String> texts = new LinkedHashMap<>();
		fields.forEach((column, said) -> {
			Object value = (said instanceof Map<?, ?> reference && reference.get("value") instanceof String key) ? key
					: said;
			String text = (value != null) ? value.toString() : "";
			if (value instanceof Map<?, ?> || value instanceof List<?>) {
				wrong.add(Refusal.Detail.of(column, "wrong_type", "string"));
			}
			else if (isKnown(table, column)) {
				texts.put(column, text);
			}
			else if (!says(present, column, text) && !isModel(column, text, fields)) {
				wrong.add(Refusal.Detail.of(column, "unknown_field"));
			}
		});
		return texts;
	}

	/** Ansible's modules name a model that is called as the type of the change. */
	private static boolean isModel(String column, String text, Map<String, @Nullable Object> fields) {
		return column.equals("chg_model") && text.equals(fields.get("type"));
	}

	private static boolean isKnown(TicketTableName table, String column) {
		return STATES.contains(column) || NOTES.contains(column) || PLAIN.contains(column) || HANDS.contains(column)
				|| column.equals(table.reporter()) || table.own().containsKey(column) || KeptColumns.isOne(column)
				|| (table.equals(TicketTableName.INCIDENT) && CLASSES.contains(column));
	}

	private static Optional<String> state(Map<String, String> texts, @Nullable TableRecord present,
			List<Refusal.Detail> wrong) {
		List<String> said = STATES.stream()
			.flatMap((column) -> Optional.ofNullable(texts.get(column)).stream())
			.map(String::strip)
			.filter((text) -> !text.isEmpty())
			.distinct()
			.toList();
		if (said.size() > 1) {
			wrong.add(Refusal.Detail.of("state", "contradiction", String.join(", ", said)));
		}
		return said.stream().findFirst().filter((text) -> !says(present, "state", text));
	}

	/** Whether the record says it already, in figures or in words. */
	private static boolean says(@Nullable TableRecord present, String column, String text) {
		Cell cell = (present != null) ? present.cells().get(column) : null;
		return cell != null && (cell.value().equals(text) || cell.display().equals(text)
				|| SysId.parse(text).filter((id) -> SysId.of(id).equals(cell.value())).isPresent());
	}

	private static void keep(String column, String text, Words words, Said said, List<Refusal.Detail> wrong) {
		if (words.ofForms().contains(column)) {
			wrong.add(Refusal.Detail.of(column, "unknown_field"));
		}
		else if (text.length() > LONGEST_KEPT) {
			wrong.add(Refusal.Detail.of(column, "too_long", LONGEST_KEPT));
		}
		else {
			said.kept().put(column, text);
		}
	}

	private @Nullable Object meant(TicketTableName table, String column, String text, Words words,
			List<Refusal.Detail> wrong) {
		if (text.isBlank()) {
			return column.equals("cmdb_ci") ? List.of() : null;
		}
		if (column.equals(table.reporter())) {
			return referred(column, text, this.references::user, "unknown_user", wrong);
		}
		return switch (column) {
			case "assigned_to" -> referred(column, text, this.references::user, "unknown_user", wrong);
			case "assignment_group" -> referred(column, text, this.references::team, "unknown_team", wrong);
			case "category" -> referred(column, text, this.references::category, "unknown_category", wrong);
			case "cmdb_ci" -> {
				String item = referred(column, text, this.references::item, "unknown_ci", wrong);
				yield (item != null) ? List.of(item) : List.of();
			}
			case "priority" -> scaled(column, text, words.priority(), wrong);
			case "impact" -> scaled(column, text, words.impact(), wrong);
			case "urgency" -> scaled(column, text, words.urgency(), wrong);
			case "start_date", "end_date" -> moment(column, text, wrong);
			default -> CloseCodes.of(table.field(column)).isPresent() ? code(table, column, text, wrong) : text;
		};
	}

	private static @Nullable String referred(String column, String text, Function<String, Optional<UUID>> known,
			String code, List<Refusal.Detail> wrong) {
		Optional<UUID> id = known.apply(text.strip());
		if (id.isEmpty()) {
			wrong.add(Refusal.Detail.of(column, code));
		}
		return id.map(UUID::toString).orElse(null);
	}

	private static @Nullable String scaled(String column, String text, Scale scale, List<Refusal.Detail> wrong) {
		Optional<String> word = scale.word(text);
		if (word.isEmpty()) {
			wrong.add(Refusal.Detail.of(column, "not_a_choice", String.join(", ", scale.numbers())));
		}
		return word.orElse(null);
	}

	private static @Nullable String code(TicketTableName table, String column, String text,
			List<Refusal.Detail> wrong) {
		CloseCodes codes = CloseCodes.of(table.field(column)).orElseThrow();
		Optional<String> word = codes.word(text.strip());
		if (word.isEmpty()) {
			wrong.add(Refusal.Detail.of(column, "not_a_choice", String.join(", ", codes.all())));
		}
		return word.orElse(null);
	}

	/** Times without an offset are in UTC, as the tables show them. */
	private static @Nullable String moment(String column, String text, List<Refusal.Detail> wrong) {
		String said = text.strip().replace(' ', 'T');
		try {
			return Times.instant(said.matches(".*(Z|[+-][0-9:]+)$") && said.length() > 19 ? said : said + "Z")
				.toString();
		}
		catch (RuntimeException ex) {
			wrong.add(Refusal.Detail.of(column, "wrong_type", "date-time"));
			return null;
		}
	}

	/**
	 * What was said, in the product's fields.
	 *
	 * @param plain what is written as it is
	 * @param classes impact and urgency
	 * @param hands to whom it is given
	 * @param step what belongs to the step that leads to the state
	 * @param kept what is kept as it was said
	 * @param reporter who reported it
	 * @param state the number of another state, or its word; null where it stays
	 * @param workNotes an internal note
	 * @param comments a public note
	 */
	record Said(Map<String, @Nullable Object> plain, Map<String, @Nullable Object> classes,
			Map<String, @Nullable Object> hands, Map<String, @Nullable Object> step, Map<String, Object> kept,
			Map<String, @Nullable Object> reporter, @Nullable String state, @Nullable String workNotes,
			@Nullable String comments) {

		private Map<String, @Nullable Object> of(TicketTableName table, String column) {
			if (CLASSES.contains(column)) {
				return this.classes;
			}
			if (HANDS.contains(column)) {
				return this.hands;
			}
			if (column.equals(table.reporter())) {
				return this.reporter;
			}
			return isOfForm(table, column) ? this.step : this.plain;
		}

	}

}
