package io.nagare.bench;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The embedded server as its superuser sees it. */
final class Database {

	private static final String CEILING = "ceiling";

	private final int port;

	private final Properties passwords = new Properties();

	/**
	 * The server of a running Nagare.
	 * @param data Nagare's data directory
	 */
	Database(Path data, int port) throws IOException {
		this.port = port;
		try (Reader reader = Files.newBufferedReader(data.resolve("postgres").resolve("passwords"))) {
			this.passwords.load(reader);
		}
	}

	/**
	 * Makes a database for the bare engine, and lets the server count statements from its
	 * next start on, though not before it is asked to.
	 */
	void prepare() throws SQLException {
		try (Connection connection = connect("nagare"); Statement statement = connection.createStatement()) {
			statement.execute("CREATE ROLE ceiling LOGIN PASSWORD 'ceiling'");
			statement.execute("CREATE DATABASE ceiling OWNER ceiling");
			statement.execute("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'");
			statement.execute("ALTER SYSTEM SET pg_stat_statements.track = 'none'");
			statement.execute("CREATE EXTENSION pg_stat_statements");
		}
	}

	String ceilingUrl() {
		return "jdbc:postgresql://127.0.0.1:%d/%s?reWriteBatchedInserts=true".formatted(this.port, CEILING);
	}

	/** Statements per operation by text, BEGIN and COMMIT not counted. */
	Map<String, Double> statements(String database, int operations, Step step) throws Exception {
		try (Connection connection = connect("nagare"); Statement statement = connection.createStatement()) {
			track(statement, "top");
			statement.execute("SELECT pg_stat_statements_reset()");
			step.run();
			track(statement, "none");
			Map<String, Double> counts = new TreeMap<>();
			try (ResultSet rows = statement.executeQuery("""
					SELECT s.query, s.calls FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
					 WHERE d.datname = '%s' AND s.query !~* '^(begin|commit|rollback|set |show |alter )'
					   AND s.query NOT LIKE '%%pg_stat%%' AND s.query NOT LIKE '%%pg_sleep%%'
					""".formatted(database))) {
				while (rows.next()) {
					String query = rows.getString(1).replaceAll("\\s+", " ");
					counts.merge(query, rows.getLong(2) / (double) operations, Double::sum);
				}
			}
			// what runs now and then beside the operations
			counts.values().removeIf((perOperation) -> perOperation < 0.2);
			return counts;
		}
	}

	/**
	 * The slowest statement of what is done, by its mean, in milliseconds.
	 */
	Map.Entry<String, Double> slowest(Step step) throws Exception {
		try (Connection connection = connect("nagare"); Statement statement = connection.createStatement()) {
			track(statement, "top");
			statement.execute("SELECT pg_stat_statements_reset()");
			step.run();
			track(statement, "none");
			try (ResultSet rows = statement.executeQuery("""
					SELECT s.query, s.mean_exec_time FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
					 WHERE d.datname = 'nagare' AND s.query NOT LIKE '%pg_stat%' AND s.query NOT LIKE '%pg_sleep%'
					 ORDER BY s.mean_exec_time DESC LIMIT 1
					""")) {
				rows.next();
				return Map.entry(rows.getString(1).replaceAll("\\s+", " "), rows.getDouble(2));
			}
		}
	}

	private static void track(Statement statement, String what) throws SQLException {
		statement.execute("ALTER SYSTEM SET pg_stat_statements.track = '" + what + "'");
		statement.execute("SELECT pg_reload_conf()");
		// the sessions take notice at their next statement after the signal
		statement.execute("SELECT pg_sleep(0.3)");
	}

