package io.nagare.ticket.absence;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import io.nagare.Api;
import io.nagare.As;
import io.nagare.NagareTest;
import io.nagare.signin.Client.Answer;
import io.nagare.workforce.AbsenceManagement;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of the work of somebody who may not be here any more. */
@NagareTest
class LeaverTicketsListenerTests {

	private static final String PASS_PHRASE = "a long pass phrase 1";

	@LocalServerPort
	private int port;

	@Autowired
	private TaskService tasks;

	@Autowired
	private AbsenceManagement absences;

	@Autowired
	private As as;

	private Api api = Api.at(0);

	private Api leaver = this.api;

	private String leaverId = "";

	@BeforeEach
	void somebodyJoins() {
		this.api = Api.at(this.port);
		String name = "l" + UUID.randomUUID().toString().substring(0, 12);
		Answer answer = this.api.as("admin")
			.post("/users", "username", name, "email", name + "@demo.example", "first_name", "去", "last_name", "人",
					"role", "operator", "password", PASS_PHRASE);
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		this.leaverId = answer.data().path("id").asText();
		this.leaver = this.api.as(name, PASS_PHRASE);
	}

	private void leaves(String... tickets) {
		assertThat(this.api.as("admin").patch("/users/" + this.leaverId, "is_active", false).status()).isEqualTo(200);
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> List.of(tickets).stream().allMatch((ticket) -> read(ticket).path("assignee").isNull()));
	}

	private JsonNode read(String ticket) {
		Answer answer = this.api.as("admin").get(ticket);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data();
	}

	/** An incident that the leaver works on. */
	private String workedOn() {
		String id = this.api.as("reporter1").report("プリンターが動かない").path("id").asText();
		this.leaver.does(id, "assign");
		this.leaver.does(id, "start");
		return id;
	}

	private List<Task> tasksOf(String id) {
		return this.tasks.createTaskQuery().processInstanceBusinessKey(id).list();
	}

	@Test
	void goesBackToTheTeamRecordAndTaskTogether() {
		String working = workedOn();
		String held = workedOn();
		this.leaver.does(held, "hold", "hold_reason", "awaiting_vendor");
		JsonNode before = read("/incidents/" + working);
		leaves("/incidents/" + working, "/incidents/" + held);
		JsonNode after = read("/incidents/" + working);
		assertThat(after.path("status")).isEqualTo(before.path("status"));
		assertThat(after.path("team")).isEqualTo(before.path("team"));
		assertThat(read("/incidents/" + held).path("status").asText()).isEqualTo("on_hold");
		assertThat(tasksOf(working)).isNotEmpty().allSatisfy((task) -> assertThat(task.getAssignee()).isNull());
		assertThat(tasksOf(held)).isNotEmpty().allSatisfy((task) -> assertThat(task.getAssignee()).isNull());
		assertThat(this.api.as("agent2")
			.does(working, "resolve", "resolution", "再起動した", "resolution_code", "fixed")
			.path("status")
			.asText()).isEqualTo("resolved");
	}

	@Test
	void isToldInHistoryAndNotes() {
		String id = workedOn();
		leaves("/incidents/" + id);
		JsonNode incident = read("/incidents/" + id);
		assertThat(StreamSupport.stream(incident.path("history").spliterator(), false)
			.filter((change) -> change.path("field_name").asText().equals("assignee_id")
					&& change.path("new_value").isNull())
			.map((change) -> change.path("old_value").asText())).containsExactly(this.leaverId);
		assertThat(incident.path("work_notes").toString()).contains("Handed back to the team", "was deactivated");
		assertThat(this.api.as("reporter1").get("/incidents/" + id).body()).doesNotContain("Handed back");
	}

	@Test
	void keepsWhatIsDoneAndWhatOthersHave() {
		String resolved = workedOn();
		this.leaver.does(resolved, "resolve", "resolution", "再起動した", "resolution_code", "fixed");
		String others = workedOn();
		this.api.as("agent2").does(others, "reassign", "assignee_id", this.api.as("agent2").me(), "reason", "交代");
		String held = workedOn();
		leaves("/incidents/" + held);
		assertThat(read("/incidents/" + resolved).at("/assignee/id").asText()).isEqualTo(this.leaverId);
		assertThat(read("/incidents/" + others).at("/assignee/username").asText()).isEqualTo("agent2");
	}

	@Test
	void goesToTheTeamWhenAResolutionOfHisDidNotHold() {
		String id = this.api.as("reporter1")
			.report("VPN", "category_id", this.api.as("agent1").idOf("categories", "ネットワーク"))
			.path("id")
			.asText();
		this.api.as("network1").does(id, "reassign", "assignee_id", this.leaverId, "reason", "担当を決める");
		this.leaver.does(id, "resolve", "resolution", "再起動した", "resolution_code", "fixed");
		leaves();
		assertThat(toldTheTeam(id)).isEqualTo(1);
		this.api.as("reporter1").does(id, "reopen", "reason", "まだ切れます");
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> read("/incidents/" + id).path("assignee").isNull());
		assertThat(toldTheTeam(id)).isEqualTo(2);
	}

	private long toldTheTeam(String ticket) {
		return StreamSupport.stream(this.api.as("network1").get("/notifications?limit=100").data().spliterator(), false)
			.filter((notice) -> notice.path("kind").asText().equals("ticket.team")
					&& notice.at("/ticket/id").asText().equals(ticket))
			.count();
	}

	@Test
	void goesToWhoStandsInWhenAResolutionDidNotHold() {
		String id = workedOn();
		this.leaver.does(id, "resolve", "resolution", "再起動した", "resolution_code", "fixed");
		Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
		Answer entered = this.api.as("admin")
			.post("/absences", "user_id", this.leaverId, "substitute_id", this.api.as("agent2").me(), "from",
					now.minusSeconds(60).toString(), "to", now.plusSeconds(3600).toString());
		assertThat(entered.status()).as(entered.body()).isEqualTo(201);
		String absence = entered.data().path("id").asText();
		this.as.user("manager", () -> this.absences.begin(UUID.fromString(absence)));
		assertThat(read("/incidents/" + id).at("/assignee/id").asText()).isEqualTo(this.leaverId);
		this.api.as("reporter1").does(id, "reopen", "reason", "まだ動きません");
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> read("/incidents/" + id).at("/assignee/username").asText().equals("agent2"));
		this.api.as("admin").delete("/absences/" + absence);
	}

	@Test
	void leavesProblemsAndPlansOfChangesToOthers() {
		Api agent = this.api.as("agent1");
		String problem = agent.post("/problems", "title", "毎朝切れる").data().path("id").asText();
		Answer given = agent.patch("/problems/" + problem, "assignee_id", this.leaverId);
		assertThat(given.status()).as(given.body()).isEqualTo(200);
		Answer planned = agent.post("/changes", "title", "更新", "implementer_id", this.leaverId, "tasks", List
			.of(Map.of("title", "停止", "assignee_id", this.leaverId), Map.of("title", "起動", "assignee_id", agent.me())));
		assertThat(planned.status()).as(planned.body()).isEqualTo(201);
		String change = "/changes/" + planned.data().path("id").asText();
		leaves("/problems/" + problem);
		assertThat(tasksOf(problem)).isNotEmpty().allSatisfy((task) -> assertThat(task.getAssignee()).isNull());
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> !read(change).path("tasks").toString().contains(this.leaverId));
		assertThat(read(change).path("implementer_id").isNull()).isTrue();
		assertThat(read(change).path("tasks").toString()).contains(agent.me());
		assertThat(read(change).path("history").toString()).contains("停止: " + this.leaverId);
	}

	@Test
	void givesClaimedTasksBackThatAreOfferedToOthersToo() {
		String incident = workedOn();
		this.leaver.does(incident, "declare-major", "reason", "全社で停止");
		Task decision = tasksOf(incident).stream()
			.filter((task) -> task.getAssignee() == null)
			.findFirst()
			.orElseThrow();
		String name = this.leaver.get("/auth/profile").data().path("username").asText();
		this.tasks.setAssignee(decision.getId(), name);
		leaves("/incidents/" + incident);
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> tasksOf(incident).stream().noneMatch((task) -> name.equals(task.getAssignee())));
	}

}
