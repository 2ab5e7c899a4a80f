package io.nagare.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnNode;
import io.nagare.Programs;
import io.nagare.signin.Client;

import static org.assertj.core.api.Assertions.assertThat;

/** What deploy/monitoring asks for, the product tells. */
@NagareTest
class MonitoringTests {

	private static final Path FILES = Path.of("deploy", "monitoring");

	/** A word that no bracket follows is a metric or one of these. */
	private static final Pattern WORD = Pattern.compile("(?<![\\w:.])[a-z_][a-z0-9_:]*(?![\\w:]*\\s*\\()");

	private static final Set<String> WORDS = Set.of("and", "or", "unless", "by", "without", "on", "ignoring", "bool",
			"offset");

	/** Known to Prometheus itself, and told by the scripts of {@code deploy/backup}. */
	private static final Set<String> OTHERS = Set.of("up", "nagare_backup_done_timestamp_seconds",
			"nagare_files_done_timestamp_seconds", "nagare_rehearsal_done_timestamp_seconds");

	@LocalServerPort
	private int port;

	@Test
	void nameMetricsThatThereAre() throws IOException {
		Api.at(this.port).as("agent1").report("停電");
		Set<String> told = new Client(this.port).as("platform")
			.get("/actuator/prometheus")
			.body()
			.lines()
			.filter((line) -> !line.startsWith("#"))
			.map((line) -> line.split("[{ ]", 2)[0])
			.collect(Collectors.toCollection(TreeSet::new));
		Set<String> asked = new TreeSet<>();
		List<String> recorded = new ArrayList<>();
		new ObjectMapper(new YAMLFactory()).readTree(FILES.resolve("rules.yml").toFile())
			.path("groups")
			.forEach((group) -> group.path("rules").forEach((rule) -> {
				recorded.add(rule.path("record").asText());
				asked.addAll(metricsIn(rule.path("expr").asText()));
			}));
		new ObjectMapper().readTree(FILES.resolve("grafana-dashboard.json").toFile())
			.findValuesAsText("expr")
			.forEach((expression) -> asked.addAll(metricsIn(expression)));
		asked.removeAll(recorded);
		asked.removeAll(OTHERS);
		assertThat(asked).hasSizeGreaterThan(15).isSubsetOf(told);
	}

	/** Each figure is counted when what it counts happens, and not at other times. */
	@Test
	void countsWhatHappens() {
		Map<String, Double> before = counted();
		Client stranger = new Client(this.port);
		assertThat(stranger.login("agent1", "not his password").status()).isEqualTo(401);
		Api agent = Api.at(this.port).as("agent1");
		assertThat(agent.get("/audit").status()).isEqualTo(403);
		String id = agent.report("数える").path("id").asText();
		Map<String, Double> reported = counted();
		assertThat(grown(before, reported, "nagare_signins_total{outcome=\"failed\"")).isOne();
		assertThat(grown(before, reported, "nagare_access_refused_total")).isOne();
		assertThat(grown(before, reported, "nagare_tickets_reported_total{kind=\"incident\"")).isOne();
		assertThat(grown(before, reported, "nagare_tickets_resolved_total{kind=\"incident\"")).isZero();
		assertThat(grown(before, reported, "http_server_requests_seconds_count")).isPositive();
		agent.does(id, "assign");
		agent.does(id, "resolve", "resolution", "数えた", "resolution_code", "workaround");
		assertThat(grown(reported, counted(), "nagare_tickets_resolved_total{kind=\"incident\"")).isOne();
	}

