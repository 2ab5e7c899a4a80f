package io.nagare.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

/** What is done at the engine's own doors, beside the work on tickets, is on record. */
@NagareTest
class EngineOnRecordTests {

	private static final String PASS_PHRASE = "a long pass phrase 1";

	@LocalServerPort
	private int port;

	private final Owner owner;

	private Api api;

	private Client platform;

	private String incident = "";

	private String instance = "";

	EngineOnRecordTests(@Autowired FlywayConnectionDetails owner) {
		this.owner = new Owner(owner);
	}

	@BeforeEach
	void somebodyReports() {
		this.api = Api.at(this.port);
		this.platform = this.api.basic("platform");
		this.incident = this.api.as("reporter1").report("On record").path("id").asText();
		this.instance = first(
				"/process-instance?maxResults=1&processDefinitionKey=incident&businessKey=" + this.incident);
	}

	/** The rows about the thing in the log of whoever reads it, oldest first. */
	private List<JsonNode> about(String reader, String entity) {
		List<JsonNode> rows = new ArrayList<>();
		this.api.as(reader).get("/audit?limit=100&entity_id=" + entity).data().forEach((row) -> rows.add(0, row));
		return rows;
	}

	private JsonNode one(String reader, String entity, String action) {
		List<JsonNode> rows = about(reader, entity).stream()
			.filter((row) -> row.path("action").asText().equals(action))
			.toList();
		assertThat(rows).as(action).hasSize(1);
		return rows.get(0);
	}

	/** The timer that closes a resolved incident. */
	private String job() {
		Api agent = this.api.as("agent1");
		agent.does(this.incident, "assign");
		agent.does(this.incident, "start");
		agent.does(this.incident, "resolve", "resolution", "Restarted", "resolution_code", "fixed");
		return first("/job?maxResults=1&processInstanceId=" + this.instance);
	}

	private String first(String path) {
		String id = this.platform.get("/engine-rest" + path).json().path(0).path("id").asText();
		assertThat(id).as(path).isNotEmpty();
		return id;
	}

	private void does(String method, String path, String body) {
		assertThat(tries(method, path, body).status()).as(method + " " + path).isIn(200, 204);
	}

	private Answer tries(String method, String path, String body) {
		return this.platform.send(method, "/engine-rest" + path, body, "application/json");
	}

	@Test
	void tellsTheTenantWhatAnAdministratorDoesToItsJobs() {
		String job = job();
		does("PUT", "/job/" + job + "/duedate", "{\"duedate\": \"2041-01-01T00:00:00.000+0000\"}");
		does("PUT", "/job/" + job + "/retries", "{\"retries\": 5}");
		does("PUT", "/job/" + job + "/priority", "{\"priority\": 7}");
		JsonNode row = one("admin", job, "engine.set_due_date");
		assertThat(row.at("/actor/name").asText()).isEqualTo("platform");
		assertThat(row.path("channel").asText()).isEqualTo("engine-rest");
		assertThat(row.path("address").asText()).isEqualTo("127.0.0.1");
		assertThat(row.path("entity_type").asText()).isEqualTo("job");
		assertThat(row.at("/after/duedate").asText()).isEqualTo("2041-01-01T00:00:00Z");
		assertThat(row.at("/after/ticket").asText()).isEqualTo(this.incident);
		assertThat(row.at("/before/duedate").asText()).startsWith("20").isLessThan("2041");
		JsonNode retries = one("admin", job, "engine.set_job_retries");
		assertThat(retries.at("/before/retries").asInt()).isEqualTo(4);
		assertThat(retries.at("/after/retries").asInt()).isEqualTo(5);
		one("admin", job, "engine.set_priority");
		assertThat(about("platform", job)).isEmpty();
		assertThat(about("other-admin", job)).isEmpty();
	}

