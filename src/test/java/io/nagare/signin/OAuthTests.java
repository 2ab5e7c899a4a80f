package io.nagare.signin;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.nagare.AtOnce;
import io.nagare.directory.AcrossTenants;
import io.nagare.signin.oauth.Authorizations;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static io.nagare.signin.OAuthClientOf.parameter;
import static org.assertj.core.api.Assertions.assertThat;

/** A client's whole way, and every wrong turn. */
@WithIdentity
class OAuthTests {

	private static final String PROFILE = "/api/v1/auth/profile";

	@Autowired
	private Client client;

	@Autowired
	private AcrossTenants acrossTenants;

	@Autowired
	private JdbcTemplate jdbc;

	private Client admin;

	private OAuthClientOf app;

	private Client browser;

	@BeforeEach
	void anAppIsLetInAndSomebodySignsIn() {
		this.admin = this.client.as("admin");
		this.app = OAuthClientOf.confidential(this.admin);
		this.browser = this.client.stranger();
		this.browser.enterForm("agent1", "demo");
	}

	@Test
	void leadsThroughTheSignInBackToTheClient() throws Exception {
		Client stranger = this.client.stranger();
		assertThat(stranger.get(this.app.authorizePath()).header("Location")).isEqualTo("/login");
		assertThat(stranger.get("/login").header("Content-Security-Policy"))
			.contains("form-action 'self' https://app.example;");
		Client.Answer entered = stranger.enterForm("agent1", "demo");
		assertThat(entered.header("Location")).endsWith(this.app.authorizePath());
		Client.Answer back = stranger.get(this.app.authorizePath());
		assertThat(back.status()).isEqualTo(302);
		assertThat(back.header("Location")).startsWith(OAuthClientOf.RETURN + "?code=");
		assertThat(back.header("Referrer-Policy")).isEqualTo("no-referrer");
		assertThat(parameter(back.header("Location"), "state")).isEqualTo("s-1");
		Client.Answer tokens = this.app.trade(parameter(back.header("Location"), "code"));
		assertThat(tokens.status()).isEqualTo(200);
		assertThat(tokens.text("token_type")).isEqualTo("Bearer");
		assertThat(tokens.json().path("expires_in").asInt()).isBetween(599, 600);
		assertThat(tokens.header("Cache-Control")).contains("no-store");
		assertThat(tokens.header("Set-Cookie")).isEmpty();
		SignedJWT token = SignedJWT.parse(tokens.text("access_token"));
		assertThat(token.getHeader().getType()).hasToString("at+jwt");
		assertThat(token.getHeader().getAlgorithm()).hasToString("RS256");
		assertThat(token.getJWTClaimsSet().getClaims()).containsEntry("sub", "agent1")
			.containsEntry("tenant", "demo")
			.containsEntry("role", "operator")
			.containsKeys("uid", "sid");
		assertThat(bearing(tokens).get(PROFILE).data().path("username").asText()).isEqualTo("agent1");
		assertThat(bearing(tokens).get("/engine-rest/task").body()).isEqualTo("agent1 sees demo");
	}

