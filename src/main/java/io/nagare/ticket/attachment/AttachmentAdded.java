package io.nagare.ticket.attachment;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.TenantId;
import io.nagare.shared.TicketEvent;
import io.nagare.shared.TicketRef;

/**
 * A file was added to a ticket.
 *
 * @param attachment the file's id
 */
public record AttachmentAdded(TicketRef ticket, TenantId tenant, @Nullable UUID actor, Instant at,
		UUID attachment) implements TicketEvent {
}
