package io.nagare.ticket.time;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.Api;
import io.nagare.AtOnce;
import io.nagare.NagareTest;
import io.nagare.shared.Tenancy;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** Lets people say how long they worked on tickets, and reckons what that cost. */
@NagareTest
class TicketTimesTests {

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	private Api agent = Api.at(0);

	private Api colleague = Api.at(0);

	private Api admin = Api.at(0);

	@BeforeEach
	void standAtTheDoor() {
		this.agent = Api.at(this.port).as("agent1");
		this.colleague = Api.at(this.port).as("agent2");
		this.admin = Api.at(this.port).as("admin");
	}

	@Test
	void addsUpWhatPeopleWorkedOnTicketsOfEveryType() {
		for (String ticket : List.of(incident(), opened("problems"), opened("changes"),
				opened("requests", "type", "new-workplace", "person", "山田", "place", "3F"))) {
			assertThat(detail(ticket).path("minutes_worked").asInt(-1)).as(ticket).isZero();
			assertThat(detail(ticket).path("cost").isNull()).isTrue();
			JsonNode entry = entered(this.agent, ticket, "minutes", 30, "worked_on", "2026-01-05", "note", " ログの調査 ");
			assertThat(entry.path("note").asText()).isEqualTo("ログの調査");
			assertThat(entry.at("/user/username").asText()).isEqualTo("agent1");
			entered(this.colleague, ticket, "minutes", 1440, "worked_on", "2026-01-04");
			JsonNode all = this.agent.get(ticket + "/time-entries").data();
			assertThat(each(all, "minutes")).as("by day").containsExactly("1440", "30");
			assertThat(each(all, "worked_on")).containsExactly("2026-01-04", "2026-01-05");
			assertThat(detail(ticket).path("minutes_worked").asInt()).isEqualTo(1470);
		}
	}

	@Test
	void keepsTheRateThatTheTeamHadThen() {
		String team = this.admin.post("/teams", "name", "Rate " + UUID.randomUUID(), "hourly_rate", 6000)
			.data()
			.path("id")
			.asText();
		String ticket = incident();
		this.agent.does(ticket.substring(11), "assign", "team_id", team);
		assertThat(entered(this.agent, ticket, "minutes", 50).path("cost").asInt()).isEqualTo(5000);
		JsonNode changed = this.admin.patch("/teams/" + team, "hourly_rate", 10_000).data();
		assertThat(changed.path("hourly_rate").asInt()).isEqualTo(10_000);
		JsonNode later = entered(this.agent, ticket, "minutes", 1);
		assertThat(later.path("cost").asInt()).as("of 166.67").isEqualTo(167);
		assertThat(detail(ticket).path("cost").asInt()).as("of 5166.67").isEqualTo(5167);
		String path = ticket + "/time-entries/" + later.path("id").asText();
		assertThat(this.agent.patch(path, "minutes", 60).data().path("cost").asInt()).isEqualTo(10_000);
		assertThat(Api.at(this.port).as("reporter1").get("/teams/" + team).data().has("hourly_rate")).isFalse();
		assertThat(this.admin.patch("/teams/" + team, "hourly_rate", null).data().has("hourly_rate")).isFalse();
		assertThat(entered(this.agent, ticket, "minutes", 60).path("cost").isNull()).isTrue();
		assertThat(detail(ticket).path("cost").isNull()).as("some of it is not known").isTrue();
		for (Object wrong : new Object[] { -1, 10_000_001, "dear", 1.5 }) {
			assertThat(refusal(this.admin.patch("/teams/" + team, "hourly_rate", wrong))).as("%s", wrong)
				.startsWith("400 VALIDATION_FAILED hourly_rate=");
		}
		assertThat(refusal(Api.at(this.port).as("manager").patch("/teams/" + team, "hourly_rate", 1)))
			.startsWith("403");
		assertThat(this.admin.patch("/teams/" + team, "is_active", false).status()).isEqualTo(200);
	}

