package io.nagare.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.NagareTest;
import io.nagare.NodeScripts;
import io.nagare.shared.Tenancy;
import io.nagare.signin.Client;
import io.nagare.signin.OAuthClientOf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Programs outside do what a process owner has drawn for them, and nothing else. */
@NagareTest
class ExternalTaskTests {

	private static final String FETCH = "/engine-rest/external-task/fetchAndLock";

	private final String topic = "check-" + UUID.randomUUID();

	@Autowired
	private OwnModels models;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@TempDir
	private Path folder;

	private Client admin;

	private final List<String> users = new ArrayList<>();

	private final List<String> clients = new ArrayList<>();

	@BeforeEach
	void anAdministrator() {
		this.admin = this.models.as("other-admin");
	}

	@AfterEach
	void theTenantIsAsItWas() {
		Tenancy.asPlatform(() -> this.transaction
			.execute((status) -> this.jdbc.update("DELETE FROM model_faults WHERE code = 'worker_gave_up'")));
		this.models.clear();
		this.clients.forEach((client) -> this.admin.patch(client, "{\"is_active\": false}"));
		this.users.forEach((user) -> this.admin.patch("/api/v1/users/" + user, "{\"is_active\": false}"));
	}

	/** The incident process, where a program looks whether the service is back. */
	private String checked() {
		return OwnModels.shipped("processes/incident/incident.bpmn")
			.replace("sourceRef=\"workedHow\" targetRef=\"normallyResolved\"",
					"sourceRef=\"workedHow\" targetRef=\"checkService\"")
			.replace("<bpmn:endEvent id=\"normallyResolved\"",
					"""
							%s
							<bpmn:sequenceFlow id="checkServiceToRestored" sourceRef="checkService" targetRef="restored" />
							<bpmn:exclusiveGateway id="restored" name="復旧した？" default="restoredToNormallyResolved" />
							<bpmn:sequenceFlow id="restoredToNormallyResolved" sourceRef="restored" targetRef="normallyResolved" />
							<bpmn:sequenceFlow id="restoredToWorkOnIncident" sourceRef="restored" targetRef="workOnIncident">
							  <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${restored == false}</bpmn:conditionExpression>
							</bpmn:sequenceFlow>
							<bpmn:boundaryEvent id="unreachable" name="到達不可" attachedToRef="checkService">
							  <bpmn:errorEventDefinition errorRef="unreachableError" />
							</bpmn:boundaryEvent>
							<bpmn:sequenceFlow id="unreachableToWorkOnIncident" sourceRef="unreachable" targetRef="workOnIncident" />
							<bpmn:endEvent id="normallyResolved\""""
						.formatted(guided("process-owner.md", "xml").replace("check-service", this.topic)))
			.replaceFirst("<bpmn:process ",
					"<bpmn:error id=\"unreachableError\" name=\"unreachable\" errorCode=\"unreachable\" /><bpmn:process ");
	}

