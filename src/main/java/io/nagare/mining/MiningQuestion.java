package io.nagare.mining;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Of which tickets. Every part that is absent narrows nothing.
 *
 * @param from the first moment in which they may have been reported; 90 days before the
 * end where absent
 * @param to the moment after the last
 * @param teamId the teams that have the tickets now
 */
public record MiningQuestion(@Nullable Instant from, @Nullable Instant to, @Nullable List<UUID> teamId,
		@Nullable List<UUID> categoryId, @Nullable List<String> priority) {
}
