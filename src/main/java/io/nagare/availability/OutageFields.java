package io.nagare.availability;

import java.time.Instant;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/** What requests say of outages. */
public final class OutageFields {

	private OutageFields() {
	}

	/**
	 * A new one.
	 *
	 * @param ciId the service
	 * @param beganAt when it began; the ticket's creation where it is left out
	 * @param endedAt when it ended; null while it lasts
	 */
	@Schema(name = "NewOutage")
	public record Recorded(@NotNull UUID ciId, @Nullable Instant beganAt, @Nullable Instant endedAt) {
	}

	/**
	 * What is known better; what is absent stays.
	 *
	 * @param beganAt when it began
	 * @param endedAt when it ended; null while it lasts
	 */
	@Schema(name = "OutageCorrection")
	public record Corrected(JsonNullable<@NotNull Instant> beganAt, JsonNullable<@Nullable Instant> endedAt) {
	}

}
