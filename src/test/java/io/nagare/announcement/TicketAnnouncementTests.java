package io.nagare.announcement;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.change.Changing;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

/** What is announced by itself, in a tenant that the test has to itself. */
@NagareTest
class TicketAnnouncementTests {

	@LocalServerPort
	private int port;

	private OwnHouse house;

	private Api agent;

	private Api manager;

	private String service;

	private String server;

	@BeforeEach
	void moveIn() {
		this.house = OwnHouse.at(this.port);
		this.agent = this.house.as("agent1");
		this.manager = this.house.as("manager");
		this.service = item("販売管理", "service");
		this.server = item("sales01", "server");
		Answer related = this.agent.post("/cis/" + this.service + "/relations", "type", "runs_on", "target_id",
				this.server);
		assertThat(related.status()).as(related.body()).isEqualTo(201);
	}

	private String item(String name, String ciClass) {
		return this.agent.post("/cis", "name", name, "ci_class", ciClass, "tier", 2).data().path("id").asText();
	}

	private JsonNode listed(String state) {
		return this.house.as("reporter").get("/announcements?state=" + state).data();
	}

	private String major(String title, Object[] more) {
		String id = this.agent.report(title, more).path("id").asText();
		this.agent.does(id, "assign");
		this.agent.does(id, "declare-major", "reason", "受注が止まっている");
		this.manager.does(id, "accept-major", "reason", "全社に影響");
		return id;
	}

	private String majorIncident(Object... more) {
		return major("受注できない / No orders", more);
	}

	@Test
	void announcesAMajorIncidentWithItsUpdatesUntilItIsResolved() {
		String id = majorIncident("ci_ids", List.of(this.server));
		JsonNode announced = listed("current");
		assertThat(announced).hasSize(1);
		JsonNode one = announced.path(0);
		assertThat(one.path("kind").asText()).isEqualTo("incident");
		assertThat(one.path("title_ja").asText()).isEqualTo("受注できない");
		assertThat(one.path("title_en").asText()).isEqualTo("No orders");
		assertThat(one.path("is_automatic").asBoolean()).isTrue();
		assertThat(one.path("tell").asText()).isEqualTo("concerned");
		assertThat(each(one.path("items"), "name")).containsExactlyInAnyOrder("販売管理", "sales01");
		assertThat(one.path("ticket").isNull()).isTrue();
		this.agent.does(id, "post-update", "comment", "データベースを再起動しています");
		assertThat(each(listed("current").path(0).path("updates"), "text_ja")).containsExactly("データベースを再起動しています");
		this.agent.does(id, "resolve", "resolution", "再起動した", "resolution_code", "fixed");
		assertThat(listed("current")).isEmpty();
		JsonNode ended = listed("ended").path(0);
		assertThat(each(ended.path("updates"), "text_ja")).containsExactly("データベースを再起動しています", "復旧しました");
		this.agent.does(id, "reopen", "reason", "また止まった");
		assertThat(each(listed("current").path(0).path("updates"), "text_en")).endsWith("Restored",
				"The disruption goes on");
	}

	@Test
	void endsWithTheIncidentWhateverWasForecast() {
		String id = majorIncident("ci_ids", List.of(this.server));
		String announcement = "/announcements/" + listed("current").path(0).path("id").asText();
		Answer forecast = this.manager.patch(announcement, "ends_at", Instant.now().plusSeconds(7200).toString());
		assertThat(forecast.status()).as(forecast.body()).isEqualTo(200);
		this.agent.does(id, "reassign", "assignee_id", this.house.idOf("agent2"), "reason", "交代");
		assertThat(listed("current").path(0).path("ends_at").isNull()).as("a forecast stands").isFalse();
		assertThat(listed("current").path(0).path("updates")).isEmpty();
		this.agent.does(id, "reassign", "reason", "戻す");
		this.agent.does(id, "resolve", "resolution", "再起動した", "resolution_code", "fixed");
		assertThat(each(listed("ended").path(0).path("updates"), "text_en")).containsExactly("Restored");
		this.agent.does(id, "reopen", "reason", "また止まった");
		assertThat(listed("current")).hasSize(1);
		assertThat(this.manager.post(announcement + "/end").status()).isEqualTo(200);
		this.agent.does(id, "reassign", "assignee_id", this.house.idOf("agent2"), "reason", "交代");
		assertThat(listed("current")).as("who ended it meant it").isEmpty();
	}

	@Test
	void keepsATitleWholeThatIsInOneLanguage() {
		this.agent.does(major("メール / VPN が使えない", new Object[] { "ci_ids", List.of(this.server) }), "post-update",
				"comment", "調べています");
		assertThat(listed("current").path(0).path("title_ja").asText()).isEqualTo("メール / VPN が使えない");
	}

