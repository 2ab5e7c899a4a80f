package io.nagare.sla.calendar;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import biweekly.ICalDataType;
import biweekly.ICalVersion;
import biweekly.io.CannotParseException;
import biweekly.io.ParseContext;
import biweekly.io.scribe.property.RecurrenceRuleScribe;
import biweekly.parameter.ICalParameters;
import biweekly.util.DateTimeComponents;
import biweekly.util.Frequency;
import biweekly.util.ICalDate;
import biweekly.util.Recurrence;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import org.jspecify.annotations.Nullable;

/**
 * How something repeats, as iCalendar writes it (RFC 5545, 3.3.10): daily or less often,
 * and at most once a day. It knows the clock on the wall and no zone.
 */
public final class RecurrenceRule {

	/** Far beyond it the library's reckoning overflows. */
	private static final int LONGEST_INTERVAL = 1000;

	private static final Pattern PART = Pattern.compile(";");

	private static final Set<Frequency> BY_DAYS = Set.of(Frequency.DAILY, Frequency.WEEKLY, Frequency.MONTHLY,
			Frequency.YEARLY);

	private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

	private final Recurrence rule;

	private RecurrenceRule(Recurrence rule) {
		this.rule = rule;
	}

	/**
	 * Whether the rule can be read, repeats daily or less often, and comes at least once.
	 */
	public static boolean isReadable(String rule) {
		try {
			RecurrenceRule parsed = of(rule);
			parsed.until(ZoneOffset.UTC);
			LocalDateTime anyDay = LocalDateTime.of(2024, 1, 1, 0, 0);
			return names(rule).count() == partsOf(rule).size() && isReckonedRight(parsed.rule)
					&& parsed.times(anyDay, anyDay).hasNext();
		}
		catch (CannotParseException | DateTimeException | IllegalArgumentException ex) {
			return false;
		}
	}

	/**
	 * The rule. The library passes over what it does not understand; that would be
	 * another rule.
	 * @throws IllegalArgumentException where it cannot be followed
	 */
	public static RecurrenceRule of(String rule) {
		ParseContext context = new ParseContext();
		context.setVersion(ICalVersion.V2_0);
		Recurrence parsed = new RecurrenceRuleScribe()
			.parseText(rule, ICalDataType.RECUR, new ICalParameters(), context)
			.getValue();
		boolean sane = context.getWarnings().isEmpty() && parsed.getXRules().isEmpty() && isSane(parsed);
		if (!sane) {
			throw new IllegalArgumentException("No rule that can be followed: " + rule);
		}
		return new RecurrenceRule(parsed);
	}

	/** The names of its parts, such as {@code BYDAY}. */
	public static Set<String> partsOf(String rule) {
		return names(rule).collect(Collectors.toCollection(HashSet::new));
	}

	private static Stream<String> names(String rule) {
		return PART.splitAsStream(rule).map((part) -> part.replaceFirst("=.*", "").strip().toUpperCase(Locale.ROOT));
	}

	private static boolean isSane(Recurrence rule) {
		return rule.getFrequency() != null && BY_DAYS.contains(rule.getFrequency())
				&& within(rule.getInterval(), LONGEST_INTERVAL) && within(rule.getCount(), Integer.MAX_VALUE)
				&& (rule.getCount() == null || rule.getUntil() == null) && rule.getByHour().size() <= 1
				&& rule.getByMinute().size() <= 1 && rule.getBySecond().size() <= 1
				&& rule.getByMonth().stream().allMatch((month) -> within(month, 12))
				&& rule.getByHour().stream().allMatch((hour) -> hour >= 0 && hour < 24)
				&& rule.getByMinute().stream().allMatch((minute) -> minute >= 0 && minute < 60)
				&& rule.getBySecond().stream().allMatch((second) -> second >= 0 && second < 60);
	}

	/**
	 * What RFC 5545, 3.3.10 forbids, the library takes for another rule, and it never
	 * leaves the year of a week, as weeks do at its edges.
	 */
	private static boolean isReckonedRight(Recurrence rule) {
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

	/**
	 * When the rule ends at the latest; a day means all of it. Empty for an endless one.
	 */
	public Optional<Instant> until(ZoneId zone) {
		@Nullable ICalDate until = this.rule.getUntil();
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

	/**
	 * Its times on the clock on the wall, in order, whatever {@link #until} says.
	 * @param start from when it repeats; whether that is a time of its own is up to the
	 * rule
	 * @param from none before it
	 */
	public Iterator<LocalDateTime> times(LocalDateTime start, LocalDateTime from) {
		// the library reckons in instants, so it gets the clock on the wall as UTC
		Recurrence endless = new Recurrence.Builder(this.rule).until((ICalDate) null).build();
		DateIterator times = endless.getDateIterator(Date.from(start.toInstant(ZoneOffset.UTC)), UTC);
		if (from.isAfter(start)) {
			times.advanceTo(Date.from(from.toInstant(ZoneOffset.UTC)));
		}
		return new Iterator<>() {

			@Override
			public boolean hasNext() {
				return times.hasNext();
			}

			@Override
			public LocalDateTime next() {
				return LocalDateTime.ofInstant(times.next().toInstant(), ZoneOffset.UTC);
			}

		};
	}

}
