package io.nagare.reports.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

import org.springframework.stereotype.Component;

import io.nagare.directory.Directory;
import io.nagare.shared.Refusal;
import io.nagare.sla.calendar.BusinessCalendar;
import io.nagare.sla.calendar.Calendars;

/** When reports are mailed, by their calendars and the tenant's clock. */
@Component
class ScheduledReportDates {

	private final Calendars calendars;

	private final Directory directory;

	ScheduledReportDates(Calendars calendars, Directory directory) {
		this.calendars = calendars;
		this.directory = directory;
	}

	/** Whether the report names a calendar that there is. */
	boolean areKnown(ScheduledReport report) {
		return this.calendars.calendar(report.calendar()).isPresent();
	}

	/**
	 * The report with its next date from where it counts.
	 * @throws Refusal VALIDATION_FAILED for a calendar that there is not
	 */
	ScheduledReport planned(ScheduledReport report) {
		BusinessCalendar calendar = this.calendars.calendar(report.calendar())
			.orElseThrow(() -> Refusal.invalid("calendar", "unknown_calendar", report.calendar()));
		return report.plan(calendar, zone(), report.countsFrom());
	}

	/** The report with its next date after a moment; empty where no calendar tells it. */
	Optional<ScheduledReport> planned(ScheduledReport report, Instant after) {
		return calendar(report).map((calendar) -> report.plan(calendar, zone(), after));
	}

	/** Its next date after a moment, as calendars and clocks are now. */
	Optional<Instant> next(ScheduledReport report, Instant after) {
		return calendar(report).flatMap((calendar) -> report.next(calendar, zone(), after));
	}

	/** The latest date that has passed and is not dealt with. */
	Optional<Instant> latestDue(ScheduledReport report, Instant now) {
		return calendar(report).flatMap((calendar) -> report.latestDue(calendar, zone(), now));
	}

	/** Of which days it tells that is due then. */
	ScheduledReport.Period period(ScheduledReport report, Instant dueAt) {
		return report.period(dueAt, calendar(report).orElseThrow(), zone());
	}

	/** One that is no more is the tenant's usual one. */
	private Optional<BusinessCalendar> calendar(ScheduledReport report) {
		return this.calendars.calendar(report.calendar()).or(() -> this.calendars.calendar(Calendars.BUSINESS_HOURS));
	}

	private ZoneId zone() {
		return this.directory.zone();
	}

}
