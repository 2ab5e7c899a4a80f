package io.nagare.server;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.nagare.Api;
import io.nagare.OwnNode;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A node with the shipped heap and 200 threads goes on working, whatever strangers send,
 * or do not send.
 */
@Tag("node")
class SiegeTests {

	private static final String LOGIN = "/api/v1/auth/login";

	private static final String FORM = "application/x-www-form-urlencoded";

	private static final int PROBES = OwnNode.freePort();

	/**
	 * On a busy machine; on a quiet one it is a tenth. Without bounds it was two minutes.
	 */
	private static final Duration SOON = Duration.ofSeconds(5);

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

	private static OwnNode node;

	private Siege siege;

	private Api agent;

	/** Shorter waits than shipped, so that the test is. */
	@BeforeAll
	static void start() throws IOException {
		node = OwnNode.start(Path.of("target", "siege-data"), "--nagare.server.probe-port=" + PROBES,
				"--nagare.server.headers-within=3s", "--nagare.server.body-within=3s",
				"--server.tomcat.connection-timeout=2s", "--nagare.server.trusted-proxies=127.0.99.0/24");
	}

	@AfterAll
	static void stop() throws InterruptedException {
		node.stop();
	}

	@BeforeEach
	void begin() {
		this.siege = new Siege(node.port());
		this.agent = Api.at(node.port()).as("agent1");
	}

	@AfterEach
	void end() throws IOException {
		this.siege.close();
		assertThat(node.isAlive()).as("the node lives").isTrue();
		assertThat(Files.readString(node.log())).doesNotContain("OutOfMemoryError");
	}

	@ParameterizedTest
	@CsvSource({ LOGIN + ",application/json", "/oauth2/token," + FORM, "/oauth_token.do," + FORM,
			"/oauth2/revoke," + FORM, "/login," + FORM, "/api/v1/auth/first-administrator,application/json",
			LOGIN + ",multipart/form-data; boundary=x" })
	void takesNoLargeBodyOfAStranger(String path, String type) {
		Answer small = new Client(node.port()).post(path, new byte[16 << 10], type);
		assertThat(small.status()).isBetween(200, 415).isNotEqualTo(413);
		Answer large = new Client(node.port()).post(path, new byte[(16 << 10) + 1], type);
		// a form without the token against forgery is refused before its body is read
		assertThat(large.status()).isIn(path.equals("/login") ? List.of(403, 413) : List.of(413));
		if (large.status() == 413) {
			assertThat(large.json().at("/error/details/0/message").asText())
				.isEqualTo("This is too large; at most 16 KB.");
		}
	}

	@Test
	void stopsReadingAStrangersChunks() throws IOException {
		Socket socket = this.siege.connect("127.0.0.1");
		Siege.send(socket, "POST " + LOGIN + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
				+ "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
		for (int i = 0; i < 40; i++) {
			Siege.send(socket, "400\r\n" + "x".repeat(1024) + "\r\n");
		}
		Siege.send(socket, "0\r\n\r\n");
		assertThat(Siege.read(socket)).startsWith("HTTP/1.1 413").contains("TOO_LARGE");
	}

	@Test
	void outlivesLargeBodiesOfManyStrangers() {
		byte[] large = "x".repeat(2_000_000).getBytes(StandardCharsets.UTF_8);
		List<Runnable> senders = new ArrayList<>();
		for (int i = 0; i < 30; i++) {
			senders.add(() -> post(LOGIN, large, "application/json"));
		}
		for (int i = 0; i < 180; i++) {
			senders.add(() -> post("/oauth2/token", large, FORM));
		}
		for (int i = 0; i < 30; i++) {
			senders.add(() -> patch("/api/v1/incidents", large));
		}
		atOnce(senders);
		works();
	}

	@Test
	void outlivesManyDeploymentsAtOnce() {
		Client owner = new Client(node.port()).as("owner");
		String megabytes = "x".repeat(7_500_000);
		List<Runnable> senders = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			senders.add(() -> assertThat(owner.deploy("large.bpmn", megabytes, "demo").status()).isBetween(400, 503));
		}
		atOnce(senders);
		assertThat(owner.deploy("larger.bpmn", "x".repeat(32_000_000), "demo").status()).isEqualTo(413);
		works();
	}

