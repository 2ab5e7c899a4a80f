package io.nagare.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nagare.shared.TicketKind;
import io.nagare.shared.TicketKinds;

/** The committed OpenAPI document, as calls that a test can make. */
final class Contract {

	static final ObjectMapper JSON = new ObjectMapper();

	private static final String ROOT = "/api/v1";

	/**
	 * Kinds of which some action leaves the ticket where it is, so that the next caller
	 * finds it too; of the others their own tests say who may.
	 */
	private static final List<String> REPEATABLE = List.of("/incidents/", "/problems/");

	private static final String ACTION = "/{id}/actions/{action}";

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private static final Map<String, String> FORMATS = Map.of("date", "2030-01-01", "date-time", "2030-01-01T00:00:00Z",
			"email", "nobody@contract.example");

	private final JsonNode document;

	private final List<String> kinds;

	private Contract(JsonNode document, List<String> kinds) {
		this.document = document;
		this.kinds = kinds;
	}

	/** For every type of tickets that there is. */
	static Contract committed(TicketKinds kinds) {
		try {
			return new Contract(JSON.readTree(Path.of("openapi", "openapi.json").toFile()),
					kinds.all().stream().map(TicketKind::path).toList());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Every call there is, in the order of the document. */
	List<Operation> operations() {
		List<Operation> all = new ArrayList<>();
		this.document.path("paths")
			.properties()
			.forEach((path) -> path.getValue()
				.properties()
				.forEach((method) -> kinds(path.getKey().substring(ROOT.length()))
					.forEach((filled) -> all.add(new Operation(method.getKey().toUpperCase(Locale.ROOT), filled,
							path.getKey().substring(ROOT.length()), method.getValue())))));
		all.removeIf((operation) -> operation.path().endsWith(ACTION)
				&& REPEATABLE.stream().noneMatch(operation.path()::startsWith));
		// never ends, so its own tests say who may
		all.removeIf((operation) -> operation.description().at("/responses/200/content").has("text/event-stream"));
		return all;
	}

	/** Every call there is but the one that never ends, actions of every kind too. */
	List<Operation> everything() {
		List<Operation> all = new ArrayList<>(operations());
		JsonNode action = this.document.path("paths").path(ROOT + "/{kind}" + ACTION).path("post");
		this.kinds.stream()
			.map((kind) -> "/" + kind + ACTION)
			.filter((path) -> REPEATABLE.stream().noneMatch(path::startsWith))
			.forEach((path) -> all.add(new Operation("POST", path, "/{kind}" + ACTION, action)));
		return all;
	}

	/** The schema of that name. */
	JsonNode schema(String name) {
		return this.document.path("components").path("schemas").path(name);
	}

	/** What a reference refers to. */
	JsonNode at(JsonNode reference) {
		return this.document.at(reference.path("$ref").asText().substring(1));
	}

	/** What is said of tickets holds for each kind that has no path of its own for it. */
	private Stream<String> kinds(String path) {
		return path.startsWith("/{kind}") ? this.kinds.stream()
			.map((kind) -> path.replace("{kind}", kind))
			.filter((filled) -> !this.document.path("paths").has(ROOT + filled)) : Stream.of(path);
	}

	/** The paths of all types of tickets. */
	List<String> kinds() {
		return this.kinds;
	}

	/** The schema of the JSON that a call takes; missing where it takes none. */
	JsonNode bodyOf(Operation operation) {
		return resolved(operation.description().at("/requestBody/content/application~1json/schema"));
	}

	/** The parameters in the query, those shared by all lists too. */
	List<JsonNode> queryOf(Operation operation) {
		return stream(operation.description().path("parameters")).map(this::resolved)
			.filter((parameter) -> parameter.path("in").asText().equals("query"))
			.toList();
	}

	/** What a reference refers to, any other node as it is. */
	JsonNode resolved(JsonNode node) {
		JsonNode named = (node.path("allOf").size() == 1) ? node.path("allOf").path(0) : node;
		return named.has("$ref") ? resolved(this.document.at(named.path("$ref").asText().substring(1))) : named;
	}

	/** The smallest value that the schema allows. */
	JsonNode smallest(JsonNode reference) {
		JsonNode schema = resolved(reference);
		return switch (schema.path("type").asText()) {
			case "object" -> {
				ObjectNode object = NODES.objectNode();
				stream(schema.path("required")).map(JsonNode::asText)
					.forEach((name) -> object.set(name, smallest(schema.path("properties").path(name))));
				yield object;
			}
			case "array" -> NODES.arrayNode();
			case "integer", "number" -> NODES.numberNode(schema.path("minimum").asInt(1));
			case "boolean" -> NODES.booleanNode(false);
			default -> NODES.textNode(word(schema));
		};
	}

	private static String word(JsonNode schema) {
		if (schema.has("enum")) {
			return schema.path("enum").path(0).asText();
		}
		String format = schema.path("format").asText();
		if (format.equals("uuid")) {
			return UUID.randomUUID().toString();
		}
		String pattern = schema.path("pattern").asText();
		return pattern.matches("[a-z_]+(\\|[a-z_]+)+") ? pattern.substring(0, pattern.indexOf('|'))
				: FORMATS.getOrDefault(format, "Some words");
	}

	/**
	 * Sets one field after the other of a body to something else.
	 * @param formats the formats of the texts that are wanted; empty for free text
	 * @return each such body, with the pointer to what was set
	 */
	List<Variant> variants(JsonNode schema, JsonNode body, Set<String> formats, Value value) {
		List<Variant> all = new ArrayList<>();
		fields(schema, "", formats).forEach((pointer) -> {
			JsonNode changed = body.deepCopy();
			place((ObjectNode) changed, pointer, value.of(pointer.substring(pointer.lastIndexOf('/') + 1)));
			all.add(new Variant(pointer, changed));
		});
		return all;
	}

	private Stream<String> fields(JsonNode reference, String at, Set<String> formats) {
		JsonNode schema = resolved(reference);
		List<String> all = new ArrayList<>();
		schema.path("properties").properties().forEach((property) -> {
			JsonNode type = resolved(property.getValue());
			String pointer = at + "/" + property.getKey();
			switch (type.path("type").asText()) {
				case "string" -> {
					if (formats.contains(type.path("format").asText()) && !type.has("enum")) {
						all.add(pointer);
					}
				}
				case "array" -> {
					JsonNode items = resolved(type.path("items"));
					if (items.path("type").asText().equals("string")
							&& formats.contains(items.path("format").asText())) {
						all.add(pointer + "[]");
					}
				}
				default -> fields(type, pointer, formats).forEach(all::add);
			}
		});
		return all.stream();
	}

	private static void place(ObjectNode body, String pointer, String value) {
		ObjectNode at = body;
		String[] names = pointer.substring(1).split("/", -1);
		for (int i = 0; i < names.length - 1; i++) {
			at = at.withObjectProperty(names[i]);
		}
		String last = names[names.length - 1];
		if (last.endsWith("[]")) {
			ArrayNode array = NODES.arrayNode().add(value);
			at.set(last.substring(0, last.length() - 2), array);
		}
		else {
			at.put(last, value);
		}
	}

	static Stream<JsonNode> stream(JsonNode list) {
		return StreamSupport.stream(list.spliterator(), false);
	}

	/** What a field is set to. */
	@FunctionalInterface
	interface Value {

		String of(String field);

	}

	/**
	 * A body in which one field is other than usual.
	 *
	 * @param pointer to the field, with {@code []} behind a list
	 * @param body all of it
	 */
	record Variant(String pointer, JsonNode body) {
	}

	/**
	 * One call: {@code GET /incidents/{id}}.
	 *
	 * @param path with the kind of ticket filled in
	 * @param template the path as the document has it
	 */
	record Operation(String method, String path, String template, JsonNode description) {

		/** As the document has it. */
		String name() {
			return this.method + " " + this.template;
		}

		/** Whether it is about one thing that the path names. */
		boolean isAboutOne() {
			return this.path.contains("{");
		}

	}

}
