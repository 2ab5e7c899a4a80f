package io.nagare.proposal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.workflow.Releases.Difference;
import io.nagare.workflow.Releases.PlannedMigration;
import io.nagare.workflow.Releases.Rehearsed;

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
 * @param rehearsal what came of it; null for none
 * @param migration how running tickets follow; null where they stay
 * @param releaseId the release that put it in force; null until then
 * @param activatedBy who did that; null likewise
 */
public record ReleaseProposal(UUID changeId, String changeNumber, String comment, List<String> models,
		List<String> files, List<Difference> difference, @Nullable UUID rehearsalId, @Nullable Rehearsed rehearsal,
		@Nullable ProposedMigration migration, UUID proposedBy, Instant proposedAt, @Nullable String releaseId,
		@Nullable UUID activatedBy, @Nullable Instant activatedAt) {

	/**
	 * How running tickets follow.
	 *
	 * @param first how many of each process go at first; null for all
	 * @param map elements that have another id in the new version, for each process, as
	 * its owner said
	 * @param planned what that came to when it was proposed, by process
	 * @param begun the migrations that began with the activation
	 */
	public record ProposedMigration(@Nullable Integer first, Map<String, Map<String, String>> map,
			List<PlannedMigration> planned, List<BegunMigration> begun) {
	}

	/**
	 * A migration.
	 *
	 * @param model key of the process
	 * @param id of the migration
	 */
	public record BegunMigration(String model, UUID id) {
	}

}
