package io.nagare.recurrence;

import java.time.LocalDate;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/**
 * When work would begin, in the fields of {@link RecurringWorkFields}.
 *
 * @param rrule how it repeats
 * @param businessDay which business day of the month; null for the rule's own days
 * @param whenClosed what becomes of a day on which no business is done
 * @param calendar id or key of the business calendar
 * @param timeOfDay when it begins on the tenant's clock
 * @param startsOn the first day on which it can; today where nothing is said
 * @param endsOn the last one; null for no end
 */
public record RecurrencePreview(JsonNullable<@NotBlank @Size(max = 200) String> rrule,
		JsonNullable<@Nullable @Min(-23) @Max(23) Integer> businessDay,
		JsonNullable<@NotNull @Pattern(regexp = "keep|next|previous|skip") String> whenClosed,
		JsonNullable<@NotBlank @Size(max = 100) String> calendar,
		JsonNullable<@NotNull @Pattern(regexp = "([01]\\d|2[0-3]):[0-5]\\d") String> timeOfDay,
		JsonNullable<@NotNull LocalDate> startsOn, JsonNullable<@Nullable LocalDate> endsOn) {

	/** As fields of work of which nothing else is said. */
	RecurringWorkFields fields() {
		return new RecurringWorkFields(JsonNullable.undefined(), JsonNullable.undefined(), JsonNullable.undefined(),
				JsonNullable.undefined(), JsonNullable.undefined(), JsonNullable.undefined(), JsonNullable.undefined(),
				this.rrule, this.businessDay, this.whenClosed, this.calendar, this.timeOfDay, this.startsOn,
				this.endsOn, JsonNullable.undefined(), JsonNullable.undefined(), JsonNullable.undefined());
	}

}
