package io.nagare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nagare.change.Outcome;
import io.nagare.shared.Phase;
import io.nagare.sla.ClockKind;
import io.nagare.sla.SlaState;
import io.nagare.ticket.link.LinkType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The operations and schemas that the first design promised are in the document. */
@Tag("gate")
class SeedContractTests {

	private static final Map<String, List<String>> OPERATIONS = Map.of("/auth/login", List.of("post"), "/auth/profile",
			List.of("get"), "/incidents", List.of("get", "post"), "/incidents/{id}", List.of("get", "patch"));

	private static final List<String> REPORT = List.of("title", "description", "priority", "impact", "urgency",
			"category_id", "assignee_id");

	private static final List<String> INCIDENT = List.of("id", "incident_number", "title", "description", "status",
			"priority", "impact", "urgency", "reporter", "assignee", "team", "category", "response_due_at",
			"resolution_due_at", "created_at", "updated_at");

	private static final Map<String, List<String>> SCHEMAS = Map.of("Incident", INCIDENT, "IncidentDetail",
			List.of("history", "work_notes", "attachments"), "IncidentCreate", REPORT, "IncidentUpdate",
			List.of("title", "description", "status", "priority", "assignee_id", "resolution"), "WorkNote",
			List.of("id", "content", "note_type", "is_public", "created_by", "created_at"), "Attachment",
			List.of("id", "file_name", "file_size", "content_type", "uploaded_by", "uploaded_at"), "IncidentHistory",
			List.of("id", "field_name", "old_value", "new_value", "changed_by", "changed_at"), "Pagination",
			List.of("current_page", "total_pages", "page_size", "total_items", "has_next", "has_prev"), "Team",
			List.of("id", "name", "description"), "Category", List.of("id", "name", "description"));

	private JsonNode document;

	@BeforeEach
	void read() throws IOException {
		this.document = new ObjectMapper().readTree(Path.of("openapi", "openapi.json").toFile());
	}

	@Test
	void areKept() {
		OPERATIONS.forEach((path, methods) -> methods
			.forEach((method) -> assertThat(this.document.path("paths").path("/api/v1" + path).has(method))
				.as(method + " " + path)
				.isTrue()));
		SCHEMAS
			.forEach((name, fields) -> assertThat(properties(this.document.at("/components/schemas/" + name))).as(name)
				.containsAll(fields));
		assertThat(properties(this.document.at("/components/schemas/User"))).contains("id", "username", "email",
				"first_name", "last_name", "role", "department", "is_active");
	}

	@Test
	void areAskedAsTheFirstDesignAsked() {
		JsonNode parameters = this.document.at("/paths/~1api~1v1~1incidents/get/parameters");
		assertThat(StreamSupport.stream(parameters.spliterator(), false)
			.map((parameter) -> parameter.has("$ref") ? this.document.at(parameter.path("$ref").asText().substring(1))
					: parameter)
			.map((parameter) -> parameter.path("name").asText()))
			.contains("status", "priority", "assignee_id", "page", "limit");
		assertThat(this.document.at("/components/parameters/limit/schema/maximum").asInt()).isEqualTo(100);
		assertThat(this.document.at("/components/securitySchemes/bearerAuth/bearerFormat").asText()).isEqualTo("JWT");
		assertThat(this.document.path("openapi").asText()).startsWith("3.0");
	}

	@Test
	void sayOfEachDetailWhatItsTypeShows() {
		assertThat(properties(this.document.at("/components/schemas/ChangeDetail"))).contains("change_number", "tasks",
				"votes", "history");
		assertThat(properties(this.document.at("/components/schemas/ProblemDetail"))).contains("problem_number",
				"incident_ids", "history");
		assertThat(this.document
			.at("/paths/~1api~1v1~1incidents~1{id}/get/responses/200/content/application~1json/schema/properties/data/$ref")
			.asText()).endsWith("/IncidentDetail");
	}

	@Test
	void sayWhatMayBeNullAndWhatEachCallDoes() {
		JsonNode incident = this.document.at("/components/schemas/Incident/properties");
		assertThat(incident.at("/assignee/nullable").asBoolean()).isTrue();
		assertThat(incident.at("/resolution/nullable").asBoolean()).isTrue();
		assertThat(incident.at("/title/nullable").asBoolean()).isFalse();
		assertThat(this.document.at("/components/schemas/IncidentCreate/properties/title/maxLength").asInt())
			.isEqualTo(500);
		this.document.path("paths")
			.properties()
			.forEach((path) -> path.getValue()
				.properties()
				.forEach((call) -> assertThat(call.getValue().path("summary").asText())
					.as(call.getKey() + " " + path.getKey())
					.isNotEmpty()));
	}

	/** Words that anybody may add to are in no list; the others are all named. */
	@Test
	void nameTheWordsOfClosedLists() {
		assertThat(words("TicketSummary", "phase")).containsExactlyElementsOf(words(Phase.values()));
		assertThat(words("Incident", "sla_state")).containsExactlyElementsOf(with(SlaState.STATES, "null"));
		assertThat(words("ClockView", "kind")).containsExactlyElementsOf(words(ClockKind.values()));
		assertThat(words("TicketLink", "type")).containsExactlyElementsOf(words(LinkType.values()));
		assertThat(words("Change", "outcome")).containsExactlyElementsOf(with(words(Outcome.values()), "null"));
		// the last one, a change of the process, is beside the seed's
		assertThat(words("Change", "type")).containsExactly("standard", "normal", "emergency", "process")
			.isEqualTo(words("ChangeCreate", "type"));
		assertThat(words("CauseView", "kind")).isEqualTo(words("NewCause", "kind"));
		assertThat(words("TextModule", "scope")).isEqualTo(words("TextModuleFields", "scope"));
		assertThat(words("TicketTemplate", "scope")).isEqualTo(words("TextModule", "scope"))
			.isEqualTo(words("Dashboard", "scope"));
		assertThat(words("FreezeDto", "scope")).isEqualTo(words("FreezeFields", "scope"));
		for (String open : List.of("status", "priority", "kind")) {
			assertThat(words("TicketLink", open)).as(open).isEmpty();
		}
		assertThat(this.document.at("/servers/0/url").asText()).isEqualTo("/");
	}

	private List<String> words(String schema, String property) {
		return StreamSupport
			.stream(this.document.at("/components/schemas/" + schema + "/properties/" + property + "/enum")
				.spliterator(), false)
			.map(JsonNode::asText)
			.toList();
	}

	private static List<String> words(Enum<?>[] constants) {
		return Arrays.stream(constants).map((constant) -> constant.name().toLowerCase(Locale.ROOT)).toList();
	}

	private static List<String> with(List<String> words, String more) {
		return Stream.concat(words.stream(), Stream.of(more)).toList();
	}

	private Set<String> properties(JsonNode schema) {
		Set<String> names = new TreeSet<>();
		if (schema.has("$ref")) {
			names.addAll(properties(this.document.at(schema.path("$ref").asText().substring(1))));
		}
		schema.path("allOf").forEach((part) -> names.addAll(properties(part)));
		schema.path("properties").fieldNames().forEachRemaining(names::add);
		return names;
	}

}
