package io.nagare.workforce.roster;

import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * People who take turns. Whoever is in a later layer is called where nobody of the
 * earlier ones is there.
 *
 * @param people in the order of their turns
 * @param startsAt when the first turn begins, on the tenant's clock; every hand-over is
 * at that time of day
 * @param turnHours how long a turn is on that clock; 168 is a week
 * @param calendar id or key of the business calendar to whose hours the layer is
 * restricted; null: it is not
 * @param hours {@code inside} or {@code outside} of the calendar's hours; null with no
 * calendar
 */
public record RosterLayer(@NotEmpty @Size(max = 100) List<@NotNull UUID> people,
		@Schema(type = "string", format = "local-date-time",
				example = "2030-01-07T09:00:00") @NotNull LocalDateTime startsAt,
		@NotNull @Min(1) @Max(8784) Integer turnHours, @Nullable @Size(max = 100) String calendar,
		@Nullable @Pattern(regexp = "inside|outside") String hours) {

	static final String OUTSIDE = "outside";

}
