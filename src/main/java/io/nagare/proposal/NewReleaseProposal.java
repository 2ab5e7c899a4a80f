package io.nagare.proposal;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is said of files that are proposed.
 *
 * @param comment why they are to come into force
 * @param plannedStart when the change's window begins; null for not decided yet
 * @param plannedEnd when it ends; null likewise
 * @param rehearsalId the rehearsal that shows what they would have done; null for none
 * @param migration how running tickets are brought along once they are in force; null
 * where those stay on the versions they have
 * @param base the versions in force that the files were made from, by key, as 3 or
 * shared:3; null for whatever is in force
 */
public record NewReleaseProposal(@NotBlank @Size(max = 2000) String comment, @Nullable Instant plannedStart,
		@Nullable Instant plannedEnd, @Nullable UUID rehearsalId, @Nullable @Valid NewProposedMigration migration,
		@Nullable @Size(max = NewReleaseProposal.MOST_MODELS) Map<String, @NotBlank @Size(max = 20) String> base) {

	private static final int MOST_MODELS = 50;

	/**
	 * How running tickets are brought along.
	 *
	 * @param first how many of each process go at first; null for all
	 * @param map elements that have another id in the new version, by their ids, for each
	 * process; what the plan finds by itself need not be said
	 */
	public record NewProposedMigration(@Nullable @Min(1) Integer first, @Nullable @Size(
			max = MOST_MODELS) Map<String, @NotNull Map<String, @NotBlank @Size(max = 255) String>> map) {

		/** What is said of elements; nothing where it was left out. */
		Map<String, Map<String, String>> places() {
			return (this.map != null) ? this.map : Map.of();
		}

	}

}
