package io.nagare.announcement;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.change.Change;
import io.nagare.directory.Directory;
import io.nagare.shared.Refusal;
import io.nagare.ticket.Ticket;
import io.nagare.workflow.Decisions;
import io.nagare.workflow.TableDemand;

/**
 * Asks the table {@code announcements} whether something that happens to a ticket is
 * announced by itself, and who is told.
 */
@Component
class AnnouncementTable implements TableDemand {

	/** A manager took an incident as a major one. */
	static final String MAJOR_INCIDENT = "major_incident";

	/** A change was authorised for a window. */
	static final String CHANGE_WINDOW = "change_window";

	private static final String TABLE = "announcements";

	private static final String TELL = "tell";

	private static final List<String> AUDIENCES = Stream.of(Audience.values()).map(Audience::toString).toList();

	/** What the table may say. */
	private static final List<String> WORDS = Stream.concat(AUDIENCES.stream(), Stream.of("not_announced")).toList();

	private final Decisions decisions;

	private final Directory directory;

	AnnouncementTable(Decisions decisions, Directory directory) {
		this.decisions = decisions;
		this.directory = directory;
	}

	/**
	 * Who is told of it; empty where it is not announced.
	 * @param services how many services it reaches
	 */
	Optional<Audience> tell(String event, Ticket ticket, int services) {
		Map<String, @Nullable Object> inputs = this.directory.tableInputs(ticket.place());
		inputs.put("event", event);
		inputs.put("priority", ticket.priority());
		inputs.put("type", (ticket instanceof Change change) ? change.type() : "");
		inputs.put("services", services);
		Object cell = this.decisions.evaluate(TABLE, inputs).get(TELL);
		return Optional.ofNullable(cell).map(Object::toString).filter(AUDIENCES::contains).map(Audience::of);
	}

	@Override
	public Set<String> tables() {
		return Set.of(TABLE);
	}

	@Override
	public Map<String, Map<String, Object>> given() {
		return Map.of(TABLE, Map.of("event", MAJOR_INCIDENT, "priority", "low", "type", "", "services", 1));
	}

	@Override
	public Map<String, Columns> read() {
		return Map.of(TABLE, Columns.needed(TELL));
	}

	@Override
	public List<Refusal.Detail> check(Tables tables) {
		return tables.rows(TABLE)
			.stream()
			.map((row) -> row.getOrDefault(TELL, "").toLowerCase(Locale.ROOT).strip())
			.filter((word) -> !word.isEmpty() && !WORDS.contains(word))
			.distinct()
			.map((word) -> Refusal.Detail.of(tables.place(TABLE), "unknown_audience", word, String.join(", ", WORDS)))
			.toList();
	}

}
