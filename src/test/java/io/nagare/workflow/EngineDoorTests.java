package io.nagare.workflow;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.nagare.NagareTest;
import io.nagare.signin.Client;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds the engine's own REST API closed, but for what its callers need. */
@NagareTest
class EngineDoorTests {

	private static final String MARKER = "${''.getClass().forName('java.lang.System').setProperty('nagare.open','1')}";

	@Autowired
	private Doors doors;

	private static String variables(String... pairs) {
		StringBuilder json = new StringBuilder("{\"variables\":{");
		for (int i = 0; i < pairs.length; i += 2) {
			json.append((i > 0) ? "," : "").append("\"%s\":{\"value\":%s}".formatted(pairs[i], pairs[i + 1]));
		}
		return json.append("}}").toString();
	}

	@Test
	void letsNoStrangerIn() {
		assertThat(this.doors.stranger().get("/engine-rest/task").status()).isEqualTo(401);
		assertThat(this.doors.stranger().get("/camunda/api/engine/engine/default/task").status()).isEqualTo(401);
		assertThat(this.doors.basic("agent1").get("/engine-rest/task?maxResults=1").status()).isEqualTo(200);
		assertThat(this.doors.stranger().as("agent1").get("/engine-rest/task?maxResults=1").status()).isEqualTo(200);
	}

	@Test
	void letsAgentsWorkAndChecksWhatTheyCarry() {
		UUID ticket = this.doors.report("reporter1");
		Client agent = this.doors.basic("agent1");
		String task = "/engine-rest/task/" + this.doors.taskOf(ticket, "agent1");
		assertThat(agent.post(task + "/claim", "{\"userId\":\"agent1\"}").status()).isEqualTo(204);
		assertThat(agent.post(task + "/unclaim", "").status()).isEqualTo(204);
		for (String bad : List.of(variables("action", "\"assign\"", "priority", "\"HACKED\""),
				variables("action", "\"assign\"", "reason", "7"), variables("action", "\"fly\""), variables(),
				variables("action", "\"assign\"", "reason", '"' + "x".repeat(4001) + '"'))) {
			assertThat(agent.post(task + "/complete", bad).status()).as(bad).isEqualTo(400);
			assertThat(agent.post(task + "/submit-form", bad).status()).as(bad).isEqualTo(400);
		}
		assertThat(agent.get(task).status()).isEqualTo(200);
		Client.Answer refused = agent.post(task + "/complete", variables("action", "\"assign\"", "nothing", "1"));
		assertThat(refused.text("message")).contains("nothing: This field is unknown.");
		assertThat(agent.post(task + "/submit-form", variables("action", "\"assign\"", "reason", "\"mine\"")).status())
			.isEqualTo(204);
		assertThat(agent.get(task).status()).isEqualTo(404);
	}

	@Test
	void closesEveryWayAroundTheForms() {
		String task = "/task/" + this.doors.taskOf(this.doors.report("reporter1"), "agent1");
		for (String caller : List.of("agent1", "platform")) {
			Client client = this.doors.basic(caller);
			Stream.of(task + "/variables/x", task + "/variables", task + "/localVariables/x", task + "/bpmnError",
					task + "/bpmnError/", task + "/bpmnEscalation", task + "/resolve", task + "/delegate",
					task + "/identity-links", task + "/identity-links/delete", task, "/execution/1/localVariables/x",
					"/execution/1/signal", "/execution/1/messageSubscriptions/m/trigger",
					"/process-instance/1/variables/x", "/process-definition/key/incident/start",
					"/process-definition/key/incident/submit-form", task + "/v%61riables/x", task + "//variables/x",
					task + "/%2e/variables/x", task + "%2Fvariables/x", task + ";a=b/variables/x")
				.flatMap((call) -> this.doors.bothApis(call).stream())
				.forEach((path) -> {
					for (String method : List.of("PUT", "POST", "PATCH", "DELETE")) {
						assertThat(client.send(method, path, "{}", "application/json").status())
							.as(caller + " " + method + " " + path)
							.isIn(400, 403);
					}
				});
			for (String door : List.of("/%65ngine-rest", "/camunda/%61pi/engine")) {
				Client.Answer answer = client.send("PUT", door + task + "/variables/x", "{\"value\":1}",
						"application/json");
				assertThat(answer.status()).as(door).isEqualTo(404);
				assertThat(answer.refused()).as(door).isEqualTo("NOT_FOUND");
			}
			assertThat(client
				.post("/engine-rest/process-instance/1/modification",
						"{\"instructions\":[{\"type\":\"cancel\",\"variables\":{\"x\":{\"value\":1}}}]}")
				.status()).isIn(400, 403);
		}
	}

