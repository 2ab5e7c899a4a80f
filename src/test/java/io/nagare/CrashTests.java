package io.nagare;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

import io.nagare.identity.Client;
import io.nagare.identity.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** What was acknowledged outlives a JVM that is killed in the middle of its work. */
class CrashTests {

	/** The way of each incident, in the order of its acknowledgements. */
	private static final List<String> WAY = List.of("new", "assigned", "in_progress", "resolved");

	private static final int ENOUGH = 60;

	private static final int CLIENTS = 4;

	private static final Path DATA = Path.of("target", "crash-data").toAbsolutePath();

	private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

	private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();

	private int port;

	private Process application;

	@BeforeEach
	void start() throws IOException {
		FileSystemUtils.deleteRecursively(DATA);
		Files.createDirectories(DATA);
		try (ServerSocket free = new ServerSocket(0)) {
			this.port = free.getLocalPort();
		}
		startAgain();
	}

	private void startAgain() throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@jvm.options",
						// it runs for seconds only
						"-XX:TieredStopAtLevel=1", "-cp", classpath(), NagareApplication.class.getName()));
		command.addAll(List.of("--spring.profiles.active=demo", "--server.port=" + this.port,
				"--nagare.data-dir=" + DATA, "--management.endpoint.health.show-components=always",
				"--management.endpoint.health.show-details=always"));
		this.application = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(DATA.resolve("log").toFile()))
			.start();
		waitUntilReady();
	}

	/** The application without its tests, whose components it would find. */
	private static String classpath() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
			.filter((entry) -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes" + File.separator))
			.collect(Collectors.joining(File.pathSeparator));
	}

	private void waitUntilReady() throws IOException {
		Instant limit = Instant.now().plus(Duration.ofMinutes(2));
		while (!isReady()) {
			if (!this.application.isAlive() || Instant.now().isAfter(limit)) {
				throw new IllegalStateException(Files.readString(DATA.resolve("log")));
			}
			sleep();
		}
	}

	private boolean isReady() {
		try {
			return new Client(this.port).get("/actuator/health/readiness").text("status").equals("UP");
		}
		catch (IllegalStateException ex) {
			return false;
		}
	}

	private static void sleep() {
		try {
			TimeUnit.MILLISECONDS.sleep(200);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** Its database stops with it. */
	@AfterEach
	void stop() throws InterruptedException {
		this.application.destroy();
		if (!this.application.waitFor(1, TimeUnit.MINUTES)) {
			this.application.destroyForcibly();
		}
	}

	@Test
	void keepsWhatWasAcknowledgedBeforeAKill() throws Exception {
		List<Thread> clients = new ArrayList<>();
		for (int i = 0; i < CLIENTS; i++) {
			Thread client = new Thread(this::workUntilKilled);
			client.start();
			clients.add(client);
		}
		Instant limit = Instant.now().plus(Duration.ofMinutes(1));
		while (this.acknowledged.size() < ENOUGH && Instant.now().isBefore(limit)) {
			sleep();
		}
		this.application.destroyForcibly().waitFor();
		for (Thread client : clients) {
			client.join();
		}
		assertThat(this.unexpected).isEmpty();
		assertThat(this.acknowledged).hasSizeGreaterThan(CLIENTS);

		startAgain();
		Api manager = Api.at(this.port).as("manager");
		this.acknowledged.forEach((id, status) -> assertThat(manager.incident(id).path("status").asText())
			.satisfies((now) -> assertThat(WAY.indexOf(now)).isGreaterThanOrEqualTo(WAY.indexOf(status))));
		Answer health = new Client(this.port).get("/actuator/health");
		assertThat(health.json().at("/components/tokens/details/differing").asInt(-1)).as(health.body()).isZero();
		assertThat(health.text("status")).isEqualTo("UP");
	}

	private void workUntilKilled() {
		try {
			Api agent = Api.at(this.port).as("agent1");
			while (true) {
				Answer made = agent.post("/incidents", "title", "停電", "priority", "low");
				String id = made.data().path("id").asText();
				acknowledge(made, id, 201);
				acknowledge(agent.act(id, "assign"), id, 200);
				acknowledge(agent.act(id, "start"), id, 200);
				acknowledge(agent.act(id, "resolve", "resolution", "復旧した", "resolution_code", "fixed"), id, 200);
			}
		}
		catch (IllegalStateException ex) {
			// the connection broke: killed
		}
	}

	private void acknowledge(Answer answer, String id, int status) {
		if (answer.status() != status) {
			this.unexpected.add(answer.status() + " " + answer.body());
		}
		this.acknowledged.put(id, answer.data().path("status").asText());
	}

}
