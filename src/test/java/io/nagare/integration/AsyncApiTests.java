package io.nagare.integration;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.ClassUtils;

import io.nagare.Api;
import io.nagare.Generated;
import io.nagare.NagareTest;
import io.nagare.NodeScripts;
import io.nagare.OwnHouse;
import io.nagare.cmdb.CiRelationshipChanged;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TicketEvent;
import io.nagare.shared.TicketKind;
import io.nagare.shared.ToldOutside;
import io.nagare.signin.Client.Answer;
import io.nagare.ticket.FieldChanged;
import io.nagare.ticket.StatusChanged;
import io.nagare.ticket.TicketReported;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.sla.SlaBreachWarning;
import io.nagare.ticket.sla.SlaBreached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Holds the committed description of the events to the code, and what is really sent to
 * the description.
 */
@NagareTest
class AsyncApiTests {

	private static final Path COMMITTED = Path.of("openapi", "asyncapi.json");

	/** Told in a form of their own, or by another name. */
	private static final Set<Class<?>> OTHERWISE = Set.of(TicketReported.class, FieldChanged.class, StatusChanged.class,
			SlaBreached.class, SlaBreachWarning.class);

	private static final Set<String> COMMON = Set.of("ticket", "tenant", "actor", "at");

	private static final PropertyNamingStrategies.SnakeCaseStrategy NAMES = new PropertyNamingStrategies.SnakeCaseStrategy();

	@LocalServerPort
	private int port;

	@Autowired
	private TicketTypes types;

	@Autowired
	private OutboundTypes outboundTypes;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transactions;

	private final ObjectMapper json = JsonMapper.builder()
		.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
		.build();

	@Test
	@Tag("generated")
	void generatesTheCommittedDocument() throws IOException {
		Generated.hold(COMMITTED, this.json.writerWithDefaultPrettyPrinter().writeValueAsString(document()) + "\n");
	}

	/** What can be asked for is what is described. */
	@Test
	void describesWhatWebhooksCanBeToldOf() throws IOException {
		List<String> shipped = shipped();
		Stream<String> things = entities().map((entity) -> entity.getAnnotation(ToldOutside.class).kind());
		List<String> kinds = Stream.concat(shipped.stream(), things).toList();
		List<String> described = new ArrayList<>();
		this.json.readTree(Files.readString(COMMITTED)).path("channels").fieldNames().forEachRemaining(described::add);
		assertThat(this.outboundTypes.all()
			.stream()
			.filter((event) -> kinds.contains(event.kind()))
			.map(OutboundTypes.OutboundType::type)
			.distinct()).containsExactlyInAnyOrderElementsOf(described);
	}

	@Test
	void isSoundToAsyncApisOwnParser(@TempDir Path folder) throws IOException {
		NodeScripts.node("asyncapi.mjs", COMMITTED.toAbsolutePath().toString());
		String sound = Files.readString(COMMITTED);
		for (Map.Entry<String, String> spoilt : Map
			.of("\"action\" : \"send\"", "\"action\" : \"shout\"", "\"#/components/messages/incident.created\"",
					"\"#/components/messages/nothing\"", "\"asyncapi\" : \"3.0.0\"", "\"asyncapi\" : \"0.3\"")
			.entrySet()) {
			assertThat(sound).contains(spoilt.getKey());
			Path file = Files.writeString(folder.resolve("spoilt.json"),
					sound.replace(spoilt.getKey(), spoilt.getValue()));
			assertThatThrownBy(() -> NodeScripts.node("asyncapi.mjs", file.toString())).as(spoilt.getValue())
				.isInstanceOf(AssertionError.class);
		}
	}

