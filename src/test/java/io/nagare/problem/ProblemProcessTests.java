package io.nagare.problem;

import java.time.Instant;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.nio.file.Path;
import java.nio.file.Files;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.As;
import io.nagare.AtOnce;
import io.nagare.NagareTest;
import io.nagare.Publications;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Tenancy;
import io.nagare.TestClock;
import io.nagare.ticket.DueClocks;
import io.nagare.ticket.action.TicketActions;
import io.nagare.workflow.WalksEveryPath;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

/**
 * Walks every path of problem.bpmn, the stages that it calls and recurrence-check.bpmn;
 * fails below full coverage.
 */
@NagareTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProblemProcessTests {

	@Autowired
	private Solving solving;

	@Autowired
	private RepositoryService repository;

	@Autowired
	private TestClock clock;

	@Autowired
	private As as;

	@Autowired
	private TicketActions actions;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private Publications publications;

	@Autowired
	private DueClocks due;

	@Test
	@Order(1)
	void wakesForTheMilestonesOfWhatTheTablesAgree() throws Exception {
		String table = Files.readString(Path.of("rules/sla/definitions.dmn"), StandardCharsets.UTF_8)
			.replaceFirst("(?s)(id=\"incidentResolution2\">\\s*<text>)\"incident\"",
					"$1\"incident\",\"problem\",\"change\"");
		String deployment = Tenancy.asPlatform(() -> this.repository.createDeployment()
			.tenantId("demo")
			.addString("rules/sla/definitions.dmn", table)
			.deploy()
			.getId());
		try {
			String id = this.solving.reported();
			assertThat(each(this.solving.problem(id).path("sla"), "kind")).containsExactly("resolution");
			this.clock.set(Instant.now().plus(Duration.ofDays(90)));
			assertThat(this.due.tell(UUID.fromString(id))).isTrue();
			this.clock.reset();
			assertThat(each(this.solving.as("manager").get("/problems/" + id + "/sla/ledger").data().at("/0/events"),
					"type"))
				.contains("milestone", "breach");
			this.solving.does("agent1", id, "cancel", "reason", "終わり");
			assertThat(this.solving.status(id)).isEqualTo("cancelled/cancelled");
			assertThat(this.solving.process(id, "problem")).isNull();
			agreesAnewWhatAnEditChanges("/problems/" + this.solving.reported());
			agreesAnewWhatAnEditChanges(
					"/changes/" + this.solving.as("agent1").post("/changes", "title", "更新").data().path("id").asText());
		}
		finally {
			this.clock.reset();
			Tenancy.asPlatform(() -> this.repository.deleteDeployment(deployment, true));
		}
	}

	private void agreesAnewWhatAnEditChanges(String ticket) {
		assertThat(clocks(ticket)).containsExactly("1440 business-hours");
		this.solving.as("manager").patch(ticket, "priority", "critical", "reason", "役員会");
		assertThat(clocks(ticket)).containsExactly("120 business-hours");
		this.solving.as("agent1").patch(ticket, "ci_ids", List.of(this.solving.newItem(1)));
		assertThat(clocks(ticket)).containsExactly("120 24x7");
	}

	/** Minutes and calendar of the clocks that count. */
	private List<String> clocks(String ticket) {
		return StreamSupport.stream(this.solving.as("manager").get(ticket + "/sla").data().spliterator(), false)
			.filter((clock) -> !clock.path("state").asText().equals("cancelled"))
			.map((clock) -> clock.path("target_seconds").asLong() / 60 + " " + clock.path("calendar").asText())
			.toList();
	}

	@Test
	@Order(1)
	void leadsAProblemFromItsReportToItsEnd() {
		String id = this.solving.reported();
		ProcessInstance process = this.solving.process(id, "problem");
		ProcessInstance screening = this.solving.process(id, "problem-screening");
		assertThat(this.solving.status(id)).isEqualTo("new/open");
		assertThat(this.solving.open("agent1", id)).containsExactly("add-task", "assess", "cancel", "duplicate",
				"publish-workaround");
		this.solving.does("agent1", id, "assess", "assignee_id", this.solving.as("network1").me());
		assertThat(this.solving.status(id)).isEqualTo("assessed/open");
		assertThat(this.solving.problem(id).at("/assignee/username").asText()).isEqualTo("network1");
		this.solving.does("network1", id, "analyse");
		assertThat(this.solving.status(id)).isEqualTo("root_cause_analysis/in_work");
		this.solving.does("network1", id, "record-cause", "root_cause", "証明書の期限切れ", "cause_code", "configuration");
		assertThat(this.solving.status(id)).isEqualTo("fix_in_progress/in_work");
		this.solving.does("network1", id, "resolve", "resolution", "自動更新にした");
		assertThat(this.solving.status(id)).isEqualTo("resolved/resolved");
		this.solving.does("network1", id, "close");
		assertThat(this.solving.status(id)).isEqualTo("closed/closed");
		JsonNode problem = this.solving.problem(id);
		assertThat(problem.path("root_cause").asText()).isEqualTo("証明書の期限切れ");
		assertThat(problem.path("cause_code").asText()).isEqualTo("configuration");
		assertThat(problem.path("resolution").asText()).isEqualTo("自動更新にした");
		assertThat(each(problem.path("history"), "field_name")).contains("root_cause", "cause_code", "resolution");
		assertThat(process).isEnded()
			.hasPassedInOrder("screenProblem", "analyseCauses", "fixProblem", "confirmFix", "problemClosed");
		assertThat(screening).isEnded().hasPassedInOrder("assessProblem", "startAnalysis", "problemScreened");
	}

	@Test
	@Order(1)
	void goesBackToTheFixWhereItFailed() {
		String id = this.solving.resolved();
		assertThat(refusal(this.solving.act("network1", id, "fix-failed")))
			.isEqualTo("400 VALIDATION_FAILED reason=required");
		this.solving.does("network1", id, "fix-failed", "reason", "また切れた");
		assertThat(this.solving.status(id)).isEqualTo("fix_in_progress/in_work");
		assertThat(this.solving.problem(id).path("resolved_at").isNull()).isTrue();
		assertThat(this.solving.problem(id).path("resolution").isNull()).isTrue();
	}

	@Test
	@Order(1)
	void endsAsADuplicateBeforeTheAnalysis() {
		String original = this.solving.reported();
		String id = this.solving.reported();
		this.solving.does("agent1", id, "duplicate", "duplicate_of",
				this.solving.problem(original).path("problem_number").asText());
		assertThat(this.solving.status(id)).isEqualTo("duplicate/cancelled");
		assertThat(each(this.solving.problem(id).path("links"), "type")).containsExactly("duplicate_of");
		assertThat(each(this.solving.problem(id).path("links"), "ticket_id")).containsExactly(original);
	}

	@Test
	@Order(1)
	void leavesItsIncidentsToTheProblemThatStandsForIt() {
		String original = this.solving.fixing();
		String id = this.solving.reported();
		String open = this.solving.incidentOf(id);
		String held = this.solving.incidentOf(id);
		this.solving.as("agent1").does(held, "hold", "hold_reason", "awaiting_problem");
		String known = this.solving.incidentOf(id);
		this.solving.as("agent1").post("/incidents/" + known + "/links", "type", "caused_by", "target_id", original);
		this.solving.does("agent1", id, "duplicate", "duplicate_of", original);
		this.publications.awaitDelivery("ProblemGivenUp");
		assertThat(this.solving.problem(original).path("incident_ids")).extracting(JsonNode::asText)
			.containsExactlyInAnyOrder(open, held, known);
		assertThat(this.solving.problem(id).path("incident_ids")).hasSize(3);
		assertThat(status(held)).isEqualTo("on_hold");
		assertThat(internalNotes(held))
			.containsOnlyOnce(
					"The awaited %1$s is a duplicate; waiting for %2$s instead".formatted(number(id), number(original)))
			.noneMatch((note) -> note.contains("will not be solved"));
		this.solving.does("network1", original, "resolve", "resolution", "直した");
		await().untilAsserted(() -> assertThat(status(held)).isEqualTo("in_progress"));
	}

	@Test
	@Order(1)
	void saysThatAnIncidentWaitsInVainForADuplicateOfWhatIsLivedWith() {
		String original = this.solving.analysed();
		acceptRisk(original);
		String id = this.solving.reported();
		String held = this.solving.incidentOf(id);
		this.solving.as("agent1").does(held, "hold", "hold_reason", "awaiting_problem");
		this.solving.does("agent1", id, "duplicate", "duplicate_of", original);
		this.publications.awaitDelivery("ProblemGivenUp");
		assertThat(status(held)).isEqualTo("on_hold");
		assertThat(internalNotes(held)).anyMatch((note) -> note.endsWith("will not be solved: " + number(original)));
	}

	private void acceptRisk(String id) {
		this.solving.does("network1", id, "accept-risk", "reason", "影響が小さい", "review_date", Solving.someDay());
		this.solving.does("manager", id, "approve-risk");
		this.publications.awaitDelivery("ProblemGivenUp");
	}

	private String number(String id) {
		return this.solving.problem(id).path("problem_number").asText();
	}

	private List<String> internalNotes(String incident) {
		return each(this.solving.as("agent1").get("/incidents/" + incident + "/work-notes").data(), "content");
	}

	@Test
	@Order(1)
	void letsChildrenFollowThoughATicketOfAnotherKindIsLinkedAsOne() {
		String id = this.solving.reported();
		String parent = this.solving.incidentOf(id);
		List<String> children = List.of(this.solving.incidentOf(id), this.solving.incidentOf(id));
		assertThat(this.solving.as("agent1")
			.post("/problems/" + id + "/links", "type", "child_of", "target_id", parent)
			.status()).isEqualTo(201);
		for (String child : children) {
			this.solving.as("agent1").post("/incidents/" + child + "/links", "type", "child_of", "target_id", parent);
		}
		this.solving.as("agent1").does(parent, "resolve", "resolution", "直した", "resolution_code", "fixed");
		this.publications.awaitDelivery("ParentResolved");
		assertThat(children).allSatisfy((child) -> assertThat(status(child)).isEqualTo("resolved"));
		assertThat(this.solving.status(id)).isEqualTo("new/open");
	}

	@Test
	@Order(1)
	void isCancelledBeforeTheAnalysisOnly() {
		String id = this.solving.reported();
		this.solving.does("agent1", id, "assess");
		this.solving.does("agent1", id, "cancel", "reason", "仕様どおり");
		assertThat(this.solving.status(id)).isEqualTo("cancelled/cancelled");
		String late = this.solving.analysed();
		assertThat(refusal(this.solving.act("network1", late, "cancel", "reason", "仕様どおり")))
			.startsWith("409 ACTION_NOT_OPEN");
		assertThat(this.solving.open("network1", late)).containsExactly("accept-risk", "add-task", "publish-workaround",
				"reassign", "record-cause");
	}

	@Test
	@Order(1)
	void goesOnWhileAManagerDecidesOnTheRisk() {
		String id = this.solving.analysed();
		this.solving.does("network1", id, "accept-risk", "reason", "影響が小さい", "review_date", Solving.someDay());
		assertThat(this.solving.status(id)).isEqualTo("root_cause_analysis/in_work");
		assertThat(this.solving.problem(id).path("risk_state").asText()).isEqualTo("proposed");
		assertThat(this.solving.open("network1", id)).containsExactly("add-task", "publish-workaround", "reassign",
				"record-cause");
		assertThat(this.solving.open("manager", id)).contains("approve-risk", "reject-risk");
		assertThat(this.solving.as("manager").get("/notifications?limit=50").data())
			.anyMatch((notice) -> notice.path("kind").asText().equals("ticket.decision_waits")
					&& notice.at("/ticket/id").asText().equals(id));
		assertThat(refusal(this.solving.act("network1", id, "approve-risk"))).isEqualTo("403 FORBIDDEN");
		this.solving.does("manager", id, "reject-risk", "reason", "毎朝困っている");
		assertThat(this.solving.status(id)).isEqualTo("root_cause_analysis/in_work");
		assertThat(this.solving.problem(id).path("risk_state").asText()).isEqualTo("rejected");
		assertThat(this.solving.problem(id).at("/assignee/username").asText()).isEqualTo("network1");
		assertThat(this.solving.open("network1", id)).contains("accept-risk");
	}

	@Test
	@Order(1)
	void comesBackOnTheDayOfTheReview() {
		String id = this.solving.analysed();
		this.solving.does("network1", id, "accept-risk", "reason", "影響が小さい", "review_date", Solving.someDay());
		this.solving.does("manager", id, "approve-risk");
		assertThat(this.solving.status(id)).isEqualTo("risk_accepted/on_hold");
		assertThat(this.solving.open("network1", id)).containsExactly("add-task", "publish-workaround", "reassign");
		this.solving.fire(id, "riskReviewDue");
		assertThat(this.solving.status(id)).isEqualTo("risk_accepted/on_hold");
		this.solving.does("network1", id, "review-risk", "review_date", Solving.someDay(), "reason", "変わりなし");
		assertThat(this.solving.status(id)).isEqualTo("risk_accepted/on_hold");
		this.solving.fire(id, "riskReviewDue");
		this.solving.does("network1", id, "review-risk", "reason", "件数が増えた");
		assertThat(this.solving.status(id)).isEqualTo("root_cause_analysis/in_work");
		assertThat(this.solving.problem(id).path("risk_state").asText()).isEqualTo("ended");
	}

	@Test
	@Order(1)
	void letsNoManagerApproveWhatHeProposedHimself() {
		String id = this.solving.fixing();
		this.solving.does("manager", id, "accept-risk", "reason", "費用が高い", "review_date", Solving.someDay());
		assertThat(this.solving.open("manager", id)).doesNotContain("approve-risk", "reject-risk");
		assertThat(refusal(this.solving.act("manager", id, "approve-risk"))).isEqualTo("403 FORBIDDEN");
		assertThat(this.solving.completeAs("manager", id, "approveRisk", "approve-risk").status()).isEqualTo(403);
		assertThat(this.solving.status(id)).isEqualTo("fix_in_progress/in_work");
		assertThat(this.solving.completeAs("changemanager", id, "approveRisk", "approve-risk").status()).isEqualTo(204);
		assertThat(this.solving.status(id)).isEqualTo("risk_accepted/on_hold");
	}

	@Test
	@Order(1)
	void tellsIncidentsThatWaitForAProblemGivenUp() {
		String id = this.solving.reported();
		String held = this.solving.incidentOf(id);
		this.solving.as("agent1").does(held, "hold", "hold_reason", "awaiting_problem");
		this.solving.does("agent2", id, "cancel", "reason", "問題ではない");
		await().untilAsserted(() -> assertThat(status(held)).isEqualTo("in_progress"));
		// of this incident: others of his have waited in vain before
		await().untilAsserted(() -> assertThat(this.solving.as("agent1").get("/notifications?limit=50").data())
			.anyMatch((notice) -> notice.path("kind").asText().equals("incident.waits_in_vain")
					&& notice.at("/ticket/id").asText().equals(held)));
		await().untilAsserted(
				() -> assertThat(internalNotes(held)).anyMatch((note) -> note.contains("will not be solved")));
	}

	@Test
	@Order(1)
	void tellsIncidentsThatWaitForAProblemWhoseRiskIsAccepted() {
		String id = this.solving.reported();
		String held = this.solving.incidentOf(id);
		this.solving.as("agent1").does(held, "hold", "hold_reason", "awaiting_problem");
		this.solving.does("network1", id, "assess");
		this.solving.does("network1", id, "analyse");
		this.solving.does("network1", id, "accept-risk", "reason", "影響が小さい", "review_date", Solving.someDay());
		this.solving.does("manager", id, "approve-risk");
		await().untilAsserted(() -> assertThat(
				each(this.solving.as("agent1").get("/incidents/" + held + "/work-notes").data(), "content"))
			.anyMatch((note) -> note.contains("will not be solved")));
		this.publications.awaitDelivery("ProblemGivenUp");
		assertThat(status(held)).isEqualTo("on_hold");
		this.solving.fire(id, "riskReviewDue");
		this.solving.does("network1", id, "review-risk", "reason", "件数が増えた");
		this.solving.does("network1", id, "record-cause", "root_cause", "設定の誤り", "cause_code", "configuration");
		this.solving.does("network1", id, "resolve", "resolution", "直した");
		await().untilAsserted(() -> assertThat(status(held)).isEqualTo("in_progress"));
	}

	@Test
	@Order(1)
	void holdsNoIncidentForWhatIsOver() {
		String id = this.solving.resolved();
		String incident = this.solving.incidentOf(id);
		for (String reason : List.of("awaiting_problem", "awaiting_change")) {
			assertThat(refusal(this.solving.as("agent1").act(incident, "hold", "hold_reason", reason)))
				.isEqualTo("400 VALIDATION_FAILED hold_reason=nothing_to_await");
		}
		String hidden = this.solving.reported("confidentiality", "confidential");
		this.solving.as("agent1").post("/incidents/" + incident + "/links", "type", "caused_by", "target_id", hidden);
		assertThat(refusal(this.solving.as("agent2").act(incident, "hold", "hold_reason", "awaiting_problem")))
			.isEqualTo("400 VALIDATION_FAILED hold_reason=nothing_to_await");
		assertThat(status(incident)).isEqualTo("in_progress");
		this.solving.as("agent1").does(incident, "hold", "hold_reason", "awaiting_problem");
	}

	@Test
	@Order(1)
	void holdsNoIncidentForWhatIsLivedWithUntilItsReview() {
		String id = this.solving.analysed();
		String incident = this.solving.incidentOf(id);
		acceptRisk(id);
		assertThat(refusal(this.solving.as("agent1").act(incident, "hold", "hold_reason", "awaiting_problem")))
			.isEqualTo("400 VALIDATION_FAILED hold_reason=nothing_to_await");
		try {
			this.clock.set(LocalDate.parse(Solving.someDay()).atStartOfDay(ZoneId.of("Asia/Tokyo")).toInstant());
			this.solving.as("agent1").does(incident, "hold", "hold_reason", "awaiting_problem");
		}
		finally {
			this.clock.reset();
		}
		this.solving.fire(id, "riskReviewDue");
		this.solving.does("network1", id, "review-risk", "review_date", Solving.someDay());
		this.publications.awaitDelivery("ProblemGivenUp");
		assertThat(internalNotes(incident)).anyMatch((note) -> note.endsWith("will not be solved: " + number(id)));
	}

	@Test
	@Order(1)
	void letsAnIncidentGoOnWhoseHoldWasNotThereToSeeWhenTheProblemWasSolved() {
		String id = this.solving.fixing();
		String held = this.solving.incidentOf(id);
		this.as.user("agent1", () -> this.transaction.executeWithoutResult((tx) -> {
			this.actions.perform(UUID.fromString(held), "hold", Map.of("hold_reason", "awaiting_problem"), IfMatch.ANY);
			this.solving.does("network1", id, "resolve", "resolution", "直した");
			this.publications.awaitDelivery("ProblemResolved");
		}));
		await().untilAsserted(() -> assertThat(status(held)).isEqualTo("in_progress"));
	}

	@Test
	@Order(1)
	void letsAnIncidentGoOnWhenAllIsDoneThatItWaitsFor() {
		String one = this.solving.fixing();
		String other = this.solving.fixing();
		String held = this.solving.incidentOf(one);
		this.solving.as("agent1").post("/incidents/" + held + "/links", "type", "related_to", "target_id", other);
		this.solving.as("agent1").does(held, "hold", "hold_reason", "awaiting_problem");
		String later = this.solving.fixing();
		this.solving.as("agent1").post("/incidents/" + held + "/links", "type", "caused_by", "target_id", later);
		this.solving.does("network1", later, "resolve", "resolution", "直した");
		this.solving.does("network1", one, "resolve", "resolution", "直した");
		this.publications.awaitDelivery("ProblemResolved");
		assertThat(status(held)).isEqualTo("on_hold");
		this.solving.does("network1", other, "resolve", "resolution", "直した");
		await().untilAsserted(() -> assertThat(status(held)).isEqualTo("in_progress"));
	}

	@Test
	@Order(1)
	void tellsAnIncidentThatIsLinkedLaterOfTheWorkaround() {
		String id = this.solving.reported();
		String earlier = this.solving.incidentOf(id);
		this.solving.does("agent1", id, "publish-workaround", "symptom", "遅い", "workaround", "待つ");
		this.publications.awaitDelivery("WorkaroundPublished");
		String later = this.solving.incidentOf(id);
		this.publications.awaitDelivery("WorkaroundPublished");
		assertThat(notes(later)).hasSize(1).allMatch((note) -> note.contains("待つ"));
		assertThat(notes(earlier)).hasSize(1);
	}

	@Test
	@Order(1)
	void tellsNoIncidentOfTheWorkaroundOfWhatWasNoProblem() {
		String id = this.solving.reported();
		this.solving.does("agent1", id, "publish-workaround", "symptom", "遅い", "workaround", "待つ");
		this.solving.does("agent1", id, "cancel", "reason", "仕様どおり");
		String later = this.solving.incidentOf(id);
		this.publications.awaitDelivery("WorkaroundPublished");
		assertThat(notes(later)).isEmpty();
	}

	@Test
	@Order(1)
	void tellsAnIncidentThatIsReopenedOfTheWorkaroundOnce() {
		String id = this.solving.reported();
		String told = this.solving.incidentOf(id);
		String missed = this.solving.incidentOf(id);
		for (String incident : List.of(missed, told)) {
			this.solving.as("agent1").does(incident, "resolve", "resolution", "つながった", "resolution_code", "no_fault");
			if (incident.equals(missed)) {
				this.solving.does("agent1", id, "publish-workaround", "symptom", "遅い", "workaround", "待つ");
				this.publications.awaitDelivery("WorkaroundPublished");
			}
		}
		for (String incident : List.of(missed, told)) {
			this.solving.as("reporter1").does(incident, "reopen", "reason", "また遅い");
			this.publications.awaitDelivery("WorkaroundPublished");
			assertThat(notes(incident).stream().filter((note) -> note.contains("待つ"))).hasSize(1);
		}
	}

	@Test
	@Order(1)
	void keepsTheWorkaroundOfAConfidentialProblemToItself() {
		String id = this.solving.reported("confidentiality", "confidential");
		String incident = this.solving.incidentOf(id);
		this.solving.does("agent1", id, "publish-workaround", "symptom", "漏えい", "workaround", "秘密の手順");
		this.publications.awaitDelivery("WorkaroundPublished");
		assertThat(notes(incident)).isEmpty();
		assertThat(each(this.solving.as("agent2").get("/incidents/" + incident + "/work-notes").data(), "content"))
			.hasSize(1)
			.allMatch((note) -> note.contains("PRB") && !note.contains("秘密の手順"));
	}

	@Test
	@Order(1)
	void offersNoAcceptanceOfTheRiskWhileAChangeIsAwaited() {
		String id = this.solving.fixing();
		this.solving.does("network1", id, "raise-change", "title", "証明書を更新する");
		assertThat(this.solving.open("network1", id)).doesNotContain("accept-risk");
		this.solving.does("network1", id, "resume");
		assertThat(this.solving.open("network1", id)).contains("accept-risk");
	}

	@Test
	@Order(1)
	void notesHowAChangeEndedThoughTheRiskWasAcceptedMeanwhile() {
		for (boolean success : List.of(true, false)) {
			String id = this.solving.fixing();
			this.solving.does("network1", id, "accept-risk", "reason", "費用が高い", "review_date", Solving.someDay());
			this.solving.does("network1", id, "raise-change", "title", "証明書を更新する");
			String change = this.solving.problem(id).at("/change_ids/0").asText();
			this.solving.does("manager", id, "approve-risk");
			if (success) {
				this.solving.carryOut(change);
			}
			else {
				this.solving.as("network1").post("/changes/" + change + "/actions/cancel", "reason", "不要");
			}
			String expected = success ? "succeeded: CHG" : "did not remove the cause: CHG";
			await()
				.untilAsserted(() -> assertThat(each(this.solving.problem(id).path("work_notes"), "content").toString())
					.contains(expected));
			assertThat(this.solving.status(id)).isEqualTo("risk_accepted/on_hold");
		}
	}

	@Test
	@Order(1)
	void raisesAChangeOnWhatStillExists() {
		String category = this.solving.newCategory();
		String gone = this.solving.newItem(2);
		String kept = this.solving.newItem(2);
		String id = this.solving.fixing("category_id", category, "ci_ids", List.of(gone, kept));
		assertThat(this.solving.as("admin").delete("/cis/" + gone).status()).isEqualTo(204);
		assertThat(this.solving.as("admin").patch("/categories/" + category, "is_active", false).status())
			.isEqualTo(200);
		this.solving.does("network1", id, "raise-change", "title", "証明書を更新する");
		String change = this.solving.problem(id).at("/change_ids/0").asText();
		JsonNode raised = this.solving.as("network1").get("/changes/" + change).data();
		assertThat(raised.path("ci_ids")).extracting(JsonNode::asText).containsExactly(kept);
		assertThat(raised.path("category").isNull()).as(raised.toString()).isTrue();
	}

	@Test
	@Order(1)
	void handsAProblemOverWhereItIs() {
		String id = this.solving.reported();
		assertThat(this.solving.open("agent1", id)).doesNotContain("reassign");
		this.solving.does("network1", id, "assess");
		this.solving.does("network1", id, "analyse");
		assertThat(refusal(this.solving.act("agent2", id, "reassign")))
			.isEqualTo("400 VALIDATION_FAILED reason=required");
		this.solving.does("network1", id, "reassign", "assignee_id", this.solving.as("agent1").me(), "reason", "詳しい");
		assertThat(this.solving.status(id)).isEqualTo("root_cause_analysis/in_work");
		assertThat(this.solving.problem(id).at("/assignee/username").asText()).isEqualTo("agent1");
		this.solving.does("agent2", id, "reassign", "reason", "手が空いた");
		assertThat(this.solving.problem(id).at("/assignee/username").asText()).isEqualTo("agent2");
		this.solving.does("agent2", id, "record-cause", "root_cause", "設定の誤り", "cause_code", "configuration");
		this.solving.does("agent2", id, "resolve", "resolution", "直した");
		assertThat(this.solving.open("agent2", id)).doesNotContain("reassign");
	}

	@Test
	@Order(1)
	void letsOneOfTenAtOnceDecide() {
		String fix = this.solving.fixing();
		assertThat(AtOnce.statuses(10, (number) -> this.solving.act("network1", fix, "resolve", "resolution", "直した")))
			.containsOnlyOnce(200)
			.filteredOn((status) -> status != 200)
			.containsOnly(409);
		String risk = this.solving.fixing();
		this.solving.does("network1", risk, "accept-risk", "reason", "費用が高い", "review_date", Solving.someDay());
		assertThat(AtOnce.statuses(10, (number) -> this.solving.act("manager", risk, "approve-risk")))
			.containsOnlyOnce(200)
			.filteredOn((status) -> status != 200)
			.containsOnly(409);
		String change = this.solving.fixing();
		assertThat(AtOnce.statuses(10, (number) -> this.solving.act("network1", change, "raise-change", "title", "更新")))
			.containsOnlyOnce(200)
			.filteredOn((status) -> status != 200)
			.containsOnly(409);
	}

	@Test
	@Order(1)
	void waitsForTheTasksThatItGaveToOthers() {
		String id = this.solving.fixing();
		this.solving.does("network1", id, "add-task", "title", "証明書の棚卸し", "team_id",
				this.solving.as("network1").idOf("teams", "Service Desk"));
		assertThat(refusal(this.solving.act("network1", id, "resolve", "resolution", "直した")))
			.isEqualTo("409 CONFLICT tasks=has_open_tasks");
		String task = this.solving.as("agent1").get("/problems/" + id + "/tasks").data().at("/0/id").asText();
		assertThat(this.solving.as("agent1").post("/tasks/" + task + "/actions/start").status()).isEqualTo(200);
		assertThat(this.solving.as("agent1").post("/tasks/" + task + "/actions/complete", "outcome", "done").status())
			.isEqualTo(200);
		this.solving.does("network1", id, "resolve", "resolution", "直した");
		assertThat(this.solving.open("network1", id)).doesNotContain("add-task");
		this.solving.does("network1", id, "close");
		assertThat(this.solving.status(id)).isEqualTo("closed/closed");
	}

	@Test
	@Order(1)
	void needsNoDecisionOnTheRiskOfWhatIsSolved() {
		String id = this.solving.fixing();
		this.solving.does("network1", id, "accept-risk", "reason", "費用が高い", "review_date", Solving.someDay());
		this.solving.does("network1", id, "resolve", "resolution", "安く直せた");
		assertThat(this.solving.status(id)).isEqualTo("resolved/resolved");
		assertThat(this.solving.open("manager", id)).containsExactly("close", "fix-failed", "publish-workaround");
		assertThat(this.solving.problem(id).path("risk_state").asText()).isEqualTo("withdrawn");
	}

	@Test
	@Order(1)
	void tellsOpenIncidentsOfAWorkaroundOnce() {
		String id = this.solving.reported();
		String open = this.solving.incidentOf(id);
		String held = this.solving.incidentOf(id);
		this.solving.as("agent1").does(held, "hold", "hold_reason", "awaiting_problem");
		String done = this.solving.incidentOf(id);
		this.solving.as("agent1").does(done, "resolve", "resolution", "つながった", "resolution_code", "no_fault");
		this.solving.does("agent1", id, "publish-workaround", "symptom", "朝9時に切れる", "workaround", "再接続する");
		assertThat(this.solving.status(id)).isEqualTo("new/open");
		await().untilAsserted(() -> assertThat(notes(open)).hasSize(1));
		await().untilAsserted(() -> assertThat(notes(held)).hasSize(1));
		this.solving.does("agent1", id, "publish-workaround", "symptom", "朝9時に切れる", "workaround", "再接続する", "resume",
				true);
		await().untilAsserted(() -> assertThat(status(held)).isEqualTo("in_progress"));
		this.publications.awaitDelivery("WorkaroundPublished");
		assertThat(notes(open)).hasSize(1).allMatch((note) -> note.contains("再接続する"));
		assertThat(notes(done)).noneMatch((note) -> note.contains("再接続する"));
		assertThat(this.solving.problem(id).path("incident_ids")).hasSize(3);
	}

	private List<String> notes(String incident) {
		return each(this.solving.as("reporter1").get("/incidents/" + incident + "/work-notes").data(), "content");
	}

	private String status(String incident) {
		return this.solving.as("agent1").incident(incident).path("status").asText();
	}

	@Test
	@Order(1)
	void letsIncidentsGoOnThatWaitForIt() {
		String id = this.solving.fixing();
		String waiting = this.solving.incidentOf(id);
		this.solving.as("agent1").does(waiting, "hold", "hold_reason", "awaiting_problem");
		String elsewhere = this.solving.incidentOf(id);
		this.solving.as("agent1").does(elsewhere, "hold", "hold_reason", "awaiting_vendor");
		this.solving.does("network1", id, "resolve", "resolution", "直した");
		await().untilAsserted(() -> assertThat(status(waiting)).isEqualTo("in_progress"));
		assertThat(status(elsewhere)).isEqualTo("on_hold");
	}

	@Test
	@Order(1)
	void opensAProblemOnceForAMajorIncident() {
		String incident = this.solving.as("reporter1").report("全社でつながらない").path("id").asText();
		this.solving.as("agent1").does(incident, "assign");
		this.solving.as("agent1").does(incident, "declare-major", "reason", "全社に影響");
		this.solving.as("manager").does(incident, "accept-major", "reason", "業務停止");
		await().untilAsserted(() -> assertThat(problemsOf(incident)).hasSize(1));
		String problem = problemsOf(incident).get(0);
		assertThat(this.solving.status(problem)).isEqualTo("new/open");
		assertThat(this.solving.problem(problem).path("title").asText()).isEqualTo("全社でつながらない");
	}

	private List<String> problemsOf(String incident) {
		return each(this.solving.as("agent1").get("/incidents/" + incident + "/links").data(), "ticket_id");
	}

	@Test
	@Order(1)
	void opensAProblemForAMajorIncidentThoughACancelledOneIsLinked() {
		String cancelled = this.solving.reported();
		String incident = this.solving.incidentOf(cancelled);
		this.solving.does("agent1", cancelled, "cancel", "reason", "仕様どおり");
		this.solving.as("agent1").does(incident, "declare-major", "reason", "全社に影響");
		this.solving.as("manager").does(incident, "accept-major", "reason", "業務停止");
		this.publications.awaitDelivery("MajorIncidentAccepted");
		assertThat(problemsOf(incident)).hasSize(2).contains(cancelled);
	}

	@Test
	@Order(1)
	void opensANewProblemWhereAClosedOneComesBack() {
		String id = this.solving.resolved();
		this.solving.does("network1", id, "close");
		String incident = this.solving.incidentOf(id);
		this.solving.fire(id, "observationOver");
		JsonNode links = this.solving.problem(id).path("links");
		assertThat(each(links, "type")).containsExactlyInAnyOrder("caused_by", "follows");
		String again = problemsOf(incident).stream().filter((one) -> !one.equals(id)).findFirst().orElseThrow();
		assertThat(this.solving.status(again)).isEqualTo("new/open");
		String quiet = this.solving.resolved();
		this.solving.does("network1", quiet, "close");
		this.solving.fire(quiet, "observationOver");
		assertThat(this.solving.problem(quiet).path("links")).isEmpty();
	}

	@Test
	@Order(1)
	void proposesAProblemForATrendOnceWhileItIsOpen() {
		String category = this.solving.newCategory();
		String first = this.solving.as("reporter1").report("遅い", "category_id", category).path("id").asText();
		this.solving.as("reporter1").report("遅い", "category_id", category);
		this.solving.detectTrends();
		assertThat(trendsOn(category)).isEmpty();
		this.solving.as("reporter1").report("遅い", "category_id", category);
		this.solving.detectTrends();
		await().untilAsserted(() -> assertThat(trendsOn(category)).hasSize(1));
		String problem = trendsOn(category).get(0);
		assertThat(this.solving.status(problem)).isEqualTo("new/open");
		assertThat(this.solving.problem(problem).path("incident_ids")).hasSize(3);
		assertThat(problemsOf(first)).containsExactly(problem);
		for (int i = 0; i < 3; i++) {
			this.solving.as("reporter1").report("また遅い", "category_id", category);
		}
		this.solving.detectTrends();
		assertThat(trendsOn(category)).containsExactly(problem);
		assertThat(this.solving.problem(problem).path("incident_ids")).hasSize(6);
	}

	private List<String> trendsOn(String category) {
		return each(this.solving.as("viewer").get("/problems?category_id=" + category).data(), "id");
	}

	@Test
	@Order(1)
	void isSolvedByTheChangeItWaitsFor() {
		String id = this.solving.fixing();
		String waiting = this.solving.incidentOf(id);
		this.solving.as("agent1").does(waiting, "hold", "hold_reason", "awaiting_problem");
		assertThat(refusal(this.solving.act("network1", id, "raise-change")))
			.isEqualTo("400 VALIDATION_FAILED title=required");
		this.solving.does("network1", id, "raise-change", "title", "証明書を更新する", "description", "手順書 B");
		assertThat(this.solving.status(id)).isEqualTo("awaiting_change/on_hold");
		JsonNode problem = this.solving.problem(id);
		assertThat(problem.path("change_ids")).hasSize(1);
		assertThat(each(problem.path("links"), "type")).containsExactlyInAnyOrder("caused_by", "follows");
		String change = problem.at("/change_ids/0").asText();
		this.solving.carryOut(change);
		await().untilAsserted(() -> assertThat(this.solving.status(id)).isEqualTo("resolved/resolved"));
		assertThat(this.solving.problem(id).path("resolution").asText()).contains("CHG");
		await().untilAsserted(() -> assertThat(status(waiting)).isEqualTo("in_progress"));
	}

	@Test
	@Order(1)
	void goesBackToTheFixWhereTheChangeIsCancelled() {
		String id = this.solving.fixing();
		this.solving.does("network1", id, "raise-change", "title", "証明書を更新する");
		String change = this.solving.problem(id).at("/change_ids/0").asText();
		assertThat(this.solving.as("network1").post("/changes/" + change + "/actions/cancel", "reason", "不要").status())
			.isEqualTo(200);
		await().untilAsserted(() -> assertThat(this.solving.status(id)).isEqualTo("fix_in_progress/in_work"));
		assertThat(each(this.solving.problem(id).path("work_notes"), "content"))
			.anyMatch((note) -> note.contains("CHG"));
	}

	@Test
	@Order(1)
	void waitsForNoChangeOnceItWasTakenUpAgain() {
		String id = this.solving.fixing();
		this.solving.does("network1", id, "raise-change", "title", "証明書を更新する");
		this.solving.does("network1", id, "resume");
		assertThat(this.solving.status(id)).isEqualTo("fix_in_progress/in_work");
		assertThat(this.solving.problem(id).path("change_ids")).hasSize(1);
	}

	@WalksEveryPath({ "problem", "problem-screening", "problem-fix", "recurrence-check" })
	void coversEveryPathOfTheModels() {
	}

}
