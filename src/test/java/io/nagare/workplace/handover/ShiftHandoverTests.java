package io.nagare.workplace.handover;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.shared.Tenancy;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** What the next shift of a team should know, and who told whom. */
@NagareTest
class ShiftHandoverTests {

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private RuntimeService runtime;

	@Autowired
	private ManagementService jobs;

	private OwnHouse house;

	private String team;

	@BeforeEach
	void moveIn() {
		this.house = OwnHouse.at(this.port);
		Answer made = this.house.as("admin").post("/teams", "name", "夜間");
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		this.team = made.data().path("id").asText();
		for (String member : List.of("agent1", "agent2")) {
			this.house.as("admin").put("/teams/" + this.team + "/members/" + this.house.idOf(member));
		}
	}

	private String incident(String title, Object... more) {
		String id = this.house.as("agent1").report(title, more).path("id").asText();
		Answer assigned = this.house.as("agent1")
			.act(id, "assign", "assignee_id", this.house.idOf("agent1"), "team_id", this.team);
		assertThat(assigned.status()).as(assigned.body()).isEqualTo(200);
		return id;
	}

	private static List<String> words(JsonNode list) {
		List<String> words = new ArrayList<>();
		list.forEach((word) -> words.add(word.asText()));
		return words;
	}

	private void sql(String statement, Object... args) {
		Tenancy.asPlatform(() -> this.transaction.execute((tx) -> this.jdbc.update(statement, args)));
	}

	/** As {@code title: reasons}. */
	private List<String> attention(String name, String query) {
		Answer answer = this.house.as(name).get("/teams/" + this.team + "/attention" + query);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		List<String> told = new ArrayList<>();
		answer.data()
			.forEach((ticket) -> told
				.add(ticket.path("title").asText() + ": " + String.join(" ", words(ticket.path("reasons")))));
		return told;
	}

	private Answer handOver(String name, Object... fields) {
		return this.house.as(name).post("/teams/" + this.team + "/handovers", fields);
	}

	@Test
	void listsWhatNeedsAttentionAndWhy() {
		String major = incident("重大");
		String due = incident("期限");
		String held = incident("保留");
		String ended = incident("終了");
		incident("静か");
		sql("UPDATE incidents SET major_state = 'accepted' WHERE id = ?", UUID.fromString(major));
		sql("UPDATE tickets SET resolution_due_at = NULL, response_due_at = NULL WHERE tenant_id = ?",
				UUID.fromString(this.house.id()));
		sql("UPDATE tickets SET resolution_due_at = now() + interval '1 hour' WHERE id = ?", UUID.fromString(due));
		this.house.as("agent1").does(held, "start");
		assertThat(this.house.as("agent1")
			.does(held, "hold", "hold_reason", "awaiting_vendor", "comment", "部品待ち")
			.path("phase")
			.asText()).isEqualTo("on_hold");
		sql("UPDATE tickets SET resolution_due_at = NULL, response_due_at = NULL WHERE id = ?", UUID.fromString(held));
		assertThat(this.house.as("agent1").act(ended, "cancel", "reason", "不要").status()).isEqualTo(200);
		assertThat(attention("agent2", "?since=" + Instant.now())).containsExactlyInAnyOrder("重大: major", "期限: due");
		this.runtime.createProcessInstanceQuery()
			.processInstanceBusinessKey(held)
			.list()
			.stream()
			.flatMap(
					(process) -> this.jobs.createJobQuery().processInstanceId(process.getId()).timers().list().stream())
			.forEach((timer) -> this.jobs.setJobDuedate(timer.getId(),
					Date.from(Instant.now().plus(Duration.ofHours(2)))));
		assertThat(attention("agent2", "?since=" + Instant.now())).as("major ones first, then what is due")
			.containsExactly("重大: major", "期限: due", "保留: hold_ends");
		assertThat(attention("agent2", "")).as("all were reported in this shift")
			.contains("静か: touched", "重大: major touched", "期限: due touched", "保留: hold_ends touched")
			.hasSize(4);
		for (Duration off : List.of(Duration.ofMinutes(10), Duration.ofDays(-8))) {
			assertThat(refusal(
					this.house.as("agent2").get("/teams/" + this.team + "/attention?since=" + Instant.now().plus(off))))
				.isEqualTo("400 VALIDATION_FAILED since=shift_begins_within");
		}
	}

