package io.nagare.workforce.roster;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.nagare.sla.calendar.BusinessCalendar;
import io.nagare.sla.calendar.BusinessHours;
import io.nagare.sla.calendar.OpenSpan;

import static org.assertj.core.api.Assertions.assertThat;

/** Whose turn is when. */
class DutyScheduleTests {

	private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

	private static final Set<UUID> MEMBERS = IntStream.range(0, 9)
		.mapToObj(DutyScheduleTests::person)
		.collect(Collectors.toSet());

	private static UUID person(int number) {
		return new UUID(0, number);
	}

	private static RosterLayer layer(String startsAt, int hours, int... people) {
		return layer(startsAt, hours, null, null, people);
	}

	private static RosterLayer layer(String startsAt, int hours, @Nullable String calendar, @Nullable String within,
			int... people) {
		return new RosterLayer(IntStream.of(people).mapToObj(DutyScheduleTests::person).toList(),
				LocalDateTime.parse(startsAt), hours, calendar, within);
	}

	private static DutySchedule schedule(Map<UUID, List<OpenSpan>> absences, RosterLayer... layers) {
		BusinessCalendar office = BusinessCalendar.in(BERLIN)
			.open(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), BusinessHours.of("09:00", "17:00"));
		return new DutySchedule(BERLIN, List.of(layers), List.of(), MEMBERS, absences, (key) -> office);
	}

	private static Instant at(String local) {
		return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
	}

	private static List<String> told(List<DutyShift> shifts) {
		return shifts.stream()
			.map((shift) -> "%d: %s %s–%s%s".formatted(shift.layer(), shift.userId().getLeastSignificantBits(),
					shift.from().atZone(BERLIN).toLocalDateTime(), shift.to().atZone(BERLIN).toLocalDateTime(),
					shift.absent() ? " away" : shift.swapped() ? " swapped" : ""))
			.toList();
	}

	@Test
	void handsOverAtTheSameTimeOfDayWhenSummerTimeEnds() {
		DutySchedule schedule = schedule(Map.of(), layer("2026-10-19T09:00", 168, 1, 2));
		List<DutyShift> shifts = schedule.shifts(at("2026-10-19T09:00"), at("2026-11-02T09:00"));
		assertThat(told(shifts)).containsExactly("0: 1 2026-10-19T09:00–2026-10-26T09:00",
				"0: 2 2026-10-26T09:00–2026-11-02T09:00");
		assertThat(Duration.between(shifts.get(0).from(), shifts.get(0).to())).isEqualTo(Duration.ofHours(169));
		assertThat(schedule.onDuty(at("2026-10-26T08:59:59"))).containsExactly(person(1));
		assertThat(schedule.onDuty(at("2026-10-26T09:00"))).containsExactly(person(2));
		assertThat(schedule.onDuty(at("2026-10-18T09:00"))).as("nobody before the first turn").isEmpty();
	}

	@Test
	void isOnCallOutsideBusinessHoursOnly() {
		DutySchedule schedule = schedule(Map.of(), layer("2026-11-06T12:00", 24, "office", "outside", 1, 2));
		assertThat(told(schedule.shifts(at("2026-11-06T12:00"), at("2026-11-09T18:00")))).containsExactly(
				"0: 1 2026-11-06T17:00–2026-11-07T12:00", "0: 2 2026-11-07T12:00–2026-11-08T12:00",
				"0: 1 2026-11-08T12:00–2026-11-09T09:00", "0: 2 2026-11-09T17:00–2026-11-09T18:00");
		assertThat(told(schedule(Map.of(), layer("2026-11-06T12:00", 24, "office", "inside", 1, 2))
			.shifts(at("2026-11-06T08:00"), at("2026-11-09T13:00"))))
			.containsExactly("0: 1 2026-11-06T12:00–2026-11-06T17:00", "0: 1 2026-11-09T09:00–2026-11-09T12:00",
					"0: 2 2026-11-09T12:00–2026-11-09T13:00");
	}

	@Test
	void showsAbsencesAndLeaversAsGapsThatTheNextLayerCovers() {
		DutySchedule schedule = schedule(
				Map.of(person(1), List.of(new OpenSpan(at("2026-11-03T00:00"), at("2026-11-04T00:00")))),
				layer("2026-11-02T09:00", 168, 1), layer("2026-11-02T09:00", 168, 2, 99));
		List<DutyShift> shifts = schedule.shifts(at("2026-11-02T09:00"), at("2026-11-16T09:00"));
		assertThat(told(shifts)).contains("0: 1 2026-11-03T00:00–2026-11-04T00:00 away");
		assertThat(DutySchedule.gaps(shifts)).containsExactly(
				new DutyPeriod(0, person(1), at("2026-11-03T00:00"), at("2026-11-04T00:00")),
				new DutyPeriod(1, person(99), at("2026-11-09T09:00"), at("2026-11-16T09:00")));
		assertThat(schedule.onDuty(at("2026-11-03T12:00"))).containsExactly(person(2));
		assertThat(schedule.onDuty(at("2026-11-10T12:00"))).containsExactly(person(1));
	}

	@Test
	void findsWhoIsOnCallTwice() {
		List<DutyShift> shifts = schedule(Map.of(), layer("2026-11-02T09:00", 24, 1, 2),
				layer("2026-11-02T21:00", 24, 1, 3))
			.shifts(at("2026-11-02T09:00"), at("2026-11-04T09:00"));
		assertThat(DutySchedule.doubles(shifts))
			.containsExactly(new DutyPeriod(1, person(1), at("2026-11-02T21:00"), at("2026-11-03T09:00")));
	}

	/** Moment by moment, half an hour apart, against the rule said by hand. */
	@Property(tries = 80)
	void swapsMakeNoGapThatWasNotThere(@ForAll @IntRange(min = 1, max = 60) int turn,
			@ForAll @IntRange(max = 200) int begin, @ForAll @IntRange(min = 1, max = 100) int length,
			@ForAll @IntRange(max = 4) int taker, @ForAll @IntRange(max = 4) int absentee,
			@ForAll @IntRange(max = 200) int away, @ForAll @IntRange(min = 1, max = 50) int awayFor) {
		// summer time ends within it
		Instant start = at("2026-10-22T00:00");
		Map<UUID, List<OpenSpan>> absences = Map.of(person(absentee), List
			.of(new OpenSpan(start.plus(Duration.ofHours(away)), start.plus(Duration.ofHours(away + awayFor)))));
		DutySchedule schedule = schedule(absences, layer("2026-10-20T08:00", turn, 0, 1, 2));
		RosterSwap swap = new RosterSwap(person(0), 0, person(taker), start.plus(Duration.ofHours(begin)),
				start.plus(Duration.ofHours(begin + length)));
		Instant end = start.plus(Duration.ofHours(320));
		List<DutyShift> before = schedule.shifts(start, end);
		List<DutyShift> after = schedule.with(swap).shifts(start, end);
		boolean refused = DutySchedule.goesBeyond(DutySchedule.gaps(after), DutySchedule.gaps(before));
		List<Instant> newGaps = new ArrayList<>();
		for (Instant at = start; at.isBefore(end); at = at.plus(Duration.ofMinutes(30))) {
			Instant moment = at;
			assertThat(before.stream().filter((shift) -> shift.overlaps(moment, moment.plusSeconds(1)))).hasSize(1);
			assertThat(after.stream().filter((shift) -> shift.overlaps(moment, moment.plusSeconds(1)))).hasSize(1);
			if (!schedule.onDuty(at).isEmpty() && schedule.with(swap).onDuty(at).isEmpty()) {
				newGaps.add(at);
			}
		}
		assertThat(refused).as("%s", newGaps).isEqualTo(!newGaps.isEmpty());
	}

}
