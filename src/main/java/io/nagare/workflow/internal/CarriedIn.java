package io.nagare.workflow.internal;

import java.util.List;
import java.util.UUID;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.workflow.TicketDesk;

/**
 * Stands behind every door through which a form or message comes in, REST, Tasklist or
 * Java: admits the caller, then checks what he carries against the form of the model. As
 * no variable outlives a wait, the variables of the process <em>are</em> what was carried
 * in. Fields left out become null, so that the model may name every field of its form.
 */
@Component
class CarriedIn implements TaskListener, ExecutionListener {

	private final ProcessModels models;

	private final ActionReader actions;

	private final TicketDesk desk;

	CarriedIn(ProcessModels models, ActionReader actions, TicketDesk desk) {
		this.models = models;
		this.actions = actions;
		this.desk = desk;
	}

	/** A task is being completed. */
	@Override
	public void notify(DelegateTask task) {
		ExecutionEntity execution = (ExecutionEntity) task.getExecution();
		ProcessModel.Element element = this.models.of(task.getProcessDefinitionId())
			.element(task.getTaskDefinitionKey());
		check(element, null, execution);
		if (!OwnCalls.active()) {
			String action = (String) execution.getProcessInstance().getVariableLocal(Form.ACTION);
			this.desk.admit(UUID.fromString(execution.getProcessBusinessKey()),
					this.actions.ofTask(task, element, action));
		}
	}

	/** A message was received. */
	@Override
	public void notify(DelegateExecution execution) {
		if (execution.getProcessBusinessKey() == null) {
			throw Refusal.forbidden("message", "internal_message");
		}
		ProcessModel.Element element = this.models.of(execution.getProcessDefinitionId())
			.element(execution.getCurrentActivityId());
		String action = element.actions().keySet().stream().findFirst().orElse(null);
		check(element, action, (ExecutionEntity) execution);
		if (!OwnCalls.active()) {
			if (action == null) {
				throw Refusal.forbidden("message", "internal_message");
			}
			this.desk.admit(UUID.fromString(execution.getProcessBusinessKey()),
					this.actions.ofMessage(execution, element, action));
		}
	}

	private static void check(ProcessModel.Element element, @Nullable String action, ExecutionEntity execution) {
		ExecutionEntity process = execution.getProcessInstance();
		Form form = (element.form() != null) ? element.form() : new Form(element.id(), List.of());
		List<Refusal.Detail> wrong = form.check(action, process.getVariablesLocal());
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		for (String key : form.keys()) {
			if (!process.hasVariableLocal(key)) {
				process.setVariableLocal(key, null);
			}
		}
	}

}
