package io.nagare.ticket.action;

import java.time.Duration;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.springframework.stereotype.Component;

import io.nagare.shared.QueriedFigures;
import io.nagare.shared.Tenancy;

/** Whether tickets and processes agree. */
@Component
class TokenMetrics {

	/** All open tickets are read. */
	private static final Duration KEPT = Duration.ofMinutes(5);

	private static final String DIFFERING = "differing";

	TokenMetrics(TokenComparison tokens, MeterRegistry meters) {
		new QueriedFigures(KEPT, () -> Map.of(DIFFERING, Tenancy.asPlatform(tokens::differing))).gauge(meters,
				"nagare.tokens.differing", Tags.empty(), DIFFERING,
				"Open tickets with another status than their process");
	}

}
