package io.nagare.ticket.follower;

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
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;
import io.nagare.signin.Newcomers;
import io.nagare.signin.Newcomers.Newcomer;

import static org.assertj.core.api.Assertions.assertThat;

/** Lets people follow tickets of every kind, and tells them what becomes of these. */
@NagareTest
class FollowerTests {

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	private Api agent = Api.at(0);

	private Newcomer newcomer = new Newcomer(new Client(0), "", "");

	private Api follower = Api.at(0);

	@BeforeEach
	void somebodyNewComes() {
		this.agent = Api.at(this.port).as("agent1");
		this.newcomer = Newcomers.join(new Client(this.port), "operator");
		this.follower = Api.at(this.port).as(this.newcomer.name(), Newcomers.PASSWORD);
	}

	@Test
	void letsEverybodyFollowWhatTheyMayReadOnce() {
		String incident = "/incidents/" + reported();
		assertThat(this.follower.post(incident + "/followers").status()).isEqualTo(201);
		assertThat(AtOnce.statuses(2, (one) -> this.follower.post(incident + "/followers"))).containsOnly(201);
		assertThat(names(this.agent.get(incident + "/followers"))).containsExactly(this.newcomer.name());
		assertThat(Api.at(this.port).as("viewer").post(incident + "/followers").status()).isEqualTo(201);
		assertThat(names(Api.at(this.port).as("reporter1").get(incident + "/followers"))).isEmpty();
		assertThat(Api.refusal(Api.at(this.port).as("reporter2").post(incident + "/followers"))).startsWith("404");
		assertThat(Api.refusal(Api.at(this.port).as("other-agent").post(incident + "/followers"))).startsWith("404");
		assertThat(Api.each(this.follower.get("/incidents?view=followed").data(), "id"))
			.containsExactly(incident.substring(11));
		assertThat(this.follower.delete(incident + "/followers/" + this.newcomer.id()).status()).isEqualTo(204);
		assertThat(this.follower.delete(incident + "/followers/" + this.newcomer.id()).status()).isEqualTo(204);
		assertThat(this.follower.get("/incidents?view=followed").data()).isEmpty();
		for (String kind : List.of("problems", "changes")) {
			String other = "/" + kind + "/" + this.agent.post("/" + kind, "title", "ログの調査").data().path("id").asText();
			assertThat(this.follower.post(other + "/followers").status()).isEqualTo(201);
			assertThat(names(this.agent.get(other + "/followers"))).containsExactly(this.newcomer.name());
		}
	}

	@Test
	void takesAColleagueOnlyWhoMayRead() {
		String open = "/incidents/" + reported();
		assertThat(this.agent.post(open + "/followers", "user_id", this.newcomer.id()).status()).isEqualTo(201);
		assertThat(told()).containsExactly("フォロワーになりました：VPN");
		assertThat(this.agent.post(open + "/followers", "user_id", this.newcomer.id()).status()).isEqualTo(201);
		assertThat(told()).hasSize(1);
		String reporter2 = Api.at(this.port).as("reporter2").me();
		Answer refused = this.agent.post(open + "/followers", "user_id", reporter2);
		assertThat(Api.refusal(refused)).isEqualTo("400 VALIDATION_FAILED user_id=follower_may_not_read");
		assertThat(refused.body()).contains("can’t read this ticket");
		assertThat(Api.refusal(this.agent.post(open + "/followers", "user_id", UUID.randomUUID().toString())))
			.endsWith("user_id=unknown_user");
		assertThat(Api.refusal(Api.at(this.port).as("reporter1").post(open + "/followers", "user_id", reporter2)))
			.startsWith("403");
		assertThat(Api.refusal(Api.at(this.port).as("viewer").delete(open + "/followers/" + this.newcomer.id())))
			.startsWith("403");
		assertThat(this.agent.delete(open + "/followers/" + this.newcomer.id()).status()).isEqualTo(204);
		assertThat(names(this.agent.get(open + "/followers"))).isEmpty();
	}

	@Test
	void tellsFollowersOfPublicNotesAndEachNewStatusOnce() {
		String id = reported();
		this.follower.post("/incidents/" + id + "/followers");
		// who is told anyway is not told again
		Api.at(this.port).as("reporter1").post("/incidents/" + id + "/followers");
		this.agent.does(id, "assign");
		this.agent.post("/incidents/" + id + "/work-notes", "content", "内輪の話", "is_public", "N");
		assertThat(told()).containsExactly("割り当て済み：VPN");
		this.agent.post("/incidents/" + id + "/work-notes", "content", "再起動してください", "is_public", "Y");
		assertThat(told()).first().isEqualTo("公開ノートが追加されました：VPN");
		this.agent.does(id, "start");
		this.agent.does(id, "resolve", "resolution", "再起動した", "resolution_code", "fixed");
		Api.at(this.port).as("reporter1").does(id, "reopen", "reason", "また切れた");
		assertThat(told()).containsExactly("再オープンされました：VPN", "解決済み：VPN", "対応中：VPN", "公開ノートが追加されました：VPN", "割り当て済み：VPN");
		assertThat(toldOf("reporter1", id)).containsOnlyOnce("返信がありました：VPN")
			.contains("解決の確認をお願いします：VPN")
			.doesNotContain("解決済み：VPN");
		// what somebody does himself is no news to him
		this.follower.does(id, "resolve", "resolution", "交換した", "resolution_code", "fixed");
		assertThat(told()).hasSize(5);
	}

