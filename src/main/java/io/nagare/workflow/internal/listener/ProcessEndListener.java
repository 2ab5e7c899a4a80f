package io.nagare.workflow.internal.listener;

import java.util.UUID;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.workflow.TicketEngineService;
import io.nagare.workflow.internal.EngineContext;

/**
 * Runs when a process ends. One that a platform administrator deletes, by whichever call
 * of the engine's API, would leave an open ticket with nothing that could ever close it:
 * a ticket is cancelled instead, and its process ends by itself.
 */
@Component
class ProcessEndListener implements ExecutionListener {

	private final TicketEngineService tickets;

	ProcessEndListener(TicketEngineService tickets) {
		this.tickets = tickets;
	}

	@Override
	public void notify(DelegateExecution execution) {
		if (execution.isCanceled() && execution.getId().equals(execution.getProcessInstanceId())
				&& execution.getSuperExecution() == null && isFromOutside()
				&& this.tickets.isOpen(UUID.fromString(execution.getProcessBusinessKey()))) {
			throw Refusal.conflict(null, "process_of_open_ticket");
		}
	}

	/** Whether somebody asked for the current command by the engine's own API. */
	private static boolean isFromOutside() {
		var context = EngineContext.command();
		return context.isUserOperationLogEnabled() && context.getAuthenticatedUserId() != null;
	}

}