	@Test
	void describesWhatIsSent() throws IOException {
		Api admin = Api.at(this.port).as("admin");
		Api agent = Api.at(this.port).as("agent1");
		JsonNode hook = admin
			.postRaw("/webhooks",
					"{\"name\": \"Async %s\", \"url\": \"https://contract.example/async\"}"
						.formatted(UUID.randomUUID()))
			.data();
		List<UUID> subjects = new ArrayList<>();
		try {
			String first = agent.report("Described").path("id").asText();
			String second = agent.report("Described too").path("id").asText();
			subjects.add(UUID.fromString(first));
			done(agent.post("/incidents/" + first + "/work-notes", "content", "seen", "is_public", "Y"));
			agent.does(first, "assign", "assignee_id", agent.me());
			agent.does(first, "start");
			done(agent.post("/incidents/" + first + "/links", "type", "related_to", "target_id", second));
			done(agent.patch("/incidents/" + first, "description", "more"));
			List<Map<String, Object>> sent = sent(subjects.get(0));
			assertThat(sent).extracting((event) -> event.get("type"))
				.contains("incident.created", "incident.note_added", "incident.status_changed", "incident.updated",
						"incident.linked");
			JsonNode document = this.json.readTree(Files.readString(COMMITTED));
			for (Map<String, Object> event : sent) {
				check(document, String.valueOf(event.get("type")),
						this.json.readTree(String.valueOf(event.get("data"))));
			}
		}
		finally {
			admin.delete("/webhooks/" + hook.path("id").asText());
		}
	}

	private static void done(Answer answer) {
		assertThat(answer.status()).as(answer.body()).isLessThan(300);
	}

	private List<Map<String, Object>> sent(UUID subject) {
		return Tenancy.asPlatform(() -> this.transactions.execute((status) -> this.jdbc.queryForList(
				"SELECT type, data::text AS data FROM outbound_events WHERE subject = ? ORDER BY id", subject)));
	}

	private static void check(JsonNode document, String type, JsonNode data) {
		JsonNode schema = document.at("/components/schemas/" + type);
		assertThat(schema.isObject()).as(type).isTrue();
		Map<String, JsonNode> known = new TreeMap<>();
		schema.path("allOf").forEach((part) -> {
			JsonNode own = part.has("$ref") ? document.at(part.path("$ref").asText().substring(1)) : part;
			own.path("properties").properties().forEach((one) -> known.put(one.getKey(), one.getValue()));
			own.path("required").forEach((name) -> assertThat(data.has(name.asText())).as(type + " " + name).isTrue());
		});
		data.properties().forEach((field) -> {
			JsonNode described = known.getOrDefault(field.getKey(), schema);
			assertThat(known).as(type).containsKey(field.getKey());
			String is = field.getValue().isNull() ? "null"
					: field.getValue().isTextual() ? "string" : field.getValue().isBoolean() ? "boolean"
							: field.getValue().isNumber() ? "integer" : field.getValue().isArray() ? "array" : "object";
			JsonNode allowed = described.path("type");
			List<String> may = allowed.isArray() ? Stream.iterate(0, (at) -> at < allowed.size(), (at) -> at + 1)
				.map((at) -> allowed.get(at).asText())
				.toList() : List.of(allowed.asText());
			assertThat(may).as(type + "." + field.getKey()).contains(is);
		});
	}

	@Test
	void tellsOfWhatIsNoTicket() throws IOException {
		OwnHouse house = OwnHouse.at(this.port);
		Api manager = house.as("manager");
		Api agent = house.as("agent1");
		String item = made(agent.post("/cis", "name", "Before", "ci_class", "service", "tier", 2));
		done(house.as("admin")
			.postRaw("/webhooks", "{\"name\": \"Things\", \"url\": \"https://contract.example/things\"}"));
		done(agent.patch("/cis/" + item, "name", "After"));
		done(agent.patch("/cis/" + item, "name", "After"));
		String shortLived = made(agent.post("/cis", "name", "Other", "ci_class", "server", "tier", 4));
		done(agent.delete("/cis/" + shortLived));
		String contract = made(
				manager.post("/contracts", "supplier_id", made(manager.post("/suppliers", "name", "K.K.")), "number",
						"K-1", "begins_on", "2026-01-01", "ci_ids", List.of(item)));
		done(manager.patch("/contracts/" + contract, "ends_on", "2149-12-31"));
		String announcement = made(
				manager.post("/announcements", "kind", "information", "title_ja", "お知らせ", "ci_ids", List.of(item)));
		done(manager.post("/announcements/" + announcement + "/withdraw"));
		String incident = agent.report("Away").path("id").asText();
		String outage = made(agent.post("/incidents/" + incident + "/outages", "ci_id", item));
		done(agent.delete("/incidents/" + incident + "/outages/" + outage));

		assertThat(told(item)).containsExactly("ci.updated");
		assertThat(told(shortLived)).containsExactly("ci.created", "ci.deleted");
		assertThat(told(contract)).containsExactly("contract.created", "contract.updated");
		assertThat(told(announcement)).containsExactly("announcement.created", "announcement.updated");
		assertThat(told(outage)).containsExactly("outage.created", "outage.deleted");
		JsonNode renamed = this.json.readTree(String.valueOf(sent(UUID.fromString(item)).get(0).get("data")));
		assertThat(renamed.at("/changes/name/from").asText()).isEqualTo("Before");
		assertThat(renamed.at("/changes/name/to").asText()).isEqualTo("After");
		assertThat(renamed.path("changes")).hasSize(1);
		assertThat(renamed.path("title").asText()).isEqualTo("After");
		assertThat(renamed.path("actor_id").asText()).isEqualTo(agent.me());
	}

