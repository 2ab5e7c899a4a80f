package io.nagare.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Answers as the product does for a change on which five people vote, and keeps nothing
 * but what the model's next question depends on. Public: the engine calls it.
 */
public final class ChangeVerbs {

	/** Two thirds of five seats. */
	static final int QUORUM = 4;

	private static final List<String> SEATS = List.of("1", "2", "3", "4", "5");

	/** Votes by change; there from the assessment until the round is closed. */
	private final Map<String, Integer> votes = new ConcurrentHashMap<>();

	public void agreeServiceLevels(String change) {
	}

	public String typeOf(String change) {
		return "normal";
	}

	public String riskOf(String change) {
		return "high";
	}

	public int pastFailures(String change) {
		return 0;
	}

	public boolean isBackoutTested(String change) {
		return false;
	}

	public boolean isRehearsed(String change) {
		return false;
	}

	public String teamExperience(String change) {
		return "none";
	}

	public int ciTier(String change) {
		return 1;
	}

	public int downstream(String change) {
		return 0;
	}

	public boolean isInHours(String change) {
		return false;
	}

	public void recordSubmission(String change) {
	}

	public void recordRisk(String change, int likelihood, int impact) {
	}

	public boolean isPreApproved(String change) {
		return false;
	}

	public boolean isAssessed(String change) {
		return this.votes.containsKey(change);
	}

	public void recordAssessment(String change, String decision, @Nullable String reason) {
		this.votes.put(change, 0);
	}

	public void recordAuthority(String change, String authority) {
	}

	public void openRound(String change) {
	}

	public boolean hasSeats(String change) {
		return true;
	}

	public List<String> seats(String change) {
		return SEATS;
	}

	public String seatHolder(String change, String seat) {
		return "cab" + seat;
	}

	public Date votingDeadline(String change) {
		return tomorrow();
	}

	public void recordVote(String change, String vote, @Nullable String reason) {
		this.votes.merge(change, 1, Integer::sum);
	}

	public boolean isRoundDecided(String change) {
		return this.votes.getOrDefault(change, 0) >= QUORUM;
	}

	public String closeRound(String change) {
		this.votes.remove(change);
		return "approved";
	}

	public void schedule(String change) {
	}

	public boolean isStopped(String change) {
		return false;
	}

	public boolean isWindowOpen(String change) {
		return true;
	}

	public Date plannedStart(String change) {
		return tomorrow();
	}

	public Date plannedEnd(String change) {
		return tomorrow();
	}

	public void recordStart(String change) {
	}

	public boolean isRejected(String change) {
		return false;
	}

	public Date pointOfNoReturn(String change) {
		return tomorrow();
	}

	public Date warningOfNoReturn(String change) {
		return tomorrow();
	}

	public void recordOutcome(String change, String outcome) {
	}

	public boolean needsReview(String change) {
		return true;
	}

	public void recordReview(String change, String review) {
	}

	/** Timers that are armed and never go off. */
	private static Date tomorrow() {
		return Date.from(Instant.now().plus(1, ChronoUnit.DAYS));
	}

}
