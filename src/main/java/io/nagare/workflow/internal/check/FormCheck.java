package io.nagare.workflow.internal.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;

import io.nagare.shared.PlainJson;
import io.nagare.workflow.ActorWords;
import io.nagare.workflow.ChoiceList;
import io.nagare.workflow.FormField;
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

	private static final int MAX_TEXT = FormField.Limits.LONGEST_ANSWER;

	private static final Pattern ID = Pattern.compile("[A-Za-z_][\\w.-]{0,200}");

	private static final Pattern KEY = Pattern.compile("[A-Za-z_]\\w{0,63}");

	private static final Pattern ACTION = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

	private static final Pattern BILINGUAL = Pattern.compile("[^/]*\\S\\s*/\\s*\\S.*", Pattern.DOTALL);

	/** A variable: no function, and no part of something. */
	private static final Pattern NAME = Pattern
		.compile("(?<![\\w.])[A-Za-z_]\\w*+(?!(?:\\s+(?!(?:and|or|in)\\b)[a-z]++)*\\s*\\()");

	/** What an expression names itself, for each entry of a list. */
	private static final Pattern BOUND = Pattern.compile("\\b(?:some|every|for)\\s+(\\w++)\\s+in\\b");

	private static final Set<String> WORDS_OF_FEEL = Set.of("and", "or", "not", "true", "false", "null", "if", "then",
			"else", "in", "between", "some", "every", "for", "satisfies", "return", "this", "parent", "instance", "of");

	/** Words in an expression. */
	private static final Pattern WRITTEN_OUT = Pattern.compile("\"[^\"]*+\"");

	/** What a field's property {@code keep} says. */
	private static final List<String> KEPT = List.of("yes", "no", "true", "false");

	/** What a field of that type asks for. */
	private static final List<String> TIMES = List.of("date", "time", "datetime");

	private static final Map<String, JsonNodeType> TYPES_OF_LIMITS = Map.of("required", JsonNodeType.BOOLEAN,
			"minLength", JsonNodeType.NUMBER, "maxLength", JsonNodeType.NUMBER, "min", JsonNodeType.NUMBER, "max",
			JsonNodeType.NUMBER);

	private final Set<String> answers = new HashSet<>();

	/** All keys, those of what only shows included. */
	private final Set<String> known = new HashSet<>();

	/** What the choices of the form offer, by their keys. */
	private final Map<String, Set<String>> choices = new HashMap<>();

	private final Findings findings;

	private final Set<String> ids = new HashSet<>();

	private final Set<String> keys = new HashSet<>();

	private final Set<String> actions = new HashSet<>();

	private final Set<String> lists;

	private final Map<String, Integer> said;

	/**
	 * @param lists those that a choice may name
	 * @param said how long the texts may be that tickets say themselves
	 */
	FormCheck(Findings findings, Set<String> lists, Map<String, Integer> said) {
		this.said = said;
		this.findings = findings;
		this.lists = lists;
	}

	/** Those of the organisation and of the tickets. */
	static Set<String> lists(Stream<ActorWords> tickets) {
		return Stream
			.concat(Arrays.stream(ChoiceList.values()).map(ChoiceList::word),
					tickets.flatMap((words) -> words.lists().stream()))
			.collect(Collectors.toCollection(TreeSet::new));
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
		all.stream().map(Form.Placed::node).forEach((one) -> {
			String key = one.path("key").asText();
			this.known.add(key);
			List<JsonNode> offered = values(one);
			if (!offered.isEmpty()) {
				Set<String> words = new LinkedHashSet<>();
				offered.forEach((value) -> words.add(value.path("value").asText()));
				this.choices.put(key, words);
			}
		});
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
		String label = Form.label(component);
		if (INPUTS.contains(type) && label.isEmpty()) {
			this.findings.at(at, "label_missing");
		}
		else if (INPUTS.contains(type) && !BILINGUAL.matcher(label).matches()) {
			this.findings.at(at, "label_one_language", label);
		}
		if (CHOICES.contains(type)) {
			checkChoices(component, at);
		}
		if (INPUTS.contains(type)) {
			checkKept(component, at);
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

	private void checkKept(JsonNode component, String at) {
		String keep = component.path("properties").path("keep").asText("").strip();
		if (!keep.isEmpty() && !KEPT.contains(keep)) {
			this.findings.at(at, "keep_unknown", keep, String.join(", ", KEPT));
		}
		String asked = component.path("subtype").asText();
		if (component.path("type").asText().equals("datetime") && !asked.isEmpty() && !TIMES.contains(asked)) {
			this.findings.at(at, "subtype_unknown", asked, String.join(", ", TIMES));
		}
	}

	private void checkChoices(JsonNode component, String at) {
		boolean listed = component.path("values").isArray() && !component.path("values").isEmpty();
		String list = component.path("valuesKey").asText("");
		if (!listed && list.isEmpty()) {
			this.findings.at(at, "choice_without_values");
		}
		else if (!list.isEmpty() && !this.lists.contains(list)) {
			this.findings.at(at, "unknown_list", list, String.join(", ", this.lists));
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
			if (word.contains(",")) {
				this.findings.at(at, "choice_comma", word);
			}
			if (at.equals(Form.ACTION) && !word.isBlank() && !ACTION.matcher(word).matches()) {
				this.findings.at(at, "action_word", word);
			}
			if (value.path("label").asText().isBlank()) {
				this.findings.at(at, "label_missing");
			}
			else if (!BILINGUAL.matcher(value.path("label").asText()).matches()) {
				this.findings.at(at, "label_one_language", value.path("label").asText());
			}
		}
		JsonNode initial = component.path("defaultValue");
		List<JsonNode> chosen = new ArrayList<>();
		(initial.isArray() ? initial : List.of(initial)).forEach(chosen::add);
		chosen.stream()
			.filter((one) -> listed && one.isTextual() && !one.asText().isEmpty() && !one.asText().startsWith("=")
					&& !seen.contains(one.asText()))
			.forEach((one) -> this.findings.at(at, "default_not_a_choice", one.asText(),
					values(component).stream()
						.map((value) -> value.path("value").asText())
						.collect(Collectors.joining(", "))));
	}

	/** What hides the field itself, as people's browsers read it. */
	private void checkHide(String at, String hide) {
		if (!hide.isBlank() && !hide.strip().startsWith("=")) {
			this.findings.at(at, "hide_not_feel", hide);
		}
		String read = WRITTEN_OUT.matcher(hide).replaceAll("");
		Set<String> bound = BOUND.matcher(read).results().map((found) -> found.group(1)).collect(Collectors.toSet());
		NAME.matcher(read)
			.results()
			.map(MatchResult::group)
			.filter((name) -> !bound.contains(name))
			.distinct()
			.forEach((name) -> {
				if (name.equals(at)) {
					this.findings.at(at, "hidden_by_itself", hide);
				}
				else if (!this.known.contains(name) && !this.lists.contains(name) && !WORDS_OF_FEEL.contains(name)) {
					this.findings.at(at, "hide_reads_unknown", name, hide);
				}
			});
		HideExpression.read(hide, this.answers)
			.askedWhen()
			.forEach((condition) -> condition.values()
				.stream()
				.filter((word) -> !word.isEmpty() && this.choices.containsKey(condition.key())
						&& !this.choices.getOrDefault(condition.key(), Set.of()).contains(word))
				.forEach((word) -> this.findings.at(at, "hide_word_unknown", word, condition.key(),
						String.join(", ", this.choices.getOrDefault(condition.key(), Set.of())))));
	}

	private void checkLimits(JsonNode component, String at, String type) {
		JsonNode validate = component.path("validate");
		TYPES_OF_LIMITS.forEach((limit, kind) -> {
			JsonNode said = validate.path(limit);
			if (!said.isMissingNode() && !said.isNull() && said.getNodeType() != kind) {
				this.findings.at(at, "limit_of_other_type", limit, said.asText());
			}
		});
		if (validate.path("maxLength").asInt(1) < 1) {
			this.findings.at(at, "limits_crossed");
		}
		int most = Math.max(MAX_TEXT, this.said.getOrDefault(at, 0));
		if (validate.path("maxLength").asInt(0) > most) {
			this.findings.at(at, "field_too_long", most);
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
			String pattern = validate.path("pattern").asText();
			this.findings.at(at, isReadable(pattern) ? "pattern_not_checked" : "pattern_unreadable", pattern);
		}
	}

	private static boolean isReadable(String pattern) {
		try {
			Pattern.compile(pattern);
			return true;
		}
		catch (PatternSyntaxException ex) {
			return false;
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
		checkHide(at, component.path("conditional").path("hide").asText(""));
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
