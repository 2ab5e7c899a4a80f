package io.nagare.workflow.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

import io.nagare.shared.Label;
import io.nagare.workflow.ProcessView;
import io.nagare.workflow.internal.model.ProcessModels;

/** Reads where a ticket's processes stand and how they came there. */
@Component
class ProcessHistory {

	private final ProcessEngine engine;

	private final EngineTables tables;

	private final ProcessModels models;

	ProcessHistory(ProcessEngine engine, EngineTables tables, ProcessModels models) {
		this.engine = engine;
		this.tables = tables;
		this.models = models;
	}

	/** The processes that were started come first, each before those that it called. */
	List<ProcessView> of(UUID ticketId) {
		List<EngineTables.Wait> waits = this.tables.of(ticketId);
		List<HistoricProcessInstance> instances = instances(ticketId);
		Map<String, String> callers = new HashMap<>();
		Map<String, ProcessView> views = new LinkedHashMap<>();
		for (HistoricProcessInstance instance : instances) {
			List<HistoricActivityInstance> steps = steps(instance);
			steps.stream()
				.filter((step) -> step.getCalledProcessInstanceId() != null)
				.forEach((step) -> callers.put(step.getCalledProcessInstanceId(), step.getActivityId()));
			views.put(instance.getId(), view(instance, steps, waits));
		}
		return views.values().stream().map((view) -> view.calledBy(callers.get(view.id()))).toList();
	}

	/**
	 * The model of one of the ticket's processes, in the caller's language.
	 * @param instance which; null for the main one
	 */
	@Nullable String diagram(UUID ticketId, @Nullable String instance) {
		return instances(ticketId).stream()
			.filter((one) -> instance == null || one.getId().equals(instance))
			.findFirst()
			.map((one) -> this.models.diagram(one.getProcessDefinitionId(), LocaleContextHolder.getLocale()))
			.orElse(null);
	}

	/** Removes all that is remembered of the tickets, for which nothing runs any more. */
	void forget(Collection<UUID> ticketIds) {
		HistoryService history = this.engine.getHistoryService();
		List<String> instances = history.createHistoricProcessInstanceQuery()
			.processInstanceBusinessKeyIn(ticketIds.stream().map(UUID::toString).toArray(String[]::new))
			.list()
			.stream()
			.map(HistoricProcessInstance::getId)
			.toList();
		if (!instances.isEmpty()) {
			history.deleteHistoricProcessInstancesBulk(instances);
		}
	}

	/**
	 * Those that nothing called in the order they started, each with those that it called
	 * behind it: the main process is the first.
	 */
	private List<HistoricProcessInstance> instances(UUID ticketId) {
		List<HistoricProcessInstance> all = this.engine.getHistoryService()
			.createHistoricProcessInstanceQuery()
			.processInstanceBusinessKey(ticketId.toString())
			.orderByProcessInstanceStartTime()
			.asc()
			.list();
		List<HistoricProcessInstance> tree = new ArrayList<>();
		all.stream().filter((one) -> one.getSuperProcessInstanceId() == null).forEach((one) -> add(one, all, tree));
		return tree;
	}

	private static void add(HistoricProcessInstance instance, List<HistoricProcessInstance> all,
			List<HistoricProcessInstance> tree) {
		tree.add(instance);
		all.stream()
			.filter((other) -> instance.getId().equals(other.getSuperProcessInstanceId()))
			.forEach((called) -> add(called, all, tree));
	}

	private List<HistoricActivityInstance> steps(HistoricProcessInstance instance) {
		return this.engine.getHistoryService()
			.createHistoricActivityInstanceQuery()
			.processInstanceId(instance.getId())
			.orderPartiallyByOccurrence()
			.asc()
			.list();
	}

	private ProcessView view(HistoricProcessInstance instance, List<HistoricActivityInstance> steps,
			List<EngineTables.Wait> waits) {
		ProcessDefinition definition = this.engine.getRepositoryService()
			.getProcessDefinition(instance.getProcessDefinitionId());
		List<EngineTables.Wait> here = waits.stream()
			.filter((wait) -> wait.processId().equals(instance.getId()))
			.toList();
		boolean ended = instance.getEndTime() != null;
		return new ProcessView(instance.getId(), instance.getSuperProcessInstanceId(), null, definition.getKey(),
				called(definition), definition.getVersion(), definition.getVersionTag(),
				instance.getStartTime().toInstant(), instant(instance.getEndTime()),
				steps.stream()
					.filter((step) -> step.getEndTime() == null)
					.map(HistoricActivityInstance::getActivityId)
					.distinct()
					.toList(),
				ended ? List.of() : tasks(instance, here), ended ? List.of() : timers(instance),
				here.stream().map(EngineTables.Wait::message).filter((message) -> message != null).toList(),
				steps.stream().filter((step) -> step.getEndTime() != null).map(this::step).toList());
	}

	private List<ProcessView.Task> tasks(HistoricProcessInstance instance, List<EngineTables.Wait> waits) {
		return this.engine.getTaskService()
			.createTaskQuery()
			.processInstanceId(instance.getId())
			.list()
			.stream()
			.map((task) -> new ProcessView.Task(task.getTaskDefinitionKey(),
					called(task.getProcessDefinitionId(), task.getTaskDefinitionKey(), task.getName()),
					task.getAssignee(), candidates(task, waits), instant(task.getDueDate())))
			.toList();
	}

	private static List<String> candidates(Task task, List<EngineTables.Wait> waits) {
		return waits.stream()
			.filter((wait) -> task.getId().equals(wait.taskId()))
			.flatMap((wait) -> wait.candidates().stream())
			.toList();
	}

	private List<ProcessView.Timer> timers(HistoricProcessInstance instance) {
		return this.engine.getManagementService()
			.createJobQuery()
			.processInstanceId(instance.getId())
			.timers()
			.orderByJobDuedate()
			.asc()
			.list()
			.stream()
			.map(this::timer)
			.toList();
	}

	private ProcessView.Timer timer(Job job) {
		String element = this.engine.getManagementService()
			.createJobDefinitionQuery()
			.jobDefinitionId(job.getJobDefinitionId())
			.singleResult()
			.getActivityId();
		return new ProcessView.Timer(element, called(job.getProcessDefinitionId(), element, null),
				job.getDuedate().toInstant(), job.isSuspended());
	}

	private ProcessView.Step step(HistoricActivityInstance step) {
		return new ProcessView.Step(step.getActivityId(),
				called(step.getProcessDefinitionId(), step.getActivityId(), step.getActivityName()),
				step.getActivityType(), step.getAssignee(), step.getStartTime().toInstant(), instant(step.getEndTime()),
				step.isCanceled());
	}

	/** What the model calls an element, in the caller's language. */
	private @Nullable String called(String definition, String element, @Nullable String otherwise) {
		Label label = this.models.of(definition).label(element);
		return (label != null) ? label.in(LocaleContextHolder.getLocale()) : otherwise;
	}

	/** What people call a process, in the caller's language. */
	private @Nullable String called(ProcessDefinition definition) {
		Label label = this.models.of(definition.getId()).label();
		return (label != null) ? label.in(LocaleContextHolder.getLocale()) : definition.getName();
	}

	private static @Nullable Instant instant(@Nullable Date date) {
		return (date != null) ? date.toInstant() : null;
	}

}
