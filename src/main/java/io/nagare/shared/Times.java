package io.nagare.shared;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/** Times, and how the API, its forms and Tasklist write them. */
public final class Times {

	/** When a timer is due that is not to go off. */
	public static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

	/** Far from what PostgreSQL holds, and farther from what anybody means. */
	private static final int MAX_YEAR = 9999;

	private Times() {
	}

	/**
	 * A time in ISO-8601 with an offset.
	 * @throws DateTimeException for any other text, and for years that nobody means
	 */
	public static Instant instant(String text) {
		OffsetDateTime time = OffsetDateTime.parse(text);
		checkYear(time.getYear(), text);
		return time.toInstant();
	}

	/**
	 * A day in ISO-8601.
	 * @throws DateTimeException for any other text, and for years that nobody means
	 */
	public static LocalDate day(String text) {
		LocalDate day = LocalDate.parse(text);
		checkYear(day.getYear(), text);
		return day;
	}

	private static void checkYear(int year, String text) {
		if (year < 1 || year > MAX_YEAR) {
			throw new DateTimeException("Out of range: " + text);
		}
	}

}
