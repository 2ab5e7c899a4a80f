package io.nagare.sla.calendar;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/**
 * When business is done. Whatever the wall clock of the calendar's zone shows decides: an
 * hour that daylight saving skips is no business hour, and one that it repeats is two.
 * Immutable, and quick however long a span is: each year's open times are worked out
 * once.
 * <p>
 * It answers for the years 1970 to 2150; elapsed time between instants outside of them is
 * unknown and asking for it is a {@link DateTimeException}.
 */
public final class BusinessCalendar {

	/** The first year for which there is an answer. */
	public static final int FIRST_YEAR = 1970;

	/** The last year for which there is an answer. */
	public static final int LAST_YEAR = 2150;

	private static final int YEARS = LAST_YEAR + 1 - FIRST_YEAR;

	/** The first second of each year in UTC, and of the one after the last. */
	private static final long[] YEAR_STARTS = yearStarts();

	private static final long MEAN_YEAR = 31_556_952L;

	private static final long DAY = BusinessHours.MIDNIGHT;

	private final ZoneId zone;

	private final ZoneRules rules;

	private final Map<DayOfWeek, List<BusinessHours>> week;

	private final Holidays holidays;

	private final List<Closure> closures;

	private final List<YearlyClosure> yearlyClosures;

	private final Map<LocalDate, List<BusinessHours>> openings;

	private final AtomicReferenceArray<Year> years = new AtomicReferenceArray<>(YEARS);

	private BusinessCalendar(ZoneId zone, Map<DayOfWeek, List<BusinessHours>> week, Holidays holidays,
			List<Closure> closures, List<YearlyClosure> yearlyClosures, Map<LocalDate, List<BusinessHours>> openings) {
		this.zone = zone;
		this.rules = zone.getRules();
		this.week = week;
		this.holidays = holidays;
		this.closures = closures;
		this.yearlyClosures = yearlyClosures;
		this.openings = openings;
	}

	/** A calendar that is never open; the verbs of what it returns open it. */
	public static BusinessCalendar in(ZoneId zone) {
		return new BusinessCalendar(zone, Map.of(), Holidays.NONE, List.of(), List.of(), Map.of());
	}

	/** Open every second. */
	public static BusinessCalendar always() {
		return in(ZoneOffset.UTC).open(Arrays.asList(DayOfWeek.values()), BusinessHours.ALL_DAY);
	}

	/** The same, open on these weekdays in these hours too. */
	public BusinessCalendar open(Collection<DayOfWeek> days, BusinessHours... hours) {
		Map<DayOfWeek, List<BusinessHours>> longer = new EnumMap<>(DayOfWeek.class);
		longer.putAll(this.week);
		for (DayOfWeek day : days) {
			longer.merge(day, List.of(hours), BusinessCalendar::union);
		}
		longer.replaceAll((day, spans) -> union(spans, List.of()));
		return new BusinessCalendar(this.zone, longer, this.holidays, this.closures, this.yearlyClosures,
				this.openings);
	}

	/** The same, closed on these holidays and no others. */
	public BusinessCalendar closedOn(Holidays holidays) {
		return new BusinessCalendar(this.zone, this.week, holidays, this.closures, this.yearlyClosures, this.openings);
	}

	/** The same, closed on these days too. */
	public BusinessCalendar closed(LocalDate from, LocalDate to) {
		List<Closure> more = new ArrayList<>(this.closures);
		more.add(new Closure(from, to));
		return new BusinessCalendar(this.zone, this.week, this.holidays, List.copyOf(more), this.yearlyClosures,
				this.openings);
	}

	/** The same, closed on these days of every year too; from December to January too. */
	public BusinessCalendar closedEveryYear(MonthDay from, MonthDay to) {
		List<YearlyClosure> more = new ArrayList<>(this.yearlyClosures);
		more.add(new YearlyClosure(from, to));
		return new BusinessCalendar(this.zone, this.week, this.holidays, this.closures, List.copyOf(more),
				this.openings);
	}

	/** The same, open on that day in these hours too, be it a holiday or closed. */
	public BusinessCalendar opened(LocalDate day, BusinessHours... hours) {
		Map<LocalDate, List<BusinessHours>> more = new HashMap<>(this.openings);
		more.merge(day, union(List.of(hours), List.of()), BusinessCalendar::union);
		return new BusinessCalendar(this.zone, this.week, this.holidays, this.closures, this.yearlyClosures,
				Map.copyOf(more));
	}

	/** Where its clock hangs. */
	public ZoneId zone() {
		return this.zone;
	}

	/** The holidays it observes. */
	Holidays holidays() {
		return this.holidays;
	}