	private static String made(Answer answer) {
		done(answer);
		return answer.data().path("id").asText();
	}

	/** Each as it is described. */
	private List<String> told(String subject) throws IOException {
		JsonNode document = this.json.readTree(Files.readString(COMMITTED));
		List<String> types = new ArrayList<>();
		for (Map<String, Object> event : sent(UUID.fromString(subject))) {
			types.add(String.valueOf(event.get("type")));
			check(document, types.get(types.size() - 1), this.json.readTree(String.valueOf(event.get("data"))));
		}
		return types;
	}

	private Map<String, Object> document() {
		Map<String, Object> channels = new TreeMap<>();
		Map<String, Object> operations = new TreeMap<>();
		Map<String, Object> messages = new TreeMap<>();
		Map<String, Object> schemas = new TreeMap<>();
		shipped().forEach((kind) -> {
			schemas.put(kind, ticket(kind));
			events(kind).forEach((name, own) -> schemas.put(name,
					Map.of("allOf", List.of(Map.of("$ref", "#/components/schemas/" + kind), own))));
		});
		schemas.put("ticket", ticket(null));
		for (Map.Entry<String, Class<?>> sla : Map
			.<String, Class<?>>of(KafkaEvents.BREACH, SlaBreached.class, KafkaEvents.WARNING, SlaBreachWarning.class)
			.entrySet()) {
			schemas.put(sla.getKey(),
					Map.of("allOf", List.of(Map.of("$ref", "#/components/schemas/ticket"), own(sla.getValue()))));
		}
		schemas.put(KafkaEvents.RELATIONSHIP, Map.of("allOf", List.of(relationship())));
		entities().forEach((entity) -> {
			ToldOutside told = entity.getAnnotation(ToldOutside.class);
			schemas.put(told.kind(), entity(entity, told));
			Map.of("created", object(Map.of(), List.of()), "updated", changes(), "deleted", object(Map.of(), List.of()))
				.forEach((what, own) -> schemas.put(told.kind() + "." + what,
						Map.of("allOf", List.of(Map.of("$ref", "#/components/schemas/" + told.kind()), own))));
		});
		schemas.keySet()
			.stream()
			.filter((name) -> name.contains(".") || name.equals(KafkaEvents.WARNING))
			.forEach((name) -> {
				channels.put(name, Map.of("address", name, "messages",
						Map.of("event", Map.of("$ref", "#/components/messages/" + name))));
				operations.put("send-" + name,
						Map.of("action", "send", "channel", Map.of("$ref", "#/channels/" + name.replace("/", "~1"))));
				messages.put(name,
						Map.of("name", name, "contentType", "application/json", "headers",
								Map.of("$ref", "#/components/schemas/CloudEvent"), "payload",
								Map.of("$ref", "#/components/schemas/" + name), "bindings",
								Map.of("kafka", Map.of("key", Map.of("type", "string", "format", "uuid", "description",
										"The ticket, or the item from which a relation is read")))));
			});
		schemas.put("CloudEvent", headers());
		Map<String, Object> document = new TreeMap<>();
		document.put("asyncapi", "3.0.0");
		document.put("info", Map.of("title", "Nagare events", "version", "1", "description",
				"What happens, as Kafka's topics tell it (CloudEvents in binary mode) and as the data of webhooks' events. "
						+ "An event may come twice, under the same id, and in the order of the changes of its ticket. Types "
						+ "of tickets that models make have events of the same shape under their own names."));
		document.put("defaultContentType", "application/json");
		document.put("channels", channels);
		document.put("operations", operations);
		document.put("components", Map.of("messages", messages, "schemas", schemas));
		return document;
	}

