package io.nagare.workplace;

import java.util.List;
import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/**
 * What a request says of a saved view; what is absent stays.
 *
 * @param name what its owner calls it
 * @param filter the parameters of the list as its address has them, such as
 * {@code view=mine&priority=high}
 * @param columns what of each ticket is shown, from the first column to the last
 * @param sort in which order, such as {@code due_at}; null for the list's own
 * @param teamId the team that sees it too; null for nobody else
 */
public record SavedViewFields(JsonNullable<@NotBlank @Size(max = 100) String> name,
		JsonNullable<@NotNull @Size(max = 2000) String> filter,
		JsonNullable<@NotNull @Size(max = 30) List<@NotNull @Pattern(regexp = "[a-z_.]{1,64}") String>> columns,
		JsonNullable<@Nullable @Size(max = 200) String> sort, JsonNullable<@Nullable UUID> teamId) {
}
