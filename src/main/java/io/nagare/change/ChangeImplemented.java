package io.nagare.change;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.TenantId;
import io.nagare.shared.TicketEvent;
import io.nagare.shared.TicketRef;

/**
 * A change was carried out, or undone; its outcome is known, its review may follow.
 *
 * @param outcome how it ended
 */
public record ChangeImplemented(TicketRef ticket, TenantId tenant, @Nullable UUID actor, Instant at,
		Outcome outcome) implements TicketEvent {
}
