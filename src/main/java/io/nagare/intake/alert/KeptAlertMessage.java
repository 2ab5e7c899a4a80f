package io.nagare.intake.alert;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A message as it came, and what became of it.
 *
 * @param payload JSON
 * @param refusal why nothing became of it; null where it was taken
 * @param ticketId the incident that it made, or went on with; null for none
 */
public record KeptAlertMessage(UUID id, String source, String name, String payload, AlertMeaning meaning,
		@Nullable String refusal, @Nullable UUID ticketId, @Nullable String ticketNumber, Instant createdAt) {
}
