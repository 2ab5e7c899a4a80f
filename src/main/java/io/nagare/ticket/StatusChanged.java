package io.nagare.ticket;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Phase;
import io.nagare.shared.TenantId;
import io.nagare.shared.TicketEvent;
import io.nagare.shared.TicketRef;

/**
 * A ticket's token came to rest elsewhere.
 *
 * @param from the status before; null for a new ticket
 * @param to the status now
 * @param phase what it means
 */
public record StatusChanged(TicketRef ticket, TenantId tenant, @Nullable UUID actor, Instant at, @Nullable String from,
		String to, Phase phase) implements TicketEvent {
}
