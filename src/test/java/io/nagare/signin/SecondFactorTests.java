package io.nagare.signin;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import io.nagare.directory.AcrossTenants;
import io.nagare.directory.Caller;
import io.nagare.directory.Callers;
import io.nagare.shared.Refusal;
import io.nagare.signin.Newcomers.Newcomer;
import io.nagare.signin.factor.SecondFactors;
import io.nagare.signin.factor.Totp;

import static org.assertj.core.api.Assertions.assertThat;

@WithIdentity
class SecondFactorTests {

	private static final String OWN = "/api/v1/auth/second-factor";

	private static final String RULE = "/api/v1/second-factor-rule";

	private static final String PROFILE = "/api/v1/auth/profile";

	private static final String TASKLIST = "/camunda/app/tasklist/default/";

	@Autowired
	private Client client;

	@Autowired
	private AcrossTenants acrossTenants;

	@Autowired
	private Callers callers;

	@Autowired
	private SecondFactors factors;

	@Autowired
	private JdbcTemplate jdbc;

	private Newcomer agent;

	private Client signedIn;

	private String secret = "";

	private List<String> recoveryCodes = List.of();

	@BeforeEach
	void somebodyJoins() {
		this.agent = Newcomers.join(this.client, "viewer");
		this.signedIn = this.agent.signedIn();
	}

	@AfterEach
	void nobodyNeedsOne() {
		this.agent.admin().put(RULE, "{\"roles\":[]}");
	}

	private void enrol() {
		this.secret = this.signedIn.post(OWN, "{}").data().path("secret").asText();
		JsonNode codes = confirm(this.signedIn, now(0)).data().path("recovery_codes");
		this.recoveryCodes = StreamSupport.stream(codes.spliterator(), false).map(JsonNode::asText).toList();
	}

	/** The app's code, so many steps from now. */
	private String now(int steps) {
		return Totp.code(Base32.decode(this.secret), Instant.now().plusSeconds(30L * steps));
	}

	private static Client.Answer confirm(Client client, String code) {
		return client.post(OWN + "/confirm", code(code));
	}

	private static String code(String code) {
		return "{\"code\":\"" + code + "\"}";
	}

	@Test
	void isAskedForOnceACodeHasShownThatTheAppHasTheSecret() {
		Client.Answer begun = this.signedIn.post(OWN, "{}");
		assertThat(begun.status()).isEqualTo(201);
		this.secret = begun.data().path("secret").asText();
		assertThat(begun.data().path("otpauth_uri").asText())
			.isEqualTo("otpauth://totp/Nagare:" + this.agent.name() + "?secret=" + this.secret + "&issuer=Nagare");
		assertThat(this.agent.signedIn().get(PROFILE).status()).isEqualTo(200);
		Client.Answer wrong = confirm(this.signedIn, "000000".equals(now(0)) ? "000001" : "000000");
		assertThat(wrong.status()).isEqualTo(400);
		assertThat(wrong.json().at("/error/details/0/field").asText()).isEqualTo("code");
		Client.Answer confirmed = confirm(this.signedIn, now(0));
		assertThat(confirmed.data().path("recovery_codes")).hasSize(10);
		assertThat(this.signedIn.get(OWN).data().path("enrolled").asBoolean()).isTrue();
		assertThat(this.signedIn.post(OWN, "{}").status()).isEqualTo(409);
		assertThat(confirm(this.signedIn, now(1)).status()).isEqualTo(409);
		Client.Answer asked = this.client.stranger().login(this.agent.name(), Newcomers.PASSWORD);
		assertThat(asked.status()).isEqualTo(401);
		assertThat(asked.refused()).isEqualTo("SECOND_FACTOR_REQUIRED");
		assertThat(this.agent.login(now(1)).status()).isEqualTo(200);
	}

