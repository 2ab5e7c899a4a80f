package io.nagare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a migration may do while an older node works. */
@NagareTest
class SchemaMigrationTests {

	private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

	/** They were written before the rule, and are never changed. */
	private static final Path EXCEPTED = Path.of("src/test/resources/migrations-that-lock.txt");

	private static final Pattern TABLE = Pattern
		.compile("(?i)\\bCREATE\\s+(?:UNLOGGED\\s+)?TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?(\\w+)");

	private static final Pattern INDEX = Pattern.compile(
			"(?i)\\bCREATE\\s+(?:UNIQUE\\s+)?INDEX\\s+(CONCURRENTLY\\s+)?(?:IF\\s+NOT\\s+EXISTS\\s+)?\\w+\\s+ON\\s+(?:ONLY\\s+)?(\\w+)");

	private static final String MAKES_ONE = """
			DROP INDEX CONCURRENTLY IF EXISTS idx_test_filled;
			CREATE INDEX CONCURRENTLY idx_test_filled ON test_filled (id);
			""";

	@Autowired
	private Flyway flyway;

	@Autowired
	private FlywayConnectionDetails owner;

	@TempDir
	private Path folder;

	private JdbcTemplate asOwner() {
		return new JdbcTemplate(new DriverManagerDataSource(this.owner.getJdbcUrl(), this.owner.getUsername(),
				this.owner.getPassword()));
	}

	@AfterEach
	void clear() {
		asOwner().execute("DROP TABLE IF EXISTS test_filled, test_history");
	}

	/** An index that is made as ever locks whoever writes until it is made. */
	@Test
	void makesIndexesOfTablesThatAreInUseConcurrently() throws IOException {
		Set<String> locking = new TreeSet<>();
		try (Stream<Path> files = Files.list(MIGRATIONS)) {
			for (Path file : files.toList()) {
				if (locks(Files.readString(file))) {
					locking.add(file.getFileName().toString());
				}
			}
		}
		assertThat(locking).containsExactlyElementsOf(Files.readAllLines(EXCEPTED));
		assertThat(locks("CREATE INDEX a ON tickets (id);")).isTrue();
		assertThat(locks("CREATE TABLE a (id int);\nCREATE UNIQUE INDEX b ON a (id);")).isFalse();
		assertThat(locks(MAKES_ONE)).isFalse();
	}

	private static boolean locks(String migration) {
		String sql = migration.replaceAll("--.*", "");
		Set<String> made = new HashSet<>();
		TABLE.matcher(sql).results().forEach((table) -> made.add(table.group(1).toLowerCase(Locale.ROOT)));
		return INDEX.matcher(sql)
			.results()
			.anyMatch((index) -> index.group(1) == null && !made.contains(index.group(2).toLowerCase(Locale.ROOT)));
	}

	/** Flyway's own lock is one of the transactions that such an index waits for. */
	@Test
	void canMakeAnIndexConcurrently() throws IOException {
		asOwner().execute("CREATE TABLE test_filled AS SELECT generate_series(1, 1000) AS id");
		Files.writeString(this.folder.resolve("V1__index.sql"), MAKES_ONE);
		Flyway own = Flyway.configure()
			.configuration(this.flyway.getConfiguration())
			.javaMigrations()
			.locations("filesystem:" + this.folder)
			.table("test_history")
			.baselineOnMigrate(true)
			.baselineVersion("0")
			.load();
		own.migrate();
		assertThat(asOwner().queryForList(
				"SELECT indisvalid FROM pg_index WHERE indexrelid = 'idx_test_filled'::regclass", Boolean.class))
			.isEqualTo(List.of(true));
	}

}
