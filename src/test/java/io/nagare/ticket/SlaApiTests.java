package io.nagare.ticket;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.shared.Tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@NagareTest
class SlaApiTests {

	/** Open for one hour a week, so that nothing is due soon. */
	private static final String SHUT = """
			{"name": "閉鎖 / Shut", "zone": "Asia/Tokyo", "hours": [{"day": "sunday", "from": "03:00", "to": "04:00"}]}""";

	@Autowired
	private JdbcTemplate jdbc;

	private final Api api;

	SlaApiTests(@LocalServerPort int port) {
		this.api = Api.at(port);
	}

	private String reported() {
		return this.api.as("other-agent").report("SLAの確認").path("id").asText();
	}

	private JsonNode clock(String incident, String kind) {
		for (JsonNode clock : this.api.as("other-agent").get("/incidents/" + incident + "/sla").data()) {
			if (clock.path("kind").asText().equals(kind)) {
				return clock;
			}
		}
		throw new AssertionError(kind);
	}

	@Test
	void showsEachClock() {
		JsonNode resolution = clock(reported(), "resolution");
		assertThat(resolution.path("definition").asText()).isEqualTo("incident-resolution");
		long target = resolution.path("target_seconds").asLong();
		assertThat(target).isPositive();
		assertThat(resolution.path("calendar").asText()).isEqualTo("business-hours");
		assertThat(resolution.path("state").asText()).isEqualTo("running");
		assertThat(resolution.path("due_at").asText()).endsWith("Z");
		assertThat(resolution.path("elapsed_seconds").asLong() + resolution.path("remaining_seconds").asLong())
			.isEqualTo(target);
		assertThat(Api.each(resolution.path("milestones"), "milestone")).containsExactly("50", "75", "90", "30m",
				"breach");
	}

	@Test
	void explainsTheLedgerInBothLanguages() {
		String incident = reported();
		this.api.as("other-agent").does(incident, "assign");
		this.api.as("other-agent").does(incident, "start");
		this.api.as("other-agent").does(incident, "hold", "hold_reason", "awaiting_caller", "comment", "番号は？");
		JsonNode ledger = this.api.as("other-agent").get("/incidents/" + incident + "/sla/ledger").data();
		JsonNode resolution = ledger.get(1);
		assertThat(resolution.path("kind").asText()).isEqualTo("resolution");
		assertThat(resolution.path("state").asText()).isEqualTo("paused");
		assertThat(Api.each(resolution.path("events"), "type")).containsExactly("start", "pause");
		assertThat(resolution.at("/events/1/explanation/ja").asText()).contains("一時停止（報告者の回答待ち）");
		assertThat(resolution.at("/events/1/explanation/en").asText())
			.contains("paused because the reporter was asked");
		assertThat(resolution.at("/events/1/actor_id").asText()).isEqualTo(this.api.as("other-agent").me());
		assertThat(resolution.at("/events/0/decided_by/definition/table").asText()).isEqualTo("sla-definitions");
		assertThat(Api.each(resolution.path("segments"), "state")).containsExactly("running", "paused");
	}

	@Test
	void hidesClocksFromOtherTenants() {
		String incident = reported();
		assertThat(this.api.as("agent1").get("/incidents/" + incident + "/sla").status()).isEqualTo(404);
		assertThat(this.api.as("agent1").get("/incidents/" + incident + "/sla/ledger").status()).isEqualTo(404);
	}

	@Test
	void findsTicketsByTheirStateAndSortsThePausedLast() {
		Api agent = this.api.as("other-agent");
		String running = reported();
		String paused = reported();
		agent.does(paused, "assign");
		agent.does(paused, "start");
		agent.does(paused, "hold", "hold_reason", "awaiting_caller", "comment", "番号は？");
		List<String> found = Api.each(agent.get("/incidents?sla_state=paused&limit=100").data(), "id");
		assertThat(found).contains(paused).doesNotContain(running);
		List<String> byDue = Api.each(
				agent.get("/incidents?sla_state=paused&sla_state=running&sort=resolution_due_at&limit=100").data(),
				"id");
		assertThat(byDue.indexOf(paused)).isGreaterThan(byDue.indexOf(running));
		assertThat(Api.refusal(agent.get("/incidents?sla_state=sleepy")))
			.isEqualTo("400 VALIDATION_FAILED sla_state=not_a_choice");
	}

