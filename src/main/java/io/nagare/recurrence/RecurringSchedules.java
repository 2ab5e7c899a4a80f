package io.nagare.recurrence;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Directory;
import io.nagare.shared.Refusal;
import io.nagare.sla.calendar.Calendars;
import io.nagare.sla.calendar.RecurringDays;

/** Reckons when recurring work begins, as calendar and clock of the tenant are now. */
@Component
@Transactional(propagation = Propagation.SUPPORTS)
class RecurringSchedules {

	/** Further than this no single date is moved, so that older ones need no look. */
	static final int MOVED_AT_MOST = 366;

	private final RecurringDateRepository dates;

	private final Calendars calendars;

	private final Directory directory;

	private final Clock clock;

	RecurringSchedules(RecurringDateRepository dates, Calendars calendars, Directory directory, Clock clock) {
		this.dates = dates;
		this.calendars = calendars;
		this.directory = directory;
		this.clock = clock;
	}

	Instant now() {
		return this.clock.instant();
	}

	/** The day on the tenant's clock. */
	LocalDate today() {
		return now().atZone(this.directory.zone()).toLocalDate();
	}

	/**
	 * The schedule of work that was saved.
	 * @throws Refusal VALIDATION_FAILED where its calendar is no more
	 */
	RecurringSchedule of(RecurringWork work) {
		return of(work,
				this.dates.findByWorkIdAndRuleDayGreaterThanEqual(work.id(),
						work.countsFrom()
							.atZone(this.directory.zone())
							.toLocalDate()
							.minusDays(MOVED_AT_MOST + 2 * RecurringDays.FURTHEST)));
	}

	/**
	 * The schedule of work of which no single date is known.
	 * @throws Refusal VALIDATION_FAILED where its calendar is no more
	 */
	RecurringSchedule ofNew(RecurringWork work) {
		return of(work, List.of());
	}

	private RecurringSchedule of(RecurringWork work, List<RecurringDate> known) {
		return RecurringSchedule.of(
				work.days(this.calendars.calendar(work.calendar())
					.orElseThrow(() -> Refusal.invalid("calendar", "unknown_calendar", work.calendar()))),
				work.timeOfDay(), this.directory.zone(), known);
	}

	/** Says of the work when it begins next after the moment. */
	void plan(RecurringWork work, Instant after) {
		work.plan(work.isActive() ? of(work).next(after).map(PlannedDate::dueAt).orElse(null) : null);
	}

}