	@Test
	void letsNobodyTakeADecisionThatIsAnothers() {
		UUID ticket = this.doors.report("reporter1");
		Client manager = this.doors.stranger().as("manager");
		this.doors.does("agent1", ticket, "assign", "{\"reason\":\"mine\"}");
		this.doors.does("agent1", ticket, "declare-major", "{\"reason\":\"all are affected\"}");
		String task = "/engine-rest/task/" + this.doors.taskOf(ticket, "decideMajorIncident", "agent1");
		for (String name : List.of("agent1", "network1", "viewer", "owner", "integrator", "reporter1")) {
			String himself = "{\"userId\":\"" + name + "\"}";
			Client client = this.doors.basic(name);
			assertThat(client.post(task + "/claim", himself).status()).as(name).isEqualTo(403);
			assertThat(client.post(task + "/assignee", himself).status()).as(name).isEqualTo(403);
			assertThat(client
				.post(task + "/complete", variables("action", "\"accept-major\"", "reason", "\"all are affected\""))
				.status()).as(name).isEqualTo(403);
		}
		assertThat(manager.post(task + "/claim", "{\"userId\":\"manager\"}").status()).isEqualTo(204);
		assertThat(this.doors.basic("agent1").post(task + "/unclaim", "").status()).isEqualTo(403);
		Client.Answer handed = manager.post(task + "/assignee", "{\"userId\":\"agent1\"}");
		assertThat(handed.status()).isEqualTo(403);
		assertThat(handed.text("message")).contains("assignee: This person may not do it.");
		assertThat(manager.post(task + "/assignee", "{\"userId\":\"nobody\"}").status()).isEqualTo(400);
		assertThat(manager.post(task + "/unclaim", "").status()).isEqualTo(204);
		assertThat(manager.post(task + "/assignee", "{\"userId\":\"changemanager\"}").status()).isEqualTo(204);
		assertThat(this.doors.basic("changemanager")
			.post(task + "/complete", variables("action", "\"accept-major\"", "reason", "\"all are affected\""))
			.status()).isEqualTo(204);
	}

	@Test
	void letsAgentsHandTheirWorkToOneAnother() {
		UUID ticket = this.doors.report("reporter1");
		String task = "/engine-rest/task/" + this.doors.taskOf(ticket, "agent1");
		Client agent = this.doors.basic("agent1");
		assertThat(agent.post(task + "/claim", "{\"userId\":\"agent1\"}").status()).isEqualTo(204);
		assertThat(agent.post(task + "/assignee", "{\"userId\":\"network1\"}").status()).isEqualTo(204);
		assertThat(this.doors.stranger()
			.as("agent1")
			.get("/api/v1/incidents/" + ticket)
			.data()
			.at("/assignee/username")
			.asText()).isEqualTo("network1");
	}

	@Test
	void correlatesOnlyActionsThatTheModelDeclares() {
		UUID ticket = this.doors.report("reporter1");
		Client agent = this.doors.basic("agent1");
		String message = "{\"messageName\":\"%s\",\"businessKey\":\"" + ticket + "\"%s}";
		assertThat(agent.post("/engine-rest/message", message.formatted("parentIncidentResolved", "")).status())
			.isEqualTo(403);
		assertThat(agent.post("/engine-rest/message", message.formatted("nobodyKnows", "")).status()).isEqualTo(400);
		assertThat(
				agent
					.post("/engine-rest/message",
							message.formatted("parentIncidentResolved",
									",\"processVariablesLocal\":{\"x\":{\"value\":1}}"))
					.status())
			.isEqualTo(400);
		assertThat(agent.post("/engine-rest/message", message.formatted("parentIncidentResolved", ",\"all\":true"))
			.status()).isEqualTo(400);
	}

