package io.nagare.problem;

import java.util.Date;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.problem.trend.ProblemRecurrence;
import io.nagare.workflow.AsksTables;
import io.nagare.workflow.ProcessVerbs;

/**
 * What problem.bpmn and recurrence-check.bpmn may ask of problems. Glue only; called by
 * the engine, never from Java.
 */
@ProcessVerbs("problem")
public class ProblemVerbs {

	private final ProblemService problems;

	private final RiskAcceptanceService risks;

	private final WorkaroundService workarounds;

	private final RemedialChanges remedy;

	private final ProblemRecurrence recurrence;

	ProblemVerbs(ProblemService problems, RiskAcceptanceService risks, WorkaroundService workarounds,
			RemedialChanges remedy, ProblemRecurrence recurrence) {
		this.problems = problems;
		this.risks = risks;
		this.workarounds = workarounds;
		this.remedy = remedy;
		this.recurrence = recurrence;
	}

	/** Attaches the clocks that the SLA tables agree, if any. */
	@AsksTables({ "sla-definitions", "sla-targets" })
	public void agreeServiceLevels(UUID problemId) {
		this.problems.agreeServiceLevels(problemId);
	}

	public void assess(UUID problemId, @Nullable String teamId, @Nullable String assigneeId) {
		this.problems.assess(problemId, teamId, assigneeId);
	}

	/** Whether somebody has it who could hand it over, and work on it is not over. */
	public boolean mayReassign(UUID problemId) {
		return this.problems.mayReassign(problemId);
	}

	public void reassign(UUID problemId, @Nullable String teamId, @Nullable String assigneeId, String reason) {
		this.problems.reassign(problemId, teamId, assigneeId, reason);
	}

	public void duplicate(UUID problemId, String duplicateOf) {
		this.problems.duplicate(problemId, duplicateOf);
	}

	public void cancel(UUID problemId, String reason) {
		this.problems.cancel(problemId, reason);
	}

	public boolean isCauseKnown(UUID problemId) {
		return this.problems.problem(problemId).isCauseKnown();
	}

	public void recordCause(UUID problemId, String rootCause, String causeCode) {
		this.problems.recordCause(problemId, rootCause, causeCode);
	}

	public void resolve(UUID problemId, String resolution) {
		this.problems.resolve(problemId, resolution);
	}

	public void raiseChange(UUID problemId, String title, @Nullable String description) {
		this.remedy.raise(problemId, title, description);
	}

	public void resolveByChange(UUID problemId) {
		this.remedy.succeeded(problemId);
	}

	public void changeFailed(UUID problemId) {
		this.remedy.failed(problemId);
	}

	/** Work on the fix goes on without the change. */
	public void resumeFix(UUID problemId) {
		this.remedy.forget(problemId);
	}

	public void fixFailed(UUID problemId, String reason) {
		this.problems.fixFailed(problemId, reason);
	}

	/**
	 * Whether a proposal makes sense: work goes on, and none waits for a decision. What a
	 * change is about to remove is not lived with.
	 */
	public boolean mayProposeRisk(UUID problemId) {
		return this.risks.mayPropose(problemId);
	}

	public void proposeRisk(UUID problemId, String reason, String reviewDate) {
		this.risks.propose(problemId, reason, reviewDate);
	}

	public void approveRisk(UUID problemId, @Nullable String reason) {
		this.risks.approve(problemId, reason);
	}

	public void rejectRisk(UUID problemId, @Nullable String reason) {
		this.risks.reject(problemId, reason);
	}

	/** When an accepted risk is looked at again. */
	public Date riskReviewDate(UUID problemId) {
		return Date.from(this.risks.reviewAt(problemId));
	}

	public void reviewRisk(UUID problemId, @Nullable String reviewDate, @Nullable String reason) {
		this.risks.review(problemId, reviewDate, reason);
	}

	public boolean isRiskAccepted(UUID problemId) {
		return this.problems.problem(problemId).isRiskAccepted();
	}

	public void publishWorkaround(UUID problemId, String symptom, String workaround, @Nullable Boolean resume) {
		this.workarounds.publish(problemId, symptom, workaround, Boolean.TRUE.equals(resume));
	}

	public void checkForRecurrence(UUID problemId) {
		this.recurrence.check(problemId);
	}

}
