package io.nagare.notification;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.TicketRef;

/**
 * What one person was told.
 *
 * @param kind the word of the notice
 * @param title in the person's language, one line
 * @param body in the person's language, plain text
 * @param ticket the ticket it is about; null for none
 * @param readAt when the person read it; null for unread
 */
public record Notification(UUID id, String kind, String title, String body, @Nullable TicketRef ticket,
		Instant createdAt, @Nullable Instant readAt) {
}
