package io.nagare.integration.webhook;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * That a webhook is told of an event, and how that went.
 *
 * @param eventId by which the webhook knows it again
 * @param type such as {@code incident.created}
 * @param subject the ticket or item
 * @param body what is sent
 * @param contentType what the body is; null for as the webhook is written to now
 * @param state {@code due}, {@code delivered}, {@code failed} or {@code dropped}
 * @param attempts how often it was tried
 * @param nextAt when it is tried again, where it is due
 * @param lastStatus what was answered last; null for nothing
 * @param lastError what went wrong last; null for nothing
 */
public record WebhookDelivery(UUID id, UUID webhook, UUID eventId, String type, UUID subject, String body,
		@Nullable String contentType, String state, int attempts, Instant nextAt, @Nullable Integer lastStatus,
		@Nullable String lastError, Instant createdAt, @Nullable Instant endedAt) {
}
