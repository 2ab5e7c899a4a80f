package io.nagare.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the design's own OpenAPI document promises, the product's has at the same place
 * under the same name: every path, parameter, field of a body and field of an answer.
 * Answers stand in an envelope under {@code data}. Words are a tenant's own, so that ours
 * has no list of them.
 */
@Tag("gate")
class DesignTests {

	private static final Path DESIGN = Path.of("src/test/resources/contract/design.yaml");

	private static final Path OURS = Path.of("openapi/openapi.json");

	/** Whom a ticket names is told by name alone; the rest is in his own record. */
	private static final Set<String> PERSON = Set.of("email", "role", "department", "is_active");

	@SuppressWarnings("NullAway.Init")
	private JsonNode design;

	@SuppressWarnings("NullAway.Init")
	private JsonNode ours;

	private final Set<String> missing = new TreeSet<>();

	private int compared;

	@BeforeEach
	void readBoth() throws IOException {
		this.design = new ObjectMapper(new YAMLFactory()).readTree(DESIGN.toFile());
		this.ours = new ObjectMapper().readTree(OURS.toFile());
	}

	@Test
	void hasWhatTheDesignPromises() {
		this.design.path("paths")
			.properties()
			.forEach((path) -> path.getValue()
				.properties()
				.forEach((method) -> compare(path.getKey(), method.getKey(), method.getValue())));
		assertThat(this.missing).isEmpty();
		assertThat(this.compared).isGreaterThan(150);
	}

	@Test
	void wouldMissWhatIsNotThere() throws IOException {
		this.design = new ObjectMapper(new YAMLFactory())
			.readTree(Files.readString(DESIGN).replace("resolution_due_at:", "solution_due_at:"));
		this.design.path("paths")
			.path("/incidents")
			.properties()
			.forEach((method) -> compare("/incidents", method.getKey(), method.getValue()));
		assertThat(this.missing).containsExactly("get /incidents 200.data[].solution_due_at",
				"post /incidents 201.solution_due_at");
	}

	private void compare(String path, String method, JsonNode designed) {
		String where = method + " " + path;
		JsonNode operation = this.ours.path("paths")
			.path("/api/v1" + path.replace("{incident_id}", "{id}"))
			.path(method);
		if (operation.isMissingNode()) {
			this.missing.add(where);
			return;
		}
		Map<String, JsonNode> parameters = new HashMap<>();
		operation.path("parameters").forEach((one) -> {
			JsonNode parameter = resolved(this.ours, one);
			parameters.put(parameter.path("name").asText(), parameter);
		});
		designed.path("parameters").forEach((one) -> {
			if (!one.path("in").asText().equals("path")) {
				String name = one.path("name").asText();
				schema(one.path("schema"), parameters.getOrDefault(name, one.path("none")).path("schema"),
						where + " ?" + name);
			}
		});
		JsonNode body = content(designed.path("requestBody"));
		if (!body.isMissingNode()) {
			schema(body, content(operation.path("requestBody")), where + " body");
		}
		designed.path("responses").properties().forEach((response) -> {
			JsonNode answer = content(operation.path("responses").path(response.getKey()));
			JsonNode promised = content(response.getValue());
			JsonNode told = fields(this.design, promised).containsKey("data") ? answer
					: fields(this.ours, answer).getOrDefault("data", answer);
			schema(promised, told, where + " " + response.getKey());
		});
	}

	private static JsonNode content(JsonNode holder) {
		JsonNode content = holder.path("content");
		JsonNode json = content.path("application/json");
		return (json.isMissingNode() && content.size() == 1) ? content.elements().next().path("schema")
				: json.path("schema");
	}

	private void schema(JsonNode promised, JsonNode told, String where) {
		this.compared++;
		JsonNode own = resolved(this.ours, told);
		JsonNode designed = resolved(this.design, promised);
		if (told.isMissingNode()) {
			this.missing.add(where);
		}
		else if (designed.path("type").asText().equals("array")) {
			schema(designed.path("items"), own.path("items"), where + "[]");
		}
		else {
			Map<String, JsonNode> there = fields(this.ours, own);
			boolean inTicket = promised.path("$ref").asText().endsWith("/User") && !where.contains("profile");
			Map<String, JsonNode> fields = fields(this.design, designed);
			fields.forEach((name, field) -> {
				if (!(inTicket && PERSON.contains(name))) {
					schema(field, there.getOrDefault(name, field.path("none")), where + "." + name);
				}
			});
			if (fields.isEmpty() && !types(own).contains(designed.path("type").asText())) {
				this.missing.add(where + " as " + designed.path("type").asText());
			}
		}
	}

	private Set<String> types(JsonNode schema) {
		Set<String> types = new TreeSet<>();
		JsonNode type = schema.path("type");
		types.add(type.asText());
		type.forEach((one) -> types.add(one.asText()));
		for (String together : List.of("oneOf", "anyOf")) {
			schema.path(together).forEach((one) -> types.addAll(types(resolved(this.ours, one))));
		}
		return types;
	}

	private static Map<String, JsonNode> fields(JsonNode document, JsonNode schema) {
		JsonNode resolved = resolved(document, schema);
		Map<String, JsonNode> fields = new HashMap<>();
		resolved.path("properties").properties().forEach((field) -> fields.put(field.getKey(), field.getValue()));
		for (String together : List.of("allOf", "oneOf", "anyOf")) {
			resolved.path(together).forEach((one) -> fields.putAll(fields(document, one)));
		}
		return fields;
	}

	private static JsonNode resolved(JsonNode document, JsonNode node) {
		JsonNode at = node;
		while (at.has("$ref")) {
			at = document.at(at.path("$ref").asText().substring(1));
		}
		return at;
	}

}
