package io.nagare.signin;

import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@WithIdentity
class SignInTests {

	@Autowired
	private Client client;

	private Client stranger;

	@BeforeEach
	void openAClient() {
		this.stranger = this.client.stranger();
	}

	@Test
	void answersARightPasswordWithBareTokens() {
		Client.Answer answer = this.stranger.login("agent1", "demo");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.text("token_type")).isEqualTo("bearer");
		assertThat(answer.json().path("expires_in").asInt()).isEqualTo(600);
		assertThat(answer.json().fieldNames()).toIterable()
			.containsExactlyInAnyOrder("access_token", "token_type", "expires_in", "refresh_token");
	}

	@Test
	void answersAWrongPasswordLikeAnUnknownName() {
		Client.Answer wrong = this.stranger.login("agent2", "wrong");
		Client.Answer unknown = this.stranger.login("nobody-" + UUID.randomUUID(), "demo");
		assertThat(wrong.status()).isEqualTo(401);
		assertThat(wrong.refused()).isEqualTo("UNAUTHENTICATED");
		assertThat(unknown.status()).isEqualTo(401);
		assertThat(unknown.body()).isEqualTo(wrong.body());
	}

	@Test
	void saysNoInTheCallersLanguage() {
		assertThat(this.stranger.login("agent2", "wrong").body()).contains("Please sign in.");
		assertThat(this.client.with("Accept-Language", "ja").login("agent2", "wrong").body()).contains("サインインしてください。");
	}

	@Test
	void slowsDownWhoGuesses() {
		String victim = "victim-" + UUID.randomUUID();
		IntStream.range(0, 5)
			.forEach((i) -> assertThat(this.stranger.login(victim, "guess" + i).status()).isEqualTo(401));
		Client.Answer refused = this.stranger.login(victim, "guess");
		assertThat(refused.status()).isEqualTo(429);
		assertThat(refused.refused()).isEqualTo("RATE_LIMITED");
		assertThat(refused.header("Retry-After")).matches("[1-9][0-9]*");
		assertThat(this.stranger.login("agent1", "demo").status()).isEqualTo(200);
	}

	@Test
	void demandsBothWords() {
		Client.Answer answer = this.stranger.post("/api/v1/auth/login", "{\"username\":\"agent1\"}");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json().at("/error/details/0/field").asText()).isEqualTo("password");
	}

	@Test
	void tradesARefreshTokenOnceForTheNextPair() {
		Client.Answer first = this.stranger.login("agent1", "demo");
		Client.Answer second = refresh(first.text("refresh_token"));
		assertThat(second.status()).isEqualTo(200);
		assertThat(second.text("refresh_token")).isNotEqualTo(first.text("refresh_token"));
		assertThat(profileStatus(second.text("access_token"))).isEqualTo(200);
	}

	@Test
	void endsTheWholeSignInWhenARefreshTokenComesASecondTime() {
		Client.Answer first = this.stranger.login("agent1", "demo");
		Client.Answer second = refresh(first.text("refresh_token"));
		assertThat(refresh(first.text("refresh_token")).status()).isEqualTo(401);
		assertThat(refresh(second.text("refresh_token")).status()).isEqualTo(401);
		assertThat(profileStatus(second.text("access_token"))).isEqualTo(401);
		assertThat(profileStatus(first.text("access_token"))).isEqualTo(401);
	}

	@Test
	void refusesARefreshTokenThatNobodyGave() {
		assertThat(refresh("made-up").status()).isEqualTo(401);
	}

	@Test
	void endsEverythingAtOnceAtLogout() {
		Client.Answer tokens = this.stranger.login("agent1", "demo");
		Client.Answer others = this.stranger.login("agent1", "demo");
		Client bearer = this.stranger.bearing(tokens.text("access_token"));
		assertThat(bearer.get("/api/v1/auth/profile").status()).isEqualTo(200);
		assertThat(bearer.post("/api/v1/auth/logout", "").status()).isEqualTo(204);
		assertThat(bearer.get("/api/v1/auth/profile").status()).isEqualTo(401);
		assertThat(bearer.get("/engine-rest/task").status()).isEqualTo(401);
		assertThat(refresh(tokens.text("refresh_token")).status()).isEqualTo(401);
		assertThat(profileStatus(others.text("access_token"))).isEqualTo(200);
	}

	@Test
	void endsASignInByItsRefreshTokenAlone() {
		Client.Answer tokens = this.stranger.login("agent1", "demo");
		String body = "{\"refresh_token\":\"%s\"}".formatted(tokens.text("refresh_token"));
		assertThat(this.stranger.post("/api/v1/auth/logout", body).status()).isEqualTo(204);
		assertThat(profileStatus(tokens.text("access_token"))).isEqualTo(401);
		assertThat(this.stranger.post("/api/v1/auth/logout", "{}").status()).isEqualTo(401);
	}

	private Client.Answer refresh(String token) {
		return this.stranger.post("/api/v1/auth/refresh", "{\"refresh_token\":\"%s\"}".formatted(token));
	}

	private int profileStatus(String accessToken) {
		return this.stranger.bearing(accessToken).get("/api/v1/auth/profile").status();
	}

}
