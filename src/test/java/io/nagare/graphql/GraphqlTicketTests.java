package io.nagare.graphql;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.Statements;
import io.nagare.signin.Client;

import static org.assertj.core.api.Assertions.assertThat;

/** GraphQL serves tickets of every kind, whoever made the kind. */
@NagareTest
class GraphqlTicketTests {

	private static final String CREATE = "mutation ($kind: String!, $fields: JSON!) { createTicket(kind: $kind, fields: $fields) { ticket { id kind statusWord version } } }";

	private static final String PERFORM = """
			mutation ($kind: String!, $id: ID!, $action: String!, $fields: JSON, $version: Int) {
			  performAction(kind: $kind, id: $id, action: $action, fields: $fields, version: $version) {
			    ticket { statusWord phase version } } }
			""";

	private static final String ALL = """
			{ tickets(kind: "%s", pagination: {first: 50}) { totalCount nodes { number kind title statusWord tags fields
			    reporter { username } sla { state } workNotes { content } history { fieldName } relatedCIs { name } } } }
			""";

	@LocalServerPort
	private int port;

	private OwnHouse house;

	private Client agent;

	@BeforeEach
	void moveIn() {
		this.house = OwnHouse.at(this.port);
		this.agent = this.house.client("agent1");
	}

	private static JsonNode asks(Client who, String query) {
		return GraphqlTests.ask(who, query, Map.of());
	}

	private static JsonNode creates(Client who, String kind, Map<String, Object> fields) {
		JsonNode answer = GraphqlTests.ask(who, CREATE, Map.of("kind", kind, "fields", fields));
		assertThat(answer.path("errors")).as(answer.toString()).isEmpty();
		return answer.at("/data/createTicket/ticket");
	}

	private static JsonNode performs(Client who, String kind, String id, String action, Map<String, Object> more) {
		Map<String, Object> variables = new LinkedHashMap<>(Map.of("kind", kind, "id", id, "action", action));
		variables.putAll(more);
		return GraphqlTests.ask(who, PERFORM, variables);
	}

	private JsonNode asksForAccess(String system) {
		return creates(this.house.client("reporter"), "request",
				Map.of("type", "system-access", "system", system, "level", "read", "purpose", "monthly"));
	}

	@Test
	void opensOneTicketHoweverOftenItIsAskedWithTheSameKey() {
		Client who = this.agent.with("Idempotency-Key", "g-" + this.house.slug());
		JsonNode wrong = GraphqlTests.ask(who, CREATE, Map.of("kind", "incident", "fields", Map.of("title", "")));
		assertThat(wrong.path("errors")).as("what fails may be asked again").isNotEmpty();
		Map<String, Object> fields = Map.of("title", "Once", "priority", "low");
		String made = creates(who, "incident", fields).path("id").asText();
		assertThat(creates(who, "incident", fields).path("id").asText()).isEqualTo(made);
		assertThat(this.house.as("agent1").get("/incidents").data()).hasSize(1);
		Map<String, Object> others = Map.of("kind", "incident", "fields", Map.of("title", "Other", "priority", "low"));
		assertThat(who.post("/graphql", Api.json("query", CREATE, "variables", others)).body())
			.contains("idempotency_key_reused");
	}

	@Test
	void asksForWhatTheCatalogueOffersAndReadsIt() {
		JsonNode made = asksForAccess("ERP");
		assertThat(made.path("kind").asText()).isEqualTo("request");
		JsonNode found = asks(this.agent,
				"{ request(id: \"%s\") { number type status statusWord title fields reporter { username } } requests(filter: {q: \"system\"}) { totalCount nodes { id type } } }"
					.formatted(made.path("id").asText()))
			.path("data");
		JsonNode request = found.path("request");
		assertThat(request.path("number").asText()).matches("REQ\\d{7}");
		assertThat(request.path("type").asText()).isEqualTo("system-access");
		assertThat(request.path("status")).isEqualTo(request.path("statusWord")).isEqualTo(made.path("statusWord"));
		assertThat(request.at("/fields/system").asText()).isEqualTo("ERP");
		assertThat(request.at("/reporter/username").asText()).isEqualTo(this.house.username("reporter"));
		assertThat(Api.each(found.at("/requests/nodes"), "id")).containsExactly(made.path("id").asText());
		assertThat(asks(this.agent,
				"{ ticket(id: \"%s\") { __typename kind ... on Request { type } } }"
					.formatted(request.path("number").asText()))
			.at("/data/ticket")
			.toString()).isEqualTo("{\"__typename\":\"Request\",\"kind\":\"request\",\"type\":\"system-access\"}");
	}