	/** The rows in the engine's tables of running and past processes. */
	Map<String, Long> engineRows(String database) throws SQLException {
		Map<String, Long> counts = new TreeMap<>();
		try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
			try (ResultSet tables = statement.executeQuery("""
					SELECT relname, (xpath('/row/n/text()',
					       query_to_xml('SELECT count(*) AS n FROM ' || relname, false, true, '')))[1]::text::bigint
					  FROM pg_class WHERE relkind = 'r' AND relname ~ '^act_(ru|hi)_'
					""")) {
				while (tables.next()) {
					counts.put(tables.getString(1), tables.getLong(2));
				}
			}
		}
		return counts;
	}

	/**
	 * Fills a tenant with incidents up to a number, all statuses and priorities evenly,
	 * by SQL: without processes, which no list reads, and without the minutes that
	 * reporting them would take.
	 */
	void fill(String tenantSlug, int upTo) throws SQLException {
		try (Connection connection = connect("nagare")) {
			try (PreparedStatement insert = connection.prepareStatement(
					"""
							WITH filled AS (
							  INSERT INTO tickets (id, tenant_id, kind, record, number, title, description, status, phase, priority,
							         priority_rank, category_id, reporter_id, team_id, response_due_at, resolution_due_at,
							         created_at, updated_at)
							  SELECT gen_random_uuid(), t.id, 'incident', 'incident', 'INC' || 90000000 + n, 'VPN does not connect ' || n,
							         repeat('It worked yesterday. ', 10),
							         (ARRAY['new', 'assigned', 'in_progress', 'on_hold', 'resolved', 'closed'])[1 + n % 6],
							         (ARRAY['open', 'open', 'in_work', 'on_hold', 'resolved', 'closed'])[1 + n % 6],
							         (ARRAY['critical', 'high', 'medium', 'low'])[1 + n / 6 % 4], n / 6 % 4,
							         (SELECT c.id FROM categories c WHERE c.tenant_id = t.id ORDER BY c.name LIMIT 1),
							         (SELECT u.id FROM users u WHERE u.tenant_id = t.id ORDER BY u.username LIMIT 1),
							         (SELECT g.id FROM teams g WHERE g.tenant_id = t.id ORDER BY g.name LIMIT 1),
							         now(), now() + interval '1 day', now() - n * interval '1 minute', now()
							    FROM tenants t,
							         generate_series((SELECT 1 + count(*) FROM tickets x JOIN tenants y ON y.id = x.tenant_id
							                           WHERE y.slug = ?), ?) n
							   WHERE t.slug = ?
							  RETURNING id, tenant_id)
							INSERT INTO incidents (id, tenant_id, impact, urgency, requested_priority)
							SELECT id, tenant_id, 'medium', 'medium', 'medium' FROM filled
							""")) {
				insert.setString(1, tenantSlug);
				insert.setInt(2, upTo);
				insert.setString(3, tenantSlug);
				insert.executeUpdate();
			}
			try (Statement statement = connection.createStatement()) {
				statement.execute("VACUUM ANALYZE tickets, incidents");
				statement.execute("CHECKPOINT");
			}
		}
	}

	/**
	 * Makes so many open tasks out of one, one a second, each with a process of its own,
	 * by SQL: the engine would need minutes, and its queries read no more than these
	 * rows.
	 * @param task the one that is copied, with whom it is offered to
	 */
	void fillTasks(String task, int copies) throws SQLException {
		try (Connection connection = connect("nagare")) {
			connection.setAutoCommit(false);
			try (PreparedStatement ids = connection.prepareStatement("""
					CREATE TEMPORARY TABLE copies ON COMMIT DROP AS
					SELECT gen_random_uuid()::text AS task, gen_random_uuid()::text AS process,
					       now() - n * interval '1 second' AS created
					  FROM generate_series(1, %d) n
					""".formatted(copies))) {
				ids.executeUpdate();
			}
			try (PreparedStatement processes = connection.prepareStatement("""
					INSERT INTO act_ru_execution
					SELECT (jsonb_populate_record(e, jsonb_build_object('id_', c.process, 'proc_inst_id_', c.process,
					                                                    'root_proc_inst_id_', c.process))).*
					  FROM copies c, act_ru_task t JOIN act_ru_execution e ON e.id_ = t.proc_inst_id_ WHERE t.id_ = ?
					"""); PreparedStatement tasks = connection.prepareStatement("""
					INSERT INTO act_ru_task
					SELECT (jsonb_populate_record(t, jsonb_build_object('id_', c.task, 'proc_inst_id_', c.process,
					                                                    'execution_id_', c.process,
					                                                    'create_time_', c.created))).*
					  FROM copies c, act_ru_task t WHERE t.id_ = ?
					"""); PreparedStatement offers = connection.prepareStatement("""
					INSERT INTO act_ru_identitylink
					SELECT (jsonb_populate_record(i, jsonb_build_object('id_', gen_random_uuid()::text,
					                                                    'task_id_', c.task))).*
					  FROM copies c, act_ru_identitylink i WHERE i.task_id_ = ?
					""")) {
				for (PreparedStatement insert : List.of(processes, tasks, offers)) {
					insert.setString(1, task);
					insert.executeUpdate();
				}
			}
			connection.commit();
			connection.setAutoCommit(true);
			try (Statement statement = connection.createStatement()) {
				statement.execute("VACUUM ANALYZE act_ru_execution, act_ru_task, act_ru_identitylink");
				statement.execute("CHECKPOINT");
			}
		}
	}

	/**
	 * Lets the tenant's clocks have started so much earlier, and their alarms go off now.
	 */
	void age(String tenantSlug, Duration time) throws SQLException {
		try (Connection connection = connect("nagare")) {
			connection.setAutoCommit(false);
			try (PreparedStatement clocks = connection.prepareStatement("""
					UPDATE sla_ledger SET at = at - make_interval(secs => ?)
					 WHERE tenant_id = (SELECT id FROM tenants WHERE slug = ?)
					"""); PreparedStatement alarms = connection.prepareStatement("""
					UPDATE tickets SET alarm_at = now()
					 WHERE alarm_at IS NOT NULL AND tenant_id = (SELECT id FROM tenants WHERE slug = ?)
					""")) {
				clocks.setDouble(1, (double) time.toSeconds());
				clocks.setString(2, tenantSlug);
				clocks.executeUpdate();
				alarms.setString(1, tenantSlug);
				alarms.executeUpdate();
			}
			connection.commit();
		}
	}

	/** How many milestones of the tenant's clocks have been told. */
	long milestones(String tenantSlug) throws SQLException {
		try (Connection connection = connect("nagare"); PreparedStatement count = connection.prepareStatement("""
				SELECT count(*) FROM sla_ledger
				 WHERE type = 'milestone' AND tenant_id = (SELECT id FROM tenants WHERE slug = ?)
				""")) {
			count.setString(1, tenantSlug);
			try (ResultSet row = count.executeQuery()) {
				row.next();
				return row.getLong(1);
			}
		}
	}

	/**
	 * Fills a tenant with configuration items, three relations to each, between any two
	 * of them.
	 */
	void fillCmdb(String tenantSlug, int items) throws SQLException {
		try (Connection connection = connect("nagare")) {
			try (PreparedStatement insert = connection.prepareStatement(
					"""
							INSERT INTO configuration_items (id, tenant_id, name, ci_class, tier)
							SELECT gen_random_uuid(), t.id, 'item ' || n, (ARRAY['service', 'application', 'server'])[1 + n % 3],
							       1 + n % 4
							  FROM tenants t, generate_series(1, ?) n WHERE t.slug = ?
							""")) {
				insert.setInt(1, items);
				insert.setString(2, tenantSlug);
				insert.executeUpdate();
			}
			// a table of its own, of which the planner knows the size
			try (PreparedStatement number = connection.prepareStatement("""
					CREATE TEMPORARY TABLE numbered AS
					SELECT c.id, c.tenant_id, row_number() OVER () AS n
					  FROM configuration_items c JOIN tenants t ON t.id = c.tenant_id WHERE t.slug = '%s'
					""".formatted(tenantSlug))) {
				number.executeUpdate();
			}
			try (Statement statement = connection.createStatement()) {
				statement.execute("ANALYZE numbered");
			}
			try (PreparedStatement insert = connection.prepareStatement(
					"""
							WITH pairs AS MATERIALIZED (
							  SELECT 1 + floor(random() * ?)::int AS source, 1 + floor(random() * ?)::int AS target
							    FROM generate_series(1, 3 * ?))
							INSERT INTO ci_relations (id, tenant_id, source_id, type, target_id, valid_from)
							SELECT gen_random_uuid(), s.tenant_id, s.id, 'depends_on', t.id, now()
							  FROM pairs p JOIN numbered s ON s.n = p.source JOIN numbered t ON t.n = p.target WHERE s.id <> t.id
							ON CONFLICT DO NOTHING
							""")) {
				for (int place = 1; place <= 3; place++) {
					insert.setInt(place, items);
				}
				insert.executeUpdate();
			}
			try (Statement statement = connection.createStatement()) {
				statement.execute("VACUUM ANALYZE configuration_items, ci_relations");
				statement.execute("CHECKPOINT");
			}
		}
	}

	/**
	 * Fills a tenant with scheduled changes, each of two of its items, two hours long and
	 * some time in the next 90 days.
	 */
	void fillChanges(String tenantSlug, int changes) throws SQLException {
		try (Connection connection = connect("nagare")) {
			try (PreparedStatement insert = connection.prepareStatement(
					"""
							WITH items AS MATERIALIZED (
							  SELECT c.tenant_id, array_agg(c.id) AS ids
							    FROM configuration_items c JOIN tenants t ON t.id = c.tenant_id
							   WHERE t.slug = ? AND c.deleted_at IS NULL GROUP BY c.tenant_id),
							filled AS (
							  INSERT INTO tickets (id, tenant_id, kind, record, number, title, status, phase, priority, priority_rank,
							         reporter_id, ci_ids, created_at, updated_at)
							  SELECT gen_random_uuid(), i.tenant_id, 'change', 'change', 'CHG' || 9000000 + n, 'Replace the gateway ' || n,
							         'scheduled', 'on_hold', 'medium', 2,
							         (SELECT u.id FROM users u WHERE u.tenant_id = i.tenant_id ORDER BY u.username LIMIT 1),
							         ARRAY[i.ids[1 + floor(random() * cardinality(i.ids))::int],
							               i.ids[1 + floor(random() * cardinality(i.ids))::int]],
							         now() - n * interval '1 minute', now()
							    FROM items i, generate_series(1, ?) n
							  RETURNING id, tenant_id),
							placed AS MATERIALIZED (
							  SELECT id, tenant_id, date_trunc('hour', now()) + floor(1 + random() * 90 * 24) * interval '1 hour' AS at
							    FROM filled)
							INSERT INTO changes (id, tenant_id, change_type, planned_start, planned_end, plan_fixed)
							SELECT id, tenant_id, 'normal', at, at + interval '2 hours', true FROM placed
							""")) {
				insert.setString(1, tenantSlug);
				insert.setInt(2, changes);
				insert.executeUpdate();
			}
			try (Statement statement = connection.createStatement()) {
				statement.execute("VACUUM ANALYZE tickets, changes");
				statement.execute("CHECKPOINT");
			}
		}
	}

	/**
	 * Makes accounts that are another's but for their names: that one's with a number.
	 */
	void fillPeople(String like, int count) throws SQLException {
		try (Connection connection = connect("nagare"); PreparedStatement insert = connection.prepareStatement("""
				INSERT INTO users SELECT (jsonb_populate_record(u, jsonb_build_object('id', gen_random_uuid(),
				       'username', u.username || '-' || n, 'email', n || u.email))).*
				  FROM users u, generate_series(1, ?) n WHERE u.username = ?
				""")) {
			insert.setInt(1, count);
			insert.setString(2, like);
			insert.executeUpdate();
		}
	}

	/** How many tickets have a title that begins so. */
	long ticketsCalled(String title) throws SQLException {
		try (Connection connection = connect("nagare");
				PreparedStatement count = connection
					.prepareStatement("SELECT count(*) FROM tickets WHERE title LIKE '%' || ? || '%'")) {
			count.setString(1, title);
			try (ResultSet rows = count.executeQuery()) {
				rows.next();
				return rows.getLong(1);
			}
		}
	}

	/** The addresses of those whose user names are like this. */
	List<String> addressesLike(String username) throws SQLException {
		try (Connection connection = connect("nagare");
				PreparedStatement query = connection
					.prepareStatement("SELECT email FROM users WHERE username LIKE ? ORDER BY username")) {
			query.setString(1, username);
			List<String> addresses = new ArrayList<>();
			try (ResultSet rows = query.executeQuery()) {
				while (rows.next()) {
					addresses.add(rows.getString(1));
				}
			}
			return addresses;
		}
	}

	Connection connect(String database) throws SQLException {
		Properties user = new Properties();
		user.setProperty("user", "postgres");
		user.setProperty("password", this.passwords.getProperty("superuser"));
		return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + this.port + "/" + database, user);
	}

	/** What is counted. */
	@FunctionalInterface
	interface Step {

		void run() throws Exception;

	}

}
