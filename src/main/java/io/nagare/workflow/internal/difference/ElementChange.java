package io.nagare.workflow.internal.difference;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Something that is otherwise.
 *
 * @param rule its sentence is the message {@code difference.<rule>}
 * @param element where; null for the model as a whole
 * @param loosens whether less is asked, told or checked than before
 * @param args what the sentence mentions; labels are said in the reader's language
 */
record ElementChange(String rule, @Nullable String element, boolean loosens, List<Object> args) {

	static ElementChange at(@Nullable String element, String rule, Object... args) {
		return of(false, element, rule, args);
	}

	static ElementChange loosening(@Nullable String element, String rule, Object... args) {
		return of(true, element, rule, args);
	}

	static ElementChange of(boolean loosens, @Nullable String element, String rule, Object... args) {
		return new ElementChange(rule, element, loosens, List.of(args));
	}

}
