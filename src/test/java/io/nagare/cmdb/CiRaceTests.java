package io.nagare.cmdb;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.Api;
import io.nagare.As;
import io.nagare.AtOnce;
import io.nagare.NagareTest;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Many say the same at once: one is heard, the others are told. */
@NagareTest
class CiRaceTests {

	private static final int AT_ONCE = 8;

	@LocalServerPort
	private int port;

	@Autowired
	private As as;

	@Autowired
	private CmdbService management;

	@Autowired
	private TransactionTemplate transactions;

	@Autowired
	private JdbcTemplate jdbc;

	private Api agent;

	private String source;

	private String target;

	@BeforeEach
	void record() {
		this.agent = Api.at(this.port).as("agent1");
		this.source = item();
		this.target = item();
	}

	@RepeatedTest(3)
	void relatesTwoItemsOnce() {
		assertOneWon(atOnce((number) -> relate()));
		assertThat(this.agent.get("/cis/" + this.source + "/relations").data()).hasSize(1);
	}

	@RepeatedTest(3)
	void endsARelationOnce() {
		String relation = relate().data().path("id").asText();
		assertOneWon(atOnce((number) -> this.agent.delete("/cis/" + this.source + "/relations/" + relation)));
	}

	@RepeatedTest(3)
	void givesANameOnce() {
		String name = "race " + UUID.randomUUID();
		assertOneWon(atOnce((number) -> this.agent.post("/cis", "name", name, "ci_class", "server", "tier", 1)));
		String other = "race " + UUID.randomUUID();
		byte[] file = ("name,ci_class,tier\n" + other + ",server,1\n").getBytes(StandardCharsets.UTF_8);
		// who comes after the first finds the item as his file has it
		assertThat(atOnce((number) -> this.agent.postCsv("/cis/imports", file))).contains(200).isSubsetOf(200, 409);
		assertThat(this.agent.get("/cis?q=" + other.substring(5)).data()).hasSize(1);
	}

	@RepeatedTest(3)
	void changesAVersionOnce() {
		List<Integer> statuses = atOnce((number) -> this.agent.with("If-Match", "\"0\"")
			.patch("/cis/" + this.source, "description", "by " + number));
		assertThat(statuses).filteredOn((status) -> status == 200).as(statuses.toString()).hasSize(1);
		assertThat(statuses).filteredOn((status) -> status == 412).as(statuses.toString()).hasSize(AT_ONCE - 1);
	}

	@RepeatedTest(3)
	void leavesNoRelationToWhatIsDeleted() {
		List<Integer> statuses = atOnce(
				(number) -> (number == 0) ? this.agent.delete("/cis/" + this.target) : relate());
		assertThat(statuses.get(0)).isEqualTo(204);
		assertThat(statuses).allMatch((status) -> status < 500);
		assertThat(this.agent.get("/cis/" + this.source + "/relations").data()).isEmpty();
	}

	@Test
	void dropsNoAttributeThatAnItemGetsMeanwhile() {
		CompletableFuture<Answer> redefined = new CompletableFuture<>();
		this.as.user("agent1", () -> this.transactions.executeWithoutResult((transaction) -> {
			this.management.create(this.as.caller("agent1"), new CmdbService.NewItem("race " + UUID.randomUUID(),
					"application", 3, null, null, null, null, null, null, Map.of("vendor", "ACME"), null, null));
			redefined.completeAsync(() -> Api.at(this.port)
				.as("admin")
				.put("/ci-types/application", "name", Map.of("ja", "アプリ", "en", "App")));
			await().until(() -> redefined.isDone() || waits());
		}));
		assertThat(refusal(redefined.join())).isEqualTo("409 CONFLICT attributes.vendor=attribute_in_use");
	}

	private boolean waits() {
		return Boolean.TRUE.equals(this.jdbc.queryForObject(
				"SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)", Boolean.class));
	}

	private Answer relate() {
		return this.agent.post("/cis/" + this.source + "/relations", "type", "depends_on", "target_id", this.target);
	}

	private String item() {
		return this.agent.post("/cis", "name", "item " + UUID.randomUUID(), "ci_class", "server", "tier", 2)
			.data()
			.path("id")
			.asText();
	}

	private static List<Integer> atOnce(IntFunction<Answer> call) {
		return AtOnce.statuses(AT_ONCE, call);
	}

	private static void assertOneWon(List<Integer> statuses) {
		assertThat(statuses).filteredOn((status) -> status < 300).as(statuses.toString()).hasSize(1);
		assertThat(statuses).filteredOn((status) -> status == 409).as(statuses.toString()).hasSize(AT_ONCE - 1);
	}

}
