package io.nagare.workflow.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.directory.AcrossTenants;
import io.nagare.shared.QueriedFigures;

/** How the jobs of models fare, and what listeners have not taken. */
@Component
class JobMetrics {

	private static final Duration KEPT = Duration.ofSeconds(15);

	private static final String EVENTS = """
			SELECT count(*) FROM event_publication
			 WHERE completion_date IS NULL AND publication_date < now() - interval '5 minutes'
			""";

	JobMetrics(EngineTables tables, JdbcTemplate jdbc, AcrossTenants acrossTenants, MeterRegistry meters) {
		QueriedFigures jobs = new QueriedFigures(KEPT, () -> acrossTenants.read(tables::jobs));
		for (String state : List.of("due", "late", "failed", "parked")) {
			jobs.gauge(meters, "nagare.jobs", Tags.of("state", state), state,
					"Jobs of models: due now, due for more than a minute, failed and tried again, put aside");
		}
		QueriedFigures external = new QueriedFigures(KEPT, () -> acrossTenants.read(tables::externalTasks));
		for (String state : List.of("waiting", "held", "parked")) {
			external.gauge(meters, "nagare.external.tasks", Tags.of("state", state), state,
					"External tasks: to be fetched, held by a program, given up");
		}
		QueriedFigures events = new QueriedFigures(KEPT, () -> acrossTenants.read(() -> {
			Long waiting = jdbc.queryForObject(EVENTS, Long.class);
			return Map.of("waiting", (waiting != null) ? waiting : 0L);
		}));
		events.gauge(meters, "nagare.events.waiting", Tags.empty(), "waiting",
				"Events that a listener has not taken for more than five minutes");
	}

}
