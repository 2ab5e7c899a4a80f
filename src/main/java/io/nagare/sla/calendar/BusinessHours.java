package io.nagare.sla.calendar;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A span of a day in which business is done, on the clock on the wall.
 *
 * @param from its first second, counted from midnight
 * @param to the second after its last, at most 86,400
 */
public record BusinessHours(int from, int to) {

	/** The second after a day's last. */
	static final int MIDNIGHT = 24 * 60 * 60;

	/** The whole day. */
	static final BusinessHours ALL_DAY = new BusinessHours(0, MIDNIGHT);

	private static final Pattern TIME = Pattern.compile("\\d{2}:\\d{2}(:\\d{2})?");

	/**
	 * A span of at least a second.
	 * @throws IllegalArgumentException for any other
	 */
	public BusinessHours {
		if (from < 0 || to <= from || to > MIDNIGHT) {
			throw new IllegalArgumentException("No span of a day: " + from + " to " + to);
		}
	}

	/** The span between two times as {@link #second(String)} reads them. */
	public static BusinessHours of(String from, String to) {
		return new BusinessHours(second(from), second(to));
	}

	/**
	 * Reads {@code 09:00}, {@code 17:29:59} or, for the end of the day, {@code 24:00}.
	 * @return seconds from midnight
	 * @throws DateTimeException for any other text
	 */
	static int second(String time) {
		if (time.equals("24:00") || time.equals("24:00:00")) {
			return MIDNIGHT;
		}
		if (!TIME.matcher(time).matches()) {
			throw new DateTimeException("Not a time of day: " + time);
		}
		return LocalTime.parse(time).toSecondOfDay();
	}

	/** The time as people write it, {@code 24:00} for the end of the day. */
	static String text(int second) {
		String minutes = String.format(Locale.ROOT, "%02d:%02d", second / 3600, second / 60 % 60);
		return (second % 60 == 0) ? minutes : minutes + String.format(Locale.ROOT, ":%02d", second % 60);
	}

	boolean overlaps(BusinessHours other) {
		return this.from < other.to && other.from < this.to;
	}

}
