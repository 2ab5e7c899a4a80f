package io.nagare.realtime;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The events of some hours. Numbers out of a sequence say nothing of when a transaction
 * commits, so a reader goes by the transactions themselves: whatever is committed is read
 * at once, and the number of the oldest transaction that still runs is where the next
 * reading begins. Nothing is passed over, and nobody waits for a transaction that lasts.
 */
@Component
class LiveEventStore {

	/** So many are read at a time. */
	static final int BATCH = 1000;

	private static final String INSERT = """
			INSERT INTO live_events (tenant_id, type, ticket_id, audience, actor_id, at, content)
			VALUES (:tenant, :type, :ticket, CAST(:audience AS uuid[]), :actor, :at, CAST(:content AS jsonb))
			""";

	/** One statement, and so one snapshot: what is read, and what is still running. */
	private static final String NEW = """
			SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS oldest, e.id, e.xact::text AS xact, e.tenant_id,
			       e.type, e.ticket_id, e.audience, e.actor_id, e.at, e.content
			  FROM (SELECT 1) one
			  LEFT JOIN (SELECT * FROM live_events
			              WHERE xact >= CAST(:from AS xid8) AND NOT id = ANY (CAST(:known AS bigint[]))
			              ORDER BY xact, id LIMIT :most) e ON TRUE
			 ORDER BY e.xact, e.id
			""";

	private static final String MISSED = """
			SELECT NULL AS oldest, e.id, e.xact::text AS xact, e.tenant_id, e.type, e.ticket_id, e.audience, e.actor_id,
			       e.at, e.content
			  FROM live_events e
			 WHERE e.tenant_id = :tenant AND (e.audience IS NULL OR :user = ANY (e.audience))
			   AND e.xact >= CAST(:from AS xid8) AND (e.xact > CAST(:from AS xid8) OR e.id > :after)
			   AND (e.xact < CAST(:until AS xid8) OR e.id = ANY (CAST(:known AS bigint[])))
			 ORDER BY e.xact, e.id LIMIT :most
			""";

	private final NamedParameterJdbcTemplate jdbc;

	private final ObjectMapper json;

	LiveEventStore(NamedParameterJdbcTemplate jdbc, ObjectMapper json) {
		this.jdbc = jdbc;
		this.json = json;
	}

	/** Writes events in the running transaction. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void write(List<LiveEvent> events) {
		if (events.isEmpty()) {
			return;
		}
		this.jdbc.batchUpdate(INSERT,
				events.stream()
					.map((event) -> new MapSqlParameterSource().addValue("tenant", event.tenant())
						.addValue("type", event.type())
						.addValue("ticket", event.ticket())
						.addValue("audience", event.audience().isEmpty() ? null : array(event.audience()))
						.addValue("actor", event.actor())
						.addValue("at", OffsetDateTime.ofInstant(event.at(), ZoneOffset.UTC))
						.addValue("content", written(event.content())))
					.toArray(MapSqlParameterSource[]::new));
	}

	/** Where a reader begins who wants nothing of what has happened already. */
	@Transactional(readOnly = true)
	public Read begin() {
		Long oldest = this.jdbc.queryForObject("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint", Map.of(),
				Long.class);
		// what has been committed among those that run is known already
		return read((oldest != null) ? oldest : 0, List.of());
	}

	/**
	 * What was committed since, in the order of the transactions.
	 * @param from the number of the oldest transaction of which not all is known
	 * @param known the events of it and later ones that are known
	 */
	@Transactional(readOnly = true)
	public Read read(long from, Collection<Long> known) {
		long[] oldest = { from };
		List<Row> rows = new ArrayList<>();
		this.jdbc.query(NEW, Map.of("from", Long.toString(from), "known", array(known), "most", BATCH), (row) -> {
			oldest[0] = Long.parseLong(row.getString("oldest"));
			if (row.getString("xact") != null) {
				rows.add(row(row));
			}
		});
		return new Read(rows, (rows.size() < BATCH) ? oldest[0] : from, rows.size() < BATCH);
	}

	/**
	 * What somebody has missed who was away.
	 * @param until the reader's own position: he hears of the rest from there
	 * @param known what the reader knows beyond it
	 */
	@Transactional(readOnly = true)
	public List<Row> missed(UUID tenant, UUID user, LivePosition since, long until, Collection<Long> known) {
		return this.jdbc.query(MISSED,
				Map.of("tenant", tenant, "user", user, "from", Long.toString(since.transaction()), "after",
						since.event(), "until", Long.toString(until), "known", array(known), "most", BATCH + 1),
				(row, number) -> row(row));
	}

	/** Removes what nobody who comes back may ask for any more. */
	@Transactional
	public int removeOld() {
		return this.jdbc.update("DELETE FROM live_events WHERE written_at < now() - interval '3 hours'", Map.of());
	}

	private static String array(Collection<?> values) {
		return "{" + String.join(",", values.stream().map(String::valueOf).toList()) + "}";
	}

	private Row row(ResultSet row) throws SQLException {
		Array audience = row.getArray("audience");
		return new Row(row.getLong("id"), Long.parseLong(row.getString("xact")),
				new LiveEvent(row.getObject("tenant_id", UUID.class), row.getString("type"),
						row.getObject("ticket_id", UUID.class),
						(audience != null) ? List.of((UUID[]) audience.getArray()) : List.of(),
						row.getObject("actor_id", UUID.class), row.getObject("at", OffsetDateTime.class).toInstant(),
						content(row.getString("content"))));
	}

	private String written(Map<String, ?> content) {
		try {
			return this.json.writeValueAsString(content);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Map<String, @Nullable Object> content(String text) {
		try {
			return this.json.readValue(text, new TypeReference<Map<String, @Nullable Object>>() {
			});
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * An event as it was kept.
	 *
	 * @param transaction the number of the transaction that it happened in
	 */
	record Row(long id, long transaction, LiveEvent event) {
	}

	/**
	 * What a reading brought.
	 *
	 * @param oldest where the next one begins
	 * @param complete whether there was no more
	 */
	record Read(List<Row> rows, long oldest, boolean complete) {
	}

}