	/**
	 * How much business time lies between two instants, to the nanosecond.
	 * @return negative where the second lies before the first
	 */
	public Duration elapsed(Instant from, Instant to) {
		Duration before = untilWithin(year(from), from);
		Duration after = untilWithin(year(to), to);
		long between = 0;
		int first = Math.min(year(from), year(to));
		int last = Math.max(year(from), year(to));
		for (int year = first; year < last; year++) {
			between += open(year).total();
		}
		return after.minus(before).plusSeconds((year(from) <= year(to)) ? between : -between);
	}

	/**
	 * The first moment at which the elapsed time reaches the business time: the start
	 * itself for none, and the closing time rather than the next opening.
	 * @param businessTime zero or more
	 * @throws DateTimeException where the calendar is not open for so long before 2151
	 */
	public Instant due(Instant start, Duration businessTime) {
		if (businessTime.isNegative()) {
			throw new IllegalArgumentException("Negative: " + businessTime);
		}
		if (businessTime.isZero()) {
			return start;
		}
		int year = year(start);
		Duration left = untilWithin(year, start).plus(businessTime);
		while (year < YEARS) {
			Year open = open(year);
			if (left.compareTo(Duration.ofSeconds(open.total())) <= 0) {
				return open.reaches(left);
			}
			left = left.minusSeconds(open.total());
			year++;
		}
		throw new DateTimeException("Not open for " + businessTime + " after " + start);
	}

	/** The stretches between two instants in which business is done, in order. */
	public List<OpenSpan> open(Instant from, Instant to) {
		return IntStream.rangeClosed(year(from), year(to))
			.mapToObj((year) -> open(year).within(from, to))
			.flatMap(List::stream)
			.toList();
	}

	/** Whether business is done on that day at all. */
	public boolean isWorkingDay(LocalDate day) {
		return !hours(day).isEmpty();
	}

	/**
	 * The same time of day, so many working days later.
	 * @throws DateTimeException where there are not so many before 2151
	 */
	public Instant workingDaysAfter(Instant start, int days) {
		ZonedDateTime day = start.atZone(this.zone);
		int left = days;
		while (left > 0) {
			day = day.plusDays(1);
			if (day.getYear() >= FIRST_YEAR + YEARS) {
				throw new DateTimeException("Not " + days + " working days after " + start);
			}
			if (isWorkingDay(day.toLocalDate())) {
				left--;
			}
		}
		return day.toInstant();
	}

	/** The spans in which business is done on a day, in order, none touching another. */
	List<BusinessHours> hours(LocalDate day) {
		List<BusinessHours> extra = this.openings.getOrDefault(day, List.of());
		List<BusinessHours> usual = this.week.getOrDefault(day.getDayOfWeek(), List.of());
		if (usual.isEmpty() || this.holidays.contains(day)
				|| this.closures.stream().anyMatch((closure) -> closure.contains(day))
				|| this.yearlyClosures.stream().anyMatch((closure) -> closure.contains(day))) {
			return extra;
		}
		return extra.isEmpty() ? usual : union(usual, extra);
	}

	private static List<BusinessHours> union(List<BusinessHours> some, List<BusinessHours> others) {
		List<BusinessHours> all = new ArrayList<>(some);
		all.addAll(others);
		all.sort(Comparator.comparingInt(BusinessHours::from));
		List<BusinessHours> union = new ArrayList<>();
		for (BusinessHours next : all) {
			int last = union.size() - 1;
			if (last >= 0 && next.from() <= union.get(last).to()) {
				union.set(last, new BusinessHours(union.get(last).from(), Math.max(union.get(last).to(), next.to())));
			}
			else {
				union.add(next);
			}
		}
		return List.copyOf(union);
	}

	/** The business time of a year until an instant in it. */
	private Duration untilWithin(int year, Instant instant) {
		return open(year).until(instant);
	}

	/** Whether there is an answer for the instant. */
	public static boolean knows(Instant instant) {
		return instant.getEpochSecond() >= YEAR_STARTS[0] && instant.getEpochSecond() < YEAR_STARTS[YEARS];
	}

	private static int year(Instant instant) {
		long second = instant.getEpochSecond();
		if (!knows(instant)) {
			throw new DateTimeException("Calendars know the years 1970 to 2150, not " + instant);
		}
		int year = Math.min((int) (second / MEAN_YEAR), YEARS - 1);
		if (second < YEAR_STARTS[year]) {
			return year - 1;
		}
		return (second >= YEAR_STARTS[year + 1]) ? year + 1 : year;
	}

	private Year open(int index) {
		Year known = this.years.get(index);
		if (known == null) {
			// two threads may work it out at once, and both come to the same
			known = workOut(YEAR_STARTS[index], YEAR_STARTS[index + 1]);
			this.years.set(index, known);
		}
		return known;
	}

