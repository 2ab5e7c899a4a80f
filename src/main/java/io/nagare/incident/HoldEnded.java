package io.nagare.incident;

import java.util.UUID;

/** An incident is held no longer, however that came; told within the transaction. */
public record HoldEnded(UUID incident) {
}
