package io.nagare;

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
 * How the database would go about a statement that was heard, if it had to avoid reading
 * a table from end to end.
 */
@Component
@Lazy
public class Plans {

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transactions;

	private final ObjectMapper json;

	Plans(JdbcTemplate jdbc, PlatformTransactionManager transactions, ObjectMapper json) {
		this.jdbc = jdbc;
		this.transactions = new TransactionTemplate(transactions);
		this.json = json;
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

}
