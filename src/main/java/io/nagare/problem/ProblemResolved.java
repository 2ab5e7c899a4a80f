package io.nagare.problem;

import java.util.UUID;

import io.nagare.shared.TenantEvent;
import io.nagare.shared.TenantId;

/** A problem was solved; the incidents that wait for it go on. */
record ProblemResolved(TenantId tenant, UUID problem) implements TenantEvent {
}
