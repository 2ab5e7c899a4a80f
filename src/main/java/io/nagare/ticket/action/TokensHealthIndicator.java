package io.nagare.ticket.action;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

import io.nagare.shared.Tenancy;

/**
 * The part {@code tokens} of the health: down while any tenant's ticket has another
 * status than its token. That is a defect to be looked into, not a reason to stop
 * serving, so it belongs to neither readiness nor liveness.
 */
@Component
class TokensHealthIndicator extends AbstractHealthIndicator {

	/** Probes ask often, and all open tickets are read. */
	private static final Duration KEPT = Duration.ofSeconds(30);

	private final TokenComparison tokens;

	private final Clock clock;

	private final AtomicBoolean looking = new AtomicBoolean();

	private volatile long last;

	private volatile Instant lookedAt = Instant.MIN;

	TokensHealthIndicator(TokenComparison tokens, Clock clock) {
		this.tokens = tokens;
		this.clock = clock;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		Instant now = this.clock.instant();
		boolean old = this.lookedAt.equals(Instant.MIN) || now.isAfter(this.lookedAt.plus(KEPT));
		// of many who ask one looks, and the others hear what was seen last
		if (old && this.looking.compareAndSet(false, true)) {
			try {
				this.last = Tenancy.asPlatform(this.tokens::differing);
				this.lookedAt = now;
			}
			finally {
				this.looking.set(false);
			}
		}
		builder.status((this.last == 0) ? Status.UP : Status.DOWN).withDetail("differing", this.last);
	}

}
