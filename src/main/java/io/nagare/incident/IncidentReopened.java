package io.nagare.incident;

import java.util.UUID;

/**
 * An incident is worked on again after it was resolved; told within the transaction.
 *
 * @param reason why the resolution did not hold
 */
public record IncidentReopened(UUID incident, String reason) {
}
