package io.nagare.audit;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * The part {@code seals} of the health: down while rows of the log have been waiting for
 * their seal for more than a minute. It belongs to neither readiness nor liveness.
 */
@Component
@ConditionalOnProperty(name = "nagare.audit.sealing", matchIfMissing = true)
class SealsHealthIndicator implements HealthIndicator {

	private final AuditSealService seals;

	SealsHealthIndicator(AuditSealService seals) {
		this.seals = seals;
	}

	@Override
	public Health health() {
		long overdue = this.seals.overdue();
		return ((overdue == 0) ? Health.up() : Health.down()).withDetail("unsealed", overdue).build();
	}

}
