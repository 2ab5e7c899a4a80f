package io.nagare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("gate")
class PackagingTests {

	private static final String COMPOSE = "docker-compose.yml";

	private static final Path CLUSTER = Path.of("deploy/kubernetes");

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

	/** Whoever reads the database's log learns what is slow, and not whom it is about. */
	@Test
	void composeKeepsThePlansOfSlowStatementsWithoutTheirValues() {
		assertThat(String.valueOf(service("database").get("command"))).contains("shared_preload_libraries=auto_explain",
				"auto_explain.log_min_duration=500ms", "auto_explain.log_parameter_max_length=0");
	}

	@Test
	void imageRunsAsAnOrdinaryUserAndTellsItsHealth() throws IOException {
		String last = read("Dockerfile").substring(read("Dockerfile").lastIndexOf("\nFROM "));
		assertThat(last).contains("\nUSER nagare\n", "\nHEALTHCHECK ", "/actuator/health");
	}

	@Test
	void clusterRunsSeveralNodesThatMayNothing() {
		Map<String, Object> spec = map(map(map(cluster("Deployment").get("spec")).get("template")).get("spec"));
		Map<String, Object> container = map(list(spec.get("containers")).get(0));
		assertThat(map(spec.get("securityContext"))).containsEntry("runAsNonRoot", true)
			.containsEntry("runAsUser", 10001);
		assertThat(map(container.get("securityContext"))).containsEntry("allowPrivilegeEscalation", false)
			.containsEntry("readOnlyRootFilesystem", true);
		assertThat(map(map(container.get("resources")).get("limits"))).containsKey("memory");
		assertThat(map(cluster("HorizontalPodAutoscaler").get("spec"))).containsEntry("minReplicas", 2);
		assertThat(map(cluster("PodDisruptionBudget").get("spec"))).containsEntry("minAvailable", 1);
		assertThat(map(cluster("NetworkPolicy").get("spec"))).containsEntry("policyTypes",
				List.of("Ingress", "Egress"));
	}

	@Test
	void clusterAsksThePortThatNoCallerCanHold() throws IOException {
		assertThat(read("Dockerfile")).contains("ENV NAGARE_SERVER_PROBE_PORT=8081");
		Map<String, Object> spec = map(map(map(cluster("Deployment").get("spec")).get("template")).get("spec"));
		Map<String, Object> container = map(list(spec.get("containers")).get(0));
		assertThat(list(container.get("ports")).stream().map(PackagingTests::map))
			.contains(Map.of("name", "probes", "containerPort", 8081));
		assertThat(List.of("startupProbe", "livenessProbe", "readinessProbe")).allSatisfy(
				(probe) -> assertThat(map(map(container.get(probe)).get("httpGet"))).containsEntry("port", "probes"));
	}

	/** A node that waits for its migrations is left alone for an hour. */
	@Test
	void clusterWaitsForLongMigrations() {
		Map<String, Object> spec = map(map(map(cluster("Deployment").get("spec")).get("template")).get("spec"));
		Map<String, Object> probe = map(map(list(spec.get("containers")).get(0)).get("startupProbe"));
		assertThat(number(probe.get("periodSeconds")) * number(probe.get("failureThreshold")))
			.isGreaterThanOrEqualTo(3600);
	}

	/**
	 * Four nodes and one that replaces them, each with its pool and what is beside it.
	 */
	@Test
	void databaseTakesTheConnectionsOfAllNodes() throws IOException {
		int most = number(map(cluster("HorizontalPodAutoscaler").get("spec")).get("maxReplicas"));
		Matcher allowed = Pattern.compile("max_connections = (\\d+)").matcher(read(CLUSTER + "/base/scaling.yaml"));
		assertThat(allowed.find()).isTrue();
		assertThat((most + 1) * 24).isLessThan(Integer.parseInt(allowed.group(1)));
		assertThat(String.valueOf(service("database").get("command"))).contains("max_connections=" + allowed.group(1));
	}

	@Test
	void composeLetsBothEndWhatTheyHaveBegun() {
		assertThat(List.of("nagare", "database"))
			.allSatisfy((name) -> assertThat(service(name)).containsEntry("stop_grace_period", "60s"));
	}

	@Test
	void meshIsReachedByWhatTheNetworkPolicyLetsIn() throws IOException {
		assertThat(read(CLUSTER + "/istio/mesh.yaml")).contains("8080:\n      mode: PERMISSIVE");
		assertThat(read(CLUSTER + "/istio/network-policy.yaml")).contains("istio-system", "port: 15012");
	}