	private Map<String, Double> counted() {
		return new Client(this.port).as("platform")
			.get("/actuator/prometheus")
			.body()
			.lines()
			.filter((line) -> !line.startsWith("#"))
			.collect(Collectors.toMap((line) -> line.substring(0, line.lastIndexOf(' ')),
					(line) -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)), (one, other) -> one));
	}

	private static double grown(Map<String, Double> before, Map<String, Double> now, String name) {
		return sum(now, name) - sum(before, name);
	}

	private static double sum(Map<String, Double> figures, String name) {
		assertThat(figures.keySet()).as(name).anyMatch((one) -> one.startsWith(name));
		return figures.entrySet()
			.stream()
			.filter((one) -> one.getKey().startsWith(name))
			.mapToDouble(Map.Entry::getValue)
			.sum();
	}

	/** All tenants' figures are told together, to whoever may read metrics. */
	@Test
	void tellNothingOfATenant() {
		String told = new Client(this.port).as("platform").get("/actuator/prometheus").body();
		assertThat(told).contains("nagare_tickets{").doesNotContain("tenant=", "agent1", "demo\"");
	}

	@Test
	void bringBoundsThatTheRulesAskFor() {
		Api.at(this.port).as("agent1").get("/incidents");
		assertThat(new Client(this.port).as("platform").get("/actuator/prometheus").body())
			.containsPattern("http_server_requests_seconds_bucket\\{[^}]*uri=\"/api/v1/[^}]*le=\"1.0\"|"
					+ "http_server_requests_seconds_bucket\\{[^}]*le=\"1.0\"[^}]*uri=\"/api/v1/");
	}

	@Test
	void holdRulesThatFireWhenTheyShould() throws Exception {
		Programs.need("promtool", "prometheus");
		assertThat(run("promtool", "check", "rules", "rules.yml")).contains("SUCCESS");
		assertThat(run("promtool", "test", "rules", "rules.test.yml", "backup-rules.test.yml")).contains("SUCCESS")
			.doesNotContain("FAILED");
		assertThat(run("promtool", "check", "config", "--syntax-only", "prometheus.yml")).contains("SUCCESS");
	}

	@Test
	void bringAlertsToTheProduct() throws Exception {
		Programs.need("amtool", "prometheus-alertmanager");
		assertThat(run("amtool", "check-config", "alertmanager.yml")).contains("SUCCESS");
		assertThat(
				run("amtool", "config", "routes", "test", "--config.file=alertmanager.yml", "alertname=NagareErrors"))
			.contains("nagare");
		assertThat(run("amtool", "config", "routes", "test", "--config.file=alertmanager.yml",
				"alertname=NagareUnavailable"))
			.contains("on-call");
	}

	/** Debian's Prometheus reads the product with these files, and all its rules work. */
	@Test
	@Tag("outside")
	void areReadByPrometheus(@TempDir Path folder) throws Exception {
		Programs.need("prometheus", "prometheus");
		int its = OwnNode.freePort();
		Files.copy(FILES.resolve("rules.yml"), folder.resolve("rules.yml"));
		Files.writeString(folder.resolve("nagare.token"),
				new Client(this.port).login("platform", "demo").text("access_token"));
		Files.writeString(folder.resolve("prometheus.yml"),
				Files.readString(FILES.resolve("prometheus.yml"))
					.replace("nagare:8080", "localhost:" + this.port)
					.replace("15s", "1s"));
		Process prometheus = Programs.start(folder, "prometheus", "--config.file=" + folder.resolve("prometheus.yml"),
				"--storage.tsdb.path=" + folder.resolve("data"), "--web.listen-address=127.0.0.1:" + its);
		try {
			Client reader = new Client(its);
			Instant limit = Instant.now().plusSeconds(60);
			while (!isRead(reader)) {
				assertThat(Instant.now()).as(Files.readString(folder.resolve("log"))).isBefore(limit);
				OwnNode.pause(500);
			}
			OwnNode.pause(3000);
			List<String> health = reader.get("/api/v1/rules").json().findValuesAsText("health");
			assertThat(health).hasSizeGreaterThan(20).containsOnly("ok");
		}
		finally {
			prometheus.destroy();
			prometheus.waitFor();
		}
	}

	private static boolean isRead(Client prometheus) {
		try {
			return prometheus.get("/api/v1/query?query=sum(nagare_tickets)*sum(up)").body().contains("\"value\"");
		}
		catch (IllegalStateException ex) {
			// it has not begun to listen
			return false;
		}
	}

	private static Set<String> metricsIn(String expression) {
		String bare = expression.replaceAll("\\{[^}]*}", "")
			.replaceAll("\"[^\"]*\"", "")
			.replaceAll("\\[[^]]*]", "")
			.replaceAll("\\b(by|without|on|ignoring)\\s*\\([^)]*\\)", "");
		return WORD.matcher(bare)
			.results()
			.map((word) -> word.group())
			.filter((word) -> !WORDS.contains(word))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static String run(String... command) throws InterruptedException {
		return Programs.run(FILES, command);
	}

}
