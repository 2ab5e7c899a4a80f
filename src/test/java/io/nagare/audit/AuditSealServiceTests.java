package io.nagare.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

import io.nagare.NagareTest;
import io.nagare.directory.AcrossTenants;
import io.nagare.shared.Tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** Who changes the log is found out, and who waits is not overtaken. */
@NagareTest
class AuditSealServiceTests {

	private static final String INSERT = "INSERT INTO audit_log (channel, action, entity_type, entity_id) "
			+ "VALUES ('job', 'test.done', 'test', ?)";

	private static final String SEALED = "SELECT (SELECT max(position) FROM audit_log WHERE action = 'test.done') "
			+ "< (SELECT max(to_position) FROM audit_seals)";

	private static final String LATEST = "(SELECT max(id) FROM audit_log WHERE action = 'test.done')";

	@Autowired
	private AuditSealService seals;

	@Autowired
	private AcrossTenants acrossTenants;

	@Autowired
	private JdbcTemplate jdbc;

	private final Owner owner;

	AuditSealServiceTests(@Autowired FlywayConnectionDetails owner) {
		this.owner = new Owner(owner);
	}

	@BeforeEach
	void someRowsAreSealed() {
		IntStream.range(0, 3).forEach((i) -> {
			write("row " + i);
			untilSealed();
		});
		assertThat(this.seals.verify(null).findings()).isEmpty();
	}

	/**
	 * Another transaction under way in the same server, of a vacuum for one, keeps the
	 * latest rows unsealed.
	 */
	private void untilSealed() {
		await().atMost(Duration.ofSeconds(30)).until(() -> {
			this.seals.seal();
			return this.acrossTenants.read(() -> this.jdbc.queryForObject(SEALED, Boolean.class));
		});
	}

	private void write(String entity) {
		this.acrossTenants.write(() -> this.jdbc.update(INSERT, entity));
	}

	private void finds(String finding, String tampering) {
		this.owner.tries((jdbc) -> {
			assertThat(jdbc.update(tampering)).as(tampering).isPositive();
			assertThat(Owner.findings(jdbc)).contains(finding);
		});
		assertThat(this.seals.verify(null).findings()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "at = at + interval '1 microsecond'", "position = position - 1", "action = 'test.undone'",
			"actor_name = 'somebody else'", "actor_id = gen_random_uuid()", "tenant_id = gen_random_uuid()",
			"on_behalf_of = gen_random_uuid()", "channel = 'api'", "address = '10.0.0.1'", "entity_type = 'other'",
			"entity_id = NULL", "old = '{}'", "new = '{}'", "request_id = gen_random_uuid()", "id = id + 1000000" })
	void findsAnAlteredRow(String change) {
		this.owner.tries((jdbc) -> {
			jdbc.update("UPDATE audit_log SET " + change + " WHERE id = " + LATEST);
			assertThat(Owner.findings(jdbc)).isNotEmpty();
		});
	}

	@Test
	void findsARemovedRow() {
		finds("rows_removed", "DELETE FROM audit_log WHERE id = " + LATEST);
	}

	@Test
	void findsARowInsertedAmongSealedOnes() {
		finds("rows_inserted", "INSERT INTO audit_log (channel, action, entity_type, position) "
				+ "SELECT 'job', 'test.forged', 'test', position FROM audit_log WHERE id = " + LATEST);
	}

	@Test
	void findsARowInsertedIntoAWeekWithoutSeals() {
		finds("rows_inserted", "INSERT INTO audit_log (channel, action, entity_type, position, at) "
				+ "SELECT 'job', 'test.forged', 'test', position, '2001-01-01' FROM audit_log WHERE id = " + LATEST);
	}

	@Test
	void findsAnAlteredSeal() {
		finds("seal_altered", "UPDATE audit_seals SET sealed_at = sealed_at - interval '1 second' "
				+ "WHERE number = (SELECT max(number) - 1 FROM audit_seals)");
		finds("seal_altered", "UPDATE audit_seals SET seal = sha256('forged') "
				+ "WHERE number = (SELECT max(number) FROM audit_seals)");
	}

	@Test
	void findsASealThatWasMadeAnewOverAnAlteredRow() {
		this.owner.tries((jdbc) -> {
			jdbc.update("UPDATE audit_log SET entity_id = 'forged' WHERE id = (SELECT min(id) FROM audit_log r, "
					+ "(SELECT max(from_position) AS position FROM audit_seals WHERE number < "
					+ "(SELECT max(number) FROM audit_seals)) s WHERE r.position >= s.position)");
			jdbc.update("UPDATE audit_seals s SET rows_digest = (SELECT sha256(string_agg(audit_digest(r), ''::bytea "
					+ "ORDER BY r.position, r.id)) FROM audit_log r WHERE r.position >= s.from_position "
					+ "AND r.position < s.to_position) WHERE number = (SELECT max(number) - 1 FROM audit_seals)");
			jdbc.update("UPDATE audit_seals s SET seal = audit_seal_of(s) "
					+ "WHERE number = (SELECT max(number) - 1 FROM audit_seals)");
			assertThat(Owner.findings(jdbc)).containsOnly("seal_altered");
		});
	}

