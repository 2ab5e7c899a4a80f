package io.nagare.portal;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.NagareTest;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** People get the portal's page at every address of its own; programs get answers. */
@NagareTest
class PortalPageTests {

	@LocalServerPort
	private int port;

	private Client browser() {
		return new Client(this.port).with("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
	}

	private Client agent() {
		Client browser = browser();
		browser.enterForm("agent1", "demo");
		return browser;
	}

	@Test
	void leadsThroughTheSignInToTheTicketOfAMail() {
		Client browser = new Client(this.port);
		Answer asked = browser.get("/tickets/INC0000001");
		assertThat(asked.status()).isEqualTo(302);
		assertThat(asked.header("Location")).isEqualTo("/login");
		assertThat(browser.enterForm("reporter1", "demo").header("Location")).endsWith("/tickets/INC0000001");
		assertThat(browser.get("/tickets/INC0000001").header("Content-Type")).startsWith("text/html");
	}

	@Test
	void givesEachPageItsOwnNonceAndTakesNoOtherStyleOrScript() {
		Client agent = agent();
		Answer page = agent.get("/queue?view=mine");
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.header("Cache-Control")).contains("no-store");
		String policy = page.header("Content-Security-Policy");
		assertThat(policy).contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
			.doesNotContain("unsafe-eval", "script-src 'self' 'unsafe", "style-src 'self' 'unsafe");
		String nonce = policy.replaceFirst(".*'nonce-([^']+)'.*", "$1");
		assertThat(page.body()).contains("nonce=\"" + nonce + "\"").doesNotContain("__NONCE__");
		assertThat(agent.get("/").header("Content-Security-Policy")).doesNotContain(nonce);
	}

	/** What keeps it for times without a line keeps no other page. */
	@Test
	void saysOfItsPageAloneThatItIsThePortals() {
		assertThat(agent().get("/queue").header("X-Nagare-Portal")).isEqualTo("page");
		assertThat(browser().get("/login").header("X-Nagare-Portal")).isEmpty();
		assertThat(browser().get("/approvals/unknown").header("X-Nagare-Portal")).isEmpty();
	}

	@Test
	void isInstalledInTheLanguageOfWhoInstallsIt() {
		Client anybody = new Client(this.port);
		assertThat(anybody.get("/manifest.webmanifest").body()).contains("\"lang\": \"ja\"", "新規登録");
		Answer english = anybody.get("/manifest.en.webmanifest");
		assertThat(english.status()).isEqualTo(200);
		assertThat(english.header("Cache-Control")).contains("no-cache");
		assertThat(english.body()).contains("\"lang\": \"en\"", "\"id\": \"/\"").doesNotContainPattern("\\p{IsHan}");
	}

	@Test
	void keepsItsFilesForAYearSinceTheirNamesSayWhatTheyHold() {
		String script = agent().get("/").body().replaceFirst("(?s).*src=\"(/assets/[^\"]+\\.js)\".*", "$1");
		Answer file = new Client(this.port).get(script);
		assertThat(file.status()).isEqualTo(200);
		assertThat(file.header("Cache-Control")).contains("max-age=31536000", "immutable");
	}

	/** An answer of the API may hold a secret beside what its caller wrote. */
	@Test
	void sendsItsFilesCompressedAndNoAnswerOfTheApi() {
		Client client = new Client(this.port).with("Accept-Encoding", "gzip");
		client.enterForm("agent1", "demo");
		String script = agent().get("/").body().replaceFirst("(?s).*src=\"(/assets/[^\"]+\\.js)\".*", "$1");
		assertThat(client.get(script).header("Content-Encoding")).isEqualTo("gzip");
		Answer thorough = new Client(this.port).with("Accept-Encoding", "gzip, deflate, br").get(script);
		assertThat(thorough.header("Content-Encoding")).isEqualTo("br");
		assertThat(thorough.header("Content-Type")).startsWith("text/javascript");
		Answer people = client.get("/api/v1/incidents?limit=100");
		assertThat(people.status()).isEqualTo(200);
		assertThat(people.header("Content-Encoding")).isEmpty();
	}

	@Test
	void showsPeopleAPageAndProgramsAnErrorWhereNothingIs() {
		assertThat(agent().get("/nowhere/at/all").body()).contains("id=\"root\"");
		Client program = new Client(this.port);
		program.enterForm("agent1", "demo");
		assertThat(program.get("/nowhere/at/all").status()).isEqualTo(403);
		assertThat(program.get("/api/v1/nowhere").header("Content-Type")).startsWith("application/json");
		assertThat(agent().get("/assets/nowhere.js").status()).isEqualTo(404);
	}

	/** Programs get JSON there, people do not read it. */
	@ParameterizedTest
	@CsvSource({ "/api/v1/nowhere, 404", "/api/v1/incidents/INC9999999, 404", "/api/v1/audit, 403",
			"/engine-rest/task, 401", "/actuator/nowhere, 401" })
	void showsPeopleAPageWithAWayHomeAtAddressesForPrograms(String address, int status) {
		Answer page = agent().sending("Accept-Language", "en").get(address);
		assertThat(page.status()).as(page.body()).isEqualTo(status);
		assertThat(page.header("Content-Type")).startsWith("text/html");
		assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
		assertThat(page.body()).contains("lang=\"en\"", "Back to home", "href=\"/\"")
			.doesNotContain("\"error\"", "日本語");
		assertThat(agent().sending("Accept-Language", "ja").get(address).body()).contains("lang=\"ja\"", "ホームに戻る");
		Client program = new Client(this.port);
		program.enterForm("agent1", "demo");
		assertThat(program.get(address).header("Content-Type")).startsWith("application/json");
	}

	/** The engine has errors of its own; its door takes no sessions. */
	@Test
	void showsPeopleAPageWhereTheEngineRefuses() {
		Client person = browser().sending("Accept-Language", "ja").basic("agent1", "demo");
		for (String address : List.of("/engine-rest/nowhere", "/engine-rest/task/nowhere")) {
			Answer page = person.get(address);
			assertThat(page.status()).as(page.body()).isIn(403, 404);
			assertThat(page.header("Content-Type")).startsWith("text/html");
			assertThat(page.body()).contains("ホームに戻る").doesNotContain("Refused", "Exception");
		}
		Answer tasks = person.get("/engine-rest/task/count");
		assertThat(tasks.status()).as(tasks.body()).isEqualTo(200);
		assertThat(tasks.json().path("count").isNumber()).isTrue();
	}

	@Test
	void tellsStrangersThatAnAddressIsForPrograms() {
		Answer page = browser().sending("Accept-Language", "ja").get("/api/v1/incidents");
		assertThat(page.status()).isEqualTo(401);
		assertThat(page.body()).contains("このアドレスはプログラム用です", "href=\"/\"").doesNotContain("\"error\"");
	}

}
