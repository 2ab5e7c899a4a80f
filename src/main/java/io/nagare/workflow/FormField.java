package io.nagare.workflow;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;

/**
 * One field of an action, as the form of the model declares it.
 *
 * @param key its name, in forms and in the API
 * @param label what people read
 * @param type the form component: {@code textfield}, {@code textarea}, {@code select}, …
 * @param required whether the action needs a value
 * @param maxLength the longest text it takes, in characters; null where the type takes
 * none
 * @param options what a select or radio offers; empty where {@code optionsFrom} says so
 * @param optionsFrom which list of the ticket's form context it offers; null for fixed
 * options
 */
public record FormField(String key, Label label, String type, boolean required, @Nullable Integer maxLength,
		List<Option> options, @Nullable String optionsFrom) {

	/**
	 * One choice.
	 *
	 * @param value what is sent
	 * @param label what people read
	 */
	public record Option(String value, String label) {
	}

}
