package io.nagare.satisfaction;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.AtOnce;
import io.nagare.NagareTest;
import io.nagare.TestClock;
import io.nagare.directory.DemoPeople;
import io.nagare.directory.Tenants;
import io.nagare.shared.Tenancy;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;
import io.nagare.signin.link.SealedLinks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asks the reporter of a closed ticket, and takes his answer once, by link or signed in.
 */
@NagareTest
class SatisfactionTests {

	@LocalServerPort
	private int port;

	@Autowired
	private SealedLinks links;

	@Autowired
	private Tenants tenants;

	@Autowired
	private TestClock clock;

	private Api agent = Api.at(0);

	private Api reporter = Api.at(0);

	@BeforeEach
	void theyStandAtTheDoor() {
		this.agent = Api.at(this.port).as("agent1");
		this.reporter = Api.at(this.port).as("reporter1");
	}

	@AfterEach
	void theTimeIsNow() {
		this.clock.reset();
	}

	@Test
	void asksTheReporterAloneOnceItIsClosed() {
		String id = this.reporter.report("VPN").path("id").asText();
		assertThat(asked(id)).isZero();
		assertThat(satisfaction(this.agent, id).path("asked_at").isNull()).isTrue();
		assertThat(Api.refusal(this.reporter.post("/incidents/" + id + "/satisfaction", "score", 5)))
			.isEqualTo("409 CONFLICT score=satisfaction_not_asked");
		close(id);
		assertThat(asked(id)).isEqualTo(1);
		assertThat(satisfaction(this.reporter, id).path("may_answer").asBoolean()).isTrue();
		assertThat(satisfaction(this.agent, id).path("may_answer").asBoolean()).isFalse();
		String cancelled = this.reporter.report("VPN").path("id").asText();
		this.reporter.does(cancelled, "cancel", "reason", "不要");
		assertThat(asked(cancelled)).isZero();
	}

