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
		forgetWhatWasTold();
	}

	private void forgetWhatWasTold() {
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

	/** It would wait for its reporter's word unheard. */
	@Test
	void tellsTheTeamWhatTheReporterSaysOnATicketThatNobodyHas() {
		String id = as("reporter1").report("VPN", "category_id", as("agent1").idOf("categories", "ネットワーク"))
			.path("id")
			.asText();
		forgetWhatWasTold();
		as("reporter1").post("/incidents/" + id + "/work-notes", "content", "ラインが止まっています");
		assertThat(told("network1")).containsExactly("返信がありました：VPN");
		assertThat(told("reporter1")).isEmpty();
	}

	/** Whoever routes it is the only one who could answer. */
	@Test
	void tellsManagersWhatTheReporterSaysOnATicketWithoutATeam() {
		String id = as("reporter1").report("VPN").path("id").asText();
		forgetWhatWasTold();
		as("reporter1").post("/incidents/" + id + "/work-notes", "content", "ラインが止まっています");
		assertThat(told("manager")).containsExactly("返信がありました：VPN");
		assertThat(told("changemanager")).containsExactly("返信がありました：VPN");
		assertThat(told("agent1")).isEmpty();
		assertThat(told("reporter1")).isEmpty();
	}

	@Test
	void tellsManagersAloneOfATicketWithoutATeam() {
		String id = as("reporter1").report("VPN").path("id").asText();
		for (String manager : List.of("manager", "changemanager")) {
			assertThat(told(manager)).containsExactly("担当チームが決まっていません：VPN");
		}
		for (String other : List.of("agent1", "network1", "cab1", "admin", "reporter1")) {
			assertThat(told(other)).isEmpty();
		}
		as("agent1").does(id, "cancel", "reason", "誤報");
		assertThat(told("manager")).hasSize(1);
	}

	@Test
	void tellsTheAssigneeWhatColleaguesWrite() {
		String id = taken();
		as("agent2").post("/incidents/" + id + "/work-notes", "content", "交換機は正常です", "is_public", "N");
		assertThat(told("agent1")).containsExactly("内部ノートが追加されました：VPN");
		assertThat(told("reporter1")).isEmpty();
		as("agent2").post("/incidents/" + id + "/work-notes", "content", "お待ちください", "is_public", "Y");
		assertThat(told("agent1")).containsExactly("返信がありました：VPN", "内部ノートが追加されました：VPN");
		assertThat(told("reporter1")).containsExactly("返信がありました：VPN");
		assertThat(told("agent2")).isEmpty();
		forgetWhatWasTold();
		as("agent2").post("/incidents/" + id + "/work-notes", "content", "@agent1 見てください", "is_public", "N");
		assertThat(told("agent1")).containsExactly("ノートで指名されました：VPN");
		as("agent1").post("/incidents/" + id + "/work-notes", "content", "見ました", "is_public", "N");
		assertThat(told("agent1")).hasSize(1);
	}

	@Test
	void asksTheReporterToConfirmAResolution() {
		String id = taken();
		as("agent1").does(id, "resolve", "resolution", "ゲートウェイを再起動した", "resolution_code", "fixed");
		JsonNode notice = as("reporter1").get("/notifications").data().path(0);
		assertThat(notice.path("kind").asText()).isEqualTo("incident.resolved");
		assertThat(notice.path("body").asText()).contains("ゲートウェイを再起動した");
		as("reporter1").does(id, "confirm");
		assertThat(told("reporter1")).containsExactly("満足度をお聞かせください：VPN", "解決の確認をお願いします：VPN");
	}

	@Test
	void tellsWhyAnIncidentIsCancelledAndOfNoHoldThatEnds() {
		String id = taken();
		as("agent2").does(id, "cancel", "reason", "誤報");
		JsonNode notices = as("agent1").get("/notifications").data();
		assertThat(each(notices, "title")).containsExactly("返信がありました：VPN");
		assertThat(notices.path(0).path("body").asText()).contains("取り消し：誤報");
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
		forgetWhatWasTold();
		as("manager").post("/incidents/" + id + "/work-notes", "content", "承知しました", "is_public", "Y");
		assertThat(told("reporter1")).hasSize(1);
		List<Boolean> confidential = Tenancy.asPlatform(() -> this.transaction
			.execute((status) -> this.jdbc.queryForList("SELECT confidential FROM notifications", Boolean.class)));
		assertThat(confidential).containsExactly(true);
	}

	@Test
	void tellsTheTeamOfATicketThatNobodyHas() {
		String id = as("reporter1").report("VPN", "category_id", as("agent1").idOf("categories", "ネットワーク"))
			.path("id")
			.asText();
		JsonNode notice = as("network1").get("/notifications").data().path(0);
		assertThat(notice.path("kind").asText()).isEqualTo("ticket.team");
		assertThat(notice.path("title").asText()).isEqualTo("チームに届きました：VPN");
		assertThat(notice.path("body").asText()).contains("Network");
		assertThat(told("agent1")).isEmpty();
		as("network1").does(id, "reassign", "team_id", as("agent1").idOf("teams", "Service Desk"), "reason", "端末の問題");
		assertThat(told("agent1")).containsExactly("チームに届きました：VPN");
		assertThat(told("network1")).hasSize(1);
	}

	@Test
	void tellsTheReporterOfWhatSomebodyReportsForHim() {
		String reporter = as("reporter1").me();
		as("agent1").report("VPN", "reporter_id", reporter);
		assertThat(told("reporter1")).containsExactly("報告を受け付けました：VPN");
		as("reporter1").report("プリンター");
		assertThat(told("reporter1")).hasSize(1);
	}

	@Test
	void tellsWhoHasATicketFromItsReportOn() {
		as("agent1").report("VPN", "assignee_id", as("agent2").me());
		assertThat(told("agent2")).containsExactly("担当になりました：VPN");
		assertThat(told("agent1")).isEmpty();
	}

	@Test
	void tellsManagersOfAProposalAndThoseWhoWorkOnItThatItIsMajor() {
		String id = taken();
		as("agent1").does(id, "declare-major", "reason", "全拠点が停止");
		assertThat(told("manager")).containsExactly("判断をお願いします：VPN");
		assertThat(told("changemanager")).containsExactly("判断をお願いします：VPN");
		as("manager").does(id, "accept-major", "reason", "全拠点", "communications_lead_id", as("agent2").me());
		assertThat(told("agent1")).containsExactly("重大インシデントになりました：VPN");
		assertThat(told("agent2")).containsExactly("重大インシデントになりました：VPN");
		assertThat(told("reporter1")).isEmpty();
	}

	@Test
	void tellsReportersHowAMajorIncidentStandsOnce() {
		String id = taken();
		String child = as("reporter2").report("つながらない").path("id").asText();
		forgetWhatWasTold();
		assertThat(as("agent1").post("/incidents/" + child + "/links", "target_id", id, "type", "child_of").status())
			.isEqualTo(201);
		as("agent1").does(id, "declare-major", "reason", "全拠点が停止");
		as("manager").does(id, "accept-major", "reason", "全拠点");
		as("agent1").does(id, "post-update", "comment", "復旧作業中です");
		assertThat(told("reporter1")).containsExactly("重大インシデントの状況報告：VPN");
		JsonNode notice = as("reporter2").get("/notifications").data().path(0);
		assertThat(notice.path("kind").asText()).isEqualTo("incident.major_update");
		assertThat(notice.path("body").asText()).isEqualTo("復旧作業中です");
		assertThat(notice.path("ticket").path("id").asText()).isEqualTo(child);
		assertThat(told("agent1")).containsExactly("重大インシデントになりました：VPN");
	}

	@Test
	void tellsTheAssigneeOnceThatAResolutionDidNotHold() {
		String id = taken();
		as("agent1").does(id, "resolve", "resolution", "ゲートウェイを再起動した", "resolution_code", "fixed");
		as("reporter1").does(id, "reopen", "reason", "また切れた");
		JsonNode notices = as("agent1").get("/notifications").data();
		assertThat(each(notices, "title")).containsExactly("再オープンされました：VPN");
		assertThat(notices.at("/0/body").asText()).contains("また切れた");
	}

	/** The answer of the reporter is news enough. */
	@Test
	void tellsTheAssigneeThatAHoldIsOver() {
		String id = taken();
		as("agent1").does(id, "start");
		as("agent1").does(id, "hold", "hold_reason", "awaiting_vendor");
		as("manager").does(id, "resume");
		assertThat(told("agent1")).containsExactly("保留が終わりました：VPN");
		as("agent1").does(id, "hold", "hold_reason", "awaiting_caller", "comment", "いつからですか");
		forgetWhatWasTold();
		as("reporter1").post("/incidents/" + id + "/work-notes", "content", "今朝から");
		assertThat(as("agent1").incident(id).path("status").asText()).isEqualTo("in_progress");
		assertThat(told("agent1")).containsExactly("返信がありました：VPN");
	}

	@Test
	void tellsWhoProposedAMajorIncidentThatItIsNone() {
		String id = taken();
		as("agent1").does(id, "declare-major", "reason", "全拠点が停止");
		as("manager").does(id, "reject-major", "reason", "一部だけ");
		JsonNode notice = as("agent1").get("/notifications").data().path(0);
		assertThat(notice.path("kind").asText()).isEqualTo("ticket.decided");
		assertThat(notice.path("body").asText()).contains("一部だけ").doesNotContain(" / ");
	}

	@Test
	void tellsNobodyOfATeamWhoMayNotReadTheTicket() {
		String team = as("agent1").idOf("teams", "Network");
		String viewer = as("viewer").me();
		assertThat(as("admin").put("/teams/" + team + "/members/" + viewer).status()).isBetween(200, 204);
		try {
			String id = as("reporter1").report("VPN", "confidentiality", "confidential").path("id").asText();
			forgetWhatWasTold();
			as("manager").does(id, "assign", "team_id", team);
			assertThat(told("network1")).containsExactly("チームに届きました：VPN");
			assertThat(told("agent1")).isEmpty();
			assertThat(told("changemanager")).isEmpty();
		}
		finally {
			as("admin").delete("/teams/" + team + "/members/" + viewer);
		}
	}

	/** The id of an incident of reporter1 that agent1 has taken; nobody was told yet. */
	private String taken() {
		String id = as("reporter1").report("VPN").path("id").asText();
		as("agent1").does(id, "assign");
		forgetWhatWasTold();
		return id;
	}

	private List<String> told(String username) {
		return each(as(username).get("/notifications").data(), "title");
	}

}
