package io.nagare.approval;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.TestClock;
import io.nagare.change.Changing;
import io.nagare.cmdb.DemoItems;
import io.nagare.directory.DemoPeople;
import io.nagare.directory.Tenants;
import io.nagare.shared.Tenancy;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;
import io.nagare.signin.factor.Totp;
import io.nagare.signin.link.SealedLinks;
import io.nagare.workflow.OwnModels;

import static io.nagare.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

/** Takes a decision by the link of a mail, from the one person it was sent to. */
@NagareTest
class ApprovalTests {

	@LocalServerPort
	private int port;

	@Autowired
	private Changing changing;

	@Autowired
	private DemoItems items;

	@Autowired
	private SealedLinks links;

	@Autowired
	private Tenants tenants;

	@Autowired
	private TestClock clock;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	private Client browser;

	@BeforeEach
	void prepare() {
		this.items.seed();
		this.changing.seatBoards();
		this.browser = new Client(this.port).with("Accept", "text/html");
	}

	@AfterEach
	void theTimeIsNow() {
		this.clock.reset();
	}

	/** The link of the mail by which somebody was told last of a ticket. */
	private String link(Api person, String slug, String ticket) {
		String notice = StreamSupport.stream(person.get("/notifications?limit=100").data().spliterator(), false)
			.filter((one) -> one.at("/ticket/id").asText().equals(ticket)
					&& !one.path("kind").asText().equals("ticket.unrouted"))
			.map((one) -> one.path("id").asText())
			.findFirst()
			.orElseThrow();
		return Tenancy.as(this.tenants.bySlug(slug).orElseThrow(),
				() -> "/approvals/" + this.links.token("approvals", UUID.fromString(notice)));
	}

	private String voted() {
		return this.changing.voted(this.changing.item("本社VPNゲートウェイ"));
	}

	private Answer decide(String link, String... said) {
		Map<String, String> form = new LinkedHashMap<>(
				Map.of("_csrf", this.browser.cookie("NAGARE-CSRF"), "lang", "ja"));
		for (int i = 0; i < said.length; i += 2) {
			form.put(said[i], said[i + 1]);
		}
		return this.browser.form(link, form);
	}

	private long votes(String id) {
		return each(this.changing.change(id).path("votes"), "vote").stream()
			.filter((vote) -> !vote.equals("null"))
			.count();
	}

