package io.nagare.sla.calendar;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * On which days something recurs: those of an iCalendar rule, each moved or dropped where
 * no business is done on it, or a business day of each month that the rule names, counted
 * from its first or its last day.
 *
 * @param rrule how it repeats (RFC 5545, 3.3.10), with no end of its own and no time of
 * day
 * @param businessDay which business day of the month, from 1, or from −1 backwards; null
 * for the rule's own days
 * @param whenClosed what becomes of a day on which no business is done
 * @param startsOn the first day it can be
 * @param endsOn the last one; null for no end
 * @param calendar says on which days business is done
 */
public record RecurringDays(String rrule, @Nullable Integer businessDay, WhenClosed whenClosed, LocalDate startsOn,
		@Nullable LocalDate endsOn, BusinessCalendar calendar) {

	/** So far from a closed day an open one is looked for, and no further. */
	public static final int FURTHEST = 62;

	/** So many years ahead a day is looked for, and no further. */
	private static final int AHEAD = 10;

	/** What a rule may consist of: end and time of day are said elsewhere. */
	private static final Set<String> PARTS = Set.of("FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS",
			"WKST");

	/** What a rule may consist of that names months and no days. */
	private static final Set<String> PARTS_OF_MONTHS = Set.of("FREQ", "INTERVAL", "BYMONTH");

	/** Whether the rule can be followed. */
	public static boolean isReadable(String rrule, boolean ofMonths) {
		Set<String> parts = RecurrenceRule.partsOf(rrule);
		return RecurrenceRule.isReadable(rrule) && (ofMonths ? PARTS_OF_MONTHS : PARTS).containsAll(parts)
				&& (!ofMonths || rrule.toUpperCase(Locale.ROOT).matches(".*FREQ=(MONTHLY|YEARLY).*"));
	}

	/** Its days from one on, in order, for the ten years that follow it. */
	public Iterator<RecurringDay> from(LocalDate earliest) {
		return new Days(earliest.isAfter(this.startsOn) ? earliest : this.startsOn);
	}

	/** What the rule's own day comes to; empty where it is dropped. */
	private Optional<LocalDate> actual(LocalDate ruleDay) {
		if (this.businessDay != null) {
			return businessDay(YearMonth.from(ruleDay), this.businessDay);
		}
		return switch (this.whenClosed) {
			case KEEP -> Optional.of(ruleDay);
			case SKIP -> Optional.of(ruleDay).filter(this.calendar::isWorkingDay);
			case NEXT -> nearest(ruleDay, 1);
			case PREVIOUS -> nearest(ruleDay, -1);
		};
	}

	private Optional<LocalDate> businessDay(YearMonth month, int number) {
		int step = (number > 0) ? 1 : -1;
		LocalDate day = (number > 0) ? month.atDay(1) : month.atEndOfMonth();
		int left = Math.abs(number);
		while (YearMonth.from(day).equals(month)) {
			if (this.calendar.isWorkingDay(day) && --left == 0) {
				return Optional.of(day);
			}
			day = day.plusDays(step);
		}
		return Optional.empty();
	}

	private Optional<LocalDate> nearest(LocalDate day, int step) {
		for (int moved = 0; moved <= FURTHEST; moved++) {
			LocalDate next = day.plusDays((long) moved * step);
			if (this.calendar.isWorkingDay(next)) {
				return Optional.of(next);
			}
		}
		return Optional.empty();
	}

	/**
	 * A day on which it recurs.
	 *
	 * @param ruleDay the rule's own day, by which it is known whatever the calendar
	 * becomes; the first of the month where a business day of it is meant
	 * @param day when that is
	 */
	public record RecurringDay(LocalDate ruleDay, LocalDate day) {
	}

	private final class Days implements Iterator<RecurringDay> {

		private final LocalDate earliest;

		private final LocalDate latest;

		private final Iterator<LocalDateTime> ruleDays;

		private @Nullable RecurringDay last;

		private @Nullable RecurringDay next;

		private Days(LocalDate earliest) {
			this.earliest = earliest;
			LocalDate furthest = earliest.plusYears(AHEAD);
			LocalDate end = RecurringDays.this.endsOn;
			this.latest = (end != null && end.isBefore(furthest)) ? end : furthest;
			// a month counts from its first day on, whatever day of it is the first
			LocalDate start = (RecurringDays.this.businessDay != null) ? RecurringDays.this.startsOn.withDayOfMonth(1)
					: RecurringDays.this.startsOn;
			this.ruleDays = RecurrenceRule.of(RecurringDays.this.rrule)
				.times(start.atStartOfDay(), earliest.minusDays(FURTHEST).atStartOfDay());
			this.next = find();
		}

		private @Nullable RecurringDay find() {
			while (this.ruleDays.hasNext()) {
				LocalDate ruleDay = this.ruleDays.next().toLocalDate();
				if (ruleDay.isAfter(this.latest.plusDays(FURTHEST))) {
					return null;
				}
				LocalDate day = actual(ruleDay).orElse(null);
				if (day == null || day.isBefore(this.earliest)
						|| (this.last != null && !day.isAfter(this.last.day()))) {
					continue;
				}
				if (day.isAfter(this.latest)) {
					return null;
				}
				this.last = new RecurringDay(ruleDay, day);
				return this.last;
			}
			return null;
		}

		@Override
		public boolean hasNext() {
			return this.next != null;
		}

		@Override
		public RecurringDay next() {
			RecurringDay found = this.next;
			if (found == null) {
				throw new NoSuchElementException();
			}
			this.next = find();
			return found;
		}

	}

}
