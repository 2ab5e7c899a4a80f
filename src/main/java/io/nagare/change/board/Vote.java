package io.nagare.change.board;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a seat may vote. */
enum Vote {

	APPROVE, REJECT, ABSTAIN, CONDITIONAL;

	/** The word in forms, database and API. */
	String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** All of them, as people read them. */
	static String words() {
		return Arrays.stream(values()).map(Vote::word).collect(Collectors.joining(", "));
	}

	static Optional<Vote> of(String word) {
		return Arrays.stream(values()).filter((vote) -> vote.word().equals(word)).findFirst();
	}

}
