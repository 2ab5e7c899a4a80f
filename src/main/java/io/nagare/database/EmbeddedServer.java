package io.nagare.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL that Nagare brings along: listens on the loopback interface only, asks
 * for passwords, keeps its rows across restarts and survives a killed JVM.
 * <p>
 * Users of one directory within a JVM share one server; it stops when the last of them
 * closes.
 */
final class EmbeddedServer implements RevivableServer, AutoCloseable {

	static final String DATABASE = "nagare";

	static final String OWNER = "nagare";

	static final String APP = "nagare_app";

	private static final Logger log = LoggerFactory.getLogger(EmbeddedServer.class);

	private static final Duration BETWEEN_REVIVALS = Duration.ofSeconds(5);

	private static final Map<Path, EmbeddedServer> RUNNING = new HashMap<>();

	private final Path root;

	private final ClusterDirectory directory;

	private final int port;

	private final Passwords passwords;

	private final DatabaseSettings settings;

	/** Another one after each revival. */
	private EmbeddedPostgres postgres;

	private long reviveNotBefore = Long.MIN_VALUE;

	private int users = 1;

	private EmbeddedServer(Path root, ClusterDirectory directory, EmbeddedPostgres postgres, Passwords passwords,
			DatabaseSettings settings) {
		this.root = root;
		this.directory = directory;
		this.postgres = postgres;
		this.port = postgres.getPort();
		this.passwords = passwords;
		this.settings = settings;
	}

	/**
	 * Starts the server, or joins the one this JVM already runs there.
	 * @param root the directory that holds everything of it
	 * @throws IllegalStateException when another living JVM uses the directory
	 */
	static EmbeddedServer start(Path root, DatabaseSettings settings) {
		Path path = root.toAbsolutePath().normalize();
		synchronized (RUNNING) {
			EmbeddedServer running = RUNNING.get(path);
			if (running != null) {
				running.users++;
				return running;
			}
			try {
				EmbeddedServer started = startIn(path, settings);
				RUNNING.put(path, started);
				return started;
			}
			catch (IOException ex) {
				throw new UncheckedIOException("The embedded PostgreSQL in " + path + " does not start", ex);
			}
			catch (SQLException ex) {
				throw new IllegalStateException("The embedded PostgreSQL in " + path + " cannot be set up", ex);
			}
		}
	}

	private static EmbeddedServer startIn(Path root, DatabaseSettings settings) throws IOException, SQLException {
		ClusterDirectory directory = ClusterDirectory.hold(root);
		try {
			directory.stopLeftover();
			directory.discardUnfinished();
			Passwords passwords = directory.passwords();
			boolean first = directory.isNew();
			log.info(first ? "Making a PostgreSQL under {}" : "Starting PostgreSQL under {}", root);
			if (first) {
				directory.setUpBegun();
			}
			EmbeddedServer server = new EmbeddedServer(root, directory,
					launch(directory, passwords, settings, settings.port()), passwords, settings);
			try {
				server.prepare();
			}
			catch (SQLException ex) {
				server.postgres.close();
				throw ex;
			}
			directory.setUpFinished();
			return server;
		}
		catch (IOException | SQLException | RuntimeException ex) {
			directory.close();
			throw ex;
		}
	}

