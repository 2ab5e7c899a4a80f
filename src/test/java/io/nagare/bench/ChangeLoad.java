package io.nagare.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The whole life of changes on which five people may vote, beside the bare engine with
 * the same model, and the conflicts of a change among many.
 */
final class ChangeLoad {

	private static final int CLIENTS = 4;

	private static final int SCHEDULED = Integer.getInteger("nagare.bench.changes", 10_000);

	/**
	 * The manager, whose no would be final, votes first, or no round ends without him.
	 */
	private static final List<String> VOTERS = List.of("changemanager", "cab1", "cab2", "cab3", "network1");

	/** In the ceiling only tasks have an order; people are who they say. */
	private static final Map<String, ?> VOTE = Map.of("vote", "approve");

	private final Map<String, Rest> people = new LinkedHashMap<>();

	/** Items that no other change concerns meanwhile. */
	private final BlockingQueue<String> items = new ArrayBlockingQueue<>(CLIENTS);

	private ChangeLoad() {
	}

	/** Lives through changes of the demo's tenant. */
	static void lives(String url, Rest engine, Duration warmUp, Duration measure, Report report) throws Exception {
		ChangeLoad load = new ChangeLoad();
		load.prepare(url);
		Load.run(CLIENTS, warmUp, load::live);
		Load.run(CLIENTS, warmUp, () -> liveInEngine(engine));
		Load.Figures bare = Load.run(CLIENTS, measure, () -> liveInEngine(engine));
		report.operation("whole life of a change, 5 seats", Load.run(CLIENTS, measure, load::live), bare);
	}

	private void prepare(String url) throws Exception {
		for (String name : VOTERS) {
			this.people.put(name, Rest.signedIn(url, name));
		}
		for (String name : List.of("agent1", "agent2")) {
			this.people.put(name, Rest.signedIn(url, name));
		}
		List<String> teams = new ArrayList<>();
		for (JsonNode team : as("agent1").read("/api/v1/teams?limit=100").get("data")) {
			if (List.of("CAB", "Network", "Change Management").contains(team.get("name").textValue())) {
				teams.add(team.get("id").textValue());
			}
		}
		as("changemanager").put("/api/v1/change-boards/cab", Map.of("team_ids", teams));
		for (int i = 0; i < CLIENTS; i++) {
			this.items.add(Rest.idIn(as("agent1").post("/api/v1/cis",
					Map.of("name", "bench " + UUID.randomUUID(), "ci_class", "server", "tier", 1))));
		}
	}

	private Rest as(String name) {
		Rest person = this.people.get(name);
		if (person == null) {
			throw new IllegalStateException(name + " has not signed in");
		}
		return person;
	}

	private String live() throws Exception {
		String item = this.items.take();
		try {
			return live(item);
		}
		finally {
			this.items.add(item);
		}
	}

	private String live(String item) throws Exception {
		Instant now = Instant.now();
		String change = Rest.idIn(as("agent1").post("/api/v1/changes",
				Map.of("title", "Replace the gateway", "ci_ids", List.of(item), "planned_start",
						now.minus(1, ChronoUnit.MINUTES).toString(), "planned_end",
						now.plus(1, ChronoUnit.DAYS).toString(), "implementation_plan", "Replace", "backout_plan",
						"Put back", "test_plan", "Connect", "risk_answers",
						Map.of("backout_tested", false, "rehearsed", false, "team_experience", "none"))));
		perform("agent1", change, "submit", Map.of());
		perform("agent2", change, "assess", Map.of("decision", "approve"));
		for (String voter : VOTERS.subList(0, ChangeVerbs.QUORUM)) {
			perform(voter, change, "vote", VOTE);
		}
		perform("agent2", change, "start", Map.of());
		perform("agent2", change, "finish", Map.of("outcome", "successful"));
		return perform("agent2", change, "close", Map.of("review", "As planned"));
	}

	private String perform(String name, String change, String action, Map<String, ?> fields) throws Exception {
		return as(name).post("/api/v1/changes/" + change + "/actions/" + action, fields);
	}

	/**
	 * The same life; each task must be asked for, which the product's callers need not.
	 */
	private static String liveInEngine(Rest engine) throws Exception {
		String process = Rest.idIn(engine.post("/engine-rest/process-definition/key/change/start",
				Map.of("businessKey", UUID.randomUUID().toString())));
		complete(engine, process, Map.of("action", "submit"));
		complete(engine, process, Map.of("action", "assess", "decision", "approve", "reason", ""));
		for (int vote = 0; vote < ChangeVerbs.QUORUM; vote++) {
			complete(engine, process, Map.of("action", "vote", "vote", "approve", "reason", ""));
		}
		complete(engine, process, Map.of("action", "start"));
		complete(engine, process, Map.of("action", "finish", "outcome", "successful"));
		return complete(engine, process, Map.of("action", "close", "review", "As planned"));
	}

	private static String complete(Rest engine, String process, Map<String, String> fields) throws Exception {
		String task = Rest.idIn(engine.get("/engine-rest/task?processInstanceId=" + process + "&maxResults=1"));
		Map<String, Object> variables = new LinkedHashMap<>();
		fields.forEach((name, value) -> variables.put(name, Map.of("value", value)));
		return engine.post("/engine-rest/task/" + task + "/complete", Map.of("variables", variables));
	}

	/** Asks for conflicts in a tenant that has its items already. */
	static void conflicts(String url, Database database, Duration measure, Report report) throws Exception {
		database.fillChanges("other", SCHEDULED);
		Rest admin = Rest.signedIn(url, "other-admin");
		freeze(admin, Map.of("scope", "ci_class", "ci_class", "network_device"));
		freeze(admin, Map.of("scope", "location", "location", "Osaka"));
		Rest agent = Rest.signedIn(url, "other-agent");
		List<String> changes = agent.read("/api/v1/changes?limit=100").get("data").findValuesAsText("change_number");
		Load.run(1, Duration.ofSeconds(2), () -> conflicts(agent, changes));
		for (int clients : List.of(1, CLIENTS)) {
			report.operation("conflicts among %,d changes".formatted(SCHEDULED),
					Load.run(clients, measure, () -> conflicts(agent, changes)), null);
		}
	}

	/** One that concerns none of the items, for which all must be looked at. */
	private static void freeze(Rest admin, Map<String, ?> scope) throws Exception {
		Map<String, Object> freeze = new LinkedHashMap<>(scope);
		freeze.put("name", "Stocktaking");
		freeze.put("starts_at", Instant.now().toString());
		freeze.put("ends_at", Instant.now().plus(100, ChronoUnit.DAYS).toString());
		admin.post("/api/v1/freezes", freeze);
	}

	private static String conflicts(Rest agent, List<String> changes) throws Exception {
		return agent
			.get("/api/v1/changes/" + changes.get(ThreadLocalRandom.current().nextInt(changes.size())) + "/conflicts");
	}

}
