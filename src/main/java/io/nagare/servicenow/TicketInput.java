package io.nagare.servicenow;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
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
import io.nagare.shared.Excerpt;
import io.nagare.shared.Refusal;
import io.nagare.shared.Times;
import io.nagare.ticket.query.TicketReads;

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

	private static final Set<String> TIMES = Set.of("start_date", "end_date");

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
	Said read(TicketTableName table, Table.Input input, @Nullable TableRecord present, Words words) {
		List<Refusal.Detail> wrong = new ArrayList<>();
		Map<String, String> texts = texts(table, input, present, wrong);
		ZoneId zone = input.isShown() ? words.zone() : ZoneOffset.UTC;
		Optional<String> state = state(texts, present, wrong);
		Said said = new Said(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(),
				new LinkedHashMap<>(), new LinkedHashMap<>(), state.orElse(null), texts.get("work_notes"),
				texts.get("comments"));
		texts.forEach((column, text) -> {
			boolean ofStep = isOfForm(table, column) && state.isPresent();
			boolean isSaid = TIMES.contains(column) ? isTime(present, column, text, input.isShown())
					: says(present, column, text);
			if (STATES.contains(column) || NOTES.contains(column) || (!ofStep && isSaid)
					|| (present == null && text.isBlank())) {
				return;
			}
			if (!isOwn(table, column)) {
				keep(column, text, words, said, wrong);
			}
			else {
				@Nullable Object meant = meant(table, column, text, zone, words, wrong);
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
		return (isOwn(table, column) && column.startsWith("close_"))
				|| (table.own().containsKey(column) && !table.equals(TicketTableName.CHANGE_REQUEST));
	}

	/** What cannot be said may be repeated as it is. */
	private static Map<String, String> texts(TicketTableName table, Table.Input input, @Nullable TableRecord present,
			List<Refusal.Detail> wrong) {
		Map<String, String> texts = new LinkedHashMap<>();
		input.fields().forEach((column, said) -> {
			@Nullable Object value = Cell.plain(said, input.isShown() && TIMES.contains(column));
			String text = (value != null) ? value.toString() : "";
			if (value instanceof Map<?, ?> || value instanceof List<?>) {
				wrong.add(Refusal.Detail.of(column, "wrong_type", "string"));
			}
			else if (isKnown(table, column)) {
				texts.put(column, text);
			}
			else if (!says(present, column, text)) {
				wrong.add(Refusal.Detail.of(column, "unknown_field"));
			}
		});
		return texts;
	}

	private static boolean isKnown(TicketTableName table, String column) {
		return isOwn(table, column) || KeptColumns.isOne(column);
	}

	/** Whether the product has a field for it; only incidents are reported for others. */
	static boolean isOwn(TicketTableName table, String column) {
		boolean incident = table.equals(TicketTableName.INCIDENT);
		return STATES.contains(column) || NOTES.contains(column) || PLAIN.contains(column) || HANDS.contains(column)
				|| table.own().containsKey(column)
				|| (incident && (CLASSES.contains(column) || column.equals(table.reporter())));
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

	/**
	 * Whether the record says it already, in figures, in words, or as far as a list shows
	 * it.
	 */
	private static boolean says(@Nullable TableRecord present, String column, String text) {
		Cell cell = (present != null) ? present.cells().get(column) : null;
		return cell != null && (cell.says(text) || Excerpt.isOf(text, cell.value(), TicketReads.EXCERPT)
				|| SysId.parse(text).filter((id) -> SysId.of(id).equals(cell.value())).isPresent());
	}

	/** The same of a time, which is another one on another clock. */
	private static boolean isTime(@Nullable TableRecord present, String column, String text, boolean shown) {
		Cell cell = (present != null) ? present.cells().get(column) : null;
		return cell != null && (shown ? cell.display() : cell.value()).equals(text);
	}

	private void keep(String column, String text, Words words, Said said, List<Refusal.Detail> wrong) {
		if (words.choices().areOfForms(column)) {
			wrong.add(Refusal.Detail.of(column, "unknown_field"));
		}
		else if (text.length() > LONGEST_KEPT) {
			wrong.add(Refusal.Detail.of(column, "too_long", LONGEST_KEPT));
		}
		else if (KeptColumns.isPerson(column) && !text.isBlank()) {
			Optional.ofNullable(referred(column, text, this.references::user, "unknown_user", wrong))
				.flatMap(SysId::parse)
				.ifPresent((person) -> said.kept().put(column, SysId.of(person)));
		}
		else {
			said.kept().put(column, text);
		}
	}

	private @Nullable Object meant(TicketTableName table, String column, String text, ZoneId zone, Words words,
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
			case "priority" -> scaled(column, text, words.priority(), words.choices(), wrong);
			case "impact" -> scaled(column, text, words.impact(), words.choices(), wrong);
			case "urgency" -> scaled(column, text, words.urgency(), words.choices(), wrong);
			case "start_date", "end_date" -> moment(column, text, zone, wrong);
			default -> CloseCodes.of(table.field(column)).isPresent()
					? code(table, column, text, words.choices(), wrong) : text;
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

	private static @Nullable String scaled(String column, String text, Scale scale, Choices choices,
			List<Refusal.Detail> wrong) {
		Optional<String> word = scale.word(text).or(() -> choices.word(column, scale.words(), text.strip()));
		if (word.isEmpty()) {
			wrong.add(Refusal.Detail.of(column, "not_a_choice", String.join(", ", scale.numbers())));
		}
		return word.orElse(null);
	}

	private static @Nullable String code(TicketTableName table, String column, String text, Choices choices,
			List<Refusal.Detail> wrong) {
		String field = table.field(column);
		CloseCodes codes = CloseCodes.of(field).orElseThrow();
		Optional<String> word = codes.word(text.strip()).or(() -> choices.word(field, text.strip()));
		if (word.isEmpty()) {
			wrong.add(Refusal.Detail.of(column, "not_a_choice", String.join(", ", codes.all())));
		}
		return word.orElse(null);
	}

	/** Times without an offset are on that clock. */
	private static @Nullable String moment(String column, String text, ZoneId zone, List<Refusal.Detail> wrong) {
		String said = text.strip().replace(' ', 'T');
		try {
			boolean whole = said.matches(".*(Z|[+-][0-9:]+)$") && said.length() > 19;
			return Times.instant(whole ? said : LocalDateTime.parse(said).atZone(zone).toOffsetDateTime().toString())
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

		/** What is left to be said after a step of several. */
		Said afterStep() {
			return new Said(this.plain, this.classes, this.hands, new LinkedHashMap<>(), this.kept, this.reporter,
					this.state, this.workNotes, null);
		}

	}

}
