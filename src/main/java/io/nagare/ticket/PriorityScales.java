package io.nagare.ticket;

import java.util.List;

import io.nagare.shared.Refusal;
import io.nagare.workflow.Decisions;
import org.springframework.stereotype.Component;

/** The words of priority, as the deployed table of each type of tickets has them. */
@Component
public class PriorityScales {

	private static final String MIDDLE = "medium";

	private final Decisions decisions;

	PriorityScales(Decisions decisions) {
		this.decisions = decisions;
	}

	/** The words, the highest first. */
	public List<String> words(TicketType<?, ?> type) {
		return this.decisions.allowedValues(type.priorityTable(), "priority");
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
		List<String> words = words(type);
		if (!words.contains(word)) {
			throw Refusal.invalid("priority", "not_a_choice", String.join(", ", words));
		}
	}

}
