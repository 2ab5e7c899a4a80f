package io.nagare.incident;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.Bounds;
import io.nagare.NagareTest;
import io.nagare.Statements;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counts the SQL statements of everyday operations, which decide how fast they are on
 * every machine. Some fifteen of a report's statements and some twenty of an action's are
 * the engine's.
 */
@NagareTest
class StatementsTests {

	@LocalServerPort
	private int port;

	private Api agent;

	private String category;

	/** What everybody asks for is remembered from now on. */
	@BeforeEach
	void warmUp() {
		this.agent = Api.at(this.port).as("agent1");
		this.category = this.agent.idOf("categories", "ネットワーク");
		String id = reported();
		this.agent.does(id, "start");
		this.agent.incident(id);
	}

	private String reported() {
		return this.agent.report("VPN", "category_id", this.category).path("id").asText();
	}

	/**
	 * One of them tells the team, one asks when its people want to hear of it, and one
	 * what the tenant says itself.
	 */
	@Test
	void reportsInFewStatements() {
		hold("report", this::reported);
	}

	/**
	 * One of them is for whoever is connected and hears of it, one asks who follows it,
	 * one keeps when somebody of the team was last given work.
	 */
	@Test
	void performsAnActionInFewStatements() {
		// a hold by the parent, which may come from now on, takes two
		hold("act", this::reported, (id) -> this.agent.does(id, "start"));
	}

	@Test
	void readsInFewStatements() {
		hold("read", this::reported, this.agent::incident);
	}

	@Test
	void listsInFewStatements() {
		reported();
		reported();
		hold("list", () -> this.agent.get("/incidents?status=assigned&limit=1"));
	}

	/** What rows name is looked up at once, however many there are. */
	@Test
	void looksUpWhatRowsNameAtOnce() {
		String mark = "x" + UUID.randomUUID().toString().substring(0, 8);
		for (int at = 0; at < 4; at++) {
			String item = this.agent.as("admin")
				.post("/cis", "name", mark + at, "ci_class", "server", "tier", 1)
				.data()
				.path("id")
				.asText();
			this.agent.report(mark, "ci_ids", List.of(item));
		}
		String csv = "/incidents/export?format=csv&q=" + mark;
		assertThat(this.agent.get(csv).body()).contains(mark + "0", mark + "3");
		List<String> items = Statements.fewestOf(() -> this.agent.get(csv))
			.stream()
			.filter((one) -> one.toLowerCase(Locale.ROOT).contains("configuration_items"))
			.toList();
		Bounds.hold("statements.export-items", items.size(), String.join("\n", items));
	}

	private static void hold(String operation, Runnable step) {
		hold(operation, () -> "", (nothing) -> step.run());
	}

	private static void hold(String operation, Supplier<String> prepare, Consumer<String> step) {
		List<String> fewest = Statements.fewestOf(prepare, step);
		Bounds.hold("statements." + operation, fewest.size(), String.join("\n", fewest));
	}

}
