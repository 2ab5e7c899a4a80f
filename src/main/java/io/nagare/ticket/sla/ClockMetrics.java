package io.nagare.ticket.sla;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.directory.AcrossTenants;
import io.nagare.directory.AfterCommit;
import io.nagare.shared.QueriedFigures;

/** How many clocks are about to run over, did, or are not told of in time. */
@Component
class ClockMetrics {

	private static final Duration KEPT = Duration.ofSeconds(30);

	private static final String FIGURES = """
			SELECT (SELECT count(*) FROM tickets WHERE alarm_at < now() - interval '30 seconds' AND deleted_at IS NULL) AS late,
			       (SELECT count(*) FROM tickets WHERE alarm_at IS NOT NULL AND deleted_at IS NULL
			           AND phase IN ('open', 'in_work') AND sla_state IS DISTINCT FROM 'breached'
			           AND least(CASE WHEN responded_at IS NULL THEN response_due_at END, resolution_due_at)
			               BETWEEN now() AND now() + interval '30 minutes') AS breaching
			""";

	private final MeterRegistry meters;

	ClockMetrics(JdbcTemplate jdbc, AcrossTenants acrossTenants, MeterRegistry meters) {
		this.meters = meters;
		QueriedFigures figures = new QueriedFigures(KEPT, () -> acrossTenants.read(() -> jdbc.queryForObject(FIGURES,
				(row, number) -> Map.of("late", row.getLong("late"), "breaching", row.getLong("breaching")))));
		figures.gauge(meters, "nagare.clocks.breaching", Tags.empty(), "breaching",
				"Tickets that run over one of their targets within half an hour if nothing happens");
		figures.gauge(meters, "nagare.clocks.late", Tags.empty(), "late",
				"Tickets whose milestone passed more than half a minute ago and was not told");
		for (String clock : List.of("response", "resolution", "ola", "uc")) {
			meters.counter("nagare.clocks.breached", "clock", clock);
		}
	}

	@EventListener
	void on(SlaBreached breached) {
		AfterCommit
			.run(() -> this.meters.counter("nagare.clocks.breached", "clock", breached.breachType()).increment());
	}

}
