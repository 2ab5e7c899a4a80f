package io.nagare.incident;

import java.util.UUID;

/** The hold of an incident is over; told within the transaction. */
record IncidentResumed(UUID incident) {
}
