package io.nagare.workflow.internal.model;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;
import io.nagare.shared.PlainJson;
import io.nagare.shared.Refusal;
import io.nagare.workflow.ChoiceList;
import io.nagare.workflow.FilledForm;
import io.nagare.workflow.FormField;

/**
 * A Camunda Form as the server reads it: which actions it offers, which fields each
 * takes.
 *
 * @param id the form's id
 * @param components everything that carries a value, in the order of the form
 * @param shown everything that shows what the ticket says, in the order of the form
 * @param remarks what the form says between its fields, in its order
 */
public record Form(String id, List<Component> components, List<Shown> shown, List<Remark> remarks) {

	/** The field whose value names the action. */
	public static final String ACTION = "action";

	/** Values of a field's property {@code keep} that keep nothing. */
	private static final List<String> NOT_KEPT = List.of("no", "false");

	/** More of them in one answer no form offers. */
	private static final int MAX_CHOICES = 100;

	private static final ObjectMapper JSON = PlainJson.MAPPER;

	/**
	 * Reads a form.
	 * @throws TooLarge where there is more in it than could be followed
	 * @throws IllegalArgumentException where it is none
	 */
	public static Form parse(byte[] resource) {
		try {
			JsonNode root = JSON.readTree(resource);
			List<Placed> all = placed(root.path("components"));
			Set<String> keys = answers(all);
			List<Component> components = new ArrayList<>();
			List<Remark> remarks = new ArrayList<>();
			for (Placed one : all) {
				HideExpression hide = HideExpression.read(one.hide(), keys);
				if (one.isAnswer()) {
					components.add(Component.of(one.node(), hide));
				}
				one.remark()
					.ifPresent((text) -> remarks.add(Remark.of(one.node(), text, hide.askedWhen(), components.size())));
			}
			List<Shown> shown = all.stream().filter(Placed::isShown).map((one) -> Shown.of(one.node())).toList();
			return new Form(root.path("id").asText(), List.copyOf(components), shown, List.copyOf(remarks));
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("Not a form: " + ex.getMessage(), ex);
		}
	}

	/** A form that asks for nothing. */
	public static Form empty(String id) {
		return new Form(id, List.of(), List.of(), List.of());
	}

	/**
	 * Everything that stands in a form, each group before what is in it.
	 * @throws TooLarge where there is more in it than could be followed
	 */
	public static List<Placed> placed(JsonNode components) {
		List<Placed> all = new ArrayList<>();
		place(components, "", 0, all);
		return all;
	}

	private static void place(JsonNode nodes, String around, int groups, List<Placed> into) {
		for (JsonNode node : nodes) {
			String own = hide(node);
			String all = (around.isEmpty() || own.isEmpty()) ? around + own : around + " or " + own;
			Limit.COMPONENTS.demand(into.size() + 1);
			Limit.GROUPS.demand(groups);
			Limit.CONDITION.demand(all.length());
			into.add(new Placed(node, all));
			place(node.path("components"), all, groups + 1, into);
		}
	}

	/** The keys of those that carry an answer. */
	public static Set<String> answers(List<Placed> components) {
		return components.stream()
			.filter(Placed::isAnswer)
			.map((one) -> one.node().path("key").asText())
			.collect(Collectors.toSet());
	}

	/**
	 * The label of a component. Form editors write the label of a date or time field into
	 * {@code dateLabel} and {@code timeLabel}.
	 */
	public static String label(JsonNode node) {
		return Stream.of("label", "dateLabel", "timeLabel")
			.map((name) -> node.path(name).asText("").strip())
			.filter((label) -> !label.isEmpty())
			.findFirst()
			.orElse("");
	}

