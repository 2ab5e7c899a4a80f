package io.nagare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A PostgreSQL that is given to nodes, and stays when they go. */
public final class OwnDatabase implements AutoCloseable {

	private final Path folder;

	private EmbeddedPostgres server;

	private JdbcTemplate owner;

	private OwnDatabase(Path folder, EmbeddedPostgres server) {
		this.folder = folder;
		this.server = server;
		this.owner = ownerOf(server);
	}

	/** Starts an empty one, with the two roles that the product wants. */
	public static OwnDatabase start() throws IOException, SQLException {
		return start(Files.createTempDirectory("nagare-database"));
	}

	/**
	 * The same, with its files in an empty folder.
	 */
	public static OwnDatabase start(Path folder) throws IOException, SQLException {
		EmbeddedPostgres server = launch(folder, 0);
		try (Connection connection = server.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			for (String sql : List.of("create role nagare login password 'owner'",
					"create role nagare_app login password 'app'", "create database nagare owner nagare")) {
				statement.execute(sql);
			}
		}
		return new OwnDatabase(folder, server);
	}

	private static EmbeddedPostgres launch(Path folder, int port) throws IOException {
		return EmbeddedPostgres.builder()
			.setDataDirectory(folder)
			.setCleanDataDirectory(false)
			.setPort(port)
			.setLocaleConfig("locale", "C")
			.setLocaleConfig("locale-provider", "builtin")
			.setLocaleConfig("builtin-locale", "C.UTF-8")
			.setServerConfig("max_connections", "200")
			// the library turns them off
			.setServerConfig("fsync", "on")
			.setServerConfig("synchronous_commit", "on")
			.setServerConfig("full_page_writes", "on")
			.start();
	}

	private static JdbcTemplate ownerOf(EmbeddedPostgres server) {
		return new JdbcTemplate(new SingleConnectionDataSource(server.getJdbcUrl("postgres", "nagare"), true));
	}

	/** Starts it again, on its port, after it ended by force. */
	public void startAgain() throws IOException, InterruptedException {
		int port = port();
		Instant limit = Instant.now().plusSeconds(20);
		while (processes().stream().anyMatch((one) -> ProcessHandle.of(one).isPresent())
				&& Instant.now().isBefore(limit)) {
			Thread.sleep(100);
		}
		Files.deleteIfExists(this.folder.resolve("postmaster.pid"));
		// the library keeps the folder to itself until then
		this.server.close();
		this.server = launch(this.folder, port);
		this.owner = ownerOf(this.server);
	}

	/** Its processes, the first one first; none where it has ended. */
	public List<Long> processes() throws IOException {
		Path file = this.folder.resolve("postmaster.pid");
		if (!Files.exists(file)) {
			return List.of();
		}
		long first = Long.parseLong(Files.readAllLines(file).get(0).trim());
		List<Long> all = new ArrayList<>(List.of(first));
		ProcessHandle.of(first).ifPresent((one) -> one.descendants().forEach((other) -> all.add(other.pid())));
		return all;
	}

	public int port() {
		return this.server.getPort();
	}

	/** What a node is told to use it, with further settings. */
	public String[] settings(String... more) {
		return settings(port(), more);
	}

	/** The same of any server with those roles. */
	static String[] settings(int port, String... more) {
		List<String> settings = new ArrayList<>(
				List.of("--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + port + "/nagare",
						"--spring.datasource.username=nagare_app", "--spring.datasource.password=app",
						"--spring.flyway.user=nagare", "--spring.flyway.password=owner",
						"--nagare.security.encryption-key=" + Base64.getEncoder().encodeToString(new byte[32])));
		settings.addAll(List.of(more));
		return settings.toArray(String[]::new);
	}

	/** Asks it as nobody of the product can, across all tenants. */
	public JdbcTemplate owner() {
		return this.owner;
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

}
