package io.nagare.ticket.action;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;
import io.nagare.workflow.FormField;
import io.nagare.workflow.OpenAction;

/**
 * Something the caller may do now.
 *
 * @param name what to post
 * @param label what to show
 * @param fields what it takes
 * @param leadsTo the statuses it can lead to
 * @param task the task it belongs to; null for what is open beside the tasks
 */
public record ActionView(String name, Label label, List<Field> fields, Set<String> leadsTo, @Nullable String task) {

	/**
	 * Reads an action.
	 * @param context the options that depend on the ticket, by their name in the form
	 */
	static ActionView of(OpenAction action, Map<String, Object> context) {
		return new ActionView(action.name(), action.label(),
				action.fields().stream().map((field) -> Field.of(field, context)).toList(), action.leadsTo().get(),
				action.taskName());
	}

	/** One field of an action. */
	public record Field(String key, Label label, String type, boolean required, @Nullable Integer maxLength,
			List<Option> options) {

		static Field of(FormField field, Map<String, Object> context) {
			List<FormField.Option> options = (field.optionsFrom() != null) ? options(context.get(field.optionsFrom()))
					: field.options();
			return new Field(field.key(), field.label(), field.type(), field.required(), field.maxLength(),
					options.stream().map((option) -> new Option(option.value(), Label.of(option.label()))).toList());
		}

		private static List<FormField.Option> options(@Nullable Object list) {
			return (list instanceof Collection<?> entries)
					? entries.stream().map((entry) -> (FormField.Option) entry).toList() : List.of();
		}

	}

	/** One choice. */
	public record Option(String value, Label label) {
	}

}