	private static String hide(JsonNode node) {
		String hide = node.path("conditional").path("hide").asText("").strip();
		return hide.startsWith("=") ? hide.substring(1).strip() : hide;
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

	/**
	 * The fields that people fill in for an action, without the field that names it, each
	 * below what the form says before it.
	 * @param action null where the form has no actions
	 */
	List<FormField> fieldsOf(@Nullable String action) {
		List<FormField> fields = new ArrayList<>();
		int after = 0;
		for (int at = 0; at < this.components.size(); at++) {
			Component component = this.components.get(at);
			if (!component.field().key().equals(ACTION) && component.belongsTo(action) && !component.readOnly()) {
				fields.add(component.field().below(remarks(after, at, action, component.field())));
				after = at + 1;
			}
		}
		return fields;
	}

	/** What stands there of all that is said from one component to another. */
	private @Nullable Label remarks(int from, int to, @Nullable String action, FormField field) {
		List<Label> said = this.remarks.stream()
			.filter((one) -> one.before() >= from && one.before() <= to)
			.filter((one) -> one.actions().isEmpty() || (action != null && one.actions().contains(action)))
			.filter((one) -> field.help().askedWhen().containsAll(one.askedWhen()))
			.map(Remark::text)
			.toList();
		return said.isEmpty() ? null : new Label(said.stream().map(Label::ja).collect(Collectors.joining("\n\n")),
				said.stream().map(Label::en).collect(Collectors.joining("\n\n")));
	}

	/** What the form shows beside the fields of an action: labels by key. */
	Map<String, Label> shownFor(String action) {
		Map<String, Label> labels = new LinkedHashMap<>();
		this.shown.stream()
			.filter((one) -> one.actions().isEmpty() || one.actions().contains(action))
			.forEach((one) -> labels.put(one.key(), one.label()));
		return labels;
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
				component.check(chosen, submitted).ifPresent(wrong::add);
			}
		}
		return wrong;
	}

	/**
	 * Checks what was filled in to report a ticket. What the ticket says itself may be
	 * demanded and limited here, and is checked where it is written.
	 * @return everything that is wrong; empty where all is well
	 */
	public List<Refusal.Detail> check(FilledForm filled) {
		Map<String, @Nullable Object> all = filled.all();
		List<Refusal.Detail> wrong = new ArrayList<>();
		for (String name : filled.answers().keySet()) {
			if (find(name).isEmpty()) {
				wrong.add(Refusal.Detail.of(name, "unknown_field"));
			}
		}
		for (Component component : this.components) {
			FormField field = component.field();
			boolean said = filled.said().containsKey(field.key());
			boolean blank = Component.isBlank(all.get(field.key()));
			// of what the ticket says itself, something stands there by itself
			boolean demanded = filled.whole() && field.required() && !component.readOnly()
					&& !filled.hidden().contains(field.key()) && !(said && field.help().initial() != null);
			if (blank && demanded && field.isAsked(all)) {
				wrong.add(Refusal.Detail.of(field.key(), "required"));
			}
			else if (!blank && !said) {
				component.check(null, all).ifPresent(wrong::add);
			}
			else if (!blank && filled.whole()) {
				component.checkLimits(all.get(field.key())).ifPresent(wrong::add);
			}
		}
		return wrong;
	}

	/** What was chosen of the organisation's lists. */
	public List<Chosen> chosen(Map<String, ? extends @Nullable Object> submitted) {
		List<Chosen> chosen = new ArrayList<>();
		for (Component component : this.components) {
			FormField field = component.field();
			Object value = submitted.get(field.key());
			if (value != null && !Component.isBlank(value)) {
				field.list()
					.ifPresent((list) -> ((value instanceof Collection<?> all) ? all : List.of(value))
						.forEach((one) -> chosen.add(new Chosen(field.key(), list, String.valueOf(one)))));
			}
		}
		return chosen;
	}

	private Optional<Component> find(String key) {
		return this.components.stream().filter((component) -> component.field().key().equals(key)).findFirst();
	}

	/** How much there may be of something in a form. */
	public enum Limit {

		COMPONENTS(500),

		/** Groups within each other. */
		GROUPS(10),

		/** Characters of what hides a part, that of the groups around it included. */
		CONDITION(2_000);

		private final int most;

		Limit(int most) {
			this.most = most;
		}

		public int most() {
			return this.most;
		}

		private void demand(int number) {
			if (number > this.most) {
				throw new TooLarge(this);
			}
		}

	}

	/** There is more in a form than could be followed. */
	public static final class TooLarge extends IllegalArgumentException {

		private static final long serialVersionUID = 1L;

		private final Limit limit;

		private TooLarge(Limit limit) {
			super("A form has at most " + limit.most() + " " + limit);
			this.limit = limit;
		}

		public Limit limit() {
			return this.limit;
		}

	}

	/** An answer that is to be the id of an entry of a list. */
	public record Chosen(String key, ChoiceList list, String value) {
	}

	/**
	 * A part of a form where it stands.
	 *
	 * @param node the part as it is written
	 * @param hide what hides it or a group around it, in FEEL; blank where nothing does
	 */
	public record Placed(JsonNode node, String hide) {

		/** Whether people answer something there, or see there what they can't change. */
		boolean isAnswer() {
			return this.node.hasNonNull("key") && !this.node.path("disabled").asBoolean();
		}

		boolean isShown() {
			return this.node.hasNonNull("key") && this.node.path("disabled").asBoolean();
		}

		/**
		 * A text, or the heading of a group; expressions are evaluated by Tasklist alone.
		 */
		Optional<String> remark() {
			String said = switch (this.node.path("type").asText()) {
				case "text" -> this.node.path("text").asText("");
				case "group" -> this.node.path("label").asText("");
				default -> "";
			};
			return Optional.of(said.strip()).filter((text) -> !text.isEmpty() && !text.startsWith("="));
		}

	}

	/**
	 * One component that shows what the ticket says.
	 *
	 * @param actions the actions it belongs to; empty for all
	 */
	public record Shown(String key, Label label, List<String> actions) {

		static Shown of(JsonNode node) {
			return new Shown(node.path("key").asText(), Label.of(Form.label(node)),
					Component.words(node.path("properties").path("actions").asText("")));
		}

	}

	/**
	 * What a form says between its fields.
	 *
	 * @param text in Markdown
	 * @param actions the actions it belongs to; empty for all
	 * @param askedWhen answers that must be so, else it is not said
	 * @param before the place of the component that it stands before
	 */
	public record Remark(Label text, List<String> actions, List<FormField.Condition> askedWhen, int before) {

		static Remark of(JsonNode node, String text, List<FormField.Condition> askedWhen, int before) {
			return new Remark(Label.of(text), Component.words(node.path("properties").path("actions").asText("")),
					askedWhen, before);
		}

	}

	/**
	 * One component that carries a value.
	 *
	 * @param field what callers see of it
	 * @param actions the actions it belongs to; empty for all
	 * @param kept whether the answer is kept on the ticket
	 * @param readOnly whether people see what stands there and can't change it
	 */
	public record Component(FormField field, List<String> actions, boolean kept, boolean readOnly) {

		static Component of(JsonNode node, HideExpression hide) {
			JsonNode validate = node.path("validate");
			String type = type(node);
			List<FormField.Option> options = new ArrayList<>();
			node.path("values")
				.forEach((value) -> options
					.add(new FormField.Option(value.path("value").asText(), value.path("label").asText())));
			FormField field = new FormField(node.path("key").asText(), Label.of(label(node)), type,
					validate.path("required").asBoolean(), limits(validate, type), help(node, hide), options,
					node.hasNonNull("valuesKey") ? node.path("valuesKey").asText() : null);
			String keep = node.path("properties").path("keep").asText("").strip();
			return new Component(field, words(node.path("properties").path("actions").asText("")),
					!keep.isEmpty() && !NOT_KEPT.contains(keep), node.path("readonly").asBoolean());
		}

		private static String type(JsonNode node) {
			String type = node.path("type").asText();
			String asked = node.path("subtype").asText();
			return (type.equals("datetime") && !asked.isEmpty()) ? asked : type;
		}

		private static FormField.Limits limits(JsonNode validate, String type) {
			boolean text = type.equals("textfield") || type.equals("textarea");
			boolean number = type.equals("number");
			return new FormField.Limits(
					(text && validate.path("minLength").isInt()) ? validate.path("minLength").asInt() : null,
					(text && validate.path("maxLength").isInt()) ? validate.path("maxLength").asInt() : null,
					(number && validate.path("min").isNumber()) ? validate.path("min").decimalValue() : null,
					(number && validate.path("max").isNumber()) ? validate.path("max").decimalValue() : null,
					(text && validate.hasNonNull("pattern")) ? validate.path("pattern").asText() : null);
		}

		private static FormField.Help help(JsonNode node, HideExpression hide) {
			String description = node.path("description").asText("").strip();
			JsonNode initial = node.path("defaultValue");
			// an expression would be evaluated by Tasklist alone
			boolean said = initial.isValueNode() && !initial.isNull() && !initial.asText().startsWith("=");
			return new FormField.Help(null, description.isEmpty() ? null : Label.of(description),
					said ? JSON.convertValue(initial, Object.class) : null, hide.askedWhen());
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

		Optional<Refusal.Detail> check(@Nullable String action, Map<String, ? extends @Nullable Object> answers) {
			String key = this.field.key();
			Object value = answers.get(key);
			if (!belongsTo(action)) {
				return wrongUnless(isBlank(value), "not_for_action", String.valueOf(action));
			}
			if (!this.field.isAsked(answers)) {
				return wrongUnless(isBlank(value), "not_asked");
			}
			if (value == null || isBlank(value)) {
				return wrongUnless(!this.field.required() || this.readOnly, "required");
			}
			return checkValue(value);
		}

		private Optional<Refusal.Detail> checkValue(Object value) {
			return switch (this.field.type()) {
				case "number" -> checkNumber(value);
				case "checkbox" -> wrongUnless(value instanceof Boolean, "wrong_type", "boolean");
				case "checklist", "taglist" -> checkChoices(value);
				case "select", "radio" -> checkChoice(value);
				case "date" -> checkDate(value);
				default -> checkText(value);
			};
		}

		/** Whether there is nothing to read, Japanese blanks included. */
		private static boolean isBlank(@Nullable Object value) {
			return value == null || (value instanceof String text && text.isBlank())
					|| (value instanceof Collection<?> words && words.isEmpty());
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

		private Optional<Refusal.Detail> checkChoices(Object value) {
			if (!(value instanceof Collection<?> words)) {
				return wrongUnless(false, "wrong_type", "array");
			}
			if (words.size() > MAX_CHOICES) {
				return wrongUnless(false, "too_many", MAX_CHOICES);
			}
			return words.stream().map(this::checkChoice).flatMap(Optional::stream).findFirst();
		}

		private Optional<Refusal.Detail> checkDate(Object value) {
			try {
				LocalDate.parse(String.valueOf(value));
				return Optional.empty();
			}
			catch (DateTimeParseException ex) {
				return wrongUnless(false, "wrong_type", "date");
			}
		}

		private Optional<Refusal.Detail> checkNumber(Object value) {
			if (!(value instanceof Number given) || !Double.isFinite(given.doubleValue())) {
				return wrongUnless(false, "wrong_type", "number");
			}
			return checkLimits(value);
		}

		private Optional<Refusal.Detail> checkText(Object value) {
			if (!(value instanceof String text)) {
				return wrongUnless(false, "wrong_type", "string");
			}
			int most = FormField.Limits.LONGEST_ANSWER;
			return checkLimits(value).or(() -> wrongUnless(text.length() <= most, "too_long", most));
		}

		/** Only what the form says of a text or a number. */
		private Optional<Refusal.Detail> checkLimits(@Nullable Object value) {
			FormField.Limits limits = this.field.limits();
			if (value instanceof String text) {
				Integer least = limits.minLength();
				if (least != null && text.length() < least) {
					return wrongUnless(false, "too_short", least);
				}
				Integer most = limits.maxLength();
				if (most != null && text.length() > most) {
					return wrongUnless(false, "too_long", most);
				}
			}
			if (value instanceof Number given) {
				BigDecimal number = new BigDecimal(given.toString());
				BigDecimal min = limits.min();
				if (min != null && number.compareTo(min) < 0) {
					return wrongUnless(false, "below_minimum", min);
				}
				BigDecimal max = limits.max();
				if (max != null && number.compareTo(max) > 0) {
					return wrongUnless(false, "above_maximum", max);
				}
			}
			return Optional.empty();
		}

		private Optional<Refusal.Detail> wrongUnless(boolean right, String code, Object... args) {
			return right ? Optional.empty() : Optional.of(Refusal.Detail.of(this.field.key(), code, args));
		}

	}

}
