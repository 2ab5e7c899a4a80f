package io.nagare.ticket;

import java.util.Date;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Times;
import io.nagare.workflow.ProcessVerbs;

/**
 * What the processes of all practices may ask about the clocks of their tickets. Glue
 * only; called by the engine, never from Java.
 */
@ProcessVerbs
public class TicketAlarms {

	private final Escalations escalations;

	TicketAlarms(Escalations escalations) {
		this.escalations = escalations;
	}

	/** When a clock of the ticket passes its next milestone. */
	public Date next(String ticketId) {
		return Date.from(this.escalations.nextAlarm(id(ticketId)).orElse(Times.NEVER));
	}

	/**
	 * Writes down what a clock has passed.
	 * @return the clock and its last milestone, such as {@code resolution 75}; null once
	 * every clock has told
	 */
	public @Nullable String pass(String ticketId) {
		return this.escalations.pass(id(ticketId)).orElse(null);
	}

	/** Whether {@link #pass} told anything. */
	public boolean hasPassed(String ticketId, @Nullable String milestone) {
		return milestone != null && !milestone.isEmpty();
	}

	/** The first word of what {@link #pass} told. */
	public String clockIn(String ticketId, String milestone) {
		return milestone.substring(0, milestone.indexOf(' '));
	}

	/** The second word of what {@link #pass} told. */
	public String stepIn(String ticketId, String milestone) {
		return milestone.substring(milestone.indexOf(' ') + 1);
	}

	public String practiceOf(String ticketId) {
		return this.escalations.ticket(id(ticketId)).kind();
	}

	public String priorityOf(String ticketId) {
		return this.escalations.ticket(id(ticketId)).priority();
	}

	/**
	 * Notifies those whom the table's column {@code tell} names.
	 * @param escalation a row of the table
	 */
	public void tell(String ticketId, String milestone, @Nullable Map<String, @Nullable Object> escalation) {
		this.escalations.tell(id(ticketId), clockIn(ticketId, milestone), stepIn(ticketId, milestone),
				word(escalation, "tell"));
	}

	/** Whether the table's column {@code raise} says so. */
	public boolean raisesPriority(String ticketId, @Nullable Map<String, @Nullable Object> escalation) {
		return escalation != null && Boolean.TRUE.equals(escalation.get("raise"));
	}

	/** One step up, where there is one. */
	public void raisePriority(String ticketId, String milestone) {
		this.escalations.raisePriority(id(ticketId), milestone);
	}

	/** Whether the table's column {@code team} names one. */
	public boolean handsOver(String ticketId, @Nullable Map<String, @Nullable Object> escalation) {
		return !word(escalation, "team").isEmpty();
	}

	/** Gives the ticket to the team that the table names, where there is one. */
	public void handOver(String ticketId, String milestone, @Nullable Map<String, @Nullable Object> escalation) {
		this.escalations.handOver(id(ticketId), milestone, word(escalation, "team"));
	}

	private static String word(@Nullable Map<String, @Nullable Object> escalation, String column) {
		Object word = (escalation != null) ? escalation.get(column) : null;
		return (word != null) ? word.toString() : "";
	}

	private static UUID id(String ticketId) {
		return UUID.fromString(ticketId);
	}

}
