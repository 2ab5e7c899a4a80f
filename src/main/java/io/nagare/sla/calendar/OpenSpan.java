package io.nagare.sla.calendar;

import java.time.Instant;

/**
 * A stretch of the time line.
 *
 * @param from its first moment
 * @param to the moment after its last
 */
public record OpenSpan(Instant from, Instant to) {
}
