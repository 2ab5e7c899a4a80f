package io.nagare.notification;

import java.util.UUID;

import io.nagare.shared.TenantEvent;
import io.nagare.shared.TenantId;

/**
 * Notifications that waited are to be mailed together.
 *
 * @param digest what their rows are marked with, and the mail is known by
 */
record DigestDue(TenantId tenant, UUID digest) implements TenantEvent {
}
