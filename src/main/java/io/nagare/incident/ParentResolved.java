package io.nagare.incident;

import java.util.UUID;

import io.nagare.shared.TenantEvent;
import io.nagare.shared.TenantId;

/**
 * An incident that others are children of was resolved; each child follows in its own
 * transaction.
 */
record ParentResolved(TenantId tenant, UUID parent) implements TenantEvent {
}
