package io.nagare.satisfaction;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A question to a ticket's reporter, and his answer.
 *
 * @param expiresAt until when it can be answered
 * @param score 1 to 5, the best; null until it is answered, as the next
 * @param comment what he said beside it; null for nothing
 */
public record Satisfaction(Instant askedAt, Instant expiresAt, @Nullable Integer score, @Nullable String comment,
		@Nullable Instant answeredAt) {

	/** Whether an answer would be taken at that time. */
	public boolean isOpen(Instant now) {
		return this.answeredAt == null && now.isBefore(this.expiresAt);
	}

}
