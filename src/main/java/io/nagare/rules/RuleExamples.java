package io.nagare.rules;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.ConstructorDetector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.nagare.shared.Refusal.Detail;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * RuleExamples of what a rule set does, written beside it in YAML, in the words of the
 * rules: <pre>
 * - example: A VIP's report goes one step up
 *   given:
 *     PriorityCase: { reporterVip: true, priority: medium, scale: [ critical, high, medium ] }
 *   fires: [ VIP reporter ]
 *   then:
 *     PriorityCase: { priority: high }
 * </pre> A fact is made by its constructor, what is left out being 0, false or null, and
 * afterwards asked by its accessors. The order in which the rules fire does not matter.
 */
final class RuleExamples {

	private static final String FIELD = "examples";

	private static final ObjectMapper YAML = YAMLMapper.builder()
		.findAndAddModules()
		.constructorDetector(ConstructorDetector.USE_PROPERTIES_BASED)
		.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
		.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
		.build();

	private final RuleSet rules;

	private final List<Detail> wrong = new ArrayList<>();

	private final Set<String> shown = new HashSet<>();

	private RuleExamples(RuleSet rules) {
		this.rules = rules;
	}

	/**
	 * What is wrong: each example that is not met, and each rule that none shows.
	 */
	static List<Detail> check(RuleSet rules, String text) {
		RuleExamples examples = new RuleExamples(rules);
		examples.run(text);
		if (examples.wrong.isEmpty()) {
			rules.rules()
				.stream()
				.filter((rule) -> !examples.shown.contains(rule))
				.sorted()
				.forEach((rule) -> examples.wrong.add(Detail.of(FIELD, "rule_without_example", rule)));
		}
		return examples.wrong;
	}

	private void run(String text) {
		int line = 1;
		try (JsonParser parser = YAML.createParser(text)) {
			if (parser.nextToken() != JsonToken.START_ARRAY) {
				this.wrong.add(Detail.of(FIELD, "examples_no_list"));
				return;
			}
			while (parser.nextToken() != JsonToken.END_ARRAY) {
				line = parser.currentTokenLocation().getLineNr();
				if (parser.currentToken() != JsonToken.START_OBJECT) {
					this.wrong.add(Detail.of(FIELD, "examples_no_list"));
					return;
				}
				run(line, YAML.readValue(parser, Example.class));
			}
		}
		catch (JsonProcessingException ex) {
			int at = (ex.getLocation() != null) ? ex.getLocation().getLineNr() : line;
			this.wrong.add(Detail.of(FIELD, "rule_line", at, ex.getOriginalMessage()));
		}
		catch (IOException ex) {
			throw new IllegalStateException("A text was not read to its end", ex);
		}
	}

	private void run(int line, Example example) {
		Map<String, Object> facts = new LinkedHashMap<>();
		try {
			for (Map.Entry<String, JsonNode> given : example.given().entrySet()) {
				Class<?> type = this.rules.facts().get(given.getKey());
				if (type == null) {
					this.wrong.add(Detail.of(FIELD, "example_fact", line, given.getKey(),
							String.join(", ", this.rules.facts().keySet())));
					return;
				}
				facts.put(given.getKey(), YAML.convertValue(given.getValue(), type));
			}
			List<String> fired = this.rules.fire(facts.values().toArray()).rules();
			this.shown.addAll(fired);
			compare(line, example, "fires", example.fires().stream().sorted().toList(),
					fired.stream().sorted().toList());
		}
		catch (RuntimeException ex) {
			// the example is to blame, or the rule
			this.wrong.add(Detail.of(FIELD, "example_fails", line, example.example(), reason(ex)));
			return;
		}
		example.then()
			.forEach((fact, expected) -> expected.entrySet()
				.forEach((property) -> compare(line, example, fact, facts.get(fact), property)));
	}

	private void compare(int line, Example example, String fact, @Nullable Object object,
			Map.Entry<String, JsonNode> expected) {
		String name = fact + "." + expected.getKey();
		try {
			if (object == null) {
				throw new NoSuchMethodException();
			}
			JsonNode was = YAML.valueToTree(accessor(object.getClass(), expected.getKey()).invoke(object));
			if (!expected.getValue().equals(RuleExamples::order, was)) {
				compare(line, example, name, expected.getValue(), was);
			}
		}
		catch (NoSuchMethodException ex) {
			this.wrong.add(Detail.of(FIELD, "example_question", line, example.example(), name));
		}
		catch (IllegalAccessException | InvocationTargetException ex) {
			this.wrong.add(Detail.of(FIELD, "example_fails", line, example.example(), reason(ex)));
		}
	}

	private void compare(int line, Example example, String what, Object expected, Object was) {
		if (!expected.equals(was)) {
			this.wrong.add(Detail.of(FIELD, "example_differs", line, example.example(), what, expected.toString(),
					was.toString()));
		}
	}

	/** A long 5 is an int 5. */
	private static int order(JsonNode one, JsonNode other) {
		return (one.isNumber() && other.isNumber()) ? one.decimalValue().compareTo(other.decimalValue())
				: one.equals(other) ? 0 : 1;
	}

	private static Method accessor(Class<?> type, String property) throws NoSuchMethodException {
		List<String> names = List.of(property, "get" + StringUtils.capitalize(property),
				"is" + StringUtils.capitalize(property));
		return Stream.of(type.getMethods())
			.filter((method) -> names.contains(method.getName()) && method.getParameterCount() == 0
					&& method.getReturnType() != void.class)
			.findFirst()
			.orElseThrow(NoSuchMethodException::new);
	}

	private static String reason(Throwable problem) {
		Throwable cause = problem;
		while (cause.getCause() != null) {
			cause = cause.getCause();
		}
		return (cause.getMessage() != null) ? cause.getMessage() : cause.getClass().getSimpleName();
	}

	/**
	 * One example.
	 *
	 * @param example what it shows, for people
	 * @param given the facts, by the simple names of their classes
	 * @param fires the rules that fire, in any order
	 * @param then what the facts say afterwards
	 */
	record Example(String example, Map<String, JsonNode> given, List<String> fires,
			Map<String, Map<String, JsonNode>> then) {

		Example {
			example = Objects.requireNonNullElse(example, "");
			given = Objects.requireNonNullElse(given, Map.of());
			fires = Objects.requireNonNullElse(fires, List.of());
			then = Objects.requireNonNullElse(then, Map.of());
			if (Stream.of(given.values(), fires, then.values())
				.flatMap((part) -> part.stream())
				.anyMatch(Objects::isNull)) {
				throw new IllegalArgumentException("Something is missing in this example");
			}
		}

	}

}
