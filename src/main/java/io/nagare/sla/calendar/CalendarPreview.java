package io.nagare.sla.calendar;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Refusal;

/**
 * What a calendar is like for some days.
 *
 * @param due when the business time has passed
 * @param days each with its hours
 */
public record CalendarPreview(Instant due, List<Day> days) {

	static CalendarPreview of(BusinessCalendar calendar, Instant start, int count, long minutes) {
		try {
			LocalDate first = start.atZone(calendar.zone()).toLocalDate();
			List<Day> days = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				LocalDate date = first.plusDays(i);
				@Nullable String holiday = calendar.holidays().of(date.getYear()).get(date);
				days.add(new Day(date, Objects.requireNonNullElse(holiday, ""),
						calendar.hours(date)
							.stream()
							.map((span) -> new Span(BusinessHours.text(span.from()), BusinessHours.text(span.to())))
							.toList()));
			}
			return new CalendarPreview(calendar.due(start, Duration.ofMinutes(minutes)), days);
		}
		catch (DateTimeException | ArithmeticException ex) {
			throw Refusal.invalid("minutes", "never_due");
		}
	}

	/**
	 * A day.
	 *
	 * @param holiday what the public holiday is called; empty for none
	 * @param hours none where it is closed
	 */
	public record Day(LocalDate date, String holiday, List<Span> hours) {
	}

	/** When business is done, {@code 09:00} to {@code 24:00}. */
	public record Span(String from, String to) {
	}

}
