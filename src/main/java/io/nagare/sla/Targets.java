package io.nagare.sla;

import java.time.Duration;

/**
 * Within which time somebody must respond to a ticket and resolve it, counted from its
 * creation.
 *
 * @param response until an agent claims it or answers in public
 * @param resolution until it is resolved; never shorter than the response
 */
public record Targets(Duration response, Duration resolution) {
}
