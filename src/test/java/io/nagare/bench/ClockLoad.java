package io.nagare.bench;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * Many clocks that come due in the same minute, and a change of the calendar that they
 * all run by.
 */
final class ClockLoad {

	private static final int TICKETS = Integer.getInteger("nagare.bench.clocks", 10_000);

	private static final String TENANT = "other";

	private static final Map<String, ?> ALWAYS = calendar("24x7", "00:00", "24:00");

	private static final Map<String, ?> MORNINGS = calendar("mornings", "06:00", "12:00");

	private ClockLoad() {
	}

	static void measure(String url, Database database, Report report) throws Exception {
		Rest admin = Rest.signedIn(url, "other-admin");
		// so that the figures do not depend on the hour at which they are taken
		admin.put("/api/v1/calendars/business-hours", ALWAYS);
		Rest reporter = Rest.signedIn(url, "other-agent");
		Queue<Integer> wanted = new ConcurrentLinkedQueue<>(IntStream.range(0, TICKETS).boxed().toList());
		Load.use(wanted, 8, Duration.ofMinutes(8), (n) -> reporter.post("/api/v1/incidents",
				Map.of("title", "VPN does not connect " + n, "priority", "medium", "urgency", "medium")));

		Rest fresh = Rest.signedIn(url, "other-admin");
		long began = System.nanoTime();
		fresh.post("/api/v1/sla-policies/preview",
				Map.of("mode", "retroactive", "calendar", "business-hours", "definition", MORNINGS));
		report.fact("retroactive change of a calendar previewed, " + TICKETS + " open tickets", "%.1f s",
				(System.nanoTime() - began) / 1e9);

		// half of the eight hours for a response to priority low have passed, and nothing
		// else
		database.age(TENANT, Duration.ofMinutes(250));
		long due = System.nanoTime();
		while (database.milestones(TENANT) < TICKETS && System.nanoTime() - due < Duration.ofMinutes(10).toNanos()) {
			Thread.sleep(200);
		}
		report.fact("milestones told, " + TICKETS + " clocks due at once", "%.0f s for %d",
				(System.nanoTime() - due) / 1e9, database.milestones(TENANT));
	}

	private static Map<String, ?> calendar(String name, String from, String to) {
		List<Map<String, String>> week = Arrays.stream(DayOfWeek.values())
			.map((day) -> Map.of("day", day.name().toLowerCase(Locale.ROOT), "from", from, "to", to))
			.toList();
		return Map.of("name", name, "zone", "UTC", "hours", week);
	}

}
