package io.nagare.audit;

import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * The part {@code seals} of the health: down while rows of the log have been waiting for
 * their seal for more than a minute. It belongs to neither readiness nor liveness.
 */
@Component
@ConditionalOnProperty(name = "nagare.audit.sealing", matchIfMissing = true)
class SealsHealthIndicator extends AbstractHealthIndicator {

	private final AuditSealService seals;

	SealsHealthIndicator(AuditSealService seals) {
		this.seals = seals;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		long overdue = this.seals.overdue();
		builder.status((overdue == 0) ? Status.UP : Status.DOWN).withDetail("unsealed", overdue);
	}

}
