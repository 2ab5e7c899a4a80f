package io.nagare.announcement;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Which people are told of an announcement, beyond those who look. */
public enum Audience {

	/** All of the tenant. */
	EVERYBODY,

	/** Those of whom it is known that the items concern them. */
	CONCERNED,

	/** No one. */
	NOBODY;

	/** The word in database, table and API. */
	@Override
	@JsonValue
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The audience of that word.
	 * @throws IllegalArgumentException for any other word
	 */
	static Audience of(String word) {
		return valueOf(word.toUpperCase(Locale.ROOT));
	}

}
