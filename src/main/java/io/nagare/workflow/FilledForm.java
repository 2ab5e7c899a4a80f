package io.nagare.workflow;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A form that was filled in to report a ticket.
 *
 * @param answers what it asks beyond what a ticket says itself
 * @param said what the ticket says itself, by the names of all its fields; null for what
 * nobody said. The form may ask for it and may demand it, and its type is no matter of
 * the form
 * @param hidden what of it this reporter may not say, so that nobody asked him
 * @param whole whether somebody filled it in, so that it may lack nothing; what the
 * product writes by itself may
 */
public record FilledForm(Map<String, Object> answers, Map<String, @Nullable Object> said, Set<String> hidden,
		boolean whole) {

	/** What was filled in where nobody saw the form. */
	public static FilledForm none() {
		return new FilledForm(Map.of(), Map.of(), Set.of(), false);
	}

	/** Everything by the keys of the fields. */
	public Map<String, @Nullable Object> all() {
		Map<String, @Nullable Object> all = new LinkedHashMap<>(this.said);
		all.putAll(this.answers);
		return all;
	}

}
