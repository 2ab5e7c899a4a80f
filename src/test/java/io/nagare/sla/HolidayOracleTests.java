package io.nagare.sla;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.nagare.NodeScripts;
import io.nagare.sla.calendar.JapaneseHolidays;

import static org.assertj.core.api.Assertions.assertThat;

/** What others say: the npm package @holiday-jp/holiday_jp, and the sun. */
class HolidayOracleTests {

	@Test
	void areThoseOfAnotherListFrom1970To2050() throws IOException {
		Path file = Path.of("target/holidays.csv").toAbsolutePath();
		NodeScripts.node("holidays.mjs", file.toString());
		Map<String, String> theirs = new TreeMap<>();
		for (String line : Files.readAllLines(file)) {
			int comma = line.indexOf(',');
			theirs.put(line.substring(0, comma), line.substring(comma + 1));
		}
		assertThat(theirs).containsKeys("1970-01-01", "2050-11-23");
		Map<String, String> differences = new TreeMap<>();
		for (LocalDate day = LocalDate.of(1970, 1, 1); day.getYear() <= 2050; day = day.plusDays(1)) {
			String name = JapaneseHolidays.SHIPPED.of(day.getYear()).get(day);
			String other = theirs.get(day.toString());
			if ((name == null) != (other == null)) {
				differences.put(day.toString(), (name != null) ? "ours alone: " + name : "theirs alone: " + other);
			}
		}
		assertThat(differences).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "2024,3,2024-03-20T03:06:00Z", "2024,9,2024-09-22T12:44:00Z", "2025,3,2025-03-20T09:01:00Z",
			"2025,9,2025-09-22T18:19:00Z", "2026,3,2026-03-20T14:46:00Z", "2026,9,2026-09-23T00:05:00Z" })
	void measureTheSunToTheMinute(int year, int month, Instant almanac) {
		assertThat(Duration.between(almanac, Equinox.instant(year, month)).abs()).isLessThan(Duration.ofMinutes(1));
	}

	/**
	 * The rule is an approximation with one constant a century. It hits the day on which
	 * the sun stands there until 2106; in 2107 the sun is 23 minutes early for it.
	 */
	@Test
	void fallOnTheEquinoxes() {
		Set<String> missed = new TreeSet<>();
		for (int year = 1986; year <= 2150; year++) {
			for (int month : new int[] { 3, 9 }) {
				LocalDate sun = Equinox.day(year, month);
				String name = (month == 3) ? "春分の日" : "秋分の日";
				if (!name.equals(JapaneseHolidays.byLaw(year).get(sun))) {
					missed.add(sun.toString());
				}
			}
		}
		assertThat(missed).containsExactly("2107-09-23");
	}

	/**
	 * Nobody knows today how far the earth's turning will lag: some minutes more or less
	 * by 2100. Until then one equinox is so close to midnight that its day may change.
	 */
	@Test
	void hangOnMinutesOnce() {
		Set<String> close = new TreeSet<>();
		for (int year = 2028; year <= 2100; year++) {
			for (int month : new int[] { 3, 9 }) {
				if (Equinox.fromMidnight(year, month).toMinutes() < 10) {
					close.add(Equinox.day(year, month).toString());
				}
			}
		}
		assertThat(close).containsExactly("2074-09-23");
	}

}
