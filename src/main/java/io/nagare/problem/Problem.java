package io.nagare.problem;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.Phase;
import io.nagare.shared.Label;
import io.nagare.shared.Texts;
import io.nagare.ticket.NewTicket;
import io.nagare.ticket.journal.Stamp;
import io.nagare.ticket.Ticket;

/**
 * A cause, or potential cause, of one or more incidents. Readable by all, changed only
 * inside this module.
 */
@Entity
@Table(name = "problems")
@DiscriminatorValue(Problem.KIND)
public class Problem extends Ticket {

	/** The practice. */
	public static final String KIND = "problem";

	private static final String PROPOSED = "proposed";

	private static final String ACCEPTED = "accepted";

	private static final String REJECTED = "rejected";

	/** Solved before anybody decided. */
	private static final String WITHDRAWN = "withdrawn";

	/** Accepted until a review. */
	private static final String ENDED = "ended";

	private @Nullable String rootCause;

	private @Nullable String causeCode;

	private @Nullable String symptom;

	private @Nullable String workaround;

	private boolean knownError;

	private @Nullable String resolution;

	private @Nullable String riskState;

	private @Nullable String riskReason;

	private @Nullable LocalDate riskReviewDate;

	private @Nullable UUID riskProposedBy;

	private @Nullable UUID awaitedChangeId;

	@SuppressWarnings("NullAway.Init") // filled by JPA
	protected Problem() {
	}

	Problem(NewTicket opened) {
		super(opened);
	}

	boolean isCauseKnown() {
		return this.rootCause != null;
	}

	/** Whether there is a workaround, of a problem that somebody took for one. */
	boolean offersWorkaround() {
		return this.workaround != null && phase() != Phase.CANCELLED;
	}

	/** What everybody reads in the incidents that it caused. */
	Label workaroundForReporters() {
		return Texts.label("problem.workaround", number()).with(Optional.ofNullable(this.workaround).orElse(""));
	}

	/** The same of a confidential problem: only where to look, for who may. */
	Label workaroundForItsReaders() {
		return Texts.label("problem.workaround_confidential").with(number());
	}

	/** Whether the proposal to live with it waits for a decision. */
	boolean isRiskProposed() {
		return PROPOSED.equals(this.riskState);
	}

	/** Who proposed to live with it; empty where nobody did. */
	Optional<UUID> riskProposer() {
		return Optional.ofNullable(this.riskProposedBy);
	}

	/** Whether somebody decided to live with it for now. */
	boolean isRiskAccepted() {
		return ACCEPTED.equals(this.riskState);
	}

	/** While somebody decided to live with it, until the day of the review. */
	@Override
	public boolean isShelved(LocalDate today) {
		return isRiskAccepted() && riskReviewDate().filter(today::isBefore).isPresent();
	}

	/** The day on which an accepted risk is looked at again; empty without one. */
	Optional<LocalDate> riskReviewDate() {
		return Optional.ofNullable(this.riskReviewDate);
	}

	/** A cause of it was named, or is no longer. */
	public Problem explained(@Nullable String before, @Nullable String after, Stamp stamp) {
		changed("causes", before, after, stamp);
		return this;
	}

	/** What is known of it from the tickets that gave it away. */
	Problem like(Ticket other, String description, Stamp stamp) {
		redescribe(description, stamp);
		categorise(other.category().orElse(null), stamp);
		concern(other.cis(), stamp);
		classify(other.isConfidential() ? "confidential" : "internal", stamp);
		return this;
	}

	/** A team or person leads the work on it. */
	Problem assign(@Nullable UUID team, @Nullable UUID assignee, Stamp stamp) {
		give(team, assignee, stamp);
		return this;
	}

	Problem foundCause(String cause, String code, Stamp stamp) {
		changed("root_cause", this.rootCause, cause, stamp);
		this.rootCause = cause;
		changed("cause_code", this.causeCode, code, stamp);
		this.causeCode = code;
		return this;
	}

	Problem publish(String symptom, String workaround, Stamp stamp) {
		changed("symptom", this.symptom, symptom, stamp);
		this.symptom = symptom;
		changed("workaround", this.workaround, workaround, stamp);
		this.workaround = workaround;
		changed("known_error", this.knownError, true, stamp);
		this.knownError = true;
		return this;
	}

	Problem proposeRisk(String reason, LocalDate review, Stamp stamp) {
		reviewOn(review, stamp);
		changed("risk_reason", this.riskReason, reason, stamp);
		this.riskReason = reason;
		this.riskProposedBy = stamp.actor();
		return risk(PROPOSED, stamp);
	}

	Problem acceptRisk(Stamp stamp) {
		return risk(ACCEPTED, stamp);
	}

	Problem rejectRisk(Stamp stamp) {
		return risk(REJECTED, stamp);
	}

	/** The risk is accepted no longer. */
	Problem endRisk(Stamp stamp) {
		return risk(ENDED, stamp);
	}

	/** The risk stays accepted until another day. */
	Problem reviewOn(LocalDate review, Stamp stamp) {
		changed("risk_review_date", this.riskReviewDate, review, stamp);
		this.riskReviewDate = review;
		return this;
	}

	private Problem risk(String state, Stamp stamp) {
		changed("risk_state", this.riskState, state, stamp);
		this.riskState = state;
		return this;
	}

	Problem resolve(String resolution, Stamp stamp) {
		changed("resolution", this.resolution, resolution, stamp);
		this.resolution = resolution;
		if (isRiskProposed()) {
			risk(WITHDRAWN, stamp);
		}
		return this;
	}

	/** The change that it waits for; empty while it waits for none. */
	Optional<UUID> awaitedChange() {
		return Optional.ofNullable(this.awaitedChangeId);
	}

	/** A change is to remove its cause; null for no longer. */
	Problem await(@Nullable UUID change, Stamp stamp) {
		changed("awaited_change_id", this.awaitedChangeId, change, stamp);
		this.awaitedChangeId = change;
		return this;
	}

	Problem failedFix(Stamp stamp) {
		changed("resolution", this.resolution, null, stamp);
		this.resolution = null;
		return this;
	}

}
