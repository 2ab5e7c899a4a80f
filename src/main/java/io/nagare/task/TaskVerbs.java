package io.nagare.task;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.workflow.ProcessVerbs;

/**
 * What models may ask of tasks: those of tickets of their tasks, task.bpmn of the ticket
 * that it is a part of. Glue only; called by the engine, never from Java.
 */
@ProcessVerbs(value = "tasks", ofEveryPractice = true)
public class TaskVerbs {

	private final TicketTaskService tasks;

	TaskVerbs(TicketTaskService tasks) {
		this.tasks = tasks;
	}

	/** Gives a part of the ticket to a team; to its own where none is named. */
	public void add(UUID ticketId, String title, @Nullable String description, @Nullable String teamId) {
		this.tasks.add(ticketId, title, description, teamId);
	}

	/** Whether the ticket is still worked on, so that a part of it can be given away. */
	public boolean mayBeAdded(UUID ticketId) {
		return this.tasks.isWorkedOn(ticketId);
	}

	/** Refuses the step while a task of the ticket is open, naming those that are. */
	public void demandNoneOpen(UUID ticketId) {
		this.tasks.demandNoneOpen(ticketId);
	}

	/** Whether a task of the ticket is open. */
	public boolean hasOpen(UUID ticketId) {
		return this.tasks.hasOpen(ticketId);
	}

	/** Of a task: its team gets it, and the ticket that it is a part of knows. */
	public void give(UUID taskId) {
		this.tasks.give(taskId);
	}

	/** Of a task: another team or person gets it. */
	public void assign(UUID taskId, @Nullable String teamId, @Nullable String assigneeId, @Nullable String reason) {
		this.tasks.assign(taskId, teamId, assigneeId, reason);
	}

	/** Of a task: the ticket that it is a part of learns how it ended. */
	public void report(UUID taskId, String outcome, @Nullable String findings) {
		this.tasks.report(taskId, outcome, findings);
	}

}
