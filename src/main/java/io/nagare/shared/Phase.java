package io.nagare.shared;

import java.util.Locale;

/**
 * What a status, a free word of the model, means to everyone else. SLA, figures, search
 * and code look at the phase only.
 */
public enum Phase {

	OPEN, IN_WORK, ON_HOLD, RESOLVED, CLOSED, CANCELLED;

	/** The word in models, database and API, such as {@code in_work}. */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Whether work on the ticket may still be needed: it is not resolved, closed or
	 * cancelled.
	 */
	public boolean isActive() {
		return this == OPEN || this == IN_WORK || this == ON_HOLD;
	}

	/** Whether the ticket has ended and never changes again. */
	public boolean isFinal() {
		return this == CLOSED || this == CANCELLED;
	}

	/**
	 * The phase of a word.
	 * @throws IllegalArgumentException for any other word
	 */
	public static Phase of(String word) {
		for (Phase phase : values()) {
			if (phase.word().equals(word)) {
				return phase;
			}
		}
		throw new IllegalArgumentException("'" + word + "' is not a phase");
	}

}
