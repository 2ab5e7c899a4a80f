package io.nagare.workflow;

import java.util.UUID;

/**
 * The current caller approves a ticket in a task that he completes, in the current
 * transaction, before the model goes on from there.
 *
 * @param ticketId the ticket
 * @param element the id of the task in its model
 */
public record TaskApproved(UUID ticketId, String element) {
}
