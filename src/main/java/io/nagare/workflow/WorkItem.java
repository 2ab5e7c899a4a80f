package io.nagare.workflow;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a ticket looks like in a task list.
 *
 * @param caption stands before the task's name: number and title, of a confidential
 * ticket the number alone
 * @param due when the task is due; null for no due time
 * @param priority 0 to 100, the most urgent highest
 * @param candidateGroup whose queue it is in where the model names no one, see
 * {@link Groups}
 * @param assignee username; null for nobody
 */
public record WorkItem(String caption, @Nullable Instant due, int priority, String candidateGroup,
		@Nullable String assignee) {
}
