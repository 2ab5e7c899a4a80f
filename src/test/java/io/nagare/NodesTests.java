package io.nagare;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;
import io.nagare.signin.Newcomers;
import io.nagare.signin.Newcomers.Newcomer;
import io.nagare.signin.OAuthClientOf;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two nodes, each a JVM of its own, on one database: a caller may come to any of them.
 */
@Tag("node")
class NodesTests {

	/** On a quiet machine a quarter of a second; far below the time of any memory. */
	private static final Duration SOON = Duration.ofSeconds(4);

	/** Requests a minute of one caller. */
	private static final int LIMIT = 300;

	private static OwnDatabase database;

	/** Takes what OpenTelemetry sends. */
	private static HttpServer collector;

	private static final ByteArrayOutputStream traces = new ByteArrayOutputStream();

	private static OwnNode one;

	private static OwnNode other;

	@BeforeAll
	static void start() throws Exception {
		database = OwnDatabase.start();
		collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		collector.createContext("/v1/traces", (exchange) -> {
			traces.write(exchange.getRequestBody().readAllBytes());
			exchange.sendResponseHeaders(200, -1);
			exchange.close();
		});
		collector.start();
		one = OwnNode.start(Path.of("target", "nodes-data"),
				database.settings("--nagare.limits.requests-per-user=" + LIMIT, "--nagare.nodes.lost-after=3s",
						"--logging.structured.format.console=ecs", "--management.tracing.enabled=true",
						"--management.tracing.sampling.probability=1",
						"--management.otlp.tracing.endpoint=http://127.0.0.1:" + collector.getAddress().getPort()
								+ "/v1/traces"));
		other = one.another();
	}

	@AfterAll
	static void stop() throws Exception {
		other.stop();
		JsonNode audit = one.audit();
		one.stop();
		collector.stop(0);
		database.close();
		assertThat(audit.path("state").asText()).as(audit.toPrettyString()).isEqualTo("whole");
	}

	@Test
	void serveABrowserThatSignedInAtTheOther() {
		Client browser = new Client(one.port());
		assertThat(browser.enterForm("agent1", "demo").status()).isLessThan(400);
		Client there = browser.at(other.port());
		assertThat(there.get("/api/v1/auth/profile").data().path("username").asText()).isEqualTo("agent1");
		Answer refused = there.post("/api/v1/incidents", "{\"title\":\"停電\",\"priority\":\"low\"}");
		assertThat(refused.status()).as("no CSRF token").isEqualTo(403);
		Answer made = there.sending("X-CSRF-TOKEN", there.cookie("NAGARE-CSRF"))
			.post("/api/v1/incidents", "{\"title\":\"停電\",\"priority\":\"low\"}");
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		assertThat(browser.get(made.header("Location")).status()).isEqualTo(200);
	}

	@Test
	void leadAClientThroughASignInThatBeganAtTheOther() {
		OAuthClientOf app = OAuthClientOf.confidential(new Client(one.port()).as("admin"));
		Client browser = new Client(one.port());
		assertThat(browser.get(app.authorizePath()).header("Location")).isEqualTo("/login");
		browser.get("/login");
		Client there = browser.at(other.port());
		Answer entered = there.enterForm("agent1", "demo");
		assertThat(entered.header("Location")).endsWith(app.authorizePath());
		Answer back = browser.get(app.authorizePath());
		Answer tokens = app.at(other.port()).trade(OAuthClientOf.parameter(back.header("Location"), "code"));
		assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
		Answer profile = new Client(one.port()).bearing(tokens.text("access_token")).get("/api/v1/auth/profile");
		assertThat(profile.data().path("username").asText()).isEqualTo("agent1");
		assertThat(app.trade(OAuthClientOf.parameter(back.header("Location"), "code")).status()).as("the code again")
			.isEqualTo(400);
	}

