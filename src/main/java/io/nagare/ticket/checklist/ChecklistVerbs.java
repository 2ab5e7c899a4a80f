package io.nagare.ticket.checklist;

import java.util.UUID;

import io.nagare.workflow.ProcessVerbs;

/**
 * What models may ask of the checklists of their tickets. Glue only; called by the
 * engine, never from Java.
 */
@ProcessVerbs(value = "checklist", ofEveryPractice = true)
public class ChecklistVerbs {

	private final TicketChecklists checklists;

	ChecklistVerbs(TicketChecklists checklists) {
		this.checklists = checklists;
	}

	/** Writes a line down, unless the ticket has it. */
	public void add(UUID ticketId, String text) {
		this.checklists.demand(ticketId, text);
	}

	/** Refuses the step while a line is open, naming those that are. */
	public void demandDone(UUID ticketId) {
		this.checklists.demandDone(ticketId);
	}

	/** Whether a line is open. */
	public boolean hasOpen(UUID ticketId) {
		return this.checklists.hasOpen(ticketId);
	}

}
