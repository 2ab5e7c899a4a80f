package io.nagare.workplace;

import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/**
 * What a request says of a dashboard; what is absent stays.
 *
 * @param name what people look for
 * @param cards its figures, from the first to the last
 * @param scope who looks at it: {@code own}, {@code team} or {@code tenant}
 * @param teamId the team, for that scope
 */
public record DashboardFields(JsonNullable<@NotBlank @Size(max = 100) String> name,
		JsonNullable<@NotNull @Size(min = 1,
				max = DashboardService.MOST_CARDS) List<@NotNull @Valid DashboardCard>> cards,
		JsonNullable<@NotNull @Pattern(regexp = "own|team|tenant") String> scope, JsonNullable<@Nullable UUID> teamId) {
}