	@Test
	void previewsAChangeOfACalendarAndAppliesIt() {
		Api admin = this.api.as("other-admin");
		String incident = reported();
		String due = clock(incident, "resolution").path("due_at").asText();
		String draft = "{\"mode\": \"retroactive\", \"calendar\": \"business-hours\", \"definition\": " + SHUT + "}";
		JsonNode preview = previewed(admin, draft, incident);
		assertThat(Api.each(preview, "kind")).contains("response", "resolution");
		assertThat(Api.each(preview, "due_before")).contains(due);
		assertThat(Api.each(preview, "due_after")).doesNotContain(due);
		assertThat(clock(incident, "resolution").path("due_at").asText()).isEqualTo(due);

		String original = admin.get("/calendars/business-hours").data().path("definition").toString();
		admin.putRaw("/calendars/business-hours", SHUT);
		try {
			assertThat(clock(incident, "resolution").path("due_at").asText()).isEqualTo(due);
			assertThat(clock(reported(), "resolution").path("calendar_version").asLong()).isPositive();
			assertThat(admin.post("/sla-policies/apply", "mode", "retroactive").status()).isEqualTo(202);
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.untilAsserted(
						() -> assertThat(clock(incident, "resolution").path("calendar_version").asLong()).isPositive());
			assertThat(clock(incident, "resolution").path("due_at").asText()).isGreaterThan(due);
			assertThat(this.api.as("other-agent").incident(incident).path("response_due_at").asText())
				.startsWith(dueInTasklist(incident));
		}
		finally {
			admin.putRaw("/calendars/business-hours", original);
			assertThat(admin.post("/sla-policies/apply", "mode", "from_now").status()).isEqualTo(202);
		}
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(eventsOf(incident, "resolution")).contains("retarget"));
	}

	/** To the second. The engine says it in the zone of its machine. */
	private String dueInTasklist(String incident) {
		String due = this.api.basic("other-agent")
			.get("/engine-rest/task?processInstanceBusinessKey=" + incident)
			.json()
			.path(0)
			.path("due")
			.asText();
		return OffsetDateTime.parse(due, DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ"))
			.withOffsetSameInstant(ZoneOffset.UTC)
			.format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss"));
	}

	private List<String> eventsOf(String incident, String kind) {
		List<String> types = new ArrayList<>();
		this.api.as("other-agent").get("/incidents/" + incident + "/sla/ledger").data().forEach((clock) -> {
			if (clock.path("kind").asText().equals(kind)) {
				types.addAll(Api.each(clock.path("events"), "type"));
			}
		});
		return types;
	}

	private static JsonNode previewed(Api admin, String body, String incident) {
		JsonNode changes = admin.postRaw("/sla-policies/preview?limit=100", body).data();
		ArrayNode own = JsonNodeFactory.instance.arrayNode();
		changes.forEach((change) -> {
			if (change.path("ticket_id").asText().equals(incident)) {
				own.add(change);
			}
		});
		return own;
	}

	@Test
	void showsTheTablesInForceAsTheirOwnersWroteThem() {
		JsonNode tables = this.api.as("other-agent").get("/sla-policies").data();
		assertThat(Api.each(tables, "key")).containsExactly("sla-definitions", "sla-targets", "sla-escalation");
		JsonNode targets = tables.path(1);
		assertThat(Api.each(targets.path("columns"), "name")).containsExactly("definition", "priority", "minutes",
				"calendar");
		assertThat(Api.each(targets.path("columns"), "type")).containsExactly("input", "input", "output", "output");
		assertThat(targets.path("rows").path(0).path("cells").toString())
			.isEqualTo("[\"\\\"incident-response\\\"\",\"\\\"critical\\\"\",\"15\",\"\\\"business-hours\\\"\"]");
		assertThat(targets.path("rows").path(0).path("note").asText()).isEqualTo("Response: 15 minutes");
		assertThat(this.api.as("reporter1").get("/sla-policies").status()).isEqualTo(403);
	}

	@Test
	void refusesWhatItCannotApply() {
		Api admin = this.api.as("other-admin");
		assertThat(Api.refusal(admin.post("/sla-policies/apply", "mode", "sometime")))
			.isEqualTo("400 VALIDATION_FAILED mode=not_a_choice");
		assertThat(Api.refusal(admin.post("/sla-policies/preview", "mode", "from_now", "calendar", "business-hours")))
			.isEqualTo("400 VALIDATION_FAILED definition=required");
		assertThat(this.api.as("other-agent").post("/sla-policies/apply", "mode", "from_now").status()).isEqualTo(403);
		assertThat(this.api.as("other-agent").post("/sla-policies/preview", "mode", "from_now").status())
			.isEqualTo(403);
	}

	@Test
	void keepsTheLedgerFromBeingRewritten() {
		reported();
		assertThatThrownBy(() -> Tenancy.asPlatform(() -> this.jdbc.update("UPDATE sla_ledger SET reason = NULL")))
			.hasStackTraceContaining("permission denied");
		assertThatThrownBy(() -> Tenancy.asPlatform(() -> this.jdbc.update("DELETE FROM sla_ledger")))
			.hasStackTraceContaining("permission denied");
	}

}