	@Test
	void runsNoExpressionThatComesWithAQuery() {
		String hidden = "{\"orQueries\":[{\"dueAfterExpression\":\"" + MARKER + "\"}]}";
		String plain = "{\"dueAfterExpression\":\"" + MARKER + "\"}";
		for (String caller : List.of("agent1", "platform")) {
			Client client = this.doors.basic(caller);
			for (String body : List.of(hidden, plain)) {
				Stream.of("/task", "/task/count", "/history/task")
					.flatMap((call) -> this.doors.bothApis(call).stream())
					.forEach((path) -> assertThat(client.post(path, body).status()).as(path).isEqualTo(400));
			}
			String filter = client.get("/engine-rest/filter?maxResults=10").json().path(0).path("id").asText();
			assertThat(client.post("/engine-rest/filter/" + filter + "/list", hidden).status()).isEqualTo(400);
			assertThat(client.get("/engine-rest/filter/" + filter + "/list?maxResults=5").status()).isEqualTo(200);
		}
		assertThat(System.getProperty("nagare.open")).isNull();
	}

	@Test
	void letsOnlyThePlatformMakeFilters() {
		String filter = "{\"resourceType\":\"Task\",\"name\":\"f\",\"query\":{\"assigneeExpression\":\"%s\"}}";
		assertThat(this.doors.basic("agent1")
			.post("/engine-rest/filter/create", filter.formatted("${currentUser()}"))
			.status()).isEqualTo(403);
		assertThat(this.doors.basic("platform").post("/engine-rest/filter/create", filter.formatted(MARKER)).status())
			.isEqualTo(400);
	}

	@Test
	void makesNoAdministratorOutOfAVisitor() {
		assertThat(this.doors.stranger().post("/camunda/api/admin/setup/default/user/create", "{}").status()).isIn(401,
				403);
	}

	@Test
	void hidesEverythingOfAnotherTenant() {
		UUID ticket = this.doors.report("reporter1");
		String id = this.doors.taskOf(ticket, "agent1");
		Client other = this.doors.basic("other-agent");
		assertThat(other.get("/engine-rest/task?maxResults=10&taskId=" + id).body()).isEqualTo("[]");
		assertThat(other.get("/engine-rest/process-instance?maxResults=10&businessKey=" + ticket).body())
			.isEqualTo("[]");
		assertThat(other.get("/engine-rest/history/process-instance?maxResults=10&processInstanceBusinessKey=" + ticket)
			.body()).isEqualTo("[]");
		assertThat(other.get("/engine-rest/task/" + id + "/form-variables").status()).isEqualTo(404);
		assertThat(other.post("/engine-rest/task/" + id + "/claim", "{\"userId\":\"other-agent\"}").status()).isIn(403,
				404);
		assertThat(other.post("/engine-rest/task/" + id + "/complete", variables("action", "\"assign\"")).status())
			.isIn(403, 404);
		assertThat(other
			.post("/engine-rest/message",
					"{\"messageName\":\"parentIncidentResolved\",\"businessKey\":\"" + ticket + "\"}")
			.status()).isIn(400, 403, 404);
	}

	@Test
	void tellsTheSlowerOfTwoThatThereIsAConflict() {
		String path = "/engine-rest/task/" + this.doors.taskOf(this.doors.report("reporter1"), "agent1") + "/complete";
		String body = variables("action", "\"assign\"", "reason", "\"mine\"");
		List<Integer> statuses = Stream.of("agent1", "agent2", "agent1")
			.map((agent) -> CompletableFuture.supplyAsync(() -> this.doors.basic(agent).post(path, body).status()))
			.toList()
			.stream()
			.map(CompletableFuture::join)
			.toList();
		assertThat(statuses).containsOnlyOnce(204).allMatch((status) -> List.of(204, 404, 409).contains(status));
	}

