package io.nagare.ticket.query;

import java.time.Instant;
import java.util.UUID;

/** A ticket that was found, in short. */
public record TicketHit(UUID id, String kind, String number, String title, String status, String phase, String priority,
		Instant createdAt) {
}
