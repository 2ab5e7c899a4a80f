package io.nagare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What the scripts of {@code deploy/backup} do where something is in their way. */
class BackupScriptsTests {

	private static final Path SCRIPTS = Path.of("deploy", "backup").toAbsolutePath();

	@TempDir
	private Path root;

	private Path from;

	private Path to;

	@BeforeEach
	void setUp() throws IOException {
		this.from = Files.createDirectories(this.root.resolve("attachments"));
		this.to = this.root.resolve("backup");
	}

	@Test
	void copyWhatIsNewAndWhatAnotherTicketHasToo() throws Exception {
		Path file = Files.writeString(this.from.resolve("one"), "bytes");
		Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(86_400)));
		assertThat(copies()).isZero();
		Files.createLink(this.from.resolve("two"), file);
		assertThat(copies()).isZero();
		assertThat(this.to.resolve("two")).hasContent("bytes");
	}

	@Test
	void endWhereAFileCannotBeCopiedAndCopyItNextTime() throws Exception {
		Files.writeString(this.from.resolve("a"), "first");
		Files.writeString(this.from.resolve("b"), "second");
		for (String inTheWay : List.of("a", "b")) {
			this.to = this.root.resolve("backup-" + inTheWay);
			Path obstacle = Files.createDirectories(this.to.resolve(inTheWay + ".part"));
			assertThat(copies()).as(inTheWay).isNotZero();
			Files.delete(obstacle);
			assertThat(copies()).as(inTheWay).isZero();
			assertThat(this.to.resolve("a")).hasContent("first");
			assertThat(this.to.resolve("b")).hasContent("second");
		}
	}

	@Test
	void copyWhatAMachineWroteWhoseClockIsSomeMinutesBehind() throws Exception {
		assertThat(copies()).isZero();
		// as if it had been copied some minutes from now
		Path mark = this.to.resolve(".copied");
		Files.setLastModifiedTime(mark, FileTime.from(Files.getLastModifiedTime(mark).toInstant().plusSeconds(5 * 60)));
		Files.writeString(this.from.resolve("late"), "bytes");
		assertThat(copies()).isZero();
		assertThat(this.to.resolve("late")).hasContent("bytes");
	}

	@Test
	void noteWhenTheyWereDone() throws Exception {
		Path metrics = Files.createDirectories(this.root.resolve("metrics"));
		assertThat(
				run(Map.of("NAGARE_METRICS", metrics.toString()), "files.sh", this.from.toString(), this.to.toString()))
			.isZero();
		assertThat(Files.readString(metrics.resolve("nagare_files.prom")))
			.matches("nagare_files_done_timestamp_seconds \\d{10,}\n");
		Path programs = programs(Map.of("pgbackrest", ""));
		assertThat(run(Map.of("NAGARE_METRICS", metrics.toString(), "PATH", programs + ":" + System.getenv("PATH")),
				"backup.sh", "full"))
			.isZero();
		assertThat(Files.readString(metrics.resolve("nagare_backup_full.prom")))
			.matches("nagare_backup_done_timestamp_seconds\\{kind=\"full\"} \\d{10,}\n");
	}

	@Test
	void copyThoughItCannotBeNoted() throws Exception {
		Files.writeString(this.from.resolve("one"), "bytes");
		assertThat(run(Map.of("NAGARE_METRICS", this.root.resolve("nowhere").toString()), "files.sh",
				this.from.toString(), this.to.toString()))
			.isZero();
		assertThat(this.to.resolve("one")).hasContent("bytes");
	}

	/**
	 * Debian keeps {@code postgresql.conf} in /etc, which no backup of the cluster has.
	 */
	@Test
	void startARestoredClusterWhoseSettingsWereElsewhere() throws Exception {
		Path cluster = Files.createDirectories(this.root.resolve("pg"));
		Path programs = programs(Map.of("pgbackrest", "", "psql", "echo f", "pg_ctl",
				"test -f " + cluster + "/postgresql.conf && test -f " + cluster + "/pg_hba.conf", "pg_controldata", """
						cat <<X
						max_connections setting:              150
						max_worker_processes setting:         8
						max_wal_senders setting:              10
						max_prepared_xacts setting:           3
						max_locks_per_xact setting:           64
						track_commit_timestamp setting:       off
						X"""));
		assertThat(run(
				Map.of("PGBIN", programs.toString(), "PATH", programs + ":" + System.getenv("PATH"),
						"NAGARE_FILES_BACKUP", this.root.resolve("none").toString()),
				"restore.sh", "--pgdata", cluster.toString(), "--port", "1", "--data",
				this.root.resolve("data").toString(), "--", "true"))
			.isZero();
		assertThat(Files.readAllLines(cluster.resolve("postgresql.conf"))).containsExactlyInAnyOrder(
				"max_connections = 150", "max_worker_processes = 8", "max_wal_senders = 10",
				"max_prepared_transactions = 3", "max_locks_per_transaction = 64");
		assertThat(cluster.resolve("pg_hba.conf")).content().contains("127.0.0.1/32");
	}

	/** Stand-ins of the database's programs, by name. */
	private Path programs(Map<String, String> bodies) throws IOException {
		Path folder = Files.createTempDirectory(this.root, "bin");
		for (Map.Entry<String, String> program : bodies.entrySet()) {
			Path file = Files.writeString(folder.resolve(program.getKey()), "#!/bin/sh\n" + program.getValue() + "\n");
			assertThat(file.toFile().setExecutable(true)).isTrue();
		}
		return folder;
	}

	private int copies() throws IOException, InterruptedException {
		return run(Map.of(), "files.sh", this.from.toString(), this.to.toString());
	}

	/** The exit code; what the script prints is in this test's output. */
	private static int run(Map<String, String> environment, String script, String... arguments)
			throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of("bash", SCRIPTS.resolve(script).toString()));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().putAll(environment);
		Process process = builder.start();
		process.getInputStream().transferTo(System.out);
		return process.waitFor();
	}

}
