package io.nagare.workflow;

import java.util.List;
import java.util.UUID;

/**
 * A task that its model gives to groups of people, such as a decision of the managers,
 * has begun to wait in the current transaction.
 *
 * @param ticketId the ticket
 * @param groups the groups it is offered to, as {@link Groups} names them
 * @param excluded who may not do it, by words of the model
 */
public record DecisionWaits(UUID ticketId, List<String> groups, List<String> excluded) {
}
