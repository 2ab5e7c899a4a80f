package io.nagare.push;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.TenantEvent;
import io.nagare.shared.TenantId;

/**
 * A browser is to be told.
 *
 * @param subscription which browser
 * @param notification what its user finds in the portal
 * @param others how many more he finds there at the same time
 * @param waitedUntil when his quiet time ended; null for what was told at once
 */
record PushDue(TenantId tenant, UUID subscription, UUID notification, int others,
		@Nullable Instant waitedUntil) implements TenantEvent {
}
