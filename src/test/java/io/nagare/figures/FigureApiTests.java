package io.nagare.figures;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** Figures as programs and the portal ask for them. */
@NagareTest
class FigureApiTests {

	@LocalServerPort
	private int port;

	@Test
	void tellWhatTheyCountInBothLanguages() {
		JsonNode list = Api.at(this.port).as("manager").get("/figures").data();
		assertThat(each(list, "name")).contains("mtta", "mttr", "mttr_business", "mttr_net", "sla_response",
				"sla_resolution", "first_contact", "reopened", "backlog", "reassignments", "ping_pong", "push_to_front",
				"late_hold", "change_success", "change_failure", "change_emergency", "freeze_violations",
				"known_error_workaround", "automation", "cost_per_ticket");
		list.forEach((figure) -> {
			for (String language : new String[] { "ja", "en" }) {
				assertThat(figure.path("title").path(language).asText()).isNotBlank();
				assertThat(figure.path("definition").path(language).asText()).isNotBlank();
			}
		});
	}

	/** A page of a new tenant asks for all of its figures at once. */
	@Test
	void beginOnceHoweverManyAskFirst() throws Exception {
		OwnHouse house = OwnHouse.at(this.port);
		for (int i = 0; i < 20; i++) {
			house.as("agent1").report("first " + i);
		}
		ExecutorService screens = Executors.newFixedThreadPool(8);
		try {
			Callable<String> look = () -> {
				Answer answer = house.as("manager").get("/figures/backlog");
				return answer.status() + " " + answer.data().path("numerator").asLong();
			};
			for (Future<String> seen : screens.invokeAll(Collections.nCopies(8, look))) {
				assertThat(seen.get()).isEqualTo("200 20");
			}
		}
		finally {
			screens.shutdownNow();
		}
	}

	@Test
	void countWhatWasJustDoneAndLeadToIt() {
		Api agent = Api.at(this.port).as("agent1");
		String category = agent.as("admin")
			.post("/categories", "name", "figures " + Instant.now())
			.data()
			.path("id")
			.asText();
		String narrow = "?category_id=" + category;
		String id = agent.report("VPN", "category_id", category).path("id").asText();
		agent.report("Mail", "category_id", category);
		agent.does(id, "start");
		agent.does(id, "resolve", "resolution", "restarted", "resolution_code", "fixed");
		JsonNode mttr = agent.get("/figures/mttr" + narrow + "&by=priority").data();
		assertThat(mttr.path("denominator").asLong()).isEqualTo(1);
		assertThat(mttr.path("median").isNumber()).isTrue();
		JsonNode part = mttr.path("series").path(0);
		assertThat(each(agent.get(part.path("tickets").asText().replace("/api/v1", "")).data(), "id"))
			.containsExactly(id);
		assertThat(agent.get("/figures/sla_resolution" + narrow).data().path("value").asDouble()).isEqualTo(1);
		assertThat(agent.get("/figures/backlog" + narrow).data().path("numerator").asLong()).isEqualTo(1);
		assertThat(agent.get("/figures/automation" + narrow).data().path("denominator").asLong()).isGreaterThan(2);
		String given = agent.report("取り違え", "category_id", category).path("id").asText();
		agent.does(given, "start");
		agent.does(given, "cancel", "reason", "重複");
		assertThat(agent.get("/figures/sla_response" + narrow).data().path("denominator").asLong())
			.as("what was cancelled has no target")
			.isEqualTo(1);
		JsonNode byAge = agent.get("/figures/backlog" + narrow + "&by=age").data().path("series");
		assertThat(each(byAge, "key")).containsExactly("0-1");
	}

