package io.nagare.change;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a seat may vote. */
enum Vote {

	APPROVE, REJECT, ABSTAIN, CONDITIONAL;

	/** The word in forms, database and API. */
	String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	static Optional<Vote> of(String word) {
		return Arrays.stream(values()).filter((vote) -> vote.word().equals(word)).findFirst();
	}

}
