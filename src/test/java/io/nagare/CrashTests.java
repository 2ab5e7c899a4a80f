package io.nagare;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** What was acknowledged outlives a JVM that is killed in the middle of its work. */
@Tag("node")
class CrashTests {

	/** The way of each incident, in the order of its acknowledgements. */
	private static final List<String> WAY = List.of("new", "assigned", "in_progress", "resolved");

	private static final int ENOUGH = 60;

	private static final int CLIENTS = 4;

	private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

	private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();

	private OwnNode node;

	@BeforeEach
	void start() throws IOException {
		this.node = OwnNode.start(Path.of("target", "crash-data"));
	}

	/** Its database stops with it. */
	@AfterEach
	void stop() throws InterruptedException {
		this.node.stop();
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
			OwnNode.pause(200);
		}
		this.node.kill();
		for (Thread client : clients) {
			client.join();
		}
		assertThat(this.unexpected).isEmpty();
		assertThat(this.acknowledged).hasSizeGreaterThan(CLIENTS);

		this.node.startAgain();
		Api manager = Api.at(this.node.port()).as("manager");
		this.acknowledged.forEach((id, status) -> assertThat(manager.incident(id).path("status").asText())
			.satisfies((now) -> assertThat(WAY.indexOf(now)).isGreaterThanOrEqualTo(WAY.indexOf(status))));
		Answer health = new Client(this.node.port()).get("/actuator/health");
		assertThat(health.json().at("/components/tokens/details/differing").asInt(-1)).as(health.body()).isZero();
		assertThat(health.text("status")).isEqualTo("UP");
		JsonNode audit = this.node.audit();
		assertThat(audit.path("state").asText()).as(audit.toPrettyString()).isEqualTo("whole");
		assertThat(audit.path("checks").findValuesAsText("looked")).allMatch((looked) -> !looked.isEmpty());

		this.node.stop();
		Map.Entry<Integer, String> command = this.node.auditCommand();
		assertThat(command.getKey()).as(command.getValue()).isZero();
		assertThat(command.getValue()).contains("audit: whole");
	}

	private void workUntilKilled() {
		try {
			Api agent = Api.at(this.node.port()).as("agent1");
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
