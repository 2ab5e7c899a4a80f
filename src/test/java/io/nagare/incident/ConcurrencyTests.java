package io.nagare.incident;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.AtOnce;
import io.nagare.NagareTest;
import io.nagare.signin.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Many do the same at once: one of them does it, the others are told. */
@NagareTest
class ConcurrencyTests {

	private static final int AT_ONCE = 10;

	private static final List<String> AGENTS = List.of("agent1", "agent2", "network1", "cab1", "cab2", "cab3");

	@LocalServerPort
	private int port;

	private Api api;

	private String id;

	@BeforeEach
	void takeUp() {
		this.api = Api.at(this.port);
		AGENTS.forEach(this.api::as);
		this.id = this.api.as("reporter1").report("同時に").path("id").asText();
		this.api.as("agent1").does(this.id, "assign");
	}

	/** Whatever won, the record says where the token is. */
	@AfterEach
	void recordAndTokenAgree() {
		JsonNode process = this.api.as("manager").get("/incidents/" + this.id + "/process").data().get(0);
		String waitsAt = switch (status()) {
			case "assigned" -> "acceptIncident";
			case "in_progress" -> "workOnIncident";
			case "resolved" -> "confirmResolution";
			default -> throw new AssertionError(status());
		};
		assertThat(Api.each(process.path("tasks"), "element")).containsExactly(waitsAt);
	}

	private String status() {
		return this.api.as("manager").incident(this.id).path("status").asText();
	}

	private Api agent(int number) {
		return this.api.as(agentName(number));
	}

	private static String agentName(int number) {
		return AGENTS.get(number % AGENTS.size());
	}

	private String task() {
		Answer tasks = this.api.basic("agent1")
			.get("/engine-rest/task?maxResults=10&processInstanceBusinessKey=" + this.id);
		assertThat(tasks.status()).as(tasks.body()).isEqualTo(200);
		assertThat(tasks.json()).as(tasks.body()).hasSize(1);
		return tasks.json().at("/0/id").asText();
	}

	private Answer complete(String username, String task, String action) {
		return this.api.basic(username)
			.post("/engine-rest/task/" + task + "/complete",
					"{\"variables\":{\"action\":{\"value\":\"" + action + "\",\"type\":\"String\"}}}");
	}

	private static void assertOneDidIt(List<Integer> statuses) {
		assertThat(statuses).filteredOn((status) -> status < 300).as(statuses.toString()).hasSize(1);
		assertThat(statuses).filteredOn((status) -> status == 409).as(statuses.toString()).hasSize(AT_ONCE - 1);
	}

	@RepeatedTest(5)
	void letsOneOfManyPerformAnAction() {
		assertOneDidIt(AtOnce.statuses(AT_ONCE, (number) -> agent(number).act(this.id, "start")));
		assertThat(status()).isEqualTo("in_progress");
	}

	@RepeatedTest(5)
	void letsOneOfManyCompleteTheTask() {
		String task = task();
		assertOneDidIt(AtOnce.statuses(AT_ONCE, (number) -> complete(agentName(number), task, "start")));
		assertThat(status()).isEqualTo("in_progress");
	}

	@RepeatedTest(5)
	void letsOneOfManyThroughWhateverDoor() {
		String task = task();
		assertOneDidIt(AtOnce.statuses(AT_ONCE, (number) -> (number % 2 == 0) ? agent(number).act(this.id, "start")
				: complete(agentName(number), task, "start")));
		assertThat(status()).isEqualTo("in_progress");
	}

	@RepeatedTest(3)
	void letsOneOfManyClaim() {
		this.api.as("agent1")
			.does(this.id, "reassign", "team_id", this.api.as("agent1").idOf("teams", "Service Desk"), "reason", "誰か");
		String task = task();
		List<Integer> statuses = AtOnce.statuses(AGENTS.size(), (number) -> this.api.basic(agentName(number))
			.post("/engine-rest/task/" + task + "/claim", "{\"userId\":\"" + agentName(number) + "\"}"));
		assertThat(statuses).filteredOn((status) -> status == 204).as(statuses.toString()).hasSize(1);
		assertThat(statuses).filteredOn((status) -> status == 409).as(statuses.toString()).hasSize(AGENTS.size() - 1);
		JsonNode incident = this.api.as("manager").incident(this.id);
		JsonNode process = this.api.as("manager").get("/incidents/" + this.id + "/process").data().get(0);
		assertThat(process.at("/tasks/0/assignee").asText()).isEqualTo(incident.at("/assignee/username").asText());
		assertThat(incident.path("responded_at").isNull()).isFalse();
	}

	@RepeatedTest(5)
	void resumesOnceWhereReporterAndAgentDoSo() {
		this.api.as("agent1").does(this.id, "start");
		this.api.as("agent1").does(this.id, "hold", "hold_reason", "awaiting_caller", "comment", "いつから？");
		this.api.as("reporter1");
		List<Integer> statuses = AtOnce.statuses(2, (number) -> (number == 0) ? agent(0).act(this.id, "resume")
				: this.api.as("reporter1").post("/incidents/" + this.id + "/work-notes", "content", "昨日から"));
		assertThat(statuses.get(0)).isIn(200, 409);
		assertThat(statuses.get(1)).isEqualTo(201);
		assertThat(status()).isEqualTo("in_progress");
		assertThat(this.api.as("agent1").incident(this.id).path("hold_reason").isNull()).isTrue();
	}

	@Test
	void numbersEachOfManyReports() {
		List<String> numbers = new ArrayList<>();
		List<Integer> statuses = AtOnce.statuses(AT_ONCE, (number) -> {
			Answer answer = agent(number).post("/incidents", "title", "同時の報告", "priority", "low");
			synchronized (numbers) {
				numbers.add(answer.data().path("incident_number").asText());
			}
			return answer;
		});
		assertThat(statuses).containsOnly(201);
		assertThat(numbers).doesNotHaveDuplicates();
	}

	@RepeatedTest(3)
	void makesOneIncidentOfManyRequestsWithOneKey() {
		String key = java.util.UUID.randomUUID().toString();
		Api once = this.api.as("reporter1").with("Idempotency-Key", key);
		List<Integer> statuses = AtOnce.statuses(AT_ONCE,
				(number) -> once.post("/incidents", "title", "一度だけ " + key, "priority", "low"));
		assertThat(statuses).containsAnyOf(201).allMatch((status) -> status == 201 || status == 409);
		assertThat(this.api.as("agent1").get("/incidents?q=" + key).data()).hasSize(1);
	}

}
