package io.nagare.problem;

import java.util.UUID;

import io.nagare.shared.TenantId;

/**
 * Incidents on one category or configuration item seem to be a trend, or belong to the
 * problem that is open for one.
 */
record TrendSuspected(TenantId tenant, UUID subject) {
}
