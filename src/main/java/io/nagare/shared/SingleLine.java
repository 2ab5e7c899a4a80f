package io.nagare.shared;

import java.util.regex.Pattern;

/** Makes one line of a text that stands in lists, mails and calendars. */
public final class SingleLine {

	private static final Pattern BREAKS = Pattern.compile("[\\t\\n\\x0B\\f\\r\\u0085\\u2028\\u2029]+");

	/** They show what follows in another order than it is written. */
	private static final Pattern DIRECTION_MARKS = Pattern
		.compile("[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

	private SingleLine() {
	}

	/**
	 * The text without direction marks, and with a blank in the place of any line breaks
	 * and tabs.
	 * @param field names the text to a caller
	 * @throws Refusal where nothing remains
	 */
	public static String of(String field, String text) {
		String plain = BREAKS.matcher(DIRECTION_MARKS.matcher(text).replaceAll("")).replaceAll(" ");
		if (plain.isBlank()) {
			throw Refusal.invalid(field, "required");
		}
		return plain;
	}

}
