package io.nagare.workflow.internal.listener;

import java.util.HashSet;
import java.util.Set;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

import io.nagare.workflow.internal.ExternalTaskInputs;
import io.nagare.workflow.internal.model.ExternalWork;
import io.nagare.workflow.internal.model.ProcessModels;

/**
 * Runs when a token arrives at work for a program outside, and when it leaves. What goes
 * out is kept beside the engine meanwhile. What the model names there is null until the
 * program says it, so that the process can go on however the work ends.
 */
@Component
class ExternalTaskListener implements ExecutionListener {

	private final ProcessModels models;

	private final ExternalTaskInputs inputs;

	ExternalTaskListener(ProcessModels models, ExternalTaskInputs inputs) {
		this.models = models;
		this.inputs = inputs;
	}

	@Override
	public void notify(DelegateExecution execution) {
		ExternalWork work = this.models.of(execution.getProcessDefinitionId())
			.element(execution.getCurrentActivityId())
			.external();
		if (work == null) {
			return;
		}
		if (execution.getEventName().equals(EVENTNAME_END)) {
			if (!work.inputs().isEmpty()) {
				this.inputs.remove(execution.getId());
			}
			return;
		}
		work.inputs().forEach((name) -> {
			this.inputs.keep(execution.getId(), name, execution.getVariableLocal(name));
			execution.removeVariableLocal(name);
		});
		Set<String> named = new HashSet<>(work.inputs());
		named.addAll(work.outputs());
		named.forEach((name) -> execution.setVariableLocal(name, null));
	}

}
