package io.nagare.ticket.journal;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.TenantId;

/**
 * Who did something, and when.
 *
 * @param tenant whose ticket it is
 * @param actor the user; null for the process itself
 * @param at the moment, by the clock of this node
 */
public record Stamp(TenantId tenant, @Nullable UUID actor, Instant at) {
}
