package io.nagare.ticket.action;

import java.util.List;
import java.util.Map;

import io.nagare.shared.Label;
import io.nagare.workflow.OpenAction;

/**
 * A decision that a model asks of the caller, with all that its form shows beside it.
 *
 * @param action what he may answer
 * @param shown what the ticket says of it, in the order of the form
 */
public record DecisionView(ActionView action, List<Shown> shown) {

	static DecisionView of(OpenAction action, Map<String, Object> context) {
		List<Shown> shown = action.shown()
			.entrySet()
			.stream()
			.filter((one) -> context.get(one.getKey()) instanceof String text && !text.isBlank())
			.map((one) -> new Shown(one.getValue(), String.valueOf(context.get(one.getKey()))))
			.toList();
		return new DecisionView(ActionView.of(action, context), shown);
	}

	/**
	 * One thing that the ticket says.
	 *
	 * @param value in the caller's language
	 */
	public record Shown(Label label, String value) {
	}

}
