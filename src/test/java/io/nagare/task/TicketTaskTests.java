package io.nagare.task;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.AtOnce;
import io.nagare.NagareTest;
import io.nagare.Publications;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;
import io.nagare.workflow.WalksEveryPath;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** Walks every path of task.bpmn; fails below full coverage. */
@NagareTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TicketTaskTests {

	@LocalServerPort
	private int port;

	@Autowired
	private Publications publications;

	private Api agent;

	private Api network;

	private String team;

	private String incident;

	@BeforeEach
	void workOnAnIncident() {
		this.agent = Api.at(this.port).as("agent1");
		this.network = Api.at(this.port).as("network1");
		this.team = this.agent.idOf("teams", "Network");
		this.incident = this.agent.report("受発注が遅い").path("id").asText();
		this.agent.does(this.incident, "assign");
		this.agent.does(this.incident, "start");
	}

	/** A task of the incident, given to the Network team. */
	private JsonNode given(String title) {
		this.agent.does(this.incident, "add-task", "title", title, "description", "経路ごとの遅延", "team_id", this.team);
		JsonNode tasks = tasksOf("/incidents/" + this.incident);
		return tasks.get(tasks.size() - 1);
	}

	private JsonNode tasksOf(String path) {
		return this.agent.get(path + "/tasks").data();
	}

	private Answer act(Api person, JsonNode task, String action, @Nullable Object... fields) {
		return person.post("/tasks/" + task.path("id").asText() + "/actions/" + action, fields);
	}

	private JsonNode does(Api person, JsonNode task, String action, @Nullable Object... fields) {
		Answer answer = act(person, task, action, fields);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data();
	}

	private JsonNode read(JsonNode task) {
		return this.agent.get("/tasks/" + task.path("id").asText()).data();
	}

	private static String number(JsonNode task) {
		return task.path("task_number").asText();
	}

	@Test
	@Order(1)
	void givesAPartToAnotherTeamWithAClockAndAnOutcomeOfItsOwn() {
		JsonNode task = given("スイッチの測定");
		assertThat(number(task)).matches("TSK\\d{7}");
		assertThat(task.path("team").path("name").asText()).isEqualTo("Network");
		assertThat(task.path("parent_number").asText())
			.isEqualTo(this.agent.incident(this.incident).path("incident_number").asText());
		assertThat(task.path("priority").asText())
			.isEqualTo(this.agent.incident(this.incident).path("priority").asText());
		assertThat(task.path("resolution_due_at").isNull()).isFalse();
		JsonNode clock = this.agent.get("/tasks/" + number(task) + "/sla").data().get(0);
		assertThat(clock.path("definition").asText()).isEqualTo("task-completion");
		assertThat(each(this.network.get("/tasks?team_id=" + this.team + "&limit=100").data(), "task_number"))
			.contains(number(task));
		assertThat(this.network.get("/notifications?limit=50").data().toString()).contains(number(task));
		assertThat(does(this.network, task, "start").path("assignee").path("username").asText()).isEqualTo("network1");
		JsonNode done = does(this.network, task, "complete", "outcome", "partly_done", "findings", "本社側だけ交換した");
		assertThat(done.path("status").asText()).isEqualTo("completed");
		assertThat(done.path("fields").path("outcome").asText()).isEqualTo("partly_done");
		assertThat(read(task).path("sla").get(0).path("state").asText()).isEqualTo("met");
		JsonNode parent = this.agent.incident(this.incident);
		assertThat(parent.path("work_notes").findValuesAsText("content"))
			.anyMatch((note) -> note.contains(number(task)) && note.contains("本社側だけ交換した"));
		assertThat(parent.path("work_notes").findValuesAsText("is_public")).doesNotContain("true", "Y");
		assertThat(parent.path("history").findValuesAsText("new_value")).contains(number(task) + " スイッチの測定");
		assertThat(parent.path("history").findValuesAsText("old_value")).contains(number(task) + " スイッチの測定");
		assertThat(this.agent.get("/notifications?limit=50").data().toString()).contains(number(task));
	}

	@Test
	@Order(1)
	void isDoneInTasklistToo() {
		JsonNode task = given("ケーブルの交換");
		does(this.network, task, "start");
		Client tasklist = this.network.basic("network1");
		JsonNode open = tasklist
			.get("/engine-rest/task?maxResults=5&processInstanceBusinessKey=" + task.path("id").asText())
			.json()
			.path(0);
		assertThat(open.path("name").asText()).contains(number(task));
		Answer completed = tasklist.post("/engine-rest/task/" + open.path("id").asText() + "/complete",
				"{\"variables\": {\"action\": {\"value\": \"complete\"}, \"outcome\": {\"value\": \"done\"}}}");
		assertThat(completed.status()).as(completed.body()).isEqualTo(204);
		assertThat(read(task).path("status").asText()).isEqualTo("completed");
	}

	@Test
	@Order(1)
	void isNotResolvedWhileATaskIsOpen() {
		JsonNode first = given("一つ目");
		JsonNode second = given("二つ目");
		Answer refused = this.agent.act(this.incident, "resolve", "resolution", "直した", "resolution_code", "fixed");
		assertThat(refusal(refused)).isEqualTo("409 CONFLICT tasks=has_open_tasks");
		assertThat(refused.body()).contains(number(first), number(second));
		assertThat(this.agent.incident(this.incident).path("status").asText()).isEqualTo("in_progress");
		does(this.network, first, "decline", "reason", "回線業者の担当");
		assertThat(read(first).path("status").asText()).isEqualTo("declined");
		does(this.agent, second, "cancel", "reason", "不要になった");
		assertThat(read(second).path("phase").asText()).isEqualTo("cancelled");
		assertThat(this.agent.does(this.incident, "resolve", "resolution", "直した", "resolution_code", "fixed")
			.path("status")
			.asText()).isEqualTo("resolved");
		assertThat(refusal(this.agent.post("/tasks", "title", "遅い", "parent_id", this.incident)))
			.isEqualTo("400 VALIDATION_FAILED parent_id=takes_no_tasks");
	}

	@Test
	@Order(1)
	void passesATaskOnBeforeAndDuringTheWork() {
		JsonNode task = given("設定の見直し");
		assertThat(
				does(this.network, task, "reassign", "assignee_id", this.network.me(), "reason", "詳しい").path("assignee")
					.path("username")
					.asText())
			.isEqualTo("network1");
		does(this.network, task, "start");
		String desk = this.agent.idOf("teams", "Service Desk");
		JsonNode passed = does(this.network, task, "reassign", "team_id", desk, "reason", "利用者への確認が要る");
		assertThat(passed.path("team").path("name").asText()).isEqualTo("Service Desk");
		assertThat(passed.path("status").asText()).isEqualTo("assigned");
		does(this.agent, task, "start");
		assertThat(does(this.agent, task, "cancel", "reason", "再現しない").path("status").asText()).isEqualTo("cancelled");
	}

	@Test
	@Order(1)
	void endsWithTheTicketThatItIsAPartOf() {
		String other = this.agent.report("画面が崩れる").path("id").asText();
		this.agent.does(other, "add-task", "title", "まだ", "team_id", this.team);
		this.agent.does(other, "add-task", "title", "作業中", "team_id", this.team);
		JsonNode tasks = tasksOf("/incidents/" + other);
		does(this.network, tasks.get(1), "start");
		this.agent.does(other, "cancel", "reason", "誤報");
		this.publications.awaitDelivery("TasksConcerned");
		assertThat(each(tasksOf("/incidents/" + other), "status")).containsExactly("cancelled", "cancelled");
	}

	@Test
	@Order(1)
	void isAsConfidentialAsTheWhole() {
		JsonNode task = given("調査");
		assertThat(this.agent.patch("/incidents/" + this.incident, "confidentiality", "confidential").status())
			.isEqualTo(200);
		this.publications.awaitDelivery("TasksConcerned");
		assertThat(read(task).path("confidentiality").asText()).isEqualTo("confidential");
		assertThat(given("もう一つ").path("confidentiality").asText()).isEqualTo("confidential");
	}

	@Test
	@Order(1)
	void isReportedByProgramsTooAndGoesToTheTeamOfTheWhole() {
		String problem = this.agent.post("/problems", "title", "毎朝切れる").data().path("id").asText();
		assertThat(this.agent.patch("/problems/" + problem, "team_id", this.team).status()).isEqualTo(200);
		Answer reported = this.agent.post("/tasks", "title", "採取", "parent_id", problem, "priority", "high");
		assertThat(reported.status()).as(reported.body()).isEqualTo(201);
		assertThat(reported.data().path("team").path("name").asText()).isEqualTo("Network");
		assertThat(reported.data().path("priority").asText()).isEqualTo("high");
		assertThat(refusal(this.agent.post("/tasks", "title", "x")))
			.isEqualTo("400 VALIDATION_FAILED parent_id=required");
		assertThat(refusal(this.agent.post("/tasks", "title", "x", "parent_id", reported.data().path("id").asText())))
			.isEqualTo("400 VALIDATION_FAILED parent_id=takes_no_tasks");
		assertThat(refusal(this.agent.patch("/tasks/" + number(reported.data()), "parent_id", this.incident)))
			.isEqualTo("400 VALIDATION_FAILED parent_id=never_changes");
		Api reporter = Api.at(this.port).as("reporter1");
		assertThat(reporter.post("/tasks", "title", "x", "parent_id", problem).status()).isEqualTo(403);
		assertThat(refusal(this.agent.act(this.incident, "add-task", "title", "x", "team_id", problem)))
			.isEqualTo("400 VALIDATION_FAILED team_id=unknown_team");
	}

	/** Who resolves and who adds at the same moment come one after another. */
	@Test
	@Order(1)
	void isNeverLeftOpenBehindAResolution() {
		List<Answer> answers = AtOnce.all(2,
				(number) -> (number == 0)
						? this.agent.act(this.incident, "resolve", "resolution", "直した", "resolution_code", "fixed")
						: this.network.act(this.incident, "add-task", "title", "同時", "team_id", this.team));
		boolean resolved = this.agent.incident(this.incident).path("phase").asText().equals("resolved");
		assertThat(answers).filteredOn((answer) -> answer.status() == 200).hasSize(1);
		assertThat(tasksOf("/incidents/" + this.incident)).hasSize(resolved ? 0 : 1);
	}

	@WalksEveryPath("task")
	void walksEveryPath() {
	}

}
