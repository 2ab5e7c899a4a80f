package io.nagare.intake.alert;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.workflow.Decisions;

/** What messages mean: the table decides, and what it leaves open is looked for. */
@Component
class AlertMeanings {

	static final String TABLE = "device-alert";

	/** What says how something is, the most telling first. */
	private static final List<String> STATES = List.of("status", "state", "severity", "level", "alarm");

	/** What says it to people. */
	private static final List<String> TEXTS = List.of("message", "summary", "title", "description", "text", "msg",
			"subject");

	/** By what programs say that they mean the same again. */
	private static final List<String> KEYS = List.of("fingerprint", "dedup_key", "alert_id", "alertId", "incident_id",
			"incidentId", "monitor_id", "monitorId", "id");

	private static final int LONGEST_TITLE = 300;

	private final Decisions decisions;

	AlertMeanings(Decisions decisions) {
		this.decisions = decisions;
	}

	AlertMeaning of(AlertMessage message) {
		String status = first(STATES, message).toLowerCase(Locale.ROOT);
		Map<String, @Nullable Object> inputs = new HashMap<>();
		inputs.put("source", message.source());
		inputs.put("name", message.name());
		inputs.put("status", status);
		inputs.put("payload", message.payload());
		Map<String, @Nullable Object> row = this.decisions.evaluate(TABLE, inputs);
		String state = text(row, "state");
		String subject = text(row, "subject");
		return new AlertMeaning(
				List.of(AlertGroup.FIRING, AlertGroup.RESOLVED).contains(state) ? state : AlertMeaning.IGNORED,
				text(row, "severity"), title(message, subject, text(row, "title")),
				key(message, subject, text(row, "key")));
	}

	private static String key(AlertMessage message, String subject, String told) {
		if (!told.isEmpty()) {
			return told;
		}
		String said = message.origin().isEmpty() ? first(KEYS, message) : "";
		return String.join("\n", message.origin(), subject.isEmpty() ? message.name() : subject,
				message.instance() + said);
	}

	private static String title(AlertMessage message, String subject, String told) {
		String said = Stream
			.of(told, first(TEXTS, message), (subject + " " + message.instance()).strip(), message.name())
			.filter((text) -> !text.isBlank())
			.findFirst()
			.orElse(message.source());
		String title = (message.origin().isEmpty() ? said : message.origin() + ": " + said).replaceAll("\\s+", " ")
			.strip();
		return title.substring(0, Math.min(title.length(), LONGEST_TITLE));
	}

	private static String text(Map<String, @Nullable Object> row, String output) {
		return Objects.toString(row.get(output), "").strip();
	}

	/**
	 * What it says under the first of the names that says something, of itself before
	 * what is within it; empty for nothing.
	 */
	private static String first(List<String> names, AlertMessage message) {
		Stream<String> own = names.stream().map((name) -> message.values().getOrDefault(name, ""));
		Stream<String> within = names.stream()
			.flatMap((name) -> message.values()
				.entrySet()
				.stream()
				.filter((value) -> value.getKey().endsWith("." + name))
				.map(Map.Entry::getValue));
		return Stream.concat(own, within).map(String::strip).filter((value) -> !value.isEmpty()).findFirst().orElse("");
	}

}