	@Test
	void tellsNobodyWhoMayNoLongerRead() {
		String id = reported();
		this.follower.post("/incidents/" + id + "/followers");
		this.agent.post("/incidents/" + id + "/work-notes", "content", "役員の端末です", "is_public", "Y");
		assertThat(told()).hasSize(1);
		assertThat(
				Api.at(this.port).as("manager").patch("/incidents/" + id, "confidentiality", "confidential").status())
			.isEqualTo(200);
		Api.at(this.port).as("manager").post("/incidents/" + id + "/work-notes", "content", "秘密", "is_public", "Y");
		Api.at(this.port).as("manager").does(id, "assign", "assignee_id", Api.at(this.port).as("agent2").me());
		assertThat(told()).isEmpty();
		assertThat(this.follower.get("/incidents?view=followed").data()).isEmpty();
	}

	@Test
	void letsWhoIsMentionedFollowFromThenOn() {
		String id = reported();
		this.agent.post("/incidents/" + id + "/work-notes", "content", "@" + this.newcomer.name() + " 見てください",
				"is_public", "N");
		assertThat(names(this.agent.get("/incidents/" + id + "/followers"))).containsExactly(this.newcomer.name());
		this.agent.does(id, "assign");
		assertThat(told()).containsExactly("割り当て済み：VPN", "ノートで指名されました：VPN");
	}

	@Test
	void takesTwoHundredAtMostAndForgetsWhoLeaves() {
		String id = reported();
		Tenancy.asPlatform(() -> this.transaction.executeWithoutResult((status) -> this.jdbc.update(
				"""
						WITH crowd AS (
						    INSERT INTO users (id, tenant_id, username, email, first_name, last_name, role, is_active, hashed_password)
						    SELECT gen_random_uuid(), t.tenant_id, 'crowd-' || ?::text || '-' || n, 'crowd-' || ?::text || n || '@x.example',
						           '人', '群', 'operator', false, '!'
						      FROM tickets t, generate_series(1, 200) n WHERE t.id = ?::uuid RETURNING id, tenant_id)
						INSERT INTO ticket_followers (tenant_id, ticket_id, user_id) SELECT tenant_id, ?::uuid, id FROM crowd
						""",
				id.substring(0, 8), id.substring(0, 8), id, id)));
		Answer refused = this.follower.post("/incidents/" + id + "/followers");
		assertThat(Api.refusal(refused)).isEqualTo("409 CONFLICT user_id=too_many_followers");
		assertThat(refused.body()).contains("200");
		this.agent.post("/incidents/" + id + "/work-notes", "content", "@" + this.newcomer.name(), "is_public", "N");
		assertThat(names(this.agent.get("/incidents/" + id + "/followers"))).hasSize(200)
			.doesNotContain(this.newcomer.name());
		Tenancy.asPlatform(() -> this.transaction.executeWithoutResult((status) -> {
			this.jdbc.update("DELETE FROM ticket_followers WHERE ticket_id = ?::uuid", id);
			this.jdbc.update("DELETE FROM users WHERE username LIKE ?", "crowd-" + id.substring(0, 8) + "-%");
		}));
		this.follower.post("/incidents/" + id + "/followers");
		Answer erased = Api.at(this.port)
			.as("admin")
			.post("/users/" + this.newcomer.id() + "/erasure", "reason", "本人の請求");
		assertThat(erased.status()).as(erased.body()).isEqualTo(200);
		assertThat(names(this.agent.get("/incidents/" + id + "/followers"))).isEmpty();
	}

	/** An incident of reporter1 that nobody has. */
	private String reported() {
		return Api.at(this.port).as("reporter1").report("VPN").path("id").asText();
	}

	/** Beside what all agents are told of a ticket that no team has. */
	private List<String> told() {
		return Api.each(this.follower.get("/notifications").data(), "title")
			.stream()
			.filter((title) -> !title.startsWith("担当チームが決まっていません"))
			.toList();
	}

	private List<String> toldOf(String username, String ticket) {
		return StreamSupport
			.stream(Api.at(this.port).as(username).get("/notifications?limit=100").data().spliterator(), false)
			.filter((notice) -> notice.at("/ticket/id").asText().equals(ticket))
			.map((notice) -> notice.path("title").asText())
			.toList();
	}

	private static List<String> names(Answer followers) {
		assertThat(followers.status()).as(followers.body()).isEqualTo(200);
		return StreamSupport.stream(followers.data().spliterator(), false)
			.map((JsonNode one) -> one.at("/user/username").asText())
			.toList();
	}

}
