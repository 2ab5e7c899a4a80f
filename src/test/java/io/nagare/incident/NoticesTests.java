package io.nagare.incident;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.shared.Tenancy;

import static io.nagare.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

/** Who is told what while an incident is worked on. */
@NagareTest
class NoticesTests {

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@LocalServerPort
	private int port;

	private Api api = Api.at(0);

	private Api as(String username) {
		return this.api.as(username);
	}

	@BeforeEach
	void emptyInboxes() {
		this.api = Api.at(this.port);
		Tenancy.asPlatform(
				() -> this.transaction.executeWithoutResult((status) -> this.jdbc.update("DELETE FROM notifications")));
	}

	@Test
	void carriesTheConversationBothWays() {
		String id = taken();
		as("agent1").post("/incidents/" + id + "/work-notes", "content", "内輪の話", "is_public", "N");
		assertThat(told("reporter1")).isEmpty();
		as("agent1").post("/incidents/" + id + "/work-notes", "content", "再起動してください", "is_public", "Y");
		JsonNode answer = as("reporter1").get("/notifications").data().path(0);
		assertThat(answer.path("title").asText()).isEqualTo("返信がありました：VPN");
		assertThat(answer.path("body").asText()).isEqualTo("鈴木 花子さんからの返信：\n\n再起動してください");
		assertThat(answer.path("ticket").path("id").asText()).isEqualTo(id);
		assertThat(told("agent1")).isEmpty();
		as("reporter1").post("/incidents/" + id + "/work-notes", "content", "直りました");
		assertThat(told("agent1")).containsExactly("返信がありました：VPN");
		assertThat(told("reporter1")).hasSize(1);
	}

	@Test
	void asksTheReporterToConfirmAResolution() {
		String id = taken();
		as("agent1").does(id, "resolve", "resolution", "ゲートウェイを再起動した", "resolution_code", "fixed");
		JsonNode notice = as("reporter1").get("/notifications").data().path(0);
		assertThat(notice.path("kind").asText()).isEqualTo("incident.resolved");
		assertThat(notice.path("body").asText()).contains("ゲートウェイを再起動した");
		as("reporter1").does(id, "confirm");
		assertThat(told("reporter1")).hasSize(1);
	}

	@Test
	void tellsWhomeverSomebodyElseMakesAssignee() {
		String id = taken();
		assertThat(told("agent1")).isEmpty();
		as("agent1").does(id, "reassign", "assignee_id", as("agent2").me(), "reason", "交代");
		assertThat(told("agent2")).containsExactly("担当になりました：VPN");
		assertThat(told("agent1")).isEmpty();
	}

	@Test
	void marksWhatConcernsAConfidentialIncident() {
		String id = as("reporter1").report("VPN", "confidentiality", "confidential").path("id").asText();
		as("manager").post("/incidents/" + id + "/work-notes", "content", "承知しました", "is_public", "Y");
		assertThat(told("reporter1")).hasSize(1);
		List<Boolean> confidential = Tenancy.asPlatform(() -> this.transaction
			.execute((status) -> this.jdbc.queryForList("SELECT confidential FROM notifications", Boolean.class)));
		assertThat(confidential).containsExactly(true);
	}

	/** The id of an incident of reporter1 that agent1 has taken. */
	private String taken() {
		String id = as("reporter1").report("VPN").path("id").asText();
		as("agent1").does(id, "assign");
		return id;
	}

	private List<String> told(String username) {
		return each(as(username).get("/notifications").data(), "title");
	}

}
