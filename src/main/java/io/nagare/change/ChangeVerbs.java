package io.nagare.change;

import java.util.Date;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.change.board.Voting;
import io.nagare.change.calendar.Schedule;
import io.nagare.shared.Phase;
import io.nagare.ticket.TicketWork;
import io.nagare.workflow.AllowedWords;
import io.nagare.workflow.AsksTables;
import io.nagare.workflow.MayRaise;
import io.nagare.workflow.ProcessVerbs;

/**
 * What the processes of changes may ask of them. Glue only; called by the engine, never
 * from Java.
 */
@ProcessVerbs("change")
public class ChangeVerbs {

	private final TicketWork work;

	private final ChangeService changes;

	private final RiskFacts facts;

	private final Voting voting;

	private final Schedule schedule;

	private final ImplementationService implementation;

	private final ReviewService reviews;

	ChangeVerbs(TicketWork work, ChangeService changes, RiskFacts facts, Voting voting, Schedule schedule,
			ImplementationService implementation, ReviewService reviews) {
		this.work = work;
		this.changes = changes;
		this.facts = facts;
		this.voting = voting;
		this.schedule = schedule;
		this.implementation = implementation;
		this.reviews = reviews;
	}

	/** Attaches the clocks that the SLA tables agree, if any. */
	@AsksTables({ "sla-definitions", "sla-targets" })
	public void agreeServiceLevels(UUID changeId) {
		this.changes.agreeServiceLevels(changeId);
	}

	public String typeOf(UUID changeId) {
		return change(changeId).type();
	}

	/** The level of the risk that was rated. */
	public @Nullable String riskOf(UUID changeId) {
		return change(changeId).risk().orElse(null);
	}

	public int pastFailures(UUID changeId) {
		return this.facts.pastFailures(change(changeId));
	}

	public boolean isBackoutTested(UUID changeId) {
		return change(changeId).isBackoutTested();
	}

	public boolean isRehearsed(UUID changeId) {
		return change(changeId).isRehearsed();
	}

	public String teamExperience(UUID changeId) {
		return change(changeId).teamExperience();
	}

	/** The tier of the most important item; 0 without any. */
	public int ciTier(UUID changeId) {
		return this.facts.ciTier(change(changeId));
	}

	/** How many items depend on those that are changed. */
	public int downstream(UUID changeId) {
		return this.facts.downstream(change(changeId));
	}

	public boolean isInHours(UUID changeId) {
		return this.facts.isInHours(change(changeId));
	}

	public void submit(UUID changeId) {
		this.changes.submit(changeId);
	}

	public void rate(UUID changeId, int likelihood, int impact) {
		this.changes.rate(changeId, likelihood, impact);
	}

	/** Whether the plan was submitted before. */
	public boolean isPlanned(UUID changeId) {
		return change(changeId).phase() != Phase.OPEN;
	}

	public boolean isPreApproved(UUID changeId) {
		return this.changes.isPreApproved(changeId);
	}

	/** Whether a peer approved the plan as it is. */
	public boolean isAssessed(UUID changeId) {
		return change(changeId).isPlanFixed();
	}

	/**
	 * Tells those whom the table {@code ticket-notices} names that the change waits to be
	 * assessed.
	 */
	public void askToAssess(UUID changeId) {
		this.changes.askToAssess(changeId);
	}

	public void assess(UUID changeId, @AllowedWords({ "approve", "reject", "send_back" }) String decision,
			@Nullable String reason) {
		this.changes.assess(changeId, decision, reason);
	}

	public void askAuthority(UUID changeId, String authority) {
		this.changes.askAuthority(changeId, authority);
	}

	/** Opens a round: {@code board}, or {@code nobody} where no member may vote. */
	@AsksTables("change-vote")
	public String openRound(UUID changeId) {
		this.voting.open(changeId);
		return this.voting.hasSeats(changeId) ? "board" : "nobody";
	}

	/** The seats of the round, for one vote task each. */
	public List<String> seats(UUID changeId) {
		return this.voting.seats(changeId);
	}

