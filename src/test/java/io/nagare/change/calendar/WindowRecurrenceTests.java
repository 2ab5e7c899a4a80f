package io.nagare.change.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.nagare.sla.calendar.RecurrenceRule;

import static org.assertj.core.api.Assertions.assertThat;

/** Windows that come once or again and again, on clocks with and without summer time. */
class WindowRecurrenceTests {

	private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

	private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

	private static Window window(ZoneId zone, String start, String end) {
		return new Window(LocalDateTime.parse(start).atZone(zone).toInstant(),
				LocalDateTime.parse(end).atZone(zone).toInstant());
	}

	private static List<String> starts(WindowRecurrence recurrence, Window within) {
		return recurrence.within(within)
			.stream()
			.map((time) -> time.start().atZone(recurrence.zone()).toLocalDateTime().toString())
			.toList();
	}

	private static WindowRecurrence nightly(ZoneId zone, @Nullable String rule) {
		return new WindowRecurrence(window(zone, "2026-01-05T22:00", "2026-01-06T02:00"), zone, rule, Set.of());
	}

	@Test
	void onceIsThereOnlyOnce() {
		assertThat(starts(nightly(TOKYO, null), window(TOKYO, "2026-01-01T00:00", "2026-02-01T00:00")))
			.containsExactly("2026-01-05T22:00");
		assertThat(nightly(TOKYO, null).within(window(TOKYO, "2026-01-07T00:00", "2026-02-01T00:00"))).isEmpty();
	}

	@Test
	void overlapsOnlyWhereItDoesMoreThanTouch() {
		WindowRecurrence freeze = nightly(TOKYO, null);
		assertThat(freeze.within(window(TOKYO, "2026-01-06T02:00", "2026-01-06T03:00"))).isEmpty();
		assertThat(freeze.within(window(TOKYO, "2026-01-05T21:00", "2026-01-05T22:00"))).isEmpty();
		assertThat(freeze.within(window(TOKYO, "2026-01-06T01:59:59", "2026-01-06T03:00"))).hasSize(1);
		assertThat(freeze.within(window(TOKYO, "2026-01-05T21:00", "2026-01-05T22:00:01"))).hasSize(1);
	}

	@Test
	void comesAgainAsTheRuleSays() {
		assertThat(starts(nightly(TOKYO, "FREQ=WEEKLY;BYDAY=MO,FR"),
				window(TOKYO, "2026-03-01T00:00", "2026-03-14T00:00")))
			.containsExactly("2026-03-02T22:00", "2026-03-06T22:00", "2026-03-09T22:00", "2026-03-13T22:00");
		assertThat(starts(nightly(TOKYO, "FREQ=MONTHLY;BYMONTHDAY=-1"),
				window(TOKYO, "2028-01-02T00:00", "2028-04-01T00:00")))
			.containsExactly("2028-01-31T22:00", "2028-02-29T22:00", "2028-03-31T22:00");
		assertThat(starts(nightly(TOKYO, "FREQ=DAILY;COUNT=3"), window(TOKYO, "2026-01-07T00:00", "2027-01-01T00:00")))
			.containsExactly("2026-01-06T22:00", "2026-01-07T22:00");
		assertThat(starts(nightly(TOKYO, "FREQ=DAILY;UNTIL=20260108T000000Z"),
				window(TOKYO, "2026-01-01T00:00", "2027-01-01T00:00")))
			.containsExactly("2026-01-05T22:00", "2026-01-06T22:00", "2026-01-07T22:00");
	}

	@Test
	void findsATimeThatBeganBeforeTheWindow() {
		assertThat(starts(nightly(TOKYO, "FREQ=DAILY"), window(TOKYO, "2026-05-02T01:00", "2026-05-02T01:30")))
			.containsExactly("2026-05-01T22:00");
	}

