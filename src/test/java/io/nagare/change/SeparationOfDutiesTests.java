package io.nagare.change;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.cmdb.DemoItems;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;
import io.nagare.signin.Newcomers;
import io.nagare.signin.Newcomers.Newcomer;
import io.nagare.directory.DemoPeople;
import io.nagare.ticket.TicketTriage;

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

	@Autowired
	private TicketTriage triage;

	@Autowired
	private DemoPeople people;

	@LocalServerPort
	private int port;

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
	void holdsOverAllRolesThatSomebodyHas() {
		Newcomer planner = Newcomers.join(new Client(this.port), "operator");
		Api own = this.changing.as(planner.name(), Newcomers.PASSWORD);
		String id = own.post("/changes", this.changing.planned()).data().path("id").asText();
		assertThat(own.post("/changes/" + id + "/actions/submit").status()).isEqualTo(200);
		String all = "all" + UUID.randomUUID().toString().substring(0, 8);
		Answer made = this.changing.as("admin")
			.post("/roles", "key", all, "name_ja", "全部", "name_en", "All", "permissions",
					List.of("change:read", "change:work", "change:decide"), "counts_as", "manager");
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		for (String role : List.of("manager", "process_owner", "admin", all)) {
			assertThat(this.changing.as("admin").post("/role-grants", "user_id", planner.id(), "role", role).status())
				.isEqualTo(201);
		}
		assertThat(each(own.get("/changes/" + id + "/actions").data(), "name")).contains("cancel")
			.doesNotContain("assess");
		assertThat(refusal(own.post("/changes/" + id + "/actions/assess", "decision", "approve")))
			.isEqualTo("403 FORBIDDEN");
		Newcomer other = Newcomers.join(new Client(this.port), "user");
		assertThat(this.changing.as("admin").post("/role-grants", "user_id", other.id(), "role", "operator").status())
			.isEqualTo(201);
		assertThat(this.changing.as(other.name(), Newcomers.PASSWORD)
			.post("/changes/" + id + "/actions/assess", "decision", "approve")
			.status()).isEqualTo(200);
		for (Newcomer leaving : List.of(planner, other)) {
			assertThat(leaving.change("{\"is_active\":false}").status()).isEqualTo(200);
		}
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
	void letsWhoApprovedAssessmentAloneNotCarryTheChangeOut() {
		String id = this.changing.mayStart("tasks", List.of(Map.of("title", "切替")));
		refuses("agent2", id, "start", Map.of());
		this.changing.does("network1", id, "start");
		String step = this.changing.change(id).at("/tasks/0/id").asText();
		refuses("agent2", id, "complete-task", Map.of("task_id", step));
		refuses("agent2", id, "finish", Map.of("outcome", "failed"));
		refuses("agent2", id, "back-out", Map.of("reason", "x"));
		this.changing.does("network1", id, "back-out", "reason", "つながらない");
		refuses("agent2", id, "finish", Map.of("outcome", "backed_out"));
		this.changing.does("network1", id, "finish", "outcome", "backed_out");
		this.changing.does("agent2", id, "close", "review", "戻した");
	}

	@Test
	void letsWhoVotedForAChangeNotCarryItOut() {
		String id = this.changing.voted(this.gateway);
		this.changing.does("cab1", id, "vote", "vote", "approve");
		this.changing.does("cab2", id, "vote", "vote", "approve");
		assertThat(this.changing.open("cab1", id)).contains("reschedule", "cancel");
		this.changing.fire(id, "startTimeReached");
		for (String voter : List.of("cab1", "cab2")) {
			refuses(voter, id, "start", Map.of());
		}
		// who did not vote, and who assessed what others then decided
		assertThat(this.changing.open("cab3", id)).contains("start");
		this.changing.does("agent2", id, "start");
		refuses("cab1", id, "finish", Map.of("outcome", "failed"));
		this.changing.fire(id, "pointOfNoReturnReached");
		refuses("cab2", id, "finish", Map.of("outcome", "failed"));
		this.changing.does("agent2", id, "finish", "outcome", "successful");
	}

	@Test
	void letsTheChangeManagerNotCarryOutWhatHeApprovedAlone() {
		this.changing.seatBoards(List.of());
		String id = this.changing.voted(this.gateway);
		this.changing.does("changemanager", id, "decide", "decision", "approve", "reason", "必要");
		this.changing.fire(id, "startTimeReached");
		refuses("changemanager", id, "start", Map.of());
		this.changing.does("manager", id, "start");
	}

	@Test
	void forgetsWhoApprovedWhatWasThenSentBack() {
		String id = this.changing.voted(this.gateway);
		this.changing.does("cab1", id, "vote", "vote", "approve");
		this.changing.does("cab2", id, "vote", "vote", "conditional", "reason", "夜間に");
		this.changing.does("agent2", id, "assess", "decision", "approve");
		this.changing.does("cab2", id, "vote", "vote", "approve");
		this.changing.does("cab3", id, "vote", "vote", "approve");
		this.changing.fire(id, "startTimeReached");
		refuses("cab2", id, "start", Map.of());
		this.changing.does("cab1", id, "start");
	}

	/** At both doors. */
	private void refuses(String username, String id, String action, Map<String, String> fields) {
		assertThat(this.changing.open(username, id)).doesNotContain(action);
		assertThat(refusal(this.changing.act(username, id, action,
				fields.entrySet().stream().flatMap((field) -> Stream.of(field.getKey(), field.getValue())).toArray())))
			.isEqualTo("403 FORBIDDEN");
		Map<String, String> form = new LinkedHashMap<>(fields);
		form.put("action", action);
		String task = this.changing.tasks("manager", id, "").at("/0/id").asText();
		assertThat(this.changing.complete(username, task, form).status()).isEqualTo(403);
	}

	@Test
	void letsAnImplementerNotDecideOnTheStopOfHisChange() {
		Instant start = Changing.ownDay();
		String id = this.changing.scheduled("ci_ids", List.of(this.gateway), "planned_start", start.toString(),
				"planned_end", start.plus(1, ChronoUnit.HOURS).toString(), "implementer_id",
				this.changing.as("changemanager").me());
		String freeze = this.changing.freeze(start, this.gateway, false);
		this.changing.fire(id, "startTimeReached");
		refuses("changemanager", id, "proceed", Map.of("reason", "x"));
		this.changing.does("manager", id, "proceed", "reason", "影響は小さい");
		assertThat(this.changing.as("manager").delete("/freezes/" + freeze).status()).isEqualTo(204);
	}

	/** Else whoever carries it out would clear his own way. */
	@Test
	void leavesToManagersWhatComesUpOnceAChangeIsScheduled() {
		Instant start = Changing.ownDay();
		String item = this.changing.newItem();
		Object[] plan = { "ci_ids", List.of(item), "planned_start", start.toString(), "planned_end",
				start.plus(1, ChronoUnit.HOURS).toString() };
		String id = this.changing
			.requested(Stream.concat(Stream.of(plan), Stream.of("implementer_id", this.changing.as("manager").me()))
				.toArray());
		assertThat(this.changing.open("manager", id)).contains("acknowledge-conflicts");
		this.changing.does("agent1", id, "submit");
		assertThat(this.changing.open("network1", id)).contains("acknowledge-conflicts");
		this.changing.does("agent2", id, "assess", "decision", "approve");
		String other = this.changing.requested(plan);
		this.changing.does("agent1", other, "acknowledge-conflicts");
		this.changing.does("agent1", other, "submit");
		for (String username : List.of("agent1", "network1", "manager")) {
			assertThat(this.changing.open(username, id)).doesNotContain("acknowledge-conflicts");
			assertThat(refusal(this.changing.act(username, id, "acknowledge-conflicts"))).isEqualTo("403 FORBIDDEN");
		}
		this.changing.does("changemanager", id, "acknowledge-conflicts");
		this.changing.fire(id, "startTimeReached");
		this.changing.does("manager", id, "start");
	}

	/** What anybody may change of a ticket, and what a passed milestone does. */
	private void meddle(String id) {
		assertThat(this.changing.as("agent2").patch("/changes/" + id, "description", "補足").status()).isEqualTo(200);
		UUID team = UUID.fromString(this.changing.as("agent1").idOf("teams", "Service Desk"));
		this.people.as("manager", () -> {
			this.triage.handOver(UUID.fromString(id), team, "SLA 90");
			this.triage.raisePriority(UUID.fromString(id), "SLA 90");
			return team;
		});
		assertThat(this.changing.change(id).at("/team/name").asText()).isEqualTo("Service Desk");
		assertThat(this.changing.as("agent2").patch("/changes/" + id, "title", "改題").status()).isEqualTo(200);
	}

	private void leavesToManagers(String id, String action, Map<String, String> fields) {
		String task = this.changing.tasks("manager", id, "").at("/0/id").asText();
		for (String operator : List.of("agent2", "cab1")) {
			refuses(operator, id, action, fields);
			assertThat(this.changing.as("agent1")
				.basic(operator)
				.post("/engine-rest/task/" + task + "/claim", "{\"userId\":\"" + operator + "\"}")
				.status()).isEqualTo(403);
		}
	}

	@Test
	void leavesToManagersWhetherAStoppedChangeGoesOn() {
		Instant start = Changing.ownDay();
		String id = this.changing.scheduled("ci_ids", List.of(this.gateway), "planned_start", start.toString(),
				"planned_end", start.plus(1, ChronoUnit.HOURS).toString(), "implementer_id",
				this.changing.as("network1").me());
		meddle(id);
		String freeze = this.changing.freeze(start, this.gateway, false);
		this.changing.fire(id, "startTimeReached");
		assertThat(this.changing.change(id).at("/assignee/username").asText()).isEqualTo("network1");
		leavesToManagers(id, "proceed", Map.of("reason", "x"));
		meddle(id);
		leavesToManagers(id, "proceed", Map.of("reason", "x"));
		String task = this.changing.tasks("manager", id, "").at("/0/id").asText();
		assertThat(this.changing.complete("manager", task, Map.of("action", "proceed", "reason", "影響は小さい")).status())
			.isEqualTo(204);
		assertThat(this.changing.change(id).at("/assignee/username").asText()).isEqualTo("network1");
		assertThat(this.changing.as("manager").delete("/freezes/" + freeze).status()).isEqualTo(204);
	}

	@Test
	void leavesToManagersWhatBecomesOfAnUndecidedRound() {
		String id = this.changing.voted(this.gateway);
		this.changing.fire(id, "votingDeadline");
		meddle(id);
		leavesToManagers(id, "decide", Map.of("decision", "extend", "reason", "x"));
		this.changing.does("changemanager", id, "decide", "decision", "extend", "reason", "休暇中");
		this.changing.does("agent1", id, "cancel", "reason", "終わり");
	}

	@Test
	void leavesToManagersWhatNoBoardDecides() {
		this.changing.seatBoards(List.of());
		String id = this.changing.voted(this.gateway);
		meddle(id);
		leavesToManagers(id, "decide", Map.of("decision", "approve", "reason", "x"));
		this.changing.does("changemanager", id, "decide", "decision", "approve", "reason", "必要");
		this.changing.does("agent1", id, "cancel", "reason", "終わり");
	}

	@Test
	void givesNoSeatToWhoOnlyReads() {
		Api admin = this.changing.as("admin");
		String team = admin.post("/teams", "name", "混成委員会 " + UUID.randomUUID()).data().path("id").asText();
		for (String member : List.of("cab1", "viewer", "reporter2")) {
			Answer joined = admin.put("/teams/" + team + "/members/" + this.changing.as(member).me());
			assertThat(joined.status()).as(joined.body()).isLessThan(300);
		}
		this.changing.seatBoards(List.of(team));
		String id = this.changing.voted(this.gateway);
		assertThat(each(this.changing.change(id).path("votes"), "member_id"))
			.containsExactly(this.changing.as("cab1").me());
		assertThat(refusal(this.changing.act("viewer", id, "vote", "vote", "approve"))).isEqualTo("403 FORBIDDEN");
		this.changing.does("cab1", id, "vote", "vote", "approve");
		assertThat(this.changing.status(id)).isEqualTo("scheduled/on_hold");
		this.changing.does("agent1", id, "cancel", "reason", "終わり");
	}

	@Test
	void showsTheVoteInTheQueueOfWhoHoldsTheSeat() {
		String id = this.changing.voted(this.gateway);
		JsonNode mine = this.changing.tasks("cab2", id, "&assignee=cab2");
		assertThat(mine).hasSize(1);
		assertThat(mine.at("/0/name").asText()).contains("Cast vote");
		assertThat(mine.at("/0/due").asText()).isNotEmpty();
		assertThat(this.changing.open("cab2", id)).contains("vote");
		assertThat(this.changing.open("viewer", id)).isEmpty();
		this.changing.does("cab2", id, "vote", "vote", "abstain");
		assertThat(this.changing.tasks("cab2", id, "&assignee=cab2")).hasSize(1);
	}

}
