package io.nagare.incident.hold;

import java.util.UUID;

import io.nagare.shared.TenantEvent;
import io.nagare.shared.TenantId;

/**
 * An incident is held for problems or changes. One of them may have ended at the same
 * moment, without seeing it.
 */
public record HeldForTickets(TenantId tenant, UUID incident) implements TenantEvent {
}
