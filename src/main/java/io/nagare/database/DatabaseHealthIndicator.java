package io.nagare.database;

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

	DatabaseHealthIndicator(DatabaseWatch watch) {
		this.watch = watch;
	}

	@Override
	public Health health() {
		return (this.watch.isAway() ? Health.down() : Health.up()).build();
	}

}
