package io.nagare.incident;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Counts days from Monday to Friday; holidays come with the business calendars. */
final class WorkingDays {

	private static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

	private WorkingDays() {
	}

	/** The same time of day, so many working days later. */
	static Instant after(Instant start, int days) {
		ZonedDateTime day = start.atZone(ZONE);
		int left = days;
		while (left > 0) {
			day = day.plusDays(1);
			if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
				left--;
			}
		}
		return day.toInstant();
	}

}
