package io.nagare.sla;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What became of a clock that was not cancelled.
 *
 * @param kind {@code response}, {@code resolution} or {@code ola}
 * @param stoppedAt when it was met or missed; null while it is open
 * @param breached whether it ran over its target until then, or until now
 * @param elapsedSeconds business time it has run, without its pauses
 * @param targetSeconds business time it was given
 * @param pauses when it was halted
 * @param definition what was agreed, by the table of definitions
 * @param calendar key of the calendar that it ran by
 * @param decision what the tables were asked and said, as JSON
 */
public record ClockOutcome(String kind, @Nullable Instant stoppedAt, boolean breached, long elapsedSeconds,
		long targetSeconds, List<Pause> pauses, String definition, String calendar, String decision) {

	static ClockOutcome of(SlaClock clock, Instant now) {
		return new ClockOutcome(clock.kind().word(), clock.stopped().orElse(null), clock.isBreached(now),
				clock.elapsed(now).toSeconds(), clock.agreement().target().toSeconds(), clock.pauses(),
				clock.agreement().definition(), clock.agreement().calendar(), clock.agreement().decision());
	}

	/** When it was met or missed; empty while it is open. */
	public Optional<Instant> stopped() {
		return Optional.ofNullable(this.stoppedAt);
	}

	/**
	 * A moment at which it was halted.
	 *
	 * @param remainingSeconds business time that was left; negative after a breach
	 */
	public record Pause(Instant at, long remainingSeconds) {
	}

}
