package io.nagare.change.calendar;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.regex.Pattern;

import biweekly.ICalDataType;
import biweekly.ICalVersion;
import biweekly.io.CannotParseException;
import biweekly.io.ParseContext;
import biweekly.io.scribe.property.RecurrenceRuleScribe;
import biweekly.parameter.ICalParameters;
import biweekly.util.DateTimeComponents;
import biweekly.util.Frequency;
import biweekly.util.ICalDate;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import org.jspecify.annotations.Nullable;

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

	/** Far beyond it the library's reckoning overflows. */
	private static final int LONGEST_INTERVAL = 1000;

	private static final Pattern PART = Pattern.compile(";");

	/** Zones differ by less than two days. */
	private static final Duration SLACK = Duration.ofDays(2);

	private static final Set<Frequency> BY_DAYS = Set.of(Frequency.DAILY, Frequency.WEEKLY, Frequency.MONTHLY,
			Frequency.YEARLY);

	private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

	/**
	 * Whether the rule can be read, repeats daily or less often, and comes at least once.
	 */
	static boolean isReadable(String rule) {
		try {
			biweekly.util.Recurrence parsed = parse(rule);
			until(parsed, ZoneOffset.UTC);
			return namesEachPartOnce(rule) && isReckonedRight(parsed)
					&& times(parsed, LocalDateTime.of(2024, 1, 1, 0, 0)).hasNext();
		}
		catch (CannotParseException | DateTimeException | IllegalArgumentException ex) {
			return false;
		}
	}

	/**
	 * The library passes over what it does not understand; that would be another rule.
	 */
	private static biweekly.util.Recurrence parse(String rule) {
		ParseContext context = new ParseContext();
		context.setVersion(ICalVersion.V2_0);
		biweekly.util.Recurrence parsed = new RecurrenceRuleScribe()
			.parseText(rule, ICalDataType.RECUR, new ICalParameters(), context)
			.getValue();
		boolean sane = context.getWarnings().isEmpty() && parsed.getXRules().isEmpty() && isSane(parsed);
		if (!sane) {
			throw new IllegalArgumentException("No rule that can be followed: " + rule);
		}
		return parsed;
	}

	private static boolean isSane(biweekly.util.Recurrence rule) {
		return rule.getFrequency() != null && BY_DAYS.contains(rule.getFrequency())
				&& within(rule.getInterval(), LONGEST_INTERVAL) && within(rule.getCount(), Integer.MAX_VALUE)
				&& (rule.getCount() == null || rule.getUntil() == null) && rule.getByHour().size() <= 1
				&& rule.getByMinute().size() <= 1 && rule.getBySecond().size() <= 1
				&& rule.getByMonth().stream().allMatch((month) -> within(month, 12))
				&& rule.getByHour().stream().allMatch((hour) -> hour >= 0 && hour < 24)
				&& rule.getByMinute().stream().allMatch((minute) -> minute >= 0 && minute < 60)
				&& rule.getBySecond().stream().allMatch((second) -> second >= 0 && second < 60);
	}

	private static boolean namesEachPartOnce(String rule) {
		Set<String> names = new HashSet<>();
		return PART.splitAsStream(rule)
			.allMatch((part) -> names.add(part.replaceFirst("=.*", "").strip().toUpperCase(Locale.ROOT)));
	}

	/**
	 * What RFC 5545, 3.3.10 forbids, the library takes for another rule, and it never
	 * leaves the year of a week, as weeks do at its edges.
	 */
	private static boolean isReckonedRight(biweekly.util.Recurrence rule) {
		Frequency every = rule.getFrequency();
		boolean yearly = every == Frequency.YEARLY;
		boolean countsDays = (yearly && rule.getByWeekNo().isEmpty()) || every == Frequency.MONTHLY;
		return rule.getByDay().stream().allMatch((day) -> day.getNum() == null || (countsDays && day.getNum() != 0))
				&& (rule.getByMonthDay().isEmpty() || every != Frequency.WEEKLY)
				&& (rule.getByYearDay().isEmpty() || yearly)
				&& rule.getByWeekNo().stream().allMatch((week) -> yearly && week > 1 && week < 52);
	}

	private static boolean within(@Nullable Integer number, int most) {
		return number == null || (number >= 1 && number <= most);
	}

	/** When the rule ends at the latest; a day means all of it. */
	private static Optional<Instant> until(biweekly.util.Recurrence rule, ZoneId zone) {
		@Nullable ICalDate until = rule.getUntil();
		if (until == null) {
			return Optional.empty();
		}
		// the library has read it on the machine's clock
		DateTimeComponents written = until.getRawComponents();
		LocalDate day = LocalDate.of(written.getYear(), written.getMonth(), written.getDate());
		LocalTime time = until.hasTime() ? LocalTime.of(written.getHour(), written.getMinute(), written.getSecond())
				: LocalTime.MAX;
		return Optional.of(day.atTime(time).atZone(written.isUtc() ? ZoneOffset.UTC : zone).toInstant());
	}

	/** The library reckons in instants, so it gets the clock on the wall as UTC. */
	private static DateIterator times(biweekly.util.Recurrence rule, LocalDateTime start) {
		biweekly.util.Recurrence endless = new biweekly.util.Recurrence.Builder(rule).until((ICalDate) null).build();
		return endless.getDateIterator(Date.from(start.toInstant(ZoneOffset.UTC)), UTC);
	}

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
		biweekly.util.Recurrence parsed = parse(this.rule);
		Instant until = until(parsed, this.zone).orElse(Instant.MAX);
		DateIterator times = times(parsed, local(this.first.start()));
		times.advanceTo(Date.from(window.start().minus(length).minus(SLACK)));
		while (times.hasNext()) {
			LocalDateTime next = LocalDateTime.ofInstant(times.next().toInstant(), ZoneOffset.UTC);
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
