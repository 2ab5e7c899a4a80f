package io.nagare.ticket;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A clock of a ticket, in plain time.
 *
 * @param kind {@code response} or {@code resolution}
 * @param dueAt until when
 * @param stoppedAt when it was met or missed; null while it runs
 * @param state {@code running}, {@code overdue}, {@code met}, {@code breached}, or
 * {@code cancelled}
 */
public record SlaView(String kind, Instant dueAt, @Nullable Instant stoppedAt, String state) {

	/** The clocks of a ticket as they stand. */
	public static List<SlaView> of(TicketSummary ticket, Instant now) {
		List<SlaView> clocks = new ArrayList<>();
		boolean cancelled = ticket.phase().equals("cancelled");
		if (ticket.responseDueAt() != null) {
			clocks.add(clock("response", ticket.responseDueAt(), ticket.respondedAt(), cancelled, now));
		}
		if (ticket.resolutionDueAt() != null) {
			clocks.add(clock("resolution", ticket.resolutionDueAt(), ticket.resolvedAt(), cancelled, now));
		}
		return clocks;
	}

	private static SlaView clock(String kind, Instant due, @Nullable Instant stopped, boolean cancelled, Instant now) {
		String state = (stopped != null) ? (stopped.isAfter(due) ? "breached" : "met")
				: cancelled ? "cancelled" : now.isAfter(due) ? "overdue" : "running";
		return new SlaView(kind, due, stopped, state);
	}

}
