package io.nagare.workflow.internal;

import java.util.UUID;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

import io.nagare.workflow.WaitReached;

/**
 * Runs when a token arrives at a wait or an end. Tells the owner of the ticket its new
 * status, and forgets what the last form or message carried in: a process variable never
 * outlives its transaction.
 */
@Component
class WaitListener implements ExecutionListener {

	private final ProcessModels models;

	private final ApplicationEventPublisher events;

	WaitListener(ProcessModels models, ApplicationEventPublisher events) {
		this.models = models;
		this.events = events;
	}

	@Override
	public void notify(DelegateExecution execution) {
		ExecutionEntity process = ((ExecutionEntity) execution).getProcessInstance();
		process.removeVariablesLocal();
		ProcessModel.Element element = this.models.of(execution.getProcessDefinitionId())
			.element(execution.getCurrentActivityId());
		if (element.status() != null && element.phase() != null) {
			this.events.publishEvent(new WaitReached(UUID.fromString(execution.getProcessBusinessKey()),
					element.status(), element.phase()));
		}
	}

}
