package io.nagare.contract;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.assertj.core.api.SoftAssertions;
import org.camunda.bpm.engine.HistoryService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.NagareTest;
import io.nagare.contract.Contract.Operation;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;
import io.nagare.shared.TicketKinds;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The strongest people of another tenant knock at every call with the keys of this
 * tenant's things. Single things are not there, lists hold none of them, and nothing
 * breaks.
 */
@NagareTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantWalkTests {

	/** Parameters that name no thing of a tenant's. */
	private static final Set<String> NAMES = Set.of("/alerts/hooks/{hook}", "/change-boards/{board}",
			"/mining/{process}", "/notification-texts/{event}", "/retention-rules/{ticket_kind}",
			"/rule-sets/{module}/{name}", "/suggestions/settings/{field}", "/words/{list}");

	/** What a field that holds a key refers to. */
	private static final Map<String, String> REFERENCES = Map.ofEntries(Map.entry("category_id", "categories"),
			Map.entry("site_id", "sites"), Map.entry("department_id", "departments"), Map.entry("team_id", "teams"),
			Map.entry("team_ids[]", "teams"), Map.entry("owner_team_id", "teams"), Map.entry("manager_id", "users"),
			Map.entry("assignee_id", "users"), Map.entry("owner_user_id", "users"), Map.entry("reporter_id", "users"),
			Map.entry("requested_for_id", "users"), Map.entry("implementer_id", "users"),
			Map.entry("actor_id", "users"), Map.entry("ci_id", "cis"), Map.entry("ci_ids[]", "cis"),
			Map.entry("target_id", "cis"), Map.entry("into", "cis"), Map.entry("incident_ids[]", "incidents"),
			Map.entry("model_id", "change-models"), Map.entry("except_models[]", "change-models"),
			Map.entry("parent_id", "categories"), Map.entry("entity_id", "incidents"),
			Map.entry("substitute_id", "substitute"), Map.entry("user_id", "users"), Map.entry("requester_id", "users"),
			Map.entry("owner_id", "users"), Map.entry("to_user_id", "substitute"), Map.entry("report_as_id", "users"),
			Map.entry("acts_as_id", "users"), Map.entry("supplier_id", "suppliers"), Map.entry("change_id", "changes"),
			Map.entry("recipient_ids[]", "users"), Map.entry("dashboard_id", "dashboards"));

	private static final String COCKPIT = "/camunda/api/cockpit/plugin/base/default/";

	@LocalServerPort
	private int port;

	@Autowired
	private HistoryService history;

	@Autowired
	private TicketKinds kinds;

	private Contract contract;

	private Scene scene;

	private People intruders;

	private Client admin;

	/** Once: who may not see it changes nothing of it. */
	@BeforeAll
	void setTheScene() {
		this.contract = Contract.committed(this.kinds);
		this.scene = Scene.set(this.contract, this.port);
	}

	/** For each test, since their own audit log shows what they asked before. */
	@BeforeEach
	void letIntrudersIn() {
		this.intruders = new People(this.port);
		this.admin = this.intruders.client("admin");
	}

	/** What the product does for itself is of no tenant, and everybody may count it. */
	@BeforeEach
	void forgetHousekeeping() {
		this.history.createHistoricProcessInstanceQuery()
			.withoutTenantId()
			.finished()
			.list()
			.forEach((process) -> this.history.deleteHistoricProcessInstance(process.getId()));
	}

	private List<Client> strongest() {
		return List.of(this.admin, this.intruders.client("process_owner"));
	}

	@Test
	void findsNothingOfAnotherTenantInTheApi() {
		SoftAssertions softly = new SoftAssertions();
		for (Operation operation : this.contract.operations()) {
			// the second is for whoever knows the secret in its address
			if (operation.path().startsWith("/auth/") || operation.path().contains("token}")) {
				continue;
			}
			for (Client intruder : strongest()) {
				Answer answer = this.scene.call(intruder, operation, this.scene.address(operation), "admin");
				softly.assertThat(answer.status()).as(operation.name() + answer.body()).isLessThan(500);
				if (operation.path().equals("/bulk")) {
					// a verdict says the key back to who sent it
					softly.assertThat(answer.body()).contains("NOT_FOUND").doesNotContain(this.scene.mark());
					continue;
				}
				if (operation.isAboutOne() && NAMES.stream().noneMatch(operation.path()::startsWith)) {
					softly.assertThat(answer.status()).as(operation.name() + answer.body()).isIn(403, 404);
				}
				tellsNothing(softly, operation.name(), answer);
			}
		}
		softly.assertAll();
	}

	@Test
	void refersToNothingOfAnotherTenant() {
		SoftAssertions softly = new SoftAssertions();
		for (Operation operation : this.contract.operations()) {
			JsonNode schema = this.contract.bodyOf(operation);
			if (schema.isMissingNode() || operation.isAboutOne()) {
				continue;
			}
			for (Contract.Variant variant : this.contract.variants(schema, this.scene.body(operation, "admin"),
					Set.of("uuid"), this::foreign)) {
				Answer answer = this.admin.send(operation.method(), "/api/v1" + operation.path(),
						variant.body().toString(), "application/json");
				softly.assertThat(answer.status())
					.as(operation.name() + " " + variant.pointer() + answer.body())
					.isIn(400, 403, 404);
				tellsNothing(softly, operation.name() + " " + variant.pointer(), answer);
			}
		}
		softly.assertAll();
	}

	@Test
	void filtersByNothingOfAnotherTenant() {
		SoftAssertions softly = new SoftAssertions();
		for (Operation operation : this.contract.operations()) {
			if (!operation.method().equals("GET") || operation.isAboutOne()) {
				continue;
			}
			for (JsonNode parameter : this.contract.queryOf(operation)) {
				String name = parameter.path("name").asText();
				String value = REFERENCES.containsKey(name) ? foreign(name) : this.scene.mark();
				Answer answer = this.admin.get("/api/v1" + operation.path() + "?" + name + "=" + value);
				String what = operation.name() + " " + name;
				softly.assertThat(answer.status()).as(what + answer.body()).isIn(200, 400, 403);
				if (REFERENCES.containsKey(name) || name.equals("q")) {
					// of a file, the line of names alone; that of the audit log has none
					long found = operation.path().endsWith("/export") && !operation.path().startsWith("/audit")
							? answer.body().strip().lines().count() - 1 : entries(answer.data());
					softly.assertThat(found).as(what + answer.body()).isZero();
				}
				tellsNothing(softly, what, answer);
			}
		}
		softly.assertAll();
	}

	/** Of a list; of an object, of the lists that it holds. */
	private static int entries(JsonNode data) {
		int entries = data.isArray() ? data.size() : 0;
		for (JsonNode part : data.isObject() ? data : List.<JsonNode>of()) {
			entries += part.isArray() ? part.size() : 0;
		}
		return entries;
	}

	@Test
	void believesNoTenantThatACallerNames() {
		String id = this.scene.of("incidents");
		for (String header : List.of("X-Tenant-Id", "X-Tenant", "Tenant", "X-Nagare-Tenant")) {
			for (String tenant : List.of(this.scene.people().slug(), this.scene.of("tenants"))) {
				Client named = this.admin.sending(header, tenant);
				refusedAndRecorded(named.get("/api/v1/incidents/" + id), "/api/v1/incidents/" + id);
				refusedAndRecorded(named.get("/engine-rest/task/count"), "/engine-rest/task/count");
				refusedAndRecorded(this.admin.get("/api/v1/incidents?tenant_id=" + tenant), "/api/v1/incidents");
				assertThat(this.admin
					.post("/api/v1/incidents",
							"{\"title\": \"x\", \"priority\": \"low\", \"tenant_id\": \"" + tenant + "\"}")
					.json()
					.at("/error/details/0/code")
					.asText()).isEqualTo("unknown_field");
			}
		}
		String slug = this.scene.people().slug();
		for (String query : List.of("tenantIdIn=" + slug, "tenantIdIn=" + this.intruders.slug() + "," + slug)) {
			refusedAndRecorded(this.admin.get("/engine-rest/task?maxResults=5&" + query), "/engine-rest/task");
		}
		refusedAndRecorded(this.admin.post("/engine-rest/task?maxResults=5",
				"{\"orQueries\":[{\"tenantIdIn\":[\"" + slug + "\"]}]}"), "/engine-rest/task");
		refusedAndRecorded(
				this.admin.post("/engine-rest/message",
						"{\"messageName\":\"incidentReclassified\",\"tenantId\":\"" + slug + "\"}"),
				"/engine-rest/message");
		Client own = this.admin.sending("X-Tenant-Id", this.intruders.slug());
		assertThat(own.get("/api/v1/incidents").status()).isEqualTo(200);
		assertThat(own.get("/engine-rest/task?maxResults=5&tenantIdIn=" + this.intruders.slug()).status())
			.isEqualTo(200);
	}

	@Test
	void tellsThePlatformWhoKnocksAtAnothersThings() {
		String task = new Engine().task;
		for (String path : List.of("/api/v1/incidents/" + this.scene.of("incidents"),
				"/api/v1/users/" + this.scene.of("users"), "/api/v1/cis/" + this.scene.of("cis"),
				"/engine-rest/task/" + task)) {
			assertThat(this.admin.get(path).status()).as(path).isEqualTo(404);
			JsonNode row = lastRefusal(this.scene.people().client("platform"), path);
			assertThat(row.at("/actor/name").asText()).isEqualTo(this.intruders.name("admin"));
			assertThat(this.admin.get("/api/v1/audit?limit=100&action=access.refused").body()).doesNotContain(path);
		}
		String nothing = "/api/v1/incidents/" + java.util.UUID.randomUUID();
		assertThat(this.admin.get(nothing).status()).isEqualTo(404);
		assertThat(this.scene.people().client("platform").get("/api/v1/audit?limit=100&action=access.refused").body())
			.doesNotContain(nothing);
	}

	private void refusedAndRecorded(Answer answer, String path) {
		assertThat(answer.status()).as(path + answer.body()).isEqualTo(403);
		lastRefusal(this.admin, path);
	}

	/**
	 * Nobody waits for a record that a filter writes when the answer has left already.
	 */
	private static JsonNode lastRefusal(Client reader, String path) {
		JsonNode row = reader.get("/api/v1/audit?limit=1&action=access.refused").data().path(0);
		for (int i = 0; i < 100 && !row.at("/after/path").asText().equals(path); i++) {
			row = reader.get("/api/v1/audit?limit=1&action=access.refused").data().path(0);
		}
		assertThat(row.at("/after/path").asText()).isEqualTo(path);
		return row;
	}

	@Test
	void findsNothingOfAnotherTenantInTheEngine() {
		Engine engine = new Engine();
		SoftAssertions softly = new SoftAssertions();
		for (Client intruder : strongest()) {
			for (String door : List.of("/engine-rest", "/engine-rest/engine/default")) {
				engine.single()
					.forEach((path) -> softly.assertThat(intruder.get(door + path).status()).as(path).isIn(403, 404));
				engine.lists().forEach((path) -> engine.shows(softly, intruder.get(door + path), path));
				engine.deeds()
					.forEach((path, body) -> softly.assertThat(intruder.post(door + path, body).status())
						.as(path)
						.isIn(400, 403, 404));
				engine.queries().forEach((path, body) -> engine.shows(softly, intruder.post(door + path, body), path));
			}
		}
		softly.assertAll();
	}

	/** The models are shared, and what ran on them is not. */
	@Test
	void countsNothingOfAnotherTenantInTheEngine() {
		Engine engine = new Engine();
		var operator = this.scene.people().api("operator");
		operator.does(operator.report("ended").path("id").asText(), "cancel", "reason", "counted");
		Client theirs = this.scene.people().client("operator");
		for (String counted : List.of("/process-definition/statistics", "/history/task/count",
				"/process-definition/" + engine.definition + "/statistics",
				"/history/process-instance/report?reportType=duration&periodUnit=month")) {
			assertThat(theirs.get("/engine-rest" + counted).body()).as(counted).containsPattern(":[1-9]");
		}
		SoftAssertions softly = new SoftAssertions();
		for (String part : List.of("admin", "process_owner", "operator", "integrator", "viewer")) {
			Client intruder = this.intruders.client(part);
			for (String path : engine.counts()) {
				for (String door : List.of("/engine-rest", "/engine-rest/engine/default")) {
					Answer answer = intruder.get(door + path);
					softly.assertThat(answer.status()).as(part + path + answer.body()).isIn(200, 403, 404);
					engine.countsNothing(softly, answer, part + path);
				}
			}
		}
		softly.assertAll();
	}

	@Test
	void findsNothingOfAnotherTenantInTheWebApplications() {
		Engine engine = new Engine();
		SoftAssertions softly = new SoftAssertions();
		for (String part : List.of("admin", "operator", "process_owner")) {
			Client browser = this.intruders.browser(part);
			browser.get("/camunda/app/tasklist/default/");
			Client page = browser.sending("X-XSRF-TOKEN", browser.cookie("XSRF-TOKEN"));
			String door = "/camunda/api/engine/engine/default";
			assertThat(page.get(door + "/task?maxResults=1").status()).isEqualTo(200);
			engine.single()
				.forEach((path) -> softly.assertThat(page.get(door + path).status()).as(path).isIn(403, 404));
			engine.lists().forEach((path) -> engine.shows(softly, page.get(door + path), path));
			engine.queries().forEach((path, body) -> engine.shows(softly, page.post(door + path, body), path));
			Stream
				.of("process-definition/" + engine.definition + "/called-process-definitions",
						"process-instance/" + engine.instance + "/called-process-instances",
						"process-definition/statistics?maxResults=50",
						"process-instance?maxResults=50&businessKey=" + this.scene.of("incidents"))
				.map((path) -> COCKPIT + path)
				.forEach((path) -> engine.shows(softly, page.get(path), path));
			engine.cockpit().forEach((path, body) -> {
				Answer answer = page.post(COCKPIT + path, body);
				engine.shows(softly, answer, path);
				engine.countsNothing(softly, answer, path);
			});
			Stream.concat(engine.counts().stream().map((path) -> door + path), engine.cockpitCounts())
				.forEach((path) -> engine.countsNothing(softly, page.get(path), path));
		}
		softly.assertAll();
	}

	private String foreign(String field) {
		return this.scene.of(REFERENCES.getOrDefault(field, "no reference named " + field));
	}

	private void tellsNothing(SoftAssertions softly, String what, Answer answer) {
		if (answer.status() < 400) {
			// what the caller asked for himself: links, and in the audit log what he was
			// refused
			String body = answer.body().replaceAll("\"(self|first|last|path)\":\"[^\"]*\"", "");
			softly.assertThat(body).as(what).doesNotContain(this.scene.mark());
			softly.assertThat(this.scene.ids().filter(body::contains)).as(what).isEmpty();
		}
	}

	/** The engine's view of the scene's incident, and the calls that ask for it. */
	private final class Engine {

		private final String key = TenantWalkTests.this.scene.of("incidents");

		private final String task;

		private final String instance;

		private final String definition;

		private final String execution;

		private final String job;

		private final String variable;

		private final String activity;

		Engine() {
			Client platform = TenantWalkTests.this.scene.people().client("platform");
			JsonNode found = platform.get("/engine-rest/task?maxResults=1&processInstanceBusinessKey=" + this.key)
				.json()
				.path(0);
			this.task = found.path("id").asText();
			this.instance = found.path("processInstanceId").asText();
			this.execution = found.path("executionId").asText();
			this.definition = found.path("processDefinitionId").asText();
			this.job = first(platform, "/job?maxResults=1&processInstanceId=" + this.instance);
			this.variable = first(platform, "/variable-instance?maxResults=1&processInstanceIdIn=" + this.instance);
			this.activity = first(platform,
					"/history/activity-instance?maxResults=1&processInstanceId=" + this.instance);
			assertThat(this.task).isNotEmpty();
			assertThat(this.activity).isNotEmpty();
		}

		private static String first(Client client, String path) {
			return client.get("/engine-rest" + path).json().path(0).path("id").asText();
		}

		/** What this tenant alone has. */
		private Stream<String> own() {
			return Stream.of(this.key, this.task, this.instance, this.execution, this.job, this.activity)
				.filter((id) -> !id.isEmpty());
		}

		List<String> single() {
			return Stream
				.of("/task/" + this.task, "/task/" + this.task + "/form", "/task/" + this.task + "/deployed-form",
						"/task/" + this.task + "/rendered-form", "/process-instance/" + this.instance,
						"/process-instance/" + this.instance + "/activity-instances", "/execution/" + this.execution,
						this.job.isEmpty() ? "" : "/job/" + this.job, "/history/process-instance/" + this.instance,
						"/history/activity-instance/" + this.activity,
						this.variable.isEmpty() ? "" : "/variable-instance/" + this.variable)
				.filter((path) -> !path.isEmpty())
				.toList();
		}

		List<String> lists() {
			String query = "?maxResults=50&processInstanceId=" + this.instance;
			return List.of("/task" + query, "/task/count" + query, "/task/" + this.task + "/form-variables",
					"/task/" + this.task + "/variables", "/task/" + this.task + "/localVariables",
					"/task/" + this.task + "/comment", "/task/" + this.task + "/attachment",
					"/task/" + this.task + "/identity-links", "/process-instance?maxResults=50&businessKey=" + this.key,
					"/process-instance/count?businessKey=" + this.key,
					"/process-instance/" + this.instance + "/variables",
					"/process-instance/" + this.instance + "/comment",
					"/execution/" + this.execution + "/localVariables", "/execution" + query, "/job" + query,
					"/event-subscription" + query, "/incident" + query,
					"/variable-instance?maxResults=50&processInstanceIdIn=" + this.instance,
					"/history/process-instance?maxResults=50&processInstanceBusinessKey=" + this.key,
					"/history/activity-instance" + query, "/history/task" + query, "/history/variable-instance" + query,
					"/history/detail" + query, "/history/incident" + query, "/history/job-log" + query,
					"/history/identity-link-log?maxResults=50&taskId=" + this.task, "/history/user-operation" + query,
					"/history/decision-instance" + query, "/history/external-task-log" + query, "/user?maxResults=100",
					"/group?maxResults=100",
					"/user?maxResults=50&id=" + TenantWalkTests.this.scene.people().name("operator"),
					"/user?maxResults=50&memberOfGroup=role.admin");
		}

		/** What adds up over definitions, which all tenants share. */
		List<String> counts() {
			String history = "/history/process-definition/" + this.definition + "/statistics";
			return List.of("/process-definition/statistics?failedJobs=true&incidents=true",
					"/process-definition/" + this.definition + "/statistics",
					"/process-definition/" + this.definition + "/statistics?failedJobs=true&incidents=true",
					"/process-definition/key/incident/statistics", history,
					history + "?finished=true&canceled=true&completeScope=true&incidents=true",
					history + "?finished=true&processInstanceIdIn=" + this.instance,
					"/history/process-definition/cleanable-process-instance-report?maxResults=50",
					"/history/process-definition/cleanable-process-instance-report/count",
					"/history/decision-definition/cleanable-decision-instance-report?maxResults=50",
					"/history/decision-requirements-definition/x/statistics",
					"/history/process-instance/report?reportType=duration&periodUnit=month",
					"/history/task/report?reportType=count&groupBy=taskName",
					"/history/task/report?reportType=count&groupBy=processDefinition",
					"/history/task/report?reportType=duration&periodUnit=month", "/history/batch?maxResults=50",
					"/history/cleanup/jobs", "/history/cleanup/configuration", "/metrics/activity-instance-start/sum",
					"/metrics?maxResults=50", "/history/process-instance/count", "/history/task/count",
					"/history/activity-instance/count", "/history/variable-instance/count", "/history/detail/count",
					"/history/incident/count", "/history/job-log/count", "/history/identity-link-log/count",
					"/history/user-operation/count", "/process-instance/count", "/execution/count", "/task/count",
					"/event-subscription/count", "/variable-instance/count", "/incident/count");
		}

		Stream<String> cockpitCounts() {
			return Stream
				.of("process-definition/statistics?maxResults=50&failedJobs=true&incidents=true", "incident/count",
						"process-instance/count", "process-instance?maxResults=50", "incident?maxResults=50")
				.map((path) -> COCKPIT + path);
		}

		/** What Cockpit asks by POST. */
		Map<String, String> cockpit() {
			String definition = "{\"processDefinitionId\":\"" + this.definition + "\"}";
			return Map.of("process-instance?maxResults=50", definition, "process-instance/count", definition,
					"incident?maxResults=50", "{\"processInstanceIdIn\":[\"" + this.instance + "\"]}", "incident/count",
					"{\"processDefinitionIdIn\":[\"" + this.definition + "\"]}",
					"process-definition/" + this.definition + "/called-process-definitions", definition,
					"process-instance/" + this.instance + "/called-process-instances", "{}");
		}

		/** The intruders have nothing yet, so whatever is counted is not theirs. */
		void countsNothing(SoftAssertions softly, Answer answer, String path) {
			if (answer.status() == 200) {
				softly.assertThat(answer.body())
					.as(path)
					.doesNotContainPattern(
							"\"(instances|finished|canceled|completeScope|openIncidents|count|failedJobs|"
									+ "incidentCount|average|maximum|minimum|sum|value|finishedProcessInstanceCount)\":[1-9]");
			}
		}

		Map<String, String> queries() {
			return Map.of("/task?maxResults=50", "{\"processInstanceId\":\"" + this.instance + "\"}", "/task/count",
					"{\"processInstanceId\":\"" + this.instance + "\"}", "/process-instance?maxResults=50",
					"{\"businessKey\":\"" + this.key + "\"}", "/execution?maxResults=50",
					"{\"processInstanceId\":\"" + this.instance + "\"}", "/variable-instance?maxResults=50",
					"{\"processInstanceIdIn\":[\"" + this.instance + "\"]}", "/history/process-instance?maxResults=50",
					"{\"processInstanceBusinessKey\":\"" + this.key + "\"}", "/history/task?maxResults=50",
					"{\"processInstanceId\":\"" + this.instance + "\"}", "/history/variable-instance?maxResults=50",
					"{\"processInstanceId\":\"" + this.instance + "\"}");
		}

		Map<String, String> deeds() {
			String variables = "{\"variables\":{\"action\":{\"value\":\"assign\"}}}";
			return Map.of("/task/" + this.task + "/claim",
					"{\"userId\":\"" + TenantWalkTests.this.intruders.name("admin") + "\"}",
					"/task/" + this.task + "/unclaim", "{}", "/task/" + this.task + "/assignee",
					"{\"userId\":\"" + TenantWalkTests.this.intruders.name("admin") + "\"}",
					"/task/" + this.task + "/complete", variables, "/task/" + this.task + "/submit-form", variables,
					"/task/" + this.task + "/comment/create", "{\"message\":\"x\"}", "/message",
					"{\"messageName\":\"incidentReclassified\",\"businessKey\":\"" + this.key + "\"}", "/message#",
					"{\"messageName\":\"parentIncidentResolved\",\"processInstanceId\":\"" + this.instance + "\"}");
		}

		void shows(SoftAssertions softly, Answer answer, String path) {
			softly.assertThat(answer.status()).as(path + answer.body()).isIn(200, 403, 404);
			if (answer.status() == 200) {
				own().forEach((id) -> softly.assertThat(answer.body()).as(path).doesNotContain(id));
				softly.assertThat(answer.body())
					.as(path)
					.doesNotContain(TenantWalkTests.this.scene.mark(), TenantWalkTests.this.scene.people().slug())
					.doesNotContainPattern("\"count\":[1-9]");
			}
		}

	}

}
