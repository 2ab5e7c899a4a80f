package io.nagare.workflow.internal.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.nagare.shared.PlainJson;
import io.nagare.workflow.internal.model.Form;
import io.nagare.workflow.internal.model.HideExpression;

/**
 * Finds in a form what Tasklist's viewer cannot show, what the server could never accept,
 * and choices that are none.
 */
final class FormCheck {

	private static final ObjectMapper JSON = PlainJson.MAPPER;

	/** What the viewer of Tasklist 7.24 knows. */
	private static final Set<String> COMPONENTS = Set.of("textfield", "textarea", "number", "datetime", "checkbox",
			"checklist", "radio", "select", "taglist", "text", "image", "table", "html", "spacer", "separator", "group",
			"iframe", "button");

	/**
	 * What the viewer draws and whose answers reach no process: lists of lists, and what
	 * the browser works out.
	 */
	private static final Set<String> NOT_CARRIED = Set.of("dynamiclist", "expression");

	private static final Set<String> INPUTS = Set.of("textfield", "textarea", "number", "datetime", "checkbox",
			"checklist", "radio", "select", "taglist");

	private static final Set<String> CHOICES = Set.of("checklist", "radio", "select", "taglist");

	private static final int SCHEMA_VERSION = 16;

	private static final int MAX_TEXT = 4_000;

	private static final Pattern ID = Pattern.compile("[A-Za-z_][\\w.-]{0,200}");

	private static final Pattern KEY = Pattern.compile("[A-Za-z_]\\w{0,63}");

	private static final Pattern ACTION = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

	private static final Pattern BILINGUAL = Pattern.compile("[^/]*\\S\\s*/\\s*\\S.*", Pattern.DOTALL);

	private final Set<String> answers = new HashSet<>();

	private final Findings findings;

	private final Set<String> ids = new HashSet<>();

	private final Set<String> keys = new HashSet<>();

	private final Set<String> actions = new HashSet<>();

	FormCheck(Findings findings) {
		this.findings = findings;
	}

	/**
	 * @throws Form.TooLarge where there is more in it than could be followed
	 */
	void check(byte[] content) {
		JsonNode form;
		try {
			form = JSON.readTree(content);
		}
		catch (IOException ex) {
			// who reads it says so
			return;
		}
		String id = form.path("id").asText();
		if (!form.path("id").isTextual() || !ID.matcher(id).matches()) {
			this.findings.file("form_id", id);
		}
		JsonNode version = form.path("schemaVersion");
		if (version.asInt(SCHEMA_VERSION) > SCHEMA_VERSION || (!version.isMissingNode() && !version.isInt())) {
			this.findings.file("form_schema", version.asText(), SCHEMA_VERSION);
		}
		if (!form.path("components").isArray()) {
			this.findings.file("form_empty");
			return;
		}
		List<Form.Placed> all = Form.placed(form.path("components"));
		all.stream()
			.map(Form.Placed::node)
			.filter((one) -> one.path("key").asText().equals(Form.ACTION))
			.flatMap((one) -> values(one).stream())
			.forEach((value) -> this.actions.add(value.path("value").asText()));
		this.answers.addAll(Form.answers(all));
		all.forEach((one) -> check(one.node(), one.hide()));
	}

	/** The rule that a form breaks which is larger than that. */
	static String rule(Form.Limit limit) {
		return switch (limit) {
			case COMPONENTS -> "form_too_long";
			case GROUPS -> "form_nests";
			case CONDITION -> "condition_too_long";
		};
	}

	private static List<JsonNode> values(JsonNode component) {
		List<JsonNode> values = new ArrayList<>();
		component.path("values").forEach(values::add);
		return values;
	}

