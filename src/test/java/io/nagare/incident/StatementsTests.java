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
import io.nagare.NagareTest;
import io.nagare.Statements;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How often everyday operations go to the database: what makes them fast or slow on every
 * machine. Some fifteen of a report's statements and some twenty of an action's are the
 * engine's.
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
		assertFew(22, this::reported);
	}

	/**
	 * One of them is for whoever is connected and hears of it, one asks who follows it,
	 * one keeps when somebody of the team was last given work.
	 */
	@Test
	void performsAnActionInFewStatements() {
		// a hold by the parent, which may come from now on, takes two
		assertFew(33, this::reported, (id) -> this.agent.does(id, "start"));
	}

	@Test
	void readsInFewStatements() {
		assertFew(6, this::reported, this.agent::incident);
	}

	@Test
	void listsInThreeStatements() {
		reported();
		reported();
		assertFew(3, () -> this.agent.get("/incidents?status=assigned&limit=1"));
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
		assertThat(grows("configuration_items", () -> this.agent.get(csv))).as("items of an exported list")
			.isLessThanOrEqualTo(2);
	}

	private static long grows(String table, Runnable step) {
		return Statements.fewestOf(step).stream().filter((one) -> one.toLowerCase(Locale.ROOT).contains(table)).count();
	}

	private static void assertFew(int most, Runnable step) {
		assertFew(most, () -> "", (nothing) -> step.run());
	}

	private static void assertFew(int most, Supplier<String> prepare, Consumer<String> step) {
		List<String> fewest = Statements.fewestOf(prepare, step);
		assertThat(fewest).as(String.join("\n", fewest)).hasSizeLessThanOrEqualTo(most);
	}

}
