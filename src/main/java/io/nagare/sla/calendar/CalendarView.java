package io.nagare.sla.calendar;

import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.UUID;

/**
 * A calendar as its tenant has it.
 *
 * @param id stays the same when a tenant changes a shipped calendar
 * @param key names it within its tenant, and wherever an id would
 * @param uploadedHolidays the days that were uploaded, with their names
 * @param shipped whether the product brings a calendar of this key along
 * @param version 0 for a shipped one that nobody has changed
 */
public record CalendarView(UUID id, String key, CalendarDefinition definition,
		NavigableMap<LocalDate, String> uploadedHolidays, boolean shipped, long version) {

	/** The calendar itself. */
	BusinessCalendar calendar() {
		return this.definition.calendar(this.uploadedHolidays);
	}

}
