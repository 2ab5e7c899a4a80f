package io.nagare.reports.schedule;

import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

import io.nagare.workplace.DashboardCard;

/**
 * What a request says of a report that is mailed again and again; what is absent stays.
 *
 * @param name the subject of its mails
 * @param content figures of its own, those of a dashboard, or a list of tickets
 * @param cards the figures, for that content
 * @param dashboardId the dashboard, for that content; as it is whenever it is mailed
 * @param kind the path of the type of tickets, such as {@code incidents}, for a list
 * @param filter which of them: the parameters of the list as its address has them, such
 * as {@code phase=open&priority=high}
 * @param format {@code pdf} or {@code xlsx}
 * @param recipientIds who gets it: people who may read reports. Each gets what he may
 * read himself
 * @param repeats {@code weekly}, of the seven days before, or {@code monthly}, of the
 * calendar month before, or of the present one for days counted from its end
 * @param weekday on which day of the week, {@code monday} to {@code sunday}
 * @param businessDay on which business day of the month: 1 for the first, −1 for the last
 * @param whenClosed what becomes of a day of the week on which no business is done
 * @param calendar id or key of the business calendar
 * @param timeOfDay when on the tenant's clock, such as {@code 08:00}
 * @param isActive whether it is mailed at all; what passes meanwhile is not made up for
 */
public record ScheduledReportFields(JsonNullable<@NotBlank @Size(max = 100) String> name,
		JsonNullable<@NotNull @Pattern(regexp = "figures|dashboard|list") String> content,
		JsonNullable<@NotNull @Size(max = 24) List<@NotNull @Valid DashboardCard>> cards,
		JsonNullable<@Nullable UUID> dashboardId, JsonNullable<@Nullable @Size(max = 60) String> kind,
		JsonNullable<@NotNull @Size(max = 2000) String> filter,
		JsonNullable<@NotNull @Pattern(regexp = "pdf|xlsx") String> format,
		JsonNullable<@NotNull @Size(min = 1,
				max = ScheduledReportService.MOST_RECIPIENTS) List<@NotNull UUID>> recipientIds,
		JsonNullable<@NotNull @Pattern(regexp = "weekly|monthly") String> repeats,
		JsonNullable<@Nullable @Pattern(
				regexp = "monday|tuesday|wednesday|thursday|friday|saturday|sunday") String> weekday,
		JsonNullable<@Nullable @Min(-23) @Max(23) Integer> businessDay,
		JsonNullable<@NotNull @Pattern(regexp = "keep|next|previous|skip") String> whenClosed,
		JsonNullable<@NotBlank @Size(max = 100) String> calendar,
		JsonNullable<@NotNull @Pattern(regexp = "([01]\\d|2[0-3]):[0-5]\\d") String> timeOfDay,
		JsonNullable<@NotNull Boolean> isActive) {
}