	/**
	 * Between two changes of the offset the wall clock runs straight, so its hours are
	 * placed on the time line for each such stretch.
	 */
	private Year workOut(long from, long to) {
		Spans spans = new Spans();
		long start = from;
		while (start < to) {
			ZoneOffsetTransition change = this.rules.nextTransition(Instant.ofEpochSecond(start));
			long end = (change != null) ? Math.min(change.toEpochSecond(), to) : to;
			int offset = this.rules.getOffset(Instant.ofEpochSecond(start)).getTotalSeconds();
			for (long day = Math.floorDiv(start + offset, DAY); day <= Math.floorDiv(end - 1 + offset, DAY); day++) {
				long midnight = day * DAY - offset;
				for (BusinessHours hours : hours(LocalDate.ofEpochDay(day))) {
					spans.add(Math.max(start, midnight + hours.from()), Math.min(end, midnight + hours.to()));
				}
			}
			start = end;
		}
		return spans.year();
	}

	private static long[] yearStarts() {
		long[] starts = new long[YEARS + 1];
		for (int year = 0; year <= YEARS; year++) {
			starts[year] = LocalDate.of(FIRST_YEAR + year, 1, 1).toEpochDay() * DAY;
		}
		return starts;
	}

	private record Closure(LocalDate from, LocalDate to) {

		boolean contains(LocalDate day) {
			return !day.isBefore(this.from) && !day.isAfter(this.to);
		}

	}

	private record YearlyClosure(MonthDay from, MonthDay to) {

		boolean contains(LocalDate day) {
			MonthDay today = MonthDay.from(day);
			boolean started = !today.isBefore(this.from);
			boolean lasts = !today.isAfter(this.to);
			return this.from.isAfter(this.to) ? started || lasts : started && lasts;
		}

	}

	/** Collects open spans of the time line, in order. */
	private static final class Spans {

		private long[] starts = new long[512];

		private long[] ends = new long[512];

		private int count;

		void add(long start, long end) {
			if (start >= end) {
				return;
			}
			if (this.count > 0 && this.ends[this.count - 1] == start) {
				this.ends[this.count - 1] = end;
				return;
			}
			if (this.count == this.starts.length) {
				this.starts = Arrays.copyOf(this.starts, this.count * 2);
				this.ends = Arrays.copyOf(this.ends, this.count * 2);
			}
			this.starts[this.count] = start;
			this.ends[this.count] = end;
			this.count++;
		}

		Year year() {
			long[] starts = Arrays.copyOf(this.starts, this.count);
			long[] reached = new long[this.count];
			long total = 0;
			for (int i = 0; i < this.count; i++) {
				total += this.ends[i] - this.starts[i];
				reached[i] = total;
			}
			return new Year(starts, reached, total);
		}

	}

	/** The open spans of a year: their starts, and the open seconds up to their ends. */
	private static final class Year {

		private final long[] starts;

		private final long[] reached;

		private final long total;

		private Year(long[] starts, long[] reached, long total) {
			this.starts = starts;
			this.reached = reached;
			this.total = total;
		}

		long total() {
			return this.total;
		}

		/** Its open spans between two instants, in order. */
		List<OpenSpan> within(Instant from, Instant to) {
			List<OpenSpan> spans = new ArrayList<>();
			for (int i = 0; i < this.starts.length; i++) {
				long length = this.reached[i] - ((i > 0) ? this.reached[i - 1] : 0);
				Instant start = Instant.ofEpochSecond(this.starts[i]);
				Instant end = start.plusSeconds(length);
				Instant since = start.isBefore(from) ? from : start;
				Instant until = end.isAfter(to) ? to : end;
				if (since.isBefore(until)) {
					spans.add(new OpenSpan(since, until));
				}
			}
			return spans;
		}

		/** The open time from the start of the year. */
		Duration until(Instant instant) {
			int found = Arrays.binarySearch(this.starts, instant.getEpochSecond());
			int span = (found >= 0) ? found : -found - 2;
			if (span < 0) {
				return Duration.ZERO;
			}
			long before = (span > 0) ? this.reached[span - 1] : 0;
			long inside = instant.getEpochSecond() - this.starts[span];
			return (inside < this.reached[span] - before) ? Duration.ofSeconds(before + inside, instant.getNano())
					: Duration.ofSeconds(this.reached[span]);
		}

		/** The first instant at which the open time is so long; more than none. */
		Instant reaches(Duration open) {
			long seconds = open.getSeconds() + ((open.getNano() > 0) ? 1 : 0);
			int found = Arrays.binarySearch(this.reached, seconds);
			int span = (found >= 0) ? found : -found - 1;
			long before = (span > 0) ? this.reached[span - 1] : 0;
			return Instant.ofEpochSecond(this.starts[span] + open.getSeconds() - before, open.getNano());
		}

	}

}
