package io.nagare.workflow;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;
import io.nagare.shared.TenantEvent;
import io.nagare.shared.TenantId;

/**
 * A task that its model gives to people, such as a decision of the managers or of a
 * person's own manager, has begun to wait in the current transaction.
 *
 * @param tenant whose it is
 * @param ticketId the ticket
 * @param groups the groups it is offered to, as {@link Groups} names them
 * @param usernames the people it is offered to by name
 * @param excluded who may not do it, by words of the model
 * @param step what people call the task; null where the model says nothing
 */
public record DecisionWaits(TenantId tenant, UUID ticketId, List<String> groups, List<String> usernames,
		List<String> excluded, @Nullable Label step) implements TenantEvent {
}
