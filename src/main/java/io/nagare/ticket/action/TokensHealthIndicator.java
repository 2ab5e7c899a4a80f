package io.nagare.ticket.action;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

import io.nagare.shared.Tenancy;

/**
 * The part {@code tokens} of the health: down while any tenant's ticket has another
 * status than its token. That is a defect to be looked into, not a reason to stop
 * serving, so it belongs to neither readiness nor liveness.
 */
@Component
class TokensHealthIndicator implements HealthIndicator {

	/** Probes ask often, and all open tickets are read. */
	private static final Duration KEPT = Duration.ofSeconds(30);

	private final TokenComparison tokens;

	private final Clock clock;

	private @Nullable Health last;

	private Instant lookedAt = Instant.MIN;

	TokensHealthIndicator(TokenComparison tokens, Clock clock) {
		this.tokens = tokens;
		this.clock = clock;
	}

	@Override
	public synchronized Health health() {
		Instant now = this.clock.instant();
		Health health = this.last;
		if (health == null || now.isAfter(this.lookedAt.plus(KEPT))) {
			health = look();
			this.last = health;
			this.lookedAt = now;
		}
		return health;
	}

	private Health look() {
		long differing = Tenancy.asPlatform(this.tokens::differing);
		return ((differing == 0) ? Health.up() : Health.down()).withDetail("differing", differing).build();
	}

}