	@Test
	void clusterHasNoSecretInItsFilesAndAllThatItNames() throws IOException {
		try (Stream<Path> files = Files.walk(CLUSTER)) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".yaml")).toList()) {
				for (Object document : new Yaml().loadAll(read(file.toString()))) {
					assertThat(map(document)).as("%s", file).containsKeys("apiVersion", "kind");
					assertThat(map(document).get("kind")).as("%s", file).isNotEqualTo("Secret");
					if ("Kustomization".equals(map(document).get("kind"))) {
						assertThat(list(map(document).get("resources"))).allSatisfy(
								(name) -> assertThat(file.resolveSibling(String.valueOf(name)).normalize()).exists());
					}
				}
			}
		}
		assertThat(map(cluster("ConfigMap").get("data")).keySet())
			.noneMatch((name) -> name.contains("PASSWORD") || name.contains("KEY"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "build", "security" })
	void deliveryMayReadOnlyUnlessItSaysSo(String workflow) throws IOException {
		Map<String, Object> parsed = map(new Yaml().load(read(".github/workflows/" + workflow + ".yml")));
		assertThat(parsed).containsEntry("permissions", Map.of("contents", "read"));
		assertThat(map(parsed.get("jobs"))).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "mvnw", ".ci/run", "docker/database/roles.sh", "deploy/backup/backup.sh",
			"deploy/backup/files.sh", "deploy/backup/restore.sh", "deploy/backup/rehearse.sh", "deploy/smoke.sh" })
	void scriptsAreExecutableAndWellFormed(String script) throws Exception {
		assertThat(Path.of(script)).isExecutable();
		String shell = read(script).startsWith("#!/bin/sh") ? "sh" : "bash";
		assertThat(new ProcessBuilder(shell, "-n", script).inheritIO().start().waitFor()).isZero();
	}

	/** Each backup, its verification and a rehearsal have their hour. */
	@Test
	void timersStartWhatThereIs() throws IOException {
		Path units = Path.of("deploy", "backup", "systemd");
		List<String> started = new ArrayList<>();
		try (Stream<Path> files = Files.list(units)) {
			for (Path file : files.toList()) {
				String unit = Files.readString(file);
				Matcher program = Pattern.compile("^ExecStart=/opt/nagare/(\\S+)", Pattern.MULTILINE).matcher(unit);
				if (program.find()) {
					assertThat(Path.of(program.group(1))).isExecutable();
				}
				Matcher timer = Pattern.compile("^OnCalendar=.*\\d\\d:\\d\\d:\\d\\d\nUnit=(\\S+)$", Pattern.MULTILINE)
					.matcher(unit);
				if (timer.find()) {
					assertThat(units.resolve(timer.group(1).replaceAll("@\\w+", "@"))).exists();
					started.add(timer.group(1));
				}
			}
		}
		assertThat(started).containsExactlyInAnyOrder("nagare-backup@full.service", "nagare-backup@incr.service",
				"nagare-backup@verify.service", "nagare-rehearsal.service");
	}

	/**
	 * Everything each night, and what came since each four hours, so that no copy is
	 * older.
	 */
	@Test
	void timersStartABackupEachFourHoursAndAWholeOneEachNight() throws IOException {
		List<Integer> hours = new ArrayList<>();
		for (String kind : List.of("full", "incr")) {
			Matcher timer = Pattern.compile("^OnCalendar=\\*-\\*-\\* ([\\d,]+):30:00$", Pattern.MULTILINE)
				.matcher(read("deploy/backup/systemd/nagare-backup-" + kind + ".timer"));
			assertThat(timer.find()).as(kind).isTrue();
			List<Integer> its = Stream.of(timer.group(1).split(",")).map(Integer::valueOf).toList();
			assertThat(its).as(kind).hasSize(kind.equals("full") ? 1 : 5);
			hours.addAll(its);
		}
		assertThat(hours.get(0)).as("at night").isLessThan(5);
		hours.sort(null);
		for (int at = 0; at < hours.size(); at++) {
			int next = (at + 1 < hours.size()) ? hours.get(at + 1) : hours.get(0) + 24;
			assertThat(next - hours.get(at)).as("after %d:30", hours.get(at)).isLessThanOrEqualTo(4);
		}
	}

	/** What an editor is told to run is what CONTRIBUTING tells. */
	@Test
	void editorRunsWhatContributorsRun() throws IOException {
		for (String file : List.of("extensions", "tasks", "launch", "settings")) {
			assertThat(new ObjectMapper().readTree(Path.of(".vscode", file + ".json").toFile()).isObject()).isTrue();
		}
		String told = Files.readString(Path.of("CONTRIBUTING.md"));
		new ObjectMapper().readTree(Path.of(".vscode", "tasks.json").toFile())
			.findValuesAsText("command")
			.forEach((command) -> assertThat(told).contains(command.replaceAll("-Dtest=.*", "-Dtest=")));
	}

	private static Map<String, Object> service(String name) {
		try {
			return map(map(map(new Yaml().load(read(COMPOSE))).get("services")).get(name));
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	/** The only one of its kind in the base. */
	private static Map<String, Object> cluster(String kind) {
		List<Map<String, Object>> found = new ArrayList<>();
		try (Stream<Path> files = Files.list(CLUSTER.resolve("base"))) {
			for (Path file : files.toList()) {
				for (Object document : new Yaml().loadAll(read(file.toString()))) {
					if (kind.equals(map(document).get("kind"))) {
						found.add(map(document));
					}
				}
			}
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		assertThat(found).as(kind).hasSize(1);
		return found.get(0);
	}

	private static int number(@Nullable Object value) {
		return (Integer) Objects.requireNonNull(value);
	}

	private static List<?> list(@Nullable Object value) {
		return (List<?>) Objects.requireNonNull(value);
	}

	@SuppressWarnings("unchecked") // YAML's maps have text for keys
	private static Map<String, Object> map(@Nullable Object value) {
		return (Map<String, Object>) Objects.requireNonNull(value);
	}

	private static String read(String file) throws IOException {
		return Files.readString(Path.of(file));
	}

}
