package io.nagare.workflow;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;

/**
 * Something that can be done to a ticket now, read from its running processes.
 *
 * @param name the word in the model and the API, such as {@code resolve}
 * @param label what people read
 * @param fields what it takes
 * @param shown what its form shows beside them, by keys of the ticket's form context
 * @param leadsTo tells the statuses it can lead to, which it computes from the graphs of
 * all models on the way
 * @param assignee username of the one who has the task; null for nobody or a message
 * @param candidates groups and {@code user:<username>} that the task is offered to
 * @param actors who else may, by words of the model: {@code agents},
 * {@code reporter while open}
 * @param excluded who may not, whatever else he is, by words of the model:
 * {@code reporter, implementers, proposer}
 * @param isDecision whether the model itself says whose task it is, such as a vote
 * @param approves whether one of the choices in its form approves the ticket
 * @param taskName the name of the task; null for a message
 * @param handle where the engine waits for it
 */
public record OpenAction(String name, Label label, List<FormField> fields, Map<String, Label> shown,
		Supplier<Set<String>> leadsTo, @Nullable String assignee, List<String> candidates, List<String> actors,
		List<String> excluded, boolean isDecision, boolean approves, @Nullable String taskName, Handle handle) {

	/**
	 * Whether a person is to give his own word, so that no program gives it for him: it
	 * is asked of people, or what is chosen in the form approves.
	 */
	public boolean asksForOwnWord() {
		return this.approves || isAskedOfPeople();
	}

	/** Whether the model gives it to people whom it names or who have a role. */
	public boolean isAskedOfPeople() {
		boolean ofWorkers = !this.candidates.isEmpty() && this.candidates.stream().allMatch(Groups::isOfWorkers);
		return this.isDecision && !ofWorkers;
	}

	/**
	 * The engine's own ids of the wait. They are of no use outside the workflow module.
	 *
	 * @param taskId the task; null for a message
	 * @param executionId the execution that waits
	 * @param message the name of the message; null for a task
	 * @param definitionId the version of the model
	 * @param elementId what waits there
	 * @param claims whether who performs it takes the task first: nobody has it, and the
	 * action itself does not say who gets the ticket
	 * @param endsAllTasks whether no other task of the ticket is open
	 * @param suspended whether an operator has put one of the ticket's processes aside
	 */
	public record Handle(@Nullable String taskId, String executionId, @Nullable String message, String definitionId,
			String elementId, boolean claims, boolean endsAllTasks, boolean suspended) {
	}

}