	/**
	 * By settings: the log as JSON, with keys and without people; traces to a collector.
	 */
	@Test
	void tellWhatTheyDo() throws Exception {
		Client agent = new Client(one.port()).as("agent1")
			.sending("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
		Answer made = agent.post("/api/v1/incidents", "{\"title\":\"停電\",\"priority\":\"low\"}");
		assertThat(made.status()).isEqualTo(201);
		await(() -> traces.toString(StandardCharsets.ISO_8859_1).contains("http post /api/v1/"));
		assertThat(traces.toString(StandardCharsets.ISO_8859_1)).contains("nagare").doesNotContain("agent1");
		// a sign-in that fails is worth a line
		new Client(one.port()).login("nobody-" + UUID.randomUUID(), "wrong");
		ObjectMapper json = new ObjectMapper();
		List<JsonNode> lines = new ArrayList<>();
		for (String line : Files.readAllLines(one.log())) {
			if (line.startsWith("{")) {
				lines.add(json.readTree(line));
			}
		}
		assertThat(lines).hasSizeGreaterThan(10).allMatch((line) -> line.has("@timestamp"));
		assertThat(lines).filteredOn((line) -> line.path("message").asText().equals("A sign-in failed"))
			.isNotEmpty()
			.allMatch((line) -> line.path("request").asText().length() == 36)
			.allMatch((line) -> line.toString().contains("traceId"));
		assertThat(lines).noneMatch((line) -> line.toString().contains("nobody-"));
	}

	@Test
	void makeOneTicketOfOneKey() {
		String key = UUID.randomUUID().toString();
		String incident = "{\"title\":\"停電\",\"priority\":\"low\"}";
		Answer made = new Client(one.port()).as("agent1")
			.sending("Idempotency-Key", key)
			.post("/api/v1/incidents", incident);
		Answer again = new Client(other.port()).as("agent1")
			.sending("Idempotency-Key", key)
			.post("/api/v1/incidents", incident);
		assertThat(made.status()).isEqualTo(201);
		assertThat(again.status()).isEqualTo(201);
		assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
		assertThat(again.header("Location")).isEqualTo(made.header("Location"));
	}

	@Test
	void lockOutWhoGuessesAtAnyOfThem() {
		Newcomer reporter = Newcomers.join(new Client(one.port()), "user");
		for (int i = 0; i < 8; i++) {
			new Client(((i % 2 == 0) ? one : other).port()).login(reporter.name(), "wrong");
		}
		for (OwnNode node : List.of(one, other)) {
			Answer answer = new Client(node.port()).login(reporter.name(), Newcomers.PASSWORD);
			assertThat(answer.status()).as(answer.body()).isEqualTo(429);
		}
	}

	/** Half a minute's requests are spent at one; hardly any are left at the other. */
	@Test
	void countRequestsTogether() {
		Newcomer reporter = Newcomers.join(new Client(one.port()), "user");
		Client caller = reporter.signedIn();
		Client there = caller.at(other.port());
		await(() -> beats() == 2);
		int here = passing(caller);
		assertThat(here).isBetween(LIMIT / 2, LIMIT + 100);
		OwnNode.pause(2500);
		assertThat(passing(there)).as("%d passed at the first", here).isLessThan(LIMIT / 3);
	}

	/** So many pass until the first is refused. */
	private static int passing(Client caller) {
		AtomicInteger passed = new AtomicInteger();
		AtOnce.all(4, (thread) -> {
			while (caller.get("/api/v1/auth/profile").status() != 429) {
				passed.incrementAndGet();
			}
			return thread;
		});
		return passed.get();
	}

	@Test
	void takeRightsAwayAtOnce() {
		Newcomer reporter = Newcomers.join(new Client(one.port()), "operator");
		Client there = reporter.signedIn().at(other.port());
		assertThat(there.get("/api/v1/incidents").status()).isEqualTo(200);
		assertThat(there.get("/engine-rest/task/count").status()).isEqualTo(200);
		assertThat(reporter.change("{\"role\":\"user\"}").status()).isEqualTo(200);
		Instant limit = Instant.now().plus(SOON);
		while (there.get("/engine-rest/task/count").status() == 200) {
			assertThat(Instant.now()).isBefore(limit);
			OwnNode.pause(50);
		}
		assertThat(reporter.change("{\"is_active\":false}").status()).isEqualTo(200);
		limit = Instant.now().plus(SOON);
		while (there.get("/api/v1/auth/profile").status() == 200) {
			assertThat(Instant.now()).isBefore(limit);
			OwnNode.pause(50);
		}
	}

	/** What was due on a node that is killed runs on the other, within seconds. */
	@Test
	void goOnWithTheJobsOfOneThatIsKilled() throws Exception {
		JdbcTemplate jdbc = database.owner();
		String incident = Api.at(one.port()).as("agent1").report("停電").path("id").asText();
		Api agent = Api.at(one.port()).as("agent1");
		agent.does(incident, "assign");
		agent.does(incident, "start");
		agent.does(incident, "resolve", "resolution", "復旧した", "resolution_code", "fixed");
		OwnNode third = other.another();
		await(() -> beats() == 3);
		UUID node = jdbc.queryForObject("SELECT id FROM nodes ORDER BY started_at DESC LIMIT 1", UUID.class);
		third.kill();
		// as if it had just taken the timer that closes the incident
		int taken = jdbc.update(
				"""
						UPDATE act_ru_job SET duedate_ = now(), lock_owner_ = ?, lock_exp_time_ = now() + interval '5 minutes'
						 WHERE process_instance_id_ = (SELECT id_ FROM act_ru_execution WHERE business_key_ = ? AND parent_id_ IS NULL
						       AND super_exec_ IS NULL)
						""",
				String.valueOf(node), incident);
		assertThat(taken).isPositive();
		Instant limit = Instant.now().plusSeconds(40);
		while (!agent.incident(incident).path("status").asText().equals("closed")) {
			assertThat(Instant.now()).isBefore(limit);
			OwnNode.pause(200);
		}
		assertThat(beats()).isEqualTo(2);
	}

	private static int beats() {
		Integer nodes = database.owner().queryForObject("SELECT count(*) FROM nodes", Integer.class);
		return (nodes != null) ? nodes : 0;
	}

	private static void await(BooleanSupplier holds) {
		Instant limit = Instant.now().plusSeconds(30);
		while (!holds.getAsBoolean()) {
			assertThat(Instant.now()).isBefore(limit);
			OwnNode.pause(200);
		}
	}

}
