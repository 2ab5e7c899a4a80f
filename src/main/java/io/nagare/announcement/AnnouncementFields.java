package io.nagare.announcement;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/**
 * What a request says of an announcement; what is absent stays. One language is enough,
 * and its readers' is shown where both are given.
 *
 * @param kind a service is broken ({@code incident}), will be worked on
 * ({@code maintenance}), or something else is worth knowing
 * @param titleJa one line in Japanese
 * @param titleEn one line in English
 * @param bodyJa the rest in Japanese; null for nothing more
 * @param bodyEn the rest in English; null for nothing more
 * @param tell who is told beyond those who look: {@code everybody} of the tenant, those
 * of whom it is known that the items concern them, or {@code nobody}
 * @param startsAt when it begins to hold; now for a new one that says nothing
 * @param endsAt when it holds no more; null while nobody knows
 * @param ciIds the services and other configuration items concerned; none for everybody's
 * @param ticketId the ticket that it is about, by id or number; null for none
 */
public record AnnouncementFields(
		JsonNullable<@NotNull @Pattern(regexp = "incident|maintenance|information") String> kind,
		JsonNullable<@Nullable @Size(max = 500) String> titleJa,
		JsonNullable<@Nullable @Size(max = 500) String> titleEn,
		JsonNullable<@Nullable @Size(max = 10_000) String> bodyJa,
		JsonNullable<@Nullable @Size(max = 10_000) String> bodyEn,
		JsonNullable<@NotNull @Pattern(regexp = "everybody|concerned|nobody") String> tell,
		JsonNullable<@NotNull Instant> startsAt, JsonNullable<@Nullable Instant> endsAt,
		JsonNullable<@NotNull @Size(max = 100) List<@NotNull UUID>> ciIds,
		JsonNullable<@Nullable @Size(max = 60) String> ticketId) {
}
