package io.nagare.ticket.action;

import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.signin.Client.Answer;
import io.nagare.shared.Tenancy;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is left of a ticket that an administrator deletes. */
@NagareTest
class TicketDeletionTests {

	private static final String WHY = "?reason=personal+data";

	@LocalServerPort
	private int port;

	@Autowired
	private TokenComparison tokens;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	private Api api = Api.at(0);

	@BeforeEach
	void connect() {
		this.api = Api.at(this.port);
	}

	private Api as(String username) {
		return this.api.as(username);
	}

	private void deleted(String path) {
		Answer answer = as("admin").delete(path + WHY);
		assertThat(answer.status()).as(answer.body()).isEqualTo(204);
	}

	private List<String> stored(String sql, Object... args) {
		return Tenancy
			.asPlatform(() -> this.transaction.execute((status) -> this.jdbc.queryForList(sql, String.class, args)));
	}

	private String incident(Object... more) {
		return as("reporter1").report("秘密の番号 1234", more).path("id").asText();
	}

	private String change(String title) {
		Answer answer = as("agent1").post("/changes", "title", title, "planned_start", "2041-03-03T03:00:00Z",
				"planned_end", "2041-03-03T05:00:00Z", "implementation_plan", "x", "backout_plan", "x", "test_plan",
				"x");
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.data().path("id").asText();
	}

	@Test
	void isGoneForEverybody() {
		JsonNode report = as("reporter1").report("秘密の番号 1234");
		String id = report.path("id").asText();
		String number = report.path("incident_number").asText();
		as("agent1").post("/incidents/" + id + "/work-notes", "content", "x", "is_public", "Y");
		assertThat(as("agent1").post("/incidents/" + id + "/time-entries", "minutes", 5).status()).isEqualTo(201);
		deleted("/incidents/" + id);
		for (String person : List.of("admin", "manager", "agent1", "reporter1")) {
			for (String part : List.of("", "/actions", "/work-notes", "/history", "/attachments", "/links", "/chain",
					"/sla", "/process", "/time-entries")) {
				assertThat(as(person).get("/incidents/" + id + part).status()).as(person + part).isEqualTo(404);
			}
			assertThat(as(person).get("/incidents/" + number).status()).isEqualTo(404);
			assertThat(each(as(person).get("/incidents?q=" + number).data(), "id")).doesNotContain(id);
			assertThat(as(person).get("/notifications?limit=100").body()).doesNotContain(number);
		}
		assertThat(as("agent1").act(id, "assign").status()).isEqualTo(404);
		assertThat(as("agent1").basic("agent1")
			.get("/engine-rest/task?maxResults=50&processInstanceBusinessKey=" + id)
			.json()).isEmpty();
		assertThat(as("admin").delete("/incidents/" + id + WHY).status()).isEqualTo(404);
		assertThat(Tenancy.asPlatform(() -> this.tokens.differing())).isZero();
	}

	@Test
	void staysOnRecordWithTheReason() {
		JsonNode report = as("reporter1").report("秘密の番号 1234");
		String id = report.path("id").asText();
		deleted("/incidents/" + id);
		JsonNode row = as("admin").get("/audit?action=incident.deleted&entity_id=" + id).data().path(0);
		assertThat(row.at("/after/reason").asText()).isEqualTo("personal data");
		assertThat(row.at("/after/number").asText()).isEqualTo(report.path("incident_number").asText());
		assertThat(row.at("/actor/name").asText()).isEqualTo("admin");
		assertThat(stored("SELECT number FROM tickets WHERE id = ?::uuid AND deleted_at IS NOT NULL", id)).hasSize(1);
		String next = as("reporter1").report("別の報告").path("incident_number").asText();
		assertThat(next).isGreaterThan(report.path("incident_number").asText());
	}

	@Test
	void endsItsClocks() {
		String id = incident();
		deleted("/incidents/" + id);
		assertThat(stored("""
				SELECT l.type FROM sla_ledger l WHERE l.ticket_id = ?::uuid AND l.type = 'cancel'
				""", id)).isNotEmpty();
	}

