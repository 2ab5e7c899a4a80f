package io.nagare.workflow;

import java.util.UUID;

import io.nagare.shared.TenantEvent;
import io.nagare.shared.TenantId;

/**
 * A process of a ticket goes on by another version of its model, where the place of its
 * token may have another name. Published in the transaction that migrates it.
 *
 * @param tenant the ticket's
 * @param ticketId the ticket
 */
public record ProcessMigrated(TenantId tenant, UUID ticketId) implements TenantEvent {
}
