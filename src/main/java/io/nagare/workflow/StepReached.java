package io.nagare.workflow;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A token came to a wait or an end of a process, in the current transaction.
 *
 * @param businessKey the ticket that the process serves, or what else it is about
 * @param processId the process itself
 * @param processKey its model
 * @param version the version of the model
 * @param element the id of the element in the model
 * @param name what people call the element; null for nothing
 * @param type the BPMN element, such as {@code userTask}
 * @param action the action that led here; null where none did
 */
public record StepReached(UUID businessKey, String processId, String processKey, int version, String element,
		@Nullable String name, String type, @Nullable String action) {
}
