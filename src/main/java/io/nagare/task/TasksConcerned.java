package io.nagare.task;

import java.util.UUID;

import io.nagare.shared.TenantEvent;
import io.nagare.shared.TenantId;

/**
 * A ticket with open tasks has ended, or is read by others than before; each of them
 * follows in a transaction of its own.
 */
record TasksConcerned(TenantId tenant, UUID parent) implements TenantEvent {
}