	/** The username of whoever holds the seat. */
	public String seatHolder(UUID changeId, String seat) {
		return this.voting.holder(changeId, seat);
	}

	public Date votingDeadline(UUID changeId) {
		return Date.from(this.voting.deadline(changeId));
	}

	public void vote(UUID changeId, @AllowedWords({ "approve", "reject", "abstain", "conditional" }) String vote,
			@Nullable String reason) {
		this.voting.vote(changeId, vote, reason);
	}

	public boolean isRoundDecided(UUID changeId) {
		return this.voting.isDecided(changeId);
	}

	/**
	 * Closes the round, where it is open: {@code approved}, {@code rejected} or
	 * {@code conditional}.
	 */
	public String closeRound(UUID changeId) {
		return this.voting.close(changeId);
	}

	public void decideOnRound(UUID changeId, @AllowedWords({ "extend", "reject", "new_round" }) String decision,
			String reason) {
		this.voting.decide(changeId, decision, reason);
	}

	public void authoriseAlone(UUID changeId, @AllowedWords({ "approve", "reject" }) String decision, String reason) {
		this.voting.decideAlone(changeId, decision, reason);
	}

	public void schedule(UUID changeId) {
		this.schedule.schedule(changeId);
	}

	public boolean isStopped(UUID changeId) {
		return this.schedule.isStopped(changeId);
	}

	/** Whether the window has begun. */
	public boolean isWindowOpen(UUID changeId) {
		return this.schedule.isOpen(changeId);
	}

	public void openWindow(UUID changeId) {
		this.schedule.open(changeId);
	}

	public Date plannedStart(UUID changeId) {
		return Date.from(this.schedule.start(changeId));
	}

	public Date plannedEnd(UUID changeId) {
		return Date.from(this.schedule.end(changeId));
	}

	public void reschedule(UUID changeId, String plannedStart, String plannedEnd) {
		this.schedule.reschedule(changeId, plannedStart, plannedEnd);
	}

	/** A stopped change moves to another window. */
	public void rescheduleStopped(UUID changeId, String plannedStart, String plannedEnd) {
		this.schedule.moveStopped(changeId, plannedStart, plannedEnd);
	}

	public void proceed(UUID changeId, String reason) {
		this.schedule.proceed(changeId, reason);
	}

	@MayRaise("stopped")
	public void start(UUID changeId) {
		this.schedule.begin(changeId);
	}

	public void acknowledgeConflicts(UUID changeId, @Nullable String comment) {
		this.changes.acknowledgeConflicts(changeId, comment);
	}

	public void cancel(UUID changeId, String reason) {
		this.changes.cancel(changeId, reason);
	}

	public Date pointOfNoReturn(UUID changeId) {
		return Date.from(this.schedule.pointOfNoReturn(changeId));
	}

	public Date warningOfNoReturn(UUID changeId) {
		return Date.from(this.schedule.warningOfNoReturn(changeId));
	}

	public void warnOfNoReturn(UUID changeId) {
		this.schedule.warnOfNoReturn(changeId);
	}

	public void passNoReturn(UUID changeId) {
		this.schedule.passNoReturn(changeId);
	}

	public void tellOfOverrun(UUID changeId) {
		this.implementation.tellOfOverrun(changeId);
	}

	public void completeTask(UUID changeId, String taskId, @Nullable String actualStart) {
		this.implementation.completeTask(changeId, taskId, actualStart);
	}

	public void backOut(UUID changeId, String reason) {
		this.implementation.backOut(changeId, reason);
	}

	public void finish(UUID changeId, String outcome) {
		this.implementation.finish(changeId, outcome);
	}

	public boolean needsReview(UUID changeId) {
		return this.reviews.needsReview(changeId);
	}

	public void review(UUID changeId, String review) {
		this.reviews.review(changeId, review);
	}

	public void linkIncidents(UUID changeId) {
		this.reviews.linkIncidents(changeId);
	}

	private Change change(UUID changeId) {
		return this.work.get(Change.class, changeId);
	}

}
