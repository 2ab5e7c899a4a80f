package io.nagare.contract;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever has engine grants looks everywhere at the engine's doors for what a
 * confidential ticket says: it became confidential on its way.
 */
@NagareTest
class ConfidentialWalkTests {

	private static final List<String> OUTSIDERS = List.of("network1", "viewer", "integrator", "owner", "platform");

	@LocalServerPort
	private int port;

	private final String mark = "mark" + UUID.randomUUID().toString().substring(0, 8);

	private Api api;

	private String id = "";

	private String task = "";

	@BeforeEach
	void reportWorkOnAndClassify() {
		this.api = Api.at(this.port);
		Api agent = this.api.as("agent1");
		this.id = this.api.as("reporter1")
			.report(this.mark + "title", "description", this.mark + "text")
			.path("id")
			.asText();
		agent.does(this.id, "assign", "team_id", agent.idOf("teams", "Service Desk"), "reason", this.mark);
		assertThat(this.api.as("manager").patch("/incidents/" + this.id, "confidentiality", "confidential").status())
			.isEqualTo(200);
		agent.does(this.id, "start");
		agent.does(this.id, "hold", "hold_reason", "awaiting_caller", "comment", this.mark);
		agent.does(this.id, "resume");
		this.task = tasks("/task").findFirst().orElseThrow();
		assertThat(basic("agent1")
			.post("/engine-rest/task/" + this.task + "/comment/create", "{\"message\": \"" + this.mark + "\"}")
			.status()).isEqualTo(200);
	}

	private Client basic(String username) {
		return this.api.as("agent1").basic(username);
	}

	private Stream<String> tasks(String path) {
		return StreamSupport
			.stream(basic("agent1").get("/engine-rest" + path + "?maxResults=50&processInstanceBusinessKey=" + this.id)
				.json()
				.spliterator(), false)
			.map((task) -> task.path("id").asText());
	}

	private String first(String path) {
		return basic("agent1").get("/engine-rest" + path).json().path(0).path("id").asText();
	}

	private List<String> paths() {
		String instance = first("/process-instance?maxResults=1&businessKey=" + this.id);
		String execution = first("/execution?maxResults=1&processInstanceId=" + instance);
		String query = "?maxResults=50&processInstanceId=" + instance;
		String ofTicket = "?maxResults=50&processInstanceBusinessKey=" + this.id;
		List<String> ended = tasks("/history/task").flatMap((each) -> Stream.of("/task/" + each + "/comment",
				"/task/" + each + "/form-variables", "/history/task?maxResults=1&taskId=" + each))
			.toList();
		assertThat(ended).hasSizeGreaterThan(9);
		String open = "/task/" + this.task;
		return Stream.concat(ended.stream(), Stream.of("/task" + ofTicket, "/task" + query, "/history/task" + ofTicket,
				"/history/task" + query, open, open + "/form", open + "/deployed-form", open + "/rendered-form",
				open + "/variables", open + "/localVariables", open + "/attachment", open + "/identity-links",
				open + "/comment/" + first(open + "/comment"), "/process-instance/" + instance,
				"/process-instance/" + instance + "/variables", "/process-instance/" + instance + "/comment",
				"/process-instance/" + instance + "/activity-instances",
				"/process-instance?maxResults=50&businessKey=" + this.id, "/execution/" + execution + "/localVariables",
				"/execution" + query, "/job" + query, "/event-subscription" + query, "/incident" + query,
				"/variable-instance?maxResults=50&processInstanceIdIn=" + instance,
				"/history/process-instance" + ofTicket, "/history/process-instance/" + instance,
				"/history/activity-instance" + query, "/history/variable-instance" + query, "/history/detail" + query,
				"/history/incident" + query, "/history/job-log" + query, "/history/user-operation" + query,
				"/history/decision-instance" + query, "/history/external-task-log" + query))
			.toList();
	}

	@Test
	void isToldNowhereAtTheEnginesDoors() {
		SoftAssertions softly = new SoftAssertions();
		List<String> paths = paths();
		for (String outsider : OUTSIDERS) {
			assertThat(this.api.as(outsider).get("/incidents/" + this.id).status()).isEqualTo(404);
			Client client = new Client(this.port).as(outsider);
			for (String path : paths) {
				Answer answer = client.get("/engine-rest" + path);
				softly.assertThat(answer.status()).as(outsider + path + answer.body()).isIn(200, 400, 403, 404);
				softly.assertThat(answer.body()).as(outsider + path).doesNotContain(this.mark);
			}
		}
		softly.assertAll();
		assertThat(looks()).isEmpty();
	}

	@Test
	void givesOutsidersNoTaskAndTakesNoWordFromThem() {
		String path = "/engine-rest/task/" + this.task;
		for (String outsider : OUTSIDERS) {
			Client client = basic(outsider);
			String himself = "{\"userId\": \"" + outsider + "\"}";
			assertThat(client.post(path + "/claim", himself).status()).as(outsider).isIn(403, 404, 409);
			assertThat(client.post(path + "/assignee", himself).status()).as(outsider).isIn(403, 404);
			assertThat(client.post(path + "/unclaim", "").status()).as(outsider).isIn(403, 404);
			assertThat(client.post(path + "/comment/create", "{\"message\": \"x\"}").status()).as(outsider)
				.isIn(403, 404);
		}
		assertThat(basic("agent1").post(path + "/assignee", "{\"userId\": \"network1\"}").status()).isEqualTo(403);
		assertThat(this.api.as("network1").get("/incidents/" + this.id).status()).isEqualTo(404);
		assertThat(basic("agent1").post(path + "/assignee", "{\"userId\": \"agent2\"}").status()).isEqualTo(204);
	}

	@Test
	void isReadInItsFormByWhoMayAndThatIsRecorded() {
		Answer form = basic("agent2").get("/engine-rest/task/" + this.task + "/form-variables");
		assertThat(form.json().at("/title/value").asText()).isEqualTo(this.mark + "title");
		assertThat(form.json().at("/description/value").asText()).isEqualTo(this.mark + "text");
		assertThat(basic("agent2").get("/engine-rest/task/" + this.task + "/comment").body()).contains(this.mark);
		assertThat(looks()).hasSize(2).allSatisfy((look) -> {
			assertThat(look.at("/actor/name").asText()).isEqualTo("agent2");
			assertThat(look.path("channel").asText()).isEqualTo("engine-rest");
		});
	}

	@Test
	void isNamedByItsNumberUntilEverybodyMayKnowIt() {
		String name = "/engine-rest/task/" + this.task;
		assertThat(basic("agent1").get(name).text("name")).matches("INC\\d+ · .+");
		assertThat(this.api.as("manager").patch("/incidents/" + this.id, "confidentiality", "internal").status())
			.isEqualTo(200);
		assertThat(basic("network1").get(name).text("name")).contains(this.mark + "title");
	}

	/** Looks at the ticket by others than those of the scene. */
	private List<JsonNode> looks() {
		return StreamSupport
			.stream(this.api.as("admin").get("/audit?limit=100&entity_id=" + this.id).data().spliterator(), false)
			.filter((row) -> row.path("action").asText().equals("ticket.read_confidential"))
			.filter((row) -> !row.at("/actor/name").asText().equals("agent1"))
			.toList();
	}

}
