package io.nagare.problem.trend;

import java.util.UUID;

import io.nagare.shared.TenantEvent;
import io.nagare.shared.TenantId;

/**
 * Incidents on one category or configuration item seem to be a trend, or belong to the
 * problem that is open for one.
 *
 * @param name what people call the category or item, which may be gone
 */
public record TrendSuspected(TenantId tenant, UUID subject, String name) implements TenantEvent {
}
