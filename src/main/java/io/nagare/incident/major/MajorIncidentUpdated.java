package io.nagare.incident.major;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.TenantId;
import io.nagare.shared.TicketEvent;
import io.nagare.shared.TicketRef;

/**
 * Somebody told how a major incident stands.
 *
 * @param text what the public note of it says
 */
public record MajorIncidentUpdated(TicketRef ticket, TenantId tenant, @Nullable UUID actor, Instant at,
		String text) implements TicketEvent {
}
