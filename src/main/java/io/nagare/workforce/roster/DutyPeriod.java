package io.nagare.workforce.roster;

import java.time.Instant;
import java.util.UUID;

/**
 * A time in which something is amiss with a layer.
 *
 * @param layer counted from 0
 * @param userId whom it is about
 */
public record DutyPeriod(int layer, UUID userId, Instant from, Instant to) {
}
