package io.nagare.shared;

import java.util.UUID;

/**
 * Names one tenant, a company whose data nobody else sees.
 *
 * @param id its key in our tables
 * @param slug its short, stable word: the tenant id of the engine
 */
public record TenantId(UUID id, String slug) {
}
