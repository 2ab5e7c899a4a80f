package io.nagare.workflow.internal.door;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.JsonBounds;

/**
 * Finds what no body of a call of the engine's REST API may carry: expressions, which the
 * engine would evaluate; objects, which it would deserialise; and variables by ways that
 * no form guards.
 */
final class EngineBody {

	/**
	 * The only expressions that filters need, and that read nothing but the caller and
	 * the clock.
	 */
	private static final Set<String> EXPRESSIONS = Set.of("${currentUser()}", "${currentUserGroups()}", "${now()}");

	/** The types a form or message can carry. */
	private static final Set<String> TYPES = Set.of("string", "boolean", "short", "integer", "long", "double", "number",
			"json", "null");

	private static final Set<String> MESSAGE = Set.of("messageName", "businessKey", "tenantId", "withoutTenantId",
			"processInstanceId", "processVariables", "resultEnabled", "variablesInResultEnabled");

	/** Calls for administrators that can carry variables beside what they are for. */
	private static final Pattern NO_VARIABLES = Pattern
		.compile("/(process-instance/[^/]+/modification.*|modification/.*|migration/.*)");

	private static final Pattern FAILURE = Pattern.compile("/external-task/[^/]+/(?:failure|bpmnError)");

	private static final Pattern RETRIES = Pattern.compile("/(job|job-definition|external-task)/([^/]+/)?retries");

	private static final String IDS = "processInstanceIds";

	/** All but what makes lines and columns. */
	private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\t\n\r]]");

	/**
	 * As the API reads, but strict: what two readers could read in two ways is refused.
	 */
	private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
		// each may become an object on the heap
		.streamReadConstraints(JsonBounds.ofTokens(100_000))
		.build())
		.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private EngineBody() {
	}

	/** The body of a call; null where it is not JSON. */
	static @Nullable JsonNode read(InputStream body) {
		try {
			return JSON.readTree(body);
		}
		catch (IOException ex) {
			return null;
		}
	}

	/** What is wrong with the body of the call, as a sentence; null where all is well. */
	static @Nullable String objection(String call, @Nullable JsonNode json) {
		if (json == null) {
			return "The body is not JSON, or a field name is too long";
		}
		if (!json.isObject() || hasGap(json)) {
			return "The body must be an object, and no list may hold null";
		}
		if (isUnreadableIn(FAILURE.matcher(call).matches() ? withoutWords(json) : json)) {
			return "Control characters are not allowed";
		}
		if (json.path(IDS).isArray() && json.path(IDS).isEmpty()) {
			return IDS + " must not be empty";
		}
		String expression = expressionIn(json);
		if (expression != null) {
			return "Expressions are not allowed: " + expression;
		}
		if (call.equals("/message")) {
			for (Map.Entry<String, JsonNode> field : json.properties()) {
				if (!MESSAGE.contains(field.getKey()) && !field.getValue().isNull()) {
					return "A message does not carry this: " + field.getKey();
				}
			}
		}
		if (NO_VARIABLES.matcher(call).matches() && !json.findPath("variables").isEmpty()) {
			return "This call carries no variables";
		}
		if (RETRIES.matcher(call).matches()
				&& !(json.path("retries").isInt() && json.path("retries").intValue() >= 0)) {
			return "retries must be a number of 0 or more";
		}
		String type = typeIn(json.path("variables"));
		return (type != null) ? type : typeIn(json.path("processVariables"));
	}

	/**
	 * The same without what a worker's program said as it failed: colours of a terminal
	 * are no reason to lose it. What no database keeps stays.
	 */
	private static JsonNode withoutWords(JsonNode json) {
		ObjectNode rest = json.deepCopy();
		for (String words : List.of("errorMessage", "errorDetails")) {
			if (rest.path(words).isTextual() && rest.path(words).textValue().indexOf(0) < 0) {
				rest.remove(words);
			}
		}
		return rest;
	}

	/** The tenants that the body names. */
	static Set<String> tenants(JsonNode json) {
		Set<String> named = new HashSet<>();
		for (String field : List.of("tenantId", "tenantIdIn")) {
			for (JsonNode value : json.findValues(field)) {
				(value.isArray() ? value : List.of(value)).forEach((one) -> named.add(one.asText("")));
			}
		}
		named.removeAll(Set.of("", "null"));
		return named;
	}

	/** Whether a parameter's name says that its value is an expression. */
	static boolean isExpression(String name) {
		return name.endsWith("Expression");
	}

	/** The engine stumbles over an item that is none. */
	private static boolean hasGap(JsonNode node) {
		for (JsonNode child : node) {
			if ((node.isArray() && child.isNull()) || hasGap(child)) {
				return true;
			}
		}
		return false;
	}

	/** Whether the text holds what neither people write nor the database keeps. */
	static boolean isUnreadable(String text) {
		return CONTROL.matcher(text).find();
	}

	private static boolean isUnreadableIn(JsonNode node) {
		for (Map.Entry<String, JsonNode> field : node.properties()) {
			if (isUnreadable(field.getKey())) {
				return true;
			}
		}
		for (JsonNode child : node) {
			if (isUnreadableIn(child)) {
				return true;
			}
		}
		return node.isTextual() && isUnreadable(node.textValue());
	}

	/**
	 * A field such as {@code dueBeforeExpression}, however deep, that holds more than the
	 * allowed.
	 */
	private static @Nullable String expressionIn(JsonNode node) {
		for (Map.Entry<String, JsonNode> field : node.properties()) {
			if (isExpression(field.getKey()) && !field.getValue().isNull()
					&& !EXPRESSIONS.contains(field.getValue().asText())) {
				return field.getKey();
			}
		}
		for (JsonNode child : node) {
			String found = expressionIn(child);
			if (found != null) {
				return found;
			}
		}
		return null;
	}

	private static @Nullable String typeIn(JsonNode variables) {
		for (Map.Entry<String, JsonNode> variable : variables.properties()) {
			JsonNode type = variable.getValue().path("type");
			if (!type.isMissingNode() && !type.isNull()
					&& !TYPES.contains(type.asText().toLowerCase(java.util.Locale.ROOT))) {
				return "A variable cannot be of this type: " + variable.getKey();
			}
		}
		return null;
	}

}
