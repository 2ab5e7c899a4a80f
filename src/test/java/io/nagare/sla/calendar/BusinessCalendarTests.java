package io.nagare.sla.calendar;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BusinessCalendarTests {

	private static final EnumSet<DayOfWeek> WEEKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

	private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

	private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

	private static final BusinessCalendar OFFICE = BusinessCalendar.in(TOKYO)
		.open(WEEKDAYS, BusinessHours.of("09:00", "18:00"))
		.closedOn(JapaneseHolidays.SHIPPED)
		.closedEveryYear(MonthDay.of(12, 29), MonthDay.of(1, 3));

	private static final BusinessCalendar ALWAYS = BusinessCalendar.always();

	/** The moment at that time of a clock in Tokyo. */
	private static Instant at(String local) {
		return LocalDateTime.parse(local).atZone(TOKYO).toInstant();
	}

	private static String due(String start, long minutes) {
		return LocalDateTime.ofInstant(OFFICE.due(at(start), Duration.ofMinutes(minutes)), TOKYO).toString();
	}

	private static Duration elapsed(String from, String to) {
		return OFFICE.elapsed(at(from), at(to));
	}

	@ParameterizedTest(name = "{0} + {1} min = {2}")
	@CsvSource({
			// within a day, over night, over a weekend
			"2026-11-24T09:00,15,2026-11-24T09:15", "2026-11-24T17:30,60,2026-11-25T09:30",
			"2026-11-27T17:00,480,2026-11-30T16:00",
			// closing time itself is still that day
			"2026-11-24T09:00,540,2026-11-24T18:00", "2026-11-24T18:00,1,2026-11-25T09:01",
			// three working days' hours run over five days
			"2026-11-19T12:00,1440,2026-11-24T18:00" })
	void countsBusinessHoursOnly(String start, long minutes, String due) {
		assertThat(due(start, minutes)).isEqualTo(due);
	}

	@Test
	void seesTheSilverWeekOf2026WithItsCitizensHoliday() {
		assertThat(due("2026-09-18T17:00", 120)).isEqualTo("2026-09-24T10:00");
		assertThat(elapsed("2026-09-19T00:00", "2026-09-24T00:00")).isZero();
		assertThat(List.of(21, 22, 23)).noneMatch((day) -> OFFICE.isWorkingDay(LocalDate.of(2026, 9, day)));
	}

	@Test
	void seesTheSubstituteThreeDaysAfterItsSundayIn2026() {
		assertThat(due("2026-05-01T17:59", 2)).isEqualTo("2026-05-07T09:01");
		assertThat(OFFICE.isWorkingDay(LocalDate.of(2026, 5, 6))).isFalse();
	}

	@Test
	void seesTheSubstitutesOf2024And2027() {
		assertThat(due("2024-02-09T17:00", 61)).isEqualTo("2024-02-13T09:01");
		assertThat(due("2027-03-19T17:00", 61)).isEqualTo("2027-03-23T09:01");
	}

	@Test
	void restsAtTheTurnOfTheYear() {
		assertThat(due("2026-12-28T17:00", 61)).isEqualTo("2027-01-04T09:01");
		assertThat(elapsed("2026-12-28T18:00", "2027-01-04T09:00")).isZero();
		assertThat(elapsed("2026-12-28T09:00", "2027-01-04T18:00")).isEqualTo(Duration.ofHours(18));
		// 2028 comes from the law, for the list ends with 2027
		assertThat(due("2028-12-28T17:00", 61)).isEqualTo("2029-01-04T09:01");
	}

	@Test
	void crossesMidnight() {
		BusinessCalendar nights = BusinessCalendar.in(TOKYO)
			.open(EnumSet.allOf(DayOfWeek.class), BusinessHours.of("22:00", "24:00"),
					BusinessHours.of("00:00", "06:00"));
		assertThat(nights.due(at("2026-11-24T23:59:30"), Duration.ofMinutes(1))).isEqualTo(at("2026-11-25T00:00:30"));
		assertThat(nights.due(at("2026-11-24T22:00"), Duration.ofHours(8))).isEqualTo(at("2026-11-25T06:00"));
		assertThat(nights.elapsed(at("2026-11-24T12:00"), at("2026-11-25T00:00"))).isEqualTo(Duration.ofHours(2));
		assertThat(ALWAYS.due(at("2026-12-31T23:59:59"), Duration.ofSeconds(1))).isEqualTo(at("2027-01-01T00:00"));
	}

	@Test
	void countsTheLeapDay() {
		assertThat(due("2028-02-28T17:00", 120)).isEqualTo("2028-02-29T10:00");
		assertThat(elapsed("2028-02-28T18:00", "2028-03-01T09:00")).isEqualTo(Duration.ofHours(9));
		// 2100 has none
		assertThat(elapsed("2100-02-26T18:00", "2100-03-02T09:00")).isEqualTo(Duration.ofHours(9));
	}

	@ParameterizedTest
	@ValueSource(strings = { "2026-11-23T12:00", "2026-11-24T03:00", "2026-11-22T23:59:59", "2026-11-24T09:00",
			"2026-11-20T18:00" })
	void startsAtTheNextOpeningAfterANightOrAHoliday(String start) {
		assertThat(due(start, 15)).isEqualTo("2026-11-24T09:15");
	}

	@Test
	void isDueAtOnceForNoTimeEvenAtNight() {
		assertThat(due("2026-11-24T03:00", 0)).isEqualTo("2026-11-24T03:00");
		assertThat(elapsed("2026-11-24T10:00", "2026-11-24T10:00")).isZero();
	}

	@Test
	void keepsFractionsOfASecond() {
		Instant start = at("2026-11-24T17:59:59.250");
		assertThat(OFFICE.due(start, Duration.ofSeconds(1))).isEqualTo(at("2026-11-25T09:00:00.250"));
		assertThat(OFFICE.elapsed(start, at("2026-11-25T09:00:00.250"))).isEqualTo(Duration.ofSeconds(1));
		assertThat(OFFICE.due(start, Duration.ofMillis(750))).isEqualTo(at("2026-11-24T18:00"));
	}

	@Test
	void losesTheHourThatDaylightSavingSkips() {
		// 2026-03-29: Berlin's clocks go from 02:00 to 03:00, New York's on 2026-03-08
		BusinessCalendar berlin = allNight(BERLIN);
		assertThat(berlin.elapsed(utc("2026-03-28T23:00:00Z"), utc("2026-03-29T22:00:00Z")))
			.isEqualTo(Duration.ofHours(5));
		assertThat(berlin.due(utc("2026-03-29T00:30:00Z"), Duration.ofHours(1))).isEqualTo("2026-03-29T01:30:00Z");
		BusinessCalendar onlyTheSkippedHour = BusinessCalendar.in(BERLIN)
			.open(EnumSet.of(DayOfWeek.SUNDAY), BusinessHours.of("02:00", "03:00"));
		assertThat(onlyTheSkippedHour.due(utc("2026-03-29T00:00:00Z"), Duration.ofMinutes(1)))
			.isEqualTo("2026-04-05T00:01:00Z");
		assertThat(allNight(ZoneId.of("America/New_York")).elapsed(utc("2026-03-08T05:00:00Z"),
				utc("2026-03-09T04:00:00Z")))
			.isEqualTo(Duration.ofHours(5));
	}

	@Test
	void countsTheHourThatDaylightSavingRepeatsTwice() {
		// 2026-10-25: Berlin's clocks go from 03:00 to 02:00, New York's on 2026-11-01
		BusinessCalendar berlin = allNight(BERLIN);
		assertThat(berlin.elapsed(utc("2026-10-24T22:00:00Z"), utc("2026-10-25T23:00:00Z")))
			.isEqualTo(Duration.ofHours(7));
		BusinessCalendar halfPastTwo = BusinessCalendar.in(BERLIN)
			.open(EnumSet.of(DayOfWeek.SUNDAY), BusinessHours.of("02:30", "02:45"));
		assertThat(halfPastTwo.due(utc("2026-10-25T00:00:00Z"), Duration.ofMinutes(20)))
			.isEqualTo("2026-10-25T01:35:00Z");
		assertThat(allNight(ZoneId.of("America/New_York")).elapsed(utc("2026-11-01T04:00:00Z"),
				utc("2026-11-02T05:00:00Z")))
			.isEqualTo(Duration.ofHours(7));
	}

	@Test
	void is24HoursADayOnDaysOf23And25() {
		assertThat(ALWAYS.elapsed(utc("1970-01-01T00:00:00Z"), utc("2101-01-01T00:00:00Z")))
			.isEqualTo(Duration.between(utc("1970-01-01T00:00:00Z"), utc("2101-01-01T00:00:00Z")));
	}

	@Test
	void opensOnAHolidayWhereToldSo() {
		LocalDate sunday = LocalDate.of(2026, 11, 22);
		LocalDate holiday = LocalDate.of(2026, 11, 23);
		BusinessCalendar calendar = OFFICE.opened(sunday, BusinessHours.of("10:00", "12:00"))
			.opened(holiday, BusinessHours.of("13:00", "14:00"))
			.closed(LocalDate.of(2026, 11, 24), LocalDate.of(2026, 11, 25));
		assertThat(calendar.due(at("2026-11-20T18:00"), Duration.ofHours(3))).isEqualTo(at("2026-11-23T14:00"));
		assertThat(calendar.due(at("2026-11-23T14:00"), Duration.ofHours(1))).isEqualTo(at("2026-11-26T10:00"));
		assertThat(OFFICE.opened(LocalDate.of(2026, 11, 24), BusinessHours.of("17:00", "20:00"))
			.elapsed(at("2026-11-24T00:00"), at("2026-11-25T00:00"))).isEqualTo(Duration.ofHours(11));
	}

	@Test
	void countsWorkingDaysAtTheSameTimeOfDay() {
		assertThat(OFFICE.workingDaysAfter(at("2026-09-18T20:00"), 1)).isEqualTo(at("2026-09-24T20:00"));
		assertThat(OFFICE.workingDaysAfter(at("2026-12-25T10:00"), 5)).isEqualTo(at("2027-01-07T10:00"));
	}

	@Test
	void saysWhenItCannotKnow() {
		BusinessCalendar never = BusinessCalendar.in(TOKYO);
		assertThat(never.elapsed(at("2026-11-24T00:00"), at("2099-11-24T00:00"))).isZero();
		assertThatExceptionOfType(DateTimeException.class)
			.isThrownBy(() -> never.due(at("2026-11-24T00:00"), Duration.ofMinutes(1)));
		assertThatExceptionOfType(DateTimeException.class)
			.isThrownBy(() -> OFFICE.due(utc("1969-12-31T23:59:59Z"), Duration.ofMinutes(1)));
		assertThatExceptionOfType(DateTimeException.class)
			.isThrownBy(() -> never.workingDaysAfter(at("2026-11-24T00:00"), 1));
	}

	/** Open from midnight to six. */
	private static BusinessCalendar allNight(ZoneId zone) {
		return BusinessCalendar.in(zone).open(EnumSet.allOf(DayOfWeek.class), BusinessHours.of("00:00", "06:00"));
	}

	private static Instant utc(String text) {
		return OffsetDateTime.parse(text).toInstant();
	}

}
