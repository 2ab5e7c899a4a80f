package io.nagare.notification;

import java.util.Map;
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
 */
public record NoticeTold(TenantId tenant, String kind, @Nullable TicketRef ticket,
		Map<UUID, UUID> notifications) implements TenantEvent {
}
