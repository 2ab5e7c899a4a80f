package io.nagare.cmdb;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Tokyo is nine hours ahead; 2026-11-29 is a Sunday. */
class MaintenanceWindowsTests {

	private static final MaintenanceWindows WINDOWS = new MaintenanceWindows("Asia/Tokyo",
			List.of(weekly("sunday", "22:00", "02:00"), weekly("monday", "02:00", "03:00")),
			List.of(new MaintenanceWindows.Once(Instant.parse("2026-12-01T00:00:00Z"),
					Instant.parse("2026-12-01T02:00:00Z"))));

	@ParameterizedTest
	@CsvSource({ "2026-11-29T13:00:00Z,2026-11-29T17:00:00Z,true", "2026-11-29T12:59:59Z,2026-11-29T17:00:00Z,false",
			"2026-11-29T15:30:00Z,2026-11-29T18:00:00Z,true", "2026-11-29T15:30:00Z,2026-11-29T18:00:01Z,false",
			"2026-12-01T00:00:00Z,2026-12-01T02:00:00Z,true", "2026-12-01T00:00:00Z,2026-12-01T02:00:01Z,false",
			"2026-12-06T14:00:00Z,2026-12-06T14:30:00Z,true", "2026-11-30T14:00:00Z,2026-11-30T14:30:00Z,false" })
	void holdAPeriodWhenTheyHoldEveryMomentOfIt(Instant from, Instant to, boolean held) {
		assertThat(WINDOWS.holds(from, to)).isEqualTo(held);
	}

	@Test
	void holdTheHourThatAClockShowsTwice() {
		MaintenanceWindows night = new MaintenanceWindows("Europe/Berlin", List.of(weekly("sunday", "02:00", "03:00")),
				List.of());
		// clocks go back at 01:00 UTC
		assertThat(night.holds(Instant.parse("2026-10-25T00:00:00Z"), Instant.parse("2026-10-25T02:00:00Z"))).isTrue();
		assertThat(night.holds(Instant.parse("2026-10-25T00:00:00Z"), Instant.parse("2026-10-25T02:00:01Z"))).isFalse();
	}

	/** New York's clocks go from 02:00 to 03:00 at 07:00 UTC. */
	@ParameterizedTest
	@CsvSource({ "02:00,03:00,07:00,08:00", "02:15,02:45,07:15,07:45", "02:30,03:30,07:30,08:30",
			"01:30,02:30,06:30,07:30", "01:30,03:30,06:30,07:30", "03:00,04:00,07:00,08:00" })
	void moveAsAWholeWhereTheyOpenInTheHourThatAClockLeavesOut(String from, String to, String opens, String closes) {
		MaintenanceWindows night = new MaintenanceWindows("America/New_York", List.of(weekly("sunday", from, to)),
				List.of());
		assertThat(night.open(Instant.parse("2026-03-08T00:00:00Z"), Instant.parse("2026-03-09T00:00:00Z")))
			.containsExactly(new MaintenanceWindows.Span(Instant.parse("2026-03-08T" + opens + ":00Z"),
					Instant.parse("2026-03-08T" + closes + ":00Z")));
	}

	@Test
	void mayBeOpenAllTheTime() {
		MaintenanceWindows always = new MaintenanceWindows("Asia/Tokyo",
				List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
					.stream()
					.map((day) -> weekly(day, "00:00", "00:00"))
					.toList(),
				List.of());
		assertThat(always.holds(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-12-31T00:00:00Z"))).isTrue();
	}

	@Test
	void tellWhenTheyAreOpenWithoutSeams() {
		assertThat(WINDOWS.open(Instant.parse("2026-11-28T00:00:00Z"), Instant.parse("2026-12-01T01:00:00Z")))
			.containsExactly(
					new MaintenanceWindows.Span(Instant.parse("2026-11-29T13:00:00Z"),
							Instant.parse("2026-11-29T18:00:00Z")),
					new MaintenanceWindows.Span(Instant.parse("2026-12-01T00:00:00Z"),
							Instant.parse("2026-12-01T01:00:00Z")));
		assertThat(WINDOWS.open(Instant.parse("2026-11-29T14:00:00Z"), Instant.parse("2026-11-29T15:00:00Z")))
			.containsExactly(new MaintenanceWindows.Span(Instant.parse("2026-11-29T14:00:00Z"),
					Instant.parse("2026-11-29T15:00:00Z")));
	}

	/** Berlin's clocks go back on 2026-10-25 and forward on 2027-03-28. */
	@Property(tries = 500)
	void areClosedExactlyWhereTheyDoNotHold(@ForAll @IntRange(max = 170) int day,
			@ForAll @IntRange(max = 47) int halfHour, @ForAll @IntRange(min = 1, max = 12) int halfHours) {
		MaintenanceWindows windows = new MaintenanceWindows("Europe/Berlin",
				List.of(weekly("sunday", "02:00", "03:00"), weekly("saturday", "22:30", "02:30"),
						weekly("wednesday", "00:00", "00:00")),
				List.of(new MaintenanceWindows.Once(Instant.parse("2026-10-25T02:00:00Z"),
						Instant.parse("2026-10-25T04:30:00Z"))));
		Instant from = Instant.parse("2026-10-20T00:00:00Z")
			.plus(Duration.ofDays(day))
			.plus(Duration.ofMinutes(30L * halfHour));
		Instant to = from.plus(Duration.ofMinutes(30L * halfHours));
		assertThat(windows.closed(from, to).isEmpty()).isEqualTo(windows.holds(from, to));
		for (MaintenanceWindows.Span open : windows.open(from, to)) {
			assertThat(windows.holds(open.start(), open.end())).isTrue();
		}
	}

	private static MaintenanceWindows.Weekly weekly(String day, String from, String to) {
		return new MaintenanceWindows.Weekly(day, from, to);
	}

}
