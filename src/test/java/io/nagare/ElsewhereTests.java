package io.nagare;

import java.time.Duration;
import java.time.Instant;
import java.util.function.IntSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.shared.Tenancy;
import io.nagare.signin.Client;

import static org.assertj.core.api.Assertions.assertThat;

/** What another node changes of somebody's rights holds on this one within a second. */
@NagareTest
class ElsewhereTests {

	/** On a quiet machine a quarter of a second; far below the time of any memory. */
	private static final Duration SOON = Duration.ofSeconds(4);

	private static final String CHANGES = "SELECT last_value + is_called::int FROM rights_changes";

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	private String password = "";

	@BeforeEach
	void remember() {
		this.password = Tenancy.asPlatform(() -> this.transaction.execute((status) -> this.jdbc
			.queryForObject("SELECT hashed_password FROM users WHERE username = 'reporter2'", String.class)));
	}

	@AfterEach
	void restore() {
		elsewhere("UPDATE users SET hashed_password = ?, is_active = true WHERE username = 'reporter2'", this.password);
	}

	@Test
	void takesNoOldPassword() {
		Client reporter = new Client(this.port).basic("reporter2", "demo");
		// known, and not allowed to
		assertThat(reporter.get("/engine-rest/task/count").status()).isEqualTo(403);
		elsewhere("UPDATE users SET hashed_password = ? WHERE username = 'reporter2'", this.password + "x");
		awaitStatus(401, () -> reporter.get("/engine-rest/task/count").status());
	}

	@Test
	void knowsWhoWasDeactivated() {
		Client reporter = new Client(this.port).as("reporter2");
		assertThat(reporter.get("/api/v1/incidents").status()).isEqualTo(200);
		elsewhere("UPDATE users SET is_active = false WHERE username = 'reporter2' AND hashed_password = ?",
				this.password);
		awaitStatus(401, () -> reporter.get("/api/v1/incidents").status());
	}

	@Test
	void tellsTheOthers() {
		Api admin = Api.at(this.port).as("admin");
		long before = changes();
		String id = Api.at(this.port).as("reporter2").me();
		assertThat(admin.patch("/users/" + id, "is_active", false).status()).isEqualTo(200);
		assertThat(changes()).isGreaterThan(before);
		assertThat(admin.patch("/users/" + id, "is_active", true).status()).isEqualTo(200);
	}

	private long changes() {
		Long value = this.jdbc.queryForObject(CHANGES, Long.class);
		return (value != null) ? value : 0;
	}

	/** As another node does it: this one's memory knows nothing of it. */
	private void elsewhere(String change, String value) {
		Tenancy.asPlatform(() -> this.transaction.executeWithoutResult((status) -> this.jdbc.update(change, value)));
		this.jdbc.queryForObject("SELECT nextval('rights_changes')", Long.class);
	}

	private static void awaitStatus(int wanted, IntSupplier status) {
		Instant limit = Instant.now().plus(SOON);
		int now = status.getAsInt();
		while (now != wanted && Instant.now().isBefore(limit)) {
			OwnNode.pause(100);
			now = status.getAsInt();
		}
		assertThat(now).isEqualTo(wanted);
	}

}
