package io.nagare.workflow;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Phase;

/**
 * A task of the main path was claimed, given to somebody or released, through whatever
 * door, in the current transaction.
 *
 * @param ticketId the ticket
 * @param assignee username of the new assignee; null when released
 * @param phase the phase in which the token waits at this task
 */
public record TaskAssigned(UUID ticketId, @Nullable String assignee, Phase phase) {
}
