package io.nagare.incident;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An incident is held for another supplier than before.
 *
 * @param supplier null where it is held for none any more
 */
record SupplierChanged(UUID incident, @Nullable UUID supplier, Instant at) {
}
