package io.nagare.shared;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** What people look for, as SQL's LIKE compares it. */
public final class SearchPattern {

	private SearchPattern() {
	}

	/** Finds the text anywhere in what is in lower case; null finds all. */
	public static String of(@Nullable String text) {
		return (text != null) ? "%" + literal(text.strip().toLowerCase(Locale.ROOT)) + "%" : "%";
	}

	/** The text, with no sign in it that would stand for others. */
	public static String literal(String text) {
		return text.replaceAll("[\\\\%_]", "\\\\$0");
	}

}
