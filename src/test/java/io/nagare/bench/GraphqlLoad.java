package io.nagare.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One question for a list with all that it shows, beside the requests that say the same.
 */
final class GraphqlLoad {

	private static final int ROWS = 20;

	private static final List<Integer> CLIENTS = List.of(1, 4);

	/** What the design asks for. */
	private static final double MOST = 1.5;

	private final Rest agent;

	private final String mark = "graph" + System.nanoTime();

	private final List<String> incidents = new ArrayList<>();

	private GraphqlLoad(Rest agent) {
		this.agent = agent;
	}

	static void measure(String url, Duration warmUp, Duration measure, Report report) throws Exception {
		GraphqlLoad load = new GraphqlLoad(Rest.signedIn(url, "agent1"));
		load.fill();
		load.check();
		Load.run(4, warmUp.dividedBy(2), load::ask);
		Load.run(4, warmUp.dividedBy(2), load::readAll);
		for (int clients : CLIENTS) {
			Load.Figures list = Load.run(clients, measure, load::list);
			Load.Figures reads = Load.run(clients, measure, load::readAll);
			Load.Figures asked = Load.run(clients, measure, load::ask);
			report.operation("REST: list 20", list, null);
			report.operation("REST: list 20, and read each", reads, null);
			report.operation("GraphQL: 20 with notes, SLA, CIs", asked, null);
			double ofReads = asked.percentile(50) / reads.percentile(50);
			report.fact("GraphQL beside REST, " + clients + " clients",
					"%.2f of the list and 20 reads, %.2f of the list alone", ofReads,
					asked.percentile(50) / list.percentile(50));
			report.aim("GraphQL's cost beside REST's, " + clients + " clients", ofReads, MOST, "×");
		}
	}

	private void fill() throws Exception {
		for (int i = 0; i < ROWS; i++) {
			List<String> items = new ArrayList<>();
			for (int j = 0; j < 2; j++) {
				items.add(Rest.idIn(this.agent.post("/api/v1/cis",
						Map.of("name", this.mark + " " + i + "." + j, "ci_class", "server", "tier", 2))));
			}
			String incident = Rest.idIn(this.agent.post("/api/v1/incidents",
					Map.of("title", this.mark + " " + i, "priority", "low", "ci_ids", items)));
			for (int j = 0; j < 3; j++) {
				this.agent.post("/api/v1/incidents/" + incident + "/work-notes",
						Map.of("content", "Looked at it " + j, "is_public", "Y"));
			}
			this.incidents.add(incident);
		}
	}

	/** That what is measured answers what it should. */
	private void check() throws Exception {
		JsonNode nodes = Rest.tree(ask()).at("/data/incidents/nodes");
		boolean whole = nodes.size() == ROWS
				&& nodes.findValues("relatedCIs").stream().allMatch((all) -> all.size() == 2)
				&& nodes.findValues("workNotes").stream().allMatch((all) -> all.size() == 3);
		if (!whole) {
			throw new IllegalStateException("GraphQL does not show what is to be measured: " + nodes);
		}
	}

	private String list() throws Exception {
		return this.agent.get("/api/v1/incidents?limit=20&sort=-created_at&q=" + this.mark);
	}

	private String readAll() throws Exception {
		String list = list();
		for (String incident : this.incidents) {
			this.agent.get("/api/v1/incidents/" + incident);
		}
		return list;
	}

	private String ask() throws Exception {
		return this.agent.post("/graphql", Map.of("query", """
				query ($q: String) {
				  incidents(filter: {q: $q}, pagination: {first: 20}, sort: [{field: "createdAt", descending: true}]) {
				    nodes { id number title status priority assignee { username } team { name }
				      sla { state responseDueAt resolutionDueAt } workNotes { content createdBy { username } createdAt }
				      relatedCIs { id name ciClass } } } }
				""", "variables", Map.of("q", this.mark)));
	}

}
