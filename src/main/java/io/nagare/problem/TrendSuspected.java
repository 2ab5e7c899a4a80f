package io.nagare.problem;

import java.util.UUID;

import io.nagare.shared.TenantId;

/**
 * Several incidents are on one category or configuration item; the rules are asked
 * whether that is a trend.
 */
record TrendSuspected(TenantId tenant, UUID subject) {
}
