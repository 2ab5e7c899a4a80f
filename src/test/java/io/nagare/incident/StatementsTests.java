package io.nagare.incident;

import java.util.List;

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

	@Test
	void reportsInFewStatements() {
		assertFew(19, Statements.of(this::reported));
	}

	@Test
	void performsAnActionInFewStatements() {
		String id = reported();
		assertFew(28, Statements.of(() -> this.agent.does(id, "start")));
	}

	@Test
	void readsInFewStatements() {
		String id = reported();
		assertFew(9, Statements.of(() -> this.agent.incident(id)));
	}

	@Test
	void listsInThreeStatements() {
		reported();
		reported();
		assertFew(3, Statements.of(() -> this.agent.get("/incidents?status=assigned&limit=1")));
	}

	/**
	 * Which models and rules are in force is asked every few seconds, and may fall into
	 * any operation.
	 */
	private static void assertFew(int most, List<String> statements) {
		List<String> own = statements.stream()
			.filter((statement) -> !statement.contains("act_re_") && !statement.contains("ACT_RE_")
					&& !statement.contains("rule_set_versions"))
			.toList();
		assertThat(own).as(String.join("\n", own)).hasSizeLessThanOrEqualTo(most);
	}

}
