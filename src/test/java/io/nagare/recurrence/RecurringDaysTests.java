package io.nagare.recurrence;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.nagare.sla.calendar.BusinessCalendar;
import io.nagare.sla.calendar.BusinessHours;
import io.nagare.sla.calendar.JapaneseHolidays;
import io.nagare.sla.calendar.RecurringDays;
import io.nagare.sla.calendar.WhenClosed;

import static org.assertj.core.api.Assertions.assertThat;

/** On which days something recurs, on a calendar of Japanese offices. */
class RecurringDaysTests {

	private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

	private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

	private static final BusinessCalendar OFFICE = BusinessCalendar.in(TOKYO)
		.open(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), BusinessHours.of("09:00", "18:00"))
		.closedOn(JapaneseHolidays.SHIPPED)
		.closedEveryYear(MonthDay.of(12, 29), MonthDay.of(1, 3));

	private static RecurringDays days(String rrule, @Nullable Integer businessDay, WhenClosed whenClosed) {
		return new RecurringDays(rrule, businessDay, whenClosed, LocalDate.of(2026, 1, 1), null, OFFICE);
	}

	private static List<String> first(RecurringDays days, String from, int count) {
		List<String> found = new ArrayList<>();
		Iterator<RecurringDays.RecurringDay> all = days.from(LocalDate.parse(from));
		while (all.hasNext() && found.size() < count) {
			found.add(all.next().day().toString());
		}
		return found;
	}

	@Test
	void countsBusinessDaysFromBothEndsOfAMonth() {
		assertThat(first(days("FREQ=MONTHLY", 3, WhenClosed.KEEP), "2026-01-01", 5)).containsExactly("2026-01-07",
				"2026-02-04", "2026-03-04", "2026-04-03", "2026-05-08");
		assertThat(first(days("FREQ=MONTHLY", -1, WhenClosed.KEEP), "2026-10-01", 4)).containsExactly("2026-10-30",
				"2026-11-30", "2026-12-28", "2027-01-29");
		assertThat(first(days("FREQ=YEARLY;BYMONTH=12", -1, WhenClosed.KEEP), "2026-02-01", 2))
			.containsExactly("2026-12-28", "2027-12-28");
		assertThat(first(days("FREQ=MONTHLY;INTERVAL=3", 1, WhenClosed.KEEP), "2026-02-01", 2))
			.containsExactly("2026-04-01", "2026-07-01");
	}

	@Test
	void leavesOutAMonthThatHasNotSoManyBusinessDays() {
		assertThat(first(days("FREQ=MONTHLY", 22, WhenClosed.KEEP), "2026-01-01", 2)).containsExactly("2026-06-30",
				"2026-07-31");
	}

	@Test
	void followsTheRulesOfICalendar() {
		assertThat(first(days("FREQ=MONTHLY;BYDAY=2TU", null, WhenClosed.KEEP), "2026-11-01", 2))
			.containsExactly("2026-11-10", "2026-12-08");
		assertThat(first(days("FREQ=MONTHLY;BYDAY=-1FR", null, WhenClosed.KEEP), "2026-11-01", 2))
			.containsExactly("2026-11-27", "2026-12-25");
		assertThat(first(days("FREQ=WEEKLY;BYDAY=MO,TH", null, WhenClosed.KEEP), "2026-11-25", 3))
			.containsExactly("2026-11-26", "2026-11-30", "2026-12-03");
		assertThat(first(days("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31", null, WhenClosed.KEEP), "2026-11-25", 2))
			.containsExactly("2027-03-31", "2028-03-31");
		assertThat(first(days("FREQ=MONTHLY;BYMONTHDAY=31", null, WhenClosed.KEEP), "2026-02-01", 2))
			.containsExactly("2026-03-31", "2026-05-31");
	}

	@Test
	void countsIntervalsFromTheFirstDay() {
		RecurringDays everyOther = new RecurringDays("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", null, WhenClosed.KEEP,
				LocalDate.of(2026, 1, 14), null, OFFICE);
		assertThat(first(everyOther, "2026-01-01", 3)).containsExactly("2026-01-14", "2026-01-28", "2026-02-11");
		assertThat(first(everyOther, "2026-02-12", 1)).containsExactly("2026-02-25");
	}

	/** 10 October 2026 is a Saturday, and Monday 12 is a holiday. */
	@ParameterizedTest
	@CsvSource({ "KEEP, 2026-10-10", "NEXT, 2026-10-13", "PREVIOUS, 2026-10-09", "SKIP, 2026-11-10" })
	void movesOrDropsWhatFallsOnAClosedDay(WhenClosed whenClosed, String day) {
		assertThat(first(days("FREQ=MONTHLY;BYMONTHDAY=10", null, whenClosed), "2026-10-01", 1)).containsExactly(day);
	}

	@Test
	void comesOnceOnADayToWhichSeveralAreMoved() {
		assertThat(first(days("FREQ=DAILY", null, WhenClosed.NEXT), "2026-10-09", 3)).containsExactly("2026-10-09",
				"2026-10-13", "2026-10-14");
	}

	@Test
	void endsWithItsLastDay() {
		RecurringDays ending = new RecurringDays("FREQ=WEEKLY;BYDAY=MO", null, WhenClosed.KEEP,
				LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 16), OFFICE);
		assertThat(first(ending, "2026-01-01", 9)).containsExactly("2026-11-02", "2026-11-09", "2026-11-16");
	}

	@Test
	void findsNothingOnACalendarThatIsNeverOpen() {
		BusinessCalendar closed = BusinessCalendar.in(TOKYO);
		for (WhenClosed whenClosed : List.of(WhenClosed.NEXT, WhenClosed.PREVIOUS, WhenClosed.SKIP)) {
			assertThat(first(new RecurringDays("FREQ=DAILY", null, whenClosed, LocalDate.of(2026, 1, 1), null, closed),
					"2026-01-01", 1))
				.isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource({ "FREQ=DAILY;COUNT=3", "FREQ=DAILY;UNTIL=20300101", "FREQ=DAILY;BYHOUR=3", "FREQ=HOURLY", "nonsense",
			"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30" })
	void refusesWhatIsSaidElsewhere(String rrule) {
		assertThat(RecurringDays.isReadable(rrule, false)).isFalse();
	}

	@Test
	void takesMonthsAloneBesideABusinessDay() {
		assertThat(RecurringDays.isReadable("FREQ=MONTHLY;INTERVAL=3", true)).isTrue();
		assertThat(RecurringDays.isReadable("FREQ=YEARLY;BYMONTH=3,9", true)).isTrue();
		assertThat(RecurringDays.isReadable("FREQ=MONTHLY;BYMONTHDAY=3", true)).isFalse();
		assertThat(RecurringDays.isReadable("FREQ=WEEKLY", true)).isFalse();
	}

	/** Whatever day one looks from, the same days are found as by counting. */
	@Property(tries = 200)
	void agreesWithCountingBusinessDays(@ForAll @IntRange(max = 900) int later,
			@ForAll @IntRange(min = 1, max = 20) int number) {
		LocalDate from = LocalDate.of(2026, 1, 1).plusDays(later);
		List<String> counted = Stream.iterate(YearMonth.from(from), (month) -> month.plusMonths(1))
			.limit(36)
			.flatMap((month) -> IntStream.rangeClosed(1, month.lengthOfMonth())
				.mapToObj(month::atDay)
				.filter(OFFICE::isWorkingDay)
				.skip(number - 1)
				.limit(1))
			.filter((day) -> !day.isBefore(from))
			.limit(3)
			.map(LocalDate::toString)
			.toList();
		assertThat(first(days("FREQ=MONTHLY", number, WhenClosed.KEEP), from.toString(), 3)).isEqualTo(counted);
	}

	@Property(tries = 200)
	void movesToTheNearestOpenDay(@ForAll @IntRange(max = 900) int later,
			@ForAll @IntRange(min = 1, max = 28) int dayOfMonth) {
		LocalDate from = LocalDate.of(2026, 1, 1).plusDays(later);
		String rule = "FREQ=MONTHLY;BYMONTHDAY=" + dayOfMonth;
		LocalDate next = LocalDate.parse(first(days(rule, null, WhenClosed.NEXT), from.toString(), 1).get(0));
		assertThat(OFFICE.isWorkingDay(next)).isTrue();
		LocalDate own = (next.getDayOfMonth() >= dayOfMonth) ? next.withDayOfMonth(dayOfMonth)
				: next.minusMonths(1).withDayOfMonth(dayOfMonth);
		assertThat(own.datesUntil(next)).noneMatch(OFFICE::isWorkingDay);
	}

	/** Half past two does not exist in Berlin on 28 March 2027. */
	@Test
	void beginsAsMuchLaterAsTheClockSkips() {
		RecurringSchedule daily = RecurringSchedule.of(days("FREQ=DAILY", null, WhenClosed.KEEP), LocalTime.of(2, 30),
				BERLIN, List.of());
		assertThat(daily.upcoming(Instant.parse("2027-03-27T12:00:00Z"), 2)).extracting(PlannedDate::dueAt)
			.containsExactly(Instant.parse("2027-03-28T01:30:00Z"), Instant.parse("2027-03-29T00:30:00Z"));
	}

	@Test
	void listsMovedAndSkippedDatesInTheirPlaces() {
		RecurringDays weekly = days("FREQ=WEEKLY;BYDAY=MO", null, WhenClosed.KEEP);
		UUID work = UUID.randomUUID();
		RecurringDate skipped = new RecurringDate(work, planned("2026-11-09"), RecurringDate.SKIPPED);
		RecurringDate moved = new RecurringDate(work, planned("2026-11-02"), RecurringDate.MOVED)
			.move(Instant.parse("2026-11-17T00:00:00Z"));
		RecurringSchedule schedule = RecurringSchedule.of(weekly, LocalTime.of(9, 0), TOKYO, List.of(skipped, moved));
		Instant before = Instant.parse("2026-11-01T00:00:00Z");
		assertThat(schedule.upcoming(before, 3)).extracting((date) -> date.date() + " " + date.state())
			.containsExactly("2026-11-09 skipped", "2026-11-16 planned", "2026-11-02 moved");
		assertThat(schedule.next(before).map(PlannedDate::date)).contains(LocalDate.of(2026, 11, 16));
		assertThat(schedule.due(before, Instant.parse("2026-11-17T00:00:00Z"))).extracting(PlannedDate::date)
			.containsExactly(LocalDate.of(2026, 11, 16), LocalDate.of(2026, 11, 2));
		assertThat(schedule.on(LocalDate.of(2026, 11, 2), before).map(PlannedDate::state)).contains("moved");
		assertThat(schedule.on(LocalDate.of(2026, 11, 3), before)).isEmpty();
	}

	private static PlannedDate planned(String day) {
		LocalDate date = LocalDate.parse(day);
		return new PlannedDate(date, date, date.atTime(9, 0).atZone(TOKYO).toInstant(), PlannedDate.PLANNED);
	}

}
