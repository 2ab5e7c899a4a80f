package io.nagare.security;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
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

import static org.assertj.core.api.Assertions.assertThat;

/** What whoever audits internal control asks of a period, in one file. */
@NagareTest
class ControlReportTests {

	private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	private OwnHouse house;

	@BeforeEach
	void moveIn() {
		this.house = OwnHouse.at(this.port);
	}

	@Test
	void tellsWhoAskedForApprovedAndMadeAChangeAndWhoGotWhichRights() {
		JsonNode asked = asked();
		String change = "/changes/" + asked.path("id").asText();
		does("agent1", change, "submit");
		does("agent2", change, "assess", "decision", "approve");
		Answer promoted = this.house.as("admin").patch("/users/" + this.house.idOf("agent3"), "role", "manager");
		assertThat(promoted.status()).as(promoted.body()).isEqualTo(200);
		assertThat(this.house.as("admin")
			.post("/roles", "key", "buyer", "name_ja", "購買", "name_en", "Buyer", "permissions", List.of("vendor:read"))
			.status()).isEqualTo(201);

		List<String> report = report(this.now.minusSeconds(60), this.now.plusSeconds(3600));
		String number = asked.path("change_number").asText();
		assertThat(report).filteredOn((line) -> line.startsWith("changes,"))
			.singleElement()
			.asString()
			.contains(number + ",'=1+1の更新," + this.house.username("agent1") + "," + this.house.username("agent2") + ",",
					"normal", "low")
			.doesNotContain("BY ONE");
		assertThat(report).filteredOn((line) -> line.startsWith("rights,"))
			.anyMatch((line) -> line.contains("user.role_changed") && line.contains(this.house.idOf("agent3"))
					&& line.contains(this.house.username("admin")))
			.anyMatch((line) -> line.contains("user.create") && line.contains(this.house.idOf("agent2")))
			.anyMatch((line) -> line.contains("tenant_role.create") && line.contains("buyer"));
		// other tests damage the log that all share
		assertThat(report).last().asString().matches("seal,.*,(intact|differs)");

		assertThat(report(this.now.minus(2, ChronoUnit.DAYS), this.now.minus(1, ChronoUnit.DAYS)))
			.noneMatch((line) -> line.startsWith("changes,") || line.startsWith("rights,"));
	}

	@Test
	void tellsOfEachChangeThatHadNotEndedBefore() {
		String number = asked().path("change_number").asText();
		Instant after = Instant.now().plusMillis(1);
		assertThat(report(after, after.plusSeconds(3600))).anyMatch((line) -> line.contains(number));
	}

	@Test
	void takesEachVoteThatCountsForAnApproval() {
		JsonNode asked = asked();
		vote(asked, 1, "void", "agent3", "approve");
		vote(asked, 2, "conditional", "agent2", "conditional");
		assertThat(report(this.now.minusSeconds(60), this.now.plusSeconds(3600)))
			.filteredOn((line) -> line.startsWith("changes,"))
			.singleElement()
			.asString()
			.contains("," + this.house.username("agent1") + "," + this.house.username("agent2") + ",")
			.doesNotContain(this.house.username("agent3"));
	}

	/** A round of votes on a change, with one seat. */
	private void vote(JsonNode change, int number, String outcome, String voter, String vote) {
		UUID round = UUID.randomUUID();
		UUID tenant = UUID.fromString(this.house.id());
		UUID member = UUID.fromString(this.house.idOf(voter));
		Tenancy.asPlatform(() -> this.transaction.executeWithoutResult((status) -> {
			this.jdbc.update(
					"""
							INSERT INTO change_rounds (id, tenant_id, change_id, number, quorum, majority, opened_at, deadline_at,
							                           outcome, closed_at)
							VALUES (?, ?, ?, ?, '1/2', '1/2', now(), now(), ?, now())
							""",
					round, tenant, UUID.fromString(change.path("id").asText()), number, outcome);
			this.jdbc.update("""
					INSERT INTO change_seats (id, tenant_id, round_id, member_id, holder_id, veto, vote, voted_at)
					VALUES (?, ?, ?, ?, ?, false, ?, now())
					""", UUID.randomUUID(), tenant, round, member, member, vote);
		}));
	}

	@Test
	void isOnRecordItself() {
		Instant to = this.now.plusSeconds(3600);
		report(this.now, to);
		JsonNode taken = this.house.as("admin").get("/audit?action=audit.control_reported").data();
		assertThat(taken).hasSize(1);
		assertThat(taken.at("/0/actor/name").asText()).isEqualTo(this.house.username("admin"));
		assertThat(taken.at("/0/after/from").asText()).isEqualTo(this.now.toString());
		assertThat(taken.at("/0/after/to").asText()).isEqualTo(to.toString());
	}

	@Test
	void isForWhoReadsTheAuditLog() {
		assertThat(this.house.as("agent1")
			.get("/audit/control-report?from=%s&to=%s".formatted(this.now.minusSeconds(1), this.now))
			.status()).isEqualTo(403);
	}

	private JsonNode asked() {
		Instant start = this.now.plus(20, ChronoUnit.DAYS);
		Answer asked = this.house.as("agent1")
			.post("/changes", "title", "=1+1の更新", "planned_start", start.toString(), "planned_end",
					start.plus(1, ChronoUnit.HOURS).toString(), "implementation_plan", "替える", "backout_plan", "戻す",
					"test_plan", "見る", "risk_answers",
					Map.of("backout_tested", true, "rehearsed", true, "team_experience", "much"));
		assertThat(asked.status()).as(asked.body()).isEqualTo(201);
		return asked.data();
	}

	private void does(String name, String path, String action, Object... fields) {
		Answer answer = this.house.as(name).post(path + "/actions/" + action, fields);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
	}

	private List<String> report(Instant from, Instant to) {
		Answer answer = this.house.client("admin")
			.get("/api/v1/audit/control-report?from=%s&to=%s".formatted(from, to));
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.body().lines().toList();
	}

}
