package io.nagare.change.board;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Counts a round of votes. It passes if and only if the quorum is cast, more approve than
 * reject, enough of both approve, and no seat with a veto rejects. It is decided as soon
 * as the missing votes, however they turn out or stay out, cannot change that; a
 * conditional vote decides it at once. Silence never approves.
 *
 * @param quorum the share of the seats that must vote
 * @param majority the share of the approving and rejecting votes that must approve
 * @param seats all seats of the round
 */
record Ballot(Quota quorum, Quota majority, List<Seat> seats) {

	/** Where the round stands. */
	Outcome outcome() {
		if (count(Vote.CONDITIONAL) > 0) {
			return Outcome.CONDITIONAL;
		}
		if (this.seats.stream().anyMatch((seat) -> seat.veto() && seat.vote() == Vote.REJECT)) {
			return Outcome.REJECTED;
		}
		int approve = count(Vote.APPROVE);
		int reject = count(Vote.REJECT);
		int cast = approve + reject + count(Vote.ABSTAIN);
		int missing = this.seats.size() - cast;
		boolean vetoMissing = this.seats.stream().anyMatch((seat) -> seat.veto() && seat.vote() == null);
		if (!passes(cast + missing, approve + missing, reject)) {
			return Outcome.REJECTED;
		}
		// the worst that can come: all stay silent, or all reject
		return (!vetoMissing && passes(cast, approve, reject) && passes(cast + missing, approve, reject + missing))
				? Outcome.APPROVED : Outcome.OPEN;
	}

	private boolean passes(int cast, int approve, int reject) {
		return cast >= this.quorum.leastOf(this.seats.size()) && approve > reject
				&& approve >= this.majority.leastOf(approve + reject);
	}

	private int count(Vote vote) {
		return (int) this.seats.stream().filter((seat) -> seat.vote() == vote).count();
	}

	/** Where a round stands. */
	enum Outcome {

		OPEN, APPROVED, REJECTED, CONDITIONAL;

		/** The word in model, database and API. */
		String word() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * One seat.
	 *
	 * @param veto whether its rejection is final
	 * @param vote its latest vote; null for none yet
	 */
	record Seat(boolean veto, @Nullable Vote vote) {
	}

}
