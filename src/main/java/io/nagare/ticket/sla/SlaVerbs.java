package io.nagare.ticket.sla;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.workflow.ProcessVerbs;

/**
 * What escalation.bpmn may ask about the clocks of tickets. Glue only; called by the
 * engine, never from Java.
 */
@ProcessVerbs("sla")
public class SlaVerbs {

	private final Escalations escalations;

	SlaVerbs(Escalations escalations) {
		this.escalations = escalations;
	}

	/** The clock of a milestone such as {@code resolution 75}. */
	public String clockIn(UUID ticketId, String milestone) {
		return milestone.substring(0, milestone.indexOf(' '));
	}

	/** The step of a milestone such as {@code resolution 75}. */
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

	/** One step up, where there is one and the table's column {@code raise} says so. */
	public void raisePriority(UUID ticketId, String milestone, @Nullable Map<String, @Nullable Object> escalation) {
		if (escalation != null && Boolean.TRUE.equals(escalation.get("raise"))) {
			this.escalations.raisePriority(ticketId, milestone);
		}
	}

	/**
	 * Gives the ticket to the team that the table's column {@code team} names, if any.
	 */
	public void handOver(UUID ticketId, String milestone, @Nullable Map<String, @Nullable Object> escalation) {
		String team = word(escalation, "team");
		if (!team.isEmpty()) {
			this.escalations.handOver(ticketId, milestone, team);
		}
	}

	private static String word(@Nullable Map<String, @Nullable Object> escalation, String column) {
		Object word = (escalation != null) ? escalation.get(column) : null;
		return (word != null) ? word.toString() : "";
	}

}
