package io.nagare.sla;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.nagare.sla.calendar.BusinessCalendar;
import io.nagare.sla.calendar.BusinessHours;
import io.nagare.sla.calendar.Holidays;
import io.nagare.sla.calendar.JapaneseHolidays;

/**
 * A calendar that knows of any second whether it is open by looking at the clock on the
 * wall. Too slow for anything but being right.
 */
public record SecondBySecond(ZoneId zone, List<Span> week, boolean japaneseHolidays, List<LocalDate> closed,
		List<Opening> openings) {

	/**
	 * With changes of the offset at midnight, by half an hour, at 00:01, and of a whole
	 * day.
	 */
	private static final List<String> ZONES = List.of("Asia/Tokyo", "Europe/Berlin", "America/New_York", "UTC",
			"America/Sao_Paulo", "Australia/Lord_Howe", "America/St_Johns", "Pacific/Apia", "Asia/Kathmandu",
			"Africa/Casablanca");

	record Span(DayOfWeek day, BusinessHours hours) {
	}

	record Opening(LocalDate day, BusinessHours hours) {
	}

	public static SecondBySecond some(Random random) {
		ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
		List<Span> week = new ArrayList<>();
		for (DayOfWeek day : DayOfWeek.values()) {
			if (random.nextInt(7) < 5) {
				int intervals = 1 + random.nextInt(3);
				for (int i = 0; i < intervals; i++) {
					week.add(new Span(day, hours(random)));
				}
			}
		}
		List<LocalDate> closed = new ArrayList<>();
		List<Opening> openings = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			closed.add(LocalDate.of(2026, 1, 1).plusDays(random.nextInt(800)));
			openings.add(new Opening(LocalDate.of(2026, 1, 1).plusDays(random.nextInt(800)), hours(random)));
		}
		week.add(new Span(DayOfWeek.SUNDAY, BusinessHours.of("01:30", "02:45")));
		return new SecondBySecond(zone, week, random.nextBoolean(), closed, openings);
	}

	private static BusinessHours hours(Random random) {
		int precision = random.nextBoolean() ? 60 : 1800;
		int from = random.nextInt(86_400 / precision) * precision;
		int to = Math.min(86_400, from + precision * (1 + random.nextInt(6 * 3600 / precision)));
		return new BusinessHours(from, to);
	}

	public BusinessCalendar calendar() {
		BusinessCalendar calendar = BusinessCalendar.in(this.zone)
			.closedOn(this.japaneseHolidays ? JapaneseHolidays.SHIPPED : Holidays.NONE)
			.closedEveryYear(MonthDay.of(12, 29), MonthDay.of(1, 3));
		for (Span span : this.week) {
			calendar = calendar.open(List.of(span.day()), span.hours());
		}
		for (LocalDate day : this.closed) {
			calendar = calendar.closed(day, day);
		}
		for (Opening opening : this.openings) {
			calendar = calendar.opened(opening.day(), opening.hours());
		}
		return calendar;
	}

	public boolean isOpen(long second) {
		ZonedDateTime now = Instant.ofEpochSecond(second).atZone(this.zone);
		LocalDate today = now.toLocalDate();
		int time = now.toLocalTime().toSecondOfDay();
		if (this.openings.stream()
			.anyMatch((opening) -> opening.day().equals(today) && within(opening.hours(), time))) {
			return true;
		}
		boolean turnOfTheYear = (today.getMonthValue() == 12 && today.getDayOfMonth() >= 29)
				|| (today.getMonthValue() == 1 && today.getDayOfMonth() <= 3);
		boolean shut = turnOfTheYear || this.closed.contains(today)
				|| (this.japaneseHolidays && JapaneseHolidays.SHIPPED.contains(today));
		return !shut && this.week.stream()
			.anyMatch((span) -> span.day() == now.getDayOfWeek() && within(span.hours(), time));
	}

	private static boolean within(BusinessHours hours, int time) {
		return time >= hours.from() && time < hours.to();
	}

	/** Somewhere in 130 years, or just before something happens. */
	public long interestingSecond(Random random) {
		long any = random.nextLong(LocalDate.of(2100, 6, 1).toEpochDay() * 86_400);
		ZoneOffsetTransition next = this.zone.getRules().nextTransition(Instant.ofEpochSecond(any));
		return switch (random.nextInt(4)) {
			case 0 -> any;
			case 1 -> (next != null && next.getInstant().isBefore(Instant.parse("2100-06-01T00:00:00Z")))
					? next.toEpochSecond() - random.nextInt(86_400) : any;
			case 2 ->
				LocalDate.of(2026, 1, 1).plusDays(random.nextInt(730)).toEpochDay() * 86_400 + random.nextInt(86_400);
			default -> LocalDate.of(1971 + random.nextInt(129), 1, 1).toEpochDay() * 86_400 - random.nextInt(200_000);
		};
	}

}
