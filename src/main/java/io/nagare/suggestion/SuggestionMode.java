package io.nagare.suggestion;

import java.util.Locale;

/** What a model may do. */
public enum SuggestionMode {

	/** Nothing. */
	OFF,

	/** Write down what it would have said of each new ticket, and say nothing. */
	SHADOW,

	/** Say what it takes for right, to those who fill in a form. */
	SUGGEST,

	/** Fill in what a report leaves open, where it is sure enough. */
	FILL;

	String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	static SuggestionMode of(String word) {
		return valueOf(word.toUpperCase(Locale.ROOT));
	}

}