	@Test
	void keepsTheClockWhenSummerTimeBeginsAndEnds() {
		WindowRecurrence daily = nightly(BERLIN, "FREQ=DAILY");
		List<Window> spring = daily.within(window(BERLIN, "2026-03-28T12:00", "2026-03-29T12:00"));
		assertThat(spring)
			.containsExactly(new Window(Instant.parse("2026-03-28T21:00:00Z"), Instant.parse("2026-03-29T01:00:00Z")));
		List<Window> summer = daily.within(window(BERLIN, "2026-07-01T12:00", "2026-07-02T12:00"));
		assertThat(summer)
			.containsExactly(new Window(Instant.parse("2026-07-01T20:00:00Z"), Instant.parse("2026-07-02T00:00:00Z")));
		List<Window> autumn = daily.within(window(BERLIN, "2026-10-24T12:00", "2026-10-25T12:00"));
		assertThat(autumn)
			.containsExactly(new Window(Instant.parse("2026-10-24T20:00:00Z"), Instant.parse("2026-10-25T00:00:00Z")));
	}

	/** The hour from 2 o'clock begins as the next one does, and so ends with that. */
	@Test
	void lastsAsLongWhereSummerTimeSkipsItsStart() {
		ZoneId newYork = ZoneId.of("America/New_York");
		Window day = window(newYork, "2027-03-14T00:00", "2027-03-15T00:00");
		WindowRecurrence hour = new WindowRecurrence(window(newYork, "2027-01-01T02:00", "2027-01-01T03:00"), newYork,
				"FREQ=DAILY", Set.of());
		assertThat(hour.within(day)).containsExactly(window(newYork, "2027-03-14T03:00", "2027-03-14T04:00"));
		WindowRecurrence ending = new WindowRecurrence(window(newYork, "2027-01-01T01:30", "2027-01-01T02:30"), newYork,
				"FREQ=DAILY", Set.of());
		assertThat(ending.within(day)).containsExactly(window(newYork, "2027-03-14T01:30", "2027-03-14T03:30"));
	}

	/** On that day the clock goes back at 06:00Z. */
	@ParameterizedTest
	@CsvSource({ "2027-11-07T05:30:00Z,2027-11-07T06:45:00Z,2027-11-08T06:30:00Z,2027-11-08T06:45:00Z",
			"2027-11-07T06:30:00Z,2027-11-07T08:00:00Z,2027-11-08T06:30:00Z,2027-11-08T08:00:00Z" })
	void isTheFirstTimeWhenItIsDeclared(Instant start, Instant end, Instant nextStart, Instant nextEnd) {
		WindowRecurrence daily = new WindowRecurrence(new Window(start, end), ZoneId.of("America/New_York"),
				"FREQ=DAILY", Set.of());
		assertThat(daily.within(new Window(start.minusSeconds(86400), nextEnd))).containsExactly(new Window(start, end),
				new Window(nextStart, nextEnd));
	}

	@Test
	void comesInTheHourThatSummerTimeSkips() {
		WindowRecurrence skipped = new WindowRecurrence(window(BERLIN, "2026-01-01T02:30", "2026-01-01T02:45"), BERLIN,
				"FREQ=DAILY", Set.of());
		assertThat(skipped.within(window(BERLIN, "2026-03-29T00:00", "2026-03-29T12:00"))).hasSize(1);
	}

	@Test
	void comesOnceInTheHourThatTheClockShowsTwice() {
		WindowRecurrence twice = new WindowRecurrence(window(BERLIN, "2026-01-01T02:15", "2026-01-01T02:45"), BERLIN,
				"FREQ=DAILY", Set.of());
		assertThat(twice.within(window(BERLIN, "2026-10-25T00:00", "2026-10-25T12:00")))
			.containsExactly(new Window(Instant.parse("2026-10-25T00:15:00Z"), Instant.parse("2026-10-25T00:45:00Z")));
		WindowRecurrence across = new WindowRecurrence(window(BERLIN, "2026-01-01T01:00", "2026-01-01T04:00"), BERLIN,
				"FREQ=DAILY", Set.of());
		assertThat(across.within(window(BERLIN, "2026-10-25T00:00", "2026-10-25T12:00")))
			.containsExactly(new Window(Instant.parse("2026-10-24T23:00:00Z"), Instant.parse("2026-10-25T03:00:00Z")));
	}