	@Test
	void takesNoCodeTwice() {
		enrol();
		String code = now(1);
		assertThat(this.agent.login(code).status()).isEqualTo(200);
		Client.Answer again = this.agent.login(code);
		assertThat(again.status()).isEqualTo(401);
		assertThat(again.json().at("/error/details/0/code").asText()).isEqualTo("wrong_code");
		assertThat(this.agent.login(now(0)).status()).isEqualTo(401);
	}

	/** They come from as many addresses, each of which has not failed yet. */
	@Test
	void looksAtNoFurtherCodesOfWhoGuessesAtOnce() {
		enrol();
		Caller guessed = this.callers.byUsername(this.agent.name()).orElseThrow();
		String wrong = "000000".equals(now(0)) ? "000001" : "000000";
		List<String> said = IntStream.range(0, 40).parallel().mapToObj((one) -> said(guessed, wrong)).toList();
		assertThat(said).containsOnly("false", "RATE_LIMITED");
		assertThat(said).filteredOn("false"::equals).hasSize(10);
		assertThat(said(guessed, now(1))).isEqualTo("RATE_LIMITED");
		this.acrossTenants.write(() -> this.jdbc.update(
				"UPDATE second_factors SET wrong_at = now() - interval '31 s' WHERE user_id = ?", guessed.userId()));
		assertThat(said(guessed, now(1))).isEqualTo("true");
		assertThat(said(guessed, wrong)).isEqualTo("false");
		assertThat(said(guessed, wrong)).isEqualTo("false");
	}

	private String said(Caller of, String code) {
		try {
			return String.valueOf(this.factors.accepts(of, code));
		}
		catch (Refusal refusal) {
			return refusal.kind().toString();
		}
	}

	@Test
	void takesEachRecoveryCodeOnce() {
		enrol();
		assertThat(this.agent.login(this.recoveryCodes.get(0).toUpperCase(Locale.ROOT)).status()).isEqualTo(200);
		assertThat(this.agent.login(this.recoveryCodes.get(0)).status()).isEqualTo(401);
		assertThat(this.agent.login(this.recoveryCodes.get(1).replace("-", " ")).status()).isEqualTo(200);
		assertThat(this.signedIn.get(OWN).data().path("recovery_codes_left").asInt()).isEqualTo(8);
		List<JsonNode> renewed = List
			.of(this.signedIn.post(OWN + "/recovery-codes", code(this.recoveryCodes.get(2))).data());
		assertThat(renewed.get(0).path("recovery_codes")).hasSize(10);
		assertThat(this.agent.login(this.recoveryCodes.get(3)).status()).isEqualTo(401);
	}

	@Test
	void liesSealedInTheDatabaseAndItsCodesHashed() {
		enrol();
		String rows = this.acrossTenants.read(() -> this.jdbc.queryForObject("""
				SELECT string_agg(f::text || r::text, ' ')
				  FROM second_factors f JOIN recovery_codes r USING (user_id) WHERE user_id = ?::uuid""", String.class,
				this.agent.id()));
		assertThat(rows).isNotEmpty().doesNotContain(this.secret);
		assertThat(this.recoveryCodes).noneMatch((code) -> rows.contains(code) || rows.contains(code.replace("-", "")));
	}

	@Test
	void closesTheDoorToAPasswordAloneAndLeavesItOpenToATokens() {
		assertThat(this.client.basic(this.agent.name(), Newcomers.PASSWORD).get("/engine-rest/task").status())
			.isEqualTo(200);
		String token = this.signedIn
			.post("/api/v1/auth/tokens",
					"{\"name\":\"script\",\"expires_at\":\"%s\"}".formatted(Instant.now().plusSeconds(600)))
			.data()
			.path("token")
			.asText();
		enrol();
		Client.Answer refused = this.client.basic(this.agent.name(), Newcomers.PASSWORD).get("/engine-rest/task");
		assertThat(refused.status()).isEqualTo(401);
		assertThat(refused.refused()).isEqualTo("SECOND_FACTOR_REQUIRED");
		assertThat(this.client.basic(this.agent.name(), token).get("/engine-rest/task").status()).isEqualTo(200);
	}