	/** Without what the tests register. */
	private List<String> shipped() {
		return this.types.all()
			.stream()
			.filter((type) -> !type.getClass()
				.getProtectionDomain()
				.getCodeSource()
				.getLocation()
				.getPath()
				.contains("test-classes"))
			.map(TicketKind::kind)
			.sorted()
			.toList();
	}

	private Map<String, Object> events(String kind) {
		Map<String, Object> events = new TreeMap<>();
		Map<String, Object> word = Map.of("type", "string");
		events.put(kind + ".created", object(Map.of(), List.of()));
		events.put(kind + ".status_changed",
				object(Map.of("from", Map.of("type", List.of("string", "null")), "to", word), List.of("from", "to")));
		events.put(kind + ".updated", changes());
		Map<String, Object> target = Map.of("target_id", Map.of("type", "string", "format", "uuid"), "target_number",
				word);
		Map<String, Object> linked = new TreeMap<>(target);
		linked.put("link_type", word);
		events.put(kind + ".linked", object(linked, List.of("link_type", "target_id", "target_number")));
		events.put(kind + ".unlinked", object(target, List.of("target_id", "target_number")));
		events.put(kind + ".deleted", object(Map.of(), List.of()));
		published().filter((type) -> !OTHERWISE.contains(type)).forEach((type) -> {
			String name = NAMES.translate(type.getSimpleName());
			boolean others = this.types.all()
				.stream()
				.anyMatch((one) -> !one.kind().equals(kind) && name.startsWith(one.kind() + "_"));
			if (!others && (type.getPackageName().equals("io.nagare.ticket")
					|| type.getPackageName().startsWith("io.nagare.ticket.")
					|| type.getPackageName().startsWith("io.nagare." + kind))) {
				events.put(kind + "." + (name.startsWith(kind + "_") ? name.substring(kind.length() + 1) : name),
						own(type));
			}
		});
		return events;
	}

	private static Map<String, Object> changes() {
		Map<String, Object> text = Map.of("type", List.of("string", "null"));
		return object(
				Map.of("changes", Map.of("type", "object", "description", "Each field before and after",
						"additionalProperties", object(Map.of("from", text, "to", text), List.of("from", "to")))),
				List.of("changes"));
	}

	/** What is told of something that is no ticket. */
	private static Map<String, Object> entity(Class<?> entity, ToldOutside told) {
		Map<String, Object> fields = new TreeMap<>();
		for (String name : told.fields()) {
			try {
				Field field = entity.getDeclaredField(name);
				fields.put(ToldEntity.name(told, name), schema(field.getType(), isNullable(field.getAnnotatedType())));
			}
			catch (NoSuchFieldException ex) {
				throw new AssertionError(ex);
			}
		}
		fields.put("id", schema(UUID.class, false));
		fields.put(told.kind() + "_id", schema(UUID.class, false));
		fields.put("kind", Map.of("type", "string", "const", told.kind()));
		fields.put("title", schema(String.class, true));
		fields.put("actor_id", schema(UUID.class, true));
		fields.put("tenant_id", schema(UUID.class, false));
		fields.put("timestamp", schema(Instant.class, false));
		return object(fields, List.copyOf(fields.keySet()));
	}

	private static Stream<Class<?>> entities() {
		return found(new AnnotationTypeFilter(ToldOutside.class));
	}

	private static Stream<Class<?>> published() {
		return found(new AssignableTypeFilter(TicketEvent.class));
	}

