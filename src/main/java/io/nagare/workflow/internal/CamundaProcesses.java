package io.nagare.workflow.internal;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
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

	/** The ticket whose first process this thread is starting. */
	private static final ThreadLocal<@Nullable UUID> BEGINNING = new ThreadLocal<>();

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
	public void begin(String processKey, UUID ticketId) {
		UUID before = BEGINNING.get();
		BEGINNING.set(ticketId);
		try {
			start(processKey, ticketId);
		}
		finally {
			BEGINNING.set(before);
		}
	}

	@Override
	public void start(String processKey, UUID ticketId) {
		String definition = this.inForce.process(processKey);
		command(() -> this.runtime.startProcessInstanceById(definition, ticketId.toString()));
	}

	@Override
	public List<OpenAction> openActions(UUID ticketId) {
		return openActions(ticketId, (action) -> true);
	}

	@Override
	public List<OpenAction> openActions(UUID ticketId, String action) {
		return openActions(ticketId, action::equals);
	}

	private List<OpenAction> openActions(UUID ticketId, Predicate<String> wanted) {
		List<EngineTables.Wait> waits = this.tables.of(ticketId);
		return command(() -> waits.stream().flatMap((wait) -> this.actions.of(wait, wanted).stream()).toList());
	}

	@Override
	public void perform(UUID ticketId, OpenAction action, Map<String, Object> fields) {
		if (fields.containsKey(Form.ACTION)) {
			throw Refusal.invalid(Form.ACTION, "unknown_field");
		}
		OpenAction.Handle handle = action.handle();
		command(() -> {
			if (handle.taskId() != null) {
				complete(handle.taskId(), action, fields);
			}
			else {
				this.runtime.messageEventReceived(handle.message(), handle.executionId(), fields);
			}
			return true;
		});
	}

	/** The fields are checked behind every door, by {@link CarriedIn}. */
	private void complete(String taskId, OpenAction action, Map<String, Object> fields) {
		if (action.handle().claims()) {
			this.caller.find().ifPresent((caller) -> this.tasks.setAssignee(taskId, caller.username()));
		}
		Map<String, Object> variables = new HashMap<>(fields);
		variables.put(Form.ACTION, action.name());
		this.tasks.complete(taskId, variables);
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
		List<Task> open = command(() -> openTasks(ticketId));
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
	public void release(String username) {
		command(() -> {
			this.tasks.createTaskQuery()
				.taskAssignee(username)
				.list()
				.stream()
				.filter((task) -> !this.models.of(task.getProcessDefinitionId())
					.element(task.getTaskDefinitionKey())
					.givesAssignee() && isOfferedToGroups(task))
				.forEach((task) -> this.tasks.setAssignee(task.getId(), null));
			return true;
		});
	}

	private boolean isOfferedToGroups(Task task) {
		return candidates(task).anyMatch((link) -> link.getGroupId() != null);
	}

	private Stream<IdentityLink> candidates(Task task) {
		return this.tasks.getIdentityLinksForTask(task.getId())
			.stream()
			.filter((link) -> IdentityLinkType.CANDIDATE.equals(link.getType()));
	}

	/** While a ticket's first process begins, its tasks are known to the engine alone. */
	private List<Task> openTasks(UUID ticketId) {
		if (ticketId.equals(BEGINNING.get())) {
			return Context.getCommandContext()
				.getDbEntityManager()
				.getCachedEntitiesByType(TaskEntity.class)
				.stream()
				.filter((task) -> ticketId.toString().equals(task.getProcessInstance().getBusinessKey()))
				.map(Task.class::cast)
				.toList();
		}
		return this.tasks.createTaskQuery().processInstanceBusinessKey(ticketId.toString()).list();
	}

	@Override
	public void handTasks(UUID ticketId, String from, String to) {
		command(() -> {
			openTasks(ticketId).stream().filter((task) -> isOfferedTo(task, from)).forEach((task) -> {
				this.tasks.deleteCandidateUser(task.getId(), from);
				this.tasks.addCandidateUser(task.getId(), to);
				this.tasks.setAssignee(task.getId(), to);
			});
			return true;
		});
	}

	private boolean isOfferedTo(Task task, String username) {
		return candidates(task).anyMatch((link) -> username.equals(link.getUserId()));
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
