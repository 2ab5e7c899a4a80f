package io.nagare.change.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Refusal;
import io.nagare.sla.calendar.BusinessCalendar;

/**
 * A stretch of time that begins at one moment and ends before another, so that windows
 * that only touch do not overlap.
 *
 * @param start its first moment
 * @param end the first moment after it
 */
public record Window(Instant start, Instant end) {

	/**
	 * What takes longer than a year is planned as several. Each look at what speaks
	 * against a window goes through all of its days.
	 */
	static final Duration LONGEST = Duration.ofDays(366);

	public Window {
		if (!start.isBefore(end)) {
			throw new IllegalArgumentException("A window ends after it starts: " + start + ", " + end);
		}
	}

	/**
	 * What is wrong with a window that somebody names: the office hours are unknown in
	 * its years, or it ends before it starts. Nothing where it is right, or one of its
	 * ends not known.
	 * @param startField what the API calls its start
	 * @param endField what the API calls its end
	 */
	static List<Refusal.Detail> faults(String startField, @Nullable Instant start, String endField,
			@Nullable Instant end) {
		List<Refusal.Detail> wrong = new ArrayList<>();
		checkYear(startField, start, wrong);
		checkYear(endField, end, wrong);
		if (start != null && end != null && !start.isBefore(end)) {
			wrong.add(Refusal.Detail.of(endField, "end_before_start"));
		}
		return wrong;
	}

	private static void checkYear(String field, @Nullable Instant at, List<Refusal.Detail> wrong) {
		if (at != null && !BusinessCalendar.knows(at)) {
			wrong.add(Refusal.Detail.of(field, "out_of_range", String.valueOf(BusinessCalendar.FIRST_YEAR),
					String.valueOf(BusinessCalendar.LAST_YEAR)));
		}
	}

	/** The same for one that also may not be too long. */
	static List<Refusal.Detail> faultsOfBounded(String startField, @Nullable Instant start, String endField,
			@Nullable Instant end) {
		List<Refusal.Detail> wrong = faults(startField, start, endField, end);
		if (start != null && end != null && Duration.between(start, end).compareTo(LONGEST) > 0) {
			wrong.add(Refusal.Detail.of(endField, "too_long_after_start", LONGEST.toDays()));
		}
		return wrong;
	}

	boolean overlaps(Window other) {
		return this.start.isBefore(other.end) && other.start.isBefore(this.end);
	}

	Duration length() {
		return Duration.between(this.start, this.end);
	}

	/** What both have in common; they overlap. */
	Window intersection(Window other) {
		return new Window(this.start.isAfter(other.start) ? this.start : other.start,
				this.end.isBefore(other.end) ? this.end : other.end);
	}

}
