package io.nagare.ticket.retention;

import java.time.Instant;
import java.util.UUID;

/**
 * What keeps a ticket whatever the rule of its kind says.
 *
 * @param number of the ticket, which may be confidential: its title is not told
 * @param heldBy who said so
 */
public record LegalHold(UUID ticketId, String kind, String number, String reason, UUID heldBy, Instant heldAt) {
}
