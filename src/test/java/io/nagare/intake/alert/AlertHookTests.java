package io.nagare.intake.alert;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.TestClock;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Any JSON becomes an incident, goes on with one or ends it, as the table says. */
@NagareTest
class AlertHookTests {

	@LocalServerPort
	private int port;

	@Autowired
	private TestClock clock;

	private Api agent;

	private String mark;

	@BeforeEach
	void mark() {
		this.agent = Api.at(this.port).as("agent1");
		this.mark = UUID.randomUUID().toString();
	}

	private JsonNode posted(String hook, String body) {
		Answer answer = this.agent.postRaw("/alerts/hooks/" + hook, body);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data();
	}

	private String phase(JsonNode taken) {
		return this.agent.incident(taken.path("incident_id").asText()).path("phase").asText();
	}

	/**
	 * As the table of severities says; the process may then think otherwise of the
	 * incident.
	 */
	private String priority(JsonNode taken) {
		return this.agent.get("/alerts?incident_id=" + taken.path("incident_id").asText())
			.data()
			.get(0)
			.path("priority")
			.asText();
	}

	/**
	 * As curl sends Nagios' macros, a backslash of Windows among them, and as AWS calls
	 * its JSON.
	 */
	@Test
	void comeAsFormsAndAsTextsToo() {
		String form = Map.of("host", this.mark, "service", "disk", "state", "CRITICAL", "output", "C:\\ - total: 39 Gb")
			.entrySet()
			.stream()
			.map((field) -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
		JsonNode disk = posted("nagios", form, "application/x-www-form-urlencoded");
		assertThat(disk.path("state").asText()).isEqualTo("firing");
		assertThat(this.agent.incident(disk.path("incident_id").asText()).path("description").asText())
			.contains("C:\\ - total: 39 Gb");
		JsonNode text = posted("backup-jobs", "{\"id\": \"%s\", \"status\": \"failed\"}".formatted(this.mark),
				"text/plain; charset=UTF-8");
		assertThat(text.path("state").asText()).isEqualTo("firing");
		assertThat(posted("backup-jobs", "disk of " + this.mark + " is full", "text/plain").path("title").asText())
			.isEqualTo("disk of " + this.mark + " is full");
	}

	private JsonNode posted(String hook, String body, String type) {
		Answer answer = new Client(this.port).as("agent1")
			.post("/api/v1/alerts/hooks/" + hook, body.getBytes(StandardCharsets.UTF_8), type);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data();
	}

	@Test
	void sayWhatIsWrongInWordsOfTheirOwn() {
		JsonNode wrong = posted("backup-jobs",
				"""
						{"id": "%s", "job": {"name": "nightly"}, "result": {"status": "failed", "message": "夜間バックアップが失敗しました"}}"""
					.formatted(this.mark));
		assertThat(wrong.path("state").asText()).isEqualTo("firing");
		assertThat(wrong.path("title").asText()).isEqualTo("夜間バックアップが失敗しました");
		JsonNode incident = this.agent.incident(wrong.path("incident_id").asText());
		assertThat(incident.path("incident_number").asText()).isEqualTo(wrong.path("incident_number").asText());
		assertThat(incident.path("description").asText()).contains("job=nightly");
		JsonNode again = posted("backup-jobs", "{\"id\": \"%s\", \"status\": \"failed\"}".formatted(this.mark));
		assertThat(again.path("incident_id")).as("the same again").isEqualTo(wrong.path("incident_id"));
		JsonNode other = posted("backup-jobs", "{\"id\": \"other %s\", \"status\": \"failed\"}".formatted(this.mark));
		assertThat(other.path("incident_id")).isNotEqualTo(wrong.path("incident_id"));
		JsonNode well = posted("backup-jobs", "{\"id\": \"%s\", \"status\": \"OK\"}".formatted(this.mark));
		assertThat(well.path("incident_id")).isEqualTo(wrong.path("incident_id"));
		assertThat(phase(wrong)).isEqualTo("resolved");
		assertThat(phase(other)).isEqualTo("open");
	}

	@Test
	void areHeardAgainAfterAPersonHasEndedWhatNobodyTellsTheEndOf() {
		String failed = "{\"id\": \"%s\", \"status\": \"failed\"}".formatted(this.mark);
		JsonNode first = posted("backup-jobs", failed);
		assertThat(posted("backup-jobs", failed).path("incident_id")).isEqualTo(first.path("incident_id"));
		this.agent.does(first.path("incident_id").asText(), "cancel", "reason", "a test run");
		JsonNode second = posted("backup-jobs", failed);
		assertThat(second.path("incident_id").asText()).isNotEqualTo(first.path("incident_id").asText());
		assertThat(phase(second)).isEqualTo("open");
		assertThat(posted("backup-jobs", failed).path("incident_id")).isEqualTo(second.path("incident_id"));
	}

	@Test
	void reopenWhatAPersonHasResolvedLongBefore() {
		String failed = "{\"id\": \"%s\", \"status\": \"failed\"}".formatted(this.mark);
		String incident = posted("backup-jobs", failed).path("incident_id").asText();
		this.agent.does(incident, "assign", "assignee_id", this.agent.me());
		this.agent.does(incident, "start");
		this.agent.does(incident, "resolve", "resolution", "ran it by hand", "resolution_code", "no_fault");
		posted("backup-jobs", failed);
		assertThat(this.agent.incident(incident).path("phase").asText()).as("it may go on for a while")
			.isEqualTo("resolved");
		this.clock.set(Instant.now().plus(Duration.ofHours(2)));
		try {
			this.agent = Api.at(this.port).as("agent1");
			assertThat(posted("backup-jobs", failed).path("incident_id").asText()).isEqualTo(incident);
			assertThat(this.agent.incident(incident).path("phase").asText()).isNotEqualTo("resolved");
		}
		finally {
			this.clock.reset();
		}
	}

	@Test
	void areUnderstoodAsMackerelSendsThem() {
		String alert = """
				{"orgName": "Example", "event": "alert", "host": {"id": "22D4", "name": "app01", "roles": []},
				 "alert": {"id": "%s", "status": "%s", "isOpen": %s, "monitorName": "loadavg5", "metricValue": 4.2,
				 "url": "https://mackerel.example/alerts/1", "trigger": "monitor"}}""";
		JsonNode wrong = posted("mackerel", alert.formatted(this.mark, "critical", true));
		assertThat(wrong.path("title").asText()).isEqualTo("app01: loadavg5");
		assertThat(priority(wrong)).isEqualTo("critical");
		posted("mackerel", alert.formatted(this.mark, "ok", false));
		assertThat(phase(wrong)).isEqualTo("resolved");
	}

	@Test
	void areUnderstoodAsUptimeKumaSendsThem() {
		String beat = """
				{"heartbeat": {"monitorID": 1, "status": %d, "msg": "timeout", "important": true},
				 "monitor": {"id": "%s", "name": "社内ポータル"}, "msg": "[社内ポータル] %s"}""";
		JsonNode wrong = posted("uptime-kuma", beat.formatted(0, this.mark, "Down"));
		assertThat(wrong.path("state").asText()).isEqualTo("firing");
		assertThat(wrong.path("title").asText()).isEqualTo("[社内ポータル] Down");
		assertThat(posted("uptime-kuma", beat.formatted(2, this.mark, "Pending")).path("state").asText())
			.isEqualTo("ignored");
		posted("uptime-kuma", beat.formatted(1, this.mark, "Up"));
		assertThat(phase(wrong)).isEqualTo("resolved");
	}

	@Test
	void areUnderstoodAsNagiosAndIcingaAreToldToSendThem() {
		String notice = """
				{"host": "db01 %s", "service": "%s", "state": "%s", "output": "DISK %s - free space"}""";
		JsonNode disk = posted("nagios", notice.formatted(this.mark, "disk", "CRITICAL", "CRITICAL"));
		assertThat(disk.path("title").asText()).startsWith("db01 ").endsWith("disk: DISK CRITICAL - free space");
		JsonNode host = posted("nagios", notice.formatted(this.mark, "", "DOWN", "x"));
		assertThat(priority(host)).isEqualTo("critical");
		posted("nagios", notice.formatted(this.mark, "disk", "OK", "OK"));
		assertThat(phase(disk)).isEqualTo("resolved");
		assertThat(phase(host)).isEqualTo("open");
	}

	@Test
	void comeInByATokenInTheAddress() {
		String token = this.agent
			.post("/auth/tokens", "name", "hook " + this.mark, "expires_at", Instant.now().plusSeconds(600).toString())
			.data()
			.path("token")
			.asText();
		Api stranger = Api.at(this.port);
		String body = "{\"id\": \"%s\", \"status\": \"down\"}".formatted(this.mark);
		Answer taken = stranger.postRaw("/alerts/hooks/sensors/" + token, body);
		assertThat(taken.status()).as(taken.body()).isEqualTo(200);
		assertThat(phase(taken.data())).isEqualTo("open");
		String large = "{\"id\": \"large %s\", \"status\": \"down\", \"log\": \"%s\"}".formatted(this.mark,
				"x".repeat(100_000));
		assertThat(stranger.postRaw("/alerts/hooks/sensors/" + token, large).status()).isEqualTo(200);
		assertThat(stranger.postRaw("/alerts/hooks/sensors/" + token, large + " ".repeat(600_000)).status())
			.isEqualTo(413);
		assertThat(stranger.postRaw("/alerts/hooks/sensors/" + token.substring(0, token.length() - 2) + "xx", body)
			.status()).isEqualTo(401);
		assertThat(stranger.postRaw("/alerts/hooks/sensors", body).status()).isEqualTo(401);
	}

	/** As Azure's Event Grid and others send them together. */
	@Test
	void comeSeveralAtOnce() {
		String event = "{\"id\": \"%s %s\", \"status\": \"%s\"}";
		String both = "[" + event.formatted(this.mark, 1, "failed") + "," + event.formatted(this.mark, 2, "failed")
				+ "]";
		JsonNode last = posted("backup-jobs", both);
		assertThat(last.path("state").asText()).isEqualTo("firing");
		JsonNode first = posted("backup-jobs", event.formatted(this.mark, 1, "failed"));
		assertThat(first.path("incident_id")).isNotEqualTo(last.path("incident_id"));
		assertThat(first.path("incident_id").asText()).isNotEmpty();
		posted("backup-jobs", both.replace("failed", "ok").replace("[", "[\n  "), "text/plain");
		assertThat(phase(first)).isEqualTo("resolved");
		assertThat(phase(last)).isEqualTo("resolved");
		String text = "[{}] disk of " + this.mark + " is full";
		assertThat(posted("backup-jobs", text, "text/plain").path("title").asText()).contains(text);
		String many = Stream.generate(() -> "{}").limit(101).collect(Collectors.joining(",", "[", "]"));
		for (String wrong : List.of(many, "[{}, 1]")) {
			assertThat(this.agent.postRaw("/alerts/hooks/backup-jobs", wrong).status()).as(wrong).isEqualTo(400);
		}
	}

	@Test
	void refuseWhatIsNoObject() {
		for (String body : new String[] { "[]", "\"down\"", "1", "null", "{", "" }) {
			assertThat(this.agent.postRaw("/alerts/hooks/sensors", body).status()).as(body).isEqualTo(400);
		}
		assertThat(this.agent.postRaw("/alerts/hooks/Sensors%20!", "{}").status()).isEqualTo(400);
	}

	@Test
	void areShownAsTheyCameAndTriedBeforehand() {
		String hook = "h" + this.mark.substring(0, 8);
		JsonNode taken = posted(hook, "{\"status\": \"down\", \"深さ\": {\"a\": [1, 2]}}");
		Api admin = Api.at(this.port).as("admin");
		JsonNode kept = admin.get("/alerts/messages?source=" + hook).data().get(0);
		assertThat(kept.path("payload").path("深さ").path("a").get(1).asInt()).isEqualTo(2);
		assertThat(kept.path("state").asText()).isEqualTo("firing");
		assertThat(kept.path("incident_number")).isEqualTo(taken.path("incident_number"));
		JsonNode meaning = admin
			.postRaw("/alerts/trial", "{\"source\": \"%s\", \"payload\": {\"status\": \"up\"}}".formatted(hook))
			.data();
		assertThat(meaning.path("state").asText()).isEqualTo("resolved");
		assertThat(phase(taken)).as("a trial does nothing").isEqualTo("open");
		assertThat(this.agent.get("/alerts/messages").status()).isEqualTo(403);
		assertThat(Api.at(this.port).as("other-admin").get("/alerts/messages?source=" + hook).data()).isEmpty();
	}

	/** Else nobody would see why nothing comes any more. */
	@Test
	void areKeptWhereTheTokenMayNoLongerReport() {
		String hook = "h" + this.mark.substring(0, 8);
		assertThat(Api.at(this.port).as("viewer").postRaw("/alerts/hooks/" + hook, "{\"status\": \"down\"}").status())
			.isEqualTo(403);
		JsonNode kept = Api.at(this.port).as("admin").get("/alerts/messages?source=" + hook).data();
		assertThat(kept).hasSize(1);
		assertThat(kept.get(0).toString()).contains("FORBIDDEN");
	}

	@Test
	void areToldOfOnceWhereTheyAreRefused() {
		OwnHouse house = OwnHouse.at(this.port);
		house.moveIn("watcher", "viewer");
		String hook = "/alerts/hooks/backup-jobs";
		String failed = "{\"id\": \"%s\", \"status\": \"failed\"}".formatted(this.mark);
		Runnable refused = () -> {
			for (int i = 0; i < 3; i++) {
				assertThat(house.as("watcher").postRaw(hook, failed).status()).isEqualTo(403);
			}
		};
		Instant now = Instant.now();
		try {
			refused.run();
			assertThat(told(house)).as("a name that anybody may make up").isEmpty();
			assertThat(house.as("agent1").postRaw(hook, failed).status()).isEqualTo(200);
			refused.run();
			assertThat(told(house)).hasSize(1).first().asString().contains("backup-jobs");
			this.clock.set(now.plus(Duration.ofHours(2)));
			refused.run();
			assertThat(told(house)).as("nothing was taken in between").hasSize(1);
			assertThat(house.as("agent1").postRaw(hook, failed).status()).isEqualTo(200);
			refused.run();
			assertThat(told(house)).hasSize(2);
			assertThat(house.as("agent1").postRaw(hook, failed).status()).isEqualTo(200);
			refused.run();
			assertThat(told(house)).as("within the hour").hasSize(2);
			assertThat(house.as("agent1").postRaw(hook + "-2", failed).status()).isEqualTo(200);
			assertThat(house.as("watcher").postRaw(hook + "-2", failed).status()).isEqualTo(403);
			assertThat(told(house)).as("another source").hasSize(3);
		}
		finally {
			this.clock.reset();
		}
	}

	private static List<String> told(OwnHouse house) {
		return StreamSupport.stream(house.as("admin").get("/notifications").data().spliterator(), false)
			.filter((one) -> one.path("kind").asText().equals("alerts.refused"))
			.map((one) -> one.path("title").asText())
			.toList();
	}

	@Test
	void keepTheLastFifty() {
		String hook = "h" + this.mark.substring(0, 8);
		for (int i = 0; i < AlertMessageStore.KEPT + 5; i++) {
			posted(hook, "{\"status\": \"ok\", \"n\": %d}".formatted(i));
		}
		JsonNode last = Api.at(this.port).as("admin").get("/alerts/messages?limit=100&source=" + hook).data();
		assertThat(last).hasSize(AlertMessageStore.KEPT);
		assertThat(last.get(0).path("payload").path("n").asInt()).isEqualTo(AlertMessageStore.KEPT + 4);
	}

}
