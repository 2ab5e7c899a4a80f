package io.nagare.mining;

import java.time.Instant;
import java.util.UUID;

import io.nagare.shared.Phase;
import io.nagare.shared.WordOf;

/**
 * A ticket that went through an element of a process.
 *
 * @param visits how often it was there
 * @param seconds how long it was there, up to now where it still is
 */
public record MinedTicket(UUID id, String kind, String number, String title, String status,
		@WordOf(Phase.class) String phase, String priority, Instant createdAt, long visits, long seconds) {
}