	/** As programs of OpenID Connect ask, and the same again as it is renewed. */
	@Test
	void tellsTheClientWhoSignedIn() throws Exception {
		String place = this.browser.get(this.app.authorizePath(Map.of("scope", "openid profile email", "nonce", "n-1")))
			.header("Location");
		Client.Answer tokens = this.app.trade(parameter(place, "code"));
		assertThat(tokens.text("scope").split(" ")).containsExactlyInAnyOrder("openid", "profile", "email");
		SignedJWT token = SignedJWT.parse(tokens.text("id_token"));
		JWKSet keys = JWKSet.parse(this.client.stranger().get("/oauth2/jwks").body());
		assertThat(token
			.verify(new RSASSAVerifier(keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey().toRSAPublicKey())))
			.isTrue();
		JWTClaimsSet claims = token.getJWTClaimsSet();
		JsonNode person = bearing(tokens).get(PROFILE).data();
		assertThat(claims.getIssuer())
			.isEqualTo(this.client.stranger().get("/.well-known/openid-configuration").text("issuer"));
		assertThat(claims.getAudience()).containsExactly(this.app.id());
		assertThat(claims.getSubject()).isEqualTo(person.path("id").asText());
		assertThat(claims.getExpirationTime()).isAfter(Instant.now());
		assertThat(claims.getClaims()).containsEntry("nonce", "n-1")
			.containsEntry("preferred_username", "agent1")
			.containsEntry("email", person.path("email").asText())
			.containsKey("name")
			.doesNotContainKeys("uid", "sid", "scope", "role");
		assertThat(person.path("permissions").toString()).as("it asks for no scope of the API")
			.contains("incident:work");
		assertThat(this.client.stranger().bearing(tokens.text("id_token")).get(PROFILE).status()).as("opens nothing")
			.isEqualTo(401);
		SignedJWT next = SignedJWT.parse(this.app.refresh(tokens.text("refresh_token")).text("id_token"));
		assertThat(next.getJWTClaimsSet().getSubject()).isEqualTo(claims.getSubject());
		Map<String, Object> kept = this.acrossTenants.read(() -> this.jdbc
			.queryForMap("select oidc_id_token_value, oidc_id_token_metadata from oauth2_authorization"
					+ " where registered_client_id = ?", this.app.id()));
		assertThat(String.valueOf(kept.get("oidc_id_token_value"))).startsWith("sha256:");
		assertThat(String.valueOf(kept.get("oidc_id_token_metadata"))).doesNotContain(person.path("email").asText(),
				"agent1");
		assertThat(this.app.trade(this.app.codeIn(this.browser)).json().has("id_token")).isFalse();
	}

	/** As libraries of OpenID Connect ask, with what was asked for and no more. */
	@Test
	void tellsTheClientAgainWhoSignedIn() {
		String endpoint = this.client.stranger().get("/.well-known/openid-configuration").text("userinfo_endpoint");
		assertThat(endpoint).endsWith("/userinfo");
		Client.Answer tokens = given("openid profile email");
		Client bearer = bearing(tokens);
		JsonNode person = bearer.get(PROFILE).data();
		JsonNode told = bearer.get("/userinfo").json();
		assertThat(told.path("sub").asText()).isEqualTo(person.path("id").asText());
		assertThat(told.path("preferred_username").asText()).isEqualTo("agent1");
		assertThat(told.path("name").asText()).isNotEmpty();
		assertThat(told.path("email").asText()).isEqualTo(person.path("email").asText());
		assertThat(bearer.post("/userinfo", "").json()).isEqualTo(told);
		assertThat(bearing(given("openid email")).get("/userinfo").json().propertyStream().map(Map.Entry::getKey))
			.containsExactlyInAnyOrder("sub", "email");
		JsonNode least = bearing(given("openid")).get("/userinfo").json();
		assertThat(least.propertyStream().map(Map.Entry::getKey)).containsExactly("sub");
		assertThat(bearing(this.app.trade(this.app.codeIn(this.browser))).get("/userinfo").status())
			.as("who did not ask for openid")
			.isEqualTo(403);
		assertThat(this.browser.get("/userinfo").status()).as("a session").isEqualTo(401);
		assertThat(this.client.stranger().get("/userinfo").status()).isEqualTo(401);
		assertThat(this.app.revoke(tokens.text("access_token")).status()).isEqualTo(200);
		assertThat(bearer.get("/userinfo").status()).isEqualTo(401);
	}

	private Client.Answer given(String scope) {
		return this.app.trade(
				parameter(this.browser.get(this.app.authorizePath(Map.of("scope", scope))).header("Location"), "code"));
	}

	@Test
	void namesNobodyElseInTheSignInsPolicyWithoutAClient() {
		assertThat(this.client.stranger().get("/login").header("Content-Security-Policy"))
			.contains("form-action 'self';");
	}

	@Test
	void servesAClientThatKeepsNoSecret() {
		OAuthClientOf open = OAuthClientOf.open(this.admin);
		assertThat(open.secret()).isNull();
		Client.Answer tokens = open.trade(open.codeIn(this.browser));
		assertThat(bearing(tokens).get(PROFILE).status()).isEqualTo(200);
		Client.Answer next = open.refresh(tokens.text("refresh_token"));
		assertThat(bearing(next).get(PROFILE).status()).isEqualTo(200);
		assertThat(open.revoke(next.text("refresh_token")).status()).isEqualTo(200);
		assertThat(bearing(next).get(PROFILE).status()).isEqualTo(401);
	}

