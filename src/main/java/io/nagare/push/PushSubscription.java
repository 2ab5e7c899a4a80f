package io.nagare.push;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A browser that is told.
 *
 * @param endpoint where its push service takes messages for it
 * @param publicKey what messages to it are encrypted with
 * @param auth what it knows its own messages by
 * @param browser what it calls itself
 */
public record PushSubscription(UUID id, UUID userId, String endpoint, String publicKey, String auth,
		@Nullable String browser, Instant createdAt) {
}
