package io.nagare.change;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import io.nagare.As;
import io.nagare.NagareTest;
import io.nagare.cmdb.DemoItems;
import io.nagare.signin.Client.Answer;
import io.nagare.ticket.TicketTriage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Who is told that a change waits for his vote or his decision. */
@NagareTest
class ChangeNoticesTests {

	@Autowired
	private Changing changing;

	@Autowired
	private DemoItems items;

	@Autowired
	private As as;

	@Autowired
	private TicketTriage triage;

	private String gateway = "";

	@BeforeEach
	void prepare() {
		this.items.seed();
		this.changing.seatBoards();
		this.gateway = this.changing.item("本社VPNゲートウェイ");
	}

	/** What somebody was told of a change, the latest first. */
	private List<JsonNode> told(String username, String id) {
		return StreamSupport
			.stream(this.changing.as(username).get("/notifications?limit=100").data().spliterator(), false)
			.filter((notice) -> notice.at("/ticket/id").asText().equals(id))
			.toList();
	}

	private List<String> kinds(String username, String id) {
		return told(username, id).stream().map((notice) -> notice.path("kind").asText()).toList();
	}

	/** Agent1 has asked for it, network1 carries it out, so neither may assess it. */
	@Test
	void tellsThoseWhoMayAssessAChangeOnceThatItIsSubmitted() {
		String id = this.changing.submitted("implementer_id", this.changing.as("network1").me());
		for (String assessor : List.of("manager", "changemanager")) {
			JsonNode notice = told(assessor, id).get(0);
			assertThat(kinds(assessor, id)).containsExactly("ticket.event");
			assertThat(notice.path("title").asText()).isEqualTo("変更計画の評価をお願いします：VPNゲートウェイの更新");
		}
		assertThat(kinds("agent1", id)).isEmpty();
		assertThat(kinds("agent2", id)).isEmpty();
		assertThat(kinds("network1", id)).doesNotContain("ticket.event");
		this.changing.does("agent1", id, "cancel", "reason", "終わり");
		String ofTeam = this.changing.requested("type", "emergency");
		String team = this.changing.as("agent1").idOf("teams", "Service Desk");
		this.as.user("manager",
				() -> this.triage.handOver(UUID.fromString(ofTeam), UUID.fromString(team), "サービスデスクの変更"));
		this.changing.does("agent1", ofTeam, "submit");
		assertThat(kinds("agent2", ofTeam)).contains("ticket.event");
		assertThat(told("agent2", ofTeam).toString()).contains("至急、緊急変更の評価をお願いします");
		assertThat(kinds("agent1", ofTeam)).doesNotContain("ticket.event");
		assertThat(kinds("manager", ofTeam)).doesNotContain("ticket.event");
		this.changing.does("agent1", ofTeam, "cancel", "reason", "終わり");
	}

	@Test
	void tellsTheVotersOnceUntilWhenTheirVoteIsWanted() {
		String id = this.changing.voted(this.gateway);
		for (String voter : List.of("cab1", "cab2", "cab3")) {
			JsonNode notice = told(voter, id).get(0);
			assertThat(notice.path("kind").asText()).isEqualTo("cab.vote_requested");
			assertThat(notice.path("title").asText()).isEqualTo("投票をお願いします：VPNゲートウェイの更新");
			assertThat(notice.path("body").asText())
				.containsPattern("投票期限：\\d{4}/\\d\\d/\\d\\d（[日月火水木金土]）\\d\\d:\\d\\d");
		}
		assertThat(kinds("agent2", id)).isEmpty();
		assertThat(kinds("changemanager", id)).as("that it waited to be assessed").containsExactly("ticket.event");
		this.changing.does("cab1", id, "vote", "vote", "approve");
		assertThat(kinds("cab1", id)).containsExactly("cab.vote_requested");
		this.changing.does("agent1", id, "cancel", "reason", "終わり");
	}

