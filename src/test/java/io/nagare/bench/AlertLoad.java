package io.nagare.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Alerts of a few groups that come at a rate of their own, however long an answer takes.
 * How long one took is counted from when it was due, so waiting in a queue counts too.
 */
final class AlertLoad {

	private static final int GROUPS = 50;

	private static final int RATE = Integer.getInteger("nagare.bench.alerts-per-second", 500);

	private static final int ALERTS = Integer.getInteger("nagare.bench.alerts", 10_000);

	/** What the design asks for, in milliseconds. */
	private static final int SLOWEST = 100;

	/** So many alerts of each group differ, and come again and again. */
	private static final int DIFFERENT = 4;

	private static final int SENDERS = 32;

	private final Rest monitoring;

	private final String mark;

	private AlertLoad(Rest monitoring, String mark) {
		this.monitoring = monitoring;
		this.mark = mark;
	}

	static void measure(String url, Database database, Duration warmUp, Report report) throws Exception {
		Rest agent = Rest.signedIn(url, "agent1");
		AlertLoad warm = new AlertLoad(agent, "warm" + System.nanoTime());
		Load.paced(RATE / 5, (int) Math.max(GROUPS, RATE / 5 * warmUp.toSeconds()), SENDERS, warm::send);
		AlertLoad load = new AlertLoad(agent, "alert" + System.nanoTime());
		Load.Figures figures = Load.paced(RATE, ALERTS, SENDERS, load::send);
		report.fact("alerts",
				"%,d of %d groups, %d/s wanted, %.0f/s taken; 50%%: %.0f ms, 95%%: %.0f ms, 99%%: %.0f ms", ALERTS,
				GROUPS, RATE, figures.rate(), figures.percentile(50), figures.percentile(95), figures.percentile(99));
		report.aim("95th percentile, an alert at " + RATE + "/s", figures.percentile(95), SLOWEST, "ms");
		long incidents = database.ticketsCalled(load.mark);
		report.fact("incidents of " + GROUPS + " groups of alerts", "%d", incidents);
		report.aim("incidents too many or too few for the alerts",
				(double) Math.abs(incidents - Math.min(GROUPS, ALERTS)), 0, "");
	}

	private void send(int turn) throws Exception {
		int group = turn % GROUPS;
		String name = this.mark + " " + group;
		int which = turn / GROUPS % DIFFERENT;
		Map<String, String> labels = Map.of("alertname", name, "instance", "host-" + which, "severity", "warning");
		this.monitoring.post("/api/v1/alerts/alertmanager",
				Map.of("version", "4", "receiver", "nagare", "status", "firing", "groupKey", name, "groupLabels",
						Map.of("alertname", name), "commonAnnotations", Map.of("summary", name), "alerts",
						List.of(Map.of("status", "firing", "labels", labels, "annotations", Map.of(), "startsAt",
								"2026-01-01T00:00:00Z", "fingerprint", group + "-" + which))));
	}

}
