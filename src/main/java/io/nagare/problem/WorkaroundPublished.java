package io.nagare.problem;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.TenantEvent;
import io.nagare.shared.TenantId;

/**
 * A problem has a workaround; open incidents that it caused are told.
 *
 * @param incident which one is told; null for all of them
 * @param resume whether incidents that wait for the problem go on with it
 */
record WorkaroundPublished(TenantId tenant, UUID problem, @Nullable UUID incident,
		boolean resume) implements TenantEvent {
}