	private static EmbeddedPostgres launch(ClusterDirectory directory, Passwords passwords, DatabaseSettings settings,
			int port) throws IOException {
		String durable = settings.durable() ? "on" : "off";
		Path passwordFile = directory.scratch("initdb-password");
		try {
			Files.writeString(passwordFile, passwords.superuser());
			EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
				.setDataDirectory(directory.data())
				.setOverrideWorkingDirectory(directory.programs().toFile())
				.setCleanDataDirectory(false)
				// the bean's destruction stops it, after everything that still writes
				.setRegisterShutdownHook(false)
				.setPort(port)
				.setPGStartupWait(Duration.ofSeconds(60))
				.setConnectConfig("password", passwords.superuser())
				.setServerConfig("listen_addresses", "127.0.0.1")
				.setServerConfig("shared_buffers", "64MB")
				.setServerConfig("max_connections", "120")
				// disks that seek as fast as they read; else small tables full of dead
				// rows
				// are read from end to end for each row that refers to them
				.setServerConfig("random_page_cost", "1.1")
				// the engine's rows live for minutes
				.setServerConfig("autovacuum_naptime", "15s")
				.setServerConfig("password_encryption", "scram-sha-256")
				// 4096 is PostgreSQL's default; a server of tests has few secrets and
				// many connections
				.setServerConfig("scram_iterations", settings.durable() ? "4096" : "1")
				// the library would turn both off
				.setServerConfig("fsync", durable)
				.setServerConfig("synchronous_commit", durable)
				.setServerConfig("full_page_writes", durable)
				// options of initdb: the same collation on every machine, passwords
				// from the first second on
				.setLocaleConfig("locale", "C")
				.setLocaleConfig("locale-provider", "builtin")
				.setLocaleConfig("builtin-locale", "C.UTF-8")
				.setLocaleConfig("auth-host", "scram-sha-256")
				.setLocaleConfig("auth-local", "scram-sha-256")
				.setLocaleConfig("pwfile", passwordFile.toString());
			if (!ClusterDirectory.isWindows()) {
				builder.setServerConfig("unix_socket_directories", "''");
			}
			return builder.start();
		}
		finally {
			Files.deleteIfExists(passwordFile);
		}
	}

	/** Makes the two roles and the database where they are missing. */
	private void prepare() throws SQLException {
		try (Connection connection = this.postgres.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			role(statement, OWNER, this.passwords.owner());
			role(statement, APP, this.passwords.app());
			if (!exists(statement, "select 1 from pg_database where datname = '" + DATABASE + "'")) {
				statement.execute("create database " + DATABASE + " owner " + OWNER);
			}
		}
	}

	private static void role(Statement statement, String name, String password) throws SQLException {
		String verb = exists(statement, "select 1 from pg_roles where rolname = '" + name + "'") ? "alter" : "create";
		statement.execute("%s role %s login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password '%s'"
			.formatted(verb, name, password));
	}

	private static boolean exists(Statement statement, String query) throws SQLException {
		try (ResultSet rows = statement.executeQuery(query)) {
			return rows.next();
		}
	}

	String url() {
		return "jdbc:postgresql://127.0.0.1:%d/%s?ApplicationName=nagare".formatted(this.port, DATABASE);
	}

	Passwords passwords() {
		return this.passwords;
	}

	@Override
	public void revive(boolean frozen) {
		synchronized (RUNNING) {
			try {
				if (this.users == 0 || System.nanoTime() < this.reviveNotBefore
						|| (!frozen && this.directory.isServed())) {
					return;
				}
				log.error("The embedded PostgreSQL {}; it is started again",
						frozen ? "does not answer and is ended" : "has ended");
				this.directory.clear();
				this.postgres.close();
				this.postgres = launch(this.directory, this.passwords, this.settings, this.port);
				log.info("The embedded PostgreSQL runs again");
			}
			catch (IOException | RuntimeException ex) {
				this.reviveNotBefore = System.nanoTime() + BETWEEN_REVIVALS.toNanos();
				log.error(
						"The embedded PostgreSQL in {} does not start again; the next attempt follows in {} seconds. "
								+ "Its own words are above; where it lacks disk space or memory, it needs some",
						this.root, BETWEEN_REVIVALS.toSeconds(), ex);
			}
		}
	}

	@Override
	public void close() throws IOException {
		synchronized (RUNNING) {
			this.users--;
			if (this.users == 0) {
				RUNNING.remove(this.root);
				try (this.directory) {
					this.postgres.close();
				}
			}
		}
	}

}
