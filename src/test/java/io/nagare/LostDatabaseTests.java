package io.nagare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A node outlives its database: while it is away, every door says so at once, and soon
 * after its return all of them work again.
 */
@Tag("node")
class LostDatabaseTests {

	/** On a busy machine; a quiet one answers in milliseconds. */
	private static final Duration AT_ONCE = Duration.ofSeconds(5);

	private static final Duration SOON = Duration.ofSeconds(5);

	private static OwnNode node;

	private static Client agent;

	private static Client browser;

	@BeforeAll
	static void start() throws IOException {
		node = OwnNode.start(Path.of("target", "lost-data"));
		agent = new Client(node.port()).as("agent1");
		browser = new Client(node.port());
		assertThat(browser.enterForm("agent1", "demo").status()).isLessThan(400);
		assertThat(doors()).allSatisfy((door, ask) -> assertThat(ask.get().status()).isLessThan(400));
	}

	@AfterAll
	static void stop() throws InterruptedException {
		node.stop();
	}

	@Test
	void comesBackWhenTheDatabaseIsKilled() throws Exception {
		Answer made = Api.at(node.port()).as("agent1").post("/incidents", "title", "停電", "priority", "low");
		assertThat(made.status()).isEqualTo(201);
		long killed = postmaster();
		signal("KILL", killed);
		Instant limit = Instant.now().plusSeconds(30);
		do {
			asksEverywhere();
			assertThat(Instant.now()).isBefore(limit);
		}
		while (!isReplaced(killed) || !node.isReady());
		worksEverywhere();
		assertThat(Api.at(node.port()).as("agent1").incident(made.data().path("id").asText()).path("title").asText())
			.isEqualTo("停電");
	}

	@Test
	void refusesWhileTheDatabaseIsFrozen() throws Exception {
		List<Long> all = all(postmaster());
		signal("STOP", all.toArray(Long[]::new));
		awaitAway();
		refusesEverywhere();
		// what NagareDatabaseAway asks for, and no other figure
		Answer figures = new Client(node.port()).get("/actuator/prometheus");
		assertThat(figures.status()).isEqualTo(200);
		assertThat(figures.body().lines().filter((line) -> !line.startsWith("#")))
			.containsExactly("nagare_database_away 1");
		signal("CONT", all.toArray(Long[]::new));
		awaitReturn(Instant.now().plusSeconds(30));
		worksEverywhere();
	}

	@Test
	void startsADatabaseAgainThatStaysFrozen() throws Exception {
		long frozen = postmaster();
		signal("STOP", all(frozen).toArray(Long[]::new));
		awaitAway();
		refusesEverywhere();
		awaitReturn(Instant.now().plusSeconds(90));
		worksEverywhere();
		assertThat(postmaster()).isNotEqualTo(frozen);
	}

	/** What one of its processes does takes all connections with it, but it returns. */
	@Test
	void outlivesADatabaseThatStartsAgainByItself() throws Exception {
		List<Long> all = all(postmaster());
		signal("KILL", all.get(all.size() - 1));
		OwnNode.pause(1000);
		awaitReturn(Instant.now().plusSeconds(30));
		worksEverywhere();
	}

	private static Map<String, Supplier<Answer>> doors() {
		Map<String, Supplier<Answer>> doors = new LinkedHashMap<>();
		doors.put("api", () -> agent.get("/api/v1/incidents"));
		doors.put("engine", () -> agent.get("/engine-rest/task"));
		doors.put("engine by password",
				() -> new Client(node.port()).basic("agent1", "demo").get("/engine-rest/task/count"));
		doors.put("Tasklist", () -> browser.get("/camunda/api/engine/engine/default/task/count"));
		doors.put("Tasklist's page", () -> browser.get("/camunda/app/tasklist/default/"));
		doors.put("sign-in", () -> new Client(node.port()).login("agent1", "demo"));
		doors.put("sign-in page", () -> new Client(node.port()).get("/login"));
		return doors;
	}

	/** Each door answers or refuses, and does so at once; the statuses. */
	private static Set<Integer> asksEverywhere() {
		Set<Integer> statuses = new HashSet<>();
		doors().forEach((door, ask) -> {
			Instant asked = Instant.now();
			Answer answer = ask.get();
			Duration taken = Duration.between(asked, Instant.now());
			if (answer.status() == 503) {
				assertThat(answer.header("Retry-After")).as(door).isEqualTo("1");
			}
			else {
				assertThat(answer.status()).as(door + ": " + answer.body()).isLessThan(400);
			}
			assertThat(taken).as(door).isLessThan(AT_ONCE);
			statuses.add(answer.status());
		});
		return statuses;
	}

	private static void refusesEverywhere() {
		assertThat(asksEverywhere()).containsExactly(503);
		assertThat(node.isReady()).isFalse();
		assertThat(new Client(node.port()).get("/actuator/health/liveness").status()).isEqualTo(200);
		assertThat(new Client(node.port()).get("/actuator/health").status()).isEqualTo(503);
	}

	private static void worksEverywhere() {
		Instant limit = Instant.now().plus(SOON);
		doors().forEach((door, ask) -> {
			Answer answer = ask.get();
			while (answer.status() >= 400 && Instant.now().isBefore(limit)) {
				OwnNode.pause(200);
				answer = ask.get();
			}
			assertThat(answer.status()).as(door + ": " + answer.body()).isLessThan(400);
		});
		assertThat(Api.at(node.port()).as("agent1").report("復旧").path("status").asText()).isEqualTo("new");
	}

	/** What is asked meanwhile is answered properly, or refused as unavailable. */
	private static void awaitAway() {
		Instant limit = Instant.now().plus(AT_ONCE.multipliedBy(2));
		while (node.isReady()) {
			Answer answer = agent.get("/api/v1/incidents");
			assertThat(answer.status()).as(answer.body()).isIn(200, 503);
			Answer engine = agent.get("/engine-rest/task/count");
			assertThat(engine.status()).as(engine.body()).isIn(200, 503);
			assertThat(Instant.now()).isBefore(limit);
		}
	}

	private static void awaitReturn(Instant limit) {
		while (!node.isReady()) {
			assertThat(Instant.now()).isBefore(limit);
			OwnNode.pause(100);
		}
	}

	/** While it starts, the file may be missing. */
	private static boolean isReplaced(long former) throws IOException {
		try {
			return postmaster() != former;
		}
		catch (NoSuchFileException ex) {
			return false;
		}
	}

	private static long postmaster() throws IOException {
		return Long.parseLong(
				Files.readAllLines(Path.of("target", "lost-data", "postgres", "cluster", "postmaster.pid")).get(0));
	}

	private static List<Long> all(long postmaster) {
		ProcessHandle first = ProcessHandle.of(postmaster).orElseThrow();
		List<Long> all = new ArrayList<>(List.of(postmaster));
		first.descendants().forEach((one) -> all.add(one.pid()));
		return all;
	}

	private static void signal(String name, Long... processes) throws Exception {
		List<String> command = new ArrayList<>(List.of("kill", "-" + name));
		for (Long process : processes) {
			command.add(process.toString());
		}
		assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
	}

}
