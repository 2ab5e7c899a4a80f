package io.nagare.sla;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How a ticket stands towards its service levels.
 *
 * @param responseDue until when somebody is to respond, or was; null without such a clock
 * @param resolutionDue until when it is to be resolved, or was; null without such a clock
 * and while it is paused
 * @param state {@code running}, {@code at_risk} from 75 % of the time on or half an hour
 * before a breach, {@code paused}, {@code breached}, {@code met} or {@code cancelled};
 * null without clocks
 * @param alarm when the next milestone comes if nothing changes; null where none will
 */
public record SlaState(@Nullable Instant responseDue, @Nullable Instant resolutionDue, @Nullable String state,
		@Nullable Instant alarm) {

	/** All words of the state. */
	public static final List<String> STATES = List.of("running", "at_risk", "paused", "breached", "met", "cancelled");

}
