package io.nagare.workplace;

import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/**
 * What a request says of a text module; what is absent stays.
 *
 * @param name what people look for
 * @param contentJa the text in Japanese; null for none
 * @param contentEn the text in English; null for none
 * @param scope who uses it: {@code own}, {@code team} or {@code tenant}
 * @param teamId the team, for that scope
 */
public record TextModuleFields(JsonNullable<@NotBlank @Size(max = 100) String> name,
		JsonNullable<@Nullable @Size(max = 10_000) String> contentJa,
		JsonNullable<@Nullable @Size(max = 10_000) String> contentEn,
		JsonNullable<@NotNull @Pattern(regexp = "own|team|tenant") String> scope, JsonNullable<@Nullable UUID> teamId) {
}
