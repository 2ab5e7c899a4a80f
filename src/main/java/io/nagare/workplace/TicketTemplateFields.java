package io.nagare.workplace;

import java.util.Map;
import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/**
 * What a request says of a template; what is absent stays.
 *
 * @param name what people look for
 * @param fields what the report says, as {@code POST} of a ticket of the kind takes it
 * @param scope who uses it: {@code own}, {@code team} or {@code tenant}
 * @param teamId the team, for that scope
 */
public record TicketTemplateFields(JsonNullable<@NotBlank @Size(max = 100) String> name,
		JsonNullable<@NotNull @Size(max = 100) Map<String, @Nullable Object>> fields,
		JsonNullable<@NotNull @Pattern(regexp = "own|team|tenant") String> scope, JsonNullable<@Nullable UUID> teamId) {
}
