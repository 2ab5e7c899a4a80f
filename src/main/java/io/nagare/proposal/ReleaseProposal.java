package io.nagare.proposal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.workflow.Releases.Difference;

/**
 * What a change proposes to put in force.
 *
 * @param changeId the change
 * @param changeNumber its number
 * @param comment why
 * @param models the keys of the processes and tables
 * @param files their names
 * @param difference to what was in force when it was proposed, loosenings first
 * @param rehearsalId the rehearsal that belongs to it; null for none
 * @param releaseId the release that put it in force; null until then
 * @param activatedBy who did that; null likewise
 */
public record ReleaseProposal(UUID changeId, String changeNumber, String comment, List<String> models,
		List<String> files, List<Difference> difference, @Nullable UUID rehearsalId, UUID proposedBy,
		Instant proposedAt, @Nullable String releaseId, @Nullable UUID activatedBy, @Nullable Instant activatedAt) {
}
