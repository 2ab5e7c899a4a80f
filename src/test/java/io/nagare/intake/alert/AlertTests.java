package io.nagare.intake.alert;

import java.nio.charset.StandardCharsets;
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
import org.springframework.jdbc.core.JdbcTemplate;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.OwnNode;
import io.nagare.Programs;
import io.nagare.TestClock;
import io.nagare.directory.AcrossTenants;
import io.nagare.change.Changing;
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

	@Autowired
	private Changing changing;

	@Autowired
	private AcrossTenants acrossTenants;

	@Autowired
	private JdbcTemplate jdbc;

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
		assertThat(List.of(reported.path("impact").asText(), reported.path("priority").asText()))
			.as("the table of severities knows the impact too")
			.containsExactly("medium", "high");
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
	@Tag("outside")
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
		// of the group something still fires
		told(this.agent, notification(this.group, "resolved", "a1", "critical", "web01:9100")
			.replaceFirst("\"status\":\"resolved\"", "\"status\":\"firing\""), "");
		assertThat(this.agent.incident(incident).path("phase").asText()).isEqualTo("open");
		recovers("a2", "");
		JsonNode resolved = this.agent.incident(incident);
		assertThat(resolved.path("phase").asText()).isEqualTo("resolved");
		assertThat(resolved.path("resolution_code").asText()).isEqualTo("no_fault");
		// and opened again where it comes back
		assertThat(fires("a1").path("incident_id").asText()).isEqualTo(incident);
		assertThat(this.agent.incident(incident).path("phase").asText()).isNotEqualTo("resolved");
	}

	/** Alertmanager never tells of what ended while it was silenced. */
	@Test
	void areAllWellWhereTheSourceSaysSoOfTheGroup() {
		String incident = fires("a1").path("incident_id").asText();
		fires("a2");
		assertThat(recovers("a2", "").path("state").asText()).isEqualTo("resolved");
		assertThat(this.agent.incident(incident).path("phase").asText()).isEqualTo("resolved");
		// what was cut off is not known
		fires("a1");
		fires("a2");
		JsonNode cut = told(this.agent, notification(this.group, "resolved", "a2", "critical", "web01:9100")
			.replace("\"truncatedAlerts\":0", "\"truncatedAlerts\":1"), "");
		assertThat(cut.path("state").asText()).isEqualTo("firing");
	}

	/** They come too often for a note each, and are told with the next. */
	@Test
	void areToldInTheNextNoteWhereTheyJoinJustAfterOne() {
		String incident = fires("a1").path("incident_id").asText();
		told(this.agent, notification(this.group, "firing", "a2", "critical", "db01:9100"), "");
		told(this.agent, notification(this.group, "firing", "a3", "warning", "db02:9100"), "");
		assertThat(this.agent.incident(incident).path("work_notes")).isEmpty();
		this.clock.set(Instant.now().plus(Duration.ofMinutes(6)));
		try {
			fires("a1");
		}
		finally {
			this.clock.reset();
		}
		fires("a1");
		JsonNode notes = this.agent.incident(incident).path("work_notes");
		assertThat(notes).hasSize(1);
		assertThat(notes.get(0).path("content").asText()).contains("db01:9100 is down", "db02:9100 is down")
			.doesNotContain("web01");
	}

	@Test
	void askPeopleToLookNoOftenerThanTheyCan() {
		String incident = fires("a1").path("incident_id").asText();
		Api other = Api.at(this.port).as("agent2");
		other.does(incident, "assign", "assignee_id", other.me());
		for (int i = 0; i < 12; i++) {
			recovers("a1", "");
			fires("a1");
		}
		// once that it is well, once that it flaps
		assertThat(Api.each(this.agent.incident(incident).path("work_notes"), "content"))
			.filteredOn((note) -> note.contains("確認") || note.contains("繰り返して"))
			.hasSize(2);
	}

	/** Who sent it mends nothing, and says it again as it is, or never. */
	@Test
	void areTakenWithoutTheControlsInTheirTexts() {
		String body = notification(this.group, "firing", "a1", "critical", "web01:9100").replace("no answer",
				"\\u001b[31mno\\u0000 answer");
		JsonNode incident = this.agent.incident(told(this.agent, body, "").path("incident_id").asText());
		assertThat(incident.path("description").asText()).contains("[31mno answer for 5 minutes");
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
	void addTheItemsOfWhatJoinsLater() {
		List<String> items = Stream.of(this.changing.newItem(), this.changing.newItem()).toList();
		String incident = "";
		for (String item : List.of(items.get(0), items.get(1), items.get(0))) {
			incident = toldOf(item);
		}
		assertThat(this.agent.incident(incident).path("ci_ids")).extracting(JsonNode::asText)
			.containsExactlyInAnyOrderElementsOf(items);
	}

	/**
	 * Nobody has decided what the incident is about, and nothing that is told is lost.
	 */
	@Test
	void addItemsWhereOneIsGoneAndAgreeNothingAnew() {
		String gone = this.changing.newItem();
		String incident = toldOf(gone);
		String due = this.agent.incident(incident).path("resolution_due_at").asText();
		assertThat(due).isNotEmpty();
		assertThat(this.agent.delete("/cis/" + gone).status()).isEqualTo(204);
		String vital = this.changing.newItem("tier", 1);
		assertThat(toldOf(vital)).isEqualTo(incident);
		JsonNode joined = this.agent.incident(incident);
		assertThat(joined.path("ci_ids")).extracting(JsonNode::asText).containsExactly(gone, vital);
		assertThat(joined.path("resolution_due_at").asText()).isEqualTo(due);
		String further = this.changing.newItem();
		assertThat(this.agent.patch("/incidents/" + incident, "ci_ids", List.of(gone, vital, further)).status())
			.as("what it says already may be said again")
			.isEqualTo(200);
		assertThat(this.agent.patch("/incidents/" + incident, "ci_ids", List.of(gone, UUID.randomUUID())).body())
			.contains("unknown_ci");
	}

	private String toldOf(String item) {
		String name = this.agent.get("/cis/" + item).data().path("name").asText();
		return told(this.agent, notification(this.group, "firing", "of " + item, "warning", name), "")
			.path("incident_id")
			.asText();
	}

	@Test
	void areSaidToBeExpectedWhereAnItemIsInItsWindow() {
		Instant now = Instant.now();
		String item = this.changing.newItem("maintenance",
				Map.of("zone", "Asia/Tokyo", "once",
						List.of(Map.of("start", now.minus(Duration.ofHours(1)).toString(), "end",
								now.plus(Duration.ofHours(2)).toString()),
								Map.of("start", now.plus(Duration.ofHours(5)).toString(), "end",
										now.plus(Duration.ofHours(6)).toString()))));
		assertThat(descriptionAbout(item)).startsWith("想定内：").containsOnlyOnce("のメンテナンス（");
		String changed = this.changing.newItem();
		String change = this.changing.scheduled("ci_ids", List.of(changed));
		assertThat(descriptionAbout(changed)).as("its window is another day").doesNotContain("想定内");
		// nobody has begun it yet, and may any moment
		this.changing.stored("UPDATE changes SET planned_start = now() - interval '1 hour',"
				+ " planned_end = now() + interval '1 hour' WHERE id = ?::uuid RETURNING id::text", change);
		assertThat(this.changing.status(change)).isEqualTo("scheduled/on_hold");
		String number = this.changing.change(change).path("change_number").asText();
		assertThat(descriptionAbout(changed)).startsWith("想定内：" + number);
	}

	@Test
	void areSaidToBeExpectedOfNoChangeBeforeItIsAuthorised() {
		String item = this.changing.newItem();
		String change = this.changing.submitted("ci_ids", List.of(item));
		this.changing.stored("UPDATE changes SET planned_start = now() - interval '1 hour',"
				+ " planned_end = now() + interval '1 hour' WHERE id = ?::uuid RETURNING id::text", change);
		assertThat(this.changing.status(change)).isEqualTo("assessment/in_work");
		assertThat(descriptionAbout(item)).doesNotContain("想定内");
		String other = this.changing.newItem();
		String begun = this.changing.scheduled("ci_ids", List.of(other));
		this.changing.fire(begun, "startTimeReached");
		this.changing.does("network1", begun, "start");
		String number = this.changing.change(begun).path("change_number").asText();
		assertThat(descriptionAbout(other)).as("whatever was planned").startsWith("想定内：" + number);
	}

	private String descriptionAbout(String item) {
		String name = this.agent.get("/cis/" + item).data().path("name").asText();
		JsonNode told = told(this.agent,
				notification("{}:{x=" + UUID.randomUUID() + "}", "firing", "a1", "warning", name), "");
		return this.agent.incident(told.path("incident_id").asText()).path("description").asText();
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
	void areOneIncidentBeyondSoManyAnHour() {
		OwnHouse house = OwnHouse.at(this.port);
		this.agent = house.as("agent1");
		String calm = fires("first").path("incident_id").asText();
		assertThat(this.acrossTenants.write(() -> this.jdbc.update(
				"""
						INSERT INTO alert_groups (id, tenant_id, source, group_key, storm_key, title, state, priority, reported_at)
						SELECT gen_random_uuid(), tenant_id, source, gen_random_uuid()::text, storm_key, title, state, priority,
						       reported_at FROM alert_groups, generate_series(1, 199) WHERE ticket_id = ?::uuid
						""",
				calm)))
			.isEqualTo(199);
		List<String> groups = List.of("one" + this.group, "two" + this.group);
		JsonNode storm = groupTold(groups.get(0), "firing");
		assertThat(this.agent.incident(storm.path("incident_id").asText()).path("title").asText())
			.contains("アラートが多すぎます");
		JsonNode joined = groupTold(groups.get(1), "firing");
		assertThat(joined.path("incident_id")).isEqualTo(storm.path("incident_id")).isNotEqualTo(calm);
		assertThat(joined.path("title").asText()).contains("web-two");
		groupTold(groups.get(0), "resolved");
		groupTold(groups.get(1), "firing");
		assertThat(phase(storm)).as("one of them goes on").isEqualTo("open");
		groupTold(groups.get(1), "resolved");
		assertThat(phase(storm)).isEqualTo("resolved");
		assertThat(groupTold(groups.get(1), "firing").path("incident_id")).isEqualTo(storm.path("incident_id"));
		assertThat(phase(storm)).as("it begins anew").isNotEqualTo("resolved");
		recovers("first", "");
		assertThat(this.agent.incident(calm).path("phase").asText()).isEqualTo("resolved");
		assertThat(this.agent.get("/incidents").data()).hasSize(2);
	}

	private JsonNode groupTold(String group, String status) {
		return told(this.agent, notification(group, status, "f", "critical", "web-" + group.substring(0, 3)), "");
	}

	private String phase(JsonNode told) {
		return this.agent.incident(told.path("incident_id").asText()).path("phase").asText();
	}

	/** GitHub's action, Jenkins and pdpyras send these to the same base address. */
	@Test
	void takeChangeEventsWithoutMakingThemIncidents() throws Exception {
		Client stranger = new Client(this.port);
		String mark = "deploy-" + UUID.randomUUID();
		String event = Api.json("routing_key", token(), "payload",
				Map.of("summary", mark, "source", "ci", "custom_details", Map.of("status", "failed")), "links",
				List.of(Map.of("href", "https://ci.example/1", "text", "Run")));
		Answer taken = stranger.post("/v2/change/enqueue", event);
		assertThat(taken.status()).as(taken.body()).isEqualTo(202);
		assertThat(JSON.readTree(taken.body()).path("message").asText()).isEqualTo("Change event processed");
		String kept = Api.at(this.port).as("admin").get("/alerts/messages?source=pagerduty-change").body();
		assertThat(kept).contains(mark).doesNotContain("ngr_");
		assertThat(Api.at(this.port).as("agent1").get("/alerts?limit=100").body()).doesNotContain(mark);
		assertThat(
				stranger.post("/v2/change/enqueue", "{\"routing_key\":\"x\",\"payload\":{\"summary\":\"x\"}}").status())
			.isEqualTo(400);
		assertThat(stranger.post("/v2/change/enqueue", event.replace(mark, " ")).status()).isEqualTo(400);
	}

	@Test
	void comeFromProgramsThatSpeakToPagerDuty() throws Exception {
		String token = token();
		Client stranger = new Client(this.port);
		String key = UUID.randomUUID().toString();
		Answer triggered = stranger.post("/v2/enqueue",
				"""
						{"routing_key":"%s","event_action":"trigger","dedup_key":"%s","client":"Prometheus","links":[{"href":"https://runbooks.example/disk","text":"Runbook"}],"client_url":"https://x.example",
						"payload":{"summary":"DISK at 99%%","source":"db01.example","severity":"error","custom_details":{"free":"1%%"}}}"""
					.formatted(token, key));
		assertThat(triggered.status()).as(triggered.body()).isEqualTo(202);
		JsonNode answer = JSON.readTree(triggered.body());
		assertThat(answer.path("status").asText()).isEqualTo("success");
		assertThat(answer.path("dedup_key").asText()).isEqualTo(key);
		JsonNode group = this.agent.get("/alerts?state=firing&limit=1").data().get(0);
		assertThat(group.path("title").asText()).isEqualTo("DISK at 99%");
		assertThat(group.path("priority").asText()).isEqualTo("high");
		assertThat(this.agent.incident(group.path("incident_id").asText()).path("description").asText())
			.contains("Prometheus", "Runbook https://runbooks.example/disk", "https://x.example");
		assertThat(
				stranger
					.post("/v2/enqueue",
							"{\"routing_key\":\"%s\",\"event_action\":\"resolve\",\"dedup_key\":\"%s\"}"
								.formatted(token, key))
					.status())
			.isEqualTo(202);
		assertThat(this.agent.incident(group.path("incident_id").asText()).path("phase").asText())
			.isEqualTo("resolved");
		assertThat(stranger.post("/v2/enqueue", "x".getBytes(StandardCharsets.UTF_8), "text/plain").status())
			.as("in the dialect, whatever it is called")
			.isEqualTo(400);
		for (String wrong : List.of("", "{", "[]", "{}", "{\"routing_key\":\"ngr_wrong\",\"event_action\":\"trigger\"}",
				"{\"routing_key\":\"%s\",\"event_action\":\"explode\"}".formatted(token),
				"{\"routing_key\":\"%s\",\"event_action\":\"trigger\",\"payload\":{}}".formatted(token))) {
			Answer refused = stranger.post("/v2/enqueue", wrong);
			assertThat(refused.status()).as(wrong).isEqualTo(400);
			assertThat(JSON.readTree(refused.body()).path("status").asText()).isEqualTo("invalid event");
		}
	}

	/** As serialisers write what is not set. */
	@Test
	void areApartWhereAProgramSaysNullForTheirKey() throws Exception {
		Client stranger = new Client(this.port);
		String event = "{\"routing_key\":\"" + token() + "\",\"event_action\":\"%s\",\"dedup_key\":null,"
				+ "\"client\":null,\"payload\":{\"summary\":\"%s\",\"source\":\"a\",\"severity\":\"error\"}}";
		JsonNode first = JSON.readTree(stranger.post("/v2/enqueue", event.formatted("trigger", "A")).body());
		JsonNode second = JSON.readTree(stranger.post("/v2/enqueue", event.formatted("trigger", "B")).body());
		assertThat(first.path("dedup_key").asText()).isNotEqualTo(second.path("dedup_key").asText()).hasSize(32);
		assertThat(stranger.post("/v2/enqueue", event.formatted("resolve", "A")).status()).isEqualTo(400);
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
		String labels = IntStream.range(0, 12)
			.mapToObj((number) -> "\"label%d\":\"value\"".formatted(number))
			.collect(Collectors.joining(","));
		String alert = "{\"status\":\"%s\",\"labels\":{\"alertname\":\"Many\",\"instance\":\"h%d\"," + labels + "},"
				+ "\"annotations\":{\"description\":\"" + "x".repeat(2_000) + "\"},\"generatorURL\":\"http://p/"
				+ "y".repeat(200) + "\"}";
		return "{\"receiver\":\"nagare\",\"groupKey\":\"" + this.group + "\",\"alerts\":["
				+ IntStream.range(0, 2_600)
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
