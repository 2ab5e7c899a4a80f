package io.nagare;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three nodes on one database under load, and what happens to machines: whatever was
 * acknowledged is there afterwards, nothing twice, and the audit finds nothing.
 */
@Tag("node")
class FaultTests {

	private static final List<String> WAY = List.of("new", "assigned", "in_progress", "resolved", "closed");

	private static final int CLIENTS = 6;

	private final List<OwnNode> nodes = new ArrayList<>();

	/** Each incident with the last status that a client was told. */
	private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

	private final Map<String, String> files = new ConcurrentHashMap<>();

	/** The ticket that each key made. */
	private final Map<String, String> keys = new ConcurrentHashMap<>();

	private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();

	private final AtomicInteger lost = new AtomicInteger();

	private OwnDatabase database;

	private volatile boolean working = true;

	@BeforeEach
	void start() throws Exception {
		this.database = OwnDatabase.start();
		this.nodes
			.add(OwnNode.start(Path.of("target", "fault-data"), this.database.settings("--nagare.nodes.lost-after=4s",
					"--nagare.server.drain=3s", "--server.tomcat.keep-alive-timeout=75s")));
		this.nodes.add(this.nodes.get(0).another());
		this.nodes.add(this.nodes.get(0).another());
	}

	@AfterEach
	void stop() throws Exception {
		this.working = false;
		for (OwnNode node : this.nodes) {
			node.stop();
		}
		this.database.close();
	}

	/** Nobody notices a rolling restart: each request is answered, by whichever node. */
	@Test
	void replaceNodesUnderLoad() throws Exception {
		List<Thread> clients = work();
		for (OwnNode node : this.nodes) {
			OwnNode.pause(2000);
			node.terminate();
			while (node.isAlive()) {
				OwnNode.pause(100);
			}
			node.startAgain();
		}
		end(clients);
		assertThat(this.lost).as("requests that no node answered").hasValue(0);
		isWhole();
	}

	/** Twice, each time another one, while timers of processes are due by the dozen. */
	@Test
	void killNodesUnderLoad() throws Exception {
		List<Thread> clients = work();
		OwnNode.pause(8000);
		for (int i = 0; i < 2; i++) {
			int due = this.database.owner()
				.update("UPDATE act_ru_job SET duedate_ = now() WHERE duedate_ > now() AND type_ = 'timer-transition' "
						+ "AND repeat_ IS NULL AND process_instance_id_ IN (SELECT id_ FROM act_ru_execution e "
						+ "JOIN tickets t ON t.id::text = e.business_key_ WHERE t.status = 'resolved')");
			OwnNode.pause(300);
			this.nodes.get(i).kill();
			System.out.println(due + " timers were due when a node was killed");
			OwnNode.pause(6000);
			this.nodes.get(i).startAgain();
		}
		end(clients);
		Instant limit = Instant.now().plusSeconds(60);
		while (late() > 0) {
			assertThat(Instant.now()).as("timers that are due run soon, whose they were").isBefore(limit);
			OwnNode.pause(500);
		}
		isWhole();
	}

	private int late() {
		Integer late = this.database.owner()
			.queryForObject("SELECT count(*) FROM act_ru_job WHERE duedate_ < now() AND retries_ > 0 "
					+ "AND suspension_state_ = 1", Integer.class);
		return (late != null) ? late : 0;
	}

	/**
	 * One of its processes dies, which ends all connections; it is frozen; it is killed.
	 */
	@Test
	void loseTheDatabaseUnderLoad() throws Exception {
		List<Thread> clients = work();
		OwnNode.pause(3000);
		List<Long> all = this.database.processes();
		signal("KILL", List.of(all.get(all.size() - 1)));
		OwnNode.pause(5000);
		all = this.database.processes();
		signal("STOP", all);
		OwnNode.pause(5000);
		signal("CONT", all);
		OwnNode.pause(5000);
		signal("KILL", List.of(this.database.processes().get(0)));
		OwnNode.pause(3000);
		this.database.startAgain();
		OwnNode.pause(6000);
		end(clients);
		isWhole();
	}

	private static void signal(String name, List<Long> processes) throws Exception {
		List<String> command = new ArrayList<>(List.of("kill", "-" + name));
		processes.forEach((process) -> command.add(process.toString()));
		new ProcessBuilder(command).start().waitFor();
	}

