package io.nagare.ticket.time;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.workflow.ProcessVerbs;

/**
 * What models may ask of the time worked on their tickets. Glue only; called by the
 * engine, never from Java.
 */
@ProcessVerbs(value = "time", ofEveryPractice = true)
public class TimeVerbs {

	private final TicketTimes times;

	TimeVerbs(TicketTimes times) {
		this.times = times;
	}

	/**
	 * Writes down that whoever takes the step worked on the ticket today.
	 * @param minutes 1 to 1,440; null or 0 for nothing, where the form does not require
	 * them
	 */
	public void record(UUID ticketId, @Nullable Integer minutes) {
		this.times.record(ticketId, (minutes != null) ? minutes : 0);
	}

	/** Refuses the step while nobody has written down time worked on the ticket. */
	public void demand(UUID ticketId) {
		this.times.demand(ticketId);
	}

}
