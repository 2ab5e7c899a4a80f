package io.nagare.intake.alert;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnNode;
import io.nagare.Programs;
import io.nagare.TestClock;
import io.nagare.shared.Refusal;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** What monitoring tells becomes incidents, one for each group while it lasts. */
@NagareTest
class AlertTests {

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final Duration SOON = Duration.ofSeconds(30);

	@LocalServerPort
	private int port;

	@Autowired
	private TestClock clock;

	@Autowired
	private AlertIntakeService intake;

	private Api agent;

	private String group;

	@BeforeEach
	void group() {
		this.agent = Api.at(this.port).as("agent1");
		this.group = "{}:{alertname=\\\"" + UUID.randomUUID() + "\\\"}";
	}

	/** As Alertmanager 0.27 sends it. */
	private static String notification(String group, String status, String fingerprint, String severity,
			String instance) {
		return """
				{"version":"4","groupKey":"%s","truncatedAlerts":0,"status":"%s","receiver":"nagare",
				"groupLabels":{"alertname":"HostDown"},"commonLabels":{"alertname":"HostDown","severity":"%s"},
				"commonAnnotations":{},"externalURL":"http://alertmanager:9093","alerts":[{"status":"%s",
				"labels":{"alertname":"HostDown","instance":"%s","severity":"%s"},
				"annotations":{"summary":"%s is down","description":"no answer for 5 minutes"},
				"startsAt":"2026-11-26T01:00:00.000Z","endsAt":"0001-01-01T00:00:00Z",
				"generatorURL":"http://prometheus:9090/graph?g0.expr=up","fingerprint":"%s"}]}""".formatted(group,
				status, severity, status, instance, severity, instance, fingerprint);
	}

	private JsonNode told(Api who, String body, String query) {
		Answer answer = who.postRaw("/alerts/alertmanager" + query, body);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data();
	}

	private JsonNode fires(String fingerprint) {
		return told(this.agent, notification(this.group, "firing", fingerprint, "critical", "web01:9100"), "");
	}

	private JsonNode recovers(String fingerprint, String query) {
		return told(this.agent, notification(this.group, "resolved", fingerprint, "critical", "web01:9100"), query);
	}

	@Test
	void becomeOneIncidentWhileTheyLast() {
		JsonNode first = fires("a1");
		assertThat(first.path("priority").asText()).isEqualTo("critical");
		String incident = first.path("incident_id").asText();
		JsonNode reported = this.agent.incident(incident);
		assertThat(reported.path("title").asText()).isEqualTo("HostDown: web01:9100 is down");
		assertThat(reported.path("description").asText()).contains("no answer for 5 minutes", "instance=web01:9100");
		assertThat(reported.path("reporter").path("username").asText()).isEqualTo("agent1");
		fires("a1");
		JsonNode again = fires("a2");
		assertThat(again.path("incident_id").asText()).isEqualTo(incident);
		assertThat(again.path("received").asLong()).isEqualTo(3);
		// new ones are told, but not one by one
		assertThat(this.agent.incident(incident).path("work_notes")).isEmpty();
		assertThat(this.agent.get("/alerts?incident_id=" + incident).data()).hasSize(1);
	}

	/** Debian's Alertmanager tells it, as its own settings say. */
	@Test
	@Tag("full")
	void comeFromAlertmanager(@TempDir Path folder) throws Exception {
		Programs.need("prometheus-alertmanager", "prometheus-alertmanager");
		int its = OwnNode.freePort();
		String name = "Host" + UUID.randomUUID().toString().substring(0, 8);
		Files.writeString(folder.resolve("token"), new Client(this.port).login("agent1", "demo").text("access_token"));
		Files.writeString(folder.resolve("alertmanager.yml"),
				"""
						route: {receiver: nagare, group_by: [alertname], group_wait: 1s, group_interval: 1s, repeat_interval: 1h}
						receivers:
						  - name: nagare
						    webhook_configs:
						      - url: http://127.0.0.1:%d/api/v1/alerts/alertmanager
						        send_resolved: true
						        http_config: {authorization: {type: Bearer, credentials_file: %s}}
						"""
					.formatted(this.port, folder.resolve("token")));
		Process alertmanager = Programs.start(folder, "prometheus-alertmanager",
				"--config.file=" + folder.resolve("alertmanager.yml"), "--storage.path=" + folder.resolve("data"),
				"--web.listen-address=127.0.0.1:" + its, "--cluster.listen-address=");
		try {
			await().atMost(SOON)
				.ignoreExceptions()
				.until(() -> fires(its, name, Instant.now().plusSeconds(600)) == 200);
			await().atMost(SOON).until(() -> told(name).path("state").asText().equals("firing"));
			JsonNode incident = this.agent.incident(told(name).path("incident_id").asText());
			assertThat(incident.path("title").asText()).isEqualTo(name + ": web01 is down");
			assertThat(incident.path("description").asText()).contains("severity=critical");
			assertThat(told(name).path("priority").asText()).isEqualTo("critical");
			fires(its, name, Instant.now());
			await().atMost(SOON).until(() -> told(name).path("state").asText().equals("resolved"));
		}
		finally {
			alertmanager.destroy();
			alertmanager.waitFor();
		}
	}

