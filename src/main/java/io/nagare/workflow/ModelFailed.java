package io.nagare.workflow;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Refusal;

/**
 * A model of the bound tenant, or one that it shares, did something wrong while it ran;
 * all of it was rolled back. Told once for each fault and hour.
 *
 * @param process key of the model
 * @param version which one ran
 * @param element id of the element that ran
 * @param ticketId the ticket; null where the process is about none
 * @param fault what was wrong
 */
public record ModelFailed(String process, int version, String element, @Nullable UUID ticketId, Refusal.Detail fault) {
}