	@Test
	void tellsOfTheDecisionAndOfTheWindow() {
		String id = this.changing.scheduled("implementer_id", this.changing.as("network1").me());
		assertThat(kinds("agent1", id)).containsExactly("ticket.decided");
		assertThat(kinds("network1", id)).containsExactly("ticket.assigned");
		Instant start = Changing.ownDay();
		this.changing.does("agent2", id, "reschedule", "planned_start", start.toString(), "planned_end",
				start.plus(2, ChronoUnit.HOURS).toString());
		assertThat(kinds("network1", id).get(0)).isEqualTo("change.plan_changed");
		this.changing.fire(id, "startTimeReached");
		assertThat(kinds("network1", id).get(0)).isEqualTo("change.window_opens");
		assertThat(kinds("agent1", id)).as("of each date for which it is authorised")
			.containsExactly("ticket.decided", "ticket.decided");
		this.changing.does("agent1", id, "cancel", "reason", "終わり");
	}

	@Test
	void tellsTheReporterThatAChangeIsRejected() {
		String id = this.changing.submitted();
		this.changing.does("agent2", id, "assess", "decision", "reject", "reason", "更改に含まれる");
		JsonNode notice = told("agent1", id).get(0);
		assertThat(notice.path("kind").asText()).isEqualTo("ticket.decided");
		assertThat(notice.path("body").asText()).isEqualTo("却下：更改に含まれる");
	}

	@Test
	void tellsWhoStandsInForAMember() {
		String id = this.changing.voted(this.gateway);
		Instant now = Instant.now();
		Answer absence = this.changing.as("cab1")
			.post("/absences", "substitute_id", this.changing.as("network1").me(), "from", now.toString(), "to",
					now.plus(5, ChronoUnit.DAYS).toString(), "scope", "all");
		assertThat(absence.status()).as(absence.body()).isEqualTo(201);
		try {
			this.changing.fire(absence.data().path("id").asText(), "absenceBegins");
			await().untilAsserted(() -> assertThat(kinds("network1", id)).containsExactly("cab.vote_requested"));
			assertThat(kinds("cab1", id)).containsExactly("cab.vote_requested");
		}
		finally {
			this.changing.as("manager").delete("/absences/" + absence.data().path("id").asText());
			this.changing.does("agent1", id, "cancel", "reason", "終わり");
		}
	}

	@Test
	void tellsVotersOfAConfidentialChangeToo() {
		String id = this.changing.submitted("confidentiality", "confidential", "ci_ids", List.of(this.gateway),
				"risk_answers", Changing.untried());
		this.changing.does("manager", id, "assess", "decision", "approve");
		assertThat(kinds("cab1", id)).containsExactly("cab.vote_requested");
		this.changing.does("agent1", id, "cancel", "reason", "終わり");
	}

	@Test
	void tellsManagersThatTheDeadlineHasPassed() {
		String id = this.changing.voted(this.gateway);
		this.changing.fire(id, "votingDeadline");
		assertThat(kinds("changemanager", id)).containsExactly("ticket.decision_waits", "ticket.event");
		assertThat(kinds("manager", id)).containsExactly("ticket.decision_waits", "ticket.event");
		assertThat(kinds("agent2", id)).isEmpty();
		this.changing.does("agent1", id, "cancel", "reason", "終わり");
	}

	@Test
	void tellsManagersThatNobodyMayVoteExceptWhoAskedForTheChange() {
		this.changing.seatBoards(List.of());
		Answer answer = this.changing.as("manager")
			.post("/changes",
					this.changing.planned("ci_ids", List.of(this.gateway), "risk_answers", Changing.untried()));
		String id = answer.data().path("id").asText();
		this.changing.does("manager", id, "submit");
		this.changing.does("agent2", id, "assess", "decision", "approve");
		assertThat(kinds("changemanager", id)).containsExactly("ticket.decision_waits", "ticket.event");
		assertThat(kinds("manager", id)).isEmpty();
		this.changing.does("changemanager", id, "decide", "decision", "reject", "reason", "不要");
	}

	@Test
	void tellsManagersThatAStartIsStopped() {
		Instant start = Changing.ownDay();
		String id = this.changing.scheduled("ci_ids", List.of(this.gateway), "planned_start", start.toString(),
				"planned_end", start.plus(2, ChronoUnit.HOURS).toString());
		String freeze = this.changing.freeze(start, this.gateway, true);
		try {
			this.changing.fire(id, "startTimeReached");
			assertThat(kinds("changemanager", id).get(0)).isEqualTo("ticket.decision_waits");
			this.changing.does("changemanager", id, "cancel", "reason", "終わり");
		}
		finally {
			this.changing.as("manager").delete("/freezes/" + freeze);
		}
	}

}