	/** Half an hour of summer time, and the other half of the year. */
	@ParameterizedTest
	@CsvSource({ "Australia/Lord_Howe,2026-07-01T11:30:00Z,2027-01-01T11:00:00Z",
			"America/New_York,2026-07-02T02:00:00Z,2027-01-02T03:00:00Z",
			"Pacific/Chatham,2026-07-01T09:15:00Z,2027-01-01T08:15:00Z",
			"Asia/Tokyo,2026-07-01T13:00:00Z,2027-01-01T13:00:00Z" })
	void staysAtTenInTheEveningEverywhere(ZoneId zone, Instant summer, Instant winter) {
		WindowRecurrence daily = nightly(zone, "FREQ=DAILY");
		assertThat(daily.within(new Window(summer, summer.plusSeconds(1)))).extracting(Window::start)
			.containsExactly(summer);
		assertThat(daily.within(new Window(winter, winter.plusSeconds(1)))).extracting(Window::start)
			.containsExactly(winter);
	}

	@Test
	void endsAsTheRuleSaysOnItsOwnClock() {
		Window january = window(BERLIN, "2026-01-01T00:00", "2026-02-01T00:00");
		assertThat(starts(nightly(BERLIN, "FREQ=DAILY;UNTIL=20260107"), january)).containsExactly("2026-01-05T22:00",
				"2026-01-06T22:00", "2026-01-07T22:00");
		assertThat(starts(nightly(BERLIN, "FREQ=DAILY;UNTIL=20260107T220000"), january))
			.containsExactly("2026-01-05T22:00", "2026-01-06T22:00", "2026-01-07T22:00");
		assertThat(starts(nightly(BERLIN, "FREQ=DAILY;UNTIL=20260107T205959Z"), january))
			.containsExactly("2026-01-05T22:00", "2026-01-06T22:00");
	}

	@Test
	void isThereTheFirstTimeWhateverTheRuleSays() {
		assertThat(
				starts(nightly(TOKYO, "FREQ=WEEKLY;BYDAY=FR"), window(TOKYO, "2026-01-01T00:00", "2026-01-10T00:00")))
			.containsExactly("2026-01-05T22:00", "2026-01-09T22:00");
	}

	@Test
	void reachesFarAndBackAgain() {
		assertThat(starts(nightly(TOKYO, "FREQ=DAILY"), window(TOKYO, "2076-05-02T01:00", "2076-05-02T01:30")))
			.containsExactly("2076-05-01T22:00");
		assertThat(nightly(TOKYO, "FREQ=DAILY").within(window(TOKYO, "2025-01-01T00:00", "2025-02-01T00:00")))
			.isEmpty();
	}

	@Test
	void goesOnAsLongAsAnybodyAsks() {
		assertThat(nightly(TOKYO, "FREQ=DAILY;BYHOUR=22").within(window(TOKYO, "2026-01-01T00:00", "2030-01-01T00:00")))
			.hasSize(1457);
	}

	@Test
	void doesNotBeginOnItsExceptions() {
		Set<LocalDate> lifted = Set.of(LocalDate.of(2026, 1, 5), LocalDate.of(2026, 1, 7), LocalDate.of(2026, 1, 20));
		WindowRecurrence thrice = new WindowRecurrence(window(TOKYO, "2026-01-05T22:00", "2026-01-06T02:00"), TOKYO,
				"FREQ=DAILY;COUNT=4", lifted);
		// the night of the 6th lasts into the 7th, and an exception counts as a time
		assertThat(starts(thrice, window(TOKYO, "2026-01-01T00:00", "2026-02-01T00:00")))
			.containsExactly("2026-01-06T22:00", "2026-01-08T22:00");
	}

