package io.nagare.signin.access;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import io.nagare.shared.Refusal.Detail;

/**
 * Hours of a week, on the clock on the wall.
 *
 * @param zone the IANA time zone of that clock, such as {@code Asia/Tokyo}
 * @param days the weekdays on which the hours begin, {@code monday} to {@code sunday}
 * @param from their first minute, {@code 08:00}
 * @param to the minute after their last, at most {@code 24:00}; on the next day where it
 * is before the first
 */
public record AccessHours(@NotBlank @Size(max = 50) String zone,
		@NotNull @Size(min = 1, max = 7) List<@NotBlank String> days,
		@NotNull @Pattern(regexp = "^" + AccessHours.TIME + "$") String from,
		@NotNull @Pattern(regexp = "^(" + AccessHours.TIME + "|24:00)$") String to) {

	static final String TIME = "([01]\\d|2[0-3]):[0-5]\\d";

	private static final List<String> DAYS = Arrays.stream(DayOfWeek.values()).map(AccessHours::word).toList();

	/** Adds what is wrong, each named by its field below this one. */
	void check(String field, List<Detail> wrong) {
		if (!ZoneId.getAvailableZoneIds().contains(this.zone)) {
			wrong.add(Detail.of(field + ".zone", "unknown_zone"));
		}
		for (int i = 0; i < this.days.size(); i++) {
			if (!DAYS.contains(this.days.get(i))) {
				wrong.add(Detail.of(field + ".days[" + i + "]", "not_allowed", String.join(", ", DAYS)));
			}
		}
		if (this.from.equals(this.to)) {
			wrong.add(Detail.of(field + ".to", "same_time"));
		}
	}

	/** Whether the moment lies within the hours. */
	boolean hold(Instant moment) {
		ZonedDateTime there = moment.atZone(ZoneId.of(this.zone));
		int now = there.getHour() * 60 + there.getMinute();
		int first = minute(this.from);
		int end = minute(this.to);
		boolean begunToday = begin(there.getDayOfWeek()) && now >= first;
		if (first < end) {
			return begunToday && now < end;
		}
		return begunToday || (begin(there.getDayOfWeek().minus(1)) && now < end);
	}

	private boolean begin(DayOfWeek day) {
		return this.days.contains(word(day));
	}

	private static String word(DayOfWeek day) {
		return day.name().toLowerCase(Locale.ROOT);
	}

	private static int minute(String time) {
		return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
	}

}
