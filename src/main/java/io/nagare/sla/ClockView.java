package io.nagare.sla;

import io.swagger.v3.oas.annotations.media.Schema;
import io.nagare.shared.WordOf;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A clock of a ticket as it stands.
 *
 * @param kind {@code response}, {@code resolution}, {@code ola} or {@code uc}
 * @param definition the word of the table {@code sla-definitions}
 * @param teamId whose clock it is; null but for an OLA
 * @param targetSeconds business time
 * @param calendar key of the calendar it runs by
 * @param calendarVersion the calendar's state
 * @param pausesOn the hold reasons that pause it
 * @param state {@code running}, {@code overdue}, {@code paused}, {@code met},
 * {@code breached}, or {@code cancelled}
 * @param startedAt where it began
 * @param elapsedSeconds business time it has run
 * @param remainingSeconds business time left; negative after a breach
 * @param dueAt when the target is reached if it runs on; null while it is paused
 * @param stoppedAt when it was met, missed or cancelled; null while it is open
 * @param milestones the moments at which somebody is told
 */
public record ClockView(@WordOf(ClockKind.class) String kind, String definition, @Nullable UUID teamId,
		long targetSeconds, String calendar, long calendarVersion, List<String> pausesOn, @Schema(allowableValues = {
				"running", "overdue", "paused", "breached", "met", "cancelled" }) String state,
		Instant startedAt, long elapsedSeconds, long remainingSeconds, @Nullable Instant dueAt,
		@Nullable Instant stoppedAt, List<MilestoneView> milestones){

	static ClockView of(SlaClock clock, Instant now) {
		SlaAgreement agreed = clock.agreement();
		long target = agreed.target().toSeconds();
		// both in whole seconds that together are the target
		long elapsed = clock.elapsed(now).toSeconds();
		return new ClockView(agreed.kind().word(), agreed.definition(), agreed.team(), target, agreed.calendar(),
				agreed.calendarVersion(), List.copyOf(agreed.pausesOn()), clock.state(now), clock.startedAt(), elapsed,
				target - elapsed, clock.due().orElse(null), clock.endedAt(),
				Milestone.of(agreed.target()).stream().map((each) -> MilestoneView.of(each, clock)).toList());
	}

	/**
	 * A moment at which somebody is told.
	 *
	 * @param milestone {@code 50}, {@code 75}, {@code 90} percent, {@code 30m} before the
	 * breach, {@code breach}
	 * @param at when it is passed if the clock runs on; null while it is paused
	 * @param passed whether somebody was told
	 */
	public record MilestoneView(String milestone, @Nullable Instant at, boolean passed) {

		static MilestoneView of(Milestone milestone, SlaClock clock) {
			return new MilestoneView(milestone.word(), clock.reaches(milestone.time()).orElse(null),
					clock.hasPassed(milestone));
		}

	}

}
