package io.nagare.workflow.internal.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;

import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.ExpressionManager;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import io.nagare.shared.Label;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.workflow.FormField;
import io.nagare.workflow.OpenAction;
import io.nagare.workflow.internal.EngineContext;
import io.nagare.workflow.internal.EngineTables;
import io.nagare.workflow.internal.door.TaskNames;

/** Reads open actions from what waits and what the model says of it. */
@Component
public class ActionReader {

	private static final Logger LOG = LoggerFactory.getLogger(ActionReader.class);

	private final ProcessModels models;

	private final ReachableStatuses statuses;

	private final DeployedRetiredWords retired;

	ActionReader(ProcessModels models, ReachableStatuses statuses, DeployedRetiredWords retired) {
		this.retired = retired;
		this.models = models;
		this.statuses = statuses;
	}

	/**
	 * Those of the actions that a task or message subscription offers that are wanted; no
	 * other is looked at. Runs inside an engine command.
	 * @param alone whether no other task of the ticket is open
	 */
	public List<OpenAction> of(EngineTables.Wait wait, boolean alone, Predicate<String> wanted) {
		ProcessModel model = this.models.of(wait.definitionId());
		ProcessModel.Element element = model.element(wait.elementId());
		List<String> names = element.actions().keySet().stream().filter(wanted).toList();
		if (names.isEmpty() || (wait.taskId() == null && !isOpen(element, wait.ticketId()))) {
			return List.of();
		}
		return names.stream()
			.map((name) -> action(model, element, name, wait,
					new OpenAction.Handle(wait.taskId(), wait.executionId(), wait.message(), wait.definitionId(),
							wait.elementId(), claims(wait, element, name), alone, wait.tree().isSuspended())))
			.toList();
	}

	/** What of the answers to a form it no longer offers. */
	public List<Refusal.Detail> retired(Form form, Map<String, ? extends @Nullable Object> answers) {
		return this.retired.wrong(form, answers);
	}

	private static boolean claims(EngineTables.Wait wait, ProcessModel.Element element, String action) {
		return wait.taskId() != null && wait.assignee() == null && element.givesAssignee() && element.form() != null
				&& !element.form().assigns(action);
	}

	private OpenAction action(ProcessModel model, ProcessModel.Element element, String name, EngineTables.Wait wait,
			OpenAction.Handle handle) {
		ProcessModel.Action action = Objects.requireNonNull(element.actions().get(name));
		List<FormField> fields = (action.form() != null)
				? action.form().fieldsOf(action.name()).stream().map(this.retired::offered).toList() : List.of();
		Map<String, Label> shown = (action.form() != null) ? action.form().shownFor(action.name()) : Map.of();
		return new OpenAction(action.name(), action.label(), fields, shown,
				() -> this.statuses.of(model, action.leadsTo(), wait.callers()), wait.assignee(), wait.candidates(),
				element.actors(), element.excluded(), element.namesPeople(), element.offersApproval(),
				(wait.name() != null) ? TaskNames.inCallersLanguage(wait.name()) : null, handle);
	}

	/** Asks the model's {@code when}, a verb, whether the message is welcome now. */
	private static boolean isOpen(ProcessModel.Element element, UUID ticketId) {
		if (element.when() == null || element.when().isBlank()) {
			return true;
		}
		ExpressionManager expressions = EngineContext.engine().getExpressionManager();
		try {
			return Boolean.TRUE
				.equals(expressions.createExpression(element.when()).getValue((VariableScope) standIn(ticketId)));
		}
		catch (ProcessEngineException ex) {
			// other actions of the ticket are none the worse for it
			LOG.warn("Whether {} is open cannot be told: {}", element.id(), ex.getMessage());
			return false;
		}
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
