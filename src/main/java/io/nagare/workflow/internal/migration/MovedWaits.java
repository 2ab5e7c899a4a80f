package io.nagare.workflow.internal.migration;

import java.util.Arrays;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.persistence.entity.ExternalTaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.workflow.internal.EngineContext;
import io.nagare.workflow.internal.listener.TaskAttributesListener;
import io.nagare.workflow.internal.model.ExternalWork;
import io.nagare.workflow.internal.model.ProcessModels;

/**
 * What a process waits for, once it has come to another version. The engine brings tasks
 * along as they are: to whom they are offered, when they are due, and which programs find
 * them stays what the version before said. Used inside a command of the engine.
 */
@Component
class MovedWaits {

	private final ManagementService jobs;

	private final TaskAttributesListener tasks;

	private final ProcessModels models;

	MovedWaits(ProcessEngine engine, TaskAttributesListener tasks, ProcessModels models) {
		this.jobs = engine.getManagementService();
		this.tasks = tasks;
		this.models = models;
	}

	/** What the version says of the process's open tasks, by their ids. */
	Map<String, List<@Nullable String>> said(String process, BpmnModelInstance version) {
		Map<String, List<@Nullable String>> said = new HashMap<>();
		open(process).forEach((task) -> said.put(task.getId(), said(task, version)));
		return said;
	}

	/**
	 * When its timers are due, by their elements; of an element that has several, none is
	 * told.
	 */
	Map<String, Instant> due(String process) {
		Map<String, Instant> due = new HashMap<>();
		timers(process).forEach((element, timers) -> {
			Date at = timers.get(0).getDuedate();
			if (timers.size() == 1 && at != null) {
				due.put(element, at.toInstant());
			}
		});
		return due;
	}

	/**
	 * Lets timers ring when they would have: where other scopes are drawn around one, the
	 * engine begins it anew.
	 * @param before when they were due, by their elements
	 * @param places where those are now
	 */
	void keepDue(String process, Map<String, Instant> before, Map<String, String> places) {
		Map<String, List<Job>> now = timers(process);
		before.forEach((element, due) -> {
			List<Job> timers = now.getOrDefault(places.getOrDefault(element, element), List.of());
			if (timers.size() == 1) {
				this.jobs.setJobDuedate(timers.get(0).getId(), Date.from(due));
			}
		});
	}

	/** By their elements. */
	private Map<String, List<Job>> timers(String process) {
		return this.jobs.createJobQuery()
			.processInstanceId(process)
			.timers()
			.list()
			.stream()
			.collect(Collectors.groupingBy((timer) -> this.jobs.createJobDefinitionQuery()
				.jobDefinitionId(timer.getJobDefinitionId())
				.singleResult()
				.getActivityId()));
	}

	private static List<TaskEntity> open(String process) {
		return EngineContext.command().getTaskManager().findTasksByProcessInstanceId(process);
	}

	private static List<@Nullable String> said(TaskEntity task, BpmnModelInstance version) {
		return (version.getModelElementById(task.getTaskDefinitionKey()) instanceof UserTask drawn)
				? Arrays.asList(drawn.getCamundaAssignee(), drawn.getCamundaCandidateUsers(),
						drawn.getCamundaCandidateGroups(), drawn.getCamundaDueDate())
				: List.of();
	}

	/**
	 * Lets the process wait as its version says, where that is otherwise than before.
	 * Whoever has taken a task that is offered to the same people keeps it.
	 * @param before what the version before said of its tasks
	 */
	void renew(String process, Map<String, List<@Nullable String>> before, BpmnModelInstance version) {
		open(process).stream()
			.filter((task) -> !said(task, version).equals(before.get(task.getId())))
			.forEach(this.tasks::offerAnew);
		EngineContext.command()
			.getExternalTaskManager()
			.findExternalTasksByProcessInstanceId(process)
			.forEach(this::renew);
	}

	private void renew(ExternalTaskEntity task) {
		ExternalWork work = this.models.of(task.getProcessDefinitionId()).element(task.getActivityId()).external();
		if (work != null && !Objects.equals(work.topic(), task.getTopicName())) {
			task.setTopicName(work.topic());
			task.unlock();
		}
	}

}
