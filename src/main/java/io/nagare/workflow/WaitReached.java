package io.nagare.workflow;

import java.util.UUID;

import io.nagare.shared.Phase;

/**
 * The token arrived at a wait or an end of the main path, in the current transaction. The
 * owner of the ticket writes the columns; nobody else sets a status.
 *
 * @param ticketId the ticket
 * @param status the word of the model
 * @param phase what it means
 */
public record WaitReached(UUID ticketId, String status, Phase phase) {
}
