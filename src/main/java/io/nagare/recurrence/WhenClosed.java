package io.nagare.recurrence;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a day on which no business is done. */
enum WhenClosed {

	/** It stays. */
	KEEP,

	/** The next business day takes its place. */
	NEXT,

	/** The business day before it takes its place. */
	PREVIOUS,

	/** It is left out. */
	SKIP;

	/** The word in the API. */
	String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	static Optional<WhenClosed> of(String word) {
		return Arrays.stream(values()).filter((one) -> one.word().equals(word)).findFirst();
	}

}
