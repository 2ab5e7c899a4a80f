package io.nagare.ticket.assignment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a person is chosen among a team, by the word of the tables. */
public enum AssignmentMethod {

	/** Nobody is: the ticket waits in the team's queue. */
	NONE,

	/** Whoever has least open, weighted by priority, for what he takes at most. */
	LEAST_LOADED,

	/** Whoever was given something longest ago. */
	LONGEST_IDLE,

	/** Whoever last resolved a ticket of the same reporter; else the least loaded. */
	LAST_HELPER,

	/**
	 * Whoever is on duty, the first with room; in a team without a roster the least
	 * loaded.
	 */
	ON_DUTY;

	/** The word of the tables. */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** Every word, in the order of the guide. */
	public static List<String> words() {
		return Arrays.stream(values()).map(AssignmentMethod::word).toList();
	}

	/**
	 * The method of the word; empty for a word that is none. Nothing is {@link #NONE}.
	 */
	public static Optional<AssignmentMethod> of(String word) {
		return word.isEmpty() ? Optional.of(NONE)
				: Arrays.stream(values()).filter((method) -> method.word().equals(word)).findFirst();
	}

}
