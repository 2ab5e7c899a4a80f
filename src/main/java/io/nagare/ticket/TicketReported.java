package io.nagare.ticket;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.TenantId;
import io.nagare.shared.TicketEvent;
import io.nagare.shared.TicketRef;

/**
 * A new ticket exists, told in the transaction that makes it, before its process starts.
 */
public record TicketReported(TicketRef ticket, TenantId tenant, @Nullable UUID actor,
		Instant at) implements TicketEvent.Reported {
}
