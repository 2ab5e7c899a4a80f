package io.nagare.workforce.roster;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Somebody takes turns of others, or no longer does; told in the transaction that stores
 * it.
 *
 * @param taker who takes them
 * @param relieved whose turns they are
 * @param takenBack whether they are theirs again
 */
public record TurnsSwapped(UUID team, UUID taker, Set<UUID> relieved, Instant from, Instant to, boolean takenBack) {
}
