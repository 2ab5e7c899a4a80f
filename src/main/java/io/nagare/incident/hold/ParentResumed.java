package io.nagare.incident.hold;

import java.util.UUID;

import io.nagare.shared.TenantEvent;
import io.nagare.shared.TenantId;

/** The hold of an incident is over, and others were held with it. */
record ParentResumed(TenantId tenant, UUID parent) implements TenantEvent {
}
