package io.nagare.sla.calendar;

import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class JapaneseHolidaysTests {

	/** Made or moved for one year only, by laws of their own. */
	private static final Map<Integer, Set<String>> GIVEN_ONCE = Map.of( //
			2019, Set.of("2019-04-30", "2019-05-01", "2019-05-02", "2019-10-22"), //
			2020, Set.of("2020-07-23", "2020-07-24", "2020-08-10"), //
			2021, Set.of("2021-07-22", "2021-07-23", "2021-08-08", "2021-08-09"));

	private static final Map<Integer, Set<String>> TAKEN_ONCE = Map.of( //
			2020, Set.of("2020-07-20", "2020-08-11", "2020-10-12"), //
			2021, Set.of("2021-07-19", "2021-08-11", "2021-10-11"));

	@ParameterizedTest
	@ValueSource(ints = { 2007, 2008, 2009, 2010, 2011, 2012, 2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021,
			2022, 2023, 2024, 2025, 2026, 2027 })
	void followFromTheLaw(int year) {
		Set<LocalDate> expected = new TreeSet<>(JapaneseHolidays.byLaw(year).keySet());
		TAKEN_ONCE.getOrDefault(year, Set.of()).forEach((day) -> expected.remove(LocalDate.parse(day)));
		GIVEN_ONCE.getOrDefault(year, Set.of()).forEach((day) -> expected.add(LocalDate.parse(day)));
		assertThat(JapaneseHolidays.SHIPPED.of(year).keySet()).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(ints = { 2022, 2023, 2024, 2025, 2026, 2027 })
	void bearTheirNames(int year) {
		assertThat(JapaneseHolidays.byLaw(year)).isEqualTo(JapaneseHolidays.SHIPPED.of(year));
	}

	@ParameterizedTest
	@CsvSource({ "2026-09-22,休日", "2026-05-06,休日", "2024-02-12,休日", "2027-03-22,休日", "2009-09-22,休日",
			"2019-05-01,休日（祝日扱い）", "2020-07-24,スポーツの日", "1989-02-24,大喪の礼", "1955-01-01,元日" })
	void areThoseOfTheList(String day, String name) {
		LocalDate date = LocalDate.parse(day);
		assertThat(JapaneseHolidays.SHIPPED.of(date.getYear()).get(date)).isEqualTo(name);
	}

	@ParameterizedTest
	@CsvSource({
			// equinoxes as the National Astronomical Observatory expects them
			"2028-03-20,春分の日", "2030-03-20,春分の日", "2044-09-22,秋分の日", "2092-03-19,春分の日", "2099-09-23,秋分の日",
			// citizens' holidays between Respect for the Aged Day and the equinox
			"2032-09-21,休日", "2049-09-21,休日",
			// substitutes
			"2028-11-23,勤労感謝の日", "2029-02-12,休日", "2029-04-30,休日", "2030-05-06,休日", "2034-01-02,休日" })
	void goOnAfterTheList(String day, String name) {
		assertThat(JapaneseHolidays.SHIPPED.of(LocalDate.parse(day).getYear())).containsEntry(LocalDate.parse(day),
				name);
	}

	@Test
	void areSixteenAYearAndTheirSubstitutes() {
		for (int year = 2028; year <= 2150; year++) {
			NavigableMap<LocalDate, String> days = JapaneseHolidays.SHIPPED.of(year);
			assertThat(days.values().stream().filter((name) -> !name.equals("休日"))).as("%d", year).hasSize(16);
			assertThat(days.get(days.firstKey())).isEqualTo("元日");
		}
	}

}
