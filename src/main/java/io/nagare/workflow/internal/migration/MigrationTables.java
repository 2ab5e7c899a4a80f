package io.nagare.workflow.internal.migration;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.shared.PlainJson;
import io.nagare.shared.Tenancy;
import io.nagare.workflow.internal.migration.MigrationPlans.Obstacle;

/** What is to be brought along, and what became of each. */
@Component
class MigrationTables {

	static final String WAITING = "waiting";

	static final String MOVED = "moved";

	/** Could not go. */
	static final String REFUSED = "refused";

	/** Could not go back. */
	static final String STAYS = "stays";

	private static final String MAKE = """
			INSERT INTO model_migrations (id, tenant_id, key, target, map, dry_run, state, created_by)
			VALUES (:id, :tenant, :key, :target, CAST(:map AS jsonb), :dry, 'running', :by)
			""";

	private static final String FILL = """
			INSERT INTO model_migration_processes (migration_id, tenant_id, process, ticket_id, source, state)
			SELECT :id, :tenant, e.id_, CAST(e.business_key_ AS uuid), d.id_, 'waiting'
			  FROM act_ru_execution e JOIN act_re_procdef d ON d.id_ = e.proc_def_id_
			 WHERE e.parent_id_ IS NULL AND e.tenant_id_ = :slug AND d.key_ = :key AND d.id_ <> :target
			   AND (:all OR e.business_key_ IN (SELECT id::text FROM tickets_view WHERE number IN (:numbers)))
			""";

	private static final String PROCESSES = """
			SELECT p.*, d.version_, t.number FROM model_migration_processes p
			  LEFT JOIN act_re_procdef d ON d.id_ = p.source LEFT JOIN tickets_view t ON t.id = p.ticket_id
			 WHERE p.migration_id = :id AND (p.state = :state OR CAST(:state AS text) IS NULL)
			 ORDER BY (p.code IS NULL), p.process LIMIT :most
			""";

	private static final String UNDER_WAY = "state IN ('running', 'undoing')";

	/** The node that was at it has not been heard of for so long. */
	private static final String LEFT = "touched_at < now() - interval '5 minutes'";

	private static final ObjectMapper JSON = PlainJson.MAPPER;

	private final NamedParameterJdbcTemplate jdbc;