	@Test
	void servesWhatModelsAloneMake() {
		JsonNode visit = creates(this.agent, "visit",
				Map.of("title", "空調の点検", "priority", "high", "tags", List.of("HVAC", "tokyo")));
		String id = visit.path("id").asText();
		assertThat(visit.path("statusWord").asText()).isEqualTo("requested");
		JsonNode seen = asks(this.agent,
				"{ ticket(id: \"%s\") { __typename number priority tags ... on PlainTicket { status } } }"
					.formatted(id))
			.at("/data/ticket");
		assertThat(seen.path("__typename").asText()).isEqualTo("PlainTicket");
		assertThat(seen.path("number").asText()).startsWith("VIS");
		assertThat(seen.path("priority").asText()).isEqualTo("HIGH");
		assertThat(seen.path("tags").toString()).isEqualTo("[\"HVAC\",\"tokyo\"]");
		assertThat(asks(this.agent,
				"{ tickets(kind: \"visit\", filter: {tag: [\"hvac\"], priority: [HIGH]}) { nodes { id } } }")
			.at("/data/tickets/nodes")).hasSize(1);
		assertThat(asks(this.agent, "{ tickets(kind: \"visit\", filter: {tag: [\"osaka\"]}) { nodes { id } } }")
			.at("/data/tickets/nodes")).isEmpty();
		JsonNode edited = GraphqlTests.ask(this.house.client("manager"),
				"mutation ($id: ID!, $fields: JSON!) { updateTicket(kind: \"visit\", id: $id, fields: $fields) { ticket { title statusWord } } }",
				Map.of("id", id, "fields", Map.of("title", "空調の交換", "status", "expected")));
		assertThat(edited.at("/data/updateTicket/ticket").toString())
			.isEqualTo("{\"title\":\"空調の交換\",\"statusWord\":\"expected\"}");
	}

	@Test
	void takesTheStepsOfEveryKindByTheirOwnRules() {
		Client manager = this.house.client("manager");
		String problem = creates(manager, "problem", Map.of("title", "again", "priority", "medium")).path("id")
			.asText();
		JsonNode offered = asks(manager, "{ problem(id: \"%s\") { actions { name } } }".formatted(problem))
			.at("/data/problem/actions");
		assertThat(Api.each(offered, "name")).contains("cancel").doesNotContain("confirm");
		JsonNode notOpen = performs(manager, "problem", problem, "confirm", Map.of());
		assertThat(GraphqlTests.code(notOpen)).isEqualTo("ACTION_NOT_OPEN");
		assertThat(notOpen.at("/errors/0/extensions/details").toString()).contains("cancel");
		JsonNode unexplained = performs(manager, "problem", problem, "cancel", Map.of());
		assertThat(GraphqlTests.code(unexplained)).isEqualTo("VALIDATION_FAILED");
		assertThat(unexplained.at("/errors/0/extensions/details").toString()).contains("reason");
		assertThat(performs(manager, "problem", problem, "cancel", Map.of("fields", Map.of("reason", "no more")))
			.at("/data/performAction/ticket/phase")
			.asText()).isEqualTo("cancelled");
		String visit = creates(this.agent, "visit", Map.of("title", "x", "priority", "low")).path("id").asText();
		assertThat(GraphqlTests.code(performs(this.agent, "visit", visit, "approve", Map.of()))).isEqualTo("FORBIDDEN");
		assertThat(performs(manager, "visit", visit, "approve", Map.of()).at("/data/performAction/ticket/statusWord")
			.asText()).isEqualTo("expected");
	}

	@Test
	void refusesWhoSawAnotherVersion() {
		JsonNode visit = creates(this.agent, "visit", Map.of("title", "x", "priority", "low"));
		Client manager = this.house.client("manager");
		String id = visit.path("id").asText();
		int version = visit.path("version").asInt();
		assertThat(GraphqlTests.code(performs(manager, "visit", id, "approve", Map.of("version", version + 7))))
			.isEqualTo("STALE");
		assertThat(performs(manager, "visit", id, "approve", Map.of("version", version))
			.at("/data/performAction/ticket/statusWord")
			.asText()).isEqualTo("expected");
	}

