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
@ProcessVerbs("sla")
public class SlaVerbs {

	private final Escalations escalations;

	SlaVerbs(Escalations escalations) {
		this.escalations = escalations;
	}

	/** When a clock of the ticket passes its next milestone. */
	public Date next(UUID ticketId) {
		return Date.from(this.escalations.nextAlarm(ticketId).orElse(Times.NEVER));
	}

	/**
	 * Writes down what a clock has passed.
	 * @return the clock and its last milestone, such as {@code resolution 75}; null once
	 * every clock has told
	 */
	public @Nullable String pass(UUID ticketId) {
		return this.escalations.pass(ticketId).orElse(null);
	}

	/** Whether {@link #pass} told anything. */
	public boolean hasPassed(UUID ticketId, @Nullable String milestone) {
		return milestone != null && !milestone.isEmpty();
	}

	/** The first word of what {@link #pass} told. */
	public String clockIn(UUID ticketId, String milestone) {
		return milestone.substring(0, milestone.indexOf(' '));
	}

	/** The second word of what {@link #pass} told. */
	public String stepIn(UUID ticketId, String milestone) {
		return milestone.substring(milestone.indexOf(' ') + 1);
	}

	public String practiceOf(UUID ticketId) {
		return this.escalations.ticket(ticketId).kind();
	}

	public String priorityOf(UUID ticketId) {
		return this.escalations.ticket(ticketId).priority();
	}

	/**
	 * Notifies those whom the table's column {@code tell} names.
	 * @param escalation a row of the table
	 */
	public void tell(UUID ticketId, String milestone, @Nullable Map<String, @Nullable Object> escalation) {
		this.escalations.tell(ticketId, clockIn(ticketId, milestone), stepIn(ticketId, milestone),
				word(escalation, "tell"));
	}

	/** Whether the table's column {@code raise} says so. */
	public boolean raisesPriority(UUID ticketId, @Nullable Map<String, @Nullable Object> escalation) {
		return escalation != null && Boolean.TRUE.equals(escalation.get("raise"));
	}

	/** One step up, where there is one. */
	public void raisePriority(UUID ticketId, String milestone) {
		this.escalations.raisePriority(ticketId, milestone);
	}

	/** Whether the table's column {@code team} names one. */
	public boolean handsOver(UUID ticketId, @Nullable Map<String, @Nullable Object> escalation) {
		return !word(escalation, "team").isEmpty();
	}

	/** Gives the ticket to the team that the table names, where there is one. */
	public void handOver(UUID ticketId, String milestone, @Nullable Map<String, @Nullable Object> escalation) {
		this.escalations.handOver(ticketId, milestone, word(escalation, "team"));
	}

	private static String word(@Nullable Map<String, @Nullable Object> escalation, String column) {
		Object word = (escalation != null) ? escalation.get(column) : null;
		return (word != null) ? word.toString() : "";
	}

}
