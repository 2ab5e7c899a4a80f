package io.nagare.intake.alert;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.cmdb.identification.CiIdentification;
import io.nagare.ticket.TicketTypes;
import io.nagare.workflow.Decisions;
import io.nagare.shared.Excerpt;

/**
 * What an alert says of a ticket: its priority, its items, and what stands in it.
 */
@Component
class AlertFacts {

	static final String SEVERITIES = "alert-severity";

	/** Labels whose value may identify an item, the most telling first. */
	private static final List<String> ITEM_LABELS = List.of("ci", "host", "hostname", "node", "instance", "server",
			"device", "service", "component", "source", "database");

	private static final int MOST_SHOWN = 20;

	/** Changes, or windows, that an alert is said to come of. */
	static final int MOST_EXPECTED = 5;

	/** Half of what a description or a note may have. */
	private static final int LONGEST = 50_000;

	private final TicketTypes types;

	private final CiIdentification identification;

	private final Decisions decisions;

	AlertFacts(TicketTypes types, CiIdentification identification, Decisions decisions) {
		this.types = types;
		this.identification = identification;
		this.decisions = decisions;
	}

	/**
	 * The highest of what the table says. A word that the incidents' table has not is
	 * passed over.
	 */
	Asked asked(List<AlertSignal> signals) {
		String table = this.types.of(AlertReports.KIND).priorityTable();
		List<Map<String, @Nullable Object>> rows = signals.stream()
			.map(AlertSignal::severity)
			.distinct()
			.limit(MOST_SHOWN)
			.map((severity) -> this.decisions.evaluate(SEVERITIES,
					Map.of("severity", severity.toLowerCase(Locale.ROOT))))
			.toList();
		List<String> priorities = this.decisions.allowedValues(table, "priority");
		return new Asked(
				highest(rows, "priority", priorities)
					.orElse(priorities.isEmpty() ? "medium" : priorities.get(priorities.size() / 2)),
				highest(rows, "impact", this.decisions.allowedValues(table, "impact")).orElse(null));
	}

	private static Optional<String> highest(List<Map<String, @Nullable Object>> rows, String column,
			List<String> words) {
		return rows.stream()
			.map((row) -> String.valueOf(row.get(column)))
			.filter(words::contains)
			.min(Comparator.comparing(words::indexOf));
	}

	List<UUID> items(List<AlertSignal> signals) {
		Set<String> names = new LinkedHashSet<>();
		for (String label : ITEM_LABELS) {
			for (AlertSignal signal : signals) {
				String value = signal.labels().get(label);
				if (value != null && !value.isBlank()) {
					names.add(value);
					// without the port
					names.add(value.replaceFirst(":\\d{1,5}$", ""));
				}
			}
		}
		// where it is doubtful which item is meant, the ticket names them all, for people
		// to tell
		return this.identification.meant(names.stream().limit(50).toList()).stream().limit(20).toList();
	}

	/** What of the signals stands in the ticket. */
	static String described(List<AlertSignal> signals) {
		StringBuilder text = new StringBuilder();
		signals.stream().limit(MOST_SHOWN).forEach((signal) -> {
			text.append(signal.firing() ? "● " : "○ ").append(signal.title()).append('\n');
			if (!signal.description().isBlank() && !signal.description().equals(signal.title())) {
				text.append(Excerpt.of(signal.description(), 2_000)).append('\n');
			}
			text.append(signal.labels()
				.entrySet()
				.stream()
				.limit(30)
				.map((label) -> label.getKey() + "=" + Excerpt.of(label.getValue(), 200))
				.collect(Collectors.joining(", "))).append('\n');
			if (signal.url() != null) {
				text.append(signal.url()).append('\n');
			}
			text.append('\n');
		});
		if (signals.size() > MOST_SHOWN) {
			text.append("… +").append(signals.size() - MOST_SHOWN);
		}
		return (text.length() > LONGEST) ? Excerpt.of(text.toString(), LONGEST).strip() + "\n…"
				: text.toString().strip();
	}

	/**
	 * What an alert asks for its incident; the table of priorities then decides.
	 *
	 * @param priority what it calls urgent
	 * @param impact null for the lowest
	 */
	record Asked(String priority, @Nullable String impact) {
	}

}
