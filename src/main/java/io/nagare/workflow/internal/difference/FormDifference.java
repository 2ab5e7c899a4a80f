package io.nagare.workflow.internal.difference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;
import io.nagare.workflow.FormField;
import io.nagare.workflow.internal.model.Form;
import io.nagare.workflow.internal.model.Form.Component;

/** Two versions of a form, field by field. */
final class FormDifference {

	private FormDifference() {
	}

	/**
	 * All that is otherwise, but for the choice of the action, which is told of the task.
	 * @param element the first that asks for the form; null for none
	 */
	static List<ElementChange> of(Form from, Form to, @Nullable String element) {
		List<ElementChange> changes = new ArrayList<>();
		Map<String, Component> before = fields(from);
		Map<String, Component> after = fields(to);
		before.forEach((key, component) -> {
			if (!after.containsKey(key)) {
				changes.add(component.field().required()
						? ElementChange.loosening(element, "field_removed", name(component), from.id())
						: ElementChange.at(element, "field_removed", name(component), from.id()));
			}
		});
		after.forEach((key, component) -> {
			Component was = before.get(key);
			if (was == null) {
				changes.add(
						ElementChange.at(element, component.field().required() ? "field_added_required" : "field_added",
								name(component), to.id()));
			}
			else {
				compare(was, component, to.id(), element, changes);
			}
		});
		return changes;
	}

	private static Map<String, Component> fields(Form form) {
		Map<String, Component> fields = new LinkedHashMap<>();
		form.components()
			.stream()
			.filter((component) -> !component.field().key().equals(Form.ACTION))
			.forEach((component) -> fields.put(component.field().key(), component));
		return fields;
	}

	private static void compare(Component was, Component is, String form, @Nullable String element,
			List<ElementChange> changes) {
		FormField before = was.field();
		FormField after = is.field();
		Label name = name(is);
		if (before.required() != after.required()) {
			changes.add(before.required() ? ElementChange.loosening(element, "field_optional", name, form)
					: ElementChange.at(element, "field_required", name, form));
		}
		if (!before.label().equals(after.label())) {
			changes.add(ElementChange.at(element, "field_renamed", name(was), name, form));
		}
		if (!before.type().equals(after.type())) {
			changes.add(ElementChange.at(element, "field_type", name, form, before.type(), after.type()));
		}
		FormField.Limits limits = before.limits();
		FormField.Limits limited = after.limits();
		if (!Objects.equals(limits.maxLength(), limited.maxLength())) {
			changes.add(ElementChange.of(isWider(limits.maxLength(), limited.maxLength()), element, "field_length",
					name, form, length(limits), length(limited)));
		}
		FormField.Limits butForLength = new FormField.Limits(limits.minLength(), limited.maxLength(), limits.min(),
				limits.max(), limits.pattern());
		if (!butForLength.equals(limited)) {
			changes.add(ElementChange.of(
					isWider(limits.max(), limited.max()) || isWider(limited.min(), limits.min())
							|| isWider(limited.minLength(), limits.minLength())
							|| (limits.pattern() != null && limited.pattern() == null),
					element, "field_limits", name, form));
		}
		if (!before.help().askedWhen().equals(after.help().askedWhen())) {
			changes.add(ElementChange.of(after.required(), element, "field_asked_when", name, form));
		}
		if (was.kept() != is.kept()) {
			changes.add(was.kept() ? ElementChange.loosening(element, "field_not_kept", name, form)
					: ElementChange.at(element, "field_kept", name, form));
		}
		if (!was.actions().equals(is.actions())) {
			changes.add(ElementChange.of(after.required() && !isOfAll(was, is), element, "field_actions", name, form,
					String.join(", ", was.actions()), String.join(", ", is.actions())));
		}
		List<String> choices = before.options().stream().map(FormField.Option::value).toList();
		List<String> now = after.options().stream().map(FormField.Option::value).toList();
		ElementFacts.without(choices, now)
			.forEach((choice) -> changes.add(ElementChange.at(element, "choice_removed", name, form, choice)));
		ElementFacts.without(now, choices)
			.forEach((choice) -> changes.add(ElementChange.at(element, "choice_added", name, form, choice)));
	}

	private static String length(FormField.Limits limits) {
		return (limits.maxLength() != null) ? limits.maxLength().toString() : "–";
	}

	/** Whether more is let in up to a limit; null for none. */
	private static <T extends Comparable<T>> boolean isWider(@Nullable T before, @Nullable T after) {
		return before != null && (after == null || after.compareTo(before) > 0);
	}

	/** Whether the field still belongs to each action to which it did; none names all. */
	private static boolean isOfAll(Component was, Component is) {
		return is.actions().isEmpty() || (!was.actions().isEmpty() && is.actions().containsAll(was.actions()));
	}

	private static Label name(Component component) {
		Label label = component.field().label();
		return label.ja().isBlank() ? Label.said(component.field().key()) : label;
	}

}