	@Test
	void pagesAndSortsPeopleAndGroups() {
		Client agent = this.doors.basic("agent1");
		for (String kind : List.of("user", "group")) {
			String path = "/engine-rest/" + kind + "?sortBy=" + (kind.equals("user") ? "userId" : "id") + "&sortOrder=";
			List<String> all = ids(agent, path + "asc&maxResults=2000");
			assertThat(all).as(kind).hasSizeGreaterThan(6).isSorted().doesNotHaveDuplicates();
			assertThat(ids(agent, path + "desc&maxResults=2000")).as(kind)
				.containsExactlyElementsOf(all.stream().sorted(Comparator.reverseOrder()).toList());
			assertThat(ids(agent, path + "asc&firstResult=2&maxResults=3")).as(kind)
				.containsExactlyElementsOf(all.subList(2, 5));
			assertThat(ids(agent, "/engine-rest/" + kind + "?maxResults=4")).as(kind)
				.containsExactlyElementsOf(all.subList(0, 4));
			assertThat(ids(agent, path + "asc&firstResult=1999&maxResults=1")).as(kind).isEmpty();
		}
		assertThat(agent.get("/engine-rest/user?maxResults=5&potentialStarter=incident").status()).isEqualTo(400);
		assertThat(agent.get("/engine-rest/user?maxResults=2000&sortBy=lastName&sortOrder=asc")
			.json()
			.findValuesAsText("lastName")).isSorted();
	}

	@Test
	void setsAProcessRightForItsTenant() {
		UUID ticket = this.doors.report("reporter1");
		Client platform = this.doors.basic("platform");
		String process = platform.get("/engine-rest/process-instance?maxResults=5&businessKey=" + ticket)
			.json()
			.path(0)
			.path("id")
			.asText();
		Client.Answer answer = platform.post("/engine-rest/process-instance/" + process + "/modification", """
				{"instructions":[{"type":"cancel","activityId":"assignIncident"},
					{"type":"startBeforeActivity","activityId":"acceptIncident"}]}""");
		assertThat(answer.status()).as(answer.body()).isEqualTo(204);
		assertThat(this.doors.stranger().as("agent1").get("/api/v1/incidents/" + ticket).data().path("status").asText())
			.isEqualTo("assigned");
	}

	@Test
	void leavesNoOpenTicketWithoutItsProcess() {
		UUID ticket = this.doors.report("reporter1");
		Client platform = this.doors.basic("platform");
		JsonNode process = platform.get("/engine-rest/process-instance?businessKey=" + ticket).json().path(0);
		String path = "/engine-rest/process-instance/" + process.path("id").asText();
		Client.Answer refused = platform.delete(path + "?skipCustomListeners=true");
		assertThat(refused.status()).as(refused.body()).isEqualTo(409);
		assertThat(refused.text("message")).contains("Cancel the ticket");
		assertThat(platform.post(path + "/modification", """
				{"instructions":[{"type":"cancel","activityId":"assignIncident"}]}""").status()).isEqualTo(409);
		assertThat(platform
			.post("/engine-rest/process-instance/delete",
					"{\"processInstanceIds\":[\"" + process.path("id").asText() + "\"]}")
			.status()).isEqualTo(403);
		this.doors.does("reporter1", ticket, "cancel", "{\"reason\":\"a test\"}");
		assertThat(platform.get("/engine-rest/process-instance?businessKey=" + ticket).json()).isEmpty();
	}

