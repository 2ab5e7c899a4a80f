package io.nagare.signin;

import java.util.List;
import java.util.UUID;

import io.nagare.directory.AcrossTenants;
import io.nagare.directory.PlatformAdministrators;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each test finds an installation that nobody administers. All share its database, so the
 * former administrators step aside and come back as they were.
 */
@WithIdentity
class FirstAdministratorTests {

	@Autowired
	private Client client;

	@Autowired
	private PlatformAdministrators administrators;

	@Autowired
	private AcrossTenants acrossTenants;

	@Autowired
	private JdbcTemplate jdbc;

	@BeforeEach
	void thereIsNone() {
		change("is_active = false, username = 'aside-' || username, email = 'aside-' || email", "is_active");
	}

	@AfterEach
	void theFormerOnesAreBack() {
		change("is_active = false, username = 'gone-' || id, email = 'gone-' || id", "is_active");
		change("is_active = true, username = substr(username, 7), email = substr(email, 7)", "username like 'aside-%'");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void comesInWithTheTokenFromTheLogAndOnlyOnce(CapturedOutput output) {
		FirstAdministrator first = starting("");
		first.run(new DefaultApplicationArguments());
		String token = output.toString().replaceAll("(?s).*\"token\": \"([^\"]+)\".*", "$1");
		String name = "first-" + UUID.randomUUID();
		assertThat(become("guessed", name).status()).isEqualTo(401);
		assertThat(storedTokens()).hasSizeGreaterThanOrEqualTo(1).doesNotContain(token);
		assertThat(become(token, name).status()).isEqualTo(201);
		assertThat(this.client.stranger().login(name, "correct horse battery").status()).isEqualTo(200);
		assertThat(become(token, name + "2").status()).isEqualTo(401);
		assertThat(storedTokens()).isEmpty();
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void comesInWithThePasswordThatWasSet(CapturedOutput output) {
		starting("correct horse battery").run(new DefaultApplicationArguments());
		assertThat(this.client.stranger().login("platform", "correct horse battery").status()).isEqualTo(200);
		assertThat(output).doesNotContain("correct horse battery").doesNotContain("\"token\"");
		starting("another password").run(new DefaultApplicationArguments());
		assertThat(this.client.stranger().login("platform", "another password").status()).isEqualTo(401);
	}

	private FirstAdministrator starting(String password) {
		return new FirstAdministrator(this.administrators, this.acrossTenants, this.jdbc, password);
	}

	private Client.Answer become(String token, String username) {
		return this.client.stranger()
			.post("/api/v1/auth/first-administrator", """
					{"token":"%s","username":"%s","email":"%s@x.example","password":"correct horse battery"}"""
				.formatted(token, username, username));
	}

	private List<String> storedTokens() {
		return this.acrossTenants
			.read(() -> this.jdbc.queryForList("select token_hash from first_administrator_tokens", String.class));
	}

	private void change(String what, String whose) {
		this.acrossTenants
			.write(() -> this.jdbc.update("update users set " + what + " where role = 'platform' and " + whose));
	}

}