	@Test
	void announcesNothingConfidentialAndForgetsWhatBecomesSo() {
		majorIncident("confidentiality", "confidential", "ci_ids", List.of(this.server));
		assertThat(listed("current")).isEmpty();
		String open = majorIncident("ci_ids", List.of(this.server));
		assertThat(listed("current")).hasSize(1);
		assertThat(this.manager.patch("/incidents/" + open, "confidentiality", "confidential").status()).isEqualTo(200);
		assertThat(listed("current")).isEmpty();
		assertThat(this.manager.get("/announcements?state=withdrawn").data()).isEmpty();
	}

	@Test
	void bringsNothingBackThatSomebodyWithdrew() {
		String id = majorIncident("ci_ids", List.of(this.server));
		String announcement = listed("current").path(0).path("id").asText();
		this.manager.post("/announcements/" + announcement + "/withdraw");
		this.agent.does(id, "post-update", "comment", "続報");
		this.agent.does(id, "resolve", "resolution", "再起動した", "resolution_code", "fixed");
		this.agent.does(id, "reopen", "reason", "また止まった");
		assertThat(listed("open")).isEmpty();
		assertThat(this.manager.get("/announcements?state=withdrawn").data()).hasSize(1);
	}

	private String scheduled(Instant start, Object... more) {
		Object[] fields = new Object[more.length + 14];
		System.arraycopy(
				new Object[] { "title", "基盤の更新 / Upgrade", "planned_start", start.toString(), "planned_end",
						start.plus(2, ChronoUnit.HOURS).toString(), "implementation_plan", "上げる", "backout_plan", "戻す",
						"test_plan", "試す", "risk_answers",
						Map.of("backout_tested", true, "rehearsed", true, "team_experience", "much") },
				0, fields, 0, 14);
		System.arraycopy(more, 0, fields, 14, more.length);
		Answer made = this.agent.post("/changes", fields);
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		String id = made.data().path("id").asText();
		does(this.agent, id, "submit");
		assertThat(listed("open")).isEmpty();
		does(this.house.as("agent2"), id, "assess", "decision", "approve");
		return id;
	}

	private static void does(Api who, String change, String action, Object... fields) {
		Answer answer = who.post("/changes/" + change + "/actions/" + action, fields);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
	}

	@Test
	void announcesAnAuthorisedWindowAndFollowsIt() {
		Instant start = Changing.ownDay();
		String id = scheduled(start, "ci_ids", List.of(this.server));
		JsonNode coming = listed("coming").path(0);
		assertThat(coming.path("kind").asText()).isEqualTo("maintenance");
		assertThat(coming.path("title_en").asText()).isEqualTo("Upgrade");
		assertThat(Instant.parse(coming.path("starts_at").asText())).isEqualTo(start);
		assertThat(Instant.parse(coming.path("ends_at").asText())).isEqualTo(start.plus(2, ChronoUnit.HOURS));
		Instant later = Changing.ownDay();
		does(this.agent, id, "reschedule", "planned_start", later.toString(), "planned_end",
				later.plus(1, ChronoUnit.HOURS).toString());
		JsonNode all = this.manager.get("/announcements?state=withdrawn").data();
		JsonNode moved = all.isEmpty() ? listed("coming").path(0) : all.path(0);
		assertThat(Instant.parse(moved.path("starts_at").asText())).isIn(start, later);
		does(this.agent, id, "cancel", "reason", "不要になった");
		assertThat(listed("open")).isEmpty();
		JsonNode withdrawn = this.manager.get("/announcements?state=withdrawn").data();
		assertThat(each(withdrawn, "title_ja")).containsExactly("基盤の更新");
		assertThat(each(withdrawn.path(0).path("updates"), "text_en")).as("who was told that it comes hears of it")
			.endsWith("The announced work does not take place");
	}

	@Test
	void announcesNoWindowThatReachesNoService() {
		scheduled(Changing.ownDay(), "ci_ids", List.of(item("test01", "server")));
		assertThat(listed("open")).isEmpty();
	}

	@Test
	void announcesWhatTheOwnersTableSays() throws Exception {
		String shipped = Files.readString(Path.of("rules/announcement/announcements.dmn"), StandardCharsets.UTF_8);
		Answer refused = this.house.deploy("announcements.dmn", shipped.replace("\"concerned\"", "\"friends\""));
		assertThat(refused.status()).as(refused.body()).isGreaterThanOrEqualTo(400);
		assertThat(refused.body()).contains("friends");
		Answer own = this.house.deploy("announcements.dmn",
				shipped.replaceAll("(?s)(<outputEntry id=\"majorIncident5\">\\s*<text>)\"concerned\"", "$1")
					.replaceAll("(?s)(<outputEntry id=\"changeWindow5\">\\s*<text>)\"concerned\"", "$1\"everybody\""));
		assertThat(own.status()).as(own.body()).isEqualTo(200);
		majorIncident("ci_ids", List.of(this.server));
		assertThat(listed("open")).isEmpty();
		scheduled(Changing.ownDay(), "ci_ids", List.of(this.server));
		assertThat(each(listed("coming"), "tell")).containsExactly("everybody");
	}

}
