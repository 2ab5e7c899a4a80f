package io.nagare.ticket;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.TenantEvent;
import io.nagare.shared.TenantId;

/**
 * A ticket that was resolved is worked on again, by whoever had it.
 *
 * @param actor who reopened it; null for the product
 */
public record TicketReopened(TenantId tenant, UUID ticket, @Nullable UUID actor) implements TenantEvent {
}