	@Test
	void isNotGuessed() {
		enrol();
		IntStream.range(0, 5).forEach((i) -> {
			assertThat(this.agent.login("guess" + i).status()).isEqualTo(401);
			// the right password does not wipe out the failures
			this.client.stranger().login(this.agent.name(), Newcomers.PASSWORD);
		});
		assertThat(this.agent.login(this.recoveryCodes.get(0)).status()).isEqualTo(429);
		assertThat(this.signedIn.post(OWN + "/disable", code(this.recoveryCodes.get(0))).status()).isEqualTo(429);
	}

	@Test
	void isGivenUpWithACodeOnly() {
		enrol();
		assertThat(this.signedIn.post(OWN + "/disable", code("123")).status()).isEqualTo(400);
		assertThat(this.signedIn.post(OWN + "/disable", "{}").json().at("/error/details/0/field").asText())
			.isEqualTo("code");
		assertThat(this.signedIn.post(OWN + "/disable", code(now(1))).status()).isEqualTo(204);
		assertThat(this.agent.signedIn().get(PROFILE).status()).isEqualTo(200);
		assertThat(this.signedIn.post(OWN + "/disable", code(now(1))).status()).isEqualTo(409);
	}

	@Test
	void isTakenAwayByAnAdministratorFromWhoHasLostIt() {
		enrol();
		String path = "/api/v1/users/" + this.agent.id() + "/second-factor";
		assertThat(this.signedIn.delete(path).status()).isEqualTo(403);
		assertThat(this.client.as("other-admin").delete(path).status()).isEqualTo(404);
		assertThat(this.agent.admin().delete(path).status()).isEqualTo(204);
		assertThat(this.agent.signedIn().get(PROFILE).status()).isEqualTo(200);
		assertThat(this.agent.admin().delete(path).status()).isEqualTo(404);
	}

