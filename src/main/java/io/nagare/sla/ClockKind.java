package io.nagare.sla;

import java.util.Locale;

/** What a clock measures. */
public enum ClockKind {

	/** Until an agent takes the ticket or answers; it never pauses. */
	RESPONSE,

	/** Until the ticket is resolved. */
	RESOLUTION,

	/** While one team has the ticket: what the teams agreed among themselves. */
	OLA,

	/**
	 * While a supplier has the ticket: what was agreed with it, the underpinning
	 * contract. It never pauses.
	 */
	UC;

	/** The word in tables, database and API, such as {@code response}. */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The kind of a word.
	 * @throws IllegalArgumentException for any other word
	 */
	static ClockKind of(String word) {
		return valueOf(word.toUpperCase(Locale.ROOT));
	}

}
