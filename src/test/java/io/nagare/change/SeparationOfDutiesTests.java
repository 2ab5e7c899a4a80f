package io.nagare.change;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import io.nagare.NagareTest;
import io.nagare.cmdb.DemoItems;
import io.nagare.identity.Client.Answer;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** Nobody decides on what he asked for or carries out, at whatever door. */
@NagareTest
class SeparationOfDutiesTests {

	@Autowired
	private Changing changing;

	@Autowired
	private DemoItems items;

	@Autowired
	private TaskService tasks;

	private String gateway = "";

	@BeforeEach
	void prepare() {
		this.items.seed();
		this.changing.seatBoards();
		this.gateway = this.changing.item("本社VPNゲートウェイ");
	}

	@Test
	void letsNeitherTheReporterNorAnImplementerAssess() {
		String id = this.changing.submitted("implementer_id", this.changing.as("network1").me(), "tasks",
				List.of(Map.of("title", "切替", "assignee_id", this.changing.as("cab3").me())));
		String task = this.changing.tasks("manager", id, "").at("/0/id").asText();
		for (String username : List.of("agent1", "network1", "cab3")) {
			assertThat(this.changing.open(username, id)).doesNotContain("assess");
			assertThat(refusal(this.changing.act(username, id, "assess", "decision", "approve")))
				.isEqualTo("403 FORBIDDEN");
			assertThat(
					this.changing.complete(username, task, Map.of("action", "assess", "decision", "approve")).status())
				.isEqualTo(403);
		}
		assertThat(this.changing.complete("agent2", task, Map.of("action", "assess", "decision", "approve")).status())
			.isEqualTo(204);
		assertThat(this.changing.status(id)).isEqualTo("scheduled/on_hold");
	}

	@Test
	void givesNoSeatToTheReporterOrAnImplementer() {
		Answer made = this.changing.as("cab1")
			.post("/changes", this.changing.planned("ci_ids", List.of(this.gateway), "risk_answers", Changing.untried(),
					"implementer_id", this.changing.as("cab2").me()));
		String id = made.data().path("id").asText();
		this.changing.does("cab1", id, "submit");
		this.changing.does("agent2", id, "assess", "decision", "approve");
		assertThat(each(this.changing.change(id).path("votes"), "member_id"))
			.containsExactly(this.changing.as("cab3").me());
		String task = this.changing.taskOf("cab3", id);
		for (String username : List.of("cab1", "cab2", "agent1", "manager")) {
			assertThat(refusal(this.changing.act(username, id, "vote", "vote", "approve"))).isEqualTo("403 FORBIDDEN");
			assertThat(this.changing.complete(username, task, Map.of("action", "vote", "vote", "approve")).status())
				.isEqualTo(403);
		}
		assertThat(this.changing.status(id)).isEqualTo("authorization/in_work");
		assertThat(this.changing.complete("cab3", task, Map.of("action", "vote", "vote", "approve")).status())
			.isEqualTo(204);
		assertThat(this.changing.status(id)).isEqualTo("scheduled/on_hold");
	}

	@Test
	void countsNoVoteOfWhoWasHandedTheTaskOfAnother() {
		String id = this.changing.voted(this.gateway);
		String task = this.changing.taskOf("cab1", id);
		for (String giver : List.of("manager", "cab1")) {
			Answer handed = this.changing.as("agent1")
				.basic(giver)
				.post("/engine-rest/task/" + task + "/assignee", "{\"userId\":\"agent2\"}");
			assertThat(handed.status()).as(giver).isEqualTo(403);
		}
		this.tasks.setAssignee(task, "agent2");
		assertThat(this.changing.complete("agent2", task, Map.of("action", "vote", "vote", "approve")).status())
			.isEqualTo(403);
		assertThat(refusal(this.changing.act("agent2", id, "vote", "vote", "approve")))
			.isEqualTo("403 FORBIDDEN vote=no_seat");
		assertThat(each(this.changing.change(id).path("votes"), "vote")).containsOnly("null");
		this.changing.does("cab1", id, "vote", "vote", "approve");
	}

	@Test
	void letsNobodyOverwriteWhatTheEngineKeepsOfASeat() {
		String id = this.changing.voted(this.gateway);
		for (String kept : List.of("seat", "loopCounter", "nrOfInstances", "nrOfCompletedInstances")) {
			Answer answer = this.changing.complete("cab1", this.changing.taskOf("cab1", id),
					Map.of("action", "vote", "vote", "approve", kept, "0"));
			assertThat(answer.status()).as(kept + answer.body()).isEqualTo(400);
		}
		assertThat(each(this.changing.change(id).path("votes"), "vote")).containsOnly("null");
	}

	@Test
	void doesNotLetTheReporterDecideAsChangeManager() {
		Answer made = this.changing.as("changemanager")
			.post("/changes",
					this.changing.planned("ci_ids", List.of(this.gateway), "risk_answers", Changing.untried()));
		String id = made.data().path("id").asText();
		this.changing.does("changemanager", id, "submit");
		this.changing.does("agent2", id, "assess", "decision", "approve");
		this.changing.fire(id, "votingDeadline");
		String task = this.changing.tasks("manager", id, "").at("/0/id").asText();
		assertThat(refusal(this.changing.act("changemanager", id, "decide", "decision", "extend", "reason", "x")))
			.isEqualTo("403 FORBIDDEN");
		assertThat(this.changing
			.complete("changemanager", task, Map.of("action", "decide", "decision", "extend", "reason", "x"))
			.status()).isEqualTo(403);
		this.changing.does("manager", id, "decide", "decision", "extend", "reason", "休暇中");
	}

	@Test
	void showsTheVoteInTheQueueOfWhoHoldsTheSeat() {
		String id = this.changing.voted(this.gateway);
		JsonNode mine = this.changing.tasks("cab2", id, "&assignee=cab2");
		assertThat(mine).hasSize(1);
		assertThat(mine.at("/0/name").asText()).contains("投票する");
		assertThat(mine.at("/0/due").asText()).isNotEmpty();
		assertThat(this.changing.open("cab2", id)).contains("vote");
		assertThat(this.changing.open("viewer", id)).isEmpty();
		this.changing.does("cab2", id, "vote", "vote", "abstain");
		assertThat(this.changing.tasks("cab2", id, "&assignee=cab2")).hasSize(1);
	}

}