	private static Stream<Class<?>> found(TypeFilter filter) {
		ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
		scanner.addIncludeFilter(filter);
		return scanner.findCandidateComponents("io.nagare")
			.stream()
			.map((found) -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
			.<Class<?>>map((type) -> type)
			.filter((type) -> !type.getName().contains("Tests") && !type.isMemberClass());
	}

	/** What every event says; of all kinds for null. */
	private static Map<String, Object> ticket(@Nullable String kind) {
		Map<String, Object> id = Map.of("type", "string", "format", "uuid");
		Map<String, Object> noId = Map.of("type", List.of("string", "null"), "format", "uuid");
		Map<String, Object> word = Map.of("type", "string");
		Map<String, Object> fields = new TreeMap<>();
		fields.put("id", id);
		fields.put("kind", (kind == null) ? word : Map.of("type", "string", "const", kind));
		fields.put("number", word);
		if (kind != null) {
			fields.put(kind + "_id", id);
			fields.put(kind + "_number", word);
		}
		for (String name : List.of("title", "status", "phase", "priority")) {
			fields.put(name, word);
		}
		for (String name : List.of("reporter_id", "tenant_id")) {
			fields.put(name, id);
		}
		for (String name : List.of("assignee_id", "team_id", "actor_id")) {
			fields.put(name, noId);
		}
		fields.put("confidential", Map.of("type", "boolean"));
		fields.put("version", Map.of("type", "integer"));
		fields.put("timestamp", Map.of("type", "string", "format", "date-time"));
		return object(fields, List.of("id", "kind", "number", "tenant_id", "timestamp"));
	}

	private static Map<String, Object> relationship() {
		Map<String, Object> fields = new TreeMap<>();
		for (RecordComponent component : CiRelationshipChanged.class.getRecordComponents()) {
			if (!COMMON.contains(component.getName())) {
				fields.put(NAMES.translate(component.getName()), schema(component.getType(), false));
			}
		}
		fields.put("tenant_id", schema(UUID.class, false));
		fields.put("timestamp", schema(Instant.class, false));
		return object(fields, List.copyOf(fields.keySet()));
	}

	/** What the event says beside what every event says. */
	private static Map<String, Object> own(Class<?> type) {
		Map<String, Object> fields = new TreeMap<>();
		for (RecordComponent component : type.getRecordComponents()) {
			String name = NAMES.translate(component.getName());
			if (!COMMON.contains(name)) {
				fields.put(Set.of("note", "attachment").contains(name) ? name + "_id" : name,
						schema(component.getType(), isNullable(component.getAnnotatedType())));
			}
		}
		return object(fields, List.copyOf(fields.keySet()));
	}

	private static boolean isNullable(AnnotatedElement type) {
		return type.isAnnotationPresent(Nullable.class);
	}

	private static Map<String, Object> schema(Class<?> type, boolean nullable) {
		Map<String, Object> schema = new TreeMap<>();
		String word = (type == boolean.class) ? "boolean" : type.isPrimitive() ? "integer"
				: type.isArray() ? "array" : Map.class.isAssignableFrom(type) ? "object" : "string";
		schema.put("type", nullable ? List.of(word, "null") : word);
		if (type == UUID.class) {
			schema.put("format", "uuid");
		}
		if (type == Instant.class) {
			schema.put("format", "date-time");
		}
		if (type == LocalDate.class) {
			schema.put("format", "date");
		}
		if (type.isArray()) {
			schema.put("items", schema(type.getComponentType(), false));
		}
		if (type.isEnum()) {
			schema.put("enum",
					Arrays.stream(type.getEnumConstants())
						.map((one) -> new ObjectMapper().convertValue(one, String.class))
						.toList());
		}
		return schema;
	}

	private static Map<String, Object> headers() {
		Map<String, Object> fields = new TreeMap<>();
		for (String name : List.of("ce_id", "ce_source", "ce_specversion", "ce_subject", "ce_time", "ce_type",
				"content-type")) {
			fields.put(name, Map.of("type", "string"));
		}
		return object(fields, List.copyOf(fields.keySet()));
	}

	private static Map<String, Object> object(Map<String, ?> properties, List<String> required) {
		Map<String, Object> object = new TreeMap<>();
		object.put("type", "object");
		object.put("properties", new TreeMap<>(properties));
		if (!required.isEmpty()) {
			object.put("required", required.stream().sorted().toList());
		}
		return object;
	}

}