	@Test
	void tellWhatTheFirstLineResolvesAndHandsOn() {
		OwnHouse house = OwnHouse.at(this.port);
		Api admin = house.as("admin");
		String desk = admin.post("/teams", "name", "窓口", "is_first_line", true).data().path("id").asText();
		JsonNode network = admin.post("/teams", "name", "回線").data();
		assertThat(network.path("is_first_line").asBoolean(true)).isFalse();
		Api agent = house.as("agent1");
		for (String next : new String[] { "", network.path("id").asText() }) {
			String id = agent.report("VPN").path("id").asText();
			agent.does(id, "assign", "team_id", desk);
			if (!next.isEmpty()) {
				agent.does(id, "reassign", "team_id", next, "reason", "回線の障害");
			}
			agent.does(id, "resolve", "resolution", "restarted", "resolution_code", "fixed");
		}
		Api manager = house.as("manager");
		assertThat(manager.get("/figures/first_line").data().path("value").asDouble()).isEqualTo(0.5);
		assertThat(manager.get("/figures/handed_on").data().path("value").asDouble()).isEqualTo(0.5);
		assertThat(admin.patch("/teams/" + network.path("id").asText(), "is_first_line", true).status()).isEqualTo(200);
		assertThat(manager.get("/figures/first_line").data().path("value").asDouble())
			.as("as soon as it is said otherwise")
			.isEqualTo(1);
		assertThat(manager.get("/figures/handed_on").data().path("value").asDouble()).isZero();
	}

	/** Of any moment, from what the journal tells, and not from how tickets are now. */
	@Test
	void tellTheBacklogAsItStoodThen() {
		OwnHouse house = OwnHouse.at(this.port);
		Api agent = house.as("agent1");
		Instant before = Instant.now();
		String id = agent.report("VPN").path("id").asText();
		agent.does(id, "assign", "assignee_id", house.idOf("agent1"));
		Instant assigned = Instant.now();
		agent.does(id, "start");
		agent.does(id, "resolve", "resolution", "restarted", "resolution_code", "fixed");
		Instant resolved = Instant.now();
		agent.does(id, "reopen", "reason", "再発");
		Instant reopened = Instant.now();
		agent.does(id, "cancel", "reason", "重複");
		Api manager = house.as("manager");
		assertThat(backlog(manager, before)).isEmpty();
		assertThat(backlog(manager, assigned)).containsExactly("assigned");
		assertThat(backlog(manager, resolved)).isEmpty();
		assertThat(backlog(manager, reopened)).containsExactly("in_progress");
		assertThat(backlog(manager, Instant.now())).isEmpty();
		assertThat(refusal(manager.get("/figures/mttr?at=" + before)))
			.isEqualTo("400 VALIDATION_FAILED at=only_period");
		assertThat(refusal(manager.get("/figures/sla_overdue?at=" + before)))
			.isEqualTo("400 VALIDATION_FAILED at=only_now");
		assertThat(refusal(manager.get("/figures/backlog?at=2100-01-01T00:00:00Z")))
			.isEqualTo("400 VALIDATION_FAILED at=in_the_future");
		assertThat(refusal(manager.get("/figures/backlog?by=assignee&at=" + before)))
			.as("how much somebody had is nobody's business")
			.isEqualTo("400 VALIDATION_FAILED by=not_a_choice");
	}

	/** A change that is assessed is in work, a disaster that is assessed is not yet. */
	@Test
	void tellTheBacklogByWhatEachKindMeansByAStatus() {
		OwnHouse house = OwnHouse.at(this.port);
		Api agent = house.as("agent1");
		String disaster = "/requests/" + agent
			.post("/requests", "type", "disaster-recovery", "disaster", "earthquake", "loss", "site", "business",
					"stopped", "systems_concerned", "ERP", "place", "東京", "what_happened", "停電した")
			.data()
			.path("id")
			.asText();
		assertThat(agent.get(disaster).data().path("status").asText()).isEqualTo("assessment");
		Instant assessed = Instant.now();
		Api manager = house.as("manager");
		assertThat(
				manager.post(disaster + "/actions/declare", "recovery_leader", "山田", "meeting_place", "会議室").status())
			.isEqualTo(200);
		String then = "?kind=request&at=" + assessed;
		assertThat(manager.get("/figures/backlog" + then).data().path("numerator").asInt()).isOne();
		assertThat(manager.get("/figures/in_work" + then).data().path("numerator").asInt()).isZero();
	}

	private static List<String> backlog(Api reader, Instant at) {
		JsonNode figure = reader.get("/figures/backlog?by=status&at=" + at).data();
		assertThat(Instant.parse(figure.path("at").asText())).isEqualTo(at);
		JsonNode behind = reader.get(figure.path("tickets").asText().replace("/api/v1", "")).data();
		assertThat(behind).hasSize(figure.path("numerator").asInt());
		return each(figure.path("series"), "key");
	}

