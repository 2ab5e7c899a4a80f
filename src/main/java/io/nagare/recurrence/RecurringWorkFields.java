package io.nagare.recurrence;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/**
 * What a request says of recurring work; what is absent stays.
 *
 * @param title what people call it, and the title of what begins unless the answers say
 * another
 * @param kind what begins: a {@code request} of the catalogue, or a {@code change} by a
 * standard model
 * @param requestType the word of the catalogue, for a request
 * @param modelId the standard model, for a change
 * @param answers the other fields of what begins, as {@code POST /requests} or
 * {@code POST /changes} takes them; {@code {"after": "P14D"}} is the date so long after
 * the day on which it begins
 * @param requesterId whom a request is for; null for the owner
 * @param ownerId in whose name it begins, and who is told when it cannot; only the caller
 * himself, who takes it over
 * @param rrule how it repeats, as iCalendar writes it, without an end and a time of day;
 * beside a business day it names months alone, such as {@code FREQ=MONTHLY}
 * @param businessDay which business day of the month: 3 for the third, −1 for the last;
 * null for the rule's own days
 * @param whenClosed what becomes of a day on which no business is done: it stays
 * ({@code keep}), the {@code next} or {@code previous} business day takes its place, or
 * it is left out ({@code skip})
 * @param calendar id or key of the business calendar
 * @param timeOfDay when it begins on the tenant's clock, such as {@code 09:00}
 * @param startsOn the first day on which it can
 * @param endsOn the last one; null for no end
 * @param windowAfterMinutes how long after it began the window of a change opens; null
 * for no window
 * @param windowMinutes how long that window is
 * @param isActive whether it begins at all; what passes meanwhile is not made up for
 */
public record RecurringWorkFields(JsonNullable<@NotBlank @Size(max = 200) String> title,
		JsonNullable<@NotNull @Pattern(regexp = "request|change") String> kind,
		JsonNullable<@Nullable @Size(max = 60) String> requestType, JsonNullable<@Nullable UUID> modelId,
		JsonNullable<@NotNull Map<String, @Nullable Object>> answers, JsonNullable<@Nullable UUID> requesterId,
		JsonNullable<@NotNull UUID> ownerId, JsonNullable<@NotBlank @Size(max = 200) String> rrule,
		JsonNullable<@Nullable @Min(-23) @Max(23) Integer> businessDay,
		JsonNullable<@NotNull @Pattern(regexp = "keep|next|previous|skip") String> whenClosed,
		JsonNullable<@NotBlank @Size(max = 100) String> calendar,
		JsonNullable<@NotNull @Pattern(regexp = "([01]\\d|2[0-3]):[0-5]\\d") String> timeOfDay,
		JsonNullable<@NotNull LocalDate> startsOn, JsonNullable<@Nullable LocalDate> endsOn,
		JsonNullable<@Nullable @Min(0) @Max(525_600) Integer> windowAfterMinutes,
		JsonNullable<@Nullable @Min(1) @Max(525_600) Integer> windowMinutes, JsonNullable<@NotNull Boolean> isActive) {

	/** Whether it says anything of when it begins. */
	boolean saysWhen() {
		return this.rrule.isPresent() || this.businessDay.isPresent() || this.whenClosed.isPresent()
				|| this.calendar.isPresent() || this.timeOfDay.isPresent() || this.startsOn.isPresent()
				|| this.endsOn.isPresent() || this.isActive.isPresent();
	}

	/** Whether it says anything of what begins. */
	boolean saysWhat() {
		return this.title.isPresent() || this.kind.isPresent() || this.requestType.isPresent()
				|| this.modelId.isPresent() || this.answers.isPresent() || this.requesterId.isPresent()
				|| this.ownerId.isPresent() || this.windowAfterMinutes.isPresent() || this.windowMinutes.isPresent();
	}

}
