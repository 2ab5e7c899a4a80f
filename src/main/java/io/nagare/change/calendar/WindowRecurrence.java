package io.nagare.change.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.nagare.sla.calendar.RecurrenceRule;

/**
 * A window that comes once or again and again, at the same time on the clock of its zone,
 * whatever daylight saving does. A time that the clock skips comes as much later as it
 * skips and lasts as long as ever, and of one that it shows twice the first is meant (RFC
 * 5545, 3.3.5). It begins at most once a day, but for the first time, so what it meets
 * within a window is bounded by its days.
 *
 * @param first the first time, from moment to moment; it counts whether or not the rule
 * says so
 * @param zone whose clock it follows
 * @param rule how it repeats, as iCalendar writes it (RFC 5545, 3.3.10); null for once
 * @param exceptions the days of its zone on which it does not begin, though the rule says
 * so (RFC 5545, 3.8.5.1); the first time may be among them
 */
record WindowRecurrence(Window first, ZoneId zone, @Nullable String rule, Set<LocalDate> exceptions) {

	/** Zones differ by less than two days. */
	private static final Duration SLACK = Duration.ofDays(2);

	/** How long it lasts on the clock on the wall, from its start to its end. */
	private Duration length() {
		return Duration.between(local(this.first.start()), local(this.first.end()));
	}

	private LocalDateTime local(Instant at) {
		return at.atZone(this.zone).toLocalDateTime();
	}

	/**
	 * Whether it ends after it starts on the clock on the wall, too: not where it starts
	 * in the hour that the clock shows twice and ends when it shows that again.
	 */
	boolean lastsOnTheClock() {
		return length().compareTo(Duration.ZERO) > 0;
	}

	/** Its times that overlap the window, the earliest first. */
	List<Window> within(Window window) {
		if (this.rule == null) {
			return this.first.overlaps(window) ? List.of(this.first) : List.of();
		}
		List<Window> found = new ArrayList<>();
		if (this.first.overlaps(window) && begins(local(this.first.start()))) {
			found.add(this.first);
		}
		Duration length = length();
		RecurrenceRule parsed = RecurrenceRule.of(this.rule);
		Instant until = parsed.until(this.zone).orElse(Instant.MAX);
		LocalDateTime earliest = LocalDateTime.ofInstant(window.start().minus(length).minus(SLACK), ZoneOffset.UTC);
		Iterator<LocalDateTime> times = parsed.times(local(this.first.start()), earliest);
		while (times.hasNext()) {
			LocalDateTime next = times.next();
			ZonedDateTime start = next.atZone(this.zone);
			Instant at = start.toInstant();
			if (!at.isBefore(window.end()) || at.isAfter(until)) {
				break;
			}
			Instant end = start.toLocalDateTime().plus(length).atZone(this.zone).toInstant();
			if (at.isAfter(this.first.start()) && at.isBefore(end) && end.isAfter(window.start()) && begins(next)) {
				found.add(new Window(at, end));
			}
		}
		return found;
	}

	private boolean begins(LocalDateTime local) {
		return !this.exceptions.contains(local.toLocalDate());
	}

}
