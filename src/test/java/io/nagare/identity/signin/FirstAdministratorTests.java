package io.nagare.identity.signin;

import java.util.List;
import java.util.UUID;

import io.nagare.identity.AcrossTenants;
import io.nagare.identity.Client;
import io.nagare.identity.DemoPeople;
import io.nagare.identity.PlatformAdministrators;
import io.nagare.identity.WithIdentity;
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

@WithIdentity
@ExtendWith(OutputCaptureExtension.class)
class FirstAdministratorTests {

	@Autowired
	private Client client;

	@Autowired
	private PlatformAdministrators administrators;

	@Autowired
	private AcrossTenants acrossTenants;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private DemoPeople people;

	@BeforeEach
	void thereIsNone() {
		changeAll(false);
	}

	@AfterEach
	void theFormerOnesAreBack() {
		changeAll(true);
		this.people.seed();
	}

	@Test
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
	void comesInWithThePasswordThatWasSet(CapturedOutput output) {
		this.acrossTenants
			.write(() -> this.jdbc.update("update users set username = ?, email = ? where username = 'platform'",
					"was-" + UUID.randomUUID(), UUID.randomUUID() + "@x.example"));
		starting("correct horse battery").run(new DefaultApplicationArguments());
		assertThat(this.client.stranger().login("platform", "correct horse battery").status()).isEqualTo(200);
		assertThat(output).doesNotContain("correct horse battery").doesNotContain("\"token\"");
		starting("another password").run(new DefaultApplicationArguments());
		assertThat(this.client.stranger().login("platform", "another password").status()).isEqualTo(401);
		this.acrossTenants.write(() -> this.jdbc.update("delete from sign_ins")
				+ this.jdbc.update("delete from users where username = 'platform'"));
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

	private void changeAll(boolean active) {
		this.acrossTenants
			.write(() -> this.jdbc.update("update users set is_active = ? where role = 'platform'", active));
	}

}
