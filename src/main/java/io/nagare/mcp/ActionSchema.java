package io.nagare.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.nagare.ticket.action.FieldView;

/** The fields of a model's form as a JSON schema, in the caller's language. */
final class ActionSchema {

	private ActionSchema() {
	}

	static Map<String, Object> of(List<FieldView> fields, Locale locale) {
		Map<String, Object> properties = new LinkedHashMap<>();
		fields.forEach((field) -> properties.put(field.key(), property(field, locale)));
		Map<String, Object> schema = new LinkedHashMap<>();
		schema.put("type", "object");
		schema.put("properties", properties);
		schema.put("required",
				fields.stream()
					.filter((field) -> field.required() && field.askedWhen().isEmpty())
					.map(FieldView::key)
					.toList());
		schema.put("additionalProperties", false);
		return schema;
	}

	private static Map<String, Object> property(FieldView field, Locale locale) {
		Map<String, Object> property = new LinkedHashMap<>();
		property.put("title", field.label().in(locale));
		String description = description(field, locale);
		if (!description.isEmpty()) {
			property.put("description", description);
		}
		switch (field.type()) {
			case "number" -> {
				property.put("type", "number");
				put(property, "minimum", field.min());
				put(property, "maximum", field.max());
			}
			case "checkbox" -> property.put("type", "boolean");
			case "checklist", "taglist" -> {
				property.put("type", "array");
				property.put("items", choice(field));
			}
			case "date" -> {
				property.put("type", "string");
				property.put("format", "date");
			}
			case "datetime" -> {
				property.put("type", "string");
				property.put("format", "date-time");
			}
			default -> {
				property.putAll(choice(field));
				put(property, "minLength", field.minLength());
				put(property, "maxLength", field.maxLength());
			}
		}
		return property;
	}

	/** A text, or one of the choices. */
	private static Map<String, Object> choice(FieldView field) {
		Map<String, Object> choice = new LinkedHashMap<>();
		choice.put("type", "string");
		if (!field.options().isEmpty()) {
			choice.put("enum", field.options().stream().map(FieldView.Option::value).toList());
		}
		return choice;
	}

	private static void put(Map<String, Object> property, String name, @Nullable Object value) {
		if (value != null) {
			property.put(name, value);
		}
	}

	/** What helps to fill it in, what the choices mean, and when it is asked for. */
	private static String description(FieldView field, Locale locale) {
		StringBuilder text = new StringBuilder();
		if (field.description() != null) {
			text.append(field.description().in(locale)).append(' ');
		}
		if (!field.options().isEmpty()) {
			text.append(field.options()
				.stream()
				.map((option) -> option.value() + " = " + option.label().in(locale))
				.collect(Collectors.joining("; ", "", ". ")));
		}
		field.askedWhen()
			.forEach((condition) -> text.append("Asked only when ")
				.append(condition.key())
				.append(condition.is() ? " is one of " : " is none of ")
				.append(condition.values())
				.append(field.required() ? ", and needed then. " : ". "));
		return text.toString().strip();
	}

}
