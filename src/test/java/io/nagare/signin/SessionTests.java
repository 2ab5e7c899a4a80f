package io.nagare.signin;

import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import io.nagare.signin.Newcomers.Newcomer;

import static org.assertj.core.api.Assertions.assertThat;

@WithIdentity
class SessionTests {

	private static final String SESSIONS = "/api/v1/auth/sessions";

	private static final String PROFILE = "/api/v1/auth/profile";

	@Autowired
	private Client client;

	private Newcomer agent;

	private Client program;

	private Client browser;

	@BeforeEach
	void somebodySignsInTwice() {
		this.agent = Newcomers.join(this.client, "operator");
		this.browser = this.client.with("User-Agent", "Firefox " + "x".repeat(300));
		this.browser.enterForm(this.agent.name(), Newcomers.PASSWORD);
		this.program = this.agent.signedIn();
	}

	@Test
	void tellsWhereSomebodyIsSignedIn() {
		JsonNode sessions = this.program.get(SESSIONS).data();
		assertThat(sessions).hasSize(2);
		JsonNode own = sessions.get(0);
		JsonNode other = sessions.get(1);
		assertThat(own.path("kind").asText()).isEqualTo("program");
		assertThat(own.path("current").asBoolean()).isTrue();
		assertThat(other.path("kind").asText()).isEqualTo("browser");
		assertThat(other.path("current").asBoolean()).isFalse();
		assertThat(other.path("address").asText()).isEqualTo("127.0.0.1");
		assertThat(other.path("user_agent").asText()).startsWith("Firefox ").hasSize(200);
		assertThat(Instant.parse(other.path("opened_at").asText())).isBeforeOrEqualTo(Instant.now());
		assertThat(Instant.parse(other.path("last_seen_at").asText())).isBeforeOrEqualTo(Instant.now());
		assertThat(this.browser.get(SESSIONS).data().get(1).path("current").asBoolean()).isTrue();
	}

	@Test
	void endsOneAtOnce() {
		String other = this.program.get(SESSIONS).data().get(1).path("id").asText();
		assertThat(this.browser.get(PROFILE).status()).isEqualTo(200);
		assertThat(this.program.delete(SESSIONS + "/" + other).status()).isEqualTo(204);
		assertThat(this.browser.get(PROFILE).status()).isEqualTo(401);
		assertThat(this.program.get(PROFILE).status()).isEqualTo(200);
		assertThat(this.program.delete(SESSIONS + "/" + other).status()).isEqualTo(404);
	}

	@Test
	void endsAllOthers() {
		Client third = this.agent.signedIn();
		assertThat(this.program.delete(SESSIONS).status()).isEqualTo(204);
		assertThat(this.browser.get(PROFILE).status()).isEqualTo(401);
		assertThat(third.get(PROFILE).status()).isEqualTo(401);
		assertThat(this.program.get(SESSIONS).data()).hasSize(1);
	}

	@Test
	void touchesNobodyElses() {
		String foreign = this.program.get(SESSIONS).data().get(1).path("id").asText();
		assertThat(this.client.as("agent1").delete(SESSIONS + "/" + foreign).status()).isEqualTo(404);
		assertThat(this.browser.get(PROFILE).status()).isEqualTo(200);
	}

	@Test
	void areEndedByAnAdministratorOfTheTenant() {
		String path = "/api/v1/users/" + this.agent.id() + "/sessions";
		assertThat(this.client.as("agent1").get(path).status()).isEqualTo(403);
		assertThat(this.client.as("other-admin").delete(path).status()).isEqualTo(404);
		JsonNode sessions = this.agent.admin().get(path).data();
		assertThat(sessions).hasSize(2);
		assertThat(this.agent.admin().delete(path + "/" + sessions.get(1).path("id").asText()).status()).isEqualTo(204);
		assertThat(this.browser.get(PROFILE).status()).isEqualTo(401);
		assertThat(this.program.get(PROFILE).status()).isEqualTo(200);
		assertThat(this.agent.admin().delete(path).status()).isEqualTo(204);
		assertThat(this.program.get(PROFILE).status()).isEqualTo(401);
	}

	@Test
	void endWithDeactivation() {
		this.agent.change("{\"is_active\":false}");
		this.agent.change("{\"is_active\":true}");
		assertThat(this.program.get(PROFILE).status()).isEqualTo(401);
		assertThat(this.browser.get(PROFILE).status()).isEqualTo(401);
	}

}
