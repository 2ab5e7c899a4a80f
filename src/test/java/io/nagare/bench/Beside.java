package io.nagare.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The product beside the jar of an earlier state of it, on the same machine, by turns:
 * what either says alone depends on what else the machine does.
 */
final class Beside {

	/** Empty for none. */
	private static final String JAR = System.getProperty("nagare.bench.base-jar", "");

	private static final int CLIENTS = 4;

	private static final int ROUNDS = Integer.getInteger("nagare.bench.rounds", 5);

	private Beside() {
	}

	/** Starts both, each on data of its own, and measures one after the other. */
	static void measure(Path folder, String jar, Duration warmUp, Duration measure, Report report) throws Exception {
		if (JAR.isEmpty()) {
			return;
		}
		if (!Files.exists(Path.of(JAR))) {
			throw new IllegalArgumentException("There is no jar " + JAR + " to compare with");
		}
		try (Child old = start("base", JAR, folder); Child now = start("now", jar, folder)) {
			Side before = new Side(Rest.signedIn(old.url(), "agent1"));
			Side after = new Side(Rest.signedIn(now.url(), "agent1"));
			for (Side side : List.of(before, after)) {
				for (Operation operation : operations().values()) {
					operation.run(side, warmUp.dividedBy(4));
				}
			}
			for (Map.Entry<String, Operation> operation : operations().entrySet()) {
				Load.Figures first = null;
				Load.Figures second = null;
				for (int round = 0; round < ROUNDS; round++) {
					Load.Figures one = operation.getValue().run(before, measure.dividedBy(2));
					Load.Figures other = operation.getValue().run(after, measure.dividedBy(2));
					first = (first == null) ? one : first.and(one);
					second = (second == null) ? other : second.and(other);
				}
				if (first != null && second != null) {
					report.beside(operation.getKey(), second, first);
				}
			}
			report.fact("resident memory, earlier jar / this one", "%d / %d MB", old.residentMegabytes(),
					now.residentMegabytes());
		}
	}

	private static Child start(String name, String jar, Path folder) throws Exception {
		int port = Child.freePort();
		return Child.start(name,
				List.of("-jar", jar, "--spring.profiles.active=demo", "--server.port=" + port,
						"--nagare.data-dir=" + folder.resolve(name), "--nagare.database.port=" + Child.freePort(),
						"--nagare.limits.requests-per-user=10000000", "--nagare.limits.requests-per-address=10000000"),
				port, "/actuator/health");
	}

	private static Map<String, Operation> operations() {
		Map<String, Operation> all = new LinkedHashMap<>();
		all.put("report", (side, time) -> Load.run(CLIENTS, time, () -> side.reported.add(side.report())));
		// works off what was reported
		all.put("action (start)", (side, time) -> Load.use(side.reported, CLIENTS, time,
				(id) -> side.agent.post("/api/v1/incidents/" + id + "/actions/start", Map.of())));
		all.put("read",
				(side, time) -> Load.run(CLIENTS, time, () -> side.agent.get("/api/v1/incidents/" + side.known)));
		all.put("list 20", (side, time) -> Load.run(CLIENTS, time,
				() -> side.agent.get("/api/v1/incidents?status=in_progress&priority=high&limit=20")));
		all.put("what may I do", (side, time) -> Load.run(CLIENTS, time,
				() -> side.agent.get("/api/v1/incidents/" + side.known + "/actions")));
		all.put("note", (side, time) -> Load.run(CLIENTS, time, () -> side.agent
			.post("/api/v1/incidents/" + side.any() + "/work-notes", Map.of("content", "Restarted the gateway"))));
		return all;
	}

	/** One of the two. */
	private static final class Side {

		private final Rest agent;

		private final String category;

		private final String known;

		private final Queue<String> noted = new ConcurrentLinkedQueue<>();

		private final Queue<String> reported = new ConcurrentLinkedQueue<>();

		private Side(Rest agent) throws Exception {
			this.agent = agent;
			this.category = NagareBench.network(agent.read("/api/v1/categories"));
			this.known = report();
			for (int i = 0; i < 100; i++) {
				this.noted.add(report());
			}
		}

		/** One of many, so that no ticket gets thousands of notes. */
		private String any() throws Exception {
			String id = this.noted.poll();
			String used = (id != null) ? id : this.known;
			this.noted.add(used);
			return used;
		}

		private String report() throws Exception {
			return Rest.idIn(NagareBench.report(this.agent, this.category));
		}

	}

	/** Something that both can do. */
	@FunctionalInterface
	private interface Operation {

		Load.Figures run(Side side, Duration time) throws Exception;

	}

}
