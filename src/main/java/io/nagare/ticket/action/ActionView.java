package io.nagare.ticket.action;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;
import io.nagare.workflow.OpenAction;

/**
 * Something the caller may do now.
 *
 * @param name what to post
 * @param label what to show
 * @param fields what it takes
 * @param leadsTo the statuses it can lead to
 * @param task the task it belongs to; null for what is open beside the tasks
 * @param element what waits for it in the model, where several tasks offer an action of
 * one name
 */
public record ActionView(String name, Label label, List<FieldView> fields, Set<String> leadsTo, @Nullable String task,
		String element) {

	/**
	 * Reads an action.
	 * @param context the options that depend on the ticket, by their name in the form
	 */
	static ActionView of(OpenAction action, Map<String, Object> context) {
		return new ActionView(action.name(), action.label(),
				action.fields().stream().map((field) -> FieldView.of(field, context)).toList(), action.leadsTo().get(),
				action.taskName(), action.handle().elementId());
	}

}