	@Test
	void letsWhoOwesItDoNothingElse() {
		assertThat(this.agent.admin().put(RULE, "{\"roles\":[\"viewer\"]}").status()).isEqualTo(200);
		assertThat(this.agent.admin().get(RULE).data().path("roles").get(0).asText()).isEqualTo("viewer");
		Client.Answer refused = this.signedIn.get("/api/v1/categories");
		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.json().at("/error/details/0/code").asText()).isEqualTo("second_factor_owed");
		assertThat(this.signedIn.get("/engine-rest/task").status()).isEqualTo(403);
		assertThat(this.client.basic(this.agent.name(), Newcomers.PASSWORD).get("/engine-rest/task").status())
			.isEqualTo(403);
		assertThat(this.signedIn.get(OWN).data().path("required").asBoolean()).isTrue();
		assertThat(this.client.as("agent1").get("/api/v1/categories").status()).isEqualTo(200);
		enrol();
		assertThat(this.signedIn.get("/api/v1/categories").status()).isEqualTo(200);
	}

	@Test
	void isAskedForBeforeAnyProgramGetsACode() {
		OAuthClientOf app = OAuthClientOf.confidential(this.agent.admin());
		this.agent.admin().put(RULE, "{\"roles\":[\"viewer\"]}");
		Client browser = this.client.stranger();
		browser.enterForm(this.agent.name(), Newcomers.PASSWORD);
		Client.Answer answer = browser.get(app.authorizePath());
		assertThat(answer.status()).isEqualTo(302);
		assertThat(answer.header("Location")).isEqualTo("/login/second-factor");
	}

	@Test
	void isDemandedByAdministratorsForTheirOwnTenant() {
		assertThat(this.client.as("agent1").put(RULE, "{\"roles\":[]}").status()).isEqualTo(403);
		Client.Answer wrong = this.agent.admin().put(RULE, "{\"roles\":[\"emperor\"]}");
		assertThat(wrong.json().at("/error/details/0/field").asText()).isEqualTo("roles");
		assertThat(this.client.as("other-admin").put(RULE, "{\"roles\":[\"viewer\"]}").status()).isEqualTo(200);
		assertThat(this.signedIn.get("/api/v1/categories").status()).isEqualTo(200);
		assertThat(this.client.as("other-admin").put(RULE, "{\"roles\":[]}").status()).isEqualTo(200);
		assertThat(this.client.as("platform").put(RULE, "{\"roles\":[\"viewer\"]}").status()).isEqualTo(400);
	}

	@Test
	void isTheSecondStepOfTheSignInPage() {
		enrol();
		Client browser = this.client.stranger();
		browser.get(TASKLIST);
		assertThat(browser.enterForm(this.agent.name(), Newcomers.PASSWORD).header("Location"))
			.isEqualTo("/login?code");
		assertThat(browser.get(TASKLIST).status()).isEqualTo(302);
		assertThat(browser.get("/login?code").body()).contains("authenticator app").doesNotContain("type=\"password\"");
		assertThat(browser.get("/login?code&lang=ja").body()).contains("二段階認証");
		assertThat(browser.form("/login", Map.of("code", now(1))).status()).isEqualTo(403);
		assertThat(enterCode(browser, "000").header("Location")).isEqualTo("/login?code&error");
		assertThat(browser.get("/login?code&error").body()).contains("The code is wrong");
		String before = browser.cookie("NAGARE-SESSION");
		assertThat(enterCode(browser, now(1)).header("Location")).endsWith(TASKLIST);
		assertThat(browser.cookie("NAGARE-SESSION")).isNotEqualTo(before);
		assertThat(browser.get(TASKLIST).body()).isEqualTo(this.agent.name() + " sees demo");
	}

	@Test
	void isNoFirstStep() {
		enrol();
		Client browser = this.client.stranger();
		browser.get("/login");
		assertThat(
				browser
					.form("/login",
							Map.of("username", this.agent.name(), "code", now(1), "_csrf",
									browser.cookie("NAGARE-CSRF")))
					.header("Location"))
			.isEqualTo("/login?error");
		assertThat(browser.get(TASKLIST).status()).isEqualTo(302);
	}

	@Test
	void isEnrolledAtTheBrowserByWhoOwesIt() {
		this.agent.admin().put(RULE, "{\"roles\":[\"viewer\"]}");
		Client browser = this.client.stranger();
		browser.enterForm(this.agent.name(), Newcomers.PASSWORD);
		assertThat(browser.get(TASKLIST).header("Location")).isEqualTo("/login/second-factor");
		assertThat(browser.get("/camunda/api/engine/engine/default/task").status()).isEqualTo(403);
		String page = browser.get("/login/second-factor").body();
		assertThat(page).contains("otpauth://totp/").doesNotContain("<script");
		this.secret = page.replaceAll("(?s).*<code>([A-Z2-7]+)</code>.*", "$1");
		assertThat(browser.form("/login/second-factor", Map.of("code", now(0))).status()).isEqualTo(403);
		assertThat(enrolWith(browser, "000").body()).contains("The code is wrong").contains(this.secret);
		assertThat(enrolWith(browser, now(0)).body().split("<li>")).hasSize(11);
		assertThat(browser.get(TASKLIST).body()).isEqualTo(this.agent.name() + " sees demo");
		assertThat(browser.get("/login/second-factor").header("Location")).isEqualTo("/");
		assertThat(this.client.stranger().get("/login/second-factor").header("Location")).isEqualTo("/login");
	}

	private static Client.Answer enterCode(Client browser, String code) {
		return browser.form("/login", Map.of("code", code, "_csrf", browser.cookie("NAGARE-CSRF")));
	}

	private static Client.Answer enrolWith(Client browser, String code) {
		return browser.form("/login/second-factor", Map.of("code", code, "_csrf", browser.cookie("NAGARE-CSRF")));
	}

}
