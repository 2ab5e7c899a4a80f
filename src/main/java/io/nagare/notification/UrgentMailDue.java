package io.nagare.notification;

import java.util.List;
import java.util.UUID;

import io.nagare.shared.TenantEvent;
import io.nagare.shared.TenantId;

/**
 * Notifications are to be mailed before any that are not urgent.
 *
 * @param notifications their ids
 */
record UrgentMailDue(TenantId tenant, List<UUID> notifications) implements TenantEvent {
}
