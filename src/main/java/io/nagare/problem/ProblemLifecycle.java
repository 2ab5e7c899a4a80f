package io.nagare.problem;

import java.util.Date;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.workflow.ProcessVerbs;

/**
 * What problem.bpmn and recurrence-check.bpmn may ask of problems. Glue only; called by
 * the engine, never from Java.
 */
@ProcessVerbs
public class ProblemLifecycle {

	private final ProblemHandling problems;

	private final Remedy remedy;

	private final Recurrence recurrence;

	ProblemLifecycle(ProblemHandling problems, Remedy remedy, Recurrence recurrence) {
		this.problems = problems;
		this.remedy = remedy;
		this.recurrence = recurrence;
	}

	/** Attaches the clocks that the SLA tables agree, if any. */
	public void agreeServiceLevels(String problemId) {
		this.problems.agreeServiceLevels(id(problemId));
	}

	public void recordAssessment(String problemId, @Nullable String teamId, @Nullable String assigneeId) {
		this.problems.assess(id(problemId), teamId, assigneeId);
	}

	/** Whether somebody has it who could hand it over, and work on it is not over. */
	public boolean mayReassign(String problemId) {
		return this.problems.mayReassign(id(problemId));
	}

	public void recordReassignment(String problemId, @Nullable String teamId, @Nullable String assigneeId,
			String reason) {
		this.problems.reassign(id(problemId), teamId, assigneeId, reason);
	}

	public void recordDuplicate(String problemId, String duplicateOf) {
		this.problems.duplicate(id(problemId), duplicateOf);
	}

	public void recordCancellation(String problemId, String reason) {
		this.problems.cancel(id(problemId), reason);
	}

	public boolean isCauseKnown(String problemId) {
		return this.problems.problem(id(problemId)).isCauseKnown();
	}

	public void recordCause(String problemId, String rootCause, String causeCode) {
		this.problems.recordCause(id(problemId), rootCause, causeCode);
	}

	public void recordResolution(String problemId, String resolution) {
		this.problems.resolve(id(problemId), resolution);
	}

	public void raiseChange(String problemId, String title, @Nullable String description) {
		this.remedy.raise(id(problemId), title, description);
	}

	public void recordResolutionByChange(String problemId) {
		this.remedy.succeeded(id(problemId));
	}

	public void recordFailedChange(String problemId) {
		this.remedy.failed(id(problemId));
	}

	/** Work on the fix goes on without the change. */
	public void recordResumedFix(String problemId) {
		this.remedy.forget(id(problemId));
	}

	public void recordFailedFix(String problemId, String reason) {
		this.problems.fixFailed(id(problemId), reason);
	}

	/**
	 * Whether a proposal makes sense: work goes on, and none waits for a decision. What a
	 * change is about to remove is not lived with.
	 */
	public boolean mayProposeRisk(String problemId) {
		return this.problems.mayProposeRisk(id(problemId));
	}

	public void recordRiskProposal(String problemId, String reason, String reviewDate) {
		this.problems.proposeRisk(id(problemId), reason, reviewDate);
	}

	public void recordRiskApproval(String problemId, @Nullable String reason) {
		this.problems.approveRisk(id(problemId), reason);
	}

	public void recordRiskRejection(String problemId, @Nullable String reason) {
		this.problems.rejectRisk(id(problemId), reason);
	}

	/** When an accepted risk is looked at again. */
	public Date riskReviewDate(String problemId) {
		return Date.from(this.problems.riskReviewAt(id(problemId)));
	}

	public void recordRiskReview(String problemId, @Nullable String reviewDate, @Nullable String reason) {
		this.problems.reviewRisk(id(problemId), reviewDate, reason);
	}

	public boolean isRiskAccepted(String problemId) {
		return this.problems.problem(id(problemId)).isRiskAccepted();
	}

	public void publishWorkaround(String problemId, String symptom, String workaround, @Nullable Boolean resume) {
		this.problems.publishWorkaround(id(problemId), symptom, workaround, Boolean.TRUE.equals(resume));
	}

	public void checkForRecurrence(String problemId) {
		this.recurrence.check(id(problemId));
	}

	private static UUID id(String problemId) {
		return UUID.fromString(problemId);
	}

}
