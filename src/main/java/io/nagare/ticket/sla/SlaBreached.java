package io.nagare.ticket.sla;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.TenantId;
import io.nagare.shared.TicketEvent;
import io.nagare.shared.TicketRef;

/**
 * A clock of a ticket has breached its target.
 *
 * @param breachType the clock: {@code response}, {@code resolution} or {@code ola}
 * @param timeOverdue business seconds since
 */
public record SlaBreached(TicketRef ticket, TenantId tenant, @Nullable UUID actor, Instant at, String breachType,
		long timeOverdue) implements TicketEvent {
}