	@Test
	void saysWhatIsWrongInTheCodesOfTheContract() {
		JsonNode kind = asks(this.agent, "{ tickets(kind: \"dream\") { nodes { id } } }");
		assertThat(GraphqlTests.code(kind)).isEqualTo("VALIDATION_FAILED");
		assertThat(kind.toString()).contains("incident", "visit");
		assertThat(GraphqlTests
			.code(asks(this.agent, "mutation { createTicket(kind: \"visit\", fields: [1]) { ticket { id } } }")))
			.isEqualTo("VALIDATION_FAILED");
		JsonNode unknown = GraphqlTests.ask(this.agent, CREATE,
				Map.of("kind", "visit", "fields", Map.of("title", "x", "priority", "low", "colour", "red")));
		assertThat(unknown.at("/errors/0/extensions/details").toString()).contains("colour", "unknown_field");
		assertThat(GraphqlTests.code(GraphqlTests.ask(this.house.client("reporter"), CREATE,
				Map.of("kind", "problem", "fields", Map.of("title", "x")))))
			.isEqualTo("FORBIDDEN");
		String visit = creates(this.agent, "visit", Map.of("title", "x", "priority", "low")).path("id").asText();
		assertThat(GraphqlTests.code(performs(this.agent, "problem", visit, "approve", Map.of())))
			.isEqualTo("NOT_FOUND");
	}

	@Test
	void tellsNobodyMoreThanRestDoes() {
		String request = asksForAccess("ERP").path("id").asText();
		this.house.moveIn("stranger", "user");
		String question = "{ ticket(id: \"%s\") { id } request(id: \"%1$s\") { id } requests { nodes { id } } }"
			.formatted(request);
		JsonNode stranger = asks(this.house.client("stranger"), question).path("data");
		assertThat(stranger.path("ticket").isNull()).isTrue();
		assertThat(stranger.path("request").isNull()).isTrue();
		assertThat(stranger.at("/requests/nodes")).isEmpty();
		JsonNode elsewhere = asks(new Client(this.port).as("agent1"), question).path("data");
		assertThat(elsewhere.path("ticket").isNull()).isTrue();
		assertThat(elsewhere.at("/requests/nodes").findValuesAsText("id")).doesNotContain(request);
		assertThat(asks(this.house.client("reporter"), question).at("/data/requests/nodes")).hasSize(1);
	}

	@Test
	void readsWhatAListShowsForAllAtOnce() {
		asksForAccess("S0");
		creates(this.agent, "visit", Map.of("title", "0", "priority", "low"));
		Map<String, Integer> ofOne = new HashMap<>();
		for (String kind : List.of("request", "visit")) {
			ofOne.put(kind, Statements.fewestOf(() -> asks(this.agent, ALL.formatted(kind))).size());
		}
		for (int i = 1; i < 8; i++) {
			asksForAccess("S" + i);
			creates(this.agent, "visit", Map.of("title", "more " + i, "priority", "low"));
		}
		ofOne.forEach((kind, few) -> {
			assertThat(asks(this.agent, ALL.formatted(kind)).at("/data/tickets/nodes")).hasSize(8);
			List<String> ofEight = Statements.fewestOf(() -> asks(this.agent, ALL.formatted(kind)));
			assertThat(ofEight).as(ofEight::toString).hasSizeLessThanOrEqualTo(few + 2).hasSizeLessThan(30);
		});
	}

	@Test
	void countsWhatAQuestionOfAnyKindCosts() {
		StringBuilder many = new StringBuilder("{");
		for (int i = 0; i < 40; i++) {
			many.append(" a%d: tickets(kind: \"visit\", pagination: {first: 100}) { nodes { id workNotes { id } } }"
				.formatted(i));
		}
		assertThat(asks(this.agent, many.append(" }").toString()).path("errors").toString())
			.containsIgnoringCase("complexity");
	}

	/** Each ticket's notes can be opened; those of many at once fill no memory. */
	@Test
	void answersNoMoreNotesAtOnceThanAnAnswerHolds() {
		for (String title : List.of("One", "Two")) {
			String id = this.house.as("agent1").report(title).path("id").asText();
			for (int i = 0; i < 8; i++) {
				assertThat(this.house.as("agent1")
					.post("/incidents/" + id + "/work-notes", "content", "長".repeat(100_000))
					.status()).isEqualTo(201);
			}
			assertThat(this.house.as("agent1").get("/incidents/" + id).status()).isEqualTo(200);
		}
		String notes = "{ incidents(pagination: {first: %d}) { nodes { title workNotes { content } } } }";
		JsonNode all = GraphqlTests.ask(this.agent, notes.formatted(10), Map.of());
		assertThat(all.at("/errors/0/extensions/details/0/code").asText()).as(all.toString().substring(0, 300))
			.isEqualTo("too_much_at_once");
		JsonNode one = GraphqlTests.ask(this.agent, notes.formatted(1), Map.of());
		assertThat(one.at("/data/incidents/nodes/0/workNotes")).hasSize(8);
	}

}
