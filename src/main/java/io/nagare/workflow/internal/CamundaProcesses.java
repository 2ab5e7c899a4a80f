package io.nagare.workflow.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

import io.nagare.directory.CurrentCaller;
import io.nagare.shared.Refusal;
import io.nagare.workflow.AnswersGiven;
import io.nagare.workflow.FilledForm;
import io.nagare.workflow.OpenAction;
import io.nagare.workflow.ProcessView;
import io.nagare.workflow.Processes;
import io.nagare.workflow.TaskApproved;
import io.nagare.workflow.TicketEngineService;
import io.nagare.workflow.TokenRows;
import io.nagare.workflow.WaitReached;
import io.nagare.workflow.WaitingDecision;
import io.nagare.workflow.WorkItem;
import io.nagare.workflow.internal.listener.TaskAttributesListener;
import io.nagare.workflow.internal.listener.TaskRefresh;
import io.nagare.workflow.internal.model.ActionReader;
import io.nagare.workflow.internal.model.Form;
import io.nagare.workflow.internal.model.ModelsInForce;
import io.nagare.workflow.internal.model.ProcessModel;
import io.nagare.workflow.internal.model.ProcessModels;

/**
 * Every call is one engine command, so the engine writes once, and runs without the
 * engine's authorizations: whoever calls has decided already.
 */
@Component
class CamundaProcesses implements Processes {

	private final EngineCommands commands;

	private final RuntimeService runtime;

	private final TaskService tasks;

	private final EngineTables tables;

	private final ModelsInForce inForce;

	private final ProcessModels models;

	private final ActionReader actions;

	private final TicketEngineService tickets;

	private final ProcessHistory history;

	private final CurrentCaller caller;

	private final ApplicationEventPublisher events;

	private final TaskAttributesListener attributes;

	CamundaProcesses(ProcessEngine engine, EngineTables tables, ModelsInForce inForce, ProcessModels models,
			ActionReader actions, TicketEngineService tickets, ProcessHistory history, CurrentCaller caller,
			ApplicationEventPublisher events, TaskAttributesListener attributes) {
		this.commands = new EngineCommands(engine);
		this.runtime = engine.getRuntimeService();
		this.tasks = engine.getTaskService();
		this.tables = tables;
		this.inForce = inForce;
		this.models = models;
		this.actions = actions;
		this.tickets = tickets;
		this.history = history;
		this.caller = caller;
		this.events = events;
		this.attributes = attributes;
	}

	@Override
	public void begin(String processKey, UUID ticketId, FilledForm filled) {
		Form asked = this.models.of(this.inForce.process(processKey)).form();
		Form form = (asked != null) ? asked : Form.empty(processKey);
		Map<String, Object> answers = filled.answers();
		refuse(form.check(filled), form, answers);
		demandChoices(ticketId, form, answers);
		keep(ticketId, form, answers);
		TaskRefresh.of(ticketId).replacesAll();
		Map<String, Object> given = new HashMap<>();
		given.putAll(variables(form, answers));
		start(processKey, ticketId, given);
	}

	/** What is chosen of the organisation's lists stands on them. */
	private void demandChoices(UUID ticketId, @Nullable Form form, Map<String, Object> fields) {
		List<Refusal.Detail> wrong = (form != null) ? form.chosen(fields)
			.stream()
			.filter((one) -> !this.tickets.offers(ticketId, one.list(), one.value()))
			.map((one) -> Refusal.Detail.of(one.key(), "not_on_list." + one.list().word()))
			.distinct()
			.toList() : List.of();
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
	}

	/** What the form keeps goes to the ticket before the process goes on. */
	private void keep(UUID ticketId, @Nullable Form form, Map<String, Object> fields) {
		Map<String, Object> kept = (form != null) ? form.kept(fields) : Map.of();
		if (!kept.isEmpty()) {
			this.events.publishEvent(new AnswersGiven(ticketId, kept));
		}
	}

	@Override
	public void start(String processKey, UUID ticketId, Map<String, Object> variables) {
		String definition = this.inForce.process(processKey);
		command(() -> this.runtime.startProcessInstanceById(definition, ticketId.toString(), variables));
	}

	@Override
	public List<OpenAction> openActions(UUID ticketId) {
		return openActions(ticketId, (action) -> true);
	}

	@Override
	public List<OpenAction> openActions(UUID ticketId, String action) {
		return openActions(ticketId, action::equals);
	}

	@Override
	public Map<UUID, List<OpenAction>> openActions(Collection<UUID> ticketIds) {
		Map<UUID, List<OpenAction>> open = new HashMap<>();
		this.tables.of(ticketIds).forEach((ticket, waits) -> open.put(ticket, openActions(waits, (action) -> true)));
		return open;
	}