	private void check(JsonNode component, String hide) {
		String type = component.path("type").asText();
		String key = component.path("key").asText();
		String at = !key.isEmpty() ? key : component.path("id").asText();
		if (NOT_CARRIED.contains(type) || (type.equals("group") && !component.path("path").asText("").isBlank())) {
			this.findings.at(at, "answers_not_carried", type);
			return;
		}
		if (!COMPONENTS.contains(type)) {
			this.findings.at(at, "component_unknown", type);
			return;
		}
		if (component.hasNonNull("id") && !this.ids.add(component.path("id").asText())) {
			this.findings.at(at, "id_twice", component.path("id").asText());
		}
		boolean asks = INPUTS.contains(type) && !component.path("disabled").asBoolean()
				&& !component.path("readonly").asBoolean();
		if (INPUTS.contains(type)) {
			checkKey(component, at, key);
		}
		if (INPUTS.contains(type) && !BILINGUAL.matcher(component.path("label").asText()).matches()) {
			this.findings.at(at, "label_one_language", component.path("label").asText());
		}
		if (CHOICES.contains(type)) {
			checkChoices(component, at);
		}
		if (asks) {
			checkLimits(component, at, type);
			checkConditions(component, at, hide);
		}
	}

	private void checkKey(JsonNode component, String at, String key) {
		if (!KEY.matcher(key).matches()) {
			this.findings.at(at, "key_missing", key);
		}
		else if (!this.keys.add(key) && !component.path("disabled").asBoolean()) {
			this.findings.at(at, "key_twice", key);
		}
		if (key.equals(Form.ACTION) && !List.of("radio", "select").contains(component.path("type").asText())) {
			this.findings.at(at, "action_not_a_choice", component.path("type").asText());
		}
	}

	private void checkChoices(JsonNode component, String at) {
		boolean listed = component.path("values").isArray() && !component.path("values").isEmpty();
		if (!listed && !component.hasNonNull("valuesKey") && !component.hasNonNull("valuesExpression")) {
			this.findings.at(at, "choice_without_values");
		}
		Set<String> seen = new HashSet<>();
		for (JsonNode value : values(component)) {
			String word = value.path("value").asText();
			if (word.isBlank()) {
				this.findings.at(at, "choice_blank");
			}
			else if (!seen.add(word)) {
				this.findings.at(at, "choice_twice", word);
			}
			if (at.equals(Form.ACTION) && !word.isBlank() && !ACTION.matcher(word).matches()) {
				this.findings.at(at, "action_word", word);
			}
			if (!BILINGUAL.matcher(value.path("label").asText()).matches()) {
				this.findings.at(at, "label_one_language", value.path("label").asText());
			}
		}
	}

	private void checkLimits(JsonNode component, String at, String type) {
		JsonNode validate = component.path("validate");
		if (validate.path("maxLength").asInt(0) > MAX_TEXT) {
			this.findings.at(at, "field_too_long", MAX_TEXT);
		}
		if (validate.hasNonNull("minLength") && validate.hasNonNull("maxLength")
				&& validate.path("minLength").asInt() > validate.path("maxLength").asInt()) {
			this.findings.at(at, "limits_crossed");
		}
		if (type.equals("number") && validate.hasNonNull("min") && validate.hasNonNull("max")
				&& validate.path("min").asDouble() > validate.path("max").asDouble()) {
			this.findings.at(at, "limits_crossed");
		}
		if (validate.hasNonNull("pattern")) {
			this.findings.at(at, "pattern_not_checked");
		}
	}

	private void checkConditions(JsonNode component, String at, String hide) {
		List<String> own = Form.Component.words(component.path("properties").path("actions").asText(""));
		own.stream()
			.filter((action) -> !this.actions.isEmpty() && !this.actions.contains(action))
			.forEach((action) -> this.findings.at(at, "field_of_unknown_action", action,
					String.join(", ", this.actions)));
		boolean hidden = !hide.isBlank();
		boolean required = component.path("validate").path("required").asBoolean();
		HideExpression read = HideExpression.read(hide, this.answers);
		if (!read.whole() && !required) {
			this.findings.at(at, "condition_not_followed", hide);
		}
		if (at.equals(Form.ACTION)) {
			if (hidden && required) {
				this.findings.at(at, "action_hidden");
			}
		}
		else if (required && (!read.whole() || (read.namesAction() && own.isEmpty()))) {
			this.findings.at(at, "required_but_hidden");
		}
		if (!hidden && !own.isEmpty() && !own.containsAll(this.actions)) {
			this.findings.at(at, "shown_for_other_action", String.join(", ", own));
		}
	}

}
