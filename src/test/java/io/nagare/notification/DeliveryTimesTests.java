package io.nagare.notification;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.nagare.shared.Refusal;
import io.nagare.sla.calendar.BusinessCalendar;
import io.nagare.sla.calendar.BusinessHours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DeliveryTimesTests {

	private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

	private static final List<String> WEEKDAYS = List.of("monday", "tuesday", "wednesday", "thursday", "friday");

	private static Instant tokyo(String time) {
		return Instant.parse(time + ":00+09:00");
	}

	private static Delivery quiet(List<String> days, String from, String to) {
		return new Delivery(null, "hours", days, from, to, "at_once", "09:00");
	}

	private static Delivery mails(String mails, String dailyAt) {
		return new Delivery(null, "never", WEEKDAYS, "20:00", "08:00", mails, dailyAt);
	}

	private static DeliveryTimes times(Delivery delivery) {
		return new DeliveryTimes(delivery, TOKYO,
				() -> BusinessCalendar.in(TOKYO)
					.open(List.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY,
							DayOfWeek.FRIDAY), BusinessHours.of("09:00", "18:00")));
	}

	@Test
	void keepNothingBackFromWhoChoseNothing() {
		Instant now = tokyo("2028-01-05T23:10");
		assertThat(times(Delivery.AT_ONCE).awake(now)).isEqualTo(now);
		assertThat(times(Delivery.AT_ONCE).mailed(now)).isEqualTo(now);
	}

	/** Wednesday 5 January 2028. */
	@Test
	void lastOverMidnightFromTheDayTheyBeginOn() {
		DeliveryTimes times = times(quiet(WEEKDAYS, "20:00", "08:00"));
		assertThat(times.awake(tokyo("2028-01-05T19:59"))).isEqualTo(tokyo("2028-01-05T19:59"));
		assertThat(times.awake(tokyo("2028-01-05T20:00"))).isEqualTo(tokyo("2028-01-06T08:00"));
		assertThat(times.awake(tokyo("2028-01-06T07:59"))).isEqualTo(tokyo("2028-01-06T08:00"));
		assertThat(times.awake(tokyo("2028-01-06T08:00"))).isEqualTo(tokyo("2028-01-06T08:00"));
		// Friday's reach into Saturday, and Saturday has none of its own
		assertThat(times.awake(tokyo("2028-01-08T07:00"))).isEqualTo(tokyo("2028-01-08T08:00"));
		assertThat(times.awake(tokyo("2028-01-08T21:00"))).isEqualTo(tokyo("2028-01-08T21:00"));
		assertThat(times.awake(tokyo("2028-01-10T07:00"))).isEqualTo(tokyo("2028-01-10T07:00"));
	}

	@Test
	void areOneWhereTheyTouch() {
		DeliveryTimes times = times(quiet(List.of("saturday", "sunday"), "00:00", "24:00"));
		assertThat(times.awake(tokyo("2028-01-08T10:00"))).isEqualTo(tokyo("2028-01-10T00:00"));
		DeliveryTimes all = times(quiet(Delivery.AT_ONCE.quietDays(), "08:00", "07:59"));
		assertThat(all.awake(tokyo("2028-01-08T10:00"))).isEqualTo(tokyo("2028-01-09T07:59"));
	}

	@Test
	void areReadOnHisOwnClockInSummerTimeToo() {
		Delivery berlin = new Delivery("Europe/Berlin", "hours", Delivery.AT_ONCE.quietDays(), "22:00", "07:00",
				"at_once", "09:00");
		// the clock goes from 2 to 3 in the night to 26 March 2028
		assertThat(times(berlin).awake(Instant.parse("2028-03-25T22:00:00Z")))
			.isEqualTo(Instant.parse("2028-03-26T05:00:00Z"));
		assertThat(times(berlin).awake(Instant.parse("2028-03-26T21:00:00Z")))
			.isEqualTo(Instant.parse("2028-03-27T05:00:00Z"));
	}

	@Test
	void endWhereBusinessBegins() {
		DeliveryTimes times = times(
				new Delivery(null, "outside_business_hours", WEEKDAYS, "20:00", "08:00", "at_once", "09:00"));
		assertThat(times.awake(tokyo("2028-01-05T10:00"))).isEqualTo(tokyo("2028-01-05T10:00"));
		assertThat(times.awake(tokyo("2028-01-07T18:00"))).isEqualTo(tokyo("2028-01-10T09:00"));
		DeliveryTimes never = new DeliveryTimes(
				new Delivery(null, "outside_business_hours", WEEKDAYS, "20:00", "08:00", "at_once", "09:00"), TOKYO,
				() -> BusinessCalendar.in(TOKYO));
		assertThat(never.awake(tokyo("2028-01-07T18:00"))).isEqualTo(tokyo("2028-01-07T18:00"));
	}

	@Test
	void gatherMailsByTheHourOrUntilATimeOfDay() {
		assertThat(times(mails("hourly", "09:00")).mailed(tokyo("2028-01-05T10:00")))
			.isEqualTo(tokyo("2028-01-05T11:00"));
		assertThat(times(mails("hourly", "09:00")).mailed(tokyo("2028-01-05T10:59")))
			.isEqualTo(tokyo("2028-01-05T11:00"));
		assertThat(times(mails("daily", "08:30")).mailed(tokyo("2028-01-05T08:29")))
			.isEqualTo(tokyo("2028-01-05T08:30"));
		assertThat(times(mails("daily", "08:30")).mailed(tokyo("2028-01-05T08:30")))
			.isEqualTo(tokyo("2028-01-06T08:30"));
		Instant now = tokyo("2028-01-05T10:00");
		assertThat(times(mails("daily", "08:30")).awake(now)).as("browsers are told at once").isEqualTo(now);
	}

	@Test
	void gatherNothingIntoAQuietTime() {
		Delivery both = new Delivery(null, "hours", WEEKDAYS, "20:00", "08:00", "hourly", "07:00");
		assertThat(times(both).mailed(tokyo("2028-01-05T19:30"))).isEqualTo(tokyo("2028-01-06T08:00"));
		assertThat(times(both).mailed(tokyo("2028-01-05T18:30"))).isEqualTo(tokyo("2028-01-05T19:00"));
	}

	@Test
	void areRefusedWhereTheyCannotBe() {
		refuses(quiet(WEEKDAYS, "20:00", "20:00"), "quiet_to", "same_time");
		refuses(quiet(List.of(), "20:00", "08:00"), "quiet_days", "required");
		refuses(quiet(Delivery.AT_ONCE.quietDays(), "00:00", "24:00"), "quiet_to", "quiet_for_ever");
		refuses(new Delivery("Asia/Edo", "never", WEEKDAYS, "20:00", "08:00", "at_once", "09:00"), "time_zone",
				"unknown_zone");
		assertThat(quiet(WEEKDAYS, "00:00", "24:00").checked().quietTo()).isEqualTo("24:00");
	}

	private static void refuses(Delivery delivery, String field, String code) {
		assertThatThrownBy(delivery::checked)
			.isInstanceOfSatisfying(Refusal.class, (refusal) -> assertThat(refusal.details()).singleElement()
				.satisfies((detail) -> assertThat(detail.field() + " " + detail.code()).isEqualTo(field + " " + code)));
	}

}
