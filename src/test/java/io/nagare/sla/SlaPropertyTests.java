package io.nagare.sla;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

import io.nagare.sla.calendar.Calendars;
import io.nagare.sla.calendar.JapaneseHolidays;

import static io.nagare.sla.TestTicket.agreement;
import static org.assertj.core.api.Assertions.assertThat;

/** Whatever happens to a ticket, in whatever order, these hold. */
class SlaPropertyTests {

	private static final String CALLER = "awaiting_caller";

	/** A Monday before a year's end, so that nights, weekends and holidays come in. */
	private static final Instant SOME_MONDAY = Instant.parse("2026-12-21T00:00:00Z");

	@Property(tries = 400)
	void allTimeIsRunningPausedOrOutsideOfHours(@ForAll("lives") Life life) {
		Instant end = life.end();
		life.ticket().clocks().all().forEach((clock) -> {
			Instant until = (clock.endedAt() != null) ? clock.endedAt() : end;
			Duration sum = clock.segments(end)
				.stream()
				.map((segment) -> segment.running().plus(segment.paused()).plus(segment.outside()))
				.reduce(Duration.ZERO, Duration::plus);
			assertThat(sum).isEqualTo(Duration.between(clock.startedAt(), until));
			assertThat(clock.segments(end)).allMatch((segment) -> !segment.outside().isNegative());
		});
	}

	@Property(tries = 400)
	void elapsedTimeNeverGoesBack(@ForAll("lives") Life life, @ForAll("minutes") int later) {
		Instant end = life.end();
		life.ticket()
			.clocks()
			.all()
			.forEach((clock) -> assertThat(clock.elapsed(end.plus(Duration.ofMinutes(later))))
				.isGreaterThanOrEqualTo(clock.elapsed(end)));
	}

	@Property(tries = 200)
	void elapsedTimeIsWhatAnybodyCountsMinuteByMinute(@ForAll("lives") Life life) {
		for (ClockKind kind : List.of(ClockKind.RESPONSE, ClockKind.RESOLUTION)) {
			assertThat(life.ticket().clock(kind).elapsed(life.end()).toMinutes()).isEqualTo(life.counted(kind));
		}
	}

	@Property(tries = 400)
	void aRunningClockIsDueWhenItHasRunItsTarget(@ForAll("lives") Life life) {
		life.ticket().clocks().valid().forEach((clock) -> clock.due().ifPresent((due) -> {
			if (clock.isRunning() && due.isAfter(life.end())) {
				assertThat(clock.elapsed(due)).isEqualTo(clock.agreement().target());
			}
			else {
				assertThat(clock.elapsed(life.end())).isGreaterThanOrEqualTo(clock.agreement().target());
			}
		}));
	}

	@Property(tries = 400)
	void aPausedClockWithTimeLeftIsNotDue(@ForAll("lives") Life life) {
		life.ticket()
			.clocks()
			.valid()
			.filter((clock) -> clock.pausedOn().isPresent())
			.filter((clock) -> clock.remaining(life.end()).compareTo(Duration.ZERO) > 0)
			.forEach((clock) -> assertThat(clock.due()).isEmpty());
	}

	@Property(tries = 400)
	void aClockAgreedAnewIsAFreshOneWithTheSameHistory(@ForAll("lives") Life life, @ForAll("targets") int target) {
		SlaAgreement other = agreement(ClockKind.RESOLUTION, target, Calendars.ROUND_THE_CLOCK, CALLER);
		SlaAgreement response = agreement(ClockKind.RESPONSE, 60, Calendars.BUSINESS_HOURS);
		TestTicket fresh = life.played(response, other).ticket();
		TestTicket agreedAnew = life.ticket();
		if (!agreedAnew.clock(ClockKind.RESOLUTION).isOpen()) {
			return;
		}
		agreedAnew.agree(life.end(), response, other);
		SlaClock expected = fresh.clock(ClockKind.RESOLUTION);
		SlaClock actual = agreedAnew.clock(ClockKind.RESOLUTION);
		assertThat(actual.elapsed(life.end())).isEqualTo(expected.elapsed(life.end()));
		assertThat(actual.due()).isEqualTo(expected.due());
		assertThat(actual.pausedOn()).isEqualTo(expected.pausedOn());
	}

	@Property(tries = 400)
	void nobodyHasLongerToRespondThanToResolve(@ForAll("lives") Life life) {
		SlaState standing = life.ticket().clocks().standing(life.end());
		if (standing.responseDue() != null && standing.resolutionDue() != null) {
			assertThat(standing.responseDue()).isBeforeOrEqualTo(standing.resolutionDue());
		}
	}

	@Property(tries = 400)
	void noAlarmIsSetWhileEveryClockStandsStill(@ForAll("lives") Life life) {
		SlaClocks clocks = life.ticket().clocks();
		if (clocks.valid().noneMatch(SlaClock::isRunning)) {
			assertThat(clocks.standing(life.end()).alarm()).isNull();
		}
	}

	@Property(tries = 400)
	void aBreachIsWrittenDownOnceAndStays(@ForAll("lives") Life life) {
		life.ticket().pass(life.end());
		life.ticket().clocks().valid().forEach((clock) -> {
			long breaches = clock.entries().stream().filter((entry) -> entry.type() == EntryType.BREACH).count();
			assertThat(breaches).isLessThanOrEqualTo(1);
			if (clock.elapsed(life.end()).compareTo(clock.agreement().target()) > 0) {
				assertThat(breaches).isEqualTo(1);
			}
		});
	}

