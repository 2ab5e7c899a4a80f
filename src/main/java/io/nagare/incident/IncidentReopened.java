package io.nagare.incident;

import java.util.UUID;

/**
 * An incident is worked on again after it was resolved; told within the transaction.
 */
public record IncidentReopened(UUID incident) {
}
