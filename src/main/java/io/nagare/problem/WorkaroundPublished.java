package io.nagare.problem;

import java.util.UUID;

import io.nagare.shared.TenantId;

/**
 * A problem has a workaround; its open incidents are told.
 *
 * @param resume whether incidents that wait for the problem go on with it
 */
record WorkaroundPublished(TenantId tenant, UUID problem, boolean resume) {
}
