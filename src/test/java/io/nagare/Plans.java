package io.nagare;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.shared.Tenancy;

import static java.util.Collections.nCopies;

/**
 * Asks the planner how it goes about statements. A table read from end to end costs
 * nothing while it is small, so no figure of a small database shows it: the planner is
 * asked what it would do if it had to avoid that.
 */
@Component
@Lazy
public class Plans {

	/** What grows with the tickets. */
	private static final Pattern GROWING = Pattern
		.compile("tickets|incidents|ticket_\\w+|sla_ledger|notifications|act_(ru|hi)_\\w+");

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transactions;

	private final ObjectMapper json;

	Plans(JdbcTemplate jdbc, PlatformTransactionManager transactions, ObjectMapper json) {
		this.jdbc = jdbc;
		this.transactions = new TransactionTemplate(transactions);
		this.json = json;
	}

	/** Those of the statements that read a table from end to end, each with the table. */
	public Set<String> readingWholeTables(List<String> statements) {
		Set<String> found = new TreeSet<>();
		for (String statement : Set.copyOf(statements)) {
			if (statement.matches("(?i)(select|update|delete|with)\\b.*")) {
				wholeTables(of(statement)).forEach((table) -> found.add(table + ": " + statement));
			}
		}
		return found;
	}

	/**
	 * By which conditions of indexes the statement finds rows of the table, those apart
	 * whose key it knows.
	 */
	public List<String> conditions(String statement, String table) {
		return of(statement).findParents("Node Type")
			.stream()
			.filter((node) -> node.path("Relation Name").asText().equals(table))
			.map((node) -> node.findPath("Index Cond").asText())
			.filter((condition) -> !condition.startsWith("(id ="))
			.toList();
	}

	/** The plan, whatever the values of its parameters. */
	public JsonNode of(String statement) {
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
