package io.nagare.contract;

import java.io.IOException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.nagare.contract.Contract.Operation;
import io.nagare.contract.RawHttp.RawAnswer;
import io.nagare.contract.RequestGenerator.Generated;

/**
 * Holds an answer to the committed document: its status, its type, and every field to its
 * schema. A field that the schema does not name is wrong too, and null where it may not
 * be.
 */
final class AnswerChecker {

	private static final ObjectMapper STRICT = new ObjectMapper()
		.enable(com.fasterxml.jackson.core.JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

	private static final Pattern TRACE = Pattern
		.compile("\\tat |\\n\\s+at [a-z]+\\.|Exception\\b|org\\.(springframework|hibernate|postgresql|camunda|apache)"
				+ "|java\\.(lang|util)\\.|com\\.fasterxml|<html");

	private static final int MOST = 5;

	private final Contract contract;

	/** Then there is no body. */
	private final boolean head;

	private final List<String> wrong = new ArrayList<>();

	private AnswerChecker(Contract contract, boolean head) {
		this.contract = contract;
		this.head = head;
	}

	/** What is wrong with the answer; empty for nothing. */
	static List<String> check(Contract contract, Generated request, RawAnswer answer) {
		AnswerChecker checker = new AnswerChecker(contract, request.isHead());
		checker.check(request.operation(), request.addressed(), answer);
		return checker.wrong;
	}

	private void check(Operation operation, boolean addressed, RawAnswer answer) {
		if (answer.status() >= 500 || answer.status() < 200) {
			this.wrong.add("status " + answer.status());
		}
		else if (answer.status() >= 400) {
			refused(answer);
		}
		else if (addressed) {
			JsonNode response = operation.description().path("responses").path(String.valueOf(answer.status()));
			if (response.isMissingNode()) {
				this.wrong.add("undocumented status " + answer.status());
			}
			else {
				succeeded(response.path("content"), answer);
			}
		}
	}

	private void refused(RawAnswer answer) {
		if (this.head) {
			return;
		}
		if (TRACE.matcher(answer.body()).find()) {
			this.wrong.add("tells of the inside");
		}
		if (answer.body().isEmpty() && answer.header("connection").equals("close") && answer.status() == 400) {
			// nobody knows where such a request ends, so Tomcat hangs up at once
			return;
		}
		if (!answer.header("content-type").startsWith("application/json")) {
			this.wrong.add("an error of type " + answer.header("content-type"));
			return;
		}
		JsonNode body = parse(answer.body());
		node("", this.contract.schema("Error"), body);
		if (body.at("/error/code").asText().isEmpty() || body.at("/error/message").asText().isEmpty()
				|| !body.at("/error/details").isArray()) {
			this.wrong.add("an error without code, message or details");
		}
	}

	private void succeeded(JsonNode content, RawAnswer answer) {
		String type = answer.header("content-type").replace(" ", "");
		if (content.isMissingNode() || content.isEmpty()) {
			if (!answer.body().isEmpty()) {
				this.wrong.add("a body where none is documented");
			}
		}
		else if (content.has("application/json") && (type.startsWith("application/json") || content.size() == 1)) {
			if (!type.startsWith("application/json")) {
				this.wrong.add("undocumented type " + type);
			}
			JsonNode schema = content.path("application/json").path("schema");
			if (!schema.path("format").asText().equals("binary")) {
				node("", schema, parse(answer.body()));
			}
		}
	}

	private JsonNode parse(String body) {
		try {
			return STRICT.readTree(body);
		}
		catch (IOException ex) {
			this.wrong.add("no JSON: " + ex.getMessage());
			return STRICT.missingNode();
		}
	}

	private void node(String at, JsonNode reference, JsonNode value) {
		if (this.wrong.size() >= MOST || value.isMissingNode()) {
			return;
		}
		Map<String, JsonNode> words = new LinkedHashMap<>();
		Map<String, JsonNode> fields = new LinkedHashMap<>();
		Set<String> required = new HashSet<>();
		gather(reference, words, fields, required);
		if (value.isNull()) {
			if (!words.getOrDefault("nullable", STRICT.getNodeFactory().booleanNode(false)).asBoolean()) {
				this.wrong.add(at + " is null");
			}
			return;
		}
		String type = words.containsKey("type") ? words.get("type").asText() : "";
		if (!fits(type, value)) {
			this.wrong.add(at + " is no " + type + ": " + shortened(value));
			return;
		}
		if (value.isObject()) {
			object(at, words, fields, required, value);
		}
		else if (value.isArray()) {
			int i = 0;
			for (JsonNode item : value) {
				node(at + "/" + i++, words.getOrDefault("items", STRICT.createObjectNode()), item);
			}
		}
		else {
			scalar(at, words, value);
		}
	}

	/** A schema may be put together of several, and say more of its own. */
	private void gather(JsonNode schema, Map<String, JsonNode> words, Map<String, JsonNode> fields,
			Set<String> required) {
		if (schema.has("$ref")) {
			gather(this.contract.at(schema), words, fields, required);
		}
		schema.path("allOf").forEach((part) -> gather(part, words, fields, required));
		schema.properties().forEach((word) -> words.put(word.getKey(), word.getValue()));
		schema.path("properties").properties().forEach((field) -> fields.put(field.getKey(), field.getValue()));
		schema.path("required").forEach((name) -> required.add(name.asText()));
	}

	private static boolean fits(String type, JsonNode value) {
		return switch (type) {
			case "object" -> value.isObject();
			case "array" -> value.isArray();
			case "string" -> value.isTextual();
			case "integer" -> value.isIntegralNumber();
			case "number" -> value.isNumber();
			case "boolean" -> value.isBoolean();
			default -> true;
		};
	}

	private void object(String at, Map<String, JsonNode> words, Map<String, JsonNode> fields, Set<String> required,
			JsonNode value) {
		required.stream()
			.filter((name) -> !value.has(name))
			.forEach((name) -> this.wrong.add(at + "/" + name + " is missing"));
		JsonNode others = words.getOrDefault("additionalProperties", STRICT.missingNode());
		value.properties().forEach((field) -> {
			String name = at + "/" + field.getKey();
			JsonNode known = fields.get(field.getKey());
			if (known != null) {
				node(name, known, field.getValue());
			}
			else if (others.isObject()) {
				node(name, others, field.getValue());
			}
			// what an answer remarks beside its data is open
			else if (!others.asBoolean() && !fields.isEmpty() && !at.equals("/meta")) {
				this.wrong.add(name + " is not in the schema");
			}
		});
	}

	private void scalar(String at, Map<String, JsonNode> words, JsonNode value) {
		if (words.containsKey("enum") && !Contract.stream(words.get("enum")).toList().contains(value)) {
			this.wrong.add(at + " is none of the choices: " + shortened(value));
		}
		if (words.containsKey("maxLength") && value.asText().length() > words.get("maxLength").asInt()) {
			this.wrong.add(at + " is too long");
		}
		String format = words.containsKey("format") ? words.get("format").asText() : "";
		try {
			switch (format) {
				case "uuid" -> UUID.fromString(value.asText());
				case "date-time" -> OffsetDateTime.parse(value.asText());
				case "date" -> LocalDate.parse(value.asText());
				default -> {
				}
			}
		}
		catch (IllegalArgumentException | DateTimeParseException ex) {
			this.wrong.add(at + " is no " + format + ": " + shortened(value));
		}
	}

	private static String shortened(JsonNode value) {
		String text = value.toString();
		return (text.length() > 80) ? text.substring(0, 80) + "…" : text;
	}

}
