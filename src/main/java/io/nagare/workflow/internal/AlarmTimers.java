package io.nagare.workflow.internal;

import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.stream.Stream;

import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.SuspensionState;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;

/**
 * Timers that a process marks as alarms, moved without a message to the process. A silent
 * alarm is a suspended job. Runs inside an engine command.
 */
final class AlarmTimers {

	private AlarmTimers() {
	}

	/** Those that this transaction has made, which no query finds yet. */
	static Stream<JobEntity> ofThisTransaction(UUID ticketId, ProcessModels models) {
		return Context.getCommandContext()
			.getDbEntityManager()
			.getDbEntityCache()
			.getEntitiesByType(TimerEntity.class)
			.stream()
			.filter((timer) -> timer.getRevision() == 0 && timer.getProcessInstanceId() != null)
			.filter((timer) -> ticketId.toString().equals(businessKey(timer)))
			.filter((timer) -> models.of(timer.getProcessDefinitionId()).element(elementId(timer)).alarm())
			.map(JobEntity.class::cast);
	}

	private static @Nullable String businessKey(JobEntity timer) {
		ProcessInstance process = Context.getCommandContext()
			.getExecutionManager()
			.findExecutionById(timer.getProcessInstanceId());
		return (process != null) ? process.getBusinessKey() : null;
	}

	private static String elementId(JobEntity timer) {
		return timer.getJobDefinition().getActivityId();
	}

	static JobEntity find(String jobId) {
		return Context.getCommandContext().getJobManager().findJobById(jobId);
	}

	static void set(JobEntity timer, @Nullable Instant at) {
		if (at != null) {
			timer.setDuedate(Date.from(at));
		}
		timer.setSuspensionState(((at != null) ? SuspensionState.ACTIVE : SuspensionState.SUSPENDED).getStateCode());
	}

}
