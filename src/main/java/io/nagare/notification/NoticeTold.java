package io.nagare.notification;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.TenantEvent;
import io.nagare.shared.TenantId;
import io.nagare.shared.TicketRef;

/**
 * People were told something; published within the transaction that tells them.
 *
 * @param kind what sort of notice it is
 * @param ticket what it is about; null for no ticket
 * @param notifications the notification that each of them finds, by his key
 * @param quiet those of them who are told in the application alone, until their quiet
 * time is over
 * @param urgent whether browsers are told whatever its kind
 */
public record NoticeTold(TenantId tenant, String kind, @Nullable TicketRef ticket, Map<UUID, UUID> notifications,
		Set<UUID> quiet, boolean urgent) implements TenantEvent {
}
