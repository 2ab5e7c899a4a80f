package io.nagare.problem;

import java.util.UUID;

import io.nagare.shared.TenantEvent;
import io.nagare.shared.TenantId;

/**
 * A problem was cancelled, another stands for it, or its risk is accepted; who waits for
 * it waits in vain, or for the other.
 *
 * @param number what people call it
 */
record ProblemGivenUp(TenantId tenant, UUID problem, String number) implements TenantEvent {
}
