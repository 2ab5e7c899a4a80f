package io.nagare.rules;

import java.time.Instant;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A text that was proposed for a rule set.
 *
 * @param ruleSet the rule set's name
 * @param state open, approved or rejected
 * @param version which version it became; null where it was not approved
 * @param basedOn the version in whose place it is to come
 * @param drl the rules; null in lists
 * @param examples the examples; null in lists
 * @param reason why it was proposed
 * @param proposedBy user name of the first person
 * @param decidedBy user name of the second person; of the first where he withdrew it
 * @param note what the decision was given along
 */
@Schema(name = "RuleSetProposal")
public record ProposalView(UUID id, String ruleSet, String state, @Nullable Integer version, int basedOn,
		@Nullable String drl, @Nullable String examples, String reason, String proposedBy, Instant proposedAt,
		@Nullable String decidedBy, @Nullable Instant decidedAt, @Nullable String note) {

	/** The same as a list shows it. */
	ProposalView withoutTexts() {
		return new ProposalView(this.id, this.ruleSet, this.state, this.version, this.basedOn, null, null, this.reason,
				this.proposedBy, this.proposedAt, this.decidedBy, this.decidedAt, this.note);
	}

}
