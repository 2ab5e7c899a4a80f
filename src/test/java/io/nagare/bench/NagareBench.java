package io.nagare.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

import io.nagare.shared.Texts;
import io.nagare.sla.DueDateBenchmark;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures the packaged product through HTTP with a signed-in client, and beside it the
 * bare engine with the same models, on the same PostgreSQL, by the same client, minute by
 * minute. It says which aims of the design are kept, and fails on a missed one only where
 * it is asked to: what the figures mean depends on the machine.
 */
class NagareBench {

	private static final List<Integer> CLIENTS = List.of(1, 4, 8);

	private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("nagare.bench.warm-up", 10));

	private static final Duration MEASURE = Duration.ofSeconds(Integer.getInteger("nagare.bench.measure", 4));

	private static final String LIST = "/api/v1/incidents?status=in_progress&priority=high&limit=20";

	private static final Map<String, ?> START = Map.of();

	private static final Map<String, ?> RESOLVE = Map.of("resolution", "Restarted the gateway", "resolution_code",
			"fixed");

	/** What is measured; all of it, in this order, where nothing is said. */
	private static final List<String> PARTS = List
		.of(System.getProperty("nagare.bench.parts", "calendar,beside,small,load,alerts,mails,webhooks,graphql")
			.split(",", -1));

	/** Those that share a node, with what comes from outside and goes there. */
	private static final List<String> OUTSIDE = List.of("alerts", "mails", "webhooks", "graphql");

	/** Whether a missed aim of the design fails the run. */
	private static final boolean STRICT = Boolean.getBoolean("nagare.bench.strict");

	/** What the design asks of a statement, in milliseconds, and of a process, in MB. */
	private static final int SLOWEST_STATEMENT = 100;

	private static final int MOST_MEMORY = 512;

	private static final String JAR = System.getProperty("nagare.bench.jar", "target/nagare.jar");

	private static final Path DATA = Report.FOLDER.resolve("data");

	private final Report report = new Report();

	private final Queue<String> reported = new ConcurrentLinkedQueue<>();

	private final Queue<String> started = new ConcurrentLinkedQueue<>();

	@Test
	void measuresWhatAUserFeels() throws Exception {
		FileSystemUtils.deleteRecursively(Report.FOLDER);
		Files.createDirectories(Report.FOLDER);
		try {
			if (PARTS.contains("calendar")) {
				DueDateBenchmark.microseconds()
					.forEach((what, microseconds) -> this.report.fact("calendar: " + what, "%.2f µs", microseconds));
			}
			if (PARTS.contains("beside")) {
				Beside.measure(Report.FOLDER, JAR, WARM_UP, MEASURE, this.report);
			}
			if (PARTS.contains("small")) {
				small();
			}
			if (PARTS.contains("load")) {
				load();
			}
			if (PARTS.stream().anyMatch(OUTSIDE::contains)) {
				outside();
			}
		}
		finally {
			this.report.publish();
		}
		if (STRICT) {
			assertThat(this.report.missed()).as("aims of the design that were missed").isEmpty();
		}
	}

	private void load() throws Exception {
		int port = Child.freePort();
		int databasePort = Child.freePort();
		try (Child first = nagare(port, databasePort)) {
			this.report.fact("time to ready, first start", "%.1f s", first.timeToReady().toMillis() / 1e3);
			new Database(DATA, databasePort).prepare();
		}
		try (Child nagare = nagare(port, databasePort)) {
			this.report.fact("time to ready, any other start", "%.1f s", nagare.timeToReady().toMillis() / 1e3);
			Database database = new Database(DATA, databasePort);
			try (Child ceiling = ceiling(database)) {
				measure(nagare, ceiling, database);
			}
			EventLoad.measure(nagare.url(), database, this.report);
			StressLoad.measure(Rest.signedIn(nagare.url(), "agent1"), MEASURE, this.report);
			grow(nagare, database);
		}
	}

	/** A node with the options of a small machine, under load. */
	private void small() throws Exception {
		int port = Child.freePort();
		Path data = Report.FOLDER.resolve("small");
		try (Child small = Child.start("small",
				List.of("@jvm-small.options", "-jar", JAR, "--spring.profiles.active=demo",
						"--nagare.limits.requests-per-user=10000000", "--nagare.limits.requests-per-address=10000000",
						"--server.port=" + port, "--nagare.data-dir=" + data,
						"--nagare.database.port=" + Child.freePort()),
				port, "/actuator/health")) {
			Rest agent = Rest.signedIn(small.url(), "agent1");
			String category = network(agent.read("/api/v1/categories"));
			Load.run(4, WARM_UP.multipliedBy(6), () -> live(agent, category));
			this.report.aim("resident memory, jvm-small.options", (double) small.residentMegabytes(), MOST_MEMORY,
					"MB");
		}
	}

	/** What other programs send, ask for, and are told. */
	private void outside() throws Exception {
		int port = Child.freePort();
		int databasePort = Child.freePort();
		Path data = Report.FOLDER.resolve("outside");
		try (Child nagare = Child.start("outside",
				List.of("-jar", JAR, "--spring.profiles.active=demo", "--nagare.limits.requests-per-user=10000000",
						"--nagare.limits.requests-per-address=10000000", "--nagare.webhooks.inside-hosts=127.0.0.1",
						"--nagare.intake.inside-hosts=127.0.0.1", "--server.port=" + port, "--nagare.data-dir=" + data,
						"--nagare.database.port=" + databasePort),
				port, "/actuator/health")) {
			Database database = new Database(data, databasePort);
			if (PARTS.contains("graphql")) {
				GraphqlLoad.measure(nagare.url(), WARM_UP, MEASURE, this.report);
			}
			if (PARTS.contains("alerts")) {
				AlertLoad.measure(nagare.url(), database, WARM_UP, this.report);
			}
			if (PARTS.contains("webhooks")) {
				WebhookLoad.measure(nagare.url(), WARM_UP, this.report);
			}
			if (PARTS.contains("mails")) {
				MailLoad.measure(nagare.url(), database, this.report);
			}
		}
	}

	/** What takes longer when there are more tickets, with all that belongs to them. */
	private void grow(Child nagare, Database database) throws Exception {
		TicketLoader loader = new TicketLoader(database, nagare.url());
		Map<Integer, Map<String, double[]>> figures = new TreeMap<>();
		for (String size : System.getProperty("nagare.bench.sizes", "1000,100000").split(",", -1)) {
			int tickets = Integer.parseInt(size.strip());
			this.report.fact("loaded to " + tickets + " tickets", "%d s", loader.load(tickets).toSeconds());
			// once to warm everything
			new Growth(nagare.url()).measure();
			figures.put(tickets, new Growth(nagare.url()).measure());
			Map.Entry<String, Double> slowest = database.slowest(() -> new Growth(nagare.url()).measure());
			String name = String.format(Locale.ROOT, "slowest statement, %,d tickets", tickets);
			this.report.aim(name, slowest.getValue(), SLOWEST_STATEMENT, "ms");
			this.report.fact(name, "%.1f ms `%.120s`", slowest.getValue(), slowest.getKey());
		}
		this.report.growth(figures);
	}

	private static Child nagare(int port, int databasePort) throws Exception {
		return Child.start("nagare",
				List.of("-jar", JAR, "--spring.profiles.active=demo", "--nagare.server.trusted-proxies=127.0.0.1",
						"--nagare.limits.requests-per-user=10000000", "--nagare.limits.requests-per-address=10000000",
						"--server.port=" + port, "--nagare.data-dir=" + DATA, "--nagare.database.port=" + databasePort),
				port, "/actuator/health");
	}

	/** The settings that the product has too, and that make the engine faster. */
	private static Child ceiling(Database database) throws Exception {
		int port = Child.freePort();
		return Child.start("ceiling", List.of("-cp", System.getProperty("java.class.path"), Ceiling.class.getName(),
				"--spring.config.name=ceiling", "--server.address=127.0.0.1", "--server.port=" + port,
				"--spring.datasource.url=" + database.ceilingUrl(), "--spring.datasource.username=ceiling",
				"--spring.datasource.password=ceiling", "--spring.datasource.hikari.maximum-pool-size=20",
				"--camunda.bpm.history-level=activity", "--camunda.bpm.authorization.enabled=false",
				"--camunda.bpm.metrics.enabled=false", "--camunda.bpm.metrics.db-reporter-activate=false",
				"--camunda.bpm.eventing.execution=false", "--camunda.bpm.eventing.history=false",
				"--camunda.bpm.eventing.task=false", "--camunda.bpm.generic-properties.properties.cmmn-enabled=false",
				"--camunda.bpm.generic-properties.properties.standalone-tasks-enabled=false",
				"--camunda.bpm.deployment-resource-pattern=classpath:bench/*.bpmn,"
						+ "classpath:models/rules/incident/*.dmn,classpath:models/forms/incident/*.form,"
						+ "classpath:models/rules/change/*.dmn," + "classpath:models/forms/change/*.form"),
				port, "/engine-rest/engine");
	}

	private void measure(Child nagare, Child ceiling, Database database) throws Exception {
		Rest agent = Rest.signedIn(nagare.url(), "agent1");
		Rest other = Rest.signedIn(nagare.url(), "other-agent");
		Rest engine = new Rest(ceiling.url(), null);
		String category = network(agent.read("/api/v1/categories"));
		database.fill("other", 1_000);
		warmUp(agent, other, engine, category);
		String known = Rest.idIn(report(agent, category));
		lists(other, "1,000");
		for (int clients : CLIENTS) {
			this.report.operation("read an incident",
					Load.run(clients, MEASURE, () -> agent.get("/api/v1/incidents/" + known)), null);
		}
		this.report.fact("resident memory after reading", "%d MB", nagare.residentMegabytes());
		bearer(nagare.url());
		changes(agent, engine, category);
		this.report.fact("resident memory after changing", "%d MB", nagare.residentMegabytes());
		statements(agent, other, engine, category, database);
		rows(agent, engine, category, database);
		ProblemLoad.measure(nagare.url(), WARM_UP.dividedBy(2), MEASURE, this.report);
		ClockLoad.measure(nagare.url(), database, this.report);
		database.fill("other", 100_000);
		lists(Rest.signedIn(nagare.url(), "other-agent"), "100,000");
		database.fillCmdb("other", 100_000);
		impact(Rest.signedIn(nagare.url(), "other-agent"), "100,000");
		ChangeLoad.conflicts(nagare.url(), database, MEASURE, this.report);
		ChangeLoad.lives(nagare.url(), engine, WARM_UP, MEASURE, this.report);
		tasklist(Rest.signedIn(nagare.url(), "other-agent"), database, 100_000);
		this.report.fact("resident memory at the end", "%d MB", nagare.residentMegabytes());
		this.report.fact("resident memory of the bare engine", "%d MB", ceiling.residentMegabytes());
	}

	static String network(JsonNode categories) {
		for (JsonNode category : categories.get("data")) {
			if (category.get("name").textValue().equals("ネットワーク")) {
				return category.get("id").textValue();
			}
		}
		throw new IllegalStateException("The demo has no category for networks");
	}

	private void warmUp(Rest agent, Rest other, Rest engine, String category) throws Exception {
		Load.run(4, WARM_UP, () -> live(agent, category));
		Load.run(4, WARM_UP, () -> liveInEngine(engine));
		Load.run(4, WARM_UP.dividedBy(2), () -> other.get(LIST));
		String known = Rest.idIn(report(agent, category));
		Load.run(4, WARM_UP.dividedBy(2), () -> agent.get("/api/v1/incidents/" + known));
	}

	private void lists(Rest agent, String total) throws Exception {
		Load.run(4, Duration.ofSeconds(1), () -> agent.get(LIST));
		for (int clients : CLIENTS) {
			this.report.operation("list 20 of " + total, Load.run(clients, MEASURE, () -> agent.get(LIST)), null);
		}
	}

	/** What it costs to look a token up: the same answer with one and without. */
	private void bearer(String url) throws Exception {
		String path = "/actuator/health/liveness";
		Rest stranger = new Rest(url, null);
		Rest agent = Rest.signedIn(url, "agent1");
		Load.run(1, Duration.ofSeconds(1), () -> stranger.get(path));
		Load.run(1, Duration.ofSeconds(1), () -> agent.get(path));
		Load.Figures without = Load.run(1, MEASURE, () -> stranger.get(path));
		Load.Figures with = Load.run(1, MEASURE, () -> agent.get(path));
		this.report.operation("open page, no token", without, null);
		this.report.operation("the same with a Bearer token", with, null);
		this.report.fact("a Bearer token, at the median", "%.3f ms", with.percentile(50) - without.percentile(50));
	}

	/** The first page of an agent's queue, as Tasklist asks for it. */
	private void tasklist(Rest agent, Database database, int tasks) throws Exception {
		String incident = Rest
			.idIn(agent.post("/api/v1/incidents", Map.of("title", "VPN does not connect", "priority", "medium")));
		database.fillTasks(
				Rest.idIn(agent.get("/engine-rest/task?maxResults=1&processInstanceBusinessKey=" + incident)), tasks);
		String queue = "";
		for (JsonNode filter : agent.read("/engine-rest/filter?maxResults=100&resourceType=Task")) {
			queue = filter.get("name").textValue().equals(Texts.both("filter.team")) ? filter.get("id").textValue()
					: queue;
		}
		String path = "/engine-rest/filter/" + queue + "/list?firstResult=0&maxResults=15";
		Map<String, ?> newest = Map.of("sorting", List.of(Map.of("sortBy", "created", "sortOrder", "desc")));
		Load.run(4, Duration.ofSeconds(1), () -> agent.postForHal(path, newest));
		for (int clients : CLIENTS) {
			this.report.operation("Tasklist's first page of " + String.format(Locale.ROOT, "%,d", tasks),
					Load.run(clients, MEASURE, () -> agent.postForHal(path, newest)), null);
		}
	}

	private void impact(Rest agent, String total) throws Exception {
		List<String> items = agent.read("/api/v1/cis?limit=100").get("data").findValuesAsText("id");
		for (int clients : CLIENTS) {
			this.report
				.operation("impact, depth 5 of " + total,
						Load.run(clients, MEASURE, () -> agent.get("/api/v1/cis/"
								+ items.get(ThreadLocalRandom.current().nextInt(items.size())) + "/impact?depth=5")),
						null);
		}
	}

	private void changes(Rest agent, Rest engine, String category) throws Exception {
		for (int clients : CLIENTS) {
			this.reported.clear();
			this.started.clear();
			Load.Figures starts = Load.run(clients, MEASURE, () -> this.started.add(start(engine)));
			Load.Figures reports = Load.run(clients, MEASURE,
					() -> this.reported.add(Rest.idIn(report(agent, category))));
			this.report.operation("report an incident", reports, starts);
			Queue<String> tasks = tasks(engine);
			Load.Figures completions = Load.use(tasks, clients, MEASURE,
					(task) -> complete(engine, task, "start", Map.of()));
			Load.Figures actions = Load.use(this.reported, clients, MEASURE,
					(incident) -> perform(agent, incident, "start", START));
			this.report.operation("perform an action (start)", actions, completions);
		}
		for (int clients : CLIENTS) {
			Load.Figures bare = Load.run(clients, MEASURE, () -> liveInEngine(engine));
			this.report.operation("whole life, 4 requests", Load.run(clients, MEASURE, () -> live(agent, category)),
					bare);
		}
	}

	private void statements(Rest agent, Rest other, Rest engine, String category, Database database) throws Exception {
		int times = 20;
		String known = Rest.idIn(report(agent, category));
		this.report.statements("list",
				database.statements("nagare", times, () -> Load.times(times, () -> other.get(LIST))));
		this.report.statements("read", database.statements("nagare", times,
				() -> Load.times(times, () -> agent.get("/api/v1/incidents/" + known))));
		this.reported.clear();
		this.report.statements("report", database.statements("nagare", times,
				() -> Load.times(times, () -> this.reported.add(Rest.idIn(report(agent, category))))));
		this.report.statements("action", database.statements("nagare", times,
				() -> Load.times(times, () -> perform(agent, this.reported.remove(), "start", START))));
		this.started.clear();
		this.report.statements("bare engine's start",
				database.statements("ceiling", times, () -> Load.times(times, () -> this.started.add(start(engine)))));
		Queue<String> tasks = tasks(engine);
		this.report.statements("bare engine's completion", database.statements("ceiling", times,
				() -> Load.times(times, () -> complete(engine, tasks.remove(), "start", Map.of()))));
	}

	/** What one ticket leaves in the engine's tables while it lives, and in the end. */
	private void rows(Rest agent, Rest engine, String category, Database database) throws Exception {
		Map<String, Long> before = database.engineRows("nagare");
		String incident = Rest.idIn(report(agent, category));
		Map<String, Long> open = database.engineRows("nagare");
		finish(agent, incident);
		this.report.fact("engine rows per ticket, reported", "%s", more(before, open));
		this.report.fact("engine rows per ticket, closed", "%s", more(before, database.engineRows("nagare")));
		Map<String, Long> bare = database.engineRows("ceiling");
		start(engine);
		this.report.fact("rows of the bare engine, started", "%s", more(bare, database.engineRows("ceiling")));
	}

	private static String more(Map<String, Long> before, Map<String, Long> after) {
		Map<String, Long> more = new TreeMap<>(after);
		before.forEach((table, rows) -> more.merge(table, -rows, Long::sum));
		more.values().removeIf((rows) -> rows == 0);
		return more.values().stream().mapToLong(Long::longValue).sum() + " " + more;
	}

	static String report(Rest agent, String category) throws Exception {
		return agent.post("/api/v1/incidents",
				Map.of("title", "VPN does not connect", "description", "It worked yesterday.", "priority", "medium",
						"impact", "medium", "urgency", "medium", "category_id", category));
	}

	private static String perform(Rest agent, String incident, String action, Map<String, ?> fields) throws Exception {
		return agent.post("/api/v1/incidents/" + incident + "/actions/" + action, fields);
	}

	private static String live(Rest agent, String category) throws Exception {
		return finish(agent, Rest.idIn(report(agent, category)));
	}

	private static String finish(Rest agent, String incident) throws Exception {
		perform(agent, incident, "start", START);
		perform(agent, incident, "resolve", RESOLVE);
		return perform(agent, incident, "confirm", Map.of());
	}

	private static String start(Rest engine) throws Exception {
		return Rest.idIn(engine.post("/engine-rest/process-definition/key/incident/start",
				Map.of("businessKey", UUID.randomUUID().toString())));
	}

	/** The open task of each process that was started, asked for outside the timing. */
	private Queue<String> tasks(Rest engine) throws Exception {
		Queue<String> tasks = new ConcurrentLinkedQueue<>();
		for (String process : this.started) {
			tasks.add(task(engine, process));
		}
		return tasks;
	}

	private static String task(Rest engine, String process) throws Exception {
		return Rest.idIn(engine.get("/engine-rest/task?processInstanceId=" + process));
	}

	private static String complete(Rest engine, String task, String action, Map<String, ?> fields) throws Exception {
		Map<String, Object> variables = new TreeMap<>();
		variables.put("action", Map.of("value", action));
		fields.forEach((name, value) -> variables.put(name, Map.of("value", value)));
		return engine.post("/engine-rest/task/" + task + "/complete", Map.of("variables", variables));
	}

	/**
	 * The same life; each task must be asked for, which the product's callers need not.
	 */
	private static String liveInEngine(Rest engine) throws Exception {
		String process = start(engine);
		complete(engine, task(engine, process), "start", Map.of());
		complete(engine, task(engine, process), "resolve", RESOLVE);
		return complete(engine, task(engine, process), "confirm", Map.of());
	}

}