	MigrationTables(NamedParameterJdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/** What runs on other versions, of all tickets or of those with these numbers. */
	UUID make(String key, String target, Map<String, String> map, boolean dry, Collection<String> numbers, String by) {
		UUID id = UUID.randomUUID();
		Map<String, Object> row = new HashMap<>(Map.of("id", id, "tenant", Tenancy.require().id(), "slug",
				Tenancy.require().slug(), "key", key, "target", target, "map", json(map), "dry", dry, "by", by));
		row.put("all", numbers.isEmpty());
		row.put("numbers", numbers.isEmpty() ? List.of("") : numbers);
		this.jdbc.update(MAKE, row);
		this.jdbc.update(FILL, row);
		return id;
	}

	/** How many run on each other version than the target. */
	Map<String, Integer> running(String key, String target) {
		return counted(
				"""
						SELECT d.id_, count(*) FROM act_ru_execution e JOIN act_re_procdef d ON d.id_ = e.proc_def_id_
						 WHERE e.parent_id_ IS NULL AND e.tenant_id_ = :slug AND d.key_ = :key AND d.id_ <> :target GROUP BY d.id_
						""",
				Map.of("slug", Tenancy.require().slug(), "key", key, "target", target));
	}

	/** How many of the bound tenant wait at each element of a version. */
	Map<String, Integer> waiting(String source) {
		return counted(
				"""
						SELECT act_id_, count(DISTINCT proc_inst_id_) FROM act_ru_execution
						 WHERE tenant_id_ = :slug AND proc_def_id_ = :source AND is_active_ AND act_id_ IS NOT NULL GROUP BY act_id_
						""",
				Map.of("slug", Tenancy.require().slug(), "source", source));
	}

	private Map<String, Integer> counted(String sql, Map<String, String> asked) {
		Map<String, Integer> counts = new TreeMap<>();
		this.jdbc.query(sql, asked, (RowCallbackHandler) (row) -> counts.put(row.getString(1), row.getInt(2)));
		return counts;
	}

	/** Which of the numbers no ticket has. */
	List<String> unknown(Collection<String> numbers) {
		return this.jdbc.queryForList(
				"SELECT n FROM unnest(CAST(:numbers AS text[])) n"
						+ " WHERE NOT EXISTS (SELECT FROM tickets_view t WHERE t.number = n)",
				Map.of("numbers", numbers.toArray(String[]::new)), String.class);
	}

	Optional<Row> find(UUID id) {
		return this.jdbc
			.query("SELECT m.*, " + UNDER_WAY + " AND " + LEFT
					+ " AS is_left, d.version_, d.tenant_id_, d.deployment_id_ FROM model_migrations m"
					+ " LEFT JOIN act_re_procdef d ON d.id_ = m.target WHERE m.id = :id", Map.of("id", id),
					(row, number) -> Row.of(row))
			.stream()
			.findFirst();
	}

	/**
	 * Whether tickets are on their way to some version of the model, so that another
	 * migration would lead them away from it.
	 * @param but that migration is not meant
	 */
	boolean isUnderWay(String key, UUID but) {
		return Boolean.TRUE.equals(this.jdbc.queryForObject("SELECT EXISTS (SELECT FROM model_migrations"
				+ " WHERE key = :key AND id <> :but AND NOT dry_run AND " + UNDER_WAY + " AND NOT " + LEFT + ")",
				Map.of("key", key, "but", but), Boolean.class));
	}

	/** The versions from which something is to be brought along. */
	List<String> sources(UUID id) {
		return this.jdbc.queryForList("SELECT DISTINCT source FROM model_migration_processes WHERE migration_id = :id",
				Map.of("id", id), String.class);
	}

	Map<String, Integer> counts(UUID id) {
		Map<String, Integer> counts = new HashMap<>();
		this.jdbc.query("SELECT state, count(*) FROM model_migration_processes WHERE migration_id = :id GROUP BY state",
				Map.of("id", id), (RowCallbackHandler) (row) -> counts.put(row.getString(1), row.getInt(2)));
		return counts;
	}

	/**
	 * Those in a state, or all, first those that something stands against.
	 */
	List<ProcessRow> processes(UUID id, @Nullable String state, int most) {
		Map<String, @Nullable Object> asked = new HashMap<>();
		asked.put("id", id);
		asked.put("state", state);
		asked.put("most", most);
		return this.jdbc.query(PROCESSES, asked, (row, number) -> ProcessRow.of(row));
	}

	/**
	 * Takes one that is in a state, until the transaction ends.
	 * @return whether it was still in that state
	 */
	boolean take(UUID id, ProcessRow process) {
		return !this.jdbc
			.queryForList(
					"SELECT process FROM model_migration_processes"
							+ " WHERE migration_id = :id AND process = :process AND state = :state FOR UPDATE",
					Map.of("id", id, "process", process.process(), "state", process.state()), String.class)
			.isEmpty();
	}

	/**
	 * Lets those that could not go be tried again.
	 * @return how many there are
	 */
	int again(UUID id, String state, String before) {
		return this.jdbc.update(
				"UPDATE model_migration_processes SET state = :before WHERE migration_id = :id AND state = :state",
				Map.of("id", id, "state", state, "before", before));
	}

	/** Keeps where a process waits, to which it is to come back. */
	void keepPlaces(UUID id, String process) {
		this.jdbc.update("UPDATE model_migration_processes SET places = ARRAY(SELECT DISTINCT act_id_"
				+ " FROM act_ru_execution WHERE proc_inst_id_ = :process AND act_id_ IS NOT NULL)"
				+ " WHERE migration_id = :id AND process = :process", Map.of("id", id, "process", process));
	}

	/** Writes down what became of one, unless something else has become of it since. */
	void became(UUID id, ProcessRow process, String state, @Nullable Obstacle obstacle) {
		Map<String, @Nullable Object> row = new HashMap<>();
		row.put("before", process.state());
		row.put("id", id);
		row.put("process", process.process());
		row.put("state", state);
		row.put("code", (obstacle != null) ? obstacle.code() : null);
		row.put("element", (obstacle != null) ? obstacle.element() : null);
		row.put("reason", (obstacle != null)
				? obstacle.reason().substring(0, Math.min(2_000, obstacle.reason().length())) : null);
		this.jdbc.update("UPDATE model_migration_processes SET state = :state, code = :code, element = :element,"
				+ " reason = :reason WHERE migration_id = :id AND process = :process AND state = :before", row);
		this.jdbc.update("UPDATE model_migrations SET touched_at = now() WHERE id = :id", row);
	}

	/**
	 * Lets it go on to another state, if it is in one of these, or if its node has left
	 * it on its way.
	 * @return whether it was
	 */
	boolean becomes(UUID id, String state, List<String> from) {
		return this.jdbc.update(
				"UPDATE model_migrations SET state = :state, touched_at = now() WHERE id = :id AND (state IN (:from) OR ("
						+ UNDER_WAY + " AND " + LEFT + "))",
				Map.of("id", id, "state", state, "from", from)) == 1;
	}

	private static String json(Map<String, String> map) {
		try {
			return JSON.writeValueAsString(map);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A migration.
	 *
	 * @param release in which the target came into force
	 * @param isLeft whether its node has left it on its way
	 */
	record Row(UUID id, String key, String target, String release, int version, boolean own, Map<String, String> map,
			boolean dryRun, String state, boolean isLeft) {

		private static Row of(ResultSet row) throws SQLException {
			try {
				return new Row(row.getObject("id", UUID.class), row.getString("key"), row.getString("target"),
						row.getString("deployment_id_"), row.getInt("version_"), row.getString("tenant_id_") != null,
						JSON.readValue(row.getString("map"), new TypeReference<Map<String, String>>() {
						}), row.getBoolean("dry_run"), row.getString("state"), row.getBoolean("is_left"));
			}
			catch (JsonProcessingException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	/**
	 * A process that is brought along.
	 *
	 * @param places where it waited before it went; none while it has not gone
	 */
	record ProcessRow(String process, @Nullable UUID ticketId, @Nullable String number, String source, int version,
			String state, @Nullable Obstacle obstacle, Set<String> places) {

		private static ProcessRow of(ResultSet row) throws SQLException {
			String code = row.getString("code");
			return new ProcessRow(row.getString("process"), row.getObject("ticket_id", UUID.class),
					row.getString("number"), row.getString("source"), row.getInt("version_"), row.getString("state"),
					(code != null) ? new Obstacle(code, row.getString("element"), row.getString("reason")) : null,
					words(row.getArray("places")));
		}

		private static Set<String> words(@Nullable Array array) throws SQLException {
			return (array != null) ? Set.of((String[]) array.getArray()) : Set.of();
		}

	}

}
