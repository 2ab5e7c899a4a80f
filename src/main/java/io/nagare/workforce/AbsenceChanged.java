package io.nagare.workforce;

import java.util.UUID;

import io.nagare.shared.TenantEvent;
import io.nagare.shared.TenantId;

/**
 * Somebody has left or is back. What he does goes to who stands in for him, or returns.
 *
 * @param tenant the tenant
 * @param user who left or is back
 */
public record AbsenceChanged(TenantId tenant, UUID user) implements TenantEvent {
}
