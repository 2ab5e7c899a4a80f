package io.nagare.workflow.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.identity.CurrentCaller;
import io.nagare.shared.Refusal;
import io.nagare.workflow.OpenAction;
import io.nagare.workflow.Processes;
import io.nagare.workflow.ProcessView;
import io.nagare.workflow.TicketDesk;
import io.nagare.workflow.TokenRows;
import io.nagare.workflow.WorkItem;

/**
 * Every call is one engine command, so the engine writes once, and runs without the
 * engine's authorizations: whoever calls has decided already.
 */
@Component
class CamundaProcesses implements Processes {

	private final ProcessEngineConfigurationImpl engine;

	private final RuntimeService runtime;

	private final TaskService tasks;

	private final EngineTables tables;

	private final ModelsInForce inForce;

	private final ProcessModels models;

	private final ActionReader actions;

	private final TaskDresser dresser;

	private final TicketDesk desk;

	private final ProcessHistory history;

	private final CurrentCaller caller;

	CamundaProcesses(ProcessEngine engine, EngineTables tables, ModelsInForce inForce, ProcessModels models,
			ActionReader actions, TaskDresser dresser, TicketDesk desk, ProcessHistory history, CurrentCaller caller) {
		this.engine = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
		this.runtime = engine.getRuntimeService();
		this.tasks = engine.getTaskService();
		this.tables = tables;
		this.inForce = inForce;
		this.models = models;
		this.actions = actions;
		this.dresser = dresser;
		this.desk = desk;
		this.history = history;
		this.caller = caller;
	}

	@Override
	public void start(String processKey, UUID ticketId) {
		String definition = this.inForce.process(processKey);
		command(() -> this.runtime.startProcessInstanceById(definition, ticketId.toString()));
	}

	@Override
	public List<OpenAction> openActions(UUID ticketId) {
		List<EngineTables.Wait> waits = this.tables.of(ticketId);
		return command(() -> waits.stream().flatMap((wait) -> this.actions.of(wait).stream()).toList());
	}

	@Override
	public void perform(UUID ticketId, OpenAction action, Map<String, Object> fields) {
		OpenAction.Handle handle = action.handle();
		command(() -> {
			if (handle.taskId() != null) {
				complete(handle.taskId(), action, fields);
			}
			else {
				check(action, fields);
				this.runtime.messageEventReceived(handle.message(), handle.executionId(), fields);
			}
			return true;
		});
	}

	private void complete(String taskId, OpenAction action, Map<String, Object> fields) {
		Task task = this.tasks.createTaskQuery().taskId(taskId).singleResult();
		if (task == null) {
			throw Refusal.actionNotOpen(List.of());
		}
		ProcessModel.Element element = this.models.of(task.getProcessDefinitionId())
			.element(task.getTaskDefinitionKey());
		if (fields.containsKey(Form.ACTION)) {
			throw Refusal.invalid(Form.ACTION, "unknown_field");
		}
		Map<String, Object> variables = new HashMap<>(fields);
		variables.put(Form.ACTION, action.name());
		if (element.form() != null) {
			refuse(element.form().check(null, variables));
			if (task.getAssignee() == null && element.givesAssignee() && !element.form().assigns(action.name())) {
				this.caller.find().ifPresent((caller) -> this.tasks.setAssignee(taskId, caller.username()));
			}
		}
		this.tasks.complete(taskId, variables);
	}

	/**
	 * Checked before anything moves; the engine's listener checks again, for all doors.
	 */
	private void check(OpenAction action, Map<String, Object> fields) {
		List<String> known = action.fields().stream().map((field) -> field.key()).toList();
		refuse(fields.keySet()
			.stream()
			.filter((name) -> !known.contains(name))
			.map((name) -> Refusal.Detail.of(name, "unknown_field"))
			.toList());
	}

	private static void refuse(List<Refusal.Detail> wrong) {
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
	}

	@Override
	public boolean send(String message, UUID ticketId) {
		List<EngineTables.Wait> waiting = this.tables.of(ticketId)
			.stream()
			.filter((wait) -> message.equals(wait.message()))
			.toList();
		command(() -> {
			waiting.forEach((wait) -> this.runtime.messageEventReceived(message, wait.executionId()));
			return true;
		});
		return !waiting.isEmpty();
	}

	@Override
	public void refreshTasks(UUID ticketId) {
		List<Task> open = new ArrayList<>();
		command(() -> open.addAll(this.tasks.createTaskQuery().processInstanceBusinessKey(ticketId.toString()).list()));
		if (!open.isEmpty()) {
			WorkItem item = this.desk.workItem(ticketId);
			command(() -> {
				open.forEach((task) -> this.dresser.refresh(task,
						this.models.of(task.getProcessDefinitionId()).element(task.getTaskDefinitionKey()), item));
				return true;
			});
		}
	}

	@Override
	public void setAlarm(UUID ticketId, @Nullable Instant at) {
		List<EngineTables.Timer> timers = this.tables.timersOf(ticketId);
		command(() -> {
			Stream
				.concat(AlarmTimers.ofThisTransaction(ticketId, this.models),
						timers.stream()
							.filter((timer) -> this.models.of(timer.definitionId()).element(timer.elementId()).alarm())
							.map((timer) -> AlarmTimers.find(timer.id())))
				.forEach((timer) -> AlarmTimers.set(timer, at));
			return true;
		});
	}

	@Override
	public TokenRows tokens() {
		return command(() -> this.tables.tokens(this.models::of));
	}

	@Override
	public List<ProcessView> view(UUID ticketId) {
		return command(() -> this.history.of(ticketId));
	}

	@Override
	public @Nullable String diagram(UUID ticketId) {
		return command(() -> this.history.diagram(ticketId));
	}

	/** The engine's failures are outside this module as if they were ours. */
	private <T extends @Nullable Object> T command(Supplier<T> work) {
		try {
			return OwnCalls.run(() -> this.engine.getCommandExecutorTxRequired()
				.execute((context) -> context.runWithoutAuthorization(work::get)));
		}
		catch (RefusedByVerb ex) {
			throw ex.refusal();
		}
	}

}
