package io.nagare.workforce.roster;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody takes a layer's turns for a time. Of two swaps of the same time the later one
 * counts.
 *
 * @param layer counted from 0
 * @param userId who takes them
 */
public record RosterSwap(UUID id, int layer, UUID userId, Instant from, Instant to) {
}
