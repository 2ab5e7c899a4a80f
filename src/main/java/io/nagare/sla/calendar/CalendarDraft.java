package io.nagare.sla.calendar;

/**
 * A calendar as it might become, to see what would change.
 *
 * @param calendar key of the calendar
 * @param definition what would be said of it
 */
public record CalendarDraft(String calendar, CalendarDefinition definition) {
}
