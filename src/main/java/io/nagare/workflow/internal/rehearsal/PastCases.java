package io.nagare.workflow.internal.rehearsal;

import java.time.Instant;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.workflow.PastInputs;
import io.nagare.workflow.PastInputs.PastTable;

/** What past tickets of the bound tenant asked, each set of answers once. */
@Component
class PastCases {

	private static final String CASES = """
			SELECT %1$s, count(*) AS tickets, (array_agg(number ORDER BY created_at DESC))[1:10] AS numbers FROM (%2$s) past
			 WHERE created_at >= ? AND created_at < ? GROUP BY %1$s ORDER BY count(*) DESC
			""";

	private final JdbcTemplate jdbc;

	private final List<PastInputs> inputs;

	PastCases(JdbcTemplate jdbc, List<PastInputs> inputs) {
		this.jdbc = jdbc;
		this.inputs = inputs;
	}

	/** The keys of the tables that can be rehearsed. */
	List<String> tables() {
		return all().map(PastTable::key).sorted().toList();
	}

	Optional<PastTable> table(String key) {
		return all().filter((table) -> table.key().equals(key)).findFirst();
	}

	private Stream<PastTable> all() {
		return this.inputs.stream().flatMap((one) -> one.tables().stream());
	}

	/** What was asked by tickets of a time, what most asked first. */
	List<PastCase> of(PastTable table, Instant from, Instant to) {
		String columns = String.join(", ", table.inputs());
		return this.jdbc.query(CASES.formatted(columns, table.sql()), (row, number) -> one(table, row),
				Timestamp.from(from), Timestamp.from(to));
	}

	private static PastCase one(PastTable table, ResultSet row) throws SQLException {
		Map<String, @Nullable Object> asked = new LinkedHashMap<>();
		for (String input : table.inputs()) {
			asked.put(input, row.getObject(input));
		}
		Array numbers = row.getArray("numbers");
		return new PastCase(asked, row.getInt("tickets"), List.of((String[]) numbers.getArray()));
	}

	/**
	 * What some tickets asked alike.
	 *
	 * @param numbers the latest ten of them
	 */
	record PastCase(Map<String, @Nullable Object> asked, int tickets, List<String> numbers) {
	}

}
