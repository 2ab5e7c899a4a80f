package io.nagare.bench;

import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * More clients than it can serve: at once and for a moment (spike), and more and more of
 * them (stress). It may say that it has no time, but not fail, and must be as it was when
 * they have gone.
 */
final class StressLoad {

	private static final int FEW = 4;

	private static final int MANY = 150;

	/** So much slower it may be just after a spike. */
	private static final double SLOWER = 1.5;

	private static final String LIST = "/api/v1/incidents?limit=20";

	private final Rest agent;

	private final Queue<String> known = new ConcurrentLinkedQueue<>();

	private final AtomicInteger turn = new AtomicInteger();

	private final AtomicInteger refused = new AtomicInteger();

	private final Queue<String> failed = new ConcurrentLinkedQueue<>();

	private StressLoad(Rest agent) {
		this.agent = agent;
	}

	static void measure(Rest agent, Duration time, Report report) throws Exception {
		StressLoad load = new StressLoad(agent);
		for (int i = 0; i < FEW; i++) {
			load.known.add(load.report());
		}
		Load.run(FEW, time, load::work);
		Load.Figures before = Load.run(FEW, time, load::work);
		Load.Figures during = Load.run(MANY, time.multipliedBy(2), load::work);
		int refused = load.refused.getAndSet(0);
		Load.Figures after = Load.run(FEW, time, load::work);
		report.fact("spike from " + FEW + " to " + MANY + " clients",
				"%.0f/s (95%%: %.0f ms) → %.0f/s (%.0f ms), %d refused → %.0f/s (%.0f ms)", before.rate(),
				before.percentile(95), during.rate(), during.percentile(95), refused, after.rate(),
				after.percentile(95));
		report.aim("spike: 95th percentile after it beside before", after.percentile(95) / before.percentile(95),
				SLOWER, "×");
		for (int clients = 2 * FEW; clients <= MANY; clients *= 2) {
			Load.Figures figures = Load.run(clients, time, load::work);
			report.fact("stress, " + clients + " clients", "%.0f/s, 95%%: %.0f ms, %d refused", figures.rate(),
					figures.percentile(95), load.refused.getAndSet(0));
		}
		report.fact("stress: answers that failed", "%d %s", load.failed.size(),
				load.failed.stream().distinct().limit(3).toList());
		report.aim("stress and spike: answers that failed", load.failed.size(), 0, "");
	}

	/** One of ten reports, the others read. */
	private String work() throws Exception {
		try {
			int turn = this.turn.incrementAndGet();
			return (turn % 10 == 0) ? report()
					: this.agent.get((turn % 2 == 0) ? LIST : "/api/v1/incidents/" + this.known.peek());
		}
		catch (HttpTimeoutException ex) {
			this.failed.add("no answer");
		}
		catch (IllegalStateException ex) {
			String answer = String.valueOf(ex.getMessage());
			if (answer.contains("→ 503") || answer.contains("→ 429")) {
				this.refused.incrementAndGet();
			}
			else {
				this.failed.add(answer);
			}
		}
		return "";
	}

	private String report() throws Exception {
		return Rest.idIn(this.agent.post("/api/v1/incidents", Map.of("title", "VPNに接続できない", "priority", "medium")));
	}

}
