package io.nagare.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nagare.rules.FiredRules;
import io.nagare.rules.Rules;
import io.nagare.shared.Refusal;
import io.nagare.sla.calendar.Calendars;
import io.nagare.workflow.Decision;
import io.nagare.workflow.Decisions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells what was agreed for a ticket: the table {@code sla-definitions} which clocks it
 * has, the table {@code sla-targets} how long they may run and by which calendar, and the
 * rules {@code sla/adjustments} the exceptions.
 */
@Component
class SlaAgreementPolicy {

	private static final String DEFINITIONS = "sla-definitions";

	private static final String TARGETS = "sla-targets";

	private static final String ADJUSTMENTS = "sla/adjustments";

	private final Decisions decisions;

	private final Rules rules;

	private final Calendars calendars;

	private final ObjectMapper json;

	SlaAgreementPolicy(Decisions decisions, Rules rules, Calendars calendars, ObjectMapper json) {
		this.decisions = decisions;
		this.rules = rules;
		this.calendars = calendars;
		this.json = json;
	}

	/**
	 * What is agreed for the ticket by the bound tenant's tables, one per kind.
	 * @throws Refusal MODEL_MISBEHAVED naming definition and priority, where the tables
	 * contradict themselves
	 */
	List<SlaAgreement> of(SlaCase ticket) {
		return of(ticket, new Known());
	}

	/**
	 * Whether the table of targets has the ticket's priority: a ticket that was reported
	 * by another matrix may have a word that is no more.
	 */
	boolean knows(SlaCase ticket) {
		List<String> words = this.decisions.allowedValues(TARGETS, "priority");
		return words.isEmpty() || words.contains(ticket.priority());
	}

	/** The same for many tickets, of which most are alike. */
	List<SlaAgreement> of(SlaCase ticket, Known known) {
		Map<String, @Nullable Object> inputs = inputs(ticket);
		Map<ClockKind, SlaAgreement> agreed = new LinkedHashMap<>();
		for (SlaAgreement agreement : known.agreements.computeIfAbsent(inputs,
				(key) -> agreed(ticket, inputs, known))) {
			if (agreement.kind() != ClockKind.OLA) {
				agreed.put(agreement.kind(), agreement);
			}
			else if (ticket.teamId() != null) {
				agreed.put(agreement.kind(), agreement.of(ticket.teamId()));
			}
		}
		respondBeforeResolving(ticket, agreed);
		return List.copyOf(agreed.values());
	}

	private List<SlaAgreement> agreed(SlaCase ticket, Map<String, @Nullable Object> inputs, Known known) {
		List<SlaAgreement> agreed = new ArrayList<>();
		for (ClockKind kind : ClockKind.values()) {
			if (kind == ClockKind.UC && ticket.supplier() == null) {
				continue;
			}
			Map<String, @Nullable Object> question = new LinkedHashMap<>(inputs);
			question.put("clock", kind.word());
			Decision definition = this.decisions.decide(DEFINITIONS, question);
			definition.rows()
				.stream()
				.filter((row) -> row.get("definition") != null)
				.findFirst()
				.flatMap((row) -> agreement(ticket, question, definition, row, kind, known.versions))
				.ifPresent(agreed::add);
		}
		return agreed;
	}

	private static Map<String, @Nullable Object> inputs(SlaCase ticket) {
		Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
		inputs.put("practice", ticket.practice());
		inputs.put("priority", ticket.priority());
		inputs.put("category", ticket.category());
		inputs.put("site", ticket.site());
		inputs.put("department", ticket.department());
		inputs.put("tier", ticket.tier());
		inputs.put("vip", ticket.vip());
		inputs.put("major", ticket.major());
		inputs.put("team", ticket.team());
		inputs.put("supplier", ticket.supplier());
		return inputs;
	}

