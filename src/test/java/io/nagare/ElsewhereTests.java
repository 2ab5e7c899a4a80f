package io.nagare;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.IntSupplier;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.shared.Tenancy;
import io.nagare.signin.Client;
import io.nagare.signin.Newcomers;
import io.nagare.signin.Newcomers.Newcomer;

import static org.assertj.core.api.Assertions.assertThat;

/** What another node changes of somebody's rights holds on this one within a second. */
@NagareTest
class ElsewhereTests {

	/** On a quiet machine a quarter of a second; far below the time of any memory. */
	private static final Duration SOON = Duration.ofSeconds(4);

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	private Newcomer reporter;

	@BeforeEach
	void join() {
		this.reporter = Newcomers.join(new Client(this.port), "user");
	}

	@Test
	void takesNoOldPassword() {
		Client basic = new Client(this.port).basic(this.reporter.name(), Newcomers.PASSWORD);
		// known, and not allowed to
		assertThat(basic.get("/engine-rest/task/count").status()).isEqualTo(403);
		elsewhere("UPDATE users SET hashed_password = hashed_password || 'x' WHERE username = ?", this.reporter.name());
		awaitStatus(401, () -> basic.get("/engine-rest/task/count").status());
	}

	@Test
	void knowsWhoWasDeactivated() {
		Client signedIn = this.reporter.signedIn();
		assertThat(signedIn.get("/api/v1/incidents").status()).isEqualTo(200);
		elsewhere("UPDATE users SET is_active = false WHERE username = ?", this.reporter.name());
		awaitStatus(401, () -> signedIn.get("/api/v1/incidents").status());
	}

	@Test
	void knowsWhatARoleOfTheTenantsOwnAllowsNoMore() {
		String key = "r" + UUID.randomUUID().toString().substring(0, 8);
		Api admin = Api.at(this.port).as("admin");
		assertThat(admin
			.post("/roles", "key", key, "name_ja", "契約係", "name_en", "Contracts", "permissions", List.of("vendor:read"))
			.status()).isEqualTo(201);
		assertThat(admin.post("/role-grants", "user_id", this.reporter.id(), "role", key).status()).isEqualTo(201);
		Client signedIn = this.reporter.signedIn();
		assertThat(signedIn.get("/api/v1/suppliers").status()).isEqualTo(200);
		elsewhere("UPDATE tenant_roles SET permissions = '{report:read}' WHERE key = ?", key);
		awaitStatus(403, () -> signedIn.get("/api/v1/suppliers").status());
		long before = changes();
		assertThat(admin.patch("/roles/" + key, "permissions", List.of("vendor:read")).status()).isEqualTo(200);
		assertThat(changes()).as("tells the others").isGreaterThan(before);
		assertThat(signedIn.get("/api/v1/suppliers").status()).isEqualTo(200);
	}

	@Test
	void knowsWhatACategoryIsCalledNow() {
		Api admin = Api.at(this.port).as("admin");
		String category = admin.post("/categories", "name", "C " + UUID.randomUUID()).data().path("id").asText();
		Api agent = Api.at(this.port).as("agent1");
		agent.report("x", "category_id", category);
		Tenancy.asPlatform(() -> this.transaction.executeWithoutResult(
				(status) -> this.jdbc.update("UPDATE categories SET is_active = false WHERE id = ?::uuid", category)));
		this.jdbc.queryForObject("SELECT nextval('directory_changes')", Long.class);
		awaitStatus(400,
				() -> agent.post("/incidents", "title", "x", "description", "x", "category_id", category).status());
		long before = changes("directory_changes");
		assertThat(admin.patch("/categories/" + category, "name", "D " + UUID.randomUUID()).status()).isEqualTo(200);
		assertThat(changes("directory_changes")).as("tells the others").isGreaterThan(before);
	}

	/** Anybody may end his own as often as he likes. */
	@Test
	void forgetsNothingElseWhereATokenIsRevoked() {
		Api agent = Api.at(this.port).as("agent1");
		String token = agent
			.post("/auth/tokens", "name", "t", "expires_at", Instant.now().plus(Duration.ofDays(1)).toString())
			.data()
			.path("id")
			.asText();
		long rights = changes();
		long signIns = changes("sign_in_changes");
		assertThat(agent.delete("/auth/tokens/" + token).status()).isEqualTo(204);
		assertThat(changes()).isEqualTo(rights);
		assertThat(changes("sign_in_changes")).isGreaterThan(signIns);
	}

	private long changes(String sequence) {
		Long value = this.jdbc.queryForObject("SELECT last_value + is_called::int FROM " + sequence, Long.class);
		return (value != null) ? value : 0;
	}

	@Test
	void tellsTheOthers() {
		long before = changes();
		assertThat(this.reporter.change("{\"is_active\":false}").status()).isEqualTo(200);
		assertThat(changes()).isGreaterThan(before);
	}

	private long changes() {
		return changes("rights_changes");
	}

	/** As another node does it: this one's memory knows nothing of it. */
	private void elsewhere(String change, String about) {
		Tenancy.asPlatform(() -> this.transaction.executeWithoutResult((status) -> this.jdbc.update(change, about)));
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