	private List<Thread> work() {
		List<Thread> clients = new ArrayList<>();
		for (int i = 0; i < CLIENTS; i++) {
			int first = i;
			Thread client = new Thread(() -> new Visitor(first).work());
			client.start();
			clients.add(client);
		}
		return clients;
	}

	private void end(List<Thread> clients) throws InterruptedException {
		this.working = false;
		for (Thread client : clients) {
			client.join();
		}
	}

	private void isWhole() {
		assertThat(this.unexpected).isEmpty();
		assertThat(this.acknowledged).hasSizeGreaterThan(CLIENTS);
		OwnNode node = this.nodes.get(2);
		Api manager = Api.at(node.port()).as("manager");
		this.acknowledged.forEach((id, status) -> assertThat(manager.incident(id).path("status").asText())
			.satisfies((now) -> assertThat(WAY.indexOf(now)).isGreaterThanOrEqualTo(WAY.indexOf(status))));
		this.files.forEach(
				(file, incident) -> assertThat(manager.get("/incidents/" + incident + "/attachments/" + file).body())
					.isEqualTo(incident));
		assertThat(this.keys.values()).doesNotHaveDuplicates();
		JsonNode audit = node.audit();
		assertThat(audit.path("state").asText()).as(audit.toPrettyString()).isEqualTo("whole");
		System.out.println(this.acknowledged.size() + " incidents, " + this.files.size() + " files, all there; "
				+ this.lost + " requests without an answer");
	}

	/** A caller behind a proxy: what one node does not answer, the next one does. */
	private final class Visitor {

		private static final Duration PATIENCE = Duration.ofSeconds(60);

		private final Map<Integer, Api> known = new ConcurrentHashMap<>();

		private int at;

		Visitor(int first) {
			this.at = first;
		}

		void work() {
			while (FaultTests.this.working) {
				String key = UUID.randomUUID().toString();
				@Nullable Answer made = ask(
						(api) -> api.with("Idempotency-Key", key).post("/incidents", "title", "停電", "priority", "low"));
				if (made == null || !is(made, 201)) {
					continue;
				}
				String id = made.data().path("id").asText();
				FaultTests.this.keys.put(key, id);
				FaultTests.this.acknowledged.put(id, "new");
				act(id, "assign", "assigned");
				@Nullable Answer file = ask((api) -> api.upload("/incidents/" + id + "/attachments", "a.txt", "text/plain",
						id.getBytes(StandardCharsets.UTF_8)));
				if (file != null && is(file, 201)) {
					FaultTests.this.files.put(file.data().path("id").asText(), id);
				}
				act(id, "start", "in_progress");
				act(id, "resolve", "resolved", "resolution", "復旧した", "resolution_code", "fixed");
			}
		}

		/** Done twice it is refused, which is as good where an answer was lost. */
		private void act(String id, String action, String status, Object... fields) {
			@Nullable Answer answer = ask((api) -> api.act(id, action, fields));
			if (answer != null && (answer.status() == 409 || is(answer, 200))) {
				FaultTests.this.acknowledged.put(id, status);
			}
		}

		private boolean is(Answer answer, int status) {
			if (answer.status() != status) {
				FaultTests.this.unexpected.add(answer.status() + " " + answer.body());
			}
			return answer.status() == status;
		}

		/** The answer of the first node that gives one; null where none does. */
		private @Nullable Answer ask(Function<Api, Answer> question) {
			Instant limit = Instant.now().plus(PATIENCE);
			while (Instant.now().isBefore(limit)) {
				OwnNode node = FaultTests.this.nodes.get(Math.floorMod(this.at, FaultTests.this.nodes.size()));
				try {
					if (isReady(node)) {
						Api api = this.known.computeIfAbsent(node.port(), (port) -> Api.at(port).as("agent1"));
						Answer answer = question.apply(api);
						if (answer.status() != 503 && answer.status() != 502 && answer.status() != 401) {
							this.at++;
							return answer;
						}
					}
				}
				catch (IllegalStateException | AssertionError ex) {
					// nobody there, or gone in the middle
				}
				this.known.remove(node.port());
				this.at++;
				OwnNode.pause(50);
			}
			FaultTests.this.lost.incrementAndGet();
			return null;
		}

		private boolean isReady(OwnNode node) {
			return new Client(node.port()).get("/actuator/health/readiness").status() == 200;
		}

	}

}