	@Test
	void refusesWhatNobodyCanHaveWorked() {
		String ticket = incident();
		String tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(2).toString();
		for (Object wrong : new Object[] { 0, -5, 1441, 1.5, "long", null }) {
			assertThat(refusal(this.agent.post(ticket + "/time-entries", "minutes", wrong))).as("%s", wrong)
				.startsWith("400 VALIDATION_FAILED minutes=");
		}
		assertThat(refusal(this.agent.post(ticket + "/time-entries", "minutes", 5, "worked_on", tomorrow)))
			.isEqualTo("400 VALIDATION_FAILED worked_on=past_or_present");
		assertThat(refusal(this.agent.post(ticket + "/time-entries", "minutes", 5, "worked_on", "1999-12-31")))
			.isEqualTo("400 VALIDATION_FAILED worked_on=too_long_ago");
		assertThat(refusal(this.agent.post(ticket + "/time-entries", "minutes", 5, "worked_on", "yesterday")))
			.startsWith("400 VALIDATION_FAILED worked_on=");
		assertThat(refusal(this.agent.post(ticket + "/time-entries", "minutes", 5, "note", "x".repeat(501))))
			.startsWith("400 VALIDATION_FAILED note=");
		assertThat(refusal(this.agent.post(ticket + "/time-entries", "minutes", 5, "hourly_rate", 1)))
			.isEqualTo("400 VALIDATION_FAILED hourly_rate=unknown_field");
		String entry = ticket + "/time-entries/" + entered(this.agent, ticket, "minutes", 5).path("id").asText();
		assertThat(refusal(this.agent.patch(entry, "minutes", 0))).startsWith("400 VALIDATION_FAILED minutes=");
		assertThat(refusal(this.agent.patch(entry, "minutes", null))).startsWith("400 VALIDATION_FAILED minutes=");
		assertThat(refusal(this.agent.patch(entry, "worked_on", tomorrow)))
			.isEqualTo("400 VALIDATION_FAILED worked_on=past_or_present");
		assertThat(detail(ticket).path("minutes_worked").asInt()).isEqualTo(5);
	}

	@Test
	void isForWhoWorksOnSuchTickets() {
		String ticket = incident();
		String entry = "/time-entries/" + entered(this.agent, ticket, "minutes", 20).path("id").asText();
		for (String other : List.of("reporter1", "viewer")) {
			Api api = Api.at(this.port).as(other);
			assertThat(refusal(api.get(ticket + "/time-entries"))).as(other).startsWith("403");
			assertThat(refusal(api.post(ticket + "/time-entries", "minutes", 1))).as(other).startsWith("403");
			assertThat(refusal(api.patch(ticket + entry, "minutes", 1))).as(other).startsWith("403");
			assertThat(refusal(api.delete(ticket + entry))).as(other).startsWith("403");
			JsonNode seen = api.get(ticket).data();
			assertThat(seen.path("minutes_worked").isNull()).as(other).isTrue();
			assertThat(seen.path("cost").isNull()).as(other).isTrue();
		}
		for (String stranger : List.of("reporter2", "other-agent", "other-admin")) {
			Api api = Api.at(this.port).as(stranger);
			assertThat(refusal(api.get(ticket + "/time-entries"))).as(stranger).startsWith("404");
			assertThat(refusal(api.post(ticket + "/time-entries", "minutes", 1))).as(stranger).startsWith("404");
			assertThat(refusal(api.delete(ticket + entry))).as(stranger).startsWith("404");
		}
		assertThat(refusal(this.agent.delete(incident() + entry))).as("of another ticket").startsWith("404");
		assertThat(Api.at(this.port).as("manager").patch(ticket, "confidentiality", "confidential").status())
			.isEqualTo(200);
		Api network = Api.at(this.port).as("cab1");
		assertThat(refusal(network.get(ticket + "/time-entries"))).startsWith("404");
		assertThat(refusal(network.post(ticket + "/time-entries", "minutes", 1))).startsWith("404");
	}

	@Test
	void letsPeopleCorrectTheirOwnOnRecord() {
		String ticket = incident();
		JsonNode entry = entered(this.agent, ticket, "minutes", 20, "note", "調査");
		String path = ticket + "/time-entries/" + entry.path("id").asText();
		Answer refused = this.colleague.patch(path, "minutes", 25);
		assertThat(refusal(refused)).isEqualTo("403 FORBIDDEN entry=time_entry_of_another");
		assertThat(refused.body()).contains("time that someone else entered");
		assertThat(refusal(this.colleague.delete(path))).startsWith("403");
		JsonNode corrected = this.agent.patch(path, "minutes", 25, "note", " ").data();
		assertThat(corrected.path("minutes").asInt()).isEqualTo(25);
		assertThat(corrected.path("note").isNull()).isTrue();
		assertThat(refusal(
				this.agent.with("If-Match", "\"" + entry.path("version").asText() + "\"").patch(path, "minutes", 1)))
			.startsWith("412");
		assertThat(this.admin.patch(path, "worked_on", "2026-02-03").data().path("worked_on").asText())
			.isEqualTo("2026-02-03");
		assertThat(this.admin.delete(path).status()).isEqualTo(204);
		assertThat(refusal(this.agent.delete(path))).startsWith("404");
		assertThat(StreamSupport.stream(this.agent.get(ticket + "/history").data().spliterator(), false)
			.filter((change) -> change.path("field_name").asText().equals("minutes_worked"))
			.map((change) -> change.path("old_value").asText() + ">" + change.path("new_value").asText()))
			.containsExactly("null>20", "20>25", "25>null");
		String id = entry.path("id").asText();
		JsonNode log = this.admin.get("/audit?limit=100&entity_id=" + id).data();
		assertThat(each(log, "action")).containsExactly("time_entry.delete", "time_entry.update", "time_entry.update",
				"time_entry.create");
		assertThat(log.at("/2/before/minutes").asInt()).isEqualTo(20);
		assertThat(log.at("/2/after/minutes").asInt()).isEqualTo(25);
	}