	private static int fires(int alertmanager, String name, Instant end) {
		return new Client(alertmanager).post("/api/v2/alerts", """
				[{"labels": {"alertname": "%1$s", "instance": "of-%1$s", "severity": "critical"}, "endsAt": "%2$s",
				"annotations": {"summary": "web01 is down"}}]""".formatted(name, end)).status();
	}

	private JsonNode told(String name) {
		return Stream.of(this.agent.get("/alerts?limit=100").data())
			.flatMap((groups) -> StreamSupport.stream(groups.spliterator(), false))
			.filter((group) -> group.path("title").asText().contains(name))
			.findFirst()
			.orElse(MissingNode.getInstance());
	}

	@Test
	void areResolvedInTheLanguageOfTheTenant() {
		String incident = fires("a1").path("incident_id").asText();
		Api admin = this.agent.as("admin");
		assertThat(admin.patch("/tenant", "language", "en").status()).isEqualTo(200);
		try {
			recovers("a1", "");
		}
		finally {
			admin.patch("/tenant", "language", "ja");
		}
		assertThat(this.agent.incident(incident).path("resolution").asText())
			.isEqualTo("Monitoring says that all is well again");
	}

	@Test
	void areResolvedWhenAllIsWellAgain() {
		String incident = fires("a1").path("incident_id").asText();
		fires("a2");
		recovers("a1", "");
		assertThat(this.agent.incident(incident).path("phase").asText()).isEqualTo("open");
		recovers("a2", "");
		JsonNode resolved = this.agent.incident(incident);
		assertThat(resolved.path("phase").asText()).isEqualTo("resolved");
		assertThat(resolved.path("resolution_code").asText()).isEqualTo("no_fault");
		// and opened again where it comes back
		assertThat(fires("a1").path("incident_id").asText()).isEqualTo(incident);
		assertThat(this.agent.incident(incident).path("phase").asText()).isNotEqualTo("resolved");
	}

	@Test
	void areLeftToWhomeverHasThem() {
		String incident = fires("a1").path("incident_id").asText();
		Api other = Api.at(this.port).as("agent2");
		other.does(incident, "assign", "assignee_id", other.me());
		recovers("a1", "");
		JsonNode left = this.agent.incident(incident);
		assertThat(left.path("phase").asText()).isNotEqualTo("resolved");
		assertThat(left.path("work_notes").get(0).path("content").asText()).contains("確認して解決");
	}

