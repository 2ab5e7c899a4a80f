package io.nagare.ticket;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.TenantId;
import io.nagare.shared.TicketEvent;
import io.nagare.shared.TicketRef;

/**
 * A field of a ticket has another value.
 *
 * @param field its name in the API
 * @param before the former value as text; null for none
 * @param after the new value as text; null for none
 */
public record FieldChanged(TicketRef ticket, TenantId tenant, @Nullable UUID actor, Instant at, String field,
		@Nullable String before, @Nullable String after) implements TicketEvent {
}
