package io.nagare.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How long one client waits for everything that is read or done often, when there are
 * more and more tickets. The first call of each is told apart: nobody has asked for these
 * pages before.
 */
final class Growth {

	private static final int TIMES = Integer.getInteger("nagare.bench.growth.times", 40);

	private static final String KNOWN = "INC5000042";

	private final Rest agent;

	private final Rest admin;

	Growth(String url) throws Exception {
		this.agent = Rest.signedIn(url, "other-agent");
		this.admin = Rest.signedIn(url, "other-admin");
	}

	/** Times in milliseconds: the first call, the median, and the 95th percentile. */
	Map<String, double[]> measure() throws Exception {
		Map<String, double[]> figures = new LinkedHashMap<>();
		for (Map.Entry<String, Callable<?>> operation : operations().entrySet()) {
			double first = timed(operation.getValue());
			double[] took = new double[TIMES];
			for (int i = 0; i < TIMES; i++) {
				took[i] = timed(operation.getValue());
			}
			Arrays.sort(took);
			figures.put(operation.getKey(), new double[] { first, took[TIMES / 2], took[(TIMES - 1) * 95 / 100] });
		}
		return figures;
	}

	private static double timed(Callable<?> operation) throws Exception {
		long began = System.nanoTime();
		operation.call();
		return (System.nanoTime() - began) / 1e6;
	}

	private Map<String, Callable<?>> operations() throws Exception {
		Map<String, Callable<?>> all = new LinkedHashMap<>();
		String incidents = "/api/v1/incidents";
		Map<String, String> reads = new LinkedHashMap<>();
		reads.put("list, newest", incidents + "?limit=20");
		reads.put("list, page 50", incidents + "?limit=20&page=50");
		reads.put("list, by cursor", incidents + "?limit=20&cursor=");
		reads.put("list, open ones in work", incidents + "?status=in_progress&priority=medium&limit=20");
		reads.put("list, two phases", incidents + "?phase=open&phase=in_work&limit=20");
		for (String sort : List.of("-updated_at", "priority", "number", "title", "due_at", "resolution_due_at",
				"-priority,created_at", "status")) {
			reads.put("list, sorted by " + sort, incidents + "?limit=20&sort=" + sort);
		}
		reads.put("list, in breach", incidents + "?sla_state=breached&limit=20");
		reads.put("list, of one month",
				incidents + "?created_after=2026-03-01T00:00:00Z&created_before=2026-04-01T00:00:00Z");
		reads.put("list, words that are frequent", incidents + "?q=" + encoded("基幹システム"));
		reads.put("list, words that are nowhere", incidents + "?q=" + encoded("量子コンピューター"));
		for (JsonNode view : this.agent.read("/api/v1/views?kind=incidents").get("data")) {
			String name = view.path("view").asText(view.path("name").asText());
			reads.put("list, view " + name, incidents + "?view=" + encoded(name) + "&limit=20");
		}
		for (String view : List.of("mine", "unassigned", "team", "breaching", "open")) {
			reads.put("list, view " + view, incidents + "?view=" + view + "&limit=20");
		}
		reads.put("counts of views", "/api/v1/views/counts?kind=incidents");
		reads.put("search, frequent words", "/api/v1/search?q=" + encoded("VPN 接続"));
		reads.put("search, rare words", "/api/v1/search?q=" + encoded("量子コンピューター"));
		reads.put("search, a number", "/api/v1/search?q=" + KNOWN);
		reads.put("search, facets", "/api/v1/search/facets?q=" + encoded("VPN 接続"));
		reads.put("figure, backlog by team", "/api/v1/figures/backlog?by=team");
		for (String figure : List.of("reported", "mttr", "sla_resolution")) {
			reads.put("figure, " + figure + " by week",
					"/api/v1/figures/" + figure + "?by=week&from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z");
		}
		reads.put("mining, graph", "/api/v1/mining/incident/graph");
		reads.put("one/similar", incidents + "/" + KNOWN + "/similar");
		for (String part : List.of("", "/actions", "/history", "/work-notes", "/attachments", "/links", "/chain",
				"/sla", "/sla/ledger", "/process", "/neighbours")) {
			reads.put("one" + part, incidents + "/" + KNOWN + part);
		}
		reads.put("notifications", "/api/v1/notifications");
		reads.put("unread notifications", "/api/v1/notifications/unread-count");
		reads.put("people", "/api/v1/users?limit=20");
		reads.put("items", "/api/v1/cis?limit=20");
		reads.put("engine's tasks", "/engine-rest/task?maxResults=15&sortBy=created&sortOrder=desc");
		reads.put("engine's count of tasks", "/engine-rest/task/count");
		reads.forEach((name, path) -> all.put(name, () -> {
			try {
				return this.agent.get(path);
			}
			catch (IllegalStateException ex) {
				// what this state of the product has not, or not for an agent
				return ex;
			}
		}));
		all.put("audit log", () -> this.admin.get("/api/v1/audit?limit=20"));
		for (JsonNode filter : this.agent.read("/engine-rest/filter?maxResults=100&resourceType=Task")) {
			String id = filter.get("id").textValue();
			String name = filter.get("name").textValue();
			all.put("Tasklist, " + name,
					() -> this.agent.postForHal("/engine-rest/filter/" + id + "/list?firstResult=0&maxResults=15",
							Map.of("sorting", List.of(Map.of("sortBy", "created", "sortOrder", "desc")))));
			all.put("Tasklist counts, " + name, () -> this.agent.get("/engine-rest/filter/" + id + "/count"));
		}
		Rest agent = this.agent;
		all.put("report an incident", () -> report(agent));
		all.put("report, assign, start, note, resolve, confirm", () -> {
			String id = Rest.idIn(report(agent));
			agent.post(incidents + "/" + id + "/actions/assign", Map.of());
			agent.post(incidents + "/" + id + "/actions/start", Map.of());
			agent.post(incidents + "/" + id + "/work-notes", Map.of("content", "再起動"));
			agent.post(incidents + "/" + id + "/actions/resolve",
					Map.of("resolution", "x", "resolution_code", "fixed"));
			return agent.post(incidents + "/" + id + "/actions/confirm", Map.of());
		});
		return all;
	}

	private static String report(Rest agent) throws Exception {
		return agent.post("/api/v1/incidents", Map.of("title", "VPNに接続できない", "priority", "medium"));
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
