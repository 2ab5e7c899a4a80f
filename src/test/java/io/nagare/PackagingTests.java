package io.nagare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

class PackagingTests {

	private static final String COMPOSE = "docker-compose.yml";

	@Test
	void composeRefusesToStartWithoutPasswords() throws IOException {
		assertThat(read(COMPOSE).lines().filter((line) -> line.contains("PASSWORD: "))).isNotEmpty()
			.allSatisfy((line) -> assertThat(line).matches(".*PASSWORD: \\$\\{[A-Z_]+:\\?[^}]+}"));
		TreeSet<String> required = new TreeSet<>();
		Matcher matcher = Pattern.compile("\\$\\{([A-Z_]+):\\?").matcher(read(COMPOSE));
		while (matcher.find()) {
			required.add(matcher.group(1));
		}
		assertThat(read(".env.example").lines()
			.filter((line) -> line.matches("[A-Z_]+="))
			.map((line) -> line.substring(0, line.length() - 1))).containsExactlyInAnyOrderElementsOf(required);
		assertThat(read(".gitignore").lines()).contains(".env");
	}

	@Test
	void composeConnectsTheApplicationAsTheRoleWithoutRightsOnTables() {
		Map<String, Object> environment = map(service("nagare").get("environment"));
		assertThat(environment).containsEntry("SPRING_DATASOURCE_USERNAME", "nagare_app")
			.containsEntry("SPRING_FLYWAY_USER", "nagare");
	}

	@Test
	void composeWaitsForAHealthyDatabaseAndListensOnLoopback() {
		assertThat(map(service("database").get("healthcheck"))).containsKey("test");
		assertThat(map(map(service("nagare").get("depends_on")).get("database"))).containsEntry("condition",
				"service_healthy");
		assertThat(service("database")).doesNotContainKey("ports");
		assertThat(service("nagare").get("ports"))
			.isEqualTo(List.of("${NAGARE_BIND:-127.0.0.1}:${NAGARE_PORT:-8080}:8080"));
	}

	@Test
	void imageRunsAsAnOrdinaryUserAndTellsItsHealth() throws IOException {
		String last = read("Dockerfile").substring(read("Dockerfile").lastIndexOf("\nFROM "));
		assertThat(last).contains("\nUSER nagare\n", "\nHEALTHCHECK ", "/actuator/health");
	}

	@ParameterizedTest
	@ValueSource(strings = { "mvnw", ".ci/run", "docker/database/roles.sh" })
	void scriptsAreExecutableAndWellFormed(String script) throws Exception {
		assertThat(Path.of(script)).isExecutable();
		String shell = read(script).startsWith("#!/bin/sh") ? "sh" : "bash";
		assertThat(new ProcessBuilder(shell, "-n", script).inheritIO().start().waitFor()).isZero();
	}

	private static Map<String, Object> service(String name) {
		try {
			return map(map(map(new Yaml().load(read(COMPOSE))).get("services")).get(name));
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	@SuppressWarnings("unchecked") // YAML's maps have text for keys
	private static Map<String, Object> map(@Nullable Object value) {
		return (Map<String, Object>) Objects.requireNonNull(value);
	}

	private static String read(String file) throws IOException {
		return Files.readString(Path.of(file));
	}

}
