package io.nagare.incident;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.sla.calendar.Calendars;
import io.nagare.workflow.TableDemand;

/**
 * Demands that every priority has a target for every definition, whatever practice it is
 * of, that no team has longer among teams than all of them have for the reporter of an
 * incident, and that the calendars exist.
 */
@Component
class SlaTablesDemand implements TableDemand {

	private static final String PRIORITIES = "incident-priority";

	private static final String DEFINITIONS = "sla-definitions";

	private static final String TARGETS = "sla-targets";

	private static final String UC = "uc";

	private final Calendars calendars;

	SlaTablesDemand(Calendars calendars) {
		this.calendars = calendars;
	}

	@Override
	public Set<String> tables() {
		return Set.of(PRIORITIES, DEFINITIONS, TARGETS);
	}

	@Override
	public Map<String, Map<String, Object>> given() {
		return Map.of(PRIORITIES, Map.of("impact", "low", "urgency", "low"), DEFINITIONS,
				Map.of("clock", "response", "practice", Incident.KIND, "priority", "low", "category", "", "tier", 1,
						"vip", false, "major", false, "team", "", "supplier", ""),
				TARGETS, Map.of("definition", "", "priority", "low"));
	}

	@Override
	public Map<String, Columns> read() {
		return Map.of(PRIORITIES, Columns.needed("priority"), DEFINITIONS, Columns.needed("definition").or("pauses_on"),
				TARGETS, Columns.needed("minutes", "calendar"));
	}

	@Override
	public List<Refusal.Detail> check(Tables tables) {
		List<Refusal.Detail> findings = new ArrayList<>();
		Set<String> calendars = new LinkedHashSet<>();
		for (String priority : tables.allowedValues(PRIORITIES, "priority")) {
			Map<String, Long> minutes = new LinkedHashMap<>();
			for (String clock : List.of("response", "resolution", "ola", UC)) {
				Set<String> ofIncidents = definitions(tables, clock, Incident.KIND);
				for (String definition : definitions(tables, clock, "")) {
					Target target = target(tables, definition, priority);
					if (target == null && clock.equals(UC) && told(tables, definition, priority).isEmpty()) {
						// nothing need be agreed with a supplier
						continue;
					}
					if (target == null) {
						findings.add(Refusal.Detail.of(tables.place(TARGETS), "no_sla_target", definition, priority));
						continue;
					}
					calendars.add(target.calendar());
					if (!clock.equals("response") && ofIncidents.contains(definition)) {
						minutes.merge(clock, target.minutes(), clock.equals("ola") ? Math::max : Math::min);
					}
				}
			}
			if (minutes.getOrDefault("ola", 0L) > minutes.getOrDefault("resolution", Long.MAX_VALUE)) {
				findings.add(Refusal.Detail.of(tables.place(TARGETS), "ola_longer_than_sla", priority));
			}
		}
		// what is shared may name a calendar that each tenant has
		if (Tenancy.current().isPresent()) {
			calendars.stream()
				.filter((calendar) -> this.calendars.view(calendar).isEmpty())
				.forEach((calendar) -> findings
					.add(Refusal.Detail.of(tables.place(TARGETS), "unknown_calendar", calendar)));
		}
		return findings;
	}

	/**
	 * @param practice empty for any
	 */
	private static Set<String> definitions(Tables tables, String clock, String practice) {
		Set<String> definitions = new LinkedHashSet<>();
		for (Map<String, String> row : tables.rows(DEFINITIONS)) {
			boolean concerned = is(row, "clock", clock) && is(row, "practice", practice);
			String definition = row.getOrDefault("definition", "");
			if (concerned && !definition.isEmpty()) {
				definitions.add(definition);
			}
		}
		return definitions;
	}

	private static boolean is(Map<String, String> row, String column, String word) {
		String cell = row.getOrDefault(column, "");
		return cell.isEmpty() || cell.contains(word);
	}

	/** Null where the table has none above 0. */
	private static @Nullable Target target(Tables tables, String definition, String priority) {
		return told(tables, definition, priority).stream()
			.findFirst()
			.filter((row) -> row.get("minutes") instanceof Number number && number.longValue() > 0
					&& row.get("calendar") != null)
			.map((row) -> new Target(((Number) Objects.requireNonNull(row.get("minutes"))).longValue(),
					String.valueOf(row.get("calendar"))))
			.orElse(null);
	}

	private static List<Map<String, @Nullable Object>> told(Tables tables, String definition, String priority) {
		return tables.decide(TARGETS,
				Map.of("definition", definition, "priority", priority, "site", "", "department", ""));
	}

	/** What a definition promises at a priority. */
	private record Target(long minutes, String calendar) {
	}

}
