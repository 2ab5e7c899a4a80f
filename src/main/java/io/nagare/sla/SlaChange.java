package io.nagare.sla;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * How an open clock changes when what is in force now is applied to it.
 *
 * @param ticketId its ticket
 * @param kind {@code response}, {@code resolution} or {@code ola}
 * @param dueBefore when it is due without the change; null while it is paused
 * @param dueAfter when it is due then; null while it is paused
 * @param targetBefore business seconds
 * @param targetAfter business seconds
 * @param calendarBefore key of the calendar it runs by
 * @param calendarAfter key of the calendar it would run by
 * @param remainingAfter business seconds left then; negative where it would be breached
 */
public record SlaChange(UUID ticketId, String kind, @Nullable Instant dueBefore, @Nullable Instant dueAfter,
		long targetBefore, long targetAfter, String calendarBefore, String calendarAfter, long remainingAfter) {
}
