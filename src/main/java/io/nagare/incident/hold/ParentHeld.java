package io.nagare.incident.hold;

import java.util.UUID;

import io.nagare.shared.TenantEvent;
import io.nagare.shared.TenantId;

/** The children of a held incident are to be held with it, those that can be. */
record ParentHeld(TenantId tenant, UUID parent) implements TenantEvent {
}