	@Test
	void findsARemovedSeal() {
		finds("seals_removed", "DELETE FROM audit_seals WHERE number = (SELECT max(number) - 1 FROM audit_seals)");
		finds("seals_removed", "DELETE FROM audit_seals WHERE number = 1");
	}

	@Test
	void findsACutEndByASealThatWasWrittenDown() {
		String known = Objects.requireNonNull(this.seals.verify(null).head()).seal();
		assertThat(this.seals.verify(known).knownSealPresent()).isTrue();
		AuditSealService.Verification verification = this.seals.verify("00".repeat(32));
		assertThat(verification.knownSealPresent()).isFalse();
		assertThat(verification.intact()).isFalse();
	}

	@Test
	void findsRowsThatNobodySealsForAMinute() {
		this.owner.tries((jdbc) -> {
			jdbc.update("INSERT INTO audit_log (channel, action, entity_type, at) "
					+ "VALUES ('job', 'test.done', 'test', now() - interval '61 seconds')");
			assertThat(Owner.findings(jdbc)).containsExactly("rows_unsealed");
		});
	}

	@Test
	void sealsNothingThatSomebodyMayStillPrecede() {
		this.acrossTenants.write(() -> {
			this.jdbc.update(INSERT, "slow");
			// another connection commits and seals meanwhile
			write("fast");
			this.seals.seal();
			assertThat(unsealed()).containsExactly("fast");
			return true;
		});
		this.seals.seal();
		assertThat(unsealed()).isEmpty();
		assertThat(this.seals.verify(null).findings()).isEmpty();
	}

	private List<String> unsealed() {
		return this.acrossTenants.read(() -> this.jdbc.queryForList("SELECT entity_id FROM audit_log WHERE position >= "
				+ "(SELECT max(to_position) FROM audit_seals) AND action = 'test.done'", String.class));
	}

