package io.nagare.ticket.absence;

import java.util.UUID;

import io.nagare.shared.TenantEvent;
import io.nagare.shared.TenantId;

/** A ticket was given to somebody who is away. */
record AbsentAssignee(TenantId tenant, UUID ticket) implements TenantEvent {
}