	@Test
	void takesAVoteFromWhoIsShownWhatHeVotesOn() {
		String id = voted();
		String link = link(this.changing.as("cab1"), "demo", id);
		Answer page = this.browser.get(link + "?lang=ja");
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.body()).contains("判断をお願いします", "VPNゲートウェイの更新", "申請者", "鈴木", "リスク", "投票期限", "投票状況", "実施計画",
				"切り替える", "切り戻し計画", "賛成", "反対", "name=\"field.vote\"");
		assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'", "frame-ancestors 'none'");
		assertThat(page.body()).contains("として判断します").containsPattern("[^\\s>]さんとして判断します");
		assertThat(this.browser.get(link + "?lang=en").body()).contains("Please decide", "You decide as",
				"Implementation plan", "Approve");
		// who only looks at links votes for nobody, and who has not seen the page cannot
		assertThat(votes(id)).isZero();
		assertThat(new Client(this.port).form(link, Map.of("action", "vote", "field.vote", "approve")).status())
			.isEqualTo(403);
		Answer unfounded = decide(link, "action", "vote", "field.vote", "reject");
		assertThat(unfounded.status()).isEqualTo(400);
		assertThat(unfounded.body()).contains("必須項目です").containsPattern("value=\"reject\"[^>]* checked");
		assertThat(votes(id)).isZero();
		Answer kept = decide(link, "action", "vote", "field.vote", "approve", "field.reason", "よい\0\r\n計画");
		assertThat(kept.status()).isEqualTo(302);
		assertThat(this.browser.get(kept.header("Location").replaceFirst("^https?://[^/]+", "")).body())
			.contains("判断を保存しました");
		assertThat(votes(id)).isEqualTo(1);
		JsonNode record = this.changing.as("admin").get("/audit?limit=5&action=approval.decided_by_link").data().get(0);
		assertThat(record.path("entity_id").asText()).isEqualTo(id);
		assertThat(record.toString()).contains("cab1").doesNotContain("session");
		assertThat(record.path("channel").asText()).isEqualTo("link");
		this.changing.does("agent1", id, "cancel", "reason", "終わり");
		assertThat(this.browser.get(link + "?lang=ja").body()).contains("もうありません").doesNotContain("<form method");
		assertThat(decide(link, "action", "vote", "field.vote", "approve").status()).isEqualTo(409);
		assertThat(decide(link, "action", "cancel", "field.reason", "x").status()).isEqualTo(409);
	}

	@Test
	void opensNothingToOthersAndNothingElse() {
		String id = voted();
		String link = link(this.changing.as("cab2"), "demo", id);
		this.browser.get(link);
		String changed = link.substring(0, link.length() - 6) + ((link.charAt(link.length() - 6) == 'A') ? 'B' : 'A')
				+ link.substring(link.length() - 5);
		String assigned = "/approvals/" + Tenancy.as(this.tenants.bySlug("demo").orElseThrow(),
				() -> this.links.token("satisfaction", UUID.fromString(id)));
		for (String address : new String[] { changed, assigned, "/approvals/x", "/approvals/%00",
				"/approvals/" + "A".repeat(80) }) {
			assertThat(this.browser.get(address).status()).as(address).isBetween(400, 404);
			assertThat(this.browser.get(address).body()).doesNotContain("VPN", "Exception");
		}
		// it votes, and does nothing else that he could do
		assertThat(decide(link, "action", "cancel", "field.reason", "x").status()).isEqualTo(409);
		assertThat(decide(link).status()).isEqualTo(409);
		this.clock.set(Instant.now().plus(Duration.ofDays(8)));
		Answer late = this.browser.get(link + "?lang=en");
		assertThat(late.status()).isEqualTo(409);
		assertThat(late.body()).contains("expired").doesNotContain("VPN");
		this.clock.reset();
		assertThat(votes(id)).isZero();
		this.changing.does("agent1", id, "cancel", "reason", "終わり");
	}

	@Test
	void takesTheDecisionOfAManagerButNeverForASecondFactor() {
		OwnHouse house = OwnHouse.at(this.port);
		house.as("admin").patch("/users/" + house.idOf("reporter"), "manager_id", house.idOf("manager"));
		String id = asked(house);
		String link = link(house.as("manager"), house.slug(), id);
		assertThat(this.browser.get(link + "?lang=en").body()).contains("Access to a system", "field.remark", "ERP",
				"Read", "締め");
		assertThat(decide(link, "action", "approve", "field.remark", "よい").status()).isEqualTo(302);
		assertThat(house.as("manager").get("/requests/" + id).data().path("status").asText()).isEqualTo("granting");
		String later = asked(house);
		String second = link(house.as("manager"), house.slug(), later);
		JsonNode enrolment = house.as("manager").post("/auth/second-factor").data();
		assertThat(house.as("manager")
			.post("/auth/second-factor/confirm", "code",
					Totp.code(Base32.decode(enrolment.path("secret").asText()), Instant.now()))
			.status()).isLessThan(300);
		Answer page = this.browser.get(second + "?lang=en");
		assertThat(page.status()).isEqualTo(401);
		assertThat(page.body()).contains("Please sign in to decide").doesNotContain("Access to a system");
		assertThat(decide(second, "action", "approve").status()).isEqualTo(401);
		assertThat(house.as("admin").get("/requests/" + later).data().path("status").asText())
			.isEqualTo("manager_approval");
	}

	@Test
	void refusesTheManagersLinkToTheRequesterWhoIsSignedIn() {
		OwnHouse house = OwnHouse.at(this.port);
		house.answersTo("reporter", "manager");
		String id = asked(house);
		String link = link(house.as("manager"), house.slug(), id);
		this.browser.enterForm(house.username("reporter"), OwnHouse.PASSWORD);
		Answer page = this.browser.get(link + "?lang=en");
		assertThat(page.status()).isEqualTo(403);
		assertThat(page.body()).contains("somebody other than the person who is signed in")
			.doesNotContain("ERP", "<form method");
		assertThat(this.browser.get(link + "?lang=ja").body()).contains("別の方に送られた");
		assertThat(decide(link, "action", "approve").status()).isEqualTo(403);
		assertThat(house.as("admin").get("/requests/" + id).data().path("status").asText())
			.isEqualTo("manager_approval");
		JsonNode refused = house.as("admin").get("/audit?limit=5&action=link.refused").data().get(0);
		assertThat(refused.path("entity_id").asText()).isEqualTo(id);
		assertThat(refused.path("channel").asText()).isEqualTo("link");
		assertThat(refused.toString()).contains(house.username("reporter"), house.idOf("manager"), "session");
		// a person of another tenant is refused, too, and stays unnamed
		this.browser.enterForm("reporter1", DemoPeople.PASSWORD);
		assertThat(this.browser.get(link).status()).isEqualTo(403);
		assertThat(house.as("admin").get("/audit?limit=1&action=link.refused").data().get(0).toString()).contains(id)
			.doesNotContain("reporter1", "session");
		// the manager decides in a session of his own, which is on record
		this.browser.enterForm(house.username("manager"), OwnHouse.PASSWORD);
		assertThat(this.browser.get(link + "?lang=en").body()).contains("You decide as manager B");
		assertThat(decide(link, "action", "approve").status()).isEqualTo(302);
		assertThat(house.as("admin").get("/audit?limit=5&action=approval.decided_by_link").data().get(0).toString())
			.contains(house.username("manager"), "session");
	}

	@Test
	void letsNobodyDecideHisOwnRequestByALinkWhateverTheModelAllows() {
		OwnHouse house = OwnHouse.at(this.port);
		house.answersTo("reporter", "manager");
		Answer drawn = house.deploy("system-access.bpmn", OwnModels.shipped("processes/request/system-access.bpmn")
			.replace("<camunda:property name=\"excluded\" value=\"reporter, requested_for\" />", ""));
		assertThat(drawn.status()).as(drawn.body()).isEqualTo(200);
		String id = asked(house);
		String link = link(house.as("manager"), house.slug(), id);
		assertThat(this.browser.get(link).status()).isEqualTo(200);
		Tenancy.asPlatform(() -> this.transaction
			.executeWithoutResult((status) -> this.jdbc.update("UPDATE tickets SET reporter_id = ? WHERE id = ?",
					UUID.fromString(house.idOf("manager")), UUID.fromString(id))));
		Answer page = this.browser.get(link + "?lang=en");
		assertThat(page.status()).isEqualTo(403);
		assertThat(page.body()).contains("You asked for this yourself").doesNotContain("<form method");
		assertThat(decide(link, "action", "approve").status()).isEqualTo(403);
		assertThat(house.as("admin").get("/requests/" + id).data().path("status").asText())
			.isEqualTo("manager_approval");
	}

	private static String asked(OwnHouse house) {
		Answer asked = house.as("reporter")
			.post("/requests", "type", "system-access", "system", "ERP", "level", "read", "purpose", "締め");
		assertThat(asked.status()).as(asked.body()).isEqualTo(201);
		return asked.data().path("id").asText();
	}

}
