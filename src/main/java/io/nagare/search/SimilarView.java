package io.nagare.search;

import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.Phase;
import io.nagare.shared.WordOf;

/**
 * What is written about the same matter.
 *
 * @param tickets the most alike first
 * @param knownErrors published workarounds that may help now
 * @param articles what people may read to help themselves, in force
 * @param proposals what helped in tickets like it; what lasted first, then the most alike
 * @param outcomes how tickets like it ended, the most frequent first
 */
@Schema(name = "Similar")
public record SimilarView(List<SimilarTicket> tickets, List<SimilarError> knownErrors, List<SimilarArticle> articles,
		List<Proposal> proposals, List<Outcome> outcomes) {

	/**
	 * A ticket about the same matter.
	 *
	 * @param likeness from 0 to 1: the share of what tells the asked text from others
	 * that this one holds
	 * @param words what both hold, as it stands in the asked text
	 */
	public record SimilarTicket(UUID id, String kind, String number, String title, String status,
			@WordOf(Phase.class) String phase, String priority, double likeness, List<String> words) {
	}

	/**
	 * A known error about the same matter.
	 *
	 * @param id the problem's
	 */
	public record SimilarError(UUID id, String problemNumber, String title, @Nullable String symptom, String workaround,
			double likeness, List<String> words) {
	}

	/**
	 * An article about the same matter.
	 *
	 * @param version the one in force
	 * @param titleJa null where it is not written in Japanese
	 * @param titleEn null where it is not written in English
	 */
	public record SimilarArticle(UUID id, String articleNumber, int version, @Nullable String titleJa,
			@Nullable String titleEn, double likeness, List<String> words) {
	}

	/**
	 * What was done in tickets like it.
	 *
	 * @param resolution as it was written; the same text of several tickets once
	 * @param times in how many of those tickets
	 * @param lasting how many of these were not reopened afterwards
	 * @param numbers theirs, the most alike first
	 * @param likeness of the most alike of them
	 */
	@Schema(name = "ResolutionProposal")
	public record Proposal(String resolution, @Nullable String resolutionCode, int times, int lasting,
			List<String> numbers, double likeness) {
	}

	/**
	 * How often a resolution code ended tickets like it.
	 *
	 * @param lasting how many of these were not reopened afterwards
	 */
	@Schema(name = "SimilarOutcome")
	public record Outcome(String resolutionCode, int times, int lasting) {
	}

}