	@Override
	public List<WaitingDecision> decisions(String username, Collection<String> groups, int atMost) {
		return command(() -> this.tables.decisions(username, groups, atMost, this.models::of));
	}

	private List<OpenAction> openActions(UUID ticketId, Predicate<String> wanted) {
		return openActions(this.tables.of(ticketId), wanted);
	}

	private List<OpenAction> openActions(List<EngineTables.Wait> waits, Predicate<String> wanted) {
		long tasks = waits.stream().filter((wait) -> wait.taskId() != null).count();
		return command(() -> waits.stream()
			.flatMap((wait) -> this.actions.of(wait, tasks == ((wait.taskId() != null) ? 1 : 0), wanted).stream())
			.toList());
	}

	@Override
	public void perform(UUID ticketId, OpenAction action, Map<String, Object> fields) {
		if (fields.containsKey(Form.ACTION)) {
			throw Refusal.invalid(Form.ACTION, "unknown_field");
		}
		OpenAction.Handle handle = action.handle();
		// a process would go on in one that is put aside, or end it
		if (handle.suspended()) {
			throw Refusal.conflict(null, "process_suspended");
		}
		if (handle.endsAllTasks()) {
			TaskRefresh.of(ticketId).replacesAll();
		}
		command(() -> {
			if (handle.taskId() != null) {
				complete(ticketId, handle.taskId(), action, fields);
			}
			else {
				ProcessModel.Element element = element(handle.definitionId(), handle.elementId());
				Map<String, @Nullable Object> variables = carried(element, action.name(), fields);
				demandChoices(ticketId, element.form(), fields);
				keep(ticketId, element.form(), fields);
				variables.put(Form.ACTION, action.name());
				this.runtime.messageEventReceived(handle.message(), handle.executionId(), variables);
			}
			return true;
		});
	}

	private void complete(UUID ticketId, String taskId, OpenAction action, Map<String, Object> fields) {
		OpenAction.Handle handle = action.handle();
		Map<String, Object> said = new HashMap<>(fields);
		said.put(Form.ACTION, action.name());
		ProcessModel.Element element = element(handle.definitionId(), handle.elementId());
		Map<String, @Nullable Object> variables = carried(element, null, said);
		demandChoices(ticketId, element.form(), said);
		if (handle.claims()) {
			this.caller.find().ifPresent((caller) -> this.tasks.setAssignee(taskId, caller.username()));
		}
		keep(ticketId, element.form(), said);
		if (element.isApproved(said)) {
			this.events.publishEvent(new TaskApproved(ticketId, element.id()));
		}
		this.tasks.complete(taskId, variables);
	}

	/**
	 * What may be carried into the process: what the form takes. Fields left out are
	 * null, so that the model may name every field of its form.
	 * @param action of a message; null where the form itself names it
	 */
	private Map<String, @Nullable Object> carried(ProcessModel.Element element, @Nullable String action,
			Map<String, Object> fields) {
		return checked((element.form() != null) ? element.form() : Form.empty(element.id()), action, fields);
	}

	private Map<String, @Nullable Object> checked(Form form, @Nullable String action, Map<String, Object> fields) {
		refuse(form.check(action, fields), form, fields);
		return variables(form, fields);
	}

	/** Of what is right otherwise, retired words are wrong. */
	private void refuse(List<Refusal.Detail> found, Form form, Map<String, Object> fields) {
		List<Refusal.Detail> wrong = found.isEmpty() ? this.actions.retired(form, fields) : found;
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
	}

	private static Map<String, @Nullable Object> variables(Form form, Map<String, Object> fields) {
		Map<String, @Nullable Object> variables = new HashMap<>();
		// a list would be stored as bytes of Java's; it is there as long as the step
		// lasts
		fields.forEach((key, value) -> variables.put(key,
				(value instanceof Collection<?>) ? Variables.untypedValue(value, true) : value));
		form.keys().forEach((key) -> variables.putIfAbsent(key, null));
		return variables;
	}

	@Override
	public void assign(OpenAction task, @Nullable String username, boolean claims) {
		String taskId = task.handle().taskId();
		onRecord(() -> {
			if (claims) {
				this.tasks.claim(taskId, username);
			}
			else {
				this.tasks.setAssignee(taskId, username);
			}
			return true;
		});
	}

	@Override
	public String comment(String taskId, String text) {
		return command(() -> this.tasks.createComment(taskId, null, text).getId());
	}

	@Override
	public boolean isAction(UUID ticketId, String message) {
		List<EngineTables.Wait> waits = this.tables.of(ticketId);
		return command(() -> waits.stream()
			.filter((wait) -> message.equals(wait.message()))
			.anyMatch((wait) -> !element(wait.definitionId(), wait.elementId()).actions().isEmpty()));
	}

