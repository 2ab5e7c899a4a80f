package io.nagare.portal;

import org.junit.jupiter.api.Test;

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
		assertThat(agent().get("/api/v1/nowhere").status()).isEqualTo(404);
		assertThat(agent().get("/assets/nowhere.js").status()).isEqualTo(404);
	}

}
