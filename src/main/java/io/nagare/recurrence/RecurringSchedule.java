package io.nagare.recurrence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.nagare.sla.calendar.RecurringDays;
import io.nagare.sla.calendar.RecurringDays.RecurringDay;

/**
 * When something recurs: its days at a time of the clock on the wall, but for single
 * dates that somebody left out or moved, and those that are over.
 *
 * @param kept what is known of single dates, by the rule's own day
 */
record RecurringSchedule(RecurringDays days, LocalTime timeOfDay, ZoneId zone, Map<LocalDate, RecurringDate> kept) {

	/** More than this a stop of years at one a day leaves behind. */
	private static final int MOST_DUE = 4000;

	static RecurringSchedule of(RecurringDays days, LocalTime timeOfDay, ZoneId zone, Collection<RecurringDate> kept) {
		return new RecurringSchedule(days, timeOfDay, zone,
				kept.stream().collect(Collectors.toMap(RecurringDate::ruleDay, Function.identity())));
	}

	/** The next dates after the moment, those left out among them, the earliest first. */
	List<PlannedDate> upcoming(Instant after, int count) {
		return planned(after, Instant.MAX, count, true);
	}

	/** The next one after the moment that begins something. */
	Optional<PlannedDate> next(Instant after) {
		return planned(after, Instant.MAX, 1, false).stream().findFirst();
	}

	/** Those that should have begun something after one moment and until another. */
	List<PlannedDate> due(Instant after, Instant until) {
		return planned(after, until, MOST_DUE, false);
	}

	/** The date that comes after the moment and was planned for that day. */
	Optional<PlannedDate> on(LocalDate day, Instant after) {
		Optional<PlannedDate> moved = this.kept.values()
			.stream()
			.filter((date) -> date.day().equals(day) && date.isMoved() && date.dueAt().isAfter(after))
			.map(PlannedDate::of)
			.findFirst();
		if (moved.isPresent()) {
			return moved;
		}
		Iterator<RecurringDay> rest = this.days.from(day);
		return !rest.hasNext() ? Optional.empty()
				: Optional.of(rest.next())
					.filter((found) -> found.day().equals(day) && at(day).isAfter(after))
					.flatMap((found) -> planned(found));
	}

	/** Whether a single date that is known is still one of its dates. */
	boolean recursOn(RecurringDate date) {
		Iterator<RecurringDay> rest = this.days.from(date.day());
		return rest.hasNext() && rest.next().equals(new RecurringDay(date.ruleDay(), date.day()));
	}

	/** When it begins on that day; as much later as the clock skips. */
	Instant at(LocalDate day) {
		return day.atTime(this.timeOfDay).atZone(this.zone).toInstant();
	}

	private List<PlannedDate> planned(Instant after, Instant until, int most, boolean withSkipped) {
		List<PlannedDate> found = new ArrayList<>();
		for (Iterator<RecurringDay> all = this.days.from(after.atZone(this.zone).toLocalDate()); all.hasNext()
				&& found.size() < most;) {
			RecurringDay day = all.next();
			if (at(day.day()).isAfter(until)) {
				break;
			}
			if (at(day.day()).isAfter(after)) {
				planned(day).filter((date) -> !date.isMoved() && (withSkipped || !date.isSkipped()))
					.ifPresent(found::add);
			}
		}
		this.kept.values()
			.stream()
			.filter((date) -> date.isMoved() && date.dueAt().isAfter(after) && !date.dueAt().isAfter(until))
			.map(PlannedDate::of)
			.forEach(found::add);
		return found.stream().sorted(Comparator.comparing(PlannedDate::dueAt)).limit(most).toList();
	}

	/** What is planned for a day; empty where it is over. */
	private Optional<PlannedDate> planned(RecurringDay day) {
		RecurringDate date = this.kept.get(day.ruleDay());
		if (date == null) {
			return Optional.of(new PlannedDate(day.ruleDay(), day.day(), at(day.day()), PlannedDate.PLANNED));
		}
		if (date.isSkipped()) {
			return Optional.of(new PlannedDate(day.ruleDay(), day.day(), at(day.day()), RecurringDate.SKIPPED));
		}
		return Optional.of(date).filter(RecurringDate::isMoved).map(PlannedDate::of);
	}

}
