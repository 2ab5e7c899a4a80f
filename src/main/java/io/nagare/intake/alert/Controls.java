package io.nagare.intake.alert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Takes controls out of what devices and programs say: PostgreSQL keeps no U+0000, and
 * the end of a text in C is one.
 */
final class Controls {

	private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t\\r]]|\\p{Cs}");

	private Controls() {
	}

	static String without(String text) {
		return CONTROLS.matcher(text).replaceAll("");
	}

	/** In the same order. */
	static Map<String, String> without(Map<String, String> texts) {
		Map<String, String> clean = new LinkedHashMap<>();
		texts.forEach((name, text) -> clean.put(without(name), (text != null) ? without(text) : ""));
		return clean;
	}

	/** The same in maps and lists within. */
	static Map<String, ?> withoutDeeply(Map<?, ?> values) {
		Map<String, @Nullable Object> clean = new LinkedHashMap<>();
		values.forEach((name, value) -> clean.put(without(String.valueOf(name)), cleaned(value)));
		return clean;
	}

	private static @Nullable Object cleaned(@Nullable Object value) {
		if (value instanceof String text) {
			return without(text);
		}
		if (value instanceof Map<?, ?> map) {
			return withoutDeeply(map);
		}
		return (value instanceof List<?> list) ? list.stream().map(Controls::cleaned).toList() : value;
	}

}
