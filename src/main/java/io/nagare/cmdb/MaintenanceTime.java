package io.nagare.cmdb;

import java.time.Instant;
import java.util.UUID;

/**
 * A time in which an item may be worked on, or may not.
 *
 * @param ciId the item
 * @param ciName what people call it
 * @param start its first moment
 * @param end the moment after its last
 */
public record MaintenanceTime(UUID ciId, String ciName, Instant start, Instant end) {
}
