package io.nagare.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Problems, reported and through their whole life. */
final class ProblemLoad {

	private static final List<Integer> CLIENTS = List.of(1, 4);

	private final Rest agent;

	private ProblemLoad(Rest agent) {
		this.agent = agent;
	}

	/** Lives through problems of the demo's tenant. */
	static void measure(String url, Duration warmUp, Duration measure, Report report) throws Exception {
		ProblemLoad load = new ProblemLoad(Rest.signedIn(url, "network1"));
		Load.run(4, warmUp, load::live);
		for (int clients : CLIENTS) {
			report.operation("report a problem", Load.run(clients, measure, load::report), null);
			report.operation("whole life of a problem, 6 requests", Load.run(clients, measure, load::live), null);
		}
	}

	private String report() throws Exception {
		return this.agent.post("/api/v1/problems",
				Map.of("title", "VPN ends every morning", "description", "Since the update."));
	}

	private String live() throws Exception {
		String problem = Rest.idIn(report());
		perform(problem, "assess", Map.of());
		perform(problem, "analyse", Map.of());
		perform(problem, "record-cause",
				Map.of("root_cause", "The certificate is not renewed", "cause_code", "configuration"));
		perform(problem, "resolve", Map.of("resolution", "It renews itself"));
		return perform(problem, "close", Map.of());
	}

	private String perform(String problem, String action, Map<String, ?> fields) throws Exception {
		return this.agent.post("/api/v1/problems/" + problem + "/actions/" + action, fields);
	}

}
