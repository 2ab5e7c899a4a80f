package io.nagare.audit;

import java.time.Duration;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

import org.springframework.stereotype.Component;

import io.nagare.shared.QueriedFigures;

/** Whether the log is sealed in time. */
@Component
class AuditMetrics {

	private static final Duration KEPT = Duration.ofSeconds(30);

	private static final String UNSEALED = "unsealed";

	AuditMetrics(AuditSealService seals, MeterRegistry meters) {
		new QueriedFigures(KEPT, () -> Map.of(UNSEALED, seals.overdue())).gauge(meters, "nagare.audit.unsealed",
				Tags.empty(), UNSEALED, "Rows of the audit log that nobody has sealed for a minute");
	}

}
