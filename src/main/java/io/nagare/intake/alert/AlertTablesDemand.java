package io.nagare.intake.alert;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.workflow.TableDemand;

/** The tables that say what an alert means say it in words that are known. */
@Component
class AlertTablesDemand implements TableDemand {

	private static final List<String> STATES = List.of(AlertGroup.FIRING, AlertGroup.RESOLVED, AlertMeaning.IGNORED);

	/** What is no word is worked out when it is needed. */
	private static final Pattern WORD = Pattern.compile("\\w*");

	@Override
	public Set<String> tables() {
		return Set.of(AlertMeanings.TABLE, AlertFacts.SEVERITIES);
	}

	@Override
	public Map<String, Map<String, Object>> given() {
		return Map.of(AlertMeanings.TABLE, Map.of("source", "", "name", "", "status", "", "payload", Map.of()),
				AlertFacts.SEVERITIES, Map.of("severity", ""));
	}

	@Override
	public Set<String> ofNoPlace() {
		return tables();
	}

	@Override
	public Map<String, Columns> read() {
		return Map.of(AlertMeanings.TABLE, Columns.needed("state").or("severity", "subject", "title", "key"),
				AlertFacts.SEVERITIES, Columns.needed("priority").or("impact"));
	}

	@Override
	public List<Refusal.Detail> check(Tables tables) {
		Stream<String> said = tables.rows(AlertMeanings.TABLE).stream().map((row) -> row.getOrDefault("state", ""));
		return Stream.concat(tables.allowedValues(AlertMeanings.TABLE, "state").stream(), said)
			.filter((word) -> WORD.matcher(word).matches() && !STATES.contains(word))
			.distinct()
			.map((word) -> Refusal.Detail.of(tables.place(AlertMeanings.TABLE), "unknown_alert_state", word,
					String.join(", ", STATES)))
			.toList();
	}

}
