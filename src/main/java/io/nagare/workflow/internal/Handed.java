package io.nagare.workflow.internal;

import java.util.UUID;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.springframework.stereotype.Component;

import io.nagare.workflow.TicketDesk;

/**
 * Stands behind every door through which a task is taken, handed on or let go of: having
 * a task is the right to complete it. What the process itself gives, when the token
 * arrives, is nobody's to ask for.
 */
@Component
class Handed implements TaskListener {

	private final ProcessModels models;

	private final ActionReader actions;

	private final TicketDesk desk;

	Handed(ProcessModels models, ActionReader actions, TicketDesk desk) {
		this.models = models;
		this.actions = actions;
		this.desk = desk;
	}

	@Override
	public void notify(DelegateTask task) {
		if (!OwnCalls.active() && !isNew((TaskEntity) task)) {
			ProcessModel.Element element = this.models.of(task.getProcessDefinitionId())
				.element(task.getTaskDefinitionKey());
			this.desk.admit(UUID.fromString(task.getExecution().getProcessBusinessKey()),
					this.actions.beforeAssignment((TaskEntity) task, element), task.getAssignee());
		}
	}

	/** No command of a caller's both makes a task and gives it to somebody. */
	private static boolean isNew(TaskEntity task) {
		return Context.getCommandContext().getDbEntityManager().getDbEntityCache().isTransient(task);
	}

}