	@Test
	void lastsNoLongerThanTheSessionInTheBrowserWould() {
		this.app.trade(this.app.codeIn(this.browser));
		Integer longer = this.acrossTenants.read(() -> this.jdbc.queryForObject(
				"select count(*) from sign_ins o join oauth2_authorization a on a.id = o.id::text "
						+ "join sign_ins s on s.id::text = a.attributes::json ->> 'session' "
						+ "where o.client_id = ? and o.expires_at = s.expires_at",
				Integer.class, UUID.fromString(this.app.id())));
		assertThat(longer).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource({ "code_challenge,''", "code_challenge_method,plain", "code_challenge_method,''", "response_type,token",
			"scope,everything", "scope,profile", "scope,openid everything" })
	void sendsTheClientAnErrorInsteadOfACode(String parameter, String value) {
		Client.Answer answer = this.browser.get(this.app.authorizePath(Map.of(parameter, value)));
		String place = answer.header("Location");
		assertThat(place).doesNotContain("code=");
		if (parameter.equals("response_type")) {
			assertThat(answer.status()).isEqualTo(400);
			return;
		}
		assertThat(place).startsWith(OAuthClientOf.RETURN + "?error=invalid_").contains("state=s-1");
		assertThat(parameter(place, "error_description")).contains(parameter);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example/callback", "https://app.example/callback/", "https://app.example",
			"https://app.example/callback?more", "https://app.example/callback#f", "http://app.example/callback",
			"https://app.example@evil.example/callback", "javascript:alert(1)", "http://127.0.0.1:99/callback" })
	void sendsNobodyToAPlaceThatIsNotTheClients(String place) {
		Client.Answer answer = this.browser.get(this.app.authorizePath(Map.of("redirect_uri", place)));
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.header("Location")).isEmpty();
		assertThat(answer.body()).doesNotContain("Exception").doesNotContain("\tat ");
	}

	@Test
	void sendsNobodyAnywhereForAnUnknownClient() {
		for (String id : List.of(UUID.randomUUID().toString(), "nonsense", "%00")) {
			assertThat(this.browser.get(this.app.authorizePath(Map.of("client_id", id))).status()).as(id)
				.isEqualTo(400);
		}
	}

	@Test
	void givesNobodyACodeForAnotherTenantsClient() {
		for (String stranger : List.of("other-agent", "other-admin", "platform")) {
			Client theirs = this.client.stranger();
			theirs.enterForm(stranger, "demo");
			String place = theirs.get(this.app.authorizePath()).header("Location");
			assertThat(parameter(place, "error")).as(stranger).isEqualTo("access_denied");
			assertThat(place).doesNotContain("code=");
		}
	}

	@Test
	void refusesACodeWithoutItsVerifier() {
		String code = this.app.codeIn(this.browser);
		Map<String, String> grant = Map.of("grant_type", "authorization_code", "code", code, "redirect_uri",
				OAuthClientOf.RETURN);
		assertRefused(this.app.token(grant), "invalid_grant");
		assertRefused(this.app.token(and(grant, "code_verifier", "x".repeat(43))), "invalid_grant");
		assertThat(this.app.trade(code).status()).isEqualTo(200);
		OAuthClientOf open = OAuthClientOf.open(this.admin);
		Map<String, String> theirs = Map.of("grant_type", "authorization_code", "code", open.codeIn(this.browser),
				"redirect_uri", OAuthClientOf.RETURN);
		assertThat(open.token(theirs).status()).isEqualTo(401);
		assertRefused(open.token(and(theirs, "code_verifier", "x".repeat(43))), "invalid_grant");
	}

	@Test
	void endsTheSignInWhenACodeComesASecondTime() {
		String code = this.app.codeIn(this.browser);
		Client.Answer tokens = this.app.trade(code);
		assertThat(bearing(tokens).get(PROFILE).status()).isEqualTo(200);
		assertRefused(this.app.trade(code), "invalid_grant");
		assertThat(bearing(tokens).get(PROFILE).status()).isEqualTo(401);
		assertRefused(this.app.refresh(tokens.text("refresh_token")), "invalid_grant");
		assertThat(this.browser.get(PROFILE).status()).isEqualTo(200);
	}

	@Test
	void keepsNoTokenThatItsTablesReaderCouldUse() {
		String code = this.app.codeIn(this.browser);
		Client.Answer tokens = this.app.trade(code);
		String next = this.app.refresh(tokens.text("refresh_token")).text("refresh_token");
		String rows = this.acrossTenants.read(() -> this.jdbc.queryForObject(
				"select string_agg(a::text || s::text, ' ') from oauth2_authorization a "
						+ "join spent_tokens s on s.authorization_id = a.id where a.registered_client_id = ?",
				String.class, this.app.id()));
		assertThat(rows).contains(Authorizations.hash(code), Authorizations.hash(next))
			.doesNotContain(code, tokens.text("access_token"), tokens.text("refresh_token"), next);
		assertRefused(this.app.refresh(Authorizations.hash(next)), "invalid_grant");
		assertThat(this.app.refresh(next).status()).isEqualTo(200);
	}

	@Test
	void removesWhatNobodyCanUseAnyMore(@Autowired Authorizations authorizations) {
		this.app.codeIn(this.browser);
		this.acrossTenants.write(() -> this.jdbc.update("update oauth2_authorization set authorization_code_expires_at "
				+ "= now() - interval '2 hours' where registered_client_id = ?", this.app.id()));
		authorizations.removeExpired();
		assertThat(this.acrossTenants.read(() -> this.jdbc.queryForObject(
				"select count(*) from oauth2_authorization where registered_client_id = ?", Integer.class,
				this.app.id())))
			.isZero();
	}

	@Test
	void tradesACodeOnceHoweverManyComeAtOnce() {
		String code = this.app.codeIn(this.browser);
		assertThat(AtOnce.statuses(4, (i) -> this.app.trade(code))).containsOnlyOnce(200)
			.contains(400)
			.doesNotContain(500);
	}

	@Test
	void refusesAnExpiredCode() {
		String code = this.app.codeIn(this.browser);
		expire(code);
		assertRefused(this.app.trade(code), "invalid_grant");
	}

	@Test
	void refusesACodeOfAnotherClientAndForAnotherPlace() {
		OAuthClientOf thief = OAuthClientOf.confidential(this.admin);
		String code = this.app.codeIn(this.browser);
		assertRefused(thief.trade(code), "invalid_grant");
		assertRefused(this.app.trade(code), "invalid_grant");
		assertRefused(
				this.app.token(Map.of("grant_type", "authorization_code", "code", this.app.codeIn(this.browser),
						"redirect_uri", "https://evil.example/", "code_verifier", OAuthClientOf.VERIFIER)),
				"invalid_grant");
		assertRefused(this.app.trade("made-up"), "invalid_grant");
	}

	@Test
	void refusesACodeOfASessionThatHasEnded() {
		String code = this.app.codeIn(this.browser);
		this.browser.get(PROFILE);
		this.browser.form("/logout", Map.of("_csrf", this.browser.cookie("NAGARE-CSRF")));
		assertThat(this.browser.get(PROFILE).status()).isEqualTo(401);
		assertRefused(this.app.trade(code), "invalid_grant");
	}

	@Test
	void refreshesOnceAndEndsTheSignInAtTheSecondTime() {
		Client.Answer first = this.app.trade(this.app.codeIn(this.browser));
		Client.Answer second = this.app.refresh(first.text("refresh_token"));
		assertThat(second.status()).isEqualTo(200);
		assertThat(bearing(second).get(PROFILE).status()).isEqualTo(200);
		assertRefused(this.app.refresh(first.text("refresh_token")), "invalid_grant");
		assertRefused(this.app.refresh(second.text("refresh_token")), "invalid_grant");
		assertThat(bearing(second).get(PROFILE).status()).isEqualTo(401);
	}

	@Test
	void refreshesForNobodyElse() {
		Client.Answer tokens = this.app.trade(this.app.codeIn(this.browser));
		String token = tokens.text("refresh_token");
		assertRefused(OAuthClientOf.confidential(this.admin).refresh(token), "invalid_grant");
		assertRefused(OAuthClientOf.open(this.admin).refresh(token), "invalid_grant");
		assertThat(this.client.stranger()
			.post("/api/v1/auth/refresh", "{\"refresh_token\":\"%s\"}".formatted(token))
			.status()).isEqualTo(401);
		String own = this.client.stranger().login("agent1", "demo").text("refresh_token");
		assertRefused(this.app.refresh(own), "invalid_grant");
		assertThat(this.app.refresh(token).status()).isEqualTo(200);
	}

	@Test
	void actsByItselfAsItsIntegrator() {
		OAuthClientOf program = OAuthClientOf.actingAs(this.admin, userId("integrator"));
		Client.Answer tokens = program.byItself();
		assertThat(tokens.status()).isEqualTo(200);
		assertThat(tokens.json().has("refresh_token")).isFalse();
		assertThat(bearing(tokens).get(PROFILE).data().path("username").asText()).isEqualTo("integrator");
		assertThat(bearing(tokens).get("/engine-rest/task").body()).isEqualTo("integrator sees demo");
		assertRefused(this.app.byItself(), "unauthorized_client");
		assertThat(this.browser.get(program.authorizePath()).status()).isEqualTo(400);
	}

	/** Else it would stay when it is let in no more. */
	@Test
	void makesNoTokensAndNoSecondFactorForWhomItActs() {
		Client program = bearing(this.app.trade(this.app.codeIn(this.browser)));
		String token = "{\"name\":\"more\",\"expires_at\":\"%s\"}".formatted(Instant.now().plusSeconds(60));
		assertThat(program.post("/api/v1/auth/tokens", token).json().at("/error/details/0/code").asText())
			.isEqualTo("not_with_token");
		assertThat(program.post("/api/v1/auth/second-factor", "{}").status()).isEqualTo(403);
		assertThat(program.delete("/api/v1/auth/sessions").status()).isEqualTo(403);
	}

	@Test
	void actsAsNobodyWhoIsNoIntegratorAnyMore() {
		String user = newUser("program-" + UUID.randomUUID(), "integrator");
		OAuthClientOf program = OAuthClientOf.actingAs(this.admin, user);
		Client.Answer tokens = program.byItself();
		assertThat(bearing(tokens).get(PROFILE).status()).isEqualTo(200);
		this.admin.patch("/api/v1/users/" + user, "{\"role\":\"viewer\"}");
		assertRefused(program.byItself(), "invalid_grant");
		this.admin.patch("/api/v1/users/" + user, "{\"role\":\"integrator\"}");
		assertThat(program.byItself().status()).isEqualTo(200);
		this.admin.patch("/api/v1/users/" + user, "{\"is_active\":false}");
		assertRefused(program.byItself(), "invalid_grant");
		assertThat(bearing(tokens).get(PROFILE).status()).isEqualTo(401);
	}

	@Test
	void servesNobodyWhoHasBeenDeactivated() {
		String name = "leaver-" + UUID.randomUUID();
		String user = newUser(name, "operator");
		Client theirs = this.client.stranger();
		theirs.enterForm(name, "correct horse battery staple");
		Client.Answer tokens = this.app.trade(this.app.codeIn(theirs));
		String code = this.app.codeIn(theirs);
		assertThat(bearing(tokens).get(PROFILE).status()).isEqualTo(200);
		this.admin.patch("/api/v1/users/" + user, "{\"is_active\":false}");
		assertThat(bearing(tokens).get(PROFILE).status()).isEqualTo(401);
		assertRefused(this.app.trade(code), "invalid_grant");
		assertRefused(this.app.refresh(tokens.text("refresh_token")), "invalid_grant");
		assertThat(theirs.get(this.app.authorizePath()).header("Location")).isEqualTo("/login");
	}

	@Test
	void endsEverythingOfADeactivatedClient() {
		OAuthClientOf program = OAuthClientOf.actingAs(this.admin, userId("integrator"));
		Client.Answer own = program.byItself();
		Client.Answer tokens = this.app.trade(this.app.codeIn(this.browser));
		String code = this.app.codeIn(this.browser);
		for (OAuthClientOf each : List.of(this.app, program)) {
			assertThat(this.admin.patch(each.path(), "{\"is_active\":false}").status()).isEqualTo(200);
		}
		assertThat(bearing(tokens).get(PROFILE).status()).isEqualTo(401);
		assertThat(bearing(own).get(PROFILE).status()).isEqualTo(401);
		assertRefused(this.app.trade(code), "invalid_client");
		assertRefused(this.app.refresh(tokens.text("refresh_token")), "invalid_client");
		assertRefused(program.byItself(), "invalid_client");
		assertThat(this.browser.get(this.app.authorizePath()).status()).isEqualTo(400);
		assertThat(this.browser.get(PROFILE).status()).isEqualTo(200);
	}

	@Test
	void takesBackWhatItGave() {
		Client.Answer tokens = this.app.trade(this.app.codeIn(this.browser));
		OAuthClientOf other = OAuthClientOf.confidential(this.admin);
		assertThat(other.revoke(tokens.text("refresh_token")).status()).isEqualTo(200);
		assertThat(other.revoke(tokens.text("access_token")).status()).isEqualTo(200);
		assertThat(bearing(tokens).get(PROFILE).status()).isEqualTo(200);
		assertThat(this.app.revoke("made-up").status()).isEqualTo(200);
		assertThat(this.app.revoke(tokens.text("access_token")).status()).isEqualTo(200);
		assertThat(bearing(tokens).get(PROFILE).status()).isEqualTo(401);
		assertRefused(this.app.refresh(tokens.text("refresh_token")), "invalid_grant");
	}

	@Test
	void endsAnAuthorizationByATokenThatARefreshHasReplaced() {
		for (String kind : List.of("access_token", "refresh_token")) {
			Client.Answer first = this.app.trade(this.app.codeIn(this.browser));
			Client.Answer second = this.app.refresh(first.text("refresh_token"));
			OAuthClientOf other = OAuthClientOf.confidential(this.admin);
			assertThat(other.revoke(first.text(kind)).status()).isEqualTo(200);
			assertThat(bearing(first).get(PROFILE).status()).as("good until it expires").isEqualTo(200);
			assertThat(bearing(second).get(PROFILE).status()).isEqualTo(200);
			assertThat(this.app.revoke(first.text(kind)).status()).isEqualTo(200);
			assertThat(bearing(first).get(PROFILE).status()).as("the replaced one, by " + kind).isEqualTo(401);
			assertThat(bearing(second).get(PROFILE).status()).as("the newest one, by " + kind).isEqualTo(401);
			assertRefused(this.app.refresh(second.text("refresh_token")), "invalid_grant");
			assertThat(this.app.revoke(first.text(kind)).status()).as("once more").isEqualTo(200);
		}
	}

	@Test
	void refusesAWrongSecretLikeAnUnknownClientAndSlowsDownWhoGuesses() {
		OAuthClientOf guesser = this.app.knowing("guess");
		Client.Answer wrong = guesser.refresh("any");
		assertRefused(wrong, "invalid_client");
		assertThat(wrong.header("WWW-Authenticate")).startsWith("Basic");
		OAuthClientOf unknown = new OAuthClientOf(this.client, "", UUID.randomUUID().toString(), "guess");
		assertThat(unknown.refresh("any").body()).isEqualTo(wrong.body());
		for (int i = 0; i < 4; i++) {
			assertRefused(guesser.refresh("any"), "invalid_client");
		}
		Client.Answer refused = guesser.refresh("any");
		assertThat(refused.status()).isEqualTo(429);
		assertThat(refused.header("Retry-After")).matches("[1-9][0-9]*");
		assertThat(refused.text("error")).isEqualTo("temporarily_unavailable");
	}

	@Test
	void demandsTheSecretOfWhoHasOne() {
		Map<String, String> grant = Map.of("grant_type", "authorization_code", "code", this.app.codeIn(this.browser),
				"redirect_uri", OAuthClientOf.RETURN, "code_verifier", OAuthClientOf.VERIFIER, "client_id",
				this.app.id());
		assertRefused(this.client.stranger().form("/oauth2/token", grant), "invalid_client");
		assertRefused(
				this.client.stranger()
					.form("/oauth2/token",
							Map.of("grant_type", "refresh_token", "refresh_token", "any", "client_id", this.app.id())),
				"invalid_client");
		assertRefused(this.client.stranger().form("/oauth2/token", Map.of("grant_type", "client_credentials")),
				"invalid_client");
		Map<String, String> posted = and(grant, "client_secret", String.valueOf(this.app.secret()));
		assertThat(this.client.stranger().form("/oauth2/token", posted).status()).isEqualTo(200);
	}

	@Test
	void takesABrowsersSessionForNoClient() {
		assertRefused(this.browser.form("/oauth2/token", Map.of("grant_type", "client_credentials")), "invalid_client");
		assertRefused(this.browser.form("/oauth2/revoke", Map.of("token", "any")), "invalid_client");
	}

	@ParameterizedTest
	@ValueSource(strings = { "password", "implicit", "urn:ietf:params:oauth:grant-type:device_code",
			"urn:ietf:params:oauth:grant-type:token-exchange" })
	void knowsNoOtherGrants(String grant) {
		assertRefused(this.app.token(Map.of("grant_type", grant, "username", "agent1", "password", "demo")),
				"unsupported_grant_type");
	}

	@Test
	void saysWhichParameterIsMissing() {
		assertThat(this.app.token(Map.of("code", "any")).text("error_description")).contains("grant_type");
		Client.Answer answer = this.app.token(Map.of("grant_type", "refresh_token"));
		assertRefused(answer, "invalid_request");
		assertThat(answer.text("error_description")).contains("refresh_token");
		assertThat(this.app.revoke("").text("error")).isEqualTo("invalid_request");
	}

	@Test
	void closesWhatItDoesNotNeed() {
		for (String path : List.of("/oauth2/introspect", "/oauth2/device_authorization", "/oauth2/par",
				"/connect/register", "/oauth2/authorize")) {
			assertThat(this.browser.form(path, Map.of("token", "any")).status()).as(path).isEqualTo(403);
		}
	}

	@Test
	void tellsProgramsWhereThingsAre() {
		Client.Answer answer = this.client.stranger().get("/.well-known/oauth-authorization-server");
		assertThat(answer.text("token_endpoint")).endsWith("/oauth2/token");
		assertThat(answer.json().path("code_challenge_methods_supported").get(0).asText()).isEqualTo("S256");
		assertThat(answer.json().path("grant_types_supported")).hasSize(3);
		assertThat(answer.json().fieldNames()).toIterable()
			.noneMatch((name) -> name.startsWith("introspection") || name.startsWith("device"));
		Client.Answer other = this.client.stranger().get("/.well-known/openid-configuration");
		assertThat(other.text("authorization_endpoint")).isEqualTo(answer.text("authorization_endpoint"));
		for (String list : List.of("grant_types_supported", "token_endpoint_auth_methods_supported")) {
			assertThat(other.json().path(list)).as(list).containsExactlyInAnyOrderElementsOf(answer.json().path(list));
		}
	}

	private void assertRefused(Client.Answer answer, String error) {
		assertThat(answer.text("error")).isEqualTo(error);
		assertThat(answer.status()).isEqualTo(error.equals("invalid_client") ? 401 : 400);
		assertThat(answer.body()).doesNotContain("Exception");
	}

	private static Map<String, String> and(Map<String, String> some, String name, String value) {
		Map<String, String> all = new LinkedHashMap<>(some);
		all.put(name, value);
		return all;
	}

	private Client bearing(Client.Answer tokens) {
		return this.client.stranger().bearing(tokens.text("access_token"));
	}

	private void expire(String code) {
		this.acrossTenants.write(() -> this.jdbc
			.update("update oauth2_authorization set authorization_code_issued_at = now() - interval '1 minute',"
					+ " authorization_code_expires_at = now() - interval '1 second'"
					+ " where authorization_code_value = ?", Authorizations.hash(code)));
	}

	private String userId(String username) {
		return this.admin.get("/api/v1/users?q=" + username).data().get(0).path("id").asText();
	}

	private String newUser(String name, String role) {
		return this.admin
			.post("/api/v1/users",
					("{\"username\":\"%1$s\",\"email\":\"%1$s@demo.example\",\"first_name\":\"P\",\"last_name\":\"Q\","
							+ "\"role\":\"%2$s\",\"password\":\"correct horse battery staple\"}")
						.formatted(name, role))
			.data()
			.path("id")
			.asText();
	}

}