	@Test
	void tellsThatAProcessIsSuspended() {
		UUID ticket = this.doors.report("reporter1");
		Client platform = this.doors.basic("platform");
		String process = platform.get("/engine-rest/process-instance?businessKey=" + ticket)
			.json()
			.path(0)
			.path("id")
			.asText();
		String suspended = "/engine-rest/process-instance/" + process + "/suspended";
		String task = "/engine-rest/task/" + this.doors.taskOf(ticket, "agent1");
		String json = "application/json";
		assertThat(platform.send("PUT", suspended, "{\"suspended\":true}", json).status()).isEqualTo(204);
		Client agent = this.doors.basic("agent1");
		Client.Answer refused = this.doors.stranger()
			.as("agent1")
			.post("/api/v1/incidents/" + ticket + "/actions/assign", "{\"reason\":\"mine\"}");
		assertThat(refused.status()).as(refused.body()).isEqualTo(409);
		assertThat(refused.body()).contains("process_suspended");
		assertThat(agent.post(task + "/complete", variables("action", "\"assign\"")).status()).isEqualTo(409);
		assertThat(agent.post(task + "/claim", "{\"userId\":\"agent1\"}").status()).isEqualTo(409);
		assertThat(platform.send("PUT", suspended, "{\"suspended\":false}", json).status()).isEqualTo(204);
		assertThat(agent.post(task + "/complete", variables("action", "\"assign\"")).status()).isEqualTo(204);
	}

