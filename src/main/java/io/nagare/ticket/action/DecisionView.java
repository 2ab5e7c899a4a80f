package io.nagare.ticket.action;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

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
		List<Shown> shown = new ArrayList<>();
		action.shown()
			.forEach((key, label) -> said(context.get(key)).ifPresent((value) -> shown.add(new Shown(label, value))));
		return new DecisionView(ActionView.of(action, context), shown);
	}

	private static Optional<Label> said(@Nullable Object value) {
		Label said = (value instanceof Label label) ? label : Label.said((value instanceof String text) ? text : "");
		return Optional.of(said).filter((one) -> !one.ja().isBlank());
	}

	/** One thing that the ticket says. */
	public record Shown(Label label, Label value) {
	}

}
