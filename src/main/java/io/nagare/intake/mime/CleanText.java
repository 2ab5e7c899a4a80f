package io.nagare.intake.mime;

import java.util.regex.Pattern;

/** Takes out of texts what no ticket keeps. */
final class CleanText {

	/**
	 * Controls, what PostgreSQL refuses, halves of characters, and what turns the
	 * direction of writing so that a name looks like another.
	 */
	private static final Pattern UNWANTED = Pattern
		.compile("[\\p{Cntrl}&&[^\\n\\t]]|[\\u202A-\\u202E\\u2066-\\u2069\\uFEFF\\uFFFE\\uFFFF]|\\p{Cs}");

	private static final Pattern EMPTY_LINES = Pattern
		.compile("\\n[ \\t\\u00A0\\u3000]*+(?:\\n[ \\t\\u00A0\\u3000]*+){2,}+");

	private static final Pattern SPACES = Pattern.compile("[\\s\\u2028\\u2029\\u0085]+");

	private CleanText() {
	}

	/** A text of lines. */
	static String of(String text) {
		String lines = text.replace("\r\n", "\n").replace('\r', '\n').replace('\u2028', '\n').replace('\u2029', '\n');
		return EMPTY_LINES.matcher(UNWANTED.matcher(lines).replaceAll("")).replaceAll("\n\n").strip();
	}

	/** One line. */
	static String line(String text) {
		return UNWANTED.matcher(SPACES.matcher(text).replaceAll(" ")).replaceAll("").strip();
	}

}
