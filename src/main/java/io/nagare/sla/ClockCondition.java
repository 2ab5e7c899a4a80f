package io.nagare.sla;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * How a ticket stands, as far as its clocks care.
 *
 * @param ticketId the ticket
 * @param respondedAt when an agent took or answered it; null while none has
 * @param resolvedAt when it was resolved; null while it is not
 * @param cancelled whether it was cancelled
 * @param holdReason what it waits for; null while it is not on hold
 * @param teamId the team that has it; null while none has
 * @param supplierId the supplier that it is held for; null for none
 * @param at the moment of which this is said
 * @param actor who brought it about; null for the process
 */
public record ClockCondition(UUID ticketId, @Nullable Instant respondedAt, @Nullable Instant resolvedAt,
		boolean cancelled, @Nullable String holdReason, @Nullable UUID teamId, @Nullable UUID supplierId, Instant at,
		@Nullable UUID actor) {
}
