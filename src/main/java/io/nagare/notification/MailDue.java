package io.nagare.notification;

import java.util.List;
import java.util.UUID;

import io.nagare.shared.TenantEvent;
import io.nagare.shared.TenantId;

/**
 * Notifications are to be mailed.
 *
 * @param notifications their ids
 */
record MailDue(TenantId tenant, List<UUID> notifications) implements TenantEvent {
}
