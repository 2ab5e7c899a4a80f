package io.nagare.workflow;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A list that the organisation keeps anyway and that a field of a form offers: the field
 * names it by its {@code valuesKey}. The answer is the id of an entry.
 */
public enum ChoiceList {

	/** Everybody active; too many to be shown at once, so people are looked for. */
	PEOPLE,

	/** What belongs to those whom a ticket is for, but no services. */
	MY_DEVICES,

	/** The services in use. */
	SERVICES,

	/** The sites in use. */
	SITES,

	/** The departments in use. */
	DEPARTMENTS;

	/** How forms and the API call it. */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** The list of that word; empty where none has it. */
	public static Optional<ChoiceList> of(@Nullable String word) {
		return Arrays.stream(values()).filter((list) -> list.word().equals(word)).findFirst();
	}

}
