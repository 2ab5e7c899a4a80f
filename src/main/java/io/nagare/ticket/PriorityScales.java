package io.nagare.ticket;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nagare.shared.Label;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.workflow.Decisions;
import io.nagare.workflow.RetiredWords;
import org.springframework.stereotype.Component;

/** The words of priority, as the deployed table of each type of tickets has them. */
@Component
public class PriorityScales {

	private static final String MIDDLE = "medium";

	private final Decisions decisions;

	private final RetiredWords retired;

	PriorityScales(Decisions decisions, RetiredWords retired) {
		this.retired = retired;
		this.decisions = decisions;
	}

	/** The words, the highest first. */
	public List<String> words(TicketType<?, ?> type) {
		return this.decisions.allowedValues(type.priorityTable(), "priority");
	}

	/**
	 * What people read for each of them, the highest first: as the table says, as the
	 * product calls the shipped words, else the word itself.
	 */
	public Map<String, Label> labels(TicketType<?, ?> type) {
		Map<String, Label> said = this.decisions.labels(type.priorityTable());
		Map<String, Label> labels = new LinkedHashMap<>();
		words(type).forEach((word) -> {
			Label label = said.get(word);
			labels.put(word,
					(label != null) ? label : Texts.find("report.word." + word).orElseGet(() -> new Label(word, word)));
		});
		return labels;
	}

	/** Whether the table knows the word in a column that it decides by. */
	public boolean decidesBy(TicketType<?, ?> type, String column, String word) {
		return this.decisions.allowedValues(type.priorityTable(), column).contains(word);
	}

	/** A word's place; 0 is the highest. */
	public int rank(TicketType<?, ?> type, String word) {
		return Math.max(0, words(type).indexOf(word));
	}

	/** What a ticket has where nobody says it; the middle of a scale of other words. */
	public String usual(TicketType<?, ?> type) {
		List<String> words = words(type);
		return words.contains(MIDDLE) ? MIDDLE : words.get(words.size() / 2);
	}

	/**
	 * Demands that the word is one of them.
	 * @throws Refusal VALIDATION_FAILED naming them
	 */
	public void demand(TicketType<?, ?> type, String word) {
		wrong(type, word).ifPresent((wrong) -> {
			throw Refusal.invalid(List.of(wrong));
		});
	}

	/** What is wrong with a word that somebody says; empty where it is one of them. */
	Optional<Refusal.Detail> wrong(TicketType<?, ?> type, String word) {
		List<String> words = words(type);
		return words.contains(word) ? Optional.empty() : this.retired.wrong("priority", TicketWords.PRIORITIES, word)
			.or(() -> Optional.of(Refusal.Detail.of("priority", "not_a_choice", String.join(", ", words))));
	}

}
