package io.nagare.ticket;

import java.util.UUID;

/**
 * Something changed that the clocks of the ticket look at.
 *
 * @param ticketId the ticket
 * @param handedOver whether another team has it, for which something else may be agreed
 */
public record ConditionChanged(UUID ticketId, boolean handedOver) {
}
