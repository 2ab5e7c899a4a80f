package io.nagare.change;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.TenantId;
import io.nagare.shared.TicketEvent;
import io.nagare.shared.TicketRef;

/**
 * A change has ended and never changes again: closed, rejected or cancelled. Who waits
 * for it looks at the outcome.
 *
 * @param outcome how it ended
 */
public record ChangeClosed(TicketRef ticket, TenantId tenant, @Nullable UUID actor, Instant at,
		Outcome outcome) implements TicketEvent {
}