	@Test
	void takesWorkOnATicketThatHasEnded() {
		String ticket = incident();
		this.agent.does(ticket.substring(11), "cancel", "reason", "誤り");
		entered(this.agent, ticket, "minutes", 10);
		assertThat(detail(ticket).path("minutes_worked").asInt()).isEqualTo(10);
	}

	@Test
	void tellsHowLongTheResolutionTook() {
		String ticket = incident();
		assertThat(detail(ticket).path("resolution_minutes").isNull()).isTrue();
		String id = ticket.substring(11);
		this.agent.does(id, "assign");
		this.agent.does(id, "start");
		this.agent.does(id, "resolve", "resolution", "再起動した", "resolution_code", "fixed");
		assertThat(detail(ticket).path("resolution_minutes").asInt(-1)).isNotNegative();
	}

	@Test
	void losesNothingOfWhatTwoWriteAtOnce() {
		String ticket = incident();
		assertThat(AtOnce.statuses(4,
				(one) -> ((one % 2 == 0) ? this.agent : this.colleague).post(ticket + "/time-entries", "minutes", 10)))
			.containsOnly(201);
		assertThat(detail(ticket).path("minutes_worked").asInt()).isEqualTo(40);
		JsonNode entry = entered(this.agent, ticket, "minutes", 5);
		String path = ticket + "/time-entries/" + entry.path("id").asText();
		String seen = "\"" + entry.path("version").asText() + "\"";
		assertThat(AtOnce.statuses(2, (one) -> this.agent.with("If-Match", seen).patch(path, "minutes", 7 + one)))
			.containsExactlyInAnyOrder(200, 412);
		assertThat(StreamSupport.stream(this.agent.get(ticket + "/history").data().spliterator(), false)
			.filter((change) -> change.path("field_name").asText().equals("minutes_worked"))
			.limit(4)
			.map((change) -> change.path("new_value").asText())).containsExactly("10", "20", "30", "40");
	}

	@Test
	void takesAThousandAtMost() {
		String ticket = incident();
		Tenancy.asPlatform(() -> this.transaction.executeWithoutResult((status) -> this.jdbc.update(
				"""
						INSERT INTO ticket_time_entries (id, tenant_id, ticket_id, user_id, minutes, worked_on, created_at, updated_at)
						SELECT gen_random_uuid(), t.tenant_id, t.id, t.reporter_id, 1, DATE '2026-01-01', now(), now()
						  FROM tickets t, generate_series(1, 1000) WHERE t.id = ?::uuid
						""",
				ticket.substring(11))));
		Answer refused = this.agent.post(ticket + "/time-entries", "minutes", 1);
		assertThat(refusal(refused)).isEqualTo("409 CONFLICT minutes=too_many_time_entries");
		assertThat(detail(ticket).path("minutes_worked").asInt()).isEqualTo(1000);
	}

	/** An incident of reporter1. */
	private String incident() {
		return "/incidents/" + Api.at(this.port).as("reporter1").report("VPN").path("id").asText();
	}

	private String opened(String kind, Object... more) {
		Object[] fields = new Object[more.length + 2];
		fields[0] = "title";
		fields[1] = "作業時間";
		System.arraycopy(more, 0, fields, 2, more.length);
		Answer made = this.agent.post("/" + kind, fields);
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		return "/" + kind + "/" + made.data().path("id").asText();
	}

	private JsonNode detail(String ticket) {
		Answer answer = this.agent.get(ticket);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data();
	}

	private static JsonNode entered(Api api, String ticket, Object... fields) {
		Answer answer = api.post(ticket + "/time-entries", fields);
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.data();
	}

}
