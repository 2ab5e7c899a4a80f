package io.nagare.workflow.internal.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;
import io.nagare.shared.Refusal;
import io.nagare.workflow.FormField;

/**
 * A Camunda Form as the server reads it: which actions it offers, which fields each
 * takes.
 *
 * @param id the form's id
 * @param components everything that carries a value, in the order of the form
 */
public record Form(String id, List<Component> components) {

	/** The field whose value names the action. */
	public static final String ACTION = "action";

	/** Values of a field's property {@code keep} that keep nothing. */
	private static final List<String> NOT_KEPT = List.of("no", "false");

	/** What fits into the engine's variable column. */
	private static final int MAX_TEXT = 4000;

	private static final ObjectMapper JSON = new ObjectMapper();

	public static Form parse(byte[] resource) {
		try {
			JsonNode root = JSON.readTree(resource);
			List<Component> components = new ArrayList<>();
			collect(root.path("components"), components);
			return new Form(root.path("id").asText(), List.copyOf(components));
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("Not a form: " + ex.getMessage(), ex);
		}
	}

	private static void collect(JsonNode nodes, List<Component> into) {
		for (JsonNode node : nodes) {
			if (node.hasNonNull("key") && !node.path("disabled").asBoolean()) {
				into.add(Component.of(node));
			}
			collect(node.path("components"), into);
		}
	}

	/**
	 * The actions the form offers, with their labels; empty for the form of a message.
	 */
	public Map<String, Label> actions() {
		Map<String, Label> actions = new LinkedHashMap<>();
		find(ACTION).ifPresent((component) -> component.field()
			.options()
			.forEach((option) -> actions.put(option.value(), Label.of(option.label()))));
		return actions;
	}

	/** The fields an action takes, without the field that names it. */
	List<FormField> fieldsOf(String action) {
		return this.components.stream()
			.filter((component) -> !component.field().key().equals(ACTION) && component.belongsTo(action))
			.map(Component::field)
			.toList();
	}

	/** Of what was filled in, that which is kept on the ticket. */
	public Map<String, Object> kept(Map<String, ? extends @Nullable Object> submitted) {
		Map<String, Object> kept = new LinkedHashMap<>();
		for (Component component : this.components) {
			Object value = submitted.get(component.field().key());
			if (component.kept() && value != null && !Component.isBlank(value)) {
				kept.put(component.field().key(), value);
			}
		}
		return kept;
	}

	/** Whether the action itself says who gets the ticket. */
	boolean assigns(String action) {
		return fieldsOf(action).stream().anyMatch((field) -> field.key().equals("assignee_id"));
	}

	/** Every key the form may carry in. */
	public List<String> keys() {
		return this.components.stream().map((component) -> component.field().key()).toList();
	}

	/**
	 * Checks what a door let in: nothing undeclared, nothing missing, right type, length
	 * and choice.
	 * @param action the action of a message; null where the form itself names it
	 * @return everything that is wrong; empty where all is well
	 */
	public List<Refusal.Detail> check(@Nullable String action, Map<String, ? extends @Nullable Object> submitted) {
		List<Refusal.Detail> wrong = new ArrayList<>();
		String chosen = action;
		if (chosen == null && find(ACTION).isPresent()) {
			Object value = submitted.get(ACTION);
			if (!(value instanceof String word) || !actions().containsKey(word)) {
				wrong.add(Refusal.Detail.of(ACTION, "not_a_choice", String.join(", ", actions().keySet())));
				return wrong;
			}
			chosen = word;
		}
		for (String name : submitted.keySet()) {
			if (find(name).isEmpty()) {
				wrong.add(Refusal.Detail.of(name, "unknown_field"));
			}
		}
		for (Component component : this.components) {
			if (!component.field().key().equals(ACTION)) {
				component.check(chosen, submitted.get(component.field().key())).ifPresent(wrong::add);
			}
		}
		return wrong;
	}

	private Optional<Component> find(String key) {
		return this.components.stream().filter((component) -> component.field().key().equals(key)).findFirst();
	}

	/**
	 * One component that carries a value.
	 *
	 * @param field what callers see of it
	 * @param actions the actions it belongs to; empty for all
	 * @param kept whether the answer is kept on the ticket
	 */
	public record Component(FormField field, List<String> actions, boolean kept) {

		static Component of(JsonNode node) {
			JsonNode validate = node.path("validate");
			String type = node.path("type").asText();
			List<FormField.Option> options = new ArrayList<>();
			node.path("values")
				.forEach((value) -> options
					.add(new FormField.Option(value.path("value").asText(), value.path("label").asText())));
			boolean text = type.equals("textfield") || type.equals("textarea");
			FormField field = new FormField(node.path("key").asText(), Label.of(node.path("label").asText()), type,
					validate.path("required").asBoolean(),
					text ? Integer.valueOf(validate.path("maxLength").asInt(MAX_TEXT)) : null, options,
					node.hasNonNull("valuesKey") ? node.path("valuesKey").asText() : null);
			String keep = node.path("properties").path("keep").asText("").strip();
			return new Component(field, words(node.path("properties").path("actions").asText("")),
					!keep.isEmpty() && !NOT_KEPT.contains(keep));
		}

		public static List<String> words(String commaSeparated) {
			return Arrays.stream(commaSeparated.split(",", -1))
				.map(String::strip)
				.filter((word) -> !word.isEmpty())
				.toList();
		}

		boolean belongsTo(@Nullable String action) {
			return this.actions.isEmpty() || (action != null && this.actions.contains(action));
		}

		Optional<Refusal.Detail> check(@Nullable String action, @Nullable Object value) {
			String key = this.field.key();
			if (!belongsTo(action)) {
				return (value == null || isBlank(value)) ? Optional.empty()
						: Optional.of(Refusal.Detail.of(key, "not_for_action", String.valueOf(action)));
			}
			if (value == null || isBlank(value)) {
				return this.field.required() ? Optional.of(Refusal.Detail.of(key, "required")) : Optional.empty();
			}
			return switch (this.field.type()) {
				case "number" -> wrongUnless(value instanceof Number, "wrong_type", "number");
				case "checkbox" -> wrongUnless(value instanceof Boolean, "wrong_type", "boolean");
				case "checklist", "taglist" ->
					wrongUnless(!(value instanceof Number || value instanceof Boolean), "wrong_type", "array");
				case "select", "radio" -> checkChoice(value);
				default -> checkText(value);
			};
		}

		/** Whether there is nothing to read, Japanese blanks included. */
		private static boolean isBlank(Object value) {
			return value instanceof String text && text.isBlank();
		}

		private Optional<Refusal.Detail> checkChoice(Object value) {
			if (!(value instanceof String word)) {
				return wrongUnless(false, "wrong_type", "string");
			}
			List<String> choices = this.field.options().stream().map(FormField.Option::value).toList();
			if (choices.isEmpty()) {
				return checkText(word);
			}
			return wrongUnless(choices.contains(word), "not_a_choice", String.join(", ", choices));
		}

		private Optional<Refusal.Detail> checkText(Object value) {
			if (!(value instanceof String text)) {
				return wrongUnless(false, "wrong_type", "string");
			}
			Integer limit = this.field.maxLength();
			int max = Math.min((limit != null) ? limit : MAX_TEXT, MAX_TEXT);
			return wrongUnless(text.length() <= max, "too_long", max);
		}

		private Optional<Refusal.Detail> wrongUnless(boolean right, String code, Object... args) {
			return right ? Optional.empty() : Optional.of(Refusal.Detail.of(this.field.key(), code, args));
		}

	}

}