	/** Each of three bytes becomes a map. */
	@Test
	void outlivesManyBodiesThatCostMuch() {
		byte[] costly = ("{\"title\": [" + "{},".repeat(600_000) + "{}]}").getBytes(StandardCharsets.UTF_8);
		Client caller = new Client(node.port()).as("agent2");
		String incident = this.agent.report("停電").path("id").asText();
		List<Runnable> senders = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			senders.add(
					() -> caller.post("/api/v1/incidents/" + incident + "/actions/assign", costly, "application/json"));
			senders.add(() -> caller.post("/engine-rest/task", costly, "application/json"));
		}
		atOnce(senders);
		works();
	}

	@Test
	void letsAnAgentWorkWhileBodiesComeSlowly() throws IOException {
		List<Socket> slow = this.siege.connect(400);
		slow.forEach((socket) -> Siege.send(socket, "POST " + LOGIN
				+ " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n{"));
		this.siege.drip(slow);
		works();
		areClosed(slow);
	}

	/** Nobody reads these bodies, but each must end before the next request begins. */
	@Test
	void letsAnAgentWorkWhileUnwantedBodiesComeSlowly() throws IOException {
		List<Socket> slow = this.siege.connect(400);
		slow.forEach((socket) -> Siege.send(socket,
				"POST /api/v1/incidents HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000\r\n\r\n{"));
		this.siege.drip(slow);
		works();
		areClosed(slow);
	}

	@Test
	void letsAnAgentWorkWhileFormsComeSlowly() throws IOException {
		List<Socket> slow = this.siege.connect(400);
		slow.forEach((socket) -> Siege.send(socket, "POST /oauth2/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
				+ FORM + "\r\nContent-Length: 9000\r\n\r\n"));
		this.siege.drip(slow);
		works();
		areClosed(slow);
	}

	@Test
	void letsAnAgentWorkWhileHeadsComeSlowly() throws IOException {
		List<Socket> slow = this.siege.connect(600);
		slow.forEach((socket) -> Siege.send(socket, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "));
		this.siege.drip(slow);
		works();
		areClosed(slow);
	}

	/** A megabyte and a half each, ten times over, and nobody takes them. */
	@Test
	void letsAnAgentWorkWhileAnswersAreReadSlowly() throws IOException {
		List<Socket> slow = this.siege.connect(250);
		this.siege.meanwhile(() -> slow.forEach((socket) -> Siege.send(socket,
				"GET /swagger-ui/swagger-ui-bundle.js HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(10))));
		OwnNode.pause(1500);
		probes();
		OwnNode.pause(3000);
		works();
	}

	/** A few bytes each second, so that no time-out between two bytes ever ends. */
	@Test
	void cutsWhoTakesHisAnswerByDrops() throws IOException {
		String document = "/v3/api-docs";
		int whole = new Client(node.port()).get(document).body().length();
		List<Socket> slow = this.siege.connect(40);
		this.siege.meanwhile(() -> slow
			.forEach((socket) -> Siege.send(socket, "GET " + document + " HTTP/1.1\r\nHost: localhost\r\n\r\n")));
		this.siege.sip(slow);
		OwnNode.pause(12_000);
		works();
		List<Integer> taken = new ArrayList<>();
		for (Socket socket : slow) {
			socket.setSoTimeout(2000);
			taken.add(Siege.read(socket).length());
		}
		assertThat(taken).as("of " + whole).allMatch((length) -> length < whole / 2).anyMatch((length) -> length > 0);
	}

	@Test
	void letsAnAgentWorkBesideAThousandIdleConnections() throws IOException {
		List<Socket> idle = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			idle.add(this.siege.connect("127.0.99.1"));
		}
		works();
		areClosed(idle);
	}

	@Test
	void takesSoManyConnectionsOfOneAddress() throws IOException {
		List<Socket> many = new ArrayList<>();
		for (int i = 0; i < 400; i++) {
			many.add(this.siege.connect("127.0.50.1"));
		}
		OwnNode.pause(200);
		assertThat(Siege.open(many)).isLessThanOrEqualTo(256);
		works();
		many.forEach((socket) -> assertThat(socket.isConnected()).isTrue());
		this.siege.close();
		OwnNode.pause(200);
		Siege later = new Siege(node.port());
		Socket again = later.connect("127.0.50.1");
		Siege.send(again, "GET /actuator/health HTTP/1.0\r\n\r\n");
		assertThat(Siege.read(again)).startsWith("HTTP/1.1 200");
		later.close();
	}

	@Test
	void answersProbesOnTheirOwnPortAndNothingElseThere() {
		assertThat(new Client(PROBES).get("/actuator/health/liveness").text("status")).isEqualTo("UP");
		assertThat(new Client(PROBES).get("/login").status()).isEqualTo(404);
		assertThat(new Client(PROBES).post(LOGIN, "{}").status()).isEqualTo(404);
		assertThat(new Client(node.port()).get("/actuator/health").text("status")).isEqualTo("UP");
	}

	private static void post(String path, byte[] body, String type) {
		try {
			new Client(node.port()).post(path, body, type);
		}
		catch (IllegalStateException ex) {
			// an answer may be lost where the connection was closed on what it refuses
		}
	}

	private static void patch(String path, byte[] body) {
		try {
			new Client(node.port()).send("PATCH", path, new String(body, StandardCharsets.UTF_8), FORM);
		}
		catch (IllegalStateException ex) {
			// as above
		}
	}

	private static void atOnce(List<Runnable> works) {
		ExecutorService threads = Executors.newFixedThreadPool(works.size());
		try {
			CompletableFuture
				.allOf(works.stream()
					.map((work) -> CompletableFuture.runAsync(work, threads))
					.toArray(CompletableFuture[]::new))
				.join();
		}
		finally {
			threads.shutdown();
		}
	}

	/** An agent reports, acts and reads, and a probe is answered, each soon. */
	private void works() {
		for (int i = 0; i < 3; i++) {
			long began = System.nanoTime();
			String incident = this.agent.report("停電").path("id").asText();
			assertThat(this.agent.act(incident, "assign").status()).isEqualTo(200);
			assertThat(this.agent.incident(incident).path("status").asText()).isEqualTo("assigned");
			assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON.multipliedBy(2));
		}
		probes();
	}

	private static void areClosed(List<Socket> slow) {
		long began = System.nanoTime();
		while (Siege.open(slow) > 0 && System.nanoTime() - began < LONGEST_WAIT.toNanos()) {
			OwnNode.pause(200);
		}
		assertThat(Siege.open(slow)).as("connections that waited long").isZero();
	}

	private static void probes() {
		long began = System.nanoTime();
		assertThat(new Client(PROBES).get("/actuator/health/liveness").text("status")).isEqualTo("UP");
		assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
	}

}
