package io.nagare.ticket.journal;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.TenantId;
import io.nagare.shared.TicketEvent;
import io.nagare.shared.TicketRef;

/**
 * A note was written on a ticket.
 *
 * @param note the note's id
 * @param publicNote whether the reporter may read it
 * @param byReporter whether the reporter himself wrote it
 * @param announced whether whoever wrote it tells those whom it concerns
 */
public record NoteAdded(TicketRef ticket, TenantId tenant, @Nullable UUID actor, Instant at, UUID note,
		boolean publicNote, boolean byReporter, boolean announced) implements TicketEvent {
}
