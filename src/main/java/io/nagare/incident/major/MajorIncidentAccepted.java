package io.nagare.incident.major;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.TenantId;
import io.nagare.shared.TicketEvent;
import io.nagare.shared.TicketRef;

/** A manager took an incident as a major one; its cause is to be found. */
public record MajorIncidentAccepted(TicketRef ticket, TenantId tenant, @Nullable UUID actor,
		Instant at) implements TicketEvent {
}