	@Property(tries = 200)
	void aChangeOfTheCalendarFromNowLeavesThePastAlone(@ForAll("lives") Life life) {
		Instant now = life.end();
		SlaClock clock = life.ticket().clock(ClockKind.RESOLUTION);
		Duration before = clock.elapsed(now);
		boolean running = clock.isRunning();
		clock.retarget(clock.agreement().by(Calendars.ROUND_THE_CLOCK, 0), now, "calendar_changed", null);
		assertThat(clock.elapsed(now)).isEqualTo(before);
		assertThat(clock.elapsed(now.plusSeconds(3600))).isEqualTo(running ? before.plusSeconds(3600) : before);
	}

	@Provide
	Arbitrary<Life> lives() {
		Arbitrary<String> verb = Arbitraries.of("hold caller", "hold vendor", "resume", "respond", "resolve", "reopen",
				"agree", "pass", "hand over");
		return Combinators.combine(verb, Arbitraries.integers().between(1, 2_000), targets())
			.as(Step::new)
			.list()
			.ofMinSize(0)
			.ofMaxSize(12)
			.map((steps) -> new Life(steps).played(null, null));
	}

	@Provide
	Arbitrary<Integer> minutes() {
		return Arbitraries.integers().between(0, 20_000);
	}

	@Provide
	Arbitrary<Integer> targets() {
		return Arbitraries.of(60, 120, 480, 1440, 4320);
	}

	/**
	 * Something that happens some minutes after what happened before.
	 *
	 * @param verb what
	 * @param after minutes
	 * @param target business minutes, where something is agreed anew
	 */
	private record Step(String verb, int after, int target) {
	}

	/** A ticket's life, played with its steps where they make sense. */
	private static final class Life {

		private final List<Step> steps;

		private @Nullable TestTicket ticket;

		private Instant now = SOME_MONDAY;

		/** Minute by minute, whether the ticket was held for the reporter or resolved. */
		private final List<String> minutes = new ArrayList<>();

		private int respondedAt = -1;

		private boolean held;

		private boolean resolved;

		Life(List<Step> steps) {
			this.steps = steps;
		}

		/**
		 * Plays the steps.
		 * @param response what is agreed all along; null to let it change on the way
		 */
		Life played(@Nullable SlaAgreement response, @Nullable SlaAgreement resolution) {
			Life life = new Life(this.steps);
			life.ticket = (response != null && resolution != null) ? new TestTicket(SOME_MONDAY, response, resolution)
					: new TestTicket(SOME_MONDAY, agreement(ClockKind.RESPONSE, 60, Calendars.BUSINESS_HOURS),
							agreement(ClockKind.RESOLUTION, 480, Calendars.BUSINESS_HOURS, CALLER));
			this.steps.forEach((step) -> life.play(step, response == null));
			return life;
		}

		private void play(Step step, boolean agreeing) {
			for (int i = 0; i < step.after(); i++) {
				this.minutes.add(this.resolved ? "resolved" : this.held ? "held" : "running");
			}
			this.now = this.now.plus(Duration.ofMinutes(step.after()));
			TestTicket ticket = ticket();
			switch (step.verb()) {
				case "hold caller" -> {
					if (!this.resolved && !this.held) {
						this.held = true;
						ticket.hold(this.now, CALLER);
					}
				}
				case "hold vendor" -> {
					if (!this.resolved && !this.held) {
						ticket.hold(this.now, "awaiting_vendor");
					}
				}
				case "resume" -> {
					if (!this.resolved) {
						this.held = false;
						ticket.resume(this.now);
					}
				}
				case "respond" -> {
					respond();
					ticket.respond(this.now);
				}
				case "resolve" -> {
					if (!this.resolved) {
						respond();
						this.held = false;
						this.resolved = true;
						ticket.resolve(this.now);
					}
				}
				case "reopen" -> {
					this.resolved = false;
					ticket.reopen(this.now);
				}
				case "agree" -> {
					if (agreeing) {
						ticket.agree(this.now, agreement(ClockKind.RESPONSE, 60, Calendars.BUSINESS_HOURS),
								agreement(ClockKind.RESOLUTION, step.target(), Calendars.BUSINESS_HOURS, CALLER));
					}
				}
				case "pass" -> ticket.pass(this.now);
				default -> {
					if (agreeing) {
						ticket.handOver(this.now, UUID.randomUUID(),
								agreement(ClockKind.RESPONSE, 60, Calendars.BUSINESS_HOURS),
								ticket.clock(ClockKind.RESOLUTION).agreement());
					}
				}
			}
		}

		private void respond() {
			if (this.respondedAt < 0) {
				this.respondedAt = this.minutes.size();
			}
		}

		TestTicket ticket() {
			return Objects.requireNonNull(this.ticket);
		}

		Instant end() {
			return this.now;
		}

		/**
		 * Office minutes in which the clock should have run, each looked at by itself.
		 */
		long counted(ClockKind kind) {
			long count = 0;
			for (int minute = 0; minute < this.minutes.size(); minute++) {
				boolean runs = (kind == ClockKind.RESPONSE) ? this.respondedAt < 0 || minute < this.respondedAt
						: this.minutes.get(minute).equals("running");
				if (runs && isOfficeMinute(SOME_MONDAY.plus(Duration.ofMinutes(minute)))) {
					count++;
				}
			}
			return count;
		}

		private static boolean isOfficeMinute(Instant minute) {
			ZonedDateTime local = minute.atZone(ZoneId.of("Asia/Tokyo"));
			boolean holidays = (local.getMonthValue() == 12 && local.getDayOfMonth() >= 29)
					|| (local.getMonthValue() == 1 && local.getDayOfMonth() <= 3)
					|| JapaneseHolidays.SHIPPED.contains(local.toLocalDate());
			return local.getHour() >= 9 && local.getHour() < 18 && local.getDayOfWeek().getValue() <= 5 && !holidays;
		}

	}

}
