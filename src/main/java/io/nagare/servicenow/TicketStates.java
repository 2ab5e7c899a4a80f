package io.nagare.servicenow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.nagare.shared.Label;
import io.nagare.shared.Phase;
import io.nagare.ticket.query.TicketCondition;
import io.nagare.ticket.query.TicketCondition.Column;
import io.nagare.workflow.WordList;
import io.nagare.workflow.WordList.Word;

/**
 * The numbers that programs have for the statuses of one kind of tickets. A status that
 * they have no number for, since a process owner made it up, has that of its phase.
 *
 * @param numbers the statuses that each number means
 * @param phases the number of each phase
 * @param known the statuses of the models in force, by their words
 */
record TicketStates(Map<String, List<String>> numbers, Map<String, String> phases, Map<String, Word> known) {

	private static final Map<String, Map<String, List<String>>> NUMBERS = Map.of("incident",
			Map.of("1", List.of("new", "assigned"), "2", List.of("in_progress"), "3", List.of("on_hold"), "6",
					List.of("resolved"), "7", List.of("closed"), "8", List.of("cancelled")),
			"problem",
			Map.of("101", List.of("new"), "102", List.of("assessed"), "103", List.of("root_cause_analysis"), "104",
					List.of("fix_in_progress"), "106", List.of("resolved"), "107", List.of("closed")),
			"change",
			Map.of("-5", List.of("new"), "-4", List.of("assessment"), "-3", List.of("authorization"), "-2",
					List.of("scheduled"), "-1", List.of("implementation"), "0", List.of("review"), "3",
					List.of("closed"), "4", List.of("cancelled", "rejected")));

	private static final Map<String, Map<String, String>> PHASES = Map.of("incident",
			phases("1", "2", "3", "6", "7", "8"), "problem", phases("101", "103", "104", "106", "107", "107"), "change",
			phases("-5", "-1", "-2", "0", "3", "4"), "request", phases("1", "2", "-5", "3", "3", "4"));

	private static Map<String, String> phases(String open, String inWork, String onHold, String resolved, String closed,
			String cancelled) {
		return Map.of(Phase.OPEN.word(), open, Phase.IN_WORK.word(), inWork, Phase.ON_HOLD.word(), onHold,
				Phase.RESOLVED.word(), resolved, Phase.CLOSED.word(), closed, Phase.CANCELLED.word(), cancelled);
	}

	/**
	 * Those of a kind.
	 * @param words the lists of words of the models in force
	 * @param more keys of its processes that are not called after it
	 */
	static TicketStates of(String kind, Map<String, List<Word>> words, Set<String> more) {
		Map<String, Word> known = new LinkedHashMap<>();
		Stream.of(WordList.STATUSES, WordList.STATUSES + "." + kind)
			.flatMap((list) -> words.getOrDefault(list, List.of()).stream())
			.filter((word) -> word.processes()
				.stream()
				.anyMatch((process) -> process.split("-", 2)[0].equals(kind) || more.contains(process)))
			.forEach((word) -> known.put(word.value(), word));
		return new TicketStates(NUMBERS.getOrDefault(kind, Map.of()), PHASES.getOrDefault(kind, Map.of()), known);
	}

	String number(String status, String phase) {
		return this.numbers.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().contains(status))
			.map(Map.Entry::getKey)
			.findFirst()
			.orElseGet(() -> this.phases.getOrDefault(phase, ""));
	}

	/** The statuses that a number, the word itself, or what people call it means. */
	List<String> statuses(String said) {
		return this.known.containsKey(said) ? List.of(said)
				: this.known.values()
					.stream()
					.filter((word) -> number(word).equals(said) || Choices.isShown(word.label(), said))
					.map(Word::value)
					.toList();
	}

	Label label(String status) {
		return Optional.ofNullable(this.known.get(status)).map(Word::label).orElseGet(() -> Label.said(status));
	}

	/** Every number that there is. */
	List<String> all() {
		return Stream.concat(this.numbers.keySet().stream(), this.phases.values().stream())
			.distinct()
			.sorted((one, other) -> Integer.compare(Integer.parseInt(one), Integer.parseInt(other)))
			.toList();
	}

	/** That a ticket's number is one of these, of what the models no longer know too. */
	TicketCondition oneOf(List<String> wanted) {
		List<String> statuses = new ArrayList<>();
		wanted.forEach((number) -> statuses.addAll(statuses(number)));
		List<String> phases = this.phases.entrySet()
			.stream()
			.filter((entry) -> wanted.contains(entry.getValue()))
			.map(Map.Entry::getKey)
			.toList();
		return new TicketCondition.Any(List.of(new TicketCondition.OneOf(Column.STATUS, statuses),
				new TicketCondition.All(List.of(
						new TicketCondition.Not(
								new TicketCondition.OneOf(Column.STATUS, List.copyOf(this.known.keySet()))),
						new TicketCondition.OneOf(Column.PHASE, phases)))));
	}

	private String number(Word word) {
		return number(word.value(), String.valueOf(word.phase()));
	}

}
