package io.nagare.intake.alert;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import io.nagare.cmdb.identification.CiIdentification;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.workflow.Decisions;

/**
 * What an alert says of a ticket: its priority, its items, and the changes under way at
 * them.
 */
@Component
class AlertFacts {

	private static final String SEVERITIES = "alert-severity";

	/** Labels whose value may identify an item, the most telling first. */
	private static final List<String> ITEM_LABELS = List.of("ci", "host", "hostname", "node", "instance", "server",
			"device", "service", "component", "source", "database");

	private static final int MOST_SHOWN = 20;

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

	/** The highest of what the table says. */
	String priority(List<AlertSignal> signals) {
		TicketType<?, ?> type = this.types.of(AlertReports.KIND);
		List<String> words = this.decisions.allowedValues(type.priorityTable(), "priority");
		return signals.stream()
			.map(AlertSignal::severity)
			.distinct()
			.limit(MOST_SHOWN)
			.map((severity) -> this.decisions.evaluate(SEVERITIES,
					Map.of("severity", severity.toLowerCase(Locale.ROOT))))
			.map((row) -> String.valueOf(row.get("priority")))
			.filter(words::contains)
			.min(Comparator.comparing(words::indexOf))
			.orElse(words.isEmpty() ? "medium" : words.get(words.size() / 2));
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
				text.append(AlertStore.shortened(signal.description(), 2_000)).append('\n');
			}
			text.append(signal.labels()
				.entrySet()
				.stream()
				.limit(30)
				.map((label) -> label.getKey() + "=" + AlertStore.shortened(label.getValue(), 200))
				.collect(Collectors.joining(", "))).append('\n');
			if (signal.url() != null) {
				text.append(signal.url()).append('\n');
			}
			text.append('\n');
		});
		if (signals.size() > MOST_SHOWN) {
			text.append("… +").append(signals.size() - MOST_SHOWN);
		}
		return (text.length() > LONGEST) ? AlertStore.shortened(text.toString(), LONGEST).strip() + "\n…"
				: text.toString().strip();
	}

}