	@Test
	void keepsWhoHandedOverToWhomAndWhat() {
		String first = incident("一件目");
		String secret = incident("機密", "confidentiality", "confidential");
		Answer handed = handOver("agent1", "to_user_id", this.house.idOf("agent2"), "note", "静かな夜でした。", "tickets",
				List.of(Map.of("ticket_id", first, "note", "再起動済み"), Map.of("ticket_id", secret)));
		assertThat(handed.status()).as(handed.body()).isEqualTo(201);
		JsonNode kept = this.house.as("agent2").get("/teams/" + this.team + "/handovers").data().get(0);
		assertThat(kept.path("from_user_id").asText()).isEqualTo(this.house.idOf("agent1"));
		assertThat(kept.path("from_name").asText()).isEqualTo("B agent1");
		assertThat(kept.path("to_user_id").asText()).isEqualTo(this.house.idOf("agent2"));
		assertThat(kept.path("note").asText()).isEqualTo("静かな夜でした。");
		assertThat(kept.path("created_at").asText()).isNotEmpty();
		assertThat(each(kept.path("tickets"), "title")).containsExactly("一件目", "機密");
		assertThat(kept.at("/tickets/0/note").asText()).isEqualTo("再起動済み");
		assertThat(words(kept.at("/tickets/0/reasons"))).contains("touched");
		assertThat(each(this.house.as("agent3").get("/teams/" + this.team + "/handovers").data().get(0).path("tickets"),
				"title"))
			.as("who may not read a ticket does not see it here either")
			.containsExactly("一件目");
		JsonNode told = this.house.as("agent2").get("/notifications").data();
		assertThat(each(told, "kind")).contains("duty.handed_over");
		assertThat(told.toString()).contains("B agent1さんから夜間のシフトが引き継がれました（チケット2件）");
		assertThat(each(this.house.as("agent1").get("/notifications").data(), "kind"))
			.doesNotContain("duty.handed_over");
		// the next shift begins with it
		assertThat(attention("agent2", "")).noneMatch((ticket) -> ticket.contains("touched"));
	}

	@Test
	void takesAllThatNeedsAttentionUnlessSomeAreChosen() {
		incident("一件目");
		incident("二件目");
		Answer handed = handOver("manager", "to_user_id", this.house.idOf("agent2"));
		assertThat(handed.status()).as(handed.body()).isEqualTo(201);
		assertThat(each(handed.data().path("tickets"), "title")).containsExactlyInAnyOrder("一件目", "二件目");
	}

	@Test
	void refusesWhoIsNotOfTheTeamAndWhatIsNotThere() {
		String ticket = incident("一件目");
		String agent2 = this.house.idOf("agent2");
		assertThat(refusal(handOver("agent3", "to_user_id", agent2))).startsWith("403 FORBIDDEN")
			.contains("not_in_team");
		assertThat(refusal(handOver("reporter", "to_user_id", agent2))).startsWith("403 FORBIDDEN");
		assertThat(refusal(this.house.as("reporter").get("/teams/" + this.team + "/attention")))
			.startsWith("403 FORBIDDEN");
		assertThat(refusal(handOver("agent1"))).startsWith("400 VALIDATION_FAILED to_user_id");
		assertThat(refusal(handOver("agent1", "to_user_id", this.house.idOf("reporter"))))
			.isEqualTo("400 VALIDATION_FAILED to_user_id=unknown_agent");
		OwnHouse other = OwnHouse.at(this.port);
		assertThat(refusal(handOver("agent1", "to_user_id", other.idOf("agent1"))))
			.isEqualTo("400 VALIDATION_FAILED to_user_id=unknown_agent");
		String foreign = other.as("agent1").report("別の会社").path("id").asText();
		assertThat(refusal(handOver("agent1", "to_user_id", agent2, "tickets", List.of(Map.of("ticket_id", foreign)))))
			.isEqualTo("400 VALIDATION_FAILED tickets[0].ticket_id=unknown_reference");
		assertThat(refusal(handOver("agent1", "to_user_id", agent2, "tickets",
				List.of(Map.of("ticket_id", ticket), Map.of("ticket_id", ticket)))))
			.isEqualTo("400 VALIDATION_FAILED tickets[1].ticket_id=ticket_twice");
		for (String path : List.of("/attention", "/handovers")) {
			assertThat(refusal(other.as("agent1").get("/teams/" + this.team + path))).isEqualTo("404 NOT_FOUND");
		}
		assertThat(this.house.as("agent1").get("/teams/" + this.team + "/handovers").data()).isEmpty();
	}

}
