package io.nagare.database;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class EmbeddedServerTests {

	private static final DatabaseSettings SETTINGS = settings(false);

	/** Shared, since a first set-up costs seconds. */
	@TempDir
	static Path directory;

	@AfterEach
	void nothingKeepsRunning() throws IOException {
		try (ClusterDirectory held = ClusterDirectory.hold(directory)) {
			held.stopLeftover();
		}
	}

	@Test
	void keepsItsRowsAcrossARestart() throws Exception {
		try (EmbeddedServer server = EmbeddedServer.start(directory, SETTINGS)) {
			execute(server, "create table restarted (word text)", "insert into restarted values ('流れ')");
		}
		assertThat(directory.resolve("cluster/postmaster.pid")).doesNotExist();
		try (EmbeddedServer server = EmbeddedServer.start(directory, SETTINGS)) {
			assertThat(query(server, "select word from restarted")).isEqualTo("流れ");
		}
	}

	@Test
	void takesOverTheServerOfAKilledJvm() throws Exception {
		Process jvm = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), Killed.class.getName(), directory.toString())
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		try (BufferedReader output = jvm.inputReader(StandardCharsets.UTF_8)) {
			String line = output.readLine();
			while (line != null && !line.equals("committed")) {
				line = output.readLine();
			}
			assertThat(line).isEqualTo("committed");
			assertThatIllegalStateException().isThrownBy(() -> EmbeddedServer.start(directory, SETTINGS))
				.withMessageContaining("Another running Nagare");
			jvm.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
		}
		ProcessHandle orphan = ProcessHandle
			.of(Long.parseLong(Files.readAllLines(directory.resolve("cluster/postmaster.pid")).get(0)))
			.orElseThrow();
		assertThat(orphan.isAlive()).isTrue();
		try (EmbeddedServer server = EmbeddedServer.start(directory, SETTINGS)) {
			assertThat(orphan.isAlive()).isFalse();
			assertThat(query(server, "select word from killed")).isEqualTo("committed");
		}
	}

	@Test
	void startsAgainWhatWasKilledOrDoesNotAnswer() throws Exception {
		try (EmbeddedServer server = EmbeddedServer.start(directory, settings(true))) {
			execute(server, "create table revived (word text)", "insert into revived values ('committed')");
			ProcessHandle first = postmaster();
			first.destroyForcibly();
			first.onExit().get(10, TimeUnit.SECONDS);
			server.revive(true);
			assertThat(query(server, "select word from revived")).isEqualTo("committed");
			ProcessHandle second = postmaster();
			server.revive(false);
			assertThat(postmaster()).isEqualTo(second);
			new ProcessBuilder("kill", "-STOP", Long.toString(second.pid())).start().waitFor();
			server.revive(true);
			assertThat(second.isAlive() && second.info().command().isPresent()).isFalse();
			assertThat(query(server, "select word from revived")).isEqualTo("committed");
		}
	}

	private static ProcessHandle postmaster() throws IOException {
		return ProcessHandle.of(Long.parseLong(Files.readAllLines(directory.resolve("cluster/postmaster.pid")).get(0)))
			.orElseThrow();
	}

	@Test
	void startsOverWhenItsFirstSetUpWasCutShort(@TempDir Path unfinished) throws Exception {
		Files.createDirectories(unfinished.resolve("cluster/base"));
		Files.createFile(unfinished.resolve("unfinished"));
		try (EmbeddedServer server = EmbeddedServer.start(unfinished, SETTINGS)) {
			assertThat(query(server, "select current_user")).isEqualTo("nagare");
		}
	}

	@Test
	void isOneServerForAllUsersOfADirectory() throws Exception {
		EmbeddedServer first = EmbeddedServer.start(directory, SETTINGS);
		EmbeddedServer second = EmbeddedServer.start(directory, SETTINGS);
		assertThat(second.url()).isEqualTo(first.url());
		first.close();
		assertThat(query(second, "select 'still there'")).isEqualTo("still there");
		second.close();
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> query(first, "select 'gone'"));
	}

	@Test
	void listensOnLoopbackOnlyAndAsksForPasswords() throws Exception {
		try (EmbeddedServer server = EmbeddedServer.start(directory, SETTINGS)) {
			assertThat(query(server, "show listen_addresses")).isEqualTo("127.0.0.1");
			assertThat(
					query(server, "select count(*)::text from pg_hba_file_rules where auth_method <> 'scram-sha-256'",
							"postgres", server.passwords().superuser()))
				.isEqualTo("0");
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> query(server, "select 1", "postgres", "guessed"))
				.withMessageContaining("password authentication failed");
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("passwords"))))
				.isEqualTo("rw-------");
			assertThat(directory.resolve("initdb-password")).doesNotExist();
		}
	}

	@Test
	void commitsDurablyUnlessToldOtherwise() throws Exception {
		try (EmbeddedServer server = EmbeddedServer.start(directory, settings(true))) {
			assertThat(query(server, "show fsync")).isEqualTo("on");
			assertThat(query(server, "show synchronous_commit")).isEqualTo("on");
		}
	}

	private static DatabaseSettings settings(boolean durable) {
		return new DatabaseSettings(true, 0, durable, Duration.ofSeconds(2), Duration.ofSeconds(2), null,
				Duration.ofSeconds(10));
	}

	private static void execute(EmbeddedServer server, String... statements) throws SQLException {
		try (Connection connection = DriverManager.getConnection(server.url(), EmbeddedServer.OWNER,
				server.passwords().owner()); Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

	private static String query(EmbeddedServer server, String sql) throws SQLException {
		return query(server, sql, EmbeddedServer.OWNER, server.passwords().owner());
	}

	private static String query(EmbeddedServer server, String sql, String user, String password) throws SQLException {
		try (Connection connection = DriverManager.getConnection(server.url(), user, password);
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(sql)) {
			assertThat(rows.next()).isTrue();
			return rows.getString(1);
		}
	}

	/** The JVM that gets killed. */
	static final class Killed {

		private Killed() {
		}

		public static void main(String[] args) throws Exception {
			EmbeddedServer server = EmbeddedServer.start(new File(args[0]).toPath(), SETTINGS);
			execute(server, "create table killed (word text)", "insert into killed values ('committed')");
			System.out.println("committed");
			Thread.sleep(60_000);
		}

	}

}
