package io.nagare.ticket.oncall;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.TenantId;
import io.nagare.shared.TicketEvent;
import io.nagare.shared.TicketRef;

/**
 * Somebody on call was called for a ticket.
 *
 * @param userId who was called
 * @param round how often he has been called for it now
 * @param minutes how long he has to answer before the next one is called
 */
public record OnDutyCalled(TicketRef ticket, TenantId tenant, @Nullable UUID actor, Instant at, UUID userId, int round,
		int minutes) implements TicketEvent {
}
