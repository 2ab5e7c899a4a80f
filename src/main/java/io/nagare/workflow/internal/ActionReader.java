package io.nagare.workflow.internal;

import java.util.ArrayList;
import java.util.List;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.el.ExpressionManager;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.shared.Label;
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
	 * The actions that a task or message subscription offers. Runs inside an engine
	 * command.
	 */
	List<OpenAction> of(EngineTables.Wait wait) {
		ProcessModel.Element element = this.models.of(wait.definitionId()).element(wait.elementId());
		List<OpenAction> actions = new ArrayList<>();
		if (wait.taskId() != null || isOpen(element, wait.executionId())) {
			for (String action : element.actions().keySet()) {
				actions.add(action(element, action, wait.assignee(), wait.candidates(), wait.name(),
						new OpenAction.Handle(wait.taskId(), wait.executionId(), wait.message())));
			}
		}
		return actions;
	}

	/** The action by which a task is being completed. */
	OpenAction ofTask(DelegateTask task, ProcessModel.Element element, @Nullable String action) {
		List<String> candidates = task.getCandidates()
			.stream()
			.map((link) -> (link.getGroupId() != null) ? link.getGroupId() : "user:" + link.getUserId())
			.toList();
		return action(element, action, task.getAssignee(), candidates, task.getName(),
				new OpenAction.Handle(task.getId(), task.getExecutionId(), null));
	}

	/** The action by which a message is being received. */
	OpenAction ofMessage(DelegateExecution execution, ProcessModel.Element element, String action) {
		return action(element, action, null, List.of(), null,
				new OpenAction.Handle(null, execution.getId(), element.id()));
	}

	private static OpenAction action(ProcessModel.Element element, @Nullable String name, @Nullable String assignee,
			List<String> candidates, @Nullable String taskName, OpenAction.Handle handle) {
		ProcessModel.Action action = (name != null) ? element.actions().get(name) : null;
		if (action == null) {
			String word = (name != null) ? name : element.id();
			return new OpenAction(word, Label.of(word), List.of(), java.util.Set.of(), assignee, candidates,
					element.actors(), taskName, handle);
		}
		List<FormField> fields = (action.form() != null) ? action.form().fieldsOf(action.name()) : List.of();
		return new OpenAction(action.name(), action.label(), fields, action.leadsTo(), assignee, candidates,
				element.actors(), taskName, handle);
	}

	/** Asks the model's {@code when}, a verb, whether the message is welcome now. */
	private static boolean isOpen(ProcessModel.Element element, String executionId) {
		if (element.when() == null || element.when().isBlank()) {
			return true;
		}
		ExpressionManager expressions = Context.getProcessEngineConfiguration().getExpressionManager();
		ExecutionEntity execution = Context.getCommandContext().getExecutionManager().findExecutionById(executionId);
		return Boolean.TRUE.equals(expressions.createExpression(element.when()).getValue((VariableScope) execution));
	}

}