	/** What Camunda's own clients read of the answers. */
	@Test
	void speaksAsCamundaDoes() {
		UUID ticket = this.doors.report("reporter1");
		Client agent = this.doors.basic("agent1");
		String task = "/engine-rest/task/" + this.doors.taskOf(ticket, "agent1");
		Client.Answer said = agent.post(task + "/comment/create", "{\"message\":\"three since this morning\"}");
		assertThat(said.json().path("userId").asText()).isEqualTo("agent1");
		assertThat(said.json().path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*[+]\\d{4}");
		assertThat(said.json().at("/links/0/href").asText()).endsWith("/comment/" + said.text("id"));
		assertThat(agent.get(task + "/comment/" + said.text("id")).text("message")).contains("three");
		Client.Answer wrong = agent.post(task + "/complete",
				"{\"variables\":{\"action\":{\"value\":\"x\",\"type\":\"Integer\"}}}");
		assertThat(wrong.status()).isEqualTo(400);
		assertThat(wrong.text("type")).isNotEmpty();
		assertThat(wrong.text("message")).isNotEmpty();
		Client.Answer done = agent.post(task + "/complete",
				"""
						{"variables":{"action":{"value":"assign","type":"String","valueInfo":{}}},"withVariablesInReturn":true}""");
		assertThat(done.status()).as(done.body()).isEqualTo(200);
		assertThat(done.body()).isEqualTo("{}");
		String cancel = """
				{"messageName":"cancelIncident","businessKey":"%s","resultEnabled":true,
					"processVariables":{"reason":{"value":"works again","type":"String"}}}""".formatted(ticket);
		Client.Answer sent = agent.post("/engine-rest/message", cancel);
		assertThat(sent.status()).as(sent.body()).isEqualTo(200);
		assertThat(sent.json().at("/0/resultType").asText()).isEqualTo("Execution");
		assertThat(sent.json().at("/0/execution/processInstanceId").asText()).isNotEmpty();
		assertThat(this.doors.stranger().as("agent1").get("/api/v1/incidents/" + ticket).data().path("status").asText())
			.isEqualTo("cancelled");
		assertThat(agent.post("/engine-rest/message", cancel).status()).isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "null", "\"x\"", "1.5", "99999999999" })
	void refusesRetriesThatAreNoNumber(String retries) {
		for (String jobs : List.of("/job/x/retries", "/job-definition/x/retries")) {
			assertThat(this.doors.basic("platform")
				.send("PUT", "/engine-rest" + jobs, "{\"retries\":" + retries + "}", "application/json")
				.status()).as(jobs).isEqualTo(400);
		}
		assertThat(this.doors.basic("platform")
			.post("/engine-rest/job/retries", "{\"jobIds\":[\"x\"],\"retries\":" + retries + "}")
			.status()).isEqualTo(400);
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void logsNoRefusal(CapturedOutput log) {
		String task = "/engine-rest/task/" + this.doors.taskOf(this.doors.report("reporter1"), "agent1");
		Client agent = this.doors.basic("agent1");
		for (String call : List.of("/complete", "/submit-form")) {
			assertThat(agent.post(task + call, variables("action", "\"fly\"")).status()).isEqualTo(400);
			assertThat(this.doors.basic("viewer").post(task + call, variables("action", "\"assign\"")).status())
				.isEqualTo(403);
			assertThat(agent.post("/engine-rest/task/x" + call, variables()).status()).isEqualTo(409);
		}
		Client platform = this.doors.basic("platform");
		String json = "application/json";
		assertThat(platform.send("PUT", "/engine-rest/job/x/retries", "{\"retries\":1}", json).status()).isEqualTo(404);
		assertThat(platform.send("PUT", "/engine-rest/job/x/duedate", "{}", json).status()).isEqualTo(404);
		assertThat(platform.get("/engine-rest/process-instance/x/activity-instances").status()).isEqualTo(404);
		assertThat(log).doesNotContain("ENGINE-REST-HTTP", "\tat org.camunda");
	}

	@Test
	void keepsNonsenseFromCockpit() {
		Client browser = this.doors.stranger();
		assertThat(browser.enterForm("platform", "demo").status()).isEqualTo(302);
		String cockpit = "/camunda/api/cockpit/plugin/base/default/";
		assertThat(browser.get(cockpit + "process-instance?maxResults=5").status()).isEqualTo(200);
		assertThat(browser.get(cockpit + "process-instance?maxResults=5&businessKey=%00").status()).isEqualTo(400);
		assertThat(browser.get(cockpit + "process-instance?maxResults=-1").status()).isEqualTo(400);
		browser.get("/camunda/app/tasklist/default/");
		Client page = browser.sending("X-XSRF-TOKEN", browser.cookie("XSRF-TOKEN"));
		SoftAssertions softly = new SoftAssertions();
		for (String list : List.of("process-instance", "process-instance/count", "incident", "incident/count",
				"process-definition/statistics", "process-definition/statistics-count",
				"process-definition/x/called-process-definitions", "process-instance/x/called-process-instances")) {
			for (String word : List.of("", "%00", "-1", "99999999999999999999", "abc", "%27%3B", "2026-13-45",
					"%F0%9F%98%80", "a_eq_b", "null")) {
				for (String parameter : List.of("maxResults", "firstResult", "sortBy", "businessKey", "startedAfter",
						"variables", "processDefinitionId", "processInstanceIdIn", "activityIdIn", "failedJobs",
						"dueDateExpression")) {
					softly.assertThat(page.get(cockpit + list + "?" + parameter + "=" + word).status())
						.as(list + " " + parameter + " " + word)
						.isLessThan(500);
				}
			}
			for (String body : List.of("null", "7", "[]", "{", "", "{\"sortBy\":\"x\"}", "{\"variables\":[7]}",
					"{\"businessKey\":\"\\u0000\"}", "{\"businessKey\":{}}", "{\"startedAfter\":\"x\"}",
					"{\"activityIdIn\":[null]}", "{\"processDefinitionIdIn\":7}")) {
				softly.assertThat(page.post(cockpit + list + "?maxResults=5", body).status())
					.as(list + " " + body)
					.isLessThan(500);
			}
		}
		softly.assertAll();
	}

	private static List<String> ids(Client client, String path) {
		return client.get(path).json().findValuesAsText("id");
	}

	@Test
	void answersNonsenseWithARefusalAndNeverWithAnError() {
		SoftAssertions softly = new SoftAssertions();
		List<String> words = List.of("", "%00", "%01x", "-1", "-5", "0", "99999999999999999999", "1e400", "abc", "%25",
				"%27%3B%20DROP", "2026-13-45", "2026-01-01T00:00:00.000%2B0900x", "x".repeat(5000), "%F0%9F%98%80",
				"a_eq_b", "a_gt_%00", "true,false", "null", "%5B%5D");
		Client client = this.doors.basic("agent1");
		for (String list : List.of("/task", "/process-instance", "/process-definition", "/job", "/variable-instance",
				"/deployment", "/user", "/history/process-instance", "/history/task")) {
			for (String word : words) {
				softly.assertThat(client.get("/engine-rest" + list + "?maxResults=" + word).status())
					.as(list + " maxResults " + word)
					.isLessThan(500);
				softly.assertThat(client.get("/engine-rest" + list + "?maxResults=5&firstResult=" + word).status())
					.as(list + " firstResult " + word)
					.isLessThan(500);
				for (String parameter : List.of("name", "nameLike", "id", "priority", "sortBy", "createdBefore",
						"startedAfter", "variables", "processInstanceId", "processDefinitionKey", "tenantIdIn",
						"businessKey", "withoutTenantId", "processInstanceIdIn", "dueBefore", "version")) {
					softly
						.assertThat(
								client.get("/engine-rest" + list + "?maxResults=5&" + parameter + "=" + word).status())
						.as(list + " " + parameter + " " + word)
						.isLessThan(500);
				}
			}
		}
		softly.assertAll();
	}

	@Test
	void answersWrongBodiesAndIdsWithARefusalAndNeverWithAnError() {
		String task = this.doors.taskOf(this.doors.report("reporter1"), "agent1");
		SoftAssertions softly = new SoftAssertions();
		List<String> values = List.of("null", "7", "-1", "1e400", "99999999999999999999", "true", "\"\"", "\"x\"",
				"\"\\u0000\"", "\"\\ud800\"", "[]", "[null]", "[[]]", "{}", "{\"a\":{}}", '"' + "x".repeat(5000) + '"');
		Map<String, List<String>> calls = Map.of("/task?maxResults=5",
				List.of("name", "processInstanceId", "priority", "dueBefore", "taskVariables", "orQueries", "sorting"),
				"/process-instance?maxResults=5", List.of("businessKey", "processInstanceIds", "variables", "sorting"),
				"/history/process-instance?maxResults=5", List.of("startedAfter", "processInstanceIds", "sorting"),
				"/variable-instance?maxResults=5", List.of("variableName", "variableValues", "processInstanceIdIn"),
				"/task/" + task + "/claim", List.of("userId"), "/task/" + task + "/assignee", List.of("userId"),
				"/task/" + task + "/comment/create", List.of("message"), "/task/" + task + "/complete",
				List.of("variables", "withVariablesInReturn"), "/message",
				List.of("messageName", "businessKey", "processVariables", "resultEnabled", "processInstanceId"),
				"/identity/verify", List.of("username", "password"));
		for (String caller : List.of("agent1", "platform")) {
			Client client = this.doors.basic(caller);
			calls.forEach((path, fields) -> {
				Stream.of("null", "7", "[]", "\"x\"", "{", "", "[{}]")
					.forEach((body) -> softly.assertThat(client.post("/engine-rest" + path, body).status())
						.as(caller + " " + path + " " + body)
						.isLessThan(500));
				fields.forEach((field) -> values.forEach((value) -> softly
					.assertThat(client.post("/engine-rest" + path, "{\"" + field + "\":" + value + "}").status())
					.as(caller + " " + path + " " + field + " " + value)
					.isLessThan(500)));
			});
			for (String id : List.of("x", "%20", "%F0%9F%98%80", "x".repeat(3000), "-1", "'", "null", "a:1:b")) {
				for (String one : List.of("/task/%s", "/task/%s/form", "/task/%s/deployed-form",
						"/task/%s/form-variables", "/task/%s/comment", "/process-instance/%s",
						"/process-instance/%s/activity-instances", "/process-instance/%s/variables",
						"/process-definition/%s", "/process-definition/%s/xml", "/process-definition/%s/statistics",
						"/process-definition/key/%s", "/decision-definition/%s/xml", "/execution/%s", "/job/%s",
						"/job/%s/stacktrace", "/incident/%s", "/deployment/%s", "/deployment/%s/resources",
						"/deployment/%s/resources/%s/data", "/variable-instance/%s/data",
						"/filter/%s/list?maxResults=5", "/history/process-instance/%s", "/history/task/%s",
						"/history/variable-instance/%s/data", "/user/%s/profile", "/group/%s", "/metrics/%s/sum",
						"/metrics", "/version", "/%s")) {
					String path = "/engine-rest" + one.replace("%s", id);
					softly.assertThat(client.get(path).status()).as(caller + " " + path).isLessThan(500);
				}
			}
		}
		softly.assertAll();
	}

}
