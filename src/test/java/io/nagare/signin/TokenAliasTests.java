package io.nagare.signin;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Programs of ServiceNow's get tokens at its address, by the product's own door. */
@WithIdentity
class TokenAliasTests {

	private static final String ADDRESS = "/oauth_token.do";

	private static final String PROFILE = "/api/v1/auth/profile";

	@Autowired
	private Client client;

	private OAuthClientOf app;

	private Client admin;

	@BeforeEach
	void anAppIsLetIn() {
		this.admin = this.client.as("admin");
		this.app = OAuthClientOf.confidential(this.admin);
	}

	/** Of agent1. */
	private Client.Answer personalToken() {
		Client.Answer made = this.client.as("agent1")
			.post("/api/v1/auth/tokens", "{\"name\": \"%s\", \"expires_at\": \"%s\"}".formatted(UUID.randomUUID(),
					Instant.now().plus(10, ChronoUnit.DAYS)));
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		return made;
	}

	private static Map<String, String> byPassword(String username, String password) {
		return Map.of("grant_type", "password", "username", username, "password", password);
	}

	private static void assertRefused(Client.Answer answer, String error) {
		assertThat(answer.text("error")).as(answer.body()).isEqualTo(error);
		assertThat(answer.status()).isEqualTo(error.equals("invalid_client") ? 401 : 400);
		assertThat(answer.json().has("access_token")).isFalse();
	}

	private Client bearing(Client.Answer tokens) {
		return this.client.stranger().bearing(tokens.text("access_token"));
	}

	@Test
	void actsByItselfAsItsIntegrator() {
		String integrator = this.admin.get("/api/v1/users?q=integrator").data().get(0).path("id").asText();
		OAuthClientOf program = OAuthClientOf.actingAs(this.admin, integrator);
		Client.Answer tokens = program.tokenAsElsewhere(Map.of("grant_type", "client_credentials"));
		assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
		assertThat(tokens.text("token_type")).isEqualTo("Bearer");
		assertThat(tokens.header("Cache-Control")).contains("no-store");
		assertThat(bearing(tokens).get(PROFILE).data().path("username").asText()).isEqualTo("integrator");
		assertRefused(program.knowing("guess").tokenAsElsewhere(Map.of("grant_type", "client_credentials")),
				"invalid_client");
		assertRefused(this.app.tokenAsElsewhere(Map.of("grant_type", "client_credentials")), "unauthorized_client");
	}

	@Test
	void tradesARefreshTokenOnceAtEitherAddress() {
		Client browser = this.client.stranger();
		browser.enterForm("agent1", "demo");
		String first = this.app.trade(this.app.codeIn(browser)).text("refresh_token");
		Client.Answer next = this.app.tokenAsElsewhere(Map.of("grant_type", "refresh_token", "refresh_token", first));
		assertThat(bearing(next).get(PROFILE).data().path("username").asText()).isEqualTo("agent1");
		assertRefused(this.app.refresh(first), "invalid_grant");
	}

	@Test
	void handsBackThePersonalTokenThatStandsForThePassword() {
		Client.Answer made = personalToken();
		String token = made.data().path("token").asText();
		assertThat(token).startsWith("ngr_");
		Client.Answer tokens = this.app.tokenAsElsewhere(byPassword("agent1", token));
		assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
		assertThat(tokens.text("access_token")).isEqualTo(token);
		assertThat(tokens.json().path("expires_in").asLong()).isBetween(863_900L, 864_000L);
		assertThat(tokens.json().has("refresh_token")).isFalse();
		assertThat(bearing(tokens).get(PROFILE).data().path("username").asText()).isEqualTo("agent1");
		this.client.as("agent1").delete("/api/v1/auth/tokens/" + made.data().path("id").asText());
		assertRefused(this.app.tokenAsElsewhere(byPassword("agent1", token)), "invalid_grant");
		assertThat(bearing(tokens).get(PROFILE).status()).isEqualTo(401);
	}

	@Test
	void takesNobodysPasswordAndNobodyElsesToken() {
		String token = personalToken().data().path("token").asText();
		Client.Answer password = this.app.tokenAsElsewhere(byPassword("agent1", "demo"));
		assertRefused(password, "invalid_grant");
		assertThat(password.text("error_description")).contains("personal access token");
		assertRefused(this.app.tokenAsElsewhere(byPassword("agent2", token)), "invalid_grant");
		assertRefused(this.app.tokenAsElsewhere(byPassword("agent1", "ngr_guess")), "invalid_grant");
		assertRefused(this.app.tokenAsElsewhere(Map.of("grant_type", "password", "username", "agent1")),
				"invalid_request");
		assertRefused(this.app.knowing("guess").tokenAsElsewhere(byPassword("agent1", token)), "invalid_client");
		assertRefused(this.client.stranger().form(ADDRESS, byPassword("agent1", token)), "invalid_client");
		assertRefused(OAuthClientOf.open(this.admin).tokenAsElsewhere(byPassword("agent1", token)), "invalid_client");
		OAuthClientOf elsewhere = OAuthClientOf.confidential(this.client.as("other-admin"));
		assertRefused(elsewhere.tokenAsElsewhere(byPassword("agent1", token)), "invalid_grant");
		assertRefused(this.app.token(byPassword("agent1", token)), "unsupported_grant_type");
	}

	@Test
	void opensNothingElse() {
		assertThat(this.client.stranger().get(ADDRESS).status()).isEqualTo(403);
		assertThat(this.client.stranger().get(ADDRESS + "?grant_type=client_credentials").status()).isEqualTo(403);
		assertThat(this.client.stranger().form(ADDRESS + "/more", Map.of("grant_type", "password")).status())
			.isEqualTo(403);
		assertRefused(this.client.stranger().form(ADDRESS + "?grant_type=client_credentials", Map.of()),
				"invalid_client");
		assertThat(this.client.stranger()
			.send("POST", ADDRESS, "grant_type=password&x=" + "x".repeat(20_000), "application/x-www-form-urlencoded")
			.status()).isEqualTo(413);
	}

}
