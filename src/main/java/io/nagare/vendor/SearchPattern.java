package io.nagare.vendor;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** What people look for, as SQL compares it. */
final class SearchPattern {

	private SearchPattern() {
	}

	/** Finds the text anywhere, in lower case; null finds all. */
	static String of(@Nullable String text) {
		return (text != null) ? "%" + text.strip().toLowerCase(Locale.ROOT).replaceAll("[\\\\%_]", "\\\\$0") + "%"
				: "%";
	}

}
