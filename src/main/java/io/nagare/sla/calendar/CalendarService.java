package io.nagare.sla.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.regex.Pattern;

import io.nagare.directory.Caller;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;
import io.nagare.sla.SlaClocks;
import io.nagare.sla.calendar.CalendarDefinition.Closure;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes and changes a tenant's calendars, on behalf of its administrators. */
@Component
@Transactional
public class CalendarService {

	private static final String MANAGE = "calendar:manage";

	private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,34}");

	private final CalendarRepository stored;

	private final CalendarVersionRepository versions;

	private final Calendars calendars;

	CalendarService(CalendarRepository stored, CalendarVersionRepository versions, Calendars calendars) {
		this.stored = stored;
		this.versions = versions;
		this.calendars = calendars;
	}

	/**
	 * Makes a calendar.
	 * @param key small letters, digits and hyphens, at most 35
	 * @throws Refusal FORBIDDEN for who may not; VALIDATION_FAILED naming everything that
	 * is wrong; CONFLICT for a key that exists
	 */
	public CalendarView create(Caller by, String key, CalendarDefinition definition) {
		by.demand(MANAGE);
		if (!KEY.matcher(key).matches()) {
			throw Refusal.invalid("key", "bad_format");
		}
		definition.calendar(Map.of());
		if (this.calendars.view(key).isPresent()) {
			throw Refusal.conflict("key", "already_exists");
		}
		return keep(new StoredCalendar(key, this.calendars.written(definition)));
	}

	/**
	 * Says anew what a calendar is, a shipped one too; its uploaded holidays stay.
	 * @throws Refusal NOT_FOUND; FORBIDDEN for who may not; STALE; VALIDATION_FAILED
	 * naming everything that is wrong
	 */
	public CalendarView redefine(Caller by, String idOrKey, CalendarDefinition definition, IfMatch ifMatch) {
		by.demand(MANAGE);
		StoredCalendar calendar = take(idOrKey, ifMatch);
		definition.calendar(Map.of());
		return keep(calendar.redefine(this.calendars.written(definition)));
	}

	/**
	 * Takes holidays from a file in the place of those that were uploaded before.
	 * @param file as the Cabinet Office publishes it
	 * @throws Refusal NOT_FOUND; FORBIDDEN for who may not; STALE; VALIDATION_FAILED
	 * naming each line that is wrong
	 */
	public CalendarView takeHolidays(Caller by, String idOrKey, byte[] file, IfMatch ifMatch) {
		by.demand(MANAGE);
		StoredCalendar calendar = take(idOrKey, ifMatch);
		NavigableMap<LocalDate, String> holidays = HolidayFileReader.read(file);
		return keep(calendar.takeHolidays(this.calendars.written(holidays)));
	}

	/**
	 * What a calendar would be like, so that it can be looked at before it is kept.
	 * @param start of the first day, and from when business time counts
	 * @param days how many
	 * @param minutes of business time that something is due in
	 * @throws Refusal FORBIDDEN for who may not; VALIDATION_FAILED naming everything that
	 * is wrong
	 */
	@Transactional(readOnly = true)
	public CalendarPreview preview(Caller by, CalendarDefinition definition, Instant start, int days, long minutes) {
		by.demand(MANAGE);
		return CalendarPreview.of(definition.calendar(Map.of()), start, days, minutes);
	}

	/**
	 * SlaClocks that run by a state of the calendar find it later, whatever comes next.
	 */
	private CalendarView keep(StoredCalendar calendar) {
		StoredCalendar saved = this.stored.saveAndFlush(calendar);
		CalendarVersion state = new CalendarVersion(saved);
		if (!this.versions.existsById(state.getId())) {
			this.versions.save(state);
		}
		return this.calendars.view(saved);
	}

	/**
	 * Takes closures from a calendar file in the place of those that were there before.
	 * @param file iCalendar (RFC 5545), in UTF-8
	 * @throws Refusal NOT_FOUND; FORBIDDEN for who may not; STALE; TOO_LARGE;
	 * VALIDATION_FAILED naming each line that is wrong
	 */
	public CalendarView takeClosures(Caller by, String idOrKey, byte[] file, IfMatch ifMatch) {
		by.demand(MANAGE);
		List<Closure> closures = ClosureFileReader.read(file);
		// locked before it is read, since the rest of it stays
		CalendarDefinition now = this.calendars.view(take(idOrKey, ifMatch)).definition();
		return redefine(by, idOrKey, now.closedOn(closures), ifMatch);
	}

	/** Locks the row; a shipped calendar gets one. */
	private StoredCalendar take(String idOrKey, IfMatch ifMatch) {
		String key = this.calendars.key(idOrKey);
		return this.stored.lockByCode(key).map((calendar) -> {
			ifMatch.check(calendar.state());
			return calendar;
		}).orElseGet(() -> {
			CalendarView shipped = ShippedCalendars.view(key).orElseThrow(Refusal::notFound);
			ifMatch.check(shipped.version());
			return new StoredCalendar(key, this.calendars.written(shipped.definition()));
		});
	}

}
