package io.nagare.proposal;

import java.time.Instant;
import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is said of files that are proposed.
 *
 * @param comment why they are to come into force
 * @param plannedStart when the change's window begins; null for not decided yet
 * @param plannedEnd when it ends; null likewise
 * @param rehearsalId the rehearsal that shows what they would have done; null for none
 */
public record NewReleaseProposal(@NotBlank @Size(max = 2000) String comment, @Nullable Instant plannedStart,
		@Nullable Instant plannedEnd, @Nullable UUID rehearsalId) {
}
