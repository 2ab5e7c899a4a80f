package io.nagare;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

import io.nagare.signin.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The machine of the database is lost under load, and everything comes back from
 * {@code deploy/backup}, by the scripts as they are.
 */
@Tag("outside")
class BackupTests {

	private static final Path SCRIPTS = Path.of("deploy", "backup");

	private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/17/bin");

	/** Ten seconds of {@code archive_timeout}, and what a busy machine takes. */
	private static final Duration MOST_LOST = Duration.ofSeconds(20);

	private static final Duration LONGEST = Duration.ofMinutes(5);

	private final int port = OwnNode.freePort();

	private final Map<String, String> environment = new LinkedHashMap<>();

	private final Path root = folder();

	private @Nullable Process copying;

	private @Nullable OwnNode node;

	/** Short, since a socket's address is. */
	private static Path folder() {
		try {
			return Files.createTempDirectory("nagare-backup");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@BeforeEach
	void setUp() throws Exception {
		Programs.need(Programs.isThere("pgbackrest") && Files.isExecutable(PROGRAMS.resolve("postgres")),
				"pgbackrest and PostgreSQL 17, of Debian's packages, are not on this machine");
		FileSystemUtils.copyRecursively(SCRIPTS, this.root.resolve("scripts"));
		for (String script : List.of("backup.sh", "files.sh", "restore.sh")) {
			assertThat(this.root.resolve("scripts").resolve(script).toFile().setExecutable(true, false)).isTrue();
		}
		Files.writeString(this.root.resolve("pgbackrest.conf"),
				Files.readString(SCRIPTS.resolve("pgbackrest.conf"))
					.replace("/var/lib/pgbackrest", this.root.resolve("repo").toString())
					.replace("/var/lib/postgresql/17/main", this.root.resolve("pg").toString())
					.replace("log-level-file=off", "log-level-file=off\nlock-path=" + this.root.resolve("lock"))
						+ "\npg1-port=" + this.port + "\npg1-socket-path=" + this.root + "\n");
		this.environment.putAll(Map.of("PGBACKREST_CONFIG", this.root.resolve("pgbackrest.conf").toString(),
				"PGBACKREST_REPO1_CIPHER_PASS", "a passphrase", "PGBIN", PROGRAMS.toString(), "NAGARE_FILES_BACKUP",
				this.root.resolve("files").toString(), "PATH", PROGRAMS + File.pathSeparator + System.getenv("PATH")));
		if (isRoot()) {
			start(List.of("chown", "-R", "postgres", this.root.toString())).waitFor();
			start(List.of("chmod", "755", this.root.toString())).waitFor();
		}
		run("initdb", "-D", pg("pg"), "-E", "UTF8", "--locale=C", "--locale-provider=builtin",
				"--builtin-locale=C.UTF-8", "-A", "trust");
		run("bash", "-c", """
				cat >> %1$s/pg/postgresql.conf <<X
				port=%2$d
				listen_addresses='127.0.0.1'
				unix_socket_directories='%1$s'
				archive_mode=on
				archive_command='pgbackrest --stanza=nagare archive-push %%p'
				archive_timeout=10s
				max_connections=150
				X
				pg_ctl -D %1$s/pg -w -l %1$s/pg.log start > /dev/null
				""".formatted(this.root, this.port));
		run("psql", "-h", this.root.toString(), "-p", Integer.toString(this.port), "-d", "postgres", "-qc",
				"create role nagare login password 'owner'", "-c", "create role nagare_app login password 'app'", "-c",
				"create database nagare owner nagare");
		this.node = OwnNode.start(Path.of("target", "backup-data"), OwnDatabase.settings(this.port));
	}

	@AfterEach
	void tearDown() throws Exception {
		if (this.copying != null) {
			this.copying.descendants().forEach(ProcessHandle::destroy);
			this.copying.destroy();
		}
		if (this.node != null) {
			this.node.stop();
		}
		for (String cluster : List.of("pg", "latest", "earlier")) {
			if (Files.exists(this.root.resolve(cluster).resolve("postmaster.pid"))) {
				start(as(List.of("pg_ctl", "-D", pg(cluster), "-m", "immediate", "stop"))).waitFor();
			}
		}
		FileSystemUtils.deleteRecursively(this.root);
	}

	@Test
	void bringsEverythingBack() throws Exception {
		run(pg("scripts/backup.sh"), "full");
		Path attachments = Path.of("target", "backup-data", "attachments").toAbsolutePath();
		// what copies here runs as whoever runs the node
		this.copying = start(List.of("bash", SCRIPTS.resolve("files.sh").toString(), attachments.toString(),
				this.root.resolve("files").toString(), "1"));
		OwnNode first = Objects.requireNonNull(this.node);
		Api agent = Api.at(first.port()).as("agent1");
		Map<String, Instant> acknowledged = new LinkedHashMap<>();
		String earliest = report(agent, acknowledged);
		OwnNode.pause(2000);
		Instant between = Instant.now();
		OwnNode.pause(2000);
		run(pg("scripts/backup.sh"), "incr");
		Instant until = Instant.now().plusSeconds(25);
		while (Instant.now().isBefore(until)) {
			report(agent, acknowledged);
			OwnNode.pause(100);
		}
		Instant lost = Instant.now();
		run("bash", "-c", "kill -9 $(head -1 %1$s/pg/postmaster.pid); mv %1$s/pg %1$s/lost".formatted(this.root));
		first.kill();

		int restored = OwnNode.freePort();
		run(pg("scripts/restore.sh"), "--pgdata", made("latest"), "--port", Integer.toString(restored), "--data",
				pg("data"), "--", "true");
		OwnNode fresh = OwnNode.start(Path.of("target", "restored-data"), OwnDatabase.settings(restored));
		this.node = fresh;
		FileSystemUtils.copyRecursively(this.root.resolve("data").resolve("attachments"),
				Path.of("target", "restored-data", "attachments"));
		Duration recovery = Duration.between(lost, Instant.now());
		JsonNode audit = fresh.audit();
		assertThat(audit.path("state").asText()).as(audit.toPrettyString()).isEqualTo("whole");

		Api manager = Api.at(fresh.port()).as("manager");
		Instant lastKept = acknowledged.entrySet()
			.stream()
			.filter((one) -> manager.get("/incidents/" + one.getKey()).status() == 200)
			.map(Map.Entry::getValue)
			.max(Instant::compareTo)
			.orElseThrow();
		Duration loss = Duration.between(lastKept, lost);
		System.out.printf("recovery of %d tickets took %d s, and %d ms were lost%n", acknowledged.size(),
				recovery.toSeconds(), loss.toMillis());
		assertThat(loss).isLessThan(MOST_LOST);
		assertThat(recovery).isLessThan(LONGEST);
		assertThat(acknowledged).allSatisfy((id,
				at) -> assertThat(at.isAfter(lastKept) || manager.get("/incidents/" + id).status() == 200).isTrue());

		int earlier = OwnNode.freePort();
		run(pg("scripts/restore.sh"), "--pgdata", made("earlier"), "--port", Integer.toString(earlier), "--data",
				pg("data-earlier"), "--time", between.toString(), "--", "true");
		String tickets = run("psql", "-h", pg("earlier"), "-p", Integer.toString(earlier), "-U", "postgres", "-d",
				"nagare", "-Atc", "select id from tickets");
		assertThat(tickets).contains(earliest);
		acknowledged.keySet()
			.stream()
			.filter((id) -> !id.equals(earliest))
			.forEach((id) -> assertThat(tickets).doesNotContain(id));
	}

	private static String report(Api agent, Map<String, Instant> acknowledged) {
		String id = agent.report("停電").path("id").asText();
		acknowledged.put(id, Instant.now());
		Answer file = agent.upload("/incidents/" + id + "/attachments", "a.txt", "text/plain",
				id.getBytes(StandardCharsets.UTF_8));
		assertThat(file.status()).as(file.body()).isEqualTo(201);
		return id;
	}

	private String made(String folder) throws Exception {
		run("mkdir", "-m", "700", pg(folder));
		return pg(folder);
	}

	private String pg(String name) {
		return this.root.resolve(name).toString();
	}

	/** PostgreSQL runs as nobody who may do everything. */
	private static List<String> as(List<String> command) {
		List<String> all = new ArrayList<>(isRoot() ? List.of("runuser", "-u", "postgres", "--") : List.of());
		all.addAll(command);
		return all;
	}

	private String run(String... command) throws Exception {
		Path said = Files.createTempFile("nagare-backup", ".log");
		Process process = start(as(List.of(command)), said);
		int code = process.waitFor();
		String text = Files.readString(said);
		Files.delete(said);
		assertThat(code).as(String.join(" ", command) + "\n" + text).isZero();
		return text;
	}

	private Process start(List<String> command) throws IOException {
		return start(command, this.root.resolve("log"));
	}

	private Process start(List<String> command, Path said) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()));
		builder.environment().putAll(this.environment);
		return builder.start();
	}

	private static boolean isRoot() {
		return System.getProperty("user.name").equals("root");
	}

}
