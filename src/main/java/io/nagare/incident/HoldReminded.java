package io.nagare.incident;

import java.util.UUID;

/** An incident has been on hold for long; told within the transaction. */
record HoldReminded(UUID incident) {
}
