package io.nagare.sla.calendar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.NavigableMap;
import java.util.TreeMap;

import io.nagare.shared.Texts;

/**
 * The public holidays of Japan: those that the Cabinet Office has published, and for the
 * years after its list those that follow from the Act on National Holidays (国民の祝日に関する法律,
 * Act No. 178 of 1948) as it stands.
 */
public final class JapaneseHolidays {

	/**
	 * The shipped list, and the law for the years that it does not cover. Never changes.
	 */
	public static final Holidays SHIPPED = Holidays.listed(shippedList(), JapaneseHolidays::byLaw);

	private static final String SUBSTITUTE = Texts.label("holiday.substitute").ja();

	private JapaneseHolidays() {
	}

	/**
	 * The holidays that the law gives, without those that were made or moved for one year
	 * only. Right from 2007, when the present rule for substitutes came into force. The
	 * equinoxes, which the Cabinet Office announces in the February before, are those of
	 * the usual approximation (新こよみ便利帳), made for the years to 2150. The sun agrees with
	 * it to 2150 but for the autumn of 2107, a day earlier; in 2074 it is so close to
	 * midnight that nobody can tell today.
	 */
	public static NavigableMap<LocalDate, String> byLaw(int year) {
		TreeMap<LocalDate, String> days = new TreeMap<>();
		days.put(LocalDate.of(year, 1, 1), Texts.label("holiday.new_year").ja());
		days.put(monday(year, 1, 2), Texts.label("holiday.coming_of_age").ja());
		days.put(LocalDate.of(year, 2, 11), Texts.label("holiday.foundation").ja());
		if (year >= 2020) {
			days.put(LocalDate.of(year, 2, 23), Texts.label("holiday.emperor").ja());
		}
		days.put(LocalDate.of(year, 3, equinox(year, (year < 2100) ? 20.8431 : 21.8510)),
				Texts.label("holiday.spring_equinox").ja());
		days.put(LocalDate.of(year, 4, 29), Texts.label("holiday.showa").ja());
		days.put(LocalDate.of(year, 5, 3), Texts.label("holiday.constitution").ja());
		days.put(LocalDate.of(year, 5, 4), Texts.label("holiday.greenery").ja());
		days.put(LocalDate.of(year, 5, 5), Texts.label("holiday.children").ja());
		days.put(monday(year, 7, 3), Texts.label("holiday.marine").ja());
		if (year >= 2016) {
			days.put(LocalDate.of(year, 8, 11), Texts.label("holiday.mountain").ja());
		}
		days.put(monday(year, 9, 3), Texts.label("holiday.aged").ja());
		days.put(LocalDate.of(year, 9, equinox(year, (year < 2100) ? 23.2488 : 24.2488)),
				Texts.label("holiday.autumn_equinox").ja());
		days.put(monday(year, 10, 2),
				(year >= 2020) ? Texts.label("holiday.sports").ja() : Texts.label("holiday.health").ja());
		days.put(LocalDate.of(year, 11, 3), Texts.label("holiday.culture").ja());
		days.put(LocalDate.of(year, 11, 23), Texts.label("holiday.labour").ja());
		if (year <= 2018) {
			days.put(LocalDate.of(year, 12, 23), Texts.label("holiday.emperor").ja());
		}
		TreeMap<LocalDate, String> all = new TreeMap<>(days);
		for (LocalDate day : days.keySet()) {
			// 第3条第2項: a Sunday gives its holiday to the next day that is none
			if (day.getDayOfWeek() == DayOfWeek.SUNDAY) {
				LocalDate substitute = day.plusDays(1);
				while (days.containsKey(substitute)) {
					substitute = substitute.plusDays(1);
				}
				all.put(substitute, SUBSTITUTE);
			}
			// 第3条第3項: a day between two holidays becomes one
			if (days.containsKey(day.plusDays(2)) && !days.containsKey(day.plusDays(1))) {
				all.put(day.plusDays(1), SUBSTITUTE);
			}
		}
		return all;
	}

	private static LocalDate monday(int year, int month, int ordinal) {
		return LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(ordinal, DayOfWeek.MONDAY));
	}

	private static int equinox(int year, double base) {
		return (int) (base + 0.242194 * (year - 1980) - Math.floorDiv(year - 1980, 4));
	}

	private static NavigableMap<LocalDate, String> shippedList() {
		try (InputStream list = JapaneseHolidays.class.getResourceAsStream("syukujitsu.csv")) {
			if (list == null) {
				throw new IllegalStateException("syukujitsu.csv is not in the program");
			}
			return HolidayFileReader.read(list.readAllBytes());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
