package io.nagare.change;

import java.util.Date;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.ticket.TicketRecords;
import io.nagare.workflow.ProcessVerbs;

/**
 * What change.bpmn and change-aftermath.bpmn may ask of changes. Glue only; called by the
 * engine, never from Java.
 */
@ProcessVerbs
public class ChangeLifecycle {

	private final ChangeManagement changes;

	private final RiskFacts facts;

	private final Voting voting;

	private final Schedule schedule;

	private final Implementation implementation;

	private final TicketRecords records;

	ChangeLifecycle(ChangeManagement changes, RiskFacts facts, Voting voting, Schedule schedule,
			Implementation implementation, TicketRecords records) {
		this.changes = changes;
		this.facts = facts;
		this.voting = voting;
		this.schedule = schedule;
		this.implementation = implementation;
		this.records = records;
	}

	/** Attaches the clocks that the SLA tables agree, if any. */
	public void agreeServiceLevels(String changeId) {
		this.changes.agreeServiceLevels(id(changeId));
	}

	public String typeOf(String changeId) {
		return change(changeId).type();
	}

	/** The level of the risk that was rated. */
	public @Nullable String riskOf(String changeId) {
		return change(changeId).risk().orElse(null);
	}

	public int pastFailures(String changeId) {
		return this.facts.pastFailures(change(changeId));
	}

	public boolean isBackoutTested(String changeId) {
		return change(changeId).isBackoutTested();
	}

	public boolean isRehearsed(String changeId) {
		return change(changeId).isRehearsed();
	}

	public String teamExperience(String changeId) {
		return change(changeId).teamExperience();
	}

	/** The tier of the most important item; 0 without any. */
	public int ciTier(String changeId) {
		return this.facts.ciTier(change(changeId));
	}

	/** How many items depend on those that are changed. */
	public int downstream(String changeId) {
		return this.facts.downstream(change(changeId));
	}

	public boolean isInHours(String changeId) {
		return this.facts.isInHours(change(changeId));
	}

	public void recordSubmission(String changeId) {
		this.changes.submit(id(changeId));
	}

	public void recordRisk(String changeId, int likelihood, int impact) {
		this.changes.rate(id(changeId), likelihood, impact);
	}

	public boolean isPreApproved(String changeId) {
		return this.changes.isPreApproved(id(changeId));
	}

	/** Whether a peer approved the plan as it is. */
	public boolean isAssessed(String changeId) {
		return change(changeId).isPlanFixed();
	}

	public void recordAssessment(String changeId, String decision, @Nullable String reason) {
		this.changes.assess(id(changeId), decision, reason);
	}

	public void recordAuthority(String changeId, String authority) {
		this.changes.askAuthority(id(changeId), authority);
	}

	public void openRound(String changeId) {
		this.voting.open(id(changeId));
	}

	public boolean hasSeats(String changeId) {
		return this.voting.hasSeats(id(changeId));
	}

	/** The seats of the round, for one vote task each. */
	public List<String> seats(String changeId) {
		return this.voting.seats(id(changeId));
	}

	/** The username of whoever holds the seat. */
	public String seatHolder(String changeId, String seat) {
		return this.voting.holder(id(changeId), seat);
	}

	public Date votingDeadline(String changeId) {
		return Date.from(this.voting.deadline(id(changeId)));
	}

	public void recordVote(String changeId, String vote, @Nullable String reason) {
		this.voting.vote(id(changeId), vote, reason);
	}

	public boolean isRoundDecided(String changeId) {
		return this.voting.isDecided(id(changeId));
	}

	/**
	 * Closes the round, where it is open: {@code approved}, {@code rejected} or
	 * {@code conditional}.
	 */
	public String closeRound(String changeId) {
		return this.voting.close(id(changeId));
	}

	public void recordDecisionAtDeadline(String changeId, String decision, String reason) {
		this.voting.decide(id(changeId), decision, reason);
	}

	public void recordSoleDecision(String changeId, String decision, String reason) {
		this.voting.decideAlone(id(changeId), decision, reason);
	}

	public void schedule(String changeId) {
		this.schedule.schedule(id(changeId));
	}

	public boolean isStopped(String changeId) {
		return this.schedule.isStopped(id(changeId));
	}

	/** Whether the window has begun. */
	public boolean isWindowOpen(String changeId) {
		return this.schedule.isOpen(id(changeId));
	}

	public void openWindow(String changeId) {
		this.schedule.open(id(changeId));
	}

	public Date plannedStart(String changeId) {
		return Date.from(this.schedule.start(id(changeId)));
	}

	public Date plannedEnd(String changeId) {
		return Date.from(this.schedule.end(id(changeId)));
	}

	public void recordRescheduling(String changeId, String plannedStart, String plannedEnd) {
		this.schedule.reschedule(id(changeId), plannedStart, plannedEnd);
	}

	/** A stopped change moves to another window. */
	public void recordOtherWindow(String changeId, String plannedStart, String plannedEnd) {
		this.schedule.moveStopped(id(changeId), plannedStart, plannedEnd);
	}

	public void recordProceeding(String changeId, String reason) {
		this.schedule.proceed(id(changeId), reason);
	}

	public void recordStart(String changeId) {
		this.schedule.begin(id(changeId));
	}

	public void acknowledgeConflicts(String changeId, @Nullable String comment) {
		this.changes.acknowledgeConflicts(id(changeId), comment);
	}

	public void recordCancellation(String changeId, String reason) {
		this.changes.cancel(id(changeId), reason);
	}

	public boolean isRejected(String changeId) {
		return change(changeId).isRejected();
	}

	public Date pointOfNoReturn(String changeId) {
		return Date.from(this.schedule.pointOfNoReturn(id(changeId)));
	}

	public Date warningOfNoReturn(String changeId) {
		return Date.from(this.schedule.warningOfNoReturn(id(changeId)));
	}

	public void warnOfNoReturn(String changeId) {
		this.schedule.warnOfNoReturn(id(changeId));
	}

	public void passNoReturn(String changeId) {
		this.schedule.passNoReturn(id(changeId));
	}

	public void tellOfOverrun(String changeId) {
		this.implementation.tellOfOverrun(id(changeId));
	}

	public void recordTaskCompletion(String changeId, String taskId, @Nullable String actualStart) {
		this.implementation.completeTask(id(changeId), taskId, actualStart);
	}

	public void recordBackOut(String changeId, String reason) {
		this.implementation.backOut(id(changeId), reason);
	}

	public void recordOutcome(String changeId, String outcome) {
		this.implementation.finish(id(changeId), outcome);
	}

	public boolean needsReview(String changeId) {
		return this.implementation.needsReview(id(changeId));
	}

	public void recordReview(String changeId, String review) {
		this.implementation.review(id(changeId), review);
	}

	public void linkIncidents(String changeId) {
		this.implementation.linkIncidents(id(changeId));
	}

	private Change change(String changeId) {
		return this.records.get(Change.class, id(changeId));
	}

	private static UUID id(String changeId) {
		return UUID.fromString(changeId);
	}

}
