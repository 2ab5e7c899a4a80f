package io.nagare.push;

import java.util.UUID;

import io.nagare.shared.TenantEvent;
import io.nagare.shared.TenantId;

/**
 * A browser is to be told.
 *
 * @param subscription which browser
 * @param notification what its user finds in the portal
 */
record PushDue(TenantId tenant, UUID subscription, UUID notification) implements TenantEvent {
}
