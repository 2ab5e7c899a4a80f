package io.nagare.graphql;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.NodeScripts;
import io.nagare.Statements;
import io.nagare.directory.DemoPeople;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** GraphQL answers what the REST API answers, to whom it answers it. */
@NagareTest
class GraphqlTests {

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final String LIST = """
			query ($q: String, $first: Int, $after: String) {
			  incidents(filter: {q: $q}, pagination: {first: $first, after: $after}, sort: [{field: "createdAt"}]) {
			    totalCount pageInfo { hasNextPage endCursor }
			    edges { node { number } }
			    nodes { id number title status priority reporter { username } team { name } sla { state responseDueAt }
			      workNotes { content isPublic createdBy { username } } attachments { fileName }
			      history { fieldName newValue } relatedCIs { name ciClass } } } }
			""";

	@LocalServerPort
	private int port;

	private Client agent;

	private Api api;

	private String word;

	@BeforeEach
	void people() {
		this.agent = new Client(this.port).as("agent1");
		this.api = Api.at(this.port).as("agent1");
		this.word = "gql" + UUID.randomUUID().toString().substring(0, 8);
	}

	static JsonNode ask(Client who, String query, Map<String, ?> variables) {
		try {
			Answer answer = who.post("/graphql",
					JSON.writeValueAsString(Map.of("query", query, "variables", variables)));
			assertThat(answer.status()).as(answer.body()).isEqualTo(200);
			return JSON.readTree(answer.body());
		}
		catch (com.fasterxml.jackson.core.JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private JsonNode ask(String query) {
		return ask(this.agent, query, Map.of());
	}

	static String code(JsonNode answer) {
		return answer.path("errors").path(0).path("extensions").path("code").asText();
	}

	private String reported(String title) {
		String item = this.api.post("/cis", "name", "item " + UUID.randomUUID(), "ci_class", "server", "tier", 2)
			.data()
			.path("id")
			.asText();
		String id = this.api.report(title, "ci_ids", List.of(item)).path("id").asText();
		this.api.post("/incidents/" + id + "/work-notes", "content", "note of " + title, "is_public", "Y");
		return id;
	}

	@Test
	void answersWhatTheSeedAsks() {
		String id = reported(this.word + " one");
		JsonNode incident = ask(
				"""
						{ incident(id: "%s") { id number title status priority reporter { id username } assignee { id } team { id }
						  sla { state } workNotes { content } attachments { id } history { fieldName } relatedCIs { id name }
						  actions { name label { ja en } leadsTo } } }"""
					.formatted(id))
			.path("data")
			.path("incident");
		assertThat(incident.path("title").asText()).isEqualTo(this.word + " one");
		assertThat(incident.path("status").asText()).isEqualTo("NEW");
		assertThat(incident.path("priority").asText()).isEqualTo("LOW");
		assertThat(incident.path("reporter").path("username").asText()).isEqualTo("agent1");
		assertThat(Api.each(incident.path("workNotes"), "content")).containsExactly("note of " + this.word + " one");
		assertThat(incident.path("relatedCIs")).hasSize(1);
		assertThat(Api.each(incident.path("actions"), "name")).contains("assign");
		assertThat(ask("{ incidents(filter: {status: [NEW, IN_PROGRESS], priority: [LOW], q: \"%s\"}) { totalCount } }"
			.formatted(this.word)).path("data").path("incidents").path("totalCount").asInt()).isOne();
		assertThat(ask("{ incident(id: \"%s\") { id } }".formatted(UUID.randomUUID())).path("data")
			.path("incident")
			.isNull()).isTrue();
	}

	@Test
	void answersTheOperationThatIsNamed() {
		Answer answer = this.agent.post("/graphql",
				Api.json("query", "query A { teams { name } } query B { services { name } }", "operationName", "B",
						"variables", Map.of()));
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		assertThat(answer.json().path("data").has("services")).isTrue();
		assertThat(answer.json().path("data").has("teams")).isFalse();
	}

	@Test
	void ignoresFieldsOfTheBodyThatGraphqlOverHttpDoesNotName() {
		Answer answer = this.agent.post("/graphql",
				"{\"query\": \"{ teams { name } }\", \"operationName\": null, \"variables\": null, \"extensions\": {\"one\": 1}, \"doc_id\": \"1\"}");
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		assertThat(answer.json().path("data").path("teams")).isNotEmpty();
	}

	@Test
	void answersAnOrdinaryClient() {
		String token = new Client(this.port).login("agent1", DemoPeople.PASSWORD).text("access_token");
		NodeScripts.node("graphql.mjs", "http://localhost:" + this.port, token);
	}

	@Test
	void answersAQueryByGet() {
		Answer answer = this.agent.get("/graphql?query="
				+ encoded("query Q($q: String) {teams{name} incidents(filter: "
						+ "{q: $q}) {totalCount}} query Other {users{id}}")
				+ "&operationName=Q&variables=" + encoded("{\"q\": \"nothing has this\"}"));
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		assertThat(answer.json().path("data").path("teams")).isNotEmpty();
		assertThat(answer.header("Cache-Control")).contains("no-store");
		assertThat(this.agent.get("/graphql").refused()).isEqualTo("VALIDATION_FAILED");
		assertThat(this.agent.get("/graphql?query=%7Bteams%7Bname%7D%7D&variables=1").status()).isEqualTo(400);
		assertThat(this.agent.get("/graphql?query=" + encoded("{" + "a: __typename ".repeat(400) + "}")).body())
			.contains("too_many_aliases");
		Client stranger = new Client(this.port);
		assertThat(stranger.get("/graphql?query=%7Bteams%7Bname%7D%7D").status()).isEqualTo(401);
	}

	@Test
	void performsNoMutationAndNoSubscriptionByGet() {
		for (String operation : List.of(
				"mutation {createIncident(input: {title: \"%s\", priority: LOW}) {incident {id}}}",
				"subscription {newIncident {number}}")) {
			Answer answer = this.agent.get("/graphql?query=" + encoded(operation.formatted(this.word)));
			assertThat(answer.status()).as(answer.body()).isEqualTo(405);
			assertThat(answer.header("Allow")).isEqualTo("POST");
			assertThat(answer.refused()).isEqualTo("METHOD_NOT_ALLOWED");
		}
		assertThat(this.agent.get("/api/v1/incidents?q=" + this.word).data()).isEmpty();
	}

	/** So that Apollo goes on with the whole query. */
	@Test
	void refusesPersistedQueriesInTheFormOfApollo() {
		String extensions = "{\"persistedQuery\": {\"version\": 1, \"sha256Hash\": \"%s\"}}".formatted("a".repeat(64));
		for (Answer answer : List.of(
				this.agent.post("/graphql", "{\"operationName\": \"Q\", \"extensions\": %s}".formatted(extensions)),
				this.agent.get("/graphql?operationName=Q&extensions=" + encoded(extensions)))) {
			assertThat(answer.status()).as(answer.body()).isEqualTo(200);
			JsonNode error = answer.json().path("errors").path(0);
			assertThat(error.path("message").asText()).isEqualTo("PersistedQueryNotSupported");
			assertThat(error.at("/extensions/code").asText()).isEqualTo("PERSISTED_QUERY_NOT_SUPPORTED");
		}
		assertThat(this.agent
			.post("/graphql", "{\"query\": \"{ teams { name } }\", \"extensions\": %s}".formatted(extensions))
			.json()
			.path("data")
			.path("teams")).isNotEmpty();
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	@Test
	void answersWhatIsAskedOfOtherTypes() {
		Api manager = Api.at(this.port).as("manager");
		String problem = manager.post("/problems", "title", this.word, "description", "why").data().path("id").asText();
		JsonNode found = ask(
				"{ problem(id: \"%s\") { title status } problems(filter: {q: \"%s\"}) { nodes { id } } changes { nodes { number plannedStart } } }"
					.formatted(problem, this.word))
			.path("data");
		assertThat(found.path("problem").path("title").asText()).isEqualTo(this.word);
		assertThat(Api.each(found.path("problems").path("nodes"), "id")).containsExactly(problem);
		this.api.post("/cis", "name", this.word, "ci_class", "server", "tier", 2);
		JsonNode item = ask("{ searchCIs(query: \"%s\", types: [SERVER]) { id name ciClass } }".formatted(this.word))
			.path("data")
			.path("searchCIs")
			.get(0);
		assertThat(ask("{ ci(id: \"%s\") { name ciClass } }".formatted(item.path("id").asText())).path("data")
			.path("ci")
			.path("name")).isEqualTo(item.path("name"));
	}

	/** However many there are of the others. */
	@Test
	void findsItemsOfEachTypeThatIsAskedFor() {
		for (int i = 0; i < 51; i++) {
			this.api.post("/cis", "name", this.word + " " + i, "ci_class", "server", "tier", 2);
		}
		this.api.post("/cis", "name", "00 " + this.word, "ci_class", "database", "tier", 2);
		JsonNode found = ask("{ searchCIs(query: \"%s\", types: [SERVER, DATABASE]) { name } }".formatted(this.word))
			.at("/data/searchCIs");
		assertThat(found).hasSize(50);
		assertThat(found.get(0).path("name").asText()).isEqualTo("00 " + this.word);
	}

	@Test
	void walksPages() {
		for (int i = 0; i < 5; i++) {
			reported(this.word + " " + i);
		}
		JsonNode first = ask(this.agent, LIST, Map.of("q", this.word, "first", 3)).path("data").path("incidents");
		assertThat(first.path("nodes")).hasSize(3);
		assertThat(first.path("totalCount").asInt()).isEqualTo(5);
		assertThat(first.path("pageInfo").path("hasNextPage").asBoolean()).isTrue();
		JsonNode second = ask(this.agent, LIST,
				Map.of("q", this.word, "first", 3, "after", first.path("pageInfo").path("endCursor").asText()))
			.path("data")
			.path("incidents");
		assertThat(second.path("nodes")).hasSize(2);
		assertThat(second.path("pageInfo").path("hasNextPage").asBoolean()).isFalse();
		assertThat(Api.each(second.path("nodes"), "number"))
			.doesNotContainAnyElementsOf(Api.each(first.path("nodes"), "number"));
	}

	/** Relay's compiler asks for these by itself. */
	@Test
	void walksPagesAsRelayDoes() {
		for (int i = 0; i < 3; i++) {
			reported(this.word + " " + i);
		}
		JsonNode first = relay(2, "");
		assertThat(first.path("pageInfo").path("hasPreviousPage").asBoolean(true)).isFalse();
		assertThat(first.path("pageInfo").path("startCursor")).isEqualTo(first.at("/edges/0/cursor"));
		assertThat(first.path("pageInfo").path("endCursor")).isEqualTo(first.at("/edges/1/cursor"));
		JsonNode second = relay(2, first.at("/edges/0/cursor").asText());
		assertThat(second.at("/edges/0/node/number")).isEqualTo(first.at("/edges/1/node/number"));
		assertThat(second.path("pageInfo").path("hasPreviousPage").asBoolean()).isTrue();
	}

	private JsonNode relay(int most, String after) {
		return ask(this.agent, """
				query ($q: String, $first: Int, $after: String) {
				  incidents(filter: { q: $q }, pagination: { first: $first, after: $after }) {
				    edges { node { number __typename } cursor }
				    pageInfo { endCursor hasNextPage hasPreviousPage startCursor }
				  }
				}
				""", Map.of("q", this.word, "first", most, "after", after)).path("data").path("incidents");
	}

	@Test
	void readsWhatAListShowsForAllAtOnce() {
		reported(this.word + " 0");
		Map<String, Object> asked = Map.of("q", this.word, "first", 50);
		int ofOne = Statements.fewestOf(() -> ask(this.agent, LIST, asked)).size();
		for (int i = 1; i < 12; i++) {
			reported(this.word + " " + i);
		}
		assertThat(ask(this.agent, LIST, asked).path("data").path("incidents").path("nodes")).hasSize(12);
		List<String> ofTwelve = Statements.fewestOf(() -> ask(this.agent, LIST, asked));
		assertThat(ofTwelve).as(ofTwelve::toString).hasSizeLessThanOrEqualTo(ofOne + 2).hasSizeLessThan(30);
	}

	@Test
	void changesByTheActionsOfTheModel() {
		JsonNode created = ask(this.agent,
				"mutation ($in: CreateIncidentInput!) { createIncident(input: $in) { incident { id status priority } } }",
				Map.of("in", Map.of("title", this.word, "priority", "HIGH", "impact", "high", "urgency", "high")))
			.path("data")
			.path("createIncident")
			.path("incident");
		String id = created.path("id").asText();
		assertThat(created.path("status").asText()).isEqualTo("NEW");
		assertThat(ask(
				"mutation { assignIncident(id: \"%s\", assigneeId: \"%s\") { incident { status assignee { username } } } }"
					.formatted(id, this.api.me()))
			.path("data")
			.path("assignIncident")
			.path("incident")
			.path("assignee")
			.path("username")
			.asText()).isEqualTo("agent1");
		assertThat(ask(
				"mutation { updateIncident(id: \"%s\", input: {status: IN_PROGRESS, title: \"renamed\"}) { incident { status title } } }"
					.formatted(id))
			.path("data")
			.path("updateIncident")
			.path("incident")
			.toString()).isEqualTo("{\"status\":\"IN_PROGRESS\",\"title\":\"renamed\"}");
		assertThat(ask(
				"mutation { performIncidentAction(id: \"%s\", action: \"resolve\", fields: {resolution: \"done\", resolution_code: \"fixed\"}) { incident { status resolution } } }"
					.formatted(id))
			.path("data")
			.path("performIncidentAction")
			.path("incident")
			.path("resolution")
			.asText()).isEqualTo("done");
		JsonNode refused = ask(
				"mutation { performIncidentAction(id: \"%s\", action: \"start\") { incident { id } } }".formatted(id));
		assertThat(code(refused)).isEqualTo("ACTION_NOT_OPEN");
		assertThat(refused.path("errors").path(0).path("extensions").path("details").toString()).contains("reopen");
	}

	@Test
	void saysWhatIsWrongInTheCodesOfTheContract() {
		JsonNode wrong = ask("mutation { createIncident(input: {title: \"\", priority: ODD}) { incident { id } } }");
		assertThat(code(wrong)).isEqualTo("VALIDATION_FAILED");
		assertThat(wrong.path("errors").path(0).path("extensions").path("details").toString()).contains("title");
		assertThat(code(ask("{ incidents(pagination: {first: 1000}) { nodes { id } } }")))
			.isEqualTo("VALIDATION_FAILED");
		assertThat(code(ask(new Client(this.port).as("viewer"),
				"mutation { createIncident(input: {title: \"x\", priority: LOW}) { incident { id } } }", Map.of())))
			.isEqualTo("FORBIDDEN");
	}

	@Test
	void tellsNobodyMoreThanRestDoes() {
		String id = reported(this.word + " others");
		Client reporter = new Client(this.port).as("reporter2");
		assertThat(ask(reporter, "{ incident(id: \"%s\") { id } }".formatted(id), Map.of()).path("data")
			.path("incident")
			.isNull()).isTrue();
		assertThat(ask(reporter, LIST, Map.of("q", this.word)).path("data").path("incidents").path("nodes")).isEmpty();
		assertThat(ask(new Client(this.port).as("other-agent"), LIST, Map.of("q", this.word)).path("data")
			.path("incidents")
			.path("nodes")).isEmpty();
		String own = Api.at(this.port).as("reporter1").report(this.word + " own").path("id").asText();
		this.api.post("/incidents/" + own + "/work-notes", "content", "internal", "is_public", "N");
		JsonNode seen = ask(new Client(this.port).as("reporter1"),
				"{ incident(id: \"%s\") { workNotes { content } history { fieldName } } }".formatted(own), Map.of())
			.path("data")
			.path("incident");
		assertThat(seen.path("workNotes")).isEmpty();
		assertThat(seen.path("history")).isEmpty();
		assertThat(new Client(this.port).post("/graphql", "{\"query\":\"{ incidents { totalCount } }\"}").status())
			.isEqualTo(401);
	}

	@Test
	void bearsBombs() {
		StringBuilder many = new StringBuilder("{");
		for (int i = 0; i < 90; i++) {
			many.append(" a")
				.append(i)
				.append(": incidents(pagination: {first: 100}) { nodes { id title workNotes { id } } }");
		}
		JsonNode costly = ask(many.append("}").toString()).path("errors");
		assertThat(costly.toString()).containsIgnoringCase("complexity");
		assertThat(costly.at("/0/extensions/code").asText()).isEqualTo("VALIDATION_FAILED");
		assertThat(costly.at("/0/extensions/details/0/code").asText()).isEqualTo("too_costly");
		String deep = "{ __schema { types { " + "fields { type { ".repeat(12) + "name" + " } }".repeat(12) + " } } }";
		assertThat(ask(deep).at("/errors/0/extensions/details/0/code").asText()).isEqualTo("too_deep");
		assertThat(
				ask("{ incidents { nodes { ...a } } } fragment a on Incident { ...b } fragment b on Incident { ...a }")
					.path("errors"))
			.isNotEmpty();
		assertThat(
				ask("{ ci(id: \"nonsense\") { id } }").path("errors").path(0).path("extensions").path("code").asText())
			.isEqualTo("VALIDATION_FAILED");
		JsonNode unknown = ask("{ nothing }").path("errors");
		assertThat(unknown.at("/0/extensions/details/0/code").asText()).isEqualTo("bad_query");
		assertThat(unknown.at("/0/locations/0/column").asInt()).isEqualTo(3);
		String list = "query($first: Int!) { incidents(pagination: {first: $first}) { nodes { id } } }";
		for (Map<String, ?> variables : List.of(Map.of("first", "x"), Map.<String, Object>of())) {
			assertThat(ask(this.agent, list, variables).at("/errors/0/extensions/details/0/code").asText())
				.as("%s", variables)
				.isEqualTo("bad_variables");
		}
		assertThat(this.agent.post("/graphql", "nonsense").status()).isEqualTo(400);
	}

	/** By each of the doors that read questions. */
	@ParameterizedTest
	@ValueSource(strings = { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_EVENT_STREAM_VALUE })
	void boundsADocumentBeforeItIsValidated(String accepted) {
		assertThat(refused("{" + " __typename".repeat(14_000) + "}", accepted)).contains("\"too_long\"", "20,000");
		assertThat(refused("{" + " a".repeat(5000) + "}", accepted)).contains("\"too_many_tokens\"", "3,000");
		assertThat(refused("{" + " __typename".repeat(1500) + "}", accepted)).contains("\"too_many_fields\"", "1,000");
		StringBuilder doubled = new StringBuilder("{ ...f0 }");
		for (int i = 0; i < 30; i++) {
			doubled.append(" fragment f%d on Query { ...f%d ...f%d }".formatted(i, i + 1, i + 1));
		}
		assertThat(refused(doubled + " fragment f30 on Query { __typename }", accepted))
			.contains("\"too_many_fields\"");
		assertThat(refused("{" + " a: __typename".repeat(201) + "}", accepted)).contains("\"too_many_aliases\"", "200");
		assertThat(refused("{ a".repeat(17) + " }".repeat(17), accepted)).contains("\"too_deep\"", "15");
	}

	private String refused(String query, String accepted) {
		Answer answer = this.agent.with("Accept", accepted)
			.with("Accept-Language", "en")
			.post("/graphql", Api.json("query", query));
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		assertThat(answer.body()).contains("VALIDATION_FAILED");
		return answer.body();
	}

	@Test
	void answersStreamsOnlyWithSubscriptions() {
		assertThat(refused("{ teams { name } }", MediaType.TEXT_EVENT_STREAM_VALUE)).contains("only_subscriptions");
	}

	@Test
	void saysThatAnOperationIsToBeNamed() {
		String two = "query A { teams { name } } query B { services { name } }";
		assertThat(ask(two).at("/errors/0/extensions/details/0/field").asText()).isEqualTo("operationName");
		assertThat(ask(two).at("/errors/0/extensions/details/0/code").asText()).isEqualTo("bad_operation");
	}

	@Test
	void readsTheActionsOfManyTicketsAtOnce() {
		for (int i = 0; i < 6; i++) {
			reported(this.word + " " + i);
		}
		String query = "{ incidents(filter: {q: \"%s\"}, pagination: {first: %%d}) { nodes { id actions { name label { ja } leadsTo } } } }"
			.formatted(this.word);
		ask(query.formatted(6));
		int ofTwo = statements(query.formatted(2));
		int ofSix = statements(query.formatted(6));
		assertThat(ofSix).isEqualTo(ofTwo);
		JsonNode nodes = ask(query.formatted(6)).path("data").path("incidents").path("nodes");
		assertThat(nodes).hasSize(6);
		for (JsonNode node : nodes) {
			JsonNode alone = ask("{ incident(id: \"%s\") { actions { name label { ja } leadsTo fields } } }"
				.formatted(node.path("id").asText())).path("data").path("incident").path("actions");
			assertThat(Api.each(node.path("actions"), "name")).contains("assign")
				.containsExactlyElementsOf(Api.each(alone, "name"));
		}
		Client reporter = new Client(this.port).as("reporter2");
		assertThat(ask(reporter, query.formatted(6), Map.of()).path("data").path("incidents").path("nodes")).isEmpty();
	}

	private int statements(String query) {
		return Statements.fewestOf(() -> ask(query)).size();
	}

	@Test
	void readsPeopleTeamsAndServicesWithinTheirRights() {
		this.api.post("/cis", "name", this.word, "ci_class", "service", "tier", 2);
		JsonNode found = ask(
				"""
						{ teams { id name isActive members { username } } users(query: "agent") { id username } services { id ciClass } }""")
			.path("data");
		JsonNode desk = StreamSupport.stream(found.path("teams").spliterator(), false)
			.filter((team) -> team.path("name").asText().equals("Service Desk"))
			.findFirst()
			.orElseThrow();
		assertThat(Api.each(desk.path("members"), "username")).contains("agent1");
		assertThat(found.path("users")).isNotEmpty();
		assertThat(Api.each(found.path("services"), "ciClass")).contains("SERVICE");
		JsonNode one = ask("{ user(id: \"%s\") { username lastName } team(id: \"%s\") { name managerId } }"
			.formatted(this.api.me(), desk.path("id").asText())).path("data");
		assertThat(one.at("/user/username").asText()).isEqualTo("agent1");
		assertThat(one.at("/team/name").asText()).isEqualTo("Service Desk");
		JsonNode refused = ask(new Client(this.port).as("reporter1"), "{ users { id } }", Map.of());
		assertThat(code(refused)).isEqualTo("FORBIDDEN");
	}

}
