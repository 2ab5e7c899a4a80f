package io.nagare.ticket.word;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

import io.nagare.shared.Label;
import io.nagare.shared.Tenancy;
import io.nagare.shared.Texts;
import io.nagare.ticket.PriorityScales;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.workflow.Decisions;
import io.nagare.workflow.RetiredWords;
import io.nagare.workflow.WordList;

/**
 * The words of tables that tickets carry which have not ended: their priority, and what
 * their table of priorities looks at.
 */
@Component
class CarriedWords {

	private static final String PRIORITIES = "SELECT id, priority AS word FROM tickets";

	private static final String OF_OPEN = """
			 FROM tickets t JOIN (%s) w ON w.id = t.id
			 WHERE t.tenant_id = ? AND t.kind = ? AND t.phase IN ('open', 'in_work', 'on_hold', 'resolved')
			 AND t.deleted_at IS NULL
			""";

	private final JdbcTemplate jdbc;

	private final TicketTypes types;

	private final PriorityScales scales;

	private final Decisions decisions;

	private final RetiredWords retired;

	CarriedWords(JdbcTemplate jdbc, TicketTypes types, PriorityScales scales, Decisions decisions,
			RetiredWords retired) {
		this.jdbc = jdbc;
		this.types = types;
		this.scales = scales;
		this.decisions = decisions;
		this.retired = retired;
	}

	/** The type's fields that carry words of its table, each with where they stand. */
	static Map<String, String> fields(TicketType<?, ?> type) {
		Map<String, String> fields = new TreeMap<>(type.rated());
		fields.put(Ticket.PRIORITY, PRIORITIES);
		return fields;
	}

	/** The words that the table in force has for the field, the highest first. */
	List<String> words(TicketType<?, ?> type, String field) {
		return this.decisions.allowedValues(type.priorityTable(), field);
	}

	/**
	 * How many open tickets carry each word that the table has not.
	 * @param allowed the words of a table, by its key and the field; none where it takes
	 * any
	 */
	List<Carried> missing(BiFunction<String, String, List<String>> allowed) {
		List<Carried> missing = new ArrayList<>();
		for (TicketType<?, ?> type : this.types.all()) {
			fields(type).forEach((field, sql) -> {
				List<String> words = allowed.apply(type.priorityTable(), field);
				if (!words.isEmpty()) {
					carried(type, sql).forEach((word, tickets) -> {
						if (!words.contains(word)) {
							missing.add(new Carried(type, field, word, tickets));
						}
					});
				}
			});
		}
		return missing;
	}

	private Map<String, Integer> carried(TicketType<?, ?> type, String sql) {
		Map<String, Integer> carried = new TreeMap<>();
		this.jdbc.query("SELECT w.word, count(*)" + OF_OPEN.formatted(sql) + "GROUP BY w.word",
				(RowCallbackHandler) (row) -> carried.put(row.getString(1), row.getInt(2)), Tenancy.require().id(),
				type.kind());
		return carried;
	}

	/** The open tickets that carry the word. */
	List<UUID> tickets(WordSuccessor one) {
		TicketType<?, ?> type = this.types.of(one.kind());
		return this.jdbc.queryForList(
				"SELECT t.id" + OF_OPEN.formatted(fields(type).get(one.field())) + "AND w.word = ? ORDER BY t.id",
				UUID.class, Tenancy.require().id(), type.kind(), one.word());
	}

	/** What the tables in force have no longer. */
	List<DroppedWord> dropped() {
		return missing(this.decisions::allowedValues).stream().map(this::dropped).toList();
	}

	private DroppedWord dropped(Carried carried) {
		TicketType<?, ?> type = carried.type();
		List<DroppedWord.Choice> choices = choices(type, carried.field());
		String now = this.retired.now(list(carried.field()), carried.word());
		return new DroppedWord(type.kind(), carried.field(), carried.word(),
				label(type, carried.field(), carried.word()), carried.tickets(),
				choices.stream().anyMatch((choice) -> choice.value().equals(now)) ? now : null, choices);
	}

	private static String list(String field) {
		return field.equals(Ticket.PRIORITY) ? "priorities" : WordList.ofField(field);
	}

	/** What people read for a word of the type's, in force or no longer. */
	Label label(TicketType<?, ?> type, String field, String word) {
		return Optional.ofNullable(this.retired.all().getOrDefault(list(field), Map.of()).get(word))
			.map(RetiredWords.Retired::label)
			.or(() -> choices(type, field).stream()
				.filter((choice) -> choice.value().equals(word))
				.map(DroppedWord.Choice::label)
				.findFirst())
			.orElseGet(() -> called(type, field, word));
	}

	private List<DroppedWord.Choice> choices(TicketType<?, ?> type, String field) {
		Map<String, Label> labels = new LinkedHashMap<>();
		if (field.equals(Ticket.PRIORITY)) {
			labels.putAll(this.scales.labels(type));
		}
		else {
			words(type, field).forEach((word) -> labels.put(word, called(type, field, word)));
		}
		return labels.entrySet()
			.stream()
			.map((word) -> new DroppedWord.Choice(word.getKey(), word.getValue()))
			.toList();
	}

	private static Label called(TicketType<?, ?> type, String field, String word) {
		return type.called(field, word)
			.or(() -> field.equals(Ticket.PRIORITY) ? Texts.find("report.word." + word) : Optional.empty())
			.orElseGet(() -> new Label(word, word));
	}

	/** A word that so many open tickets of a type carry. */
	record Carried(TicketType<?, ?> type, String field, String word, int tickets) {
	}

}