	/** Of all tickets alike, whenever they were changed last. */
	@Test
	void countBusinessTimeByTheCalendarInForce(@Autowired JdbcTemplate jdbc,
			@Autowired TransactionTemplate transaction) {
		OwnHouse house = OwnHouse.at(this.port);
		Api agent = house.as("agent1");
		String id = agent.report("VPN").path("id").asText();
		agent.does(id, "assign", "assignee_id", house.idOf("agent1"));
		agent.does(id, "start");
		agent.does(id, "resolve", "resolution", "restarted", "resolution_code", "fixed");
		Tenancy.as(new TenantId(UUID.fromString(house.id()), house.slug()),
				() -> transaction.executeWithoutResult((status) -> jdbc
					.update("UPDATE tickets SET created_at = created_at - interval '30 days' WHERE id = ?::uuid", id)));
		assertThat(agent.get("/figures/mttr_business").data().path("value").asDouble()).isPositive();
		String calendar = "/calendars/business-hours";
		String tag = agent.get(calendar).header("ETag");
		Answer closed = house.as("admin")
			.with("If-Match", tag)
			.put(calendar, "name", "休み / Closed", "zone", "Asia/Tokyo", "hours", List.of());
		assertThat(closed.status()).as(closed.body()).isEqualTo(200);
		assertThat(agent.get("/figures/mttr_business").data().path("value").asDouble()).isZero();
	}

	@Test
	void countByPlaceWithAllBelow() {
		OwnHouse house = OwnHouse.at(this.port);
		Api admin = house.as("admin");
		String city = admin.post("/sites", "name", "大阪").data().path("id").asText();
		String floor = admin.post("/sites", "name", "3階", "parent_id", city).data().path("id").asText();
		String department = admin.post("/departments", "name", "経理部").data().path("id").asText();
		Api agent = house.as("agent1");
		agent.report("a", "site_id", floor, "department_id", department);
		agent.report("b", "site_id", city);
		agent.report("c");
		Api manager = house.as("manager");
		JsonNode reported = manager.get("/figures/reported?site_id=" + city).data();
		assertThat(reported.path("numerator").asInt()).isEqualTo(2);
		assertThat(manager.get(reported.path("tickets").asText().replace("/api/v1", "")).data()).hasSize(2);
		assertThat(manager.get("/figures/backlog?site_id=" + city + "&department_id=" + department)
			.data()
			.path("numerator")
			.asInt()).isEqualTo(1);
		assertThat(manager.get("/figures/forecast?site_id=" + floor).status()).isEqualTo(200);
		String team = "/figures/backlog?team=" + UUID.randomUUID();
		assertThat(manager.get(team).data().path("numerator").asInt()).isZero();
		assertThat(manager.get(team).data().path("tickets").asText()).contains("team_id=");
	}

	@Test
	void listTheTicketsThatAShareCountsApartFromTheRest() {
		OwnHouse house = OwnHouse.at(this.port);
		Api agent = house.as("agent1");
		String good = agent.report("good").path("id").asText();
		String bad = agent.report("bad").path("id").asText();
		for (String id : List.of(good, bad)) {
			agent.does(id, "assign");
			agent.does(id, "start");
		}
		agent.does(bad, "hold", "hold_reason", "awaiting_vendor");
		agent.does(bad, "resume");
		for (String id : List.of(good, bad)) {
			agent.does(id, "resolve", "resolution", "直した", "resolution_code", "fixed");
		}
		String tickets = "/figures/first_contact/tickets";
		assertThat(each(agent.get(tickets).data(), "id")).containsExactly(good, bad);
		assertThat(each(agent.get(tickets + "?part=numerator").data(), "id")).containsExactly(good);
		assertThat(each(agent.get(tickets + "?part=rest").data(), "id")).containsExactly(bad);
		assertThat(agent.get(tickets + "?limit=1&page=2").json().at("/pagination/has_next").asBoolean()).isFalse();
		assertThat(refusal(agent.get(tickets + "?part=half"))).isEqualTo("400 VALIDATION_FAILED part=not_a_choice");
		assertThat(refusal(agent.get("/figures/mttr/tickets?part=rest"))).as("a time has no rest")
			.isEqualTo("400 VALIDATION_FAILED part=not_a_choice");
	}

