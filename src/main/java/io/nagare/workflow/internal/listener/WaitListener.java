package io.nagare.workflow.internal.listener;

import java.util.UUID;
import java.util.regex.Pattern;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

import io.nagare.workflow.StepReached;
import io.nagare.workflow.WaitReached;
import io.nagare.workflow.internal.EngineContext;
import io.nagare.workflow.internal.door.TaskNames;
import io.nagare.workflow.internal.model.Form;
import io.nagare.workflow.internal.model.ProcessGraph;
import io.nagare.workflow.internal.model.ProcessModel;
import io.nagare.workflow.internal.model.ProcessModels;

/**
 * Runs when a token arrives at a wait or an end. Tells the owner of the ticket its new
 * status, and forgets what the last form or message carried in, in every process that
 * called this one too: a process variable never outlives its transaction. An end leaves
 * one word, the outcome, for whoever called.
 */
@Component
class WaitListener implements ExecutionListener {

	private static final Pattern UUID_TEXT = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

	private static final String CATCH_EVENT = "intermediateCatchEvent";

	private final ProcessModels models;

	private final ApplicationEventPublisher events;

	WaitListener(ProcessModels models, ApplicationEventPublisher events) {
		this.models = models;
		this.events = events;
	}

	@Override
	public void notify(DelegateExecution execution) {
		ExecutionEntity process = ((ExecutionEntity) execution).getProcessInstance();
		Object action = process.getVariableLocal(Form.ACTION);
		ProcessModel.Element element = this.models.of(execution.getProcessDefinitionId())
			.element(execution.getCurrentActivityId());
		if (!hasHappened(element, (ExecutionEntity) execution)) {
			forget(process);
		}
		if (element.outcome() != null) {
			process.setVariableLocal(ProcessGraph.OUTCOME, element.outcome());
		}
		if (element.status() != null && element.phase() != null) {
			this.events.publishEvent(new WaitReached(UUID.fromString(execution.getProcessBusinessKey()),
					element.status(), element.phase()));
		}
		tellStep((ExecutionEntity) execution, element, (action != null) ? action.toString() : null);
	}

	/**
	 * An event that an event-based gateway waited for is reached by what happened: nobody
	 * waits there, and what its message carries in is for the flow that leaves it.
	 */
	private static boolean hasHappened(ProcessModel.Element element, ExecutionEntity execution) {
		return CATCH_EVENT.equals(element.type()) && !execution.getActivity().isScope();
	}

	/** What holds the instances of an activity is no step of its own. */
	private void tellStep(ExecutionEntity execution, ProcessModel.Element element, @Nullable String action) {
		String key = execution.getProcessBusinessKey();
		if (key != null && UUID_TEXT.matcher(key).matches() && element.id().equals(execution.getActivityId())
				&& !element.isScope()) {
			ProcessDefinitionEntity model = execution.getProcessDefinition();
			this.events.publishEvent(new StepReached(UUID.fromString(key), execution.getProcessInstanceId(),
					model.getKey(), model.getVersion(), element.id(),
					(element.label() != null) ? TaskNames.ofStep(element.label()) : null, element.type(), action));
		}
	}

	/**
	 * A process that this transaction has not entered has no variables, and is not read
	 * for that. What the engine keeps for one of several instances lies below the
	 * process.
	 */
	private static void forget(ExecutionEntity process) {
		process.removeVariablesLocal();
		if (process.getSuperExecutionId() != null) {
			ExecutionEntity caller = known(process.getSuperExecutionId());
			ExecutionEntity calling = (caller != null) ? known(caller.getProcessInstanceId()) : null;
			if (calling != null) {
				forget(calling);
			}
		}
	}

	private static @Nullable ExecutionEntity known(String id) {
		return EngineContext.command().getDbEntityManager().getCachedEntity(ExecutionEntity.class, id);
	}

}
