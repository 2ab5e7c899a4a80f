package io.nagare.change;

import java.time.Duration;
import java.nio.file.Path;
import java.nio.file.Files;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;

import io.nagare.NagareTest;
import io.nagare.Publications;
import io.nagare.TestClock;
import io.nagare.shared.Tenancy;
import io.nagare.cmdb.DemoItems;
import io.nagare.ticket.DueClocks;
import io.nagare.workflow.WalksEveryPath;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

/** Walks every path of the processes of changes; fails below full coverage. */
@NagareTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChangeProcessTests {

	@Autowired
	private DueClocks due;

	@Autowired
	private Changing changing;

	@Autowired
	private RepositoryService repository;

	@Autowired
	private TestClock clock;

	@Autowired
	private DemoItems items;

	@Autowired
	private Publications publications;

	private String gateway = "";

	@BeforeEach
	void prepare() {
		this.items.seed();
		this.changing.seatBoards();
		this.gateway = this.changing.item("本社VPNゲートウェイ");
	}

	@Test
	@Order(1)
	void wakesForTheMilestonesOfWhatTheTablesAgree() throws Exception {
		String table = Files.readString(Path.of("rules/sla/definitions.dmn"), StandardCharsets.UTF_8)
			.replaceFirst("(?s)(id=\"incidentResolution2\">\\s*<text>)\"incident\"", "$1\"incident\",\"change\"");
		String deployment = Tenancy.asPlatform(() -> this.repository.createDeployment()
			.tenantId("demo")
			.addString("rules/sla/definitions.dmn", table)
			.deploy()
			.getId());
		try {
			String id = this.changing.requested();
			assertThat(each(this.changing.change(id).path("sla"), "kind")).containsExactly("resolution");
			this.clock.set(Instant.now().plus(Duration.ofDays(90)));
			assertThat(this.due.tell(UUID.fromString(id))).isTrue();
			this.clock.reset();
			assertThat(each(this.changing.as("manager").get("/changes/" + id + "/sla/ledger").data().at("/0/events"),
					"type"))
				.contains("milestone", "breach");
			this.changing.does("agent1", id, "cancel", "reason", "終わり");
			assertThat(this.changing.status(id)).isEqualTo("cancelled/cancelled");
			assertThat(this.changing.process(id)).isNull();
		}
		finally {
			this.clock.reset();
			Tenancy.asPlatform(() -> this.repository.deleteDeployment(deployment, true));
		}
	}

	@Test
	@Order(1)
	void leadsALowRiskChangeFromItsPlanToItsEnd() {
		String id = this.changing.requested("implementer_id", this.changing.as("network1").me());
		assertThat(this.changing.status(id)).isEqualTo("new/open");
		assertThat(this.changing.open("agent1", id)).containsExactly("acknowledge-conflicts", "cancel", "submit");
		this.changing.does("agent1", id, "submit");
		assertThat(this.changing.status(id)).isEqualTo("assessment/in_work");
		assertThat(this.changing.change(id).path("risk").asText()).isEqualTo("low");
		ProcessInstance process = this.changing.process(id);
		this.changing.does("agent2", id, "assess", "decision", "approve", "reason", "問題なし");
		assertThat(this.changing.status(id)).isEqualTo("scheduled/on_hold");
		assertThat(this.changing.change(id).at("/assignee/username").asText()).isEqualTo("network1");
		this.changing.fire(id, "startTimeReached");
		assertThat(this.changing.status(id)).isEqualTo("scheduled/on_hold");
		this.changing.does("network1", id, "start");
		assertThat(this.changing.status(id)).isEqualTo("implementation/in_work");
		assertThat(this.changing.open("network1", id)).containsExactly("back-out", "complete-task", "finish");
		this.changing.does("network1", id, "finish", "outcome", "successful");
		assertThat(this.changing.status(id)).isEqualTo("review/resolved");
		this.changing.does("agent2", id, "close", "review", "手順どおり");
		assertThat(this.changing.status(id)).isEqualTo("closed/closed");
		assertThat(process).isEnded();
		assertThat(this.changing.passed(id)).containsSubsequence("planChange", "assessChange", "awaitStart",
				"startChange", "implementChange", "changeClosed");
		assertThat(this.changing.change(id).path("outcome").asText()).isEqualTo("successful");
		assertThat(this.changing.change(id).path("review").asText()).isEqualTo("手順どおり");
	}

	@Test
	@Order(1)
	void letsIncidentsHearHowTheAwaitedChangeEnded() {
		String good = this.changing.implementing();
		String resumed = heldFor(good);
		this.changing.does("network1", good, "finish", "outcome", "successful");
		this.changing.does("agent2", good, "close", "review", "手順どおり");
		await().untilAsserted(() -> assertThat(incidentStatus(resumed)).isEqualTo("in_progress"));
		String bad = this.changing.submitted();
		String waiting = heldFor(bad);
		this.changing.does("agent1", bad, "cancel", "reason", "不要");
		await().untilAsserted(() -> assertThat(
				each(this.changing.as("agent2").get("/incidents/" + waiting + "/work-notes").data(), "content"))
			.anyMatch((note) -> note.contains("did not succeed")));
		await().untilAsserted(() -> assertThat(incidentStatus(waiting)).isEqualTo("in_progress"));
		await().untilAsserted(() -> assertThat(this.changing.as("agent2").get("/notifications?limit=50").data())
			.anyMatch((notice) -> notice.path("kind").asText().equals("incident.waits_in_vain")
					&& notice.at("/ticket/id").asText().equals(waiting)));
	}

	@Test
	@Order(1)
	void leavesIncidentsAloneThatAwaitAnotherChange() {
		for (String outcome : List.of("successful", "failed")) {
			String item = this.changing.newItem("tier", 3);
			String awaited = this.changing.submitted();
			String other = this.changing.implementing("ci_ids", List.of(item));
			String incident = heldFor(awaited, "ci_ids", List.of(item));
			this.changing.does("network1", other, "finish", "outcome", outcome);
			this.changing.does("agent2", other, "close", "review", "手順どおり");
			assertThat(each(this.changing.as("agent2").get("/incidents/" + incident + "/links").data(), "ticket_id"))
				.contains(other);
			this.publications.awaitDelivery("ChangeClosed");
			assertThat(incidentStatus(incident)).isEqualTo("on_hold");
			assertThat(this.changing.as("agent2").get("/incidents/" + incident + "/work-notes").data()).isEmpty();
		}
	}

	private String heldFor(String change, Object... more) {
		String incident = this.changing.as("reporter1").report("つながらない", more).path("id").asText();
		this.changing.as("agent2").does(incident, "assign");
		this.changing.as("agent2").does(incident, "start");
		this.changing.as("agent2").post("/incidents/" + incident + "/links", "type", "related_to", "target_id", change);
		this.changing.as("agent2").does(incident, "hold", "hold_reason", "awaiting_change");
		return incident;
	}

	private String incidentStatus(String incident) {
		return this.changing.as("agent2").incident(incident).path("status").asText();
	}

	@Test
	@Order(1)
	void closesByItselfWhereNobodyHasAnythingToSay() {
		String id = this.changing.implementing();
		this.changing.does("network1", id, "finish", "outcome", "successful_with_issues");
		this.changing.fire(id, "reviewPeriodOver");
		assertThat(this.changing.status(id)).isEqualTo("closed/closed");
	}

	@Test
	@Order(1)
	void sendsAPlanBackAndRejectsIt() {
		String id = this.changing.submitted();
		assertThat(refusal(this.changing.act("agent2", id, "assess", "decision", "send_back")))
			.isEqualTo("400 VALIDATION_FAILED reason=required");
		this.changing.does("agent2", id, "assess", "decision", "send_back", "reason", "手順が足りない");
		assertThat(this.changing.status(id)).isEqualTo("new/open");
		this.changing.does("agent1", id, "submit");
		this.changing.does("agent2", id, "assess", "decision", "reject", "reason", "不要");
		assertThat(this.changing.status(id)).isEqualTo("rejected/cancelled");
		assertThat(this.changing.change(id).path("rejection_reason").asText()).isEqualTo("不要");
		assertThat(this.changing.change(id).path("outcome").asText()).isEqualTo("not_implemented");
	}

	@Test
	@Order(1)
	void letsAStandardChangeOfLowRiskSkipAssessmentAndAuthorization() {
		String model = this.changing.standardModel("証明書の更新 " + Instant.now());
		String id = this.changing.submitted(Changing.following(model));
		assertThat(this.changing.status(id)).isEqualTo("scheduled/on_hold");
		assertThat(this.changing.change(id).path("implementation_plan").asText()).isEqualTo("手順書 A");
		String risky = this.changing
			.submitted(Changing.following(model, "ci_ids", List.of(this.gateway), "risk_answers", Changing.untried()));
		assertThat(this.changing.status(risky)).isEqualTo("assessment/in_work");
	}

	@Test
	@Order(1)
	void takesTheStandingOfAModelWhoseChangeFailed() {
		String model = this.changing.standardModel("ルーターの再起動 " + Instant.now());
		String id = this.changing.submitted(Changing.following(model));
		this.changing.fire(id, "startTimeReached");
		this.changing.does("network1", id, "start");
		this.changing.does("network1", id, "finish", "outcome", "failed");
		assertThat(this.changing.as("agent1").get("/change-models/" + model).data().path("standard").asBoolean())
			.isFalse();
		String next = this.changing.submitted(Changing.following(model));
		assertThat(this.changing.status(next)).isEqualTo("assessment/in_work");
		assertThat(this.changing.open("agent2", id)).containsExactly("close");
		assertThat(this.changing.as("changemanager").patch("/change-models/" + model, "standard", true).status())
			.isEqualTo(200);
	}

	@Test
	@Order(1)
	void schedulesWhatTheBoardApproves() {
		String id = this.changing.voted(this.gateway);
		assertThat(this.changing.status(id)).isEqualTo("authorization/in_work");
		JsonNode change = this.changing.change(id);
		assertThat(change.path("risk").asText()).isEqualTo("high");
		assertThat(change.path("authority").asText()).isEqualTo("cab");
		assertThat(change.path("votes")).hasSize(3);
		assertThat(change.path("assignee").isNull()).isTrue();
		this.changing.does("cab1", id, "vote", "vote", "abstain");
		this.changing.does("cab1", id, "vote", "vote", "approve");
		assertThat(this.changing.status(id)).isEqualTo("authorization/in_work");
		this.changing.does("cab2", id, "vote", "vote", "approve");
		assertThat(this.changing.status(id)).isEqualTo("scheduled/on_hold");
		assertThat(refusal(this.changing.act("cab3", id, "vote", "vote", "reject", "reason", "遅い")))
			.startsWith("409 ACTION_NOT_OPEN");
		assertThat(this.changing.change(id).path("votes")).filteredOn((seat) -> !seat.path("vote").isNull()).hasSize(2);
	}

	@Test
	@Order(1)
	void rejectsWhatTheBoardRejects() {
		String id = this.changing.voted(this.gateway);
		assertThat(refusal(this.changing.act("cab1", id, "vote", "vote", "reject")))
			.isEqualTo("400 VALIDATION_FAILED reason=required");
		this.changing.does("cab1", id, "vote", "vote", "reject", "reason", "危険");
		this.changing.does("cab2", id, "vote", "vote", "reject", "reason", "危険");
		assertThat(this.changing.status(id)).isEqualTo("rejected/cancelled");
	}

	/** What the form of the change's task shows in a field. */
	private String shown(String username, String id, String field) {
		String task = this.changing.tasks("manager", id, "").at("/0/id").asText();
		return this.changing.as(username)
			.basic(username)
			.get("/engine-rest/task/" + task + "/form-variables")
			.json()
			.at("/" + field + "/value")
			.asText();
	}

	@Test
	@Order(1)
	void goesBackToAssessmentOnACondition() {
		String id = this.changing.voted(this.gateway);
		this.changing.does("cab1", id, "vote", "vote", "approve");
		this.changing.does("cab2", id, "vote", "vote", "conditional", "reason", "夜間に");
		assertThat(this.changing.status(id)).isEqualTo("assessment/in_work");
		assertThat(each(this.changing.change(id).path("work_notes"), "content")).contains("Condition of 山本 隆: 夜間に");
		assertThat(this.changing.change(id).path("votes"))
			.anyMatch((seat) -> seat.path("vote").asText().equals("conditional")
					&& seat.path("reason").asText().equals("夜間に"));
		assertThat(shown("agent2", id, "conditions")).isEqualTo("夜間に");
		assertThat(this.changing.as("agent1").patch("/changes/" + id, "test_plan", "夜間に試す").status()).isEqualTo(200);
		this.changing.does("agent2", id, "assess", "decision", "approve");
		assertThat(this.changing.status(id)).isEqualTo("authorization/in_work");
		assertThat(this.changing.change(id).path("votes")).hasSize(6)
			.filteredOn((seat) -> seat.path("round").asInt() == 2)
			.allMatch((seat) -> seat.path("vote").isNull());
	}

	@Test
	@Order(1)
	void leavesItToTheChangeManagerWhenTimeIsUp() {
		String id = this.changing.voted(this.gateway);
		this.changing.does("cab1", id, "vote", "vote", "approve");
		this.changing.fire(id, "votingDeadline");
		assertThat(this.changing.status(id)).isEqualTo("authorization/in_work");
		assertThat(refusal(this.changing.act("cab2", id, "vote", "vote", "approve"))).startsWith("409 ACTION_NOT_OPEN");
		this.changing.does("changemanager", id, "decide", "decision", "extend", "reason", "休暇中");
		assertThat(this.changing.open("cab2", id)).contains("vote");
		this.changing.fire(id, "votingDeadline");
		this.changing.does("changemanager", id, "decide", "decision", "new_round", "reason", "もう一度");
		assertThat(this.changing.change(id).path("votes")).hasSize(6);
		this.changing.fire(id, "votingDeadline");
		this.changing.does("changemanager", id, "decide", "decision", "reject", "reason", "時間切れ");
		assertThat(this.changing.status(id)).isEqualTo("rejected/cancelled");
	}

	/** As when its time is up, though no timer has gone off. */
	@Test
	@Order(1)
	void countsNoVoteFromTheDeadlineOn() {
		String id = this.changing.voted(this.gateway);
		Instant deadline = this.changing.due(id, "votingDeadline");
		try {
			this.clock.set(deadline);
			assertThat(refusal(this.changing.act("cab1", id, "vote", "vote", "approve")))
				.isEqualTo("409 CONFLICT vote=vote_over");
			this.changing.fire(id, "votingDeadline");
			this.changing.does("changemanager", id, "decide", "decision", "extend", "reason", "休暇中");
			this.changing.does("cab1", id, "vote", "vote", "approve");
		}
		finally {
			this.clock.reset();
		}
		this.changing.does("agent1", id, "cancel", "reason", "終わり");
	}

	@Test
	@Order(1)
	void leavesItToTheChangeManagerWhereNobodyMayVote() {
		this.changing.seatBoards(List.of());
		String id = this.changing.voted(this.gateway);
		assertThat(this.changing.open("changemanager", id)).contains("decide");
		assertThat(this.changing.open("agent2", id)).doesNotContain("decide");
		this.changing.does("changemanager", id, "decide", "decision", "approve", "reason", "必要");
		assertThat(this.changing.status(id)).isEqualTo("scheduled/on_hold");
		String other = this.changing.voted(this.gateway);
		this.changing.does("changemanager", other, "decide", "decision", "reject", "reason", "不要");
		assertThat(this.changing.status(other)).isEqualTo("rejected/cancelled");
	}

	@Test
	@Order(1)
	void asksTheEmergencyBoardAndReviewsTheEmergency() {
		String id = this.changing.submitted("type", "emergency", "implementation_plan", null, "backout_plan", null,
				"test_plan", null);
		this.changing.does("agent2", id, "assess", "decision", "approve");
		assertThat(this.changing.change(id).path("authority").asText()).isEqualTo("ecab");
		this.changing.does("cab1", id, "vote", "vote", "approve");
		this.changing.does("cab3", id, "vote", "vote", "approve");
		this.changing.fire(id, "startTimeReached");
		this.changing.does("network1", id, "start");
		assertThat(this.changing.as("agent1").patch("/changes/" + id, "backout_plan", "後から").status()).isEqualTo(200);
		this.changing.does("network1", id, "finish", "outcome", "successful");
		this.changing.does("agent2", id, "close", "review", "復旧した");
		assertThat(this.changing.status(id)).isEqualTo("closed/closed");
	}

	@Test
	@Order(1)
	void stopsAnAuthorisedChangeInAFreezeDeclaredLater() {
		Instant start = Changing.ownDay();
		String id = this.changing.scheduled("ci_ids", List.of(this.gateway), "planned_start", start.toString(),
				"planned_end", start.plus(1, ChronoUnit.HOURS).toString());
		String freeze = this.changing.freeze(start, this.gateway, true);
		this.changing.fire(id, "startTimeReached");
		assertThat(this.changing.status(id)).isEqualTo("scheduled/on_hold");
		assertThat(this.changing.open("changemanager", id)).containsExactly("acknowledge-conflicts", "cancel",
				"proceed", "reschedule");
		assertThat(this.changing.open("network1", id)).containsExactly("cancel");
		assertThat(refusal(this.changing.act("changemanager", id, "proceed", "reason", "急ぐ")))
			.isEqualTo("409 CONFLICT action=in_hard_freeze");
		Instant later = Changing.ownDay();
		this.changing.does("changemanager", id, "reschedule", "planned_start", later.toString(), "planned_end",
				later.plus(1, ChronoUnit.HOURS).toString());
		assertThat(this.changing.change(id).path("planned_start").asText()).isEqualTo(later.toString());
		// who decides does not carry it out
		assertThat(this.changing.change(id).path("assignee").isNull()).isTrue();
		this.changing.fire(id, "startTimeReached");
		assertThat(this.changing.open("network1", id)).contains("start");
		assertThat(this.changing.as("manager").delete("/freezes/" + freeze).status()).isEqualTo(204);
	}

	@Test
	@Order(1)
	void asksTheChangeManagerInASoftFreeze() {
		Instant start = Changing.ownDay();
		String freeze = this.changing.freeze(start, this.gateway, false);
		String id = this.changing.requested("ci_ids", List.of(this.gateway), "planned_start", start.toString(),
				"planned_end", start.plus(1, ChronoUnit.HOURS).toString());
		assertThat(refusal(this.changing.act("agent1", id, "submit")))
			.isEqualTo("409 CONFLICT conflicts=not_acknowledged");
		this.changing.does("agent1", id, "acknowledge-conflicts", "comment", "承知");
		this.changing.does("agent1", id, "submit");
		this.changing.does("agent2", id, "assess", "decision", "approve");
		this.changing.does("changemanager", id, "proceed", "reason", "影響は小さい");
		assertThat(this.changing.conflicts(id).at("/0/passes").asText()).isEqualTo("let_pass");
		this.changing.fire(id, "startTimeReached");
		this.changing.does("network1", id, "start");
		assertThat(this.changing.status(id)).isEqualTo("implementation/in_work");
		assertThat(this.changing.as("manager").delete("/freezes/" + freeze).status()).isEqualTo(204);
	}

	@Test
	@Order(1)
	void stopsAtTheLastMoment() {
		Instant start = Changing.ownDay();
		String id = this.changing.mayStart("ci_ids", List.of(this.gateway), "planned_start", start.toString(),
				"planned_end", start.plus(1, ChronoUnit.HOURS).toString());
		String freeze = this.changing.freeze(start, this.gateway, true);
		this.changing.does("network1", id, "start");
		assertThat(this.changing.status(id)).isEqualTo("scheduled/on_hold");
		assertThat(this.changing.open("changemanager", id)).contains("proceed");
		assertThat(this.changing.as("manager").delete("/freezes/" + freeze).status()).isEqualTo(204);
		this.changing.does("changemanager", id, "proceed", "reason", "凍結は解除された");
		assertThat(this.changing.open("agent1", id)).contains("reschedule");
	}

	@Test
	@Order(1)
	void movesToAnotherWindow() {
		String id = this.changing.scheduled();
		Instant later = Changing.ownDay();
		this.changing.does("agent1", id, "reschedule", "planned_start", later.toString(), "planned_end",
				later.plus(1, ChronoUnit.HOURS).toString());
		this.changing.fire(id, "startTimeReached");
		Instant latest = Changing.ownDay();
		this.changing.does("network1", id, "reschedule", "planned_start", latest.toString(), "planned_end",
				latest.plus(1, ChronoUnit.HOURS).toString());
		this.changing.fire(id, "startTimeReached");
		this.changing.fire(id, "windowPassed");
		assertThat(this.changing.open("changemanager", id)).contains("proceed", "reschedule");
	}

	@Test
	@Order(1)
	void movesItsStepsWithItsWindow() {
		Instant start = Changing.ownDay();
		String id = this.changing.scheduled("planned_start", start.toString(), "planned_end",
				start.plus(2, ChronoUnit.HOURS).toString(), "tasks",
				List.of(step("停止", start, start.plus(30, ChronoUnit.MINUTES)),
						step("切替", start.plus(30, ChronoUnit.MINUTES), start.plus(2, ChronoUnit.HOURS)),
						Map.of("title", "確認")));
		Instant later = Changing.ownDay();
		move("agent1", id, later);
		JsonNode tasks = this.changing.change(id).path("tasks");
		assertThat(each(tasks, "planned_start")).containsExactly(later.toString(),
				later.plus(30, ChronoUnit.MINUTES).toString(), "null");
		// the new window is an hour shorter
		assertThat(each(tasks, "planned_end")).containsExactly(later.plus(30, ChronoUnit.MINUTES).toString(),
				later.plus(1, ChronoUnit.HOURS).toString(), "null");
	}

	private static Map<String, Object> step(String title, Instant start, Instant end) {
		return Map.of("title", title, "planned_start", start.toString(), "planned_end", end.toString());
	}

	@Test
	@Order(1)
	void staysWithWhoTookItWhenItsWindowOpens() {
		String id = this.changing.scheduled();
		claim("network1", id);
		this.changing.fire(id, "startTimeReached");
		assertThat(this.changing.change(id).at("/assignee/username").asText()).isEqualTo("network1");
		assertThat(each(this.changing.tasks("network1", id, "&assignee=network1"), "taskDefinitionKey"))
			.containsExactly("startChange");
	}

	/** Who approved it may not start it, so nobody would. */
	@Test
	@Order(1)
	void goesToTheTeamWhereWhoTookItHadApprovedIt() {
		String id = this.changing.scheduled();
		claim("agent2", id);
		this.changing.fire(id, "startTimeReached");
		assertThat(this.changing.change(id).path("assignee").isNull()).isTrue();
	}

	private void claim(String username, String id) {
		String task = this.changing.tasks(username, id, "").at("/0/id").asText();
		assertThat(this.changing.as("agent1")
			.basic(username)
			.post("/engine-rest/task/" + task + "/claim", "{\"userId\":\"" + username + "\"}")
			.status()).isEqualTo(204);
		assertThat(this.changing.change(id).at("/assignee/username").asText()).isEqualTo(username);
	}

	/** As when its window ends, though no timer has gone off. */
	@Test
	@Order(1)
	void doesNotStartAfterItsWindow() {
		String id = this.changing.mayStart();
		try {
			this.clock.set(Instant.parse(this.changing.change(id).path("planned_end").asText()));
			this.changing.does("network1", id, "start");
			assertThat(this.changing.status(id)).isEqualTo("scheduled/on_hold");
			assertThat(this.changing.open("changemanager", id)).contains("proceed", "reschedule");
		}
		finally {
			this.clock.reset();
		}
	}

	@Test
	@Order(1)
	void doesNotGoBackAfterThePointOfNoReturn() {
		Instant start = Changing.ownDay();
		Instant point = start.plus(1, ChronoUnit.HOURS);
		String id = this.changing.implementing("planned_start", start.toString(), "planned_end",
				start.plus(2, ChronoUnit.HOURS).toString(), "point_of_no_return", point.toString());
		try {
			this.clock.set(point);
			assertThat(refusal(this.changing.act("network1", id, "back-out", "reason", "遅い")))
				.isEqualTo("409 CONFLICT action=no_return");
			this.clock.set(point.minus(10, ChronoUnit.MINUTES));
			this.changing.does("network1", id, "back-out", "reason", "つながらない");
		}
		finally {
			this.clock.reset();
		}
	}

	/** At night it is of medium risk: 3 × 4. In office hours a failure would be worse. */
	@Test
	@Order(1)
	void authorisesAnewWhatBecomesRiskierInAnotherWindow() {
		String item = this.changing.newItem("tier", 1);
		String id = this.changing.submitted("ci_ids", List.of(item), "risk_answers",
				Map.of("backout_tested", false, "rehearsed", true, "team_experience", "some"));
		this.changing.does("agent2", id, "assess", "decision", "approve");
		assertThat(this.changing.change(id).path("risk").asText()).isEqualTo("medium");
		this.changing.does("cab1", id, "vote", "vote", "approve");
		this.changing.does("cab2", id, "vote", "vote", "approve");
		assertThat(this.changing.status(id)).isEqualTo("scheduled/on_hold");
		move("agent1", id, Changing.ownDay());
		assertThat(this.changing.status(id)).isEqualTo("scheduled/on_hold");
		Instant weekday = this.changing.ownOfficeHour();
		move("agent1", id, weekday);
		assertThat(this.changing.status(id)).isEqualTo("assessment/in_work");
		JsonNode change = this.changing.change(id);
		assertThat(change.path("risk").asText()).isEqualTo("high");
		assertThat(change.path("plan_fixed").asBoolean()).isFalse();
		assertThat(change.path("planned_start").asText()).isEqualTo(weekday.toString());
		assertThat(each(change.path("work_notes"), "content").toString()).contains("to be assessed anew");
		this.changing.does("agent2", id, "assess", "decision", "approve");
		assertThat(this.changing.status(id)).isEqualTo("authorization/in_work");
		this.changing.does("cab1", id, "vote", "vote", "approve");
		this.changing.does("cab2", id, "vote", "vote", "approve");
		assertThat(this.changing.status(id)).isEqualTo("scheduled/on_hold");
		// what is authorised for the day may be done at night, and by day again
		move("agent1", id, Changing.ownDay());
		assertThat(this.changing.change(id).path("risk").asText()).isEqualTo("medium");
		move("agent1", id, this.changing.ownOfficeHour());
		assertThat(this.changing.status(id)).isEqualTo("scheduled/on_hold");
	}

	private void move(String username, String id, Instant start) {
		this.changing.does(username, id, "reschedule", "planned_start", start.toString(), "planned_end",
				start.plus(1, ChronoUnit.HOURS).toString());
	}

	@Test
	@Order(1)
	void assessesAStandardChangeThatMovesAfterItsModelLostItsStanding() {
		String model = this.changing.standardModel("ディスクの増設 " + Instant.now());
		String id = this.changing.submitted(Changing.following(model));
		move("agent1", id, Changing.ownDay());
		assertThat(this.changing.status(id)).isEqualTo("scheduled/on_hold");
		this.changing.as("changemanager").patch("/change-models/" + model, "standard", false);
		move("agent1", id, Changing.ownDay());
		assertThat(this.changing.status(id)).isEqualTo("assessment/in_work");
	}

	@Test
	@Order(1)
	void stopsAStandardChangeWhoseModelLostItsStandingBeforeTheStart() {
		String model = this.changing.standardModel("ログの削除 " + Instant.now());
		String id = this.changing.submitted(Changing.following(model));
		stopsWithoutStanding(id, model);
		String task = this.changing.tasks("changemanager", id, "&candidateGroup=role.manager").at("/0/id").asText();
		assertThat(this.changing.as("agent1")
			.basic("changemanager")
			.get("/engine-rest/task/" + task + "/form-variables")
			.json()
			.at("/conflicts/value")
			.asText()).contains("ログの削除").doesNotContain("standing_lost");
		startsOnTheWordOfTheManagerAlone(id);
	}

	private void stopsWithoutStanding(String id, String model) {
		this.changing.as("changemanager").patch("/change-models/" + model, "standard", false);
		this.changing.fire(id, "startTimeReached");
		assertThat(this.changing.open("network1", id)).doesNotContain("start");
	}

	private void startsOnTheWordOfTheManagerAlone(String id) {
		this.changing.does("changemanager", id, "proceed", "reason", "手順は変わらない");
		assertThat(refusal(this.changing.act("changemanager", id, "start"))).isEqualTo("403 FORBIDDEN");
		this.changing.does("network1", id, "start");
		assertThat(this.changing.status(id)).isEqualTo("implementation/in_work");
	}

	/** Who let a change pass a freeze has not approved it in place of its model. */
	@Test
	@Order(1)
	void stopsAStandardChangeWithoutStandingThoughItWasLetPassAFreeze() {
		String model = this.changing.standardModel("ログの移動 " + Instant.now());
		String id = letPassAFreeze(model);
		stopsWithoutStanding(id, model);
		startsOnTheWordOfTheManagerAlone(id);
	}

	@Test
	@Order(1)
	void assessesAStandardChangeWithoutStandingThatMovesThoughItWasLetPassAFreeze() {
		String model = this.changing.standardModel("ログの圧縮 " + Instant.now());
		String id = letPassAFreeze(model);
		move("agent1", id, Changing.ownDay());
		assertThat(this.changing.status(id)).isEqualTo("scheduled/on_hold");
		this.changing.as("changemanager").patch("/change-models/" + model, "standard", false);
		move("agent1", id, Changing.ownDay());
		assertThat(this.changing.status(id)).isEqualTo("assessment/in_work");
	}

	/** A change that follows the model and waits for its window, in a soft freeze. */
	private String letPassAFreeze(String model) {
		Instant start = Changing.ownDay();
		String item = this.changing.newItem();
		this.changing.freeze(start, item, false);
		String id = this.changing.requested(Changing.following(model, "ci_ids", List.of(item), "planned_start",
				start.toString(), "planned_end", start.plus(1, ChronoUnit.HOURS).toString()));
		this.changing.does("agent1", id, "acknowledge-conflicts");
		this.changing.does("agent1", id, "submit");
		this.changing.does("changemanager", id, "proceed", "reason", "影響は小さい");
		assertThat(this.changing.status(id)).isEqualTo("scheduled/on_hold");
		return id;
	}

	@Test
	@Order(1)
	void refusesAStandardChangeWithAPlanOfItsOwn() {
		String model = this.changing.standardModel("証明書の交換 " + Instant.now());
		String id = this.changing
			.requested(Changing.following(model, "implementation_plan", "データベースを消す", "test_plan", " 手順書 C\n"));
		assertThat(refusal(this.changing.act("agent1", id, "submit")))
			.isEqualTo("409 CONFLICT implementation_plan=differs_from_model");
		assertThat(this.changing.as("agent1").patch("/changes/" + id, "implementation_plan", null).status())
			.isEqualTo(200);
		this.changing.does("agent1", id, "submit");
		assertThat(this.changing.status(id)).isEqualTo("scheduled/on_hold");
		String normal = this.changing.submitted("model_id", model);
		assertThat(this.changing.status(normal)).isEqualTo("assessment/in_work");
	}

	@Test
	@Order(1)
	void recordsStepsWithPlannedAndActualTimes() {
		String id = this.changing.implementing("tasks", List
			.of(Map.of("title", "停止", "assignee_id", this.changing.as("network1").me()), Map.of("title", "切替")));
		JsonNode tasks = this.changing.change(id).path("tasks");
		assertThat(refusal(this.changing.act("network1", id, "finish", "outcome", "successful")))
			.isEqualTo("409 CONFLICT outcome=tasks_open");
		Instant begun = Instant.parse(this.changing.change(id).path("started_at").asText());
		for (Instant wrong : List.of(begun.minus(15, ChronoUnit.MINUTES), Instant.parse("2001-01-01T00:00:00Z"))) {
			assertThat(refusal(this.changing.act("network1", id, "complete-task", "task_id", tasks.at("/0/id").asText(),
					"actual_start", wrong.toString())))
				.isEqualTo("400 VALIDATION_FAILED actual_start=before_the_change");
		}
		this.changing.does("network1", id, "complete-task", "task_id", tasks.at("/0/id").asText(), "actual_start",
				begun.toString());
		assertThat(refusal(this.changing.act("network1", id, "complete-task", "task_id", tasks.at("/0/id").asText())))
			.isEqualTo("409 CONFLICT task_id=done_already");
		this.changing.does("network1", id, "complete-task", "task_id", tasks.at("/1/id").asText());
		assertThat(each(this.changing.change(id).path("tasks"), "completed_by"))
			.containsOnly(this.changing.as("network1").me());
		this.changing.does("network1", id, "finish", "outcome", "successful");
		assertThat(this.changing.status(id)).isEqualTo("review/resolved");
	}

	@Test
	@Order(1)
	void backsAChangeOut() {
		String id = this.changing.implementing();
		this.changing.does("network1", id, "back-out", "reason", "つながらない");
		assertThat(this.changing.status(id)).isEqualTo("implementation/in_work");
		this.changing.does("network1", id, "finish", "outcome", "backed_out");
		assertThat(this.changing.open("agent2", id)).containsExactly("close");
		assertThat(this.changing.change(id).path("outcome").asText()).isEqualTo("backed_out");
	}

	@Test
	@Order(1)
	void leavesTheWayBackOpenWhereThePlanNamesNoPointOfNoReturn() {
		String id = this.changing.implementing();
		assertThat(this.changing.due(id, "pointOfNoReturnNear")).isAfter(Instant.parse("9000-01-01T00:00:00Z"));
		assertThat(this.changing.due(id, "pointOfNoReturnReached")).isAfter(Instant.parse("9000-01-01T00:00:00Z"));
	}

	@Test
	@Order(1)
	void closesTheWayBackAtThePointOfNoReturn() {
		Instant start = Changing.ownDay();
		Instant point = start.plus(1, ChronoUnit.HOURS);
		String id = this.changing.implementing("tasks", List.of(Map.of("title", "移行"), Map.of("title", "確認")),
				"planned_start", start.toString(), "planned_end", start.plus(2, ChronoUnit.HOURS).toString(),
				"point_of_no_return", point.toString());
		assertThat(this.changing.due(id, "pointOfNoReturnNear")).isEqualTo(point.minus(15, ChronoUnit.MINUTES));
		assertThat(this.changing.due(id, "pointOfNoReturnReached")).isEqualTo(point);
		this.changing.fire(id, "pointOfNoReturnNear");
		assertThat(this.changing.open("network1", id)).contains("back-out");
		assertThat(each(this.changing.change(id).path("work_notes"), "content").toString()).contains("is near");
		this.changing.does("network1", id, "complete-task", "task_id",
				this.changing.change(id).at("/tasks/1/id").asText());
		assertThat(this.changing.due(id, "pointOfNoReturnNear")).isAfter(Instant.parse("9000-01-01T00:00:00Z"));
		this.changing.fire(id, "pointOfNoReturnReached");
		assertThat(this.changing.open("network1", id)).containsExactly("complete-task", "finish");
		assertThat(refusal(this.changing.act("network1", id, "back-out", "reason", "遅い")))
			.startsWith("409 ACTION_NOT_OPEN");
		this.changing.does("network1", id, "complete-task", "task_id",
				this.changing.change(id).at("/tasks/0/id").asText());
		this.changing.does("network1", id, "finish", "outcome", "successful");
		assertThat(this.changing.status(id)).isEqualTo("review/resolved");
	}

	/** Once, whatever is done meanwhile, and whether or not there is a way back. */
	@Test
	@Order(1)
	void tellsOfWorkThatGoesOnAfterItsWindow() {
		Instant start = Changing.ownDay();
		Instant end = start.plus(2, ChronoUnit.HOURS);
		String id = this.changing.implementing("implementer_id", this.changing.as("network1").me(), "tasks",
				List.of(Map.of("title", "移行")), "planned_start", start.toString(), "planned_end", end.toString(),
				"point_of_no_return", end.toString());
		this.changing.does("network1", id, "complete-task", "task_id",
				this.changing.change(id).at("/tasks/0/id").asText());
		assertThat(this.changing.due(id, "windowOverrun")).isEqualTo(end);
		this.changing.fire(id, "pointOfNoReturnReached");
		this.changing.fire(id, "windowOverrun");
		assertThat(this.changing.isArmed(id, "windowOverrun")).isFalse();
		assertThat(this.changing.status(id)).isEqualTo("implementation/in_work");
		JsonNode change = this.changing.change(id);
		assertThat(each(change.path("work_notes"), "content"))
			.containsOnlyOnce("The window has ended and the work goes on");
		assertThat(each(
				this.changing.as("manager").with("Accept-Language", "ja").get("/changes/" + id + "/work-notes").data(),
				"content"))
			.containsOnlyOnce("実施期間を過ぎて作業中です");
		for (String told : List.of("network1", "changemanager")) {
			assertThat(this.changing.as(told).get("/notifications?limit=50").data())
				.filteredOn((notice) -> notice.path("kind").asText().equals("change.overrun")
						&& notice.toString().contains(change.path("change_number").asText()))
				.hasSize(1);
		}
		this.changing.does("network1", id, "finish", "outcome", "successful");
		assertThat(this.changing.status(id)).isEqualTo("review/resolved");
	}

	@Test
	@Order(1)
	void cancelsUntilWorkBegins() {
		String id = this.changing.voted(this.gateway);
		this.changing.does("agent1", id, "cancel", "reason", "不要になった");
		assertThat(this.changing.status(id)).isEqualTo("cancelled/cancelled");
		assertThat(each(this.changing.change(id).path("votes"), "outcome")).containsOnly("void");
		assertThat(refusal(this.changing.act("agent1", this.changing.implementing(), "cancel", "reason", "x")))
			.startsWith("409 ACTION_NOT_OPEN");
	}

	@Test
	@Order(1)
	void mayBeginAtOnceWhereTheWindowIsOpen() {
		String id = this.changing.scheduled("planned_start", Instant.now().minusSeconds(60).toString(), "planned_end",
				Instant.now().plusSeconds(3600).toString());
		assertThat(this.changing.open("network1", id)).contains("start");
	}

	@Test
	@Order(1)
	void stopsWhatWasApprovedIntoAFreezeEvenWhereTheWindowIsOpen() {
		Instant now = Instant.now();
		String id = this.changing.submitted("ci_ids", List.of(this.gateway), "risk_answers", Changing.untried(),
				"planned_start", now.minusSeconds(60).toString(), "planned_end", now.plusSeconds(3600).toString());
		this.changing.does("agent2", id, "assess", "decision", "approve");
		String freeze = this.changing.freeze(now, this.gateway, true);
		this.changing.does("cab1", id, "vote", "vote", "approve");
		this.changing.does("cab2", id, "vote", "vote", "approve");
		assertThat(this.changing.status(id)).isEqualTo("scheduled/on_hold");
		assertThat(this.changing.open("changemanager", id)).contains("proceed");
		assertThat(this.changing.as("manager").delete("/freezes/" + freeze).status()).isEqualTo(204);
		this.changing.does("agent1", id, "cancel", "reason", "終わり");
	}

	@Test
	@Order(1)
	void linksTheIncidentsDuringAndAfterTheWork() {
		String item = this.changing.item("検証サーバー test01");
		String before = this.changing.as("reporter1").report("変更前", "ci_ids", List.of(item)).path("id").asText();
		String id = this.changing.implementing("ci_ids", List.of(item));
		String during = this.changing.as("reporter1").report("変更中", "ci_ids", List.of(item)).path("id").asText();
		this.changing.does("network1", id, "finish", "outcome", "successful");
		String after = this.changing.as("reporter1").report("変更後", "ci_ids", List.of(item)).path("id").asText();
		this.changing.as("reporter1").report("無関係", "ci_ids", List.of(this.gateway));
		this.changing.fire(id, "reviewPeriodOver");
		this.changing.fire(id, "aftermathOver");
		assertThat(each(this.changing.change(id).path("links"), "ticket_id")).containsExactlyInAnyOrder(during, after)
			.doesNotContain(before);
	}

	/** A job does what its model says, whoever has it run. */
	@Test
	@Order(1)
	void linksIncidentsWhereTheOperatorHasTheJobRun() {
		String item = this.changing.newItem();
		String id = this.changing.implementing("ci_ids", List.of(item));
		String during = this.changing.as("reporter1").report("変更中", "ci_ids", List.of(item)).path("id").asText();
		this.changing.does("network1", id, "finish", "outcome", "successful");
		assertThat(this.changing.firedBy("platform", id, "aftermathOver").status()).isEqualTo(204);
		assertThat(each(this.changing.change(id).path("links"), "ticket_id")).containsExactly(during);
	}

	/** On what depends on the item, for three days. */
	@Test
	@Order(1)
	void linksTheIncidentsOnWhatDependsOnTheItem() {
		String server = this.changing.newItem();
		String service = this.changing.newItem("ci_class", "service");
		this.changing.depends(service, server);
		String id = this.changing.implementing("ci_ids", List.of(server));
		this.changing.does("network1", id, "finish", "outcome", "successful");
		try {
			this.clock.set(Instant.now().plus(71, ChronoUnit.HOURS));
			String soon = this.changing.as("agent1").report("すぐ", "ci_ids", List.of(service)).path("id").asText();
			this.clock.set(Instant.now().plus(73, ChronoUnit.HOURS));
			this.changing.as("agent1").report("ずっと後", "ci_ids", List.of(service));
			this.changing.fire(id, "aftermathOver");
			assertThat(each(this.changing.change(id).path("links"), "ticket_id")).containsExactly(soon);
		}
		finally {
			this.clock.reset();
		}
	}

	@WalksEveryPath({ "change", "change-assessment", "change-authorization", "change-scheduling",
			"change-implementation", "change-review", "change-aftermath" })
	void leavesNoStepUntried() {
	}

}
