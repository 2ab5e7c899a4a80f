package io.nagare.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.Plans;
import io.nagare.Statements;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether everyday operations find their rows by an index. A table read from end to end
 * costs nothing while it is small, so no figure of a small database shows it: the planner
 * is asked how it would go about it if it had to avoid that.
 */
@NagareTest
class PlansTests {

	/** What grows with the tickets. */
	private static final Pattern GROWING = Pattern
		.compile("tickets|incidents|ticket_\\w+|sla_ledger|notifications|act_(ru|hi)_\\w+");

	@LocalServerPort
	private int port;

	@Autowired
	private Plans plans;

	@Test
	void reachNoRowByReadingAWholeTable() {
		Api agent = Api.at(this.port).as("agent1");
		String category = agent.idOf("categories", "ネットワーク");
		List<String> statements = Statements.of(() -> {
			String id = agent.report("VPN", "category_id", category).path("id").asText();
			agent.does(id, "start");
			agent.does(id, "hold", "hold_reason", "awaiting_vendor", "comment", "?");
			agent.does(id, "resume");
			agent.does(id, "resolve", "resolution", "restarted", "resolution_code", "fixed");
			agent.incident(id);
			agent.get("/incidents/" + id + "/process");
			agent.get("/incidents/" + id + "/sla");
			agent.does(id, "confirm");
		});
		assertThat(statements).anyMatch((statement) -> statement.contains("act_ru_event_subscr"))
			.anyMatch((statement) -> statement.contains("PARENT_TASK_ID_ ="));
		Set<String> found = new TreeSet<>();
		for (String statement : Set.copyOf(statements)) {
			if (statement.matches("(?i)(select|update|delete|with)\\b.*")) {
				wholeTables(this.plans.of(statement)).forEach((table) -> found.add(table + ": " + statement));
			}
		}
		assertThat(found).isEmpty();
	}

	private static List<String> wholeTables(JsonNode plan) {
		List<String> tables = new ArrayList<>();
		for (JsonNode node : plan.findParents("Node Type")) {
			String table = node.path("Relation Name").asText();
			if (node.path("Node Type").asText().equals("Seq Scan") && GROWING.matcher(table).matches()) {
				tables.add(table);
			}
		}
		return tables;
	}

}
