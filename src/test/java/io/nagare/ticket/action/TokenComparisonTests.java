package io.nagare.ticket.action;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.Api;
import io.nagare.IntegrityFindings;
import io.nagare.NagareTest;
import io.nagare.signin.Client;
import io.nagare.shared.Tenancy;

import static org.assertj.core.api.Assertions.assertThat;

/** Damages a row by hand, since nothing in the product can. */
@NagareTest
class TokenComparisonTests {

	@LocalServerPort
	private int port;

	@Autowired
	private TokenComparison tokens;

	@Autowired
	private Clock clock;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	private UUID id;

	@BeforeEach
	void report() {
		this.id = UUID.fromString(Api.at(this.port).as("reporter1").report("x").path("id").asText());
		assertThat(differing()).isEmpty();
	}

	/** What others left, with what would tell who. */
	private List<String> differing() {
		return IntegrityFindings.of(List.of(this.tokens))
			.stream()
			.map((one) -> one + " "
					+ Tenancy.asPlatform(() -> this.transaction.execute((status) -> this.jdbc.queryForList(
							"""
									SELECT kind, number, title, tenant_id, deleted_at IS NOT NULL AS deleted, created_at FROM tickets
									 WHERE id = ?::uuid""",
							one.of()))))
			.toList();
	}

	@AfterEach
	void repair() {
		write("new", "open");
		assertThat(health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void noticesAnotherStatusThanTheTokens() {
		write("in_progress", "in_work");
		assertThat(health().getStatus()).isEqualTo(Status.DOWN);
		assertThat(health().getDetails()).containsEntry("differing", 1L);
	}

	@Test
	void noticesATokenOfATicketThatHasEnded() {
		write("closed", "closed");
		assertThat(health().getDetails()).containsEntry("differing", 1L);
	}

	@Test
	void looksSeldom() {
		HealthIndicator indicator = new TokensHealthIndicator(this.tokens, this.clock);
		assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
		write("in_progress", "in_work");
		assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void takesNoNodeOutOfRotation() {
		write("in_progress", "in_work");
		assertThat(new Client(this.port).get("/actuator/health/readiness").text("status")).isEqualTo("UP");
		assertThat(new Client(this.port).get("/actuator/health/liveness").text("status")).isEqualTo("UP");
	}

	/** As the indicator sees it at its first look. */
	private Health health() {
		return new TokensHealthIndicator(this.tokens, this.clock).health();
	}

	private void write(String status, String phase) {
		Tenancy.asPlatform(() -> this.transaction.executeWithoutResult((tx) -> this.jdbc
			.update("UPDATE tickets SET status = ?, phase = ? WHERE id = ?", status, phase, this.id)));
	}

}