	/** What a guide shows, the same in both languages. */
	private static String guided(String guide, String language) {
		List<String> shown = new ArrayList<>();
		for (String words : List.of("en", "ja")) {
			Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```")
				.matcher(OwnModels.shipped("docs/guide/" + words + "/" + guide));
			while (block.find()) {
				if (block.group(1).contains("check-service")) {
					shown.add(block.group(1));
				}
			}
		}
		assertThat(shown).hasSize(2);
		assertThat(shown.get(0)).isEqualTo(shown.get(1));
		return shown.get(0);
	}

	private Client.Answer release(String model) {
		return OwnModels.send(this.models.owner(), "/models/releases", Map.of("comment", "x", "incident.bpmn", model));
	}

	private OAuthClientOf worker(String topic) {
		String name = "worker-" + UUID.randomUUID();
		String user = this.admin.post("/api/v1/users", """
				{"username": "%1$s", "email": "%1$s@other.example", "first_name": "W", "last_name": "W",
					"role": "integrator", "password": "a long pass phrase 1"}""".formatted(name))
			.data()
			.path("id")
			.asText();
		this.users.add(user);
		OAuthClientOf worker = OAuthClientOf.serving(this.admin, user, topic);
		this.clients.add(worker.path());
		return worker;
	}

	private Client signedIn(OAuthClientOf worker) {
		return this.admin.stranger().bearing(worker.byItself().text("access_token"));
	}

	private String wanted(String topic) {
		return "{\"workerId\": \"w1\", \"maxTasks\": 5, \"topics\": [{\"topicName\": \"%s\", \"lockDuration\": 60000}]}"
			.formatted(topic);
	}

	/** An incident that waits for the program. */
	private String waiting() {
		String id = this.models.report("").path("id").asText();
		does(id, "assign", "{}");
		does(id, "start", "{}");
		does(id, "resolve", "{\"resolution\": \"Restarted\", \"resolution_code\": \"fixed\"}");
		return id;
	}

	private void does(String id, String action, String fields) {
		Client.Answer answer = this.models.as("other-agent")
			.post("/api/v1/incidents/" + id + "/actions/" + action, fields);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
	}

	private JsonNode incident(String id) {
		return this.models.as("other-agent").get("/api/v1/incidents/" + id).data();
	}

	private static JsonNode one(Client.Answer fetched) {
		assertThat(fetched.status()).as(fetched.body()).isEqualTo(200);
		assertThat(fetched.json()).as(fetched.body()).hasSize(1);
		return fetched.json().get(0);
	}

	private static String path(JsonNode task, String verb) {
		return "/engine-rest/external-task/" + task.path("id").asText() + "/" + verb;
	}

	@Test
	void goesOnWithWhatTheProgramFound() {
		OAuthClientOf worker = worker(this.topic);
		Client.Answer released = release(checked());
		assertThat(released.status()).as(released.body()).isEqualTo(201);
		String id = waiting();
		assertThat(incident(id).path("status").asText()).isEqualTo("verification");
		assertThat(this.models.as("other-agent").get("/api/v1/incidents/" + id + "/process").body())
			.contains("\"checkService\"");
		assertThat(this.models.as("other-agent").get("/engine-rest/variable-instance").body())
			.doesNotContain("\"fixed\"");
		Client program = signedIn(worker);
		JsonNode task = one(program.post(FETCH, wanted(this.topic)));
		assertThat(task.path("businessKey").asText()).isEqualTo(id);
		assertThat(task.path("workerId").asText()).isEqualTo("w1");
		assertThat(task.path("variables").path("code").path("value").asText()).isEqualTo("fixed");
		assertThat(task.at("/variables/code/type").asText()).isEqualTo("String");
		assertThat(task.path("variables")).hasSize(1);
		Client.Answer done = program.post(path(task, "complete"),
				"{\"workerId\": \"w1\", \"variables\": {\"restored\": {\"value\": true, \"type\": \"Boolean\"}}}");
		assertThat(done.status()).as(done.body()).isEqualTo(204);
		assertThat(incident(id).path("status").asText()).isEqualTo("resolved");
		JsonNode told = this.admin.get("/api/v1/audit?limit=1&action=external_task.completed").data().path(0);
		assertThat(told.toString()).contains("Worker ").contains(this.topic).contains(id);
	}

	@Test
	void isFoundByItsNewTopicAfterAMigration() {
		Client before = signedIn(worker(this.topic));
		String anew = this.topic + "-anew";
		Client after = signedIn(worker(anew));
		assertThat(release(checked()).status()).isEqualTo(201);
		String id = waiting();
		one(before.post(FETCH, wanted(this.topic)));
		assertThat(release(checked().replace('"' + this.topic + '"', '"' + anew + '"')).status()).isEqualTo(201);
		String migrations = "/api/v1/models/incident/migrations";
		Client owner = this.models.owner();
		Client.Answer begun = owner.post(migrations,
				"{\"dry_run\": false, \"tickets\": [\"" + incident(id).path("incident_number").asText() + "\"]}");
		assertThat(begun.status()).as(begun.body()).isEqualTo(202);
		await().untilAsserted(() -> assertThat(
				owner.get(migrations + "/" + begun.data().path("id").asText()).data().path("state").asText())
			.isEqualTo("done"));
		assertThat(before.post(FETCH, wanted(this.topic)).json()).isEmpty();
		assertThat(one(after.post(FETCH, wanted(anew))).path("businessKey").asText()).isEqualTo(id);
	}

	@Test
	void takesWhatTheModelDeclaresAndNothingElse() {
		OAuthClientOf worker = worker(this.topic);
		assertThat(release(checked()).status()).isEqualTo(201);
		String id = waiting();
		Client program = signedIn(worker);
		JsonNode task = one(program.post(FETCH, wanted(this.topic)));
		for (String values : List.of("{\"priority\": {\"value\": \"critical\"}}", "{\"code\": {\"value\": \"x\"}}",
				"{\"restored\": {\"value\": \"" + "x".repeat(4001) + "\"}}",
				"{\"restored\": {\"value\": \"{}\", \"type\": \"json\"}}",
				"{\"restored\": {\"value\": \"rO0=\", \"type\": \"Object\"}}")) {
			for (String where : List.of("variables", "localVariables")) {
				Client.Answer refused = program.post(path(task, "complete"),
						"{\"workerId\": \"w1\", \"%s\": %s}".formatted(where, values));
				assertThat(refused.status()).as(values + refused.body()).isEqualTo(400);
			}
		}
		for (String verb : List.of("failure", "bpmnError")) {
			assertThat(program.post(path(task, verb),
					"{\"workerId\": \"w1\", \"errorCode\": \"unreachable\", \"variables\": {\"restored\": {\"value\": true}}}")
				.status()).as(verb).isEqualTo(400);
		}
		// as programs of a terminal say it
		assertThat(program.post(path(task, "failure"),
				"{\"workerId\": \"w1\", \"errorMessage\": \"\\u001b[31mrefused\\u001b[39m\", \"retries\": 2, \"retryTimeout\": 0}")
			.status()).isEqualTo(204);
		assertThat(
				program.post(path(task, "failure"), "{\"workerId\": \"w1\", \"errorMessage\": \"\\u0000\"}").status())
			.isEqualTo(400);
		assertThat(one(program.post(FETCH, wanted(this.topic))).path("retries").asInt()).isEqualTo(2);
		assertThat(incident(id).path("status").asText()).isEqualTo("verification");
		assertThat(program
			.post(path(task, "complete"), "{\"workerId\": \"w1\", \"variables\": {\"restored\": {\"value\": false}}}")
			.status()).isEqualTo(204);
		assertThat(incident(id).path("status").asText()).isEqualTo("in_progress");
		assertThat(program.post(path(task, "complete"), "{\"workerId\": \"w1\"}").status()).isEqualTo(404);
	}

	@Test
	void letsNobodyInWhoIsNotRegisteredForTheTopic() {
		OAuthClientOf worker = worker(this.topic);
		assertThat(release(checked()).status()).isEqualTo(201);
		waiting();
		JsonNode task = one(signedIn(worker).post(FETCH, wanted(this.topic)));
		Client elsewhere = signedIn(worker("elsewhere-" + UUID.randomUUID()));
		List<Client> strangers = new ArrayList<>(List.of(elsewhere, this.models.owner()));
		for (String name : List.of("other-agent", "other-admin", "other-reporter", "integrator", "agent1", "admin",
				"platform")) {
			strangers.add(this.models.as(name));
		}
		for (Client stranger : strangers) {
			assertThat(stranger.post(FETCH, wanted(this.topic)).status()).isEqualTo(403);
			for (String verb : List.of("complete", "failure", "bpmnError", "extendLock", "unlock")) {
				Client.Answer answer = stranger.post(path(task, verb),
						"{\"workerId\": \"w1\", \"errorCode\": \"unreachable\", \"newDuration\": 1000}");
				assertThat(answer.status()).as(verb + answer.body()).isEqualTo(403);
			}
		}
		assertThat(this.admin.stranger().post(FETCH, wanted(this.topic)).status()).isEqualTo(401);
		this.admin.patch(worker.path(), "{\"topics\": []}");
		assertThat(signedIn(worker).post(FETCH, wanted(this.topic)).status()).isEqualTo(403);
	}

	@Test
	void holdsATaskForOneProgramAtATime() {
		OAuthClientOf first = worker(this.topic);
		OAuthClientOf second = worker(this.topic);
		assertThat(release(checked()).status()).isEqualTo(201);
		waiting();
		Client holder = signedIn(first);
		Client other = signedIn(second);
		JsonNode task = one(holder.post(FETCH, wanted(this.topic)));
		assertThat(other.post(FETCH, wanted(this.topic)).json()).isEmpty();
		for (String verb : List.of("complete", "failure", "bpmnError", "extendLock", "unlock")) {
			assertThat(other
				.post(path(task, verb), "{\"workerId\": \"w1\", \"errorCode\": \"unreachable\", \"newDuration\": 1000}")
				.status()).as(verb).isEqualTo(400);
		}
		assertThat(holder.post(path(task, "extendLock"), "{\"workerId\": \"w1\", \"newDuration\": 120000}").status())
			.isEqualTo(204);
		assertThat(holder.post(path(task, "unlock"), "").status()).isEqualTo(204);
		JsonNode again = one(other.post(FETCH, wanted(this.topic)));
		assertThat(again.path("id")).isEqualTo(task.path("id"));
		assertThat(holder.post(path(task, "complete"), "{\"workerId\": \"w1\"}").status()).isEqualTo(400);
	}

	@Test
	void goesAnotherWayWhereTheModelKnowsTheError() {
		OAuthClientOf worker = worker(this.topic);
		assertThat(release(checked()).status()).isEqualTo(201);
		String id = waiting();
		Client program = signedIn(worker);
		JsonNode task = one(program.post(FETCH, wanted(this.topic)));
		Client.Answer unknown = program.post(path(task, "bpmnError"),
				"{\"workerId\": \"w1\", \"errorCode\": \"other\"}");
		assertThat(unknown.status()).as(unknown.body()).isEqualTo(400);
		assertThat(program.post(path(task, "bpmnError"), "{\"workerId\": \"w1\", \"errorCode\": \"unreachable\"}")
			.status()).isEqualTo(204);
		assertThat(incident(id).path("status").asText()).isEqualTo("in_progress");
	}

	@Test
	void tellsTheOwnerOnceAProgramHasGivenUp() {
		OAuthClientOf worker = worker(this.topic);
		assertThat(release(checked()).status()).isEqualTo(201);
		String id = waiting();
		Client program = signedIn(worker);
		JsonNode task = one(program.post(FETCH, wanted(this.topic)));
		assertThat(program
			.post(path(task, "failure"),
					"{\"workerId\": \"w1\", \"errorMessage\": \"no route\", \"retries\": 1, \"retryTimeout\": 0}")
			.status()).isEqualTo(204);
		one(program.post(FETCH, wanted(this.topic)));
		assertThat(faults()).isEmpty();
		assertThat(program
			.post(path(task, "failure"), "{\"workerId\": \"w1\", \"errorMessage\": \"no route\", \"retries\": 0}")
			.status()).isEqualTo(204);
		await().untilAsserted(() -> assertThat(faults()).containsExactly(id + " checkService worker_gave_up"));
		assertThat(program.post(FETCH, wanted(this.topic)).json()).isEmpty();
		Client operator = this.models.as("platform");
		assertThat(operator
			.get("/engine-rest/incident?incidentType=failedExternalTask&configuration=" + task.path("id").asText())
			.json()).hasSize(1);
		String retries = path(task, "retries");
		assertThat(this.models.as("other-agent").put(retries, "{\"retries\": 1}").status()).isEqualTo(403);
		assertThat(operator.put(retries, "{\"retries\": -1}").status()).isEqualTo(400);
		assertThat(operator.put(retries, "{\"retries\": 1}").status()).isEqualTo(204);
		one(program.post(FETCH, wanted(this.topic)));
	}

	private List<String> faults() {
		return Tenancy.asPlatform(() -> this.transaction.execute((status) -> this.jdbc.queryForList(
				"SELECT ticket_id || ' ' || element || ' ' || code FROM model_faults WHERE code = 'worker_gave_up'",
				String.class)));
	}

	@Test
	void refusesAModelWhoseTopicNobodyServes() {
		Client.Answer refused = release(checked());
		assertThat(refused.status()).as(refused.body()).isEqualTo(422);
		assertThat(refused.body()).contains("incident.bpmn#checkService").contains("topic_nobody_serves");
		worker(this.topic);
		assertThat(release(checked()).status()).isEqualTo(201);
	}

	@Test
	void registersOnlyWhoActsByItself() {
		Client.Answer refused = this.admin.post("/api/v1/oauth-clients",
				"{\"name\": \"x\", \"redirect_uris\": [\"https://app.example/x\"], \"topics\": [\"x\"]}");
		assertThat(refused.status()).as(refused.body()).isEqualTo(400);
		assertThat(refused.body()).contains("worker_needs_user");
		OAuthClientOf worker = worker(this.topic);
		assertThat(this.admin.get(worker.path()).data().path("topics").path(0).asText()).isEqualTo(this.topic);
		assertThat(this.admin.patch(worker.path(), "{\"topics\": [\"not a word\"]}").status()).isEqualTo(400);
	}

	/** Camunda's own client, as it comes, runs what the guide shows. */
	@Test
	void servesCamundasJavaScriptClient() throws IOException {
		OAuthClientOf worker = worker(this.topic);
		assertThat(release(checked()).status()).isEqualTo(201);
		String id = waiting();
		NodeScripts.node("--version");
		// where Node.js looks for packages
		Path script = Path.of("src/test/node/node_modules/" + this.topic + ".mjs");
		Files.writeString(script, guided("integrator.md", "js").replace("check-service", this.topic)
				+ """
						client.on('complete:success', () => process.exit(0));
						for (const event of ['poll:error', 'complete:error', 'handleFailure:success', 'handleFailure:error', 'handler:error']) {
							client.on(event, (...what) => { console.error(event, ...what); process.exit(1); });
						}
						""");
		try {
			NodeScripts.node("worker.mjs", script.toAbsolutePath().toString(), "http://localhost:" + this.admin.port(),
					worker.id(), String.valueOf(worker.secret()));
		}
		finally {
			Files.delete(script);
		}
		assertThat(incident(id).path("status").asText()).isEqualTo("resolved");
	}

	/** Camunda's own client for Java, waiting for work, runs what the guide shows. */
	@Test
	void servesCamundasJavaClient() throws IOException, InterruptedException {
		OAuthClientOf worker = worker(this.topic);
		assertThat(release(checked()).status()).isEqualTo(201);
		Path program = this.folder.resolve("Worker.java");
		Files.writeString(program, guided("integrator.md", "java").replace("check-service", this.topic));
		ProcessBuilder java = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-cp",
				System.getProperty("java.class.path"), program.toString());
		java.environment()
			.putAll(Map.of("NAGARE", "http://localhost:" + this.admin.port(), "CLIENT_ID", worker.id(), "CLIENT_SECRET",
					String.valueOf(worker.secret())));
		Process running = java.redirectErrorStream(true)
			.redirectOutput(this.folder.resolve("java.log").toFile())
			.start();
		try {
			String id = waiting();
			await().atMost(Duration.ofSeconds(60))
				.untilAsserted(() -> assertThat(incident(id).path("status").asText())
					.as(Files.readString(this.folder.resolve("java.log")))
					.isEqualTo("resolved"));
		}
		finally {
			running.destroyForcibly().waitFor();
		}
	}

	@Test
	void letsAProgramWaitForWork() {
		Client worker = signedIn(worker(this.topic));
		assertThat(release(checked()).status()).isEqualTo(201);
		String patient = wanted(this.topic).replace("{\"workerId\"", "{\"asyncResponseTimeout\": 20000, \"workerId\"");
		CompletableFuture<Client.Answer> answer = CompletableFuture.supplyAsync(() -> worker.post(FETCH, patient));
		String id = waiting();
		assertThat(one(answer.join()).path("businessKey").asText()).isEqualTo(id);
		assertThat(worker.post(FETCH, patient.replace("20000", "600")).json()).isEmpty();
		assertThat(worker.post(FETCH, patient.replace("20000", "1800001")).status()).isEqualTo(400);
	}

}