	@Test
	void tellWhatTicketsCostOnceSomebodyWroteDownTheTime() {
		Api agent = Api.at(this.port).as("agent1");
		Api admin = agent.as("admin");
		String category = admin.post("/categories", "name", "cost " + UUID.randomUUID()).data().path("id").asText();
		String team = admin.post("/teams", "name", "cost " + UUID.randomUUID(), "hourly_rate", 6000)
			.data()
			.path("id")
			.asText();
		String figure = "/figures/cost_per_ticket?category_id=" + category;
		for (int minutes : new int[] { 30, 60, 0 }) {
			String id = agent.report("VPN", "category_id", category).path("id").asText();
			agent.does(id, "reassign", "team_id", team, "reason", "引き継ぎ");
			if (minutes > 0) {
				assertThat(agent.post("/incidents/" + id + "/time-entries", "minutes", minutes).status())
					.isEqualTo(201);
			}
			assertThat(agent.get(figure).data().path("known").asBoolean()).as("of none closed")
				.isEqualTo(minutes != 30);
			agent.does(id, "cancel", "reason", "誤り");
		}
		JsonNode cost = agent.get(figure).data();
		assertThat(cost.path("known").asBoolean()).isTrue();
		assertThat(cost.path("numerator").asLong()).isEqualTo(9000);
		assertThat(cost.path("denominator").asLong()).isEqualTo(2);
		assertThat(cost.path("value").asDouble()).isEqualTo(4500);
		assertThat(
				agent.get("/figures/cost_per_ticket?category_id=" + UUID.randomUUID()).data().path("known").asBoolean())
			.isFalse();
		assertThat(admin.patch("/teams/" + team, "is_active", false).status()).isEqualTo(200);
	}

	@Test
	void compareWithWhatWasAimedAt() {
		JsonNode aims = Api.at(this.port)
			.as("manager")
			.get("/figures/aims?from=2001-01-01T00:00:00Z&to=2001-02-01T00:00:00Z")
			.data();
		assertThat(aims).hasSize(4);
		assertThat(each(aims, "aim")).containsExactly("-0.6", "0.95", "-0.3", "0.8");
		assertThat(aims.path(2).path("now").path("known").asBoolean()).isFalse();
		assertThat(aims.path(2).path("reached").isNull()).isTrue();
		JsonNode usual = Api.at(this.port).as("manager").get("/figures/aims").data().path(0);
		assertThat(usual.at("/before/to").asText()).as("the time before, and not the same again")
			.isEqualTo(usual.at("/now/from").asText());
	}

	@Test
	void refuseWhoMayReadNoReportsAndWhatCannotBeAsked() {
		Api api = Api.at(this.port);
		for (String path : new String[] { "/figures", "/figures/mtta", "/figures/mtta/tickets", "/figures/aims" }) {
			assertThat(refusal(api.as("reporter1").get(path))).isEqualTo("403 FORBIDDEN");
			assertThat(refusal(api.as("platform").get(path))).isEqualTo("403 FORBIDDEN");
		}
		Api viewer = api.as("manager");
		assertThat(refusal(viewer.get("/figures/none"))).isEqualTo("404 NOT_FOUND");
		assertThat(refusal(viewer.get("/figures/mtta?by=assignee"))).isEqualTo("400 VALIDATION_FAILED by=not_a_choice");
		assertThat(refusal(viewer.get("/figures/backlog?by=week"))).isEqualTo("400 VALIDATION_FAILED by=not_a_choice");
		assertThat(refusal(viewer.get("/figures/change_success?kind=incident")))
			.isEqualTo("400 VALIDATION_FAILED kind=not_a_choice");
		assertThat(refusal(viewer.get("/figures/backlog?to=2026-01-01T00:00:00Z")))
			.isEqualTo("400 VALIDATION_FAILED to=only_now");
		assertThat(refusal(viewer.get("/figures/backlog/tickets?to=2026-01-01T00:00:00Z")))
			.isEqualTo("400 VALIDATION_FAILED to=only_now");
		assertThat(viewer.get("/figures/backlog?to=" + Instant.now()).status()).isEqualTo(200);
		Answer wrong = viewer.get("/figures/mtta?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z");
		assertThat(refusal(wrong)).isEqualTo("400 VALIDATION_FAILED from=invalid");
	}

}
