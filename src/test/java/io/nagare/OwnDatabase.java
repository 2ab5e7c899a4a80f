package io.nagare;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A PostgreSQL that is given to nodes, and stays when they go. */
public final class OwnDatabase implements AutoCloseable {

	private final EmbeddedPostgres server;

	private final JdbcTemplate owner;

	private OwnDatabase(EmbeddedPostgres server) {
		this.server = server;
		this.owner = new JdbcTemplate(new SingleConnectionDataSource(server.getJdbcUrl("postgres", "nagare"), true));
	}

	/** Starts an empty one, with the two roles that the product wants. */
	public static OwnDatabase start() throws IOException, SQLException {
		EmbeddedPostgres server = EmbeddedPostgres.builder()
			.setLocaleConfig("locale", "C")
			.setLocaleConfig("locale-provider", "builtin")
			.setLocaleConfig("builtin-locale", "C.UTF-8")
			.setServerConfig("max_connections", "200")
			// the library turns them off
			.setServerConfig("fsync", "on")
			.setServerConfig("synchronous_commit", "on")
			.setServerConfig("full_page_writes", "on")
			.start();
		try (Connection connection = server.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			for (String sql : List.of("create role nagare login password 'owner'",
					"create role nagare_app login password 'app'", "create database nagare owner nagare")) {
				statement.execute(sql);
			}
		}
		return new OwnDatabase(server);
	}

	public int port() {
		return this.server.getPort();
	}

	/** What a node is told to use it, with further settings. */
	public String[] settings(String... more) {
		List<String> settings = new ArrayList<>(
				List.of("--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + port() + "/nagare",
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
