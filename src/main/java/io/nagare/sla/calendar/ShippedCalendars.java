package io.nagare.sla.calendar;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import io.nagare.shared.Texts;
import io.nagare.sla.calendar.CalendarDefinition.Weekly;
import io.nagare.sla.calendar.CalendarDefinition.YearlyClosure;

/** The calendars that every tenant has without having made them. */
public final class ShippedCalendars {

	private static final Map<String, CalendarDefinition> DEFINITIONS = new TreeMap<>(
			Map.of(Calendars.BUSINESS_HOURS, businessHours(), Calendars.ROUND_THE_CLOCK, roundTheClock()));

	private static final Map<String, BusinessCalendar> CALENDARS = Map.of(Calendars.BUSINESS_HOURS,
			businessHours().calendar(Map.of()), Calendars.ROUND_THE_CLOCK, BusinessCalendar.always());

	private ShippedCalendars() {
	}

	static Stream<CalendarView> all() {
		return DEFINITIONS.keySet().stream().flatMap((key) -> view(key).stream());
	}

	static Optional<CalendarView> view(String key) {
		return Optional.ofNullable(DEFINITIONS.get(key))
			.map((definition) -> new CalendarView(id(key), key, definition, new TreeMap<>(), true, 0));
	}

	public static Optional<BusinessCalendar> calendar(String key) {
		return Optional.ofNullable(CALENDARS.get(key));
	}

	static boolean contains(String key) {
		return DEFINITIONS.containsKey(key);
	}

	/** The same in every tenant and for ever. */
	static UUID id(String key) {
		return UUID.nameUUIDFromBytes(("nagare/calendars/" + key).getBytes(StandardCharsets.UTF_8));
	}

	private static CalendarDefinition businessHours() {
		List<Weekly> hours = Stream.of("monday", "tuesday", "wednesday", "thursday", "friday")
			.map((day) -> new Weekly(day, "09:00", "18:00"))
			.toList();
		return new CalendarDefinition(Texts.both("calendar.business_hours"), "Asia/Tokyo", "JP", hours, List.of(),
				List.of(new YearlyClosure("12-29", "01-03", Texts.both("calendar.turn_of_year"))), List.of());
	}

	private static CalendarDefinition roundTheClock() {
		List<Weekly> hours = Stream.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
			.map((day) -> new Weekly(day, "00:00", "24:00"))
			.toList();
		return new CalendarDefinition(Texts.both("calendar.24x7"), "Asia/Tokyo", null, hours, List.of(), List.of(),
				List.of());
	}

}
