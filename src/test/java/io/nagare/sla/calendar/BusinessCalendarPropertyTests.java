package io.nagare.sla.calendar;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

import io.nagare.sla.SecondBySecond;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for any calendar and any instant of 1970 to 2100. */
class BusinessCalendarPropertyTests {

	private static final long LAST = Instant.parse("2100-12-31T23:59:59Z").getEpochSecond();

	/** Long enough to reach over years. */
	private static final long LONGEST = Duration.ofDays(400).toSeconds();

	/** A calendar, and a second at which something may be about to happen. */
	record Moment(SecondBySecond oracle, long second) {

		Instant instant() {
			return Instant.ofEpochSecond(this.second);
		}

		BusinessCalendar calendar() {
			return this.oracle.calendar();
		}

	}

	@Provide
	Arbitrary<Moment> moments() {
		return Arbitraries.randomValue((random) -> {
			SecondBySecond oracle = SecondBySecond.some(random);
			return new Moment(oracle, Math.max(0, oracle.interestingSecond(random)));
		});
	}

	@Provide
	Arbitrary<Instant> instants() {
		return Combinators.combine(Arbitraries.longs().between(0, LAST), Arbitraries.integers().between(0, 999_999_999))
			.as(Instant::ofEpochSecond);
	}

	@Provide
	Arbitrary<Duration> times() {
		return Combinators
			.combine(Arbitraries.longs().between(0, LONGEST), Arbitraries.integers().between(0, 999_999_999))
			.as(Duration::ofSeconds);
	}

	@Property(tries = 150)
	void elapsedTimeAddsUp(@ForAll("moments") Moment moment, @ForAll("instants") Instant b,
			@ForAll("instants") Instant c) {
		BusinessCalendar calendar = moment.calendar();
		Instant a = moment.instant();
		assertThat(calendar.elapsed(a, c)).isEqualTo(calendar.elapsed(a, b).plus(calendar.elapsed(b, c)));
		assertThat(calendar.elapsed(a, b)).isEqualTo(calendar.elapsed(b, a).negated());
		assertThat(calendar.elapsed(a, a)).isZero();
	}

	@Property(tries = 150)
	void elapsedTimeNeverGoesBackNorFasterThanTheClock(@ForAll("moments") Moment moment,
			@ForAll("instants") Instant from, @ForAll("times") Duration later) {
		Instant to = moment.instant().plus(later);
		BusinessCalendar calendar = moment.calendar();
		assertThat(calendar.elapsed(moment.instant(), to)).isBetween(Duration.ZERO, later);
		assertThat(calendar.elapsed(from, to)).isGreaterThanOrEqualTo(calendar.elapsed(from, moment.instant()));
	}

	@Property(tries = 150)
	void dueIsTheFirstInstantAtWhichTheTimeHasElapsed(@ForAll("moments") Moment moment,
			@ForAll("times") Duration time) {
		BusinessCalendar calendar = moment.calendar();
		@Nullable Instant due = due(calendar, moment.instant(), time);
		if (due == null) {
			// never in these 181 years
			assertThat(calendar.elapsed(moment.instant(), Instant.parse("2150-12-31T23:59:59Z"))).isLessThan(time);
			return;
		}
		assertThat(calendar.elapsed(moment.instant(), due)).isEqualTo(time);
		if (!time.isZero()) {
			assertThat(calendar.elapsed(moment.instant(), due.minusNanos(1))).isLessThan(time);
		}
	}

	@Property(tries = 150)
	void moreTimeOrALaterStartIsNeverDueEarlier(@ForAll("moments") Moment moment, @ForAll("times") Duration time,
			@ForAll("times") Duration more) {
		BusinessCalendar calendar = moment.calendar();
		@Nullable Instant due = due(calendar, moment.instant(), time);
		@Nullable Instant later = due(calendar, moment.instant(), time.plus(more));
		if (due != null && later != null) {
			assertThat(later).isAfterOrEqualTo(due);
			// in two steps or in one
			assertThat(due(calendar, due, more)).isEqualTo(more.isZero() ? due : later);
		}
		@Nullable Instant begunLater = due(calendar, moment.instant().plus(more), time);
		if (due != null && begunLater != null && !time.isZero()) {
			assertThat(begunLater).isAfterOrEqualTo(due);
		}
	}

	@Property(tries = 200)
	void agreesWithALookAtEveryMinute(@ForAll("moments") Moment moment,
			@ForAll @IntRange(min = 1, max = 6000) int minutes, @ForAll @IntRange(min = 1, max = 3000) int target) {
		// all that happens to the calendars of this test happens at full minutes
		long start = Math.floorDiv(moment.second(), 60L) * 60;
		BusinessCalendar calendar = moment.calendar();
		long open = 0;
		@Nullable Instant reached = null;
		for (long minute = start; minute < start + minutes * 60L; minute += 60) {
			if (moment.oracle().isOpen(minute)) {
				open++;
				if (open == target) {
					reached = Instant.ofEpochSecond(minute + 60);
				}
			}
		}
		Instant from = Instant.ofEpochSecond(start);
		Instant to = from.plusSeconds(minutes * 60L);
		assertThat(calendar.elapsed(from, to)).hasMinutes(open).isEqualTo(Duration.ofMinutes(open));
		@Nullable Instant due = due(calendar, from, Duration.ofMinutes(target));
		if (reached != null) {
			assertThat(due).isEqualTo(reached);
		}
		else if (due != null) {
			assertThat(due).isAfter(to);
		}
	}

	@Property(tries = 20)
	void agreesWithALookAtEverySecond(@ForAll("moments") Moment moment,
			@ForAll @IntRange(min = 1, max = 100_000) int seconds) {
		long open = 0;
		for (long second = moment.second(); second < moment.second() + seconds; second++) {
			open += moment.oracle().isOpen(second) ? 1 : 0;
		}
		assertThat(moment.calendar().elapsed(moment.instant(), moment.instant().plusSeconds(seconds)))
			.isEqualTo(Duration.ofSeconds(open));
	}

	private static @Nullable Instant due(BusinessCalendar calendar, Instant start, Duration time) {
		try {
			return calendar.due(start, time);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
