package io.nagare.change;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;

import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;
import org.jspecify.annotations.Nullable;

/**
 * A window that comes once or again and again, at the same time on the clock of its zone,
 * whatever daylight saving does.
 *
 * @param first the first time
 * @param zone whose clock it follows
 * @param rule how it repeats, as iCalendar writes it (RFC 5545, 3.3.10); null for once
 */
record Recurrence(Window first, ZoneId zone, @Nullable String rule) {

	/** More than anybody looks at; stops a rule that a query cannot exhaust. */
	private static final int MOST = 1000;

	/** Zones differ by less than two days. */
	private static final Duration SLACK = Duration.ofDays(2);

	/**
	 * Whether the rule can be read, repeats daily or less often, and comes at least once.
	 */
	static boolean isReadable(String rule) {
		try {
			RecurrenceRule parsed = parse(rule);
			return List.of(Freq.DAILY, Freq.WEEKLY, Freq.MONTHLY, Freq.YEARLY).contains(parsed.getFreq())
					&& parsed.iterator(DateTime.nowAndHere()).hasNext();
		}
		catch (InvalidRecurrenceRuleException | IllegalArgumentException ex) {
			return false;
		}
	}

	private static RecurrenceRule parse(String rule) throws InvalidRecurrenceRuleException {
		return new RecurrenceRule(rule, RecurrenceRule.RfcMode.RFC5545_STRICT);
	}

	/** Its times that overlap the window, the earliest first. */
	List<Window> within(Window window) {
		if (this.rule == null) {
			return this.first.overlaps(window) ? List.of(this.first) : List.of();
		}
		ZonedDateTime start = this.first.start().atZone(this.zone);
		Duration length = Duration.between(start.toLocalDateTime(),
				this.first.end().atZone(this.zone).toLocalDateTime());
		List<Window> found = new ArrayList<>();
		RecurrenceRuleIterator times = times(start);
		times.fastForward(window.start().minus(length).minus(SLACK).toEpochMilli());
		for (int i = 0; i < MOST && times.hasNext(); i++) {
			LocalDateTime local = local(times.nextDateTime());
			Instant at = local.atZone(this.zone).toInstant();
			if (!at.isBefore(window.end())) {
				break;
			}
			Instant end = local.plus(length).atZone(this.zone).toInstant();
			if (at.isBefore(end) && end.isAfter(window.start())) {
				found.add(new Window(at, end));
			}
		}
		return found;
	}

	private RecurrenceRuleIterator times(ZonedDateTime start) {
		try {
			return parse(String.valueOf(this.rule))
				.iterator(new DateTime(TimeZone.getTimeZone(this.zone), start.toInstant().toEpochMilli()));
		}
		catch (InvalidRecurrenceRuleException ex) {
			throw new IllegalStateException("A stored rule is unreadable: " + this.rule, ex);
		}
	}

	private static LocalDateTime local(DateTime time) {
		return LocalDateTime.of(time.getYear(), time.getMonth() + 1, time.getDayOfMonth(), time.getHours(),
				time.getMinutes(), time.getSeconds());
	}

}
