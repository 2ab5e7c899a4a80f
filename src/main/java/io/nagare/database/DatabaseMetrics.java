package io.nagare.database;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.shared.QueriedFigures;

/**
 * How PostgreSQL fares, by its own statistics, in one statement: while it is away a
 * reader of metrics must not wait once for each figure.
 */
@Component
class DatabaseMetrics {

	private static final Duration KEPT = Duration.ofSeconds(15);

	private static final String QUERY = """
			SELECT pg_database_size(d.datid) AS size, d.xact_commit AS committed, d.xact_rollback AS rolled_back,
			       d.blks_hit AS hit, d.blks_read AS read, d.deadlocks, d.temp_bytes, d.numbackends AS sessions,
			       (SELECT coalesce(max(extract(epoch FROM now() - xact_start)), 0)::bigint FROM pg_stat_activity a
			         WHERE a.datid = d.datid AND a.backend_type = 'client backend') AS longest,
			       (SELECT count(*) FROM pg_stat_activity a WHERE a.datid = d.datid AND a.wait_event_type = 'Lock') AS waiting,
			       t.live, t.dead
			  FROM pg_stat_database d,
			       (SELECT sum(n_live_tup)::bigint AS live, sum(n_dead_tup)::bigint AS dead FROM pg_stat_user_tables) t
			 WHERE d.datname = current_database()
			""";

	DatabaseMetrics(JdbcTemplate jdbc, MeterRegistry meters) {
		QueriedFigures figures = new QueriedFigures(KEPT, () -> read(jdbc));
		gauge(figures, meters, "size.bytes", Tags.empty(), "size", "Size of the database");
		gauge(figures, meters, "sessions", Tags.empty(), "sessions", "Sessions with the database");
		gauge(figures, meters, "sessions.waiting", Tags.empty(), "waiting", "Sessions that wait for another's lock");
		gauge(figures, meters, "transactions.longest.seconds", Tags.empty(), "longest",
				"How long the oldest transaction has run");
		for (String end : List.of("committed", "rolled_back")) {
			gauge(figures, meters, "transactions", Tags.of("end", end), end, "Transactions since the statistics began");
		}
		for (String from : List.of("hit", "read")) {
			gauge(figures, meters, "blocks", Tags.of("from", from), from,
					"Blocks found in memory and read from disk since the statistics began");
		}
		gauge(figures, meters, "deadlocks", Tags.empty(), "deadlocks", "Deadlocks since the statistics began");
		gauge(figures, meters, "temporary.bytes", Tags.empty(), "temp_bytes",
				"Written to temporary files since the statistics began");
		for (String state : List.of("live", "dead")) {
			gauge(figures, meters, "rows", Tags.of("state", state), state,
					"Rows in all tables, and those that vacuum has yet to clear away, as PostgreSQL estimates them");
		}
	}

	private static void gauge(QueriedFigures figures, MeterRegistry meters, String name, Tags tags, String figure,
			String description) {
		figures.gauge(meters, "nagare.database." + name, tags, figure, description);
	}

	private static Map<String, Long> read(JdbcTemplate jdbc) {
		Map<String, Long> figures = new HashMap<>();
		jdbc.queryForMap(QUERY).forEach((name, value) -> {
			if (value instanceof Number number) {
				figures.put(name, number.longValue());
			}
		});
		return figures;
	}

}