	/** Empty for a supplier of whom the tables tell no target: nothing was agreed. */
	private Optional<SlaAgreement> agreement(SlaCase ticket, Map<String, @Nullable Object> inputs, Decision definitions,
			Map<String, @Nullable Object> row, ClockKind kind, Map<String, Long> versions) {
		String definition = text(row, "definition");
		Map<String, @Nullable Object> question = new LinkedHashMap<>();
		question.put("definition", definition);
		question.put("priority", ticket.priority());
		question.put("site", ticket.site());
		question.put("department", ticket.department());
		Decision targets = this.decisions.decide(TARGETS, question);
		if (kind == ClockKind.UC && targets.rows().isEmpty()) {
			return Optional.empty();
		}
		Map<String, @Nullable Object> target = targets.rows()
			.stream()
			.findFirst()
			.orElseThrow(() -> misbehaves("no_sla_target", definition, ticket.priority()));
		if (!(target.get("minutes") instanceof Number minutes) || minutes.longValue() <= 0
				|| target.get("calendar") == null) {
			throw misbehaves("no_sla_target", definition, ticket.priority());
		}
		SlaAdjustment adjustment = new SlaAdjustment(ticket.practice(), ticket.priority(), ticket.category(),
				ticket.tier(), ticket.vip(), ticket.major(), kind.word(), definition, minutes.longValue(),
				text(target, "calendar"), words(row.get("pauses_on")));
		FiredRules fired = this.rules.apply(ADJUSTMENTS, adjustment);
		String calendar = adjustment.calendar();
		long version = versions.computeIfAbsent(calendar,
				(key) -> this.calendars.version(key).orElseThrow(() -> misbehaves("unknown_calendar", key)));
		return Optional.of(new SlaAgreement(kind, definition, adjustment.target(), calendar, version,
				adjustment.pausesOn(), null, written(inputs, definitions, targets, fired)));
	}

	/** Of a table that the gate let in before, or whose calendar is gone. */
	private static Refusal misbehaves(String code, String... args) {
		return new Refusal(Refusal.Kind.MODEL_MISBEHAVED, List.of(Refusal.Detail.of(TARGETS, code, (Object[]) args)));
	}

	private String written(Map<String, @Nullable Object> inputs, Decision definitions, Decision targets,
			FiredRules fired) {
		Map<String, Object> decision = new LinkedHashMap<>();
		decision.put("inputs", inputs);
		decision.put("definition", by(definitions));
		decision.put("target", by(targets));
		decision.put("adjustments",
				Map.of("rule_set", fired.ruleSet(), "version", fired.version(), "rules", fired.rules()));
		try {
			return this.json.writeValueAsString(decision);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Map<String, Object> by(Decision decision) {
		return Map.of("table", decision.table(), "version", decision.version(), "rules", decision.rules());
	}

	/**
	 * Nobody may have longer to respond than to resolve. Where tables would have it so,
	 * the response gets the calendar, and at most the time, of what it serves; an OLA at
	 * most its time.
	 */
	private void respondBeforeResolving(SlaCase ticket, Map<ClockKind, SlaAgreement> agreed) {
		SlaAgreement resolution = agreed.get(ClockKind.RESOLUTION);
		if (resolution == null) {
			return;
		}
		agreed.computeIfPresent(ClockKind.RESPONSE,
				(kind, response) -> due(ticket, response).isAfter(due(ticket, resolution))
						? response.by(resolution.calendar(), resolution.calendarVersion())
							.within(shorter(response.target(), resolution.target()))
						: response);
		agreed.computeIfPresent(ClockKind.OLA, (kind, ola) -> ola.within(shorter(ola.target(), resolution.target())));
	}

	private Instant due(SlaCase ticket, SlaAgreement agreement) {
		return this.calendars.calendar(agreement.calendar(), agreement.calendarVersion())
			.due(ticket.reportedAt(), agreement.target());
	}

	private static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) <= 0) ? one : other;
	}

	private static String text(Map<String, @Nullable Object> row, String column) {
		return String.valueOf(row.get(column));
	}

	private static Set<String> words(@Nullable Object commaSeparated) {
		Set<String> words = new TreeSet<>();
		if (commaSeparated != null) {
			for (String word : commaSeparated.toString().split(",", -1)) {
				if (!word.isBlank()) {
					words.add(word.strip());
				}
			}
		}
		return words;
	}

	/** What was found out already, for as long as one question takes. */
	static final class Known {

		private final Map<Map<String, @Nullable Object>, List<SlaAgreement>> agreements = new HashMap<>();

		private final Map<String, Long> versions = new HashMap<>();

	}

}
