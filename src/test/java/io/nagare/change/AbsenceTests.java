package io.nagare.change;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import org.camunda.bpm.engine.RepositoryService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;

import io.nagare.AtOnce;
import io.nagare.NagareTest;
import io.nagare.Publications;
import io.nagare.cmdb.DemoItems;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;
import io.nagare.shared.IfMatch;
import io.nagare.ticket.action.TicketActions;
import io.nagare.workflow.WalksEveryPath;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What somebody has goes to who stands in while he is away, and comes back. Walks every
 * path of absence.bpmn.
 */
@NagareTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AbsenceTests {

	@Autowired
	private Changing changing;

	@Autowired
	private RepositoryService repository;

	@Autowired
	private DemoItems items;

	@Autowired
	private TicketActions actions;

	@Autowired
	private Publications publications;

	private final List<String> absences = new ArrayList<>();

	private String gateway = "";

	@BeforeEach
	void prepare() {
		this.items.seed();
		this.changing.seatBoards();
		this.gateway = this.changing.item("本社VPNゲートウェイ");
	}

	@AfterEach
	void everybodyIsBack() {
		this.absences.forEach((id) -> this.changing.as("manager").delete("/absences/" + id));
	}

	private Answer enter(String by, @Nullable String user, String substitute, String scope, Duration from) {
		Instant now = Instant.now();
		return this.changing.as(by)
			.post("/absences", "user_id", (user != null) ? this.changing.as(user).me() : null, "substitute_id",
					this.changing.as(substitute).me(), "from", now.plus(from).toString(), "to",
					now.plus(from).plus(Duration.ofDays(5)).toString(), "scope", scope);
	}

	@Test
	@Order(1)
	void listsThoseOfOnePerson() {
		String own = planned("agent1", "agent2");
		String agent1 = this.changing.as("agent1").me();
		String manager = this.changing.as("manager").me();
		for (String who : List.of("agent1", "agent2", "manager")) {
			assertThat(absencesOf(agent1, who)).as(who).contains(own);
			assertThat(absencesOf(manager, who)).as(who).doesNotContain(own);
		}
		assertThat(absencesOf(agent1, "network1")).as("nobody else's business").isEmpty();
	}

	private List<String> absencesOf(String user, String asked) {
		return each(this.changing.as(asked).get("/absences?user_id=" + user).data(), "id");
	}

	private String planned(String user, String substitute) {
		Answer answer = enter(user, null, substitute, "all", Duration.ZERO);
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		String id = answer.data().path("id").asText();
		this.absences.add(id);
		return id;
	}

	private String away(String user, String substitute) {
		String id = planned(user, substitute);
		this.changing.fire(id, "absenceBegins");
		assertThat(state(id)).isEqualTo("running");
		return id;
	}

	/** Everything that follows from his being back is done then. */
	private void back(String id) {
		this.changing.fire(id, "absenceEnds");
		assertThat(state(id)).isEqualTo("over");
		this.publications.awaitDelivery("AbsenceTurned");
	}

	private String state(String id) {
		return this.changing.as("manager").get("/absences/" + id).data().path("state").asText();
	}

	private List<String> holders(String change) {
		return each(this.changing.change(change).path("votes"), "holder_id");
	}

	private String me(String username) {
		return this.changing.as(username).me();
	}

	@Test
	@Order(1)
	void movesAnOpenSeatAndRecordsWhoVotedForWhom() {
		String id = this.changing.voted(this.gateway);
		away("cab1", "network1");
		await().untilAsserted(() -> assertThat(holders(id)).contains(me("network1")).doesNotContain(me("cab1")));
		await().untilAsserted(() -> assertThat(this.changing.tasks("manager", id, "&assignee=network1")).hasSize(1));
		assertThat(refusal(this.changing.act("cab1", id, "vote", "vote", "approve"))).startsWith("403 FORBIDDEN");
		this.changing.does("network1", id, "vote", "vote", "approve");
		JsonNode seat = seat(id, "cab1");
		assertThat(seat.path("holder_id").asText()).isEqualTo(me("network1"));
		assertThat(seat.path("vote").asText()).isEqualTo("approve");
		assertThat(each(this.changing.change(id).path("history"), "field_name")).contains("vote_for");
		assertThat(each(this.changing.as("admin").get("/audit?entity_type=seat&actor_id=" + me("network1")).data(),
				"on_behalf_of"))
			.contains(me("cab1"));
		this.changing.does("agent1", id, "cancel", "reason", "終わり");
	}

	private JsonNode seat(String change, String member) {
		for (JsonNode seat : this.changing.change(change).path("votes")) {
			if (seat.path("member_id").asText().equals(me(member))) {
				return seat;
			}
		}
		throw new AssertionError("No seat of " + member);
	}

	@Test
	@Order(1)
	void listsAVoteThatItsMemberLetGoOfAmongHis() {
		Client member = this.changing.as("agent1").basic("cab1");
		String votes = "/engine-rest/filter/"
				+ member.get("/engine-rest/filter?maxResults=1&nameLike=%25My%20votes").json().at("/0/id").asText();
		int before = member.get(votes + "/count").json().path("count").asInt();
		String id = this.changing.voted(this.gateway);
		String later = this.changing.voted(this.gateway);
		String task = this.changing.taskOf("cab1", id);
		assertThat(member.post("/engine-rest/task/" + task + "/unclaim", "").status()).isEqualTo(204);
		JsonNode listed = member.get(votes + "/list?maxResults=50").json();
		assertThat(each(listed, "id")).contains(task, this.changing.taskOf("cab1", later))
			.doesNotContain(this.changing.taskOf("cab2", id))
			.doesNotHaveDuplicates()
			.hasSize(before + 2);
		assertThat(each(listed, "due")).isSorted();
		assertThat(member.get(votes + "/count").json().path("count").asInt()).isEqualTo(before + 2);
		this.changing.does("agent1", id, "cancel", "reason", "終わり");
		this.changing.does("agent1", later, "cancel", "reason", "終わり");
	}

	@Test
	@Order(1)
	void movesAVoteThatItsMemberLetGoOf() {
		String id = this.changing.voted(this.gateway);
		String task = this.changing.taskOf("cab1", id);
		assertThat(this.changing.as("agent1").basic("cab1").post("/engine-rest/task/" + task + "/unclaim", "").status())
			.isEqualTo(204);
		away("cab1", "network1");
		await().untilAsserted(() -> assertThat(this.changing.tasks("manager", id, "&assignee=network1")).hasSize(1));
		assertThat(this.changing.complete("network1", task, Map.of("action", "vote", "vote", "approve")).status())
			.isEqualTo(204);
		assertThat(seat(id, "cab1").path("vote").asText()).isEqualTo("approve");
		this.changing.does("agent1", id, "cancel", "reason", "終わり");
	}

	/** Else the round would see nobody away, and who hears that somebody is no round. */
	@Test
	@Order(1)
	void letsAMemberLeaveOnlyOnceTheRoundIsOpen() {
		String id = this.changing.submitted("ci_ids", List.of(this.gateway), "risk_answers", Changing.untried());
		String absence = planned("cab1", "network1");
		this.changing.whileOpen("agent2",
				() -> this.actions.perform(UUID.fromString(id), "assess", Map.of("decision", "approve"), IfMatch.ANY),
				() -> this.changing.fire(absence, "absenceBegins"));
		await().untilAsserted(() -> assertThat(holders(id)).contains(me("network1")).doesNotContain(me("cab1")));
		this.changing.does("network1", id, "vote", "vote", "approve");
		this.changing.does("agent1", id, "cancel", "reason", "終わり");
	}

	@Test
	@Order(1)
	void opensARoundOnlyOnceWhoIsLeavingHasLeft() {
		String id = this.changing.submitted("ci_ids", List.of(this.gateway), "risk_answers", Changing.untried());
		String absence = planned("cab1", "network1");
		this.changing.whileOpen("agent2", () -> this.changing.fire(absence, "absenceBegins"),
				() -> this.changing.does("agent2", id, "assess", "decision", "approve"));
		assertThat(holders(id)).contains(me("network1")).doesNotContain(me("cab1"));
		this.changing.does("agent1", id, "cancel", "reason", "終わり");
	}

	@Test
	@Order(1)
	void letsWhoStandsInReadAConfidentialChangeAndVoteOnIt() {
		String id = this.changing.submitted("ci_ids", List.of(this.gateway), "risk_answers", Changing.untried(),
				"confidentiality", "confidential");
		this.changing.does("manager", id, "assess", "decision", "approve");
		assertThat(this.changing.as("network1").get("/changes/" + id).status()).isEqualTo(404);
		away("cab1", "network1");
		await().untilAsserted(
				() -> assertThat(this.changing.as("network1").get("/changes/" + id).status()).isEqualTo(200));
		assertThat(each(this.changing.as("network1").get("/decisions").data(), "id")).contains(id);
		assertThat(each(this.changing.as("cab1").get("/decisions").data(), "id")).doesNotContain(id);
		assertThat(each(this.changing.as("cab2").get("/decisions").data(), "id")).contains(id);
		this.changing.does("network1", id, "vote", "vote", "approve");
		this.changing.does("agent1", id, "cancel", "reason", "終わり");
	}

	@Test
	@Order(1)
	void leavesTheChangeManagersDecisionToManagersWhileTheImplementerIsAway() {
		Instant start = Changing.ownDay();
		String id = this.changing.scheduled("ci_ids", List.of(this.gateway), "planned_start", start.toString(),
				"planned_end", start.plus(Duration.ofHours(1)).toString(), "implementer_id", me("network1"));
		String freeze = this.changing.freeze(start, this.gateway, false);
		this.changing.fire(id, "startTimeReached");
		String task = this.changing.tasks("manager", id, "").at("/0/id").asText();
		away("network1", "agent2");
		await().untilAsserted(
				() -> assertThat(this.changing.change(id).at("/assignee/username").asText()).isEqualTo("agent2"));
		assertThat(refusal(this.changing.act("agent2", id, "proceed", "reason", "x"))).isEqualTo("403 FORBIDDEN");
		assertThat(this.changing.complete("agent2", task, Map.of("action", "proceed", "reason", "x")).status())
			.isEqualTo(403);
		this.changing.does("changemanager", id, "proceed", "reason", "影響は小さい");
		assertThat(this.changing.as("manager").delete("/freezes/" + freeze).status()).isEqualTo(204);
	}

	@Test
	@Order(1)
	void givesASeatBackThatNobodyVotedOn() {
		String id = this.changing.voted(this.gateway);
		String absence = away("cab1", "network1");
		await().untilAsserted(() -> assertThat(holders(id)).contains(me("network1")));
		back(absence);
		await().untilAsserted(() -> assertThat(holders(id)).contains(me("cab1")).doesNotContain(me("network1")));
		this.changing.does("cab1", id, "vote", "vote", "abstain");
		this.changing.does("agent1", id, "cancel", "reason", "終わり");
	}

	/** What he voted meanwhile was his to change, and then is the member's as it is. */
	@Test
	@Order(1)
	void leavesAVoteAsItWasCastOnceItsMemberIsBack() {
		String id = this.changing.voted(this.gateway);
		String absence = away("cab1", "network1");
		await().untilAsserted(() -> assertThat(holders(id)).contains(me("network1")));
		this.changing.does("network1", id, "vote", "vote", "abstain");
		this.changing.does("network1", id, "vote", "vote", "approve");
		back(absence);
		assertThat(refusal(this.changing.act("network1", id, "vote", "vote", "reject", "reason", "気が変わった")))
			.isEqualTo("403 FORBIDDEN vote=no_seat");
		JsonNode seat = seat(id, "cab1");
		assertThat(seat.path("vote").asText()).isEqualTo("approve");
		assertThat(seat.path("holder_id").asText()).isEqualTo(me("network1"));
		// who voted himself sits there still, though he is away
		this.changing.does("cab2", id, "vote", "vote", "abstain");
		away("cab2", "agent2");
		this.changing.does("cab2", id, "vote", "vote", "approve");
		assertThat(this.changing.status(id)).isEqualTo("scheduled/on_hold");
		this.changing.does("agent1", id, "cancel", "reason", "終わり");
	}

	/** Of three absent, one is back: who sat there for him is free for another. */
	@Test
	@Order(1)
	void givesAWaitingSeatToWhoIsFreedOfAnother() {
		String id = this.changing.voted(this.gateway);
		String first = away("cab1", "network1");
		await().untilAsserted(() -> assertThat(seat(id, "cab1").path("holder_id").asText()).isEqualTo(me("network1")));
		away("cab3", "network1");
		away("cab2", "network1");
		back(first);
		await().untilAsserted(() -> assertThat(holders(id)).contains(me("cab1"), me("network1")));
		this.changing.does("network1", id, "vote", "vote", "approve");
		this.changing.does("agent1", id, "cancel", "reason", "終わり");
	}

	@Test
	@Order(1)
	void seatsWhoStandsInAtTheEndOfTheChain() {
		away("cab1", "agent2");
		away("agent2", "network1");
		String id = this.changing.submitted("ci_ids", List.of(this.gateway), "risk_answers", Changing.untried());
		this.changing.does("manager", id, "assess", "decision", "approve");
		assertThat(seat(id, "cab1").path("holder_id").asText()).isEqualTo(me("network1"));
		this.changing.does("network1", id, "vote", "vote", "approve");
		this.changing.does("agent1", id, "cancel", "reason", "終わり");
	}

	@Test
	@Order(1)
	void leavesASeatVacantWhoseSubstituteMayNotVote() {
		away("cab1", "cab2");
		away("cab3", "agent1");
		String id = this.changing.voted(this.gateway);
		// cab2 has a seat already, agent1 asked for the change
		assertThat(each(this.changing.change(id).path("votes"), "member_id")).containsExactly(me("cab2"));
		this.changing.does("agent1", id, "cancel", "reason", "終わり");
	}

	@Test
	@Order(1)
	void tellsTheChangeManagerWhereNobodyMayVoteOnAnOpenSeat() {
		String id = this.changing.voted(this.gateway);
		away("cab1", "cab2");
		await().untilAsserted(() -> assertThat(this.changing.as("changemanager").get("/notifications?limit=50").data())
			.anyMatch((notice) -> notice.path("kind").asText().equals("change.seat_unattended")
					&& notice.at("/ticket/id").asText().equals(id)));
		assertThat(holders(id)).containsExactlyInAnyOrder(me("cab1"), me("cab2"), me("cab3"));
		this.changing.does("agent1", id, "cancel", "reason", "終わり");
	}

	@Test
	@Order(1)
	void tellsTheChangeManagerWhereWhoHoldsASeatIsDeactivated() {
		tellsOfASeatWhoseHolder("is_active", false);
	}

	@Test
	@Order(1)
	void tellsTheChangeManagerWhereWhoHoldsASeatMayNotVoteInHisNewRole() {
		tellsOfASeatWhoseHolder("role", "viewer");
	}

	private void tellsOfASeatWhoseHolder(String field, Object value) {
		String name = "s" + UUID.randomUUID().toString().substring(0, 12);
		Answer joined = this.changing.as("admin")
			.post("/users", "username", name, "email", name + "@demo.example", "first_name", "代", "last_name", "理",
					"role", "operator", "password", "correct horse battery staple");
		assertThat(joined.status()).as(joined.body()).isEqualTo(201);
		String substitute = joined.data().path("id").asText();
		String id = this.changing.voted(this.gateway);
		Instant now = Instant.now();
		Answer absence = this.changing.as("cab1")
			.post("/absences", "substitute_id", substitute, "from", now.toString(), "to",
					now.plus(Duration.ofDays(5)).toString(), "scope", "all");
		this.absences.add(absence.data().path("id").asText());
		this.changing.fire(absence.data().path("id").asText(), "absenceBegins");
		await().untilAsserted(() -> assertThat(holders(id)).contains(substitute));
		assertThat(this.changing.as("admin").patch("/users/" + substitute, field, value).status()).isEqualTo(200);
		String number = this.changing.change(id).path("change_number").asText();
		await().untilAsserted(() -> assertThat(this.changing.as("changemanager").get("/notifications?limit=50").data())
			.anyMatch((notice) -> notice.path("kind").asText().equals("change.seat_unattended")
					&& notice.toString().contains(number)));
		this.changing.does("agent1", id, "cancel", "reason", "終わり");
	}

	@RepeatedTest(5)
	@Order(1)
	void countsAVoteThatIsCastWhileItsMemberLeavesOnceOrNotAtAll() {
		String id = this.changing.voted(this.gateway);
		String absence = planned("cab1", "network1");
		AtomicInteger vote = new AtomicInteger();
		AtOnce.statuses(2, (number) -> {
			if (number == 0) {
				Answer answer = this.changing.act("cab1", id, "vote", "vote", "approve");
				vote.set(answer.status());
				return answer;
			}
			this.changing.fire(absence, "absenceBegins");
			return this.changing.as("manager").get("/absences/" + absence);
		});
		if (vote.get() == 200) {
			assertThat(seat(id, "cab1").path("vote").asText()).isEqualTo("approve");
			assertThat(seat(id, "cab1").path("holder_id").asText()).isEqualTo(me("cab1"));
		}
		else {
			assertThat(vote.get()).isIn(403, 409);
			await()
				.untilAsserted(() -> assertThat(seat(id, "cab1").path("holder_id").asText()).isEqualTo(me("network1")));
			this.changing.does("network1", id, "vote", "vote", "approve");
		}
		assertThat(each(this.changing.change(id).path("votes"), "vote")).filteredOn("approve"::equals).hasSize(1);
		this.changing.does("agent1", id, "cancel", "reason", "終わり");
	}

	@Test
	@Order(1)
	void movesTicketsAndBringsThemBack() {
		String incident = incidentOf("network1");
		String absence = away("network1", "agent2");
		await().untilAsserted(() -> assertThat(assignee(incident)).isEqualTo("agent2"));
		assertThat(this.changing.tasks("manager", incident, "&assignee=agent2")).hasSize(1);
		assertThat(each(this.changing.as("manager").incident(incident).path("history"), "field_name"))
			.contains("assigned_for");
		String later = incidentOf("network1");
		await().untilAsserted(() -> assertThat(assignee(later)).isEqualTo("agent2"));
		// handed over by nobody, for the one who is away
		assertThat(beneficiaries(incident, null)).containsExactly(me("network1"));
		this.changing.as("agent2").does(incident, "start");
		assertThat(beneficiaries(incident, "agent2")).containsExactly(me("network1"));
		this.changing.as("manager").patch("/incidents/" + incident, "title", "まだつながらない");
		assertThat(beneficiaries(incident, "manager")).isEmpty();
		back(absence);
		await().untilAsserted(() -> assertThat(assignee(incident)).isEqualTo("network1"));
		await().untilAsserted(() -> assertThat(assignee(later)).isEqualTo("network1"));
	}

	/** For whom somebody, or the product itself, did what is on record of an incident. */
	private List<String> beneficiaries(String incident, @Nullable String actor) {
		List<String> found = new ArrayList<>();
		for (JsonNode row : this.changing.as("admin")
			.get("/audit?action=incident.update&entity_id=" + incident)
			.data()) {
			boolean his = (actor != null) ? row.at("/actor/name").asText().equals(actor)
					: row.at("/actor/id").asText("").isEmpty() || row.at("/actor/id").isNull();
			if (his && row.path("on_behalf_of").isTextual()) {
				found.add(row.path("on_behalf_of").asText());
			}
		}
		return found;
	}

	@Test
	@Order(1)
	void leavesAChainOfTicketsToTheTeamWhereItIsACircle() {
		String incident = incidentOf("network1");
		away("network1", "agent2");
		String second = away("agent2", "agent1");
		await().untilAsserted(() -> assertThat(assignee(incident)).isEqualTo("agent1"));
		this.changing.as("manager").delete("/absences/" + second);
		await().untilAsserted(() -> assertThat(assignee(incident)).isEqualTo("agent2"));
		away("agent2", "network1");
		await().untilAsserted(() -> assertThat(assignee(incident)).isEmpty());
		assertThat(this.changing.as("manager").incident(incident).path("status").asText()).isEqualTo("assigned");
	}

	@Test
	@Order(1)
	void bringsNothingBackThatWasGivenToATeamMeanwhile() {
		String incident = incidentOf("network1");
		away("network1", "agent2");
		String absence = away("agent2", "network1");
		await().untilAsserted(() -> assertThat(assignee(incident)).isEmpty());
		String whose = "SELECT assigned_for::text FROM tickets WHERE id = ?::uuid AND assigned_for IS NOT NULL";
		assertThat(this.changing.stored(whose, incident)).containsExactly(me("network1"));
		this.changing.as("manager")
			.does(incident, "reassign", "team_id", this.changing.as("manager").idOf("teams", "Service Desk"), "reason",
					"全員不在");
		assertThat(this.changing.stored(whose, incident)).isEmpty();
		back(absence);
		assertThat(assignee(incident)).isEmpty();
	}

	@Test
	@Order(1)
	void leavesToAnotherWhatHeWasGivenMeanwhile() {
		String incident = incidentOf("network1");
		String absence = away("network1", "agent2");
		await().untilAsserted(() -> assertThat(assignee(incident)).isEqualTo("agent2"));
		this.changing.as("agent2").does(incident, "reassign", "assignee_id", me("agent1"), "reason", "詳しい");
		back(absence);
		String own = incidentOf("network1");
		assertThat(assignee(own)).isEqualTo("network1");
		assertThat(assignee(incident)).isEqualTo("agent1");
	}

	/** Else the substitute would carry out what he approved. */
	@Test
	@Order(1)
	void leavesAChangeToItsTeamWhereTheSubstituteApprovedIt() {
		String id = this.changing.submitted("ci_ids", List.of(this.gateway), "risk_answers", Changing.untried(),
				"implementer_id", me("network1"));
		this.changing.does("agent2", id, "assess", "decision", "approve");
		this.changing.does("cab1", id, "vote", "vote", "approve");
		this.changing.does("cab2", id, "vote", "vote", "approve");
		this.changing.fire(id, "startTimeReached");
		assertThat(this.changing.change(id).at("/assignee/username").asText()).isEqualTo("network1");
		String absence = away("network1", "cab1");
		await().untilAsserted(() -> assertThat(this.changing.change(id).path("assignee").isNull()).isTrue());
		assertThat(refusal(this.changing.act("cab1", id, "start"))).isEqualTo("403 FORBIDDEN");
		back(absence);
		await().untilAsserted(
				() -> assertThat(this.changing.change(id).at("/assignee/username").asText()).isEqualTo("network1"));
		this.changing.does("network1", id, "start");
	}

	/** Else nobody who may would find it in the queue. */
	@Test
	@Order(1)
	void leavesAnAssessmentToItsTeamWhereTheSubstituteAskedForTheChange() {
		String id = this.changing.submitted();
		String task = this.changing.tasks("manager", id, "").at("/0/id").asText();
		assertThat(this.changing.as("agent1")
			.basic("agent2")
			.post("/engine-rest/task/" + task + "/claim", "{\"userId\":\"agent2\"}")
			.status()).isEqualTo(204);
		assertThat(this.changing.change(id).at("/assignee/username").asText()).isEqualTo("agent2");
		away("agent2", "agent1");
		await().untilAsserted(() -> assertThat(this.changing.change(id).path("assignee").isNull()).isTrue());
		assertThat(this.changing.tasks("network1", id, "&unassigned=true")).hasSize(1);
		this.changing.does("network1", id, "assess", "decision", "approve");
	}

	private String incidentOf(String username) {
		String incident = this.changing.as("reporter1").report("つながらない").path("id").asText();
		this.changing.as("agent1").does(incident, "assign", "assignee_id", me(username));
		return incident;
	}

	private String assignee(String incident) {
		return this.changing.as("manager").incident(incident).at("/assignee/username").asText();
	}

	@Test
	@Order(1)
	void refusesWhatMakesNoSense() {
		String id = planned("cab3", "network1");
		assertThat(refusal(enter("cab3", null, "agent2", "changes", Duration.ofDays(1))))
			.isEqualTo("409 CONFLICT from=absence_overlaps");
		assertThat(refusal(enter("agent2", null, "agent2", "all", Duration.ZERO)))
			.isEqualTo("400 VALIDATION_FAILED substitute_id=substitute_is_absent");
		assertThat(refusal(enter("agent2", null, "reporter1", "all", Duration.ZERO)))
			.isEqualTo("400 VALIDATION_FAILED substitute_id=unknown_agent");
		assertThat(refusal(enter("agent2", null, "agent1", "everything", Duration.ofDays(-9))))
			.isEqualTo("400 VALIDATION_FAILED scope=not_allowed to=future");
		assertThat(refusal(enter("agent2", "cab3", "agent1", "all", Duration.ZERO)))
			.isEqualTo("403 FORBIDDEN user_id=absence_of_another");
		assertThat(refusal(enter("reporter1", "agent2", "agent1", "all", Duration.ZERO)))
			.isEqualTo("403 FORBIDDEN user_id=absence_of_another");
		assertThat(this.changing.as("agent2").get("/absences/" + id).status()).isEqualTo(404);
		assertThat(this.changing.as("other-agent").get("/absences/" + id).status()).isEqualTo(404);
		assertThat(this.changing.as("network1").delete("/absences/" + id).status()).isEqualTo(403);
		assertThat(each(this.changing.as("network1").get("/absences").data(), "id")).contains(id);
		assertThat(each(this.changing.as("agent2").get("/absences").data(), "id")).doesNotContain(id);
		assertThat(this.changing.as("cab3").delete("/absences/" + id).status()).isEqualTo(204);
		assertThat(refusal(this.changing.as("cab3").delete("/absences/" + id))).startsWith("409 CONFLICT");
	}

	@Test
	@Order(1)
	void plansOneOfTwoThatOverlapWhoeverIsFaster() {
		List<Integer> statuses = AtOnce.statuses(5, (number) -> {
			Answer answer = enter("manager", "cab3", "network1", "all", Duration.ofDays(40));
			if (answer.status() == 201) {
				this.absences.add(answer.data().path("id").asText());
			}
			return answer;
		});
		assertThat(statuses).containsOnlyOnce(201).filteredOn((status) -> status != 201).containsOnly(409);
	}

	@WalksEveryPath("absence")
	void walkedEveryPath() {
	}

}
