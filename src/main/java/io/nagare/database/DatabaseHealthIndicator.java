package io.nagare.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * The part {@code db} of the health, and of readiness: what the watch knows, without
 * waiting for a connection as Spring Boot's own would.
 */
@Component("dbHealthIndicator")
class DatabaseHealthIndicator implements HealthIndicator {

	private final DatabaseWatch watch;

	DatabaseHealthIndicator(DatabaseWatch watch, MeterRegistry meters) {
		this.watch = watch;
		Gauge.builder("nagare.database.away", watch, (one) -> one.isAway() ? 1 : 0)
			.description("1 while the database does not answer this node")
			.register(meters);
	}

	@Override
	public Health health() {
		return (this.watch.isAway() ? Health.down() : Health.up()).build();
	}

}