	@Test
	void takesOneAnswerByLinkFromWhoeverHasIt() {
		String id = closed();
		String link = link(id);
		Client browser = new Client(this.port).with("Accept", "text/html");
		Answer page = browser.get(link + "?lang=ja");
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.body()).contains("どの程度満足していますか", "VPN", "name=\"score\"", "name=\"_csrf\"");
		assertThat(page.header("Content-Security-Policy")).contains("frame-ancestors 'none'", "form-action 'self'");
		assertThat(browser.get(link + "?lang=en").body()).contains("How satisfied are you");
		// a program that only looks has answered nothing, and one without the page cannot
		assertThat(satisfaction(this.agent, id).path("score").isNull()).isTrue();
		assertThat(new Client(this.port).form(link, Map.of("score", "1")).status()).isEqualTo(403);
		String csrf = browser.cookie("NAGARE-CSRF");
		Answer empty = browser.form(link, Map.of("_csrf", csrf, "lang", "en", "comment", "早かった"));
		assertThat(empty.status()).isEqualTo(400);
		assertThat(empty.body()).contains("Choose a score", "早かった");
		assertThat(browser.form(link, Map.of("_csrf", csrf, "score", "6")).status()).isEqualTo(400);
		assertThat(browser.form(link, Map.of("_csrf", csrf, "score", "5", "comment", "x".repeat(2001))).status())
			.isEqualTo(400);
		Answer kept = browser.form(link, Map.of("_csrf", csrf, "lang", "ja", "score", "4", "comment", "早かった\0"));
		assertThat(kept.status()).isEqualTo(302);
		assertThat(browser.get(kept.header("Location").replaceFirst("^https?://[^/]+", "")).body())
			.contains("回答を保存しました");
		Answer again = browser.form(link, Map.of("_csrf", csrf, "lang", "ja", "score", "1"));
		assertThat(again.status()).isEqualTo(200);
		assertThat(again.body()).contains("すでに回答済みです").doesNotContain("name=\"score\"");
		JsonNode said = satisfaction(this.agent, id);
		assertThat(said.path("score").asInt()).isEqualTo(4);
		assertThat(said.path("comment").asText()).isEqualTo("早かった");
		assertThat(Api.refusal(this.reporter.post("/incidents/" + id + "/satisfaction", "score", 1)))
			.isEqualTo("409 CONFLICT score=satisfaction_answered");
	}

	@Test
	void refusesTheReportersLinkToAnotherPersonWhoIsSignedIn() {
		String id = closed();
		String link = link(id);
		Client browser = new Client(this.port).with("Accept", "text/html");
		browser.enterForm("agent1", DemoPeople.PASSWORD);
		Answer page = browser.get(link + "?lang=en");
		assertThat(page.status()).isEqualTo(403);
		assertThat(page.body()).contains("somebody other than the person who is signed in").doesNotContain("VPN");
		assertThat(browser.form(link, Map.of("_csrf", browser.cookie("NAGARE-CSRF"), "score", "5")).status())
			.isEqualTo(403);
		assertThat(satisfaction(this.agent, id).path("score").isNull()).isTrue();
	}

	@Test
	void opensNothingByAnAddressThatIsNoneOrTooOld() {
		String id = closed();
		String link = link(id);
		Client browser = new Client(this.port).with("Accept-Language", "en");
		char last = link.charAt(link.length() - 5);
		String changed = link.substring(0, link.length() - 5) + ((last == 'A') ? 'B' : 'A')
				+ link.substring(link.length() - 4);
		String elsewhere = Tenancy.as(this.tenants.bySlug("other").orElseThrow(),
				() -> "/satisfaction/" + this.links.token("satisfaction", UUID.fromString(id)));
		for (String address : new String[] { changed, elsewhere, "/satisfaction/x", "/satisfaction/%00",
				"/satisfaction/" + "A".repeat(80), "/satisfaction/" + "A".repeat(5000) }) {
			Answer page = browser.get(address);
			assertThat(page.status()).as(address).isBetween(400, 404);
			assertThat(page.body()).doesNotContain("VPN", "Exception");
		}
		assertThat(browser.get(changed).body()).contains("leads nowhere");
		browser.get(link);
		String csrf = browser.cookie("NAGARE-CSRF");
		assertThat(browser.form(elsewhere, Map.of("_csrf", csrf, "score", "1")).status()).isEqualTo(404);
		this.clock.set(Instant.now().plus(Duration.ofDays(15)));
		Answer late = browser.form(link, Map.of("_csrf", csrf, "score", "5"));
		assertThat(late.status()).isEqualTo(410);
		assertThat(late.body()).contains("expired");
		this.clock.reset();
		assertThat(satisfaction(this.agent, id).path("score").isNull()).isTrue();
	}

	@Test
	void takesTheReportersAnswerWhoHasSignedInAndNobodyElses() {
		String id = closed();
		String path = "/incidents/" + id + "/satisfaction";
		assertThat(Api.refusal(this.agent.post(path, "score", 5))).isEqualTo("403 FORBIDDEN score=reporters_only");
		assertThat(Api.refusal(Api.at(this.port).as("reporter2").post(path, "score", 5))).startsWith("404");
		assertThat(Api.refusal(this.reporter.post(path, "score", 0))).startsWith("400 VALIDATION_FAILED score=");
		assertThat(Api.refusal(this.reporter.post(path, "score", 3, "comment", "x".repeat(2001))))
			.startsWith("400 VALIDATION_FAILED comment=");
		assertThat(AtOnce.statuses(3, (one) -> this.reporter.post(path, "score", 3))).containsOnlyOnce(201)
			.containsOnly(201, 409);
		assertThat(satisfaction(this.agent, id).path("score").asInt()).isEqualTo(3);
	}

	@Test
	void countsMeanAndShareOfAnswersAndNothingWithoutAny() {
		String category = Api.at(this.port)
			.as("admin")
			.post("/categories", "name", "satisfaction " + UUID.randomUUID())
			.data()
			.path("id")
			.asText();
		String narrow = "?by=month&category_id=" + category;
		assertThat(this.agent.get("/figures/satisfaction" + narrow).data().path("value").isNull()).isTrue();
		for (int score : new int[] { 5, 2, 0 }) {
			String id = this.reporter.report("VPN", "category_id", category).path("id").asText();
			close(id);
			if (score > 0) {
				assertThat(this.reporter.post("/incidents/" + id + "/satisfaction", "score", score).status())
					.isEqualTo(201);
			}
		}
		JsonNode mean = this.agent.get("/figures/satisfaction" + narrow).data();
		assertThat(mean.path("value").asDouble()).isEqualTo(3.5);
		assertThat(mean.path("denominator").asInt()).isEqualTo(2);
		assertThat(mean.path("series").path(0).path("denominator").asInt()).isEqualTo(2);
		JsonNode share = this.agent.get("/figures/satisfaction_answers" + narrow.replace("month", "team")).data();
		assertThat(share.path("numerator").asInt()).isEqualTo(2);
		assertThat(share.path("denominator").asInt()).isEqualTo(3);
	}

	private String closed() {
		String id = this.reporter.report("VPN").path("id").asText();
		close(id);
		return id;
	}

	private void close(String id) {
		// where nobody was given it
		this.agent.act(id, "assign");
		this.agent.does(id, "start");
		this.agent.does(id, "resolve", "resolution", "再起動した", "resolution_code", "fixed");
		assertThat(this.reporter.does(id, "confirm").path("phase").asText()).isEqualTo("closed");
	}

	private String link(String id) {
		return Tenancy.as(this.tenants.bySlug("demo").orElseThrow(),
				() -> "/satisfaction/" + this.links.token("satisfaction", UUID.fromString(id)));
	}

	private long asked(String id) {
		return StreamSupport.stream(this.reporter.get("/notifications?limit=100").data().spliterator(), false)
			.filter((notice) -> notice.at("/ticket/id").asText().equals(id)
					&& notice.path("kind").asText().equals("satisfaction.asked"))
			.count();
	}

	private static JsonNode satisfaction(Api api, String id) {
		Answer answer = api.get("/incidents/" + id + "/satisfaction");
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data();
	}

}