	/** From 2:50 to 2:10 on the clock, which went back between. */
	@Test
	void knowsThatTheClockGoesBack() {
		Window back = new Window(Instant.parse("2026-10-25T00:50:00Z"), Instant.parse("2026-10-25T01:10:00Z"));
		assertThat(new WindowRecurrence(back, BERLIN, "FREQ=DAILY", Set.of()).lastsOnTheClock()).isFalse();
		assertThat(new WindowRecurrence(back, TOKYO, "FREQ=DAILY", Set.of()).lastsOnTheClock()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "nonsense", "FREQ=SECONDLY", "FREQ=HOURLY", "FREQ=YEARLY;BYMONTH=13", "FREQ=", "",
			"FREQ=DAILY;COUNT=0", "FREQ=DAILY;COUNT=x", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=-1",
			"FREQ=DAILY;INTERVAL=100000", "FREQ=DAILY;FOO=1", "FREQ=WEEKLY;BYDAY=XX", "FREQ=DAILY;UNTIL=garbage",
			"FREQ=DAILY;UNTIL=20261345T000000Z", "FREQ=DAILY;COUNT=3;UNTIL=20260108T000000Z",
			"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;WKST=ZZ", "FREQ=DAILY;BYHOUR=25",
			"FREQ=DAILY;FREQ=WEEKLY", "FREQ=DAILY;COUNT=2;count=4", "FREQ=WEEKLY;BYDAY=2MO", "FREQ=DAILY;BYDAY=-1FR",
			"FREQ=MONTHLY;BYDAY=0MO", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=2MO", "FREQ=WEEKLY;BYMONTHDAY=13",
			"FREQ=MONTHLY;BYYEARDAY=100", "FREQ=MONTHLY;BYWEEKNO=20", "FREQ=YEARLY;BYWEEKNO=53;BYDAY=SU",
			"FREQ=YEARLY;BYWEEKNO=53", "FREQ=YEARLY;BYWEEKNO=-20", "FREQ=DAILY;BYHOUR=8,18", "FREQ=DAILY;BYMINUTE=0,30",
			"FREQ=YEARLY;BYSECOND=0,1" })
	void refusesARuleItCannotFollow(String rule) {
		assertThat(RecurrenceRule.isReadable(rule)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "FREQ=MONTHLY;BYDAY=2MO", "FREQ=YEARLY;BYDAY=-1FR", "FREQ=YEARLY;BYWEEKNO=2,51;BYDAY=SU",
			"FREQ=YEARLY;BYYEARDAY=100", "freq=monthly;bymonthday=-1", "FREQ=WEEKLY;BYDAY=MO,TU;WKST=SU" })
	void takesARuleItCanFollow(String rule) {
		assertThat(RecurrenceRule.isReadable(rule)).isTrue();
	}

	/** Day by day, on the clock of the zone. */
	@Property(tries = 300)
	void agreesWithCountingDays(@ForAll @IntRange(max = 700) int day, @ForAll @IntRange(max = 23) int hour,
			@ForAll @IntRange(min = 1, max = 100) int hours, @ForAll @IntRange(min = 1, max = 9) int interval) {
		LocalDateTime first = LocalDateTime.parse("2026-01-05T22:00");
		Instant from = first.plusDays(day).withHour(hour).atZone(BERLIN).toInstant();
		Window asked = new Window(from, from.plusSeconds(hours * 3600L));
		List<Window> counted = Stream.iterate(0, (number) -> number + interval)
			.limit(900)
			.map((number) -> new Window(first.plusDays(number).atZone(BERLIN).toInstant(),
					first.plusDays(number).plusHours(4).atZone(BERLIN).toInstant()))
			.filter((time) -> time.overlaps(asked))
			.toList();
		assertThat(nightly(BERLIN, "FREQ=DAILY;INTERVAL=" + interval).within(asked)).isEqualTo(counted);
	}

}
