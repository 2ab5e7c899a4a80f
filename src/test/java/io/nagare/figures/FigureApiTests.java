package io.nagare.figures;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
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
		Answer wrong = viewer.get("/figures/mtta?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z");
		assertThat(refusal(wrong)).isEqualTo("400 VALIDATION_FAILED from=invalid");
	}

}
