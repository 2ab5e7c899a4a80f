package io.nagare.workflow.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

import io.nagare.shared.Label;
import io.nagare.workflow.internal.ModelVerb.Argument;
import io.nagare.workflow.internal.ModelVerb.Kind;
import io.nagare.workflow.internal.ModelVerb.Place;
import io.nagare.workflow.internal.ModelVerb.Word;

/**
 * What Camunda Modeler offers of the verbs. What only records goes on a flow, with the
 * fields of the form as its arguments, since Modeler lets nobody fill those of a
 * listener; a word that the model chooses itself has a template of its own. What answers
 * or may fail is a service task with a field for each argument. A question to be answered
 * by yes or no is the condition of a flow.
 */
final class ElementTemplates {

	private static final String SCHEMA = "https://unpkg.com/@camunda/element-templates-json-schema/resources/schema.json";

	/** Raised with each change, so that Modeler offers to bring elements along. */
	private static final int VERSION = 3;

	private static final Set<Kind> KEPT = Set.of(Kind.TEXT, Kind.NUMBER, Kind.ANY);

	private ElementTemplates() {
	}

	/** The file's content. */
	static String of(List<ModelVerb> verbs) throws JsonProcessingException {
		Map<String, ModelVerb> longest = new TreeMap<>();
		verbs.forEach((verb) -> longest.put(verb.word() + "." + verb.name(), verb));
		List<Map<String, Object>> templates = longest.values().stream().flatMap(ElementTemplates::templates).toList();
		return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(templates) + "\n";
	}

	private static Stream<Map<String, Object>> templates(ModelVerb verb) {
		if (verb.places().contains(Place.TASK) && (verb.answer() == null || KEPT.contains(verb.answer()))) {
			return Stream.of(task(verb));
		}
		if (verb.places().contains(Place.LISTENER)) {
			return recorded(verb);
		}
		return (verb.answer() == Kind.BOOLEAN && verb.arguments().isEmpty()) ? Stream.of(condition(verb))
				: Stream.empty();
	}

	private static Stream<Map<String, Object>> recorded(ModelVerb verb) {
		if (verb.arguments().size() == 1 && !verb.arguments().get(0).words().isEmpty()
				&& verb.arguments().get(0).list() == null) {
			return verb.arguments().get(0).words().stream().map((word) -> recorded(verb, word));
		}
		return Stream.of(template(verb, "", verb.text(), "bpmn:SequenceFlow", List.of(listener(verb.call()))));
	}

	private static Map<String, Object> recorded(ModelVerb verb, Word word) {
		String call = "${" + verb.word() + "." + verb.name() + "('" + word.value() + "')}";
		Label what = new Label(word.label().ja().split("：", -1)[0], word.label().en().split(": ", -1)[0]);
		return template(verb, "." + word.value().replace('_', '-'), verb.text().with(what), "bpmn:SequenceFlow",
				List.of(listener(call)));
	}

	private static Map<String, Object> listener(String call) {
		return field(null, "Hidden",
				Map.of("type", "camunda:executionListener", "event", "take", "implementationType", "expression"), call);
	}

	private static Map<String, Object> condition(ModelVerb verb) {
		return template(verb, "", verb.text(), "bpmn:SequenceFlow",
				List.of(field(null, "Hidden", property("conditionExpression"), verb.call())));
	}

	private static Map<String, Object> task(ModelVerb verb) {
		List<Map<String, Object>> fields = new ArrayList<>();
		fields.add(required(field("名前 / Name", "String", property("name"), null)));
		fields.add(field(null, "Hidden", property("camunda:expression"), verb.call()));
		verb.arguments().forEach((argument) -> fields.add(argument(argument)));
		if (verb.answer() != null) {
			Map<String, Object> kept = required(
					field("結果の変数 / Result variable", "String", property("camunda:resultVariable"), null));
			kept.put("description", "続くゲートウェイの条件が読む。 / What the conditions of the next gateway read.");
			fields.add(kept);
		}
		return template(verb, "", verb.text(), "bpmn:ServiceTask", fields);
	}

	private static Map<String, Object> argument(Argument argument) {
		Map<String, Object> field = required(
				field(argument.text().both(), argument.words().isEmpty() ? "String" : "Dropdown",
						Map.of("type", "camunda:inputParameter", "name", argument.name()), null));
		if (argument.words().isEmpty()) {
			field.put("description", "値、または ${フォームの項目}。 / A value, or ${a field of a form}.");
		}
		else {
			field.put("choices",
					argument.words()
						.stream()
						.map((word) -> ordered("name", word.label().both(), "value", word.value()))
						.toList());
		}
		return field;
	}

	private static Map<String, Object> template(ModelVerb verb, String variant, Label text, String element,
			List<Map<String, Object>> properties) {
		Map<String, Object> template = ordered("$schema", SCHEMA, "name", verb.about().with(within(text)).both(), "id",
				"io.nagare." + verb.word() + "." + verb.name() + variant, "version", VERSION);
		if (!description(verb, variant).isEmpty()) {
			template.put("description", description(verb, variant));
		}
		template.put("appliesTo", List.of(element));
		template.put("entriesVisible", true);
		template.put("properties", properties);
		return template;
	}

	/** As it goes on within a line. */
	private static Label within(Label text) {
		return new Label(text.ja(), text.en().matches("SLA\\b.*") ? text.en() : StringUtils.uncapitalize(text.en()));
	}

	/** What it reads, where nothing of that can be filled in; and how it may fail. */
	private static String description(ModelVerb verb, String variant) {
		List<Label> said = new ArrayList<>();
		if (!verb.arguments().isEmpty() && variant.isEmpty() && verb.places().contains(Place.LISTENER)) {
			said.add(new Label("読む項目：" + read(verb, true), "Reads " + read(verb, false)));
		}
		if (!verb.errors().isEmpty()) {
			String codes = String.join(", ", verb.errors());
			said.add(new Label("エラー：" + codes, "Raises the error " + codes));
		}
		return said.isEmpty() ? "" : new Label(said.stream().map(Label::ja).collect(Collectors.joining("。")) + "。",
				said.stream().map(Label::en).collect(Collectors.joining(". ")) + ".")
			.both();
	}

	private static String read(ModelVerb verb, boolean japanese) {
		String optional = japanese ? "、任意" : ", optional";
		return verb.arguments()
			.stream()
			.map((one) -> one.name() + (japanese ? "（" + one.text().ja() : " (" + one.text().en())
					+ (one.required() ? "" : optional) + (japanese ? "）" : ")"))
			.collect(Collectors.joining(japanese ? "、" : ", "));
	}

	private static Map<String, Object> property(String name) {
		return ordered("type", "property", "name", name);
	}

	private static Map<String, Object> field(@Nullable String label, String type, Map<String, ?> binding,
			@Nullable String value) {
		Map<String, Object> field = new LinkedHashMap<>();
		if (label != null) {
			field.put("label", label);
		}
		field.put("type", type);
		if (value != null) {
			field.put("value", value);
		}
		field.put("binding", new TreeMap<>(binding));
		return field;
	}

	private static Map<String, Object> required(Map<String, Object> field) {
		field.put("constraints", Map.of("notEmpty", true));
		return field;
	}

	private static Map<String, Object> ordered(Object... pairs) {
		Map<String, Object> map = new LinkedHashMap<>();
		for (int i = 0; i < pairs.length; i += 2) {
			map.put(pairs[i].toString(), pairs[i + 1]);
		}
		return map;
	}

}
