package io.nagare.workflow;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;

/**
 * A task that asks somebody for a decision, such as a vote or an approval, and that he
 * has, or that is offered to him while nobody has it who may take it.
 *
 * @param ticketId the ticket it is about
 * @param taskId the engine's id of the task, of no use outside the workflow module but to
 * tell apart whose the open actions are
 * @param step what people call the task
 * @param due when it is due; null for no due time
 */
public record WaitingDecision(UUID ticketId, String taskId, Label step, @Nullable Instant due) {

	/** Whether the action is one of the task's, and asks for a person's own word. */
	public boolean offers(OpenAction action) {
		return this.taskId.equals(action.handle().taskId()) && action.asksForOwnWord();
	}

}