	@Test
	void areAskedForWhereTheModelRefuses() {
		List<String> tried = new ArrayList<>();
		assertThat(this.intake.<String>recovering("resolve", (how) -> {
			tried.add(how);
			if (how.equals("resolve")) {
				throw new RefusedRecoveryException(Refusal.conflict("checklist", "checklist_open", "x"));
			}
			return how;
		})).isEqualTo("ask");
		assertThat(tried).containsExactly("resolve", "ask");
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.intake.recovering("resolve", (how) -> {
			throw Refusal.conflict(null, "concurrent_change");
		})).as("to be told once more").extracting(Refusal::kind).isEqualTo(Refusal.Kind.UNAVAILABLE);
	}

	@Test
	void areAskedForWhereTheRuleSaysSo() {
		String incident = fires("a1").path("incident_id").asText();
		recovers("a1", "?recovery=ask");
		assertThat(this.agent.incident(incident).path("phase").asText()).isEqualTo("open");
	}

	@Test
	void areNotResolvedWhileTheyFlap() {
		String incident = fires("a1").path("incident_id").asText();
		for (int i = 0; i < 5; i++) {
			recovers("a1", "");
			fires("a1");
		}
		recovers("a1", "");
		assertThat(this.agent.incident(incident).path("phase").asText()).isNotEqualTo("resolved");
	}

	/** Who reports for himself alone may know what a group is called. */
	@Test
	void areNotTakenOverNorSilencedByAReporter() {
		String incident = fires("a1").path("incident_id").asText();
		Api reporter = this.agent.as("reporter1");
		JsonNode own = told(reporter, notification(this.group, "firing", "a2", "warning", "mine"), "");
		assertThat(own.path("incident_id").asText()).isNotEqualTo(incident);
		told(reporter, notification(this.group, "resolved", "a1", "critical", "web01:9100"), "");
		JsonNode next = fires("a3");
		assertThat(next.path("incident_id").asText()).isEqualTo(incident);
		assertThat(next.path("state").asText()).isEqualTo("firing");
		assertThat(next.path("received").asLong()).isEqualTo(2);
	}

	@Test
	void tellNothingOfAnIncidentThatIsConfidential() {
		String incident = fires("a1").path("incident_id").asText();
		Api owner = this.agent.as("owner");
		assertThat(owner.get("/alerts?incident_id=" + incident).data().at("/0/title").asText()).contains("web01:9100");
		assertThat(this.agent.patch("/incidents/" + incident, "confidentiality", "confidential").status())
			.isEqualTo(200);
		JsonNode seen = owner.get("/alerts?incident_id=" + incident).data().path(0);
		assertThat(seen.path("title").asText()).isEmpty();
		assertThat(seen.path("incident_id").isNull()).isTrue();
		assertThat(seen.path("incident_number").isNull()).isTrue();
	}

	@Test
	void knowTheItemsThatTheyAreAbout() {
		JsonNode item = this.agent.post("/cis", "name", "srv" + UUID.randomUUID(), "ci_class", "server", "tier", 2)
			.data();
		JsonNode told = told(this.agent,
				notification(this.group, "firing", "a1", "warning", item.path("name").asText() + ":9100"), "");
		assertThat(told.path("priority").asText()).isEqualTo("medium");
		assertThat(this.agent.incident(told.path("incident_id").asText()).path("ci_ids").get(0).asText())
			.isEqualTo(item.path("id").asText());
	}

	@Test
	void knowTheItemsByWhatIdentifiesThemAndNameThemAllWhereInDoubt() {
		String host = "h" + UUID.randomUUID() + ".example";
		List<String> items = Stream.of("a", "b")
			.map((name) -> this.agent
				.post("/cis", "name", name + UUID.randomUUID(), "ci_class", "server", "tier", 2, "allow_duplicate",
						true, "attributes", Map.of("fqdn", host))
				.data()
				.path("id")
				.asText())
			.toList();
		JsonNode told = told(this.agent,
				notification(this.group, "firing", "a1", "warning", host.toUpperCase(Locale.ROOT) + ":9100"), "");
		JsonNode named = this.agent.incident(told.path("incident_id").asText()).path("ci_ids");
		assertThat(named).extracting(JsonNode::asText).containsExactlyInAnyOrderElementsOf(items);
	}

	@Test
	void makeFiftyIncidentsOfFiveHundred() throws Exception {
		List<Callable<String>> calls = new ArrayList<>();
		List<String> groups = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			groups.add(this.group + i);
		}
		for (int i = 0; i < 500; i++) {
			String body = notification(groups.get(i % 50), "firing", "f" + i, "warning", "host" + i);
			calls.add(() -> told(this.agent, body, "").path("incident_id").asText());
		}
		ExecutorService senders = Executors.newFixedThreadPool(8);
		try {
			Set<String> incidents = new HashSet<>();
			for (Future<String> call : senders.invokeAll(calls)) {
				incidents.add(call.get());
			}
			assertThat(incidents).hasSize(50).doesNotContain("null", "");
		}
		finally {
			senders.shutdownNow();
		}
	}

	@Test
	void comeFromProgramsThatSpeakToPagerDuty() throws Exception {
		String token = token();
		Client stranger = new Client(this.port);
		String key = UUID.randomUUID().toString();
		Answer triggered = stranger.post("/v2/enqueue",
				"""
						{"routing_key":"%s","event_action":"trigger","dedup_key":"%s","client":"x","client_url":"https://x.example",
						"payload":{"summary":"DISK at 99%%","source":"db01.example","severity":"error","custom_details":{"free":"1%%"}}}"""
					.formatted(token, key));
		assertThat(triggered.status()).as(triggered.body()).isEqualTo(202);
		JsonNode answer = JSON.readTree(triggered.body());
		assertThat(answer.path("status").asText()).isEqualTo("success");
		assertThat(answer.path("dedup_key").asText()).isEqualTo(key);
		JsonNode group = this.agent.get("/alerts?state=firing&limit=1").data().get(0);
		assertThat(group.path("title").asText()).isEqualTo("DISK at 99%");
		assertThat(group.path("priority").asText()).isEqualTo("high");
		assertThat(
				stranger
					.post("/v2/enqueue",
							"{\"routing_key\":\"%s\",\"event_action\":\"resolve\",\"dedup_key\":\"%s\"}"
								.formatted(token, key))
					.status())
			.isEqualTo(202);
		assertThat(this.agent.incident(group.path("incident_id").asText()).path("phase").asText())
			.isEqualTo("resolved");
		for (String wrong : List.of("{}", "{\"routing_key\":\"ngr_wrong\",\"event_action\":\"trigger\"}",
				"{\"routing_key\":\"%s\",\"event_action\":\"explode\"}".formatted(token),
				"{\"routing_key\":\"%s\",\"event_action\":\"trigger\",\"payload\":{}}".formatted(token))) {
			Answer refused = stranger.post("/v2/enqueue", wrong);
			assertThat(refused.status()).as(wrong).isEqualTo(400);
			assertThat(JSON.readTree(refused.body()).path("status").asText()).isEqualTo("invalid event");
		}
	}

	@Test
	void areTakenHoweverManyThereAreInAGroup() {
		JsonNode told = told(this.agent, many("firing"), "");
		JsonNode incident = this.agent.incident(told.path("incident_id").asText());
		assertThat(incident.path("description").asText().length()).isBetween(10_000, 51_000);
		assertThat(told.path("received").asInt()).isEqualTo(1_000);
		told(this.agent, many("resolved"), "");
		assertThat(this.agent.incident(incident.path("id").asText()).path("phase").asText()).isEqualTo("resolved");
	}

	private String many(String status) {
		String alert = "{\"status\":\"%s\",\"labels\":{\"alertname\":\"Many\",\"instance\":\"h%d\"},"
				+ "\"annotations\":{\"description\":\"" + "x".repeat(2_000) + "\"},\"generatorURL\":\"http://p/"
				+ "y".repeat(200) + "\"}";
		return "{\"receiver\":\"nagare\",\"groupKey\":\"" + this.group + "\",\"alerts\":["
				+ IntStream.range(0, 1_200)
					.mapToObj((number) -> alert.formatted(status, number))
					.collect(Collectors.joining(","))
				+ "]}";
	}

	@Test
	void tellThatTheyBecameWorse() {
		String incident = told(this.agent, notification(this.group, "firing", "a1", "warning", "web01"), "")
			.path("incident_id")
			.asText();
		this.clock.set(Instant.now().plus(Duration.ofMinutes(6)));
		try {
			told(this.agent, notification(this.group, "firing", "a1", "warning", "web01"), "");
			assertThat(this.agent.incident(incident).path("work_notes")).isEmpty();
			told(this.agent, notification(this.group, "firing", "a1", "critical", "web01"), "");
			assertThat(this.agent.incident(incident).path("work_notes").get(0).path("content").asText())
				.contains("severity=critical");
		}
		finally {
			this.clock.reset();
		}
	}

	@Test
	void areAcknowledgedInTheIncident() throws Exception {
		String token = token();
		Client stranger = new Client(this.port);
		String key = UUID.randomUUID().toString();
		String event = "{\"routing_key\":\"" + token + "\",\"dedup_key\":\"" + key + "\",\"event_action\":\"%s\","
				+ "\"payload\":{\"summary\":\"" + key + "\",\"source\":\"db01\",\"severity\":\"error\","
				+ "\"custom_details\":{\"log\":\"" + "x".repeat(100_000) + "\"}}}";
		assertThat(stranger.post("/v2/enqueue", event.formatted("acknowledge")).status()).isEqualTo(202);
		assertThat(stranger.post("/v2/enqueue", event.formatted("trigger")).status()).isEqualTo(202);
		assertThat(stranger.post("/v2/enqueue", event.formatted("acknowledge")).status()).isEqualTo(202);
		JsonNode group = StreamSupport
			.stream(this.agent.get("/alerts?state=firing&limit=100").data().spliterator(), false)
			.filter((one) -> one.path("title").asText().equals(key))
			.findFirst()
			.orElseThrow();
		assertThat(Api.each(this.agent.incident(group.path("incident_id").asText()).path("work_notes"), "content"))
			.containsExactly("監視システムで確認済みになりました");
		assertThat(stranger.post("/v2/enqueue", event.formatted("trigger") + " ".repeat(600_000)).status())
			.isEqualTo(413);
	}

	private String token() {
		return this.agent
			.post("/auth/tokens", "name", "events " + UUID.randomUUID(), "expires_at",
					Instant.now().plus(1, ChronoUnit.DAYS).toString())
			.data()
			.path("token")
			.asText();
	}

	@Test
	void comeFromThoseWhoMayReport() {
		assertThat(Api.at(this.port)
			.as("viewer")
			.postRaw("/alerts/alertmanager", notification(this.group, "firing", "x", "info", "h"))
			.status()).isEqualTo(403);
		assertThat(this.agent.postRaw("/alerts/alertmanager", "{\"alerts\":[]}").status()).isEqualTo(400);
		assertThat(this.agent.postRaw("/alerts/alertmanager", "{\"alerts\":[{\"status\":\"odd\"}]}").status())
			.isEqualTo(400);
		assertThat(Api.at(this.port).as("reporter1").get("/alerts").status()).isEqualTo(403);
	}

}