	@Test
	void isGoneFromLinksAndChains() {
		String id = incident();
		String other = incident();
		as("agent1").post("/incidents/" + other + "/links", "target_id", id, "type", "child_of");
		deleted("/incidents/" + id);
		assertThat(as("agent1").get("/incidents/" + other + "/links").data()).isEmpty();
		assertThat(as("agent1").get("/incidents/" + other + "/chain").body()).doesNotContain(id);
		assertThat(refusal(as("agent1").post("/incidents/" + other + "/links", "target_id", id, "type", "related_to")))
			.isEqualTo("400 VALIDATION_FAILED target_id=unknown_ticket");
	}

	@Test
	void letsGoOnWhatWaitsForIt() {
		Answer reported = as("agent1").post("/problems", "title", "切れる", "priority", "medium");
		String problem = reported.data().path("id").asText();
		for (String action : List.of("assess", "analyse")) {
			assertThat(as("agent1").post("/problems/" + problem + "/actions/" + action).status()).isEqualTo(200);
		}
		as("agent1").post("/problems/" + problem + "/actions/record-cause", "root_cause", "古い", "cause_code",
				"configuration");
		Answer raised = as("agent1").post("/problems/" + problem + "/actions/raise-change", "title", "更新する");
		assertThat(raised.status()).as(raised.body()).isEqualTo(200);
		String change = as("agent1").get("/problems/" + problem).data().at("/change_ids/0").asText();
		String held = incident();
		as("agent1").does(held, "assign");
		as("agent1").does(held, "start");
		as("agent1").post("/incidents/" + held + "/links", "target_id", change, "type", "related_to");
		as("agent1").does(held, "hold", "hold_reason", "awaiting_change");
		deleted("/changes/" + change);
		await().untilAsserted(() -> assertThat(as("agent1").get("/problems/" + problem).data().path("status").asText())
			.isEqualTo("fix_in_progress"));
		await().untilAsserted(
				() -> assertThat(as("agent1").incident(held).path("status").asText()).isEqualTo("in_progress"));
		assertThat(as("agent1").get("/problems/" + problem).data().path("change_ids")).isEmpty();
	}

	@Test
	void isGoneFromTheCalendarAndConflictsWithNothing() {
		String id = change("消す変更");
		as("agent1").post("/changes/" + id + "/actions/submit");
		deleted("/changes/" + id);
		assertThat(StreamSupport
			.stream(as("agent1").get("/changes/calendar?from=2041-03-01T00:00:00Z&to=2041-03-10T00:00:00Z")
				.data()
				.path("changes")
				.spliterator(), false))
			.noneMatch((shown) -> shown.path("title").asText().equals("消す変更"));
	}

	@Test
	void staysDeletedWhereItHadEnded() {
		String id = incident();
		as("agent1").does(id, "assign");
		as("agent1").does(id, "cancel", "reason", "誤り");
		deleted("/incidents/" + id);
		assertThat(as("admin").get("/incidents/" + id).status()).isEqualTo(404);
	}

	@Test
	void isForAdministratorsWhoSayWhy() {
		String id = incident();
		for (String person : List.of("manager", "agent1", "reporter1", "viewer", "owner", "integrator")) {
			assertThat(as(person).delete("/incidents/" + id + WHY).status()).as(person).isEqualTo(403);
		}
		assertThat(as("other-admin").delete("/incidents/" + id + WHY).status()).isEqualTo(404);
		assertThat(refusal(as("admin").delete("/incidents/" + id))).isEqualTo("400 VALIDATION_FAILED reason=required");
		assertThat(refusal(as("admin").delete("/incidents/" + id + "?reason=+")))
			.isEqualTo("400 VALIDATION_FAILED reason=required");
		assertThat(as("admin").delete("/problems/" + id + WHY).status()).isEqualTo(404);
		assertThat(as("admin").with("If-Match", "\"99\"").delete("/incidents/" + id + WHY).status()).isEqualTo(412);
		assertThat(as("reporter1").get("/incidents/" + id).status()).isEqualTo(200);
	}

}
