package io.nagare.workflow.internal;

import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.el.ExpressionManager;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.PropertyChange;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.shared.Label;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.workflow.FormField;
import io.nagare.workflow.OpenAction;

/** Reads open actions from what waits and what the model says of it. */
@Component
class ActionReader {

	private final ProcessModels models;

	ActionReader(ProcessModels models) {
		this.models = models;
	}

	/**
	 * Those of the actions that a task or message subscription offers that are wanted; no
	 * other is looked at. Runs inside an engine command.
	 * @param alone whether no other task of the ticket is open
	 */
	List<OpenAction> of(EngineTables.Wait wait, boolean alone, Predicate<String> wanted) {
		ProcessModel.Element element = this.models.of(wait.definitionId()).element(wait.elementId());
		List<String> names = element.actions().keySet().stream().filter(wanted).toList();
		if (names.isEmpty() || (wait.taskId() == null && !isOpen(element, wait.ticketId()))) {
			return List.of();
		}
		return names.stream()
			.map((name) -> action(element, name, wait.assignee(), wait.candidates(), wait.name(),
					new OpenAction.Handle(wait.taskId(), wait.executionId(), wait.message(),
							claims(wait, element, name), alone)))
			.toList();
	}

	private static boolean claims(EngineTables.Wait wait, ProcessModel.Element element, String action) {
		return wait.taskId() != null && wait.assignee() == null && element.givesAssignee() && element.form() != null
				&& !element.form().assigns(action);
	}

	/** The action by which a task is being completed. */
	OpenAction ofTask(DelegateTask task, ProcessModel.Element element, @Nullable String action) {
		return ofTask(task, element, action, task.getAssignee());
	}

	/**
	 * What stands for every action of a task that is being given to somebody, as it was
	 * before.
	 */
	OpenAction beforeAssignment(TaskEntity task, ProcessModel.Element element) {
		PropertyChange change = task.getPropertyChanges().get(TaskEntity.ASSIGNEE);
		return ofTask(task, element, null, (change != null) ? (String) change.getOrgValue() : task.getAssignee());
	}

	private static OpenAction ofTask(DelegateTask task, ProcessModel.Element element, @Nullable String action,
			@Nullable String assignee) {
		List<String> candidates = task.getCandidates()
			.stream()
			.map((link) -> (link.getGroupId() != null) ? link.getGroupId() : "user:" + link.getUserId())
			.toList();
		return action(element, action, assignee, candidates, task.getName(),
				new OpenAction.Handle(task.getId(), task.getExecutionId(), null, false, false));
	}

	/** The action by which a message is being received. */
	OpenAction ofMessage(DelegateExecution execution, ProcessModel.Element element, String action) {
		return action(element, action, null, List.of(), null,
				new OpenAction.Handle(null, execution.getId(), element.id(), false, false));
	}

	private static OpenAction action(ProcessModel.Element element, @Nullable String name, @Nullable String assignee,
			List<String> candidates, @Nullable String taskName, OpenAction.Handle handle) {
		ProcessModel.Action action = (name != null) ? element.actions().get(name) : null;
		if (action == null) {
			String word = (name != null) ? name : element.id();
			return new OpenAction(word, Label.of(word), List.of(), java.util.Set.of(), assignee, candidates,
					element.actors(), element.excluded(), taskName, handle);
		}
		List<FormField> fields = (action.form() != null) ? action.form().fieldsOf(action.name()) : List.of();
		return new OpenAction(action.name(), action.label(), fields, action.leadsTo(), assignee, candidates,
				element.actors(), element.excluded(), taskName, handle);
	}

	/** Asks the model's {@code when}, a verb, whether the message is welcome now. */
	private static boolean isOpen(ProcessModel.Element element, UUID ticketId) {
		if (element.when() == null || element.when().isBlank()) {
			return true;
		}
		ExpressionManager expressions = Context.getProcessEngineConfiguration().getExpressionManager();
		return Boolean.TRUE
			.equals(expressions.createExpression(element.when()).getValue((VariableScope) standIn(ticketId)));
	}

	/**
	 * Says what expressions may ask of an execution. Its own, which has no variables
	 * while it waits, would have to be loaded for it, with the whole process.
	 */
	private static ExecutionEntity standIn(UUID ticketId) {
		ExecutionEntity execution = new ExecutionEntity();
		execution.setProcessInstance(execution);
		execution.setBusinessKey(ticketId.toString());
		execution.setTenantId(Tenancy.current().map(TenantId::slug).orElse(null));
		return execution;
	}

}
