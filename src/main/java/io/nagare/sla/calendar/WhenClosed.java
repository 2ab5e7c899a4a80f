package io.nagare.sla.calendar;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a day on which no business is done. */
public enum WhenClosed {

	/** It stays. */
	KEEP,

	/** The next business day takes its place. */
	NEXT,

	/** The business day before it takes its place. */
	PREVIOUS,

	/** It is left out. */
	SKIP;

	/** The word in the API. */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	public static Optional<WhenClosed> of(String word) {
		return Arrays.stream(values()).filter((one) -> one.word().equals(word)).findFirst();
	}

}