	@Test
	void tellsTheTenantWhatAnAdministratorDoesToItsProcesses() {
		String path = "/process-instance/" + this.instance;
		does("PUT", path + "/suspended", "{\"suspended\": true}");
		does("PUT", path + "/suspended", "{\"suspended\": false}");
		String other = this.api.as("reporter1").report("Withdrawn").path("id").asText();
		String withdrawn = first("/process-instance?maxResults=1&processDefinitionKey=incident&businessKey=" + other);
		assertThat(this.api.as("reporter1").act(other, "cancel", "reason", "a test").status()).isEqualTo(200);
		assertThat(tries("DELETE", "/process-instance/" + withdrawn, "").status()).isEqualTo(404);
		assertThat(each(this.api.as("admin").get("/audit?limit=100&entity_id=" + this.instance).data(), "action"))
			.containsExactly("engine.activate", "engine.suspend");
		assertThat(about("admin", withdrawn)).isEmpty();
	}

	@Test
	void keepsWhatBelongsToNobodyInThePlatformsLog() {
		String filter = tries("POST", "/filter/create",
				"{\"resourceType\": \"Task\", \"name\": \"mine\", \"query\": {\"assignee\": \"x\"}}")
			.text("id");
		does("DELETE", "/filter/" + filter, "");
		assertThat(about("platform", filter)).extracting((row) -> row.path("action").asText())
			.containsExactly("engine.create", "engine.delete");
		JsonNode model = this.platform
			.get("/engine-rest/process-definition?maxResults=1&key=incident&latestVersion=true&withoutTenantId=true")
			.json()
			.path(0);
		does("PUT", "/process-definition/" + model.path("id").asText() + "/history-time-to-live",
				"{\"historyTimeToLive\": " + model.path("historyTimeToLive").asInt() + "}");
		JsonNode row = about("platform", model.path("id").asText()).get(0);
		assertThat(row.path("action").asText()).isEqualTo("engine.update_history_time_to_live");
		assertThat(row.at("/before/historyTimeToLive").asInt()).isEqualTo(model.path("historyTimeToLive").asInt());
		assertThat(about("admin", model.path("id").asText())).isEmpty();
	}

	@Test
	void tellsTheTenantWhatBecomesOfItsModels() throws IOException {
		this.api.as("other-admin")
			.post("/users", "username", "other-modeler", "email", "other-modeler@other.example", "first_name", "次郎",
					"last_name", "森", "role", "process_owner", "password", PASS_PHRASE);
		Client modeler = new Client(this.port).basic("other-modeler", PASS_PHRASE);
		Answer deployed = modeler.deploy("mine.bpmn",
				Files.readString(Path.of("processes", "incident", "major-incident.bpmn")), "other");
		assertThat(deployed.status()).as(deployed.body()).isEqualTo(200);
		String deployment = deployed.text("id");
		assertThat(about("other-admin", deployment)).hasSize(1);
		String model = first("/process-definition?maxResults=1&deploymentId=" + deployment);
		does("PUT", "/process-definition/" + model + "/suspended", "{\"suspended\": true}");
		does("DELETE", "/deployment/" + deployment + "?cascade=true", "");
		assertThat(one("other-admin", model, "engine.suspend_process_definition").at("/after/suspensionState").asText())
			.isEqualTo("suspended");
		JsonNode row = one("other-admin", deployment, "engine.delete");
		assertThat(row.path("entity_type").asText()).isEqualTo("deployment");
		assertThat(row.at("/before/files").toString()).contains("mine.bpmn");
		assertThat(row.at("/after/cascade").asBoolean()).isTrue();
		assertThat(row.at("/actor/name").asText()).isEqualTo("platform");
	}

	@Test
	void tellsWhoTookAndReturnedATask() {
		String task = first("/task?maxResults=1&processInstanceId=" + this.instance);
		Client agent = this.api.basic("agent1");
		assertThat(agent.post("/engine-rest/task/" + task + "/claim", "{\"userId\":\"agent1\"}").status())
			.isEqualTo(204);
		assertThat(agent.post("/engine-rest/task/" + task + "/unclaim", "").status()).isEqualTo(204);
		assertThat(one("admin", task, "engine.claim").at("/after/assignee").asText()).isEqualTo("agent1");
		assertThat(about("admin", task)).hasSize(2)
			.allSatisfy((row) -> assertThat(row.at("/actor/name").asText()).isEqualTo("agent1"));
	}

