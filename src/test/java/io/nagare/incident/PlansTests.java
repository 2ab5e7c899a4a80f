package io.nagare.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.Statements;
import io.nagare.shared.Tenancy;

import static java.util.Collections.nCopies;
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
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transactions;

	@Autowired
	private ObjectMapper json;

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
				wholeTables(plan(statement)).forEach((table) -> found.add(table + ": " + statement));
			}
		}
		assertThat(found).isEmpty();
	}

	private JsonNode plan(String statement) {
		AtomicInteger number = new AtomicInteger();
		String numbered = Pattern.compile("\\?")
			.matcher(statement)
			.replaceAll((mark) -> "\\$" + number.incrementAndGet());
		return Tenancy.asPlatform(() -> this.transactions.execute((transaction) -> {
			this.jdbc.execute("SET LOCAL enable_seqscan = off");
			this.jdbc.execute("SET LOCAL plan_cache_mode = force_generic_plan");
			this.jdbc.execute("PREPARE asked AS " + numbered);
			String values = (number.get() == 0) ? "" : "(" + String.join(",", nCopies(number.get(), "NULL")) + ")";
			String plan = this.jdbc.queryForObject("EXPLAIN (FORMAT JSON) EXECUTE asked" + values, String.class);
			this.jdbc.execute("DEALLOCATE asked");
			return read(plan);
		}));
	}

	private JsonNode read(String plan) {
		try {
			return this.json.readTree(plan);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
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
