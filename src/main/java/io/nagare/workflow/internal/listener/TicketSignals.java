package io.nagare.workflow.internal.listener;

import java.util.List;
import java.util.stream.Stream;

import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionManager;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.jspecify.annotations.Nullable;

import io.nagare.workflow.internal.EngineContext;
import io.nagare.workflow.internal.EngineSessionFactory;

/**
 * A signal that a process throws reaches whatever waits for it in the same ticket's
 * process, and in those that it calls. The engine's own reaches every ticket of the
 * tenant, in one transaction.
 */
public final class TicketSignals extends EventSubscriptionManager {

	private static final String SIGNAL = "signal";

	/** For the engine's configuration. */
	public static EngineSessionFactory<?> manager() {
		return new EngineSessionFactory<>(EventSubscriptionManager.class, TicketSignals::new);
	}

	@Override
	public List<EventSubscriptionEntity> findSignalEventSubscriptionsByEventNameAndTenantIdIncludeWithoutTenantId(
			String signal, String tenant) {
		return (EngineContext.execution() != null) ? ofTicket(signal)
				: super.findSignalEventSubscriptionsByEventNameAndTenantIdIncludeWithoutTenantId(signal, tenant);
	}

	@Override
	public List<EventSubscriptionEntity> findSignalEventSubscriptionsByEventNameAndTenantId(String signal,
			@Nullable String tenant) {
		return (EngineContext.execution() != null) ? ofTicket(signal)
				: super.findSignalEventSubscriptionsByEventNameAndTenantId(signal, tenant);
	}

	private static List<EventSubscriptionEntity> ofTicket(String signal) {
		return subscriptions(first(EngineContext.execution().getExecution()))
			.filter((one) -> SIGNAL.equals(one.getEventType()) && signal.equals(one.getEventName()))
			.toList();
	}

	/** The process that nothing called. */
	private static ExecutionEntity first(ExecutionEntity execution) {
		ExecutionEntity process = execution.getProcessInstance();
		ExecutionEntity caller = process.getSuperExecution();
		return (caller != null) ? first(caller) : process;
	}

	private static Stream<EventSubscriptionEntity> subscriptions(ExecutionEntity execution) {
		Stream<ExecutionEntity> within = Stream.concat(execution.getExecutions().stream(),
				Stream.ofNullable(execution.getSubProcessInstance()));
		return Stream.concat(execution.getEventSubscriptions().stream(), within.flatMap(TicketSignals::subscriptions));
	}

}
