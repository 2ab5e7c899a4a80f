package io.nagare.sla.calendar;

import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Tells which days of a year are public holidays. */
@FunctionalInterface
public interface Holidays {

	/** No holidays at all. */
	Holidays NONE = (year) -> new TreeMap<>();

	/** The holidays of a year with their names, in order. */
	NavigableMap<LocalDate, String> of(int year);

	/** Whether the day is one. */
	default boolean contains(LocalDate day) {
		return of(day.getYear()).containsKey(day);
	}

	/**
	 * Days from a list. A year of which the list names no day is taken from elsewhere, so
	 * that a list may cover as many years as it likes.
	 */
	static Holidays listed(Map<LocalDate, String> list, Holidays otherYears) {
		TreeMap<LocalDate, String> sorted = new TreeMap<>(list);
		return (year) -> {
			NavigableMap<LocalDate, String> days = sorted.subMap(LocalDate.of(year, 1, 1), true,
					LocalDate.of(year, 12, 31), true);
			return days.isEmpty() ? otherYears.of(year) : days;
		};
	}

}
