package io.nagare.figures;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Of which tickets, in which period, told apart by what. Every part that is absent
 * narrows nothing.
 *
 * @param from the first moment of the period
 * @param to the moment after its last
 * @param kind the kind of tickets; null for that of the figure
 * @param teamId the teams that have the tickets now
 * @param service a configuration item that the tickets concern
 * @param model a process and its version as the figure tells them apart
 * @param by a word of {@link Dimension}
 */
public record FigureQuestion(@Nullable Instant from, @Nullable Instant to, @Nullable String kind,
		@Nullable List<UUID> teamId, @Nullable List<UUID> categoryId, @Nullable List<String> priority,
		@Nullable UUID service, @Nullable String model, @Nullable String by) {
}
