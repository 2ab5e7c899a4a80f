package io.nagare.workflow.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.workflow.ProcessView;

/** Reads where a ticket's processes stand and how they came there. */
@Component
class ProcessHistory {

	private final ProcessEngine engine;

	private final EngineTables tables;

	ProcessHistory(ProcessEngine engine, EngineTables tables) {
		this.engine = engine;
		this.tables = tables;
	}

	List<ProcessView> of(UUID ticketId) {
		List<EngineTables.Wait> waits = this.tables.of(ticketId);
		return instances(ticketId).stream().map((instance) -> view(instance, waits)).toList();
	}

	@Nullable String diagram(UUID ticketId) {
		List<HistoricProcessInstance> instances = instances(ticketId);
		if (instances.isEmpty()) {
			return null;
		}
		try (InputStream model = this.engine.getRepositoryService()
			.getProcessModel(instances.get(0).getProcessDefinitionId())) {
			return new String(model.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The main process comes first: it started first. */
	private List<HistoricProcessInstance> instances(UUID ticketId) {
		return this.engine.getHistoryService()
			.createHistoricProcessInstanceQuery()
			.processInstanceBusinessKey(ticketId.toString())
			.orderByProcessInstanceStartTime()
			.asc()
			.list();
	}

	private ProcessView view(HistoricProcessInstance instance, List<EngineTables.Wait> waits) {
		ProcessDefinition definition = this.engine.getRepositoryService()
			.getProcessDefinition(instance.getProcessDefinitionId());
		List<HistoricActivityInstance> steps = this.engine.getHistoryService()
			.createHistoricActivityInstanceQuery()
			.processInstanceId(instance.getId())
			.orderPartiallyByOccurrence()
			.asc()
			.list();
		List<EngineTables.Wait> here = waits.stream()
			.filter((wait) -> wait.definitionId().equals(definition.getId()))
			.toList();
		boolean ended = instance.getEndTime() != null;
		return new ProcessView(definition.getKey(), definition.getName(), definition.getVersion(),
				definition.getVersionTag(), instance.getStartTime().toInstant(), instant(instance.getEndTime()),
				steps.stream()
					.filter((step) -> step.getEndTime() == null)
					.map(HistoricActivityInstance::getActivityId)
					.distinct()
					.toList(),
				ended ? List.of() : tasks(instance, here), ended ? List.of() : timers(instance),
				here.stream().map(EngineTables.Wait::message).filter((message) -> message != null).toList(),
				steps.stream().filter((step) -> step.getEndTime() != null).map(ProcessHistory::step).toList());
	}

	private List<ProcessView.Task> tasks(HistoricProcessInstance instance, List<EngineTables.Wait> waits) {
		return this.engine.getTaskService()
			.createTaskQuery()
			.processInstanceId(instance.getId())
			.list()
			.stream()
			.map((task) -> new ProcessView.Task(task.getTaskDefinitionKey(), task.getName(), task.getAssignee(),
					candidates(task, waits), instant(task.getDueDate())))
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
		return new ProcessView.Timer(element, job.getDuedate().toInstant(), job.isSuspended());
	}

	private static ProcessView.Step step(HistoricActivityInstance step) {
		return new ProcessView.Step(step.getActivityId(), step.getActivityName(), step.getActivityType(),
				step.getAssignee(), step.getStartTime().toInstant(), instant(step.getEndTime()), step.isCanceled());
	}

	private static @Nullable Instant instant(@Nullable Date date) {
		return (date != null) ? date.toInstant() : null;
	}

}
