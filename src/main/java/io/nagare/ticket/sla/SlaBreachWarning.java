package io.nagare.ticket.sla;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.TenantId;
import io.nagare.shared.TicketEvent;
import io.nagare.shared.TicketRef;

/**
 * A clock of a ticket has passed a milestone and may breach its target.
 *
 * @param breachType the clock: {@code response}, {@code resolution} or {@code ola}
 * @param milestone {@code 50}, {@code 75} or {@code 90} percent, or {@code 30m} left
 * @param timeRemaining business seconds until the breach
 */
public record SlaBreachWarning(TicketRef ticket, TenantId tenant, @Nullable UUID actor, Instant at, String breachType,
		String milestone, long timeRemaining) implements TicketEvent {
}