	@Test
	void sealsTheRowsOfTwentyConcurrentWriters() throws Exception {
		int writers = 20;
		CountDownLatch go = new CountDownLatch(1);
		ExecutorService threads = Executors.newFixedThreadPool(writers);
		try {
			List<Future<?>> all = new ArrayList<>();
			for (int i = 0; i < writers; i++) {
				String name = "writer " + i;
				all.add(threads.submit(() -> {
					go.await();
					for (int row = 0; row < 10; row++) {
						write(name);
						if (row % 3 == 0) {
							this.seals.seal();
						}
					}
					return true;
				}));
			}
			go.countDown();
			for (Future<?> one : all) {
				one.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
		this.seals.seal();
		assertThat(unsealed()).isEmpty();
		assertThat(this.seals.verify(null).findings()).isEmpty();
		assertThat(this.acrossTenants.read(() -> this.jdbc
			.queryForObject("SELECT count(*) FROM audit_log WHERE entity_id LIKE 'writer %'", Integer.class)))
			.isEqualTo(200);
	}

	@Test
	void sealsByItself() {
		write("waiting");
		new AuditSealSchedule(this.seals).work();
		assertThat(unsealed()).isEmpty();
	}

	@Test
	void tellsTheHealthThatRowsWaitForTheirSeal() {
		SealsHealthIndicator indicator = new SealsHealthIndicator(this.seals);
		assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
		this.owner.does((jdbc) -> jdbc.update("INSERT INTO audit_log (channel, action, entity_type, at) "
				+ "VALUES ('job', 'test.done', 'test', now() - interval '61 seconds')"));
		assertThat(indicator.health().getStatus()).isEqualTo(Status.DOWN);
		this.seals.seal();
		assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void letsTheApplicationAddRowsAndNothingElse() {
		for (String forbidden : List.of("UPDATE audit_log SET action = 'x'", "DELETE FROM audit_log",
				"TRUNCATE audit_log", "DROP TABLE audit_log", "ALTER TABLE audit_log DETACH PARTITION audit_log_rest",
				"INSERT INTO audit_log (id, channel, action, entity_type) VALUES (1, 'x', 'x', 'x')",
				"INSERT INTO audit_log (at, channel, action, entity_type) VALUES (now(), 'x', 'x', 'x')",
				"INSERT INTO audit_log (position, channel, action, entity_type) VALUES (1, 'x', 'x', 'x')",
				"SELECT * FROM audit_log_rest", "DELETE FROM audit_log_rest",
				"INSERT INTO audit_log_rest (channel, action, entity_type) VALUES ('x', 'x', 'x')",
				"DELETE FROM " + partition(), "UPDATE " + partition() + " SET action = 'x'",
				"INSERT INTO audit_seals SELECT * FROM audit_seals", "UPDATE audit_seals SET seal = ''",
				"DELETE FROM audit_seals", "TRUNCATE audit_seals", "DELETE FROM audit_archives",
				"INSERT INTO audit_archives (week) VALUES (current_date)", "SELECT audit_catch_up()",
				"SELECT audit_archive_week('2026-01-05')")) {
			assertThatExceptionOfType(DataAccessException.class).as(forbidden)
				.isThrownBy(() -> this.acrossTenants.write(() -> {
					this.jdbc.execute(forbidden);
					return true;
				}))
				.withStackTraceContaining("ERROR:");
		}
	}

	private String partition() {
		return Objects.requireNonNull(this.jdbc
			.queryForObject("SELECT 'audit_log_' || to_char(audit_week(now()), 'YYYYMMDD')", String.class));
	}

	@Test
	void hidesTheSealsFromTenants() {
		assertThat(this.jdbc.queryForList("SELECT number FROM audit_seals")).isEmpty();
	}

	@Test
	void makesThePartitionsOfTheComingWeeks() {
		this.seals.prepareWeeks();
		assertThat(this.jdbc.queryForObject("SELECT to_regclass('audit_log_' || "
				+ "to_char(audit_week(now() + interval '7 weeks'), 'YYYYMMDD')) IS NOT NULL", Boolean.class))
			.isTrue();
	}

	@Test
	void losesNoRowForWantOfAPartition() {
		this.owner.tries((jdbc) -> {
			jdbc.update("INSERT INTO audit_log (channel, action, entity_type, at) "
					+ "VALUES ('job', 'test.far', 'test', now() + interval '5 years')");
			assertThat(
					jdbc.queryForObject("SELECT count(*) FROM audit_log_rest WHERE action = 'test.far'", Integer.class))
				.isEqualTo(1);
		});
	}

	@Test
	void keepsTheSealsOfAnArchivedWeek() {
		this.owner.does((jdbc) -> {
			jdbc.execute("CREATE TABLE IF NOT EXISTS audit_log_20260105 PARTITION OF audit_log "
					+ "FOR VALUES FROM ('2026-01-05 00:00+00') TO ('2026-01-12 00:00+00')");
			jdbc.update("INSERT INTO audit_log (channel, action, entity_type, at) "
					+ "VALUES ('job', 'test.old', 'test', '2026-01-07')");
		});
		this.seals.seal();
		assertThat(this.seals.verify(null).findings()).isEmpty();
		this.owner.tries((jdbc) -> {
			jdbc.queryForList("SELECT audit_archive_week('2026-01-05')");
			assertThat(Owner.findings(jdbc)).isEmpty();
			assertThat(jdbc.queryForList("SELECT week::text FROM audit_archives", String.class)).contains("2026-01-05");
			assertThat(
					jdbc.queryForList("SELECT entity_id FROM audit_log WHERE action = 'audit.archived'", String.class))
				.contains("2026-01-05");
		});
		this.owner.tries((jdbc) -> {
			jdbc.execute("ALTER TABLE audit_log DETACH PARTITION audit_log_20260105");
			assertThat(Owner.findings(jdbc)).contains("rows_removed");
		});
	}

	@Test
	void goesOnSealingInADatabaseThatWasLoadedElsewhere() {
		this.owner.tries((jdbc) -> {
			jdbc.update("UPDATE audit_seals SET to_position = to_position + 1000000 "
					+ "WHERE number = (SELECT max(number) FROM audit_seals)");
			jdbc.queryForList("SELECT audit_catch_up()::text");
			Map<String, Object> row = jdbc.queryForMap("INSERT INTO audit_log (channel, action, entity_type) "
					+ "VALUES ('job', 'test.done', 'test') RETURNING position, "
					+ "position >= (SELECT max(to_position) FROM audit_seals) AS later");
			assertThat(row).containsEntry("later", true);
			jdbc.queryForList("SELECT audit_catch_up()::text");
			assertThat(jdbc.queryForObject("SELECT audit_position()", Long.class)).isEqualTo(row.get("position"));
		});
	}

	@Test
	void writesNothingWithoutATenant() {
		assertThat(Tenancy.current()).isEmpty();
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.jdbc.update(INSERT, "nobody"))
			.withStackTraceContaining("row-level security");
	}

}