	@Override
	public boolean send(String message, UUID ticketId) {
		List<EngineTables.Wait> waiting = this.tables.of(ticketId)
			.stream()
			.filter((wait) -> message.equals(wait.message()))
			.toList();
		command(() -> {
			waiting.forEach((wait) -> {
				ProcessModel.Element element = element(wait.definitionId(), wait.elementId());
				String action = element.actions().keySet().stream().findFirst().orElse(null);
				Map<String, @Nullable Object> variables = carried(element, action, Map.of());
				if (action != null) {
					variables.put(Form.ACTION, action);
				}
				this.runtime.messageEventReceived(message, wait.executionId(), variables);
			});
			return true;
		});
		return !waiting.isEmpty();
	}

	@Override
	public void end(UUID ticketId, String reason) {
		TaskRefresh.of(ticketId).replacesAll();
		command(() -> {
			this.runtime.createProcessInstanceQuery()
				.processInstanceBusinessKey(ticketId.toString())
				.rootProcessInstances()
				.list()
				.forEach((instance) -> this.runtime.deleteProcessInstance(instance.getId(), reason, true, false, true,
						false));
			return true;
		});
	}

	@Override
	public void forget(Collection<UUID> ticketIds) {
		this.history.forget(ticketIds);
	}

	@Override
	public void refreshTasks(UUID ticketId) {
		TaskRefresh.of(ticketId).wanted(() -> this.tickets.workItem(ticketId), (item) -> refresh(ticketId, item));
	}

	private void refresh(UUID ticketId, WorkItem item) {
		List<EngineTables.Wait> open = this.tables.of(ticketId)
			.stream()
			.filter((wait) -> wait.taskId() != null)
			.toList();
		command(() -> {
			String[] stale = open.stream()
				.filter((task) -> TaskAttributesListener.isStale(task, element(task.definitionId(), task.elementId()),
						item))
				.map(EngineTables.Wait::taskId)
				.toArray(String[]::new);
			if (stale.length > 0) {
				this.tasks.createTaskQuery()
					.taskIdIn(stale)
					.list()
					.forEach((task) -> TaskAttributesListener.refresh(task,
							element(task.getProcessDefinitionId(), task.getTaskDefinitionKey()), item, this.tasks));
			}
			return true;
		});
	}

	private ProcessModel.Element element(String definitionId, String elementId) {
		return this.models.of(definitionId).element(elementId);
	}

	@Override
	public void release(String username) {
		command(() -> {
			this.tasks.createTaskQuery()
				.taskAssignee(username)
				.list()
				.stream()
				.filter((task) -> !element(task.getProcessDefinitionId(), task.getTaskDefinitionKey()).givesAssignee()
						&& isOfferedToGroups(task))
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

	@Override
	public void handTasks(UUID ticketId, String from, String to) {
		command(() -> {
			openTasks(ticketId).filter((task) -> isOfferedTo(task, from)).forEach((task) -> {
				this.tasks.deleteCandidateUser(task.getId(), from);
				this.tasks.addCandidateUser(task.getId(), to);
				this.tasks.setAssignee(task.getId(), to);
			});
			return true;
		});
	}

	@Override
	public Set<UUID> goOnBefore(Collection<UUID> tickets, Instant before) {
		return tickets.isEmpty() ? Set.of() : this.tables.goOnBefore(tickets, before);
	}

	@Override
	public Optional<Instant> closesAt(UUID ticketId) {
		return command(() -> this.tables.closesAt(ticketId, this.models::of));
	}

	@Override
	public List<UUID> offeredTo(String username) {
		return this.tables.offeredTo(username);
	}

	@Override
	public void offerAnew(UUID ticketId) {
		command(() -> {
			openTasks(ticketId).forEach(this.attributes::offerToPresent);
			return true;
		});
	}

	private Stream<Task> openTasks(UUID ticketId) {
		return this.tasks.createTaskQuery().processInstanceBusinessKey(ticketId.toString()).list().stream();
	}

	private boolean isOfferedTo(Task task, String username) {
		return candidates(task).anyMatch((link) -> username.equals(link.getUserId()));
	}

	@Override
	public Optional<WaitReached> standing(UUID ticketId) {
		return command(() -> this.tables.standing(ticketId, this.models::of));
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
	public @Nullable String diagram(UUID ticketId, @Nullable String process) {
		return command(() -> this.history.diagram(ticketId, process));
	}

	/** What the product does by itself tells what it changes, and not what it called. */
	private <T extends @Nullable Object> T command(Supplier<T> work) {
		return run(() -> this.commands.unlogged(work));
	}

	private <T extends @Nullable Object> T onRecord(Supplier<T> work) {
		return run(() -> this.commands.freely(work));
	}

	/** The engine's failures are outside this module as if they were ours. */
	private <T extends @Nullable Object> T run(Supplier<T> command) {
		try {
			return command.get();
		}
		catch (VerbRefusalException ex) {
			throw ex.refusal();
		}
	}

}