	@Test
	void tellsNothingTwice() {
		String task = first("/task?maxResults=1&processInstanceId=" + this.instance);
		Answer done = this.api.basic("agent1")
			.post("/engine-rest/task/" + task + "/complete", "{\"variables\":{\"action\":{\"value\":\"assign\"}}}");
		assertThat(done.status()).as(done.body()).isEqualTo(204);
		assertThat(about("admin", task)).isEmpty();
		one("admin", this.incident, "incident.update");
	}

	@Test
	void tellsNothingOfWhatWasRefused() {
		String job = job();
		assertThat(tries("PUT", "/job/" + job + "/retries", "{\"retries\": -1}").status()).isBetween(400, 500);
		assertThat(this.api.basic("agent1")
			.send("PUT", "/engine-rest/job/" + job + "/retries", "{\"retries\": 5}", "application/json")
			.status()).isEqualTo(403);
		assertThat(about("admin", job)).isEmpty();
	}

	@Test
	void doesNothingThatCannotBeRecorded() {
		String job = job();
		this.owner.does((jdbc) -> jdbc
			.execute("ALTER TABLE audit_log ADD CONSTRAINT no_row CHECK (entity_id <> '" + job + "') NOT VALID"));
		try {
			assertThat(tries("PUT", "/job/" + job + "/retries", "{\"retries\": 9}").status()).isEqualTo(500);
		}
		finally {
			this.owner.does((jdbc) -> jdbc.execute("ALTER TABLE audit_log DROP CONSTRAINT no_row"));
		}
		assertThat(this.platform.get("/engine-rest/job/" + job).json().path("retries").asInt()).isEqualTo(4);
		assertThat(about("admin", job)).isEmpty();
	}

	@Test
	void makesACommentInTasklistANoteOfTheTicket() {
		String task = "/engine-rest/task/" + first("/task?maxResults=1&processInstanceId=" + this.instance);
		Client agent = this.api.basic("agent1");
		Answer said = agent.post(task + "/comment/create", "{\"message\": \"朝から三件 / three since this morning\"}");
		assertThat(said.status()).as(said.body()).isEqualTo(200);
		String notes = "/incidents/" + this.incident + "/work-notes";
		JsonNode note = this.api.as("agent1").get(notes).data().path(0);
		assertThat(note.path("content").asText()).isEqualTo("朝から三件 / three since this morning");
		assertThat(note.path("is_public").asText()).isEqualTo("N");
		assertThat(note.at("/created_by/username").asText()).isEqualTo("agent1");
		assertThat(this.api.as("reporter1").get(notes).data()).isEmpty();
		assertThat(one("admin", note.path("id").asText(), "work_note.create").at("/after/content").asText())
			.contains("three since this morning");
		assertThat(agent.get(task + "/comment").json().path(0).path("message").asText())
			.contains("three since this morning");
	}

	@Test
	void takesNoCommentThatIsNoNote() {
		String task = "/engine-rest/task/" + first("/task?maxResults=1&processInstanceId=" + this.instance)
				+ "/comment/create";
		Client agent = this.api.basic("agent1");
		assertThat(agent.post(task, "{\"message\": \" \"}").status()).isEqualTo(400);
		assertThat(agent.post(task, "{\"message\": \"" + "x".repeat(100_001) + "\"}").status()).isEqualTo(400);
		assertThat(agent.post(task, "{\"message\": \"a\\u0000b\"}").status()).isEqualTo(400);
		assertThat(
				agent.post(task, "{\"message\": \"x\", \"processInstanceId\": \"" + UUID.randomUUID() + "\"}").status())
			.isEqualTo(400);
		assertThat(this.platform.post(task, "{\"message\": \"x\"}").status()).isEqualTo(404);
		assertThat(this.api.basic("other-agent").post(task, "{\"message\": \"x\"}").status()).isIn(400, 404);
		assertThat(this.api.as("agent1").get("/incidents/" + this.incident + "/work-notes").data()).isEmpty();
		assertThat(agent.get(task.replace("/create", "")).json()).isEmpty();
	}

}
