package io.nagare.workflow.internal.door;

import java.util.LinkedHashMap;
import java.util.Map;

import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

import io.nagare.directory.ExternalTaskWorkers.Worker;
import io.nagare.shared.AuditableEvent;
import io.nagare.shared.Refusal;
import io.nagare.workflow.internal.EngineTables;
import io.nagare.workflow.internal.limit.ModelFault;
import io.nagare.workflow.internal.limit.ModelFaults;

/**
 * Tells what programs do at external tasks: each step to the audit log under the
 * program's name, and to the model's owner that one gave up.
 */
@Component
class WorkerRecords {

	/** Characters of what a program says of its failure. */
	private static final int TOLD = 200;

	private final EngineTables tables;

	private final RepositoryService repository;

	private final ModelFaults faults;

	private final ApplicationEventPublisher events;

	WorkerRecords(EngineTables tables, RepositoryService repository, ModelFaults faults,
			ApplicationEventPublisher events) {
		this.tables = tables;
		this.repository = repository;
		this.faults = faults;
		this.events = events;
	}

	void add(String done, Worker worker, String workerId, ExternalTask task, Map<String, Object> more) {
		add("external_task." + done, task.getId(), facts(worker, workerId, task.getTopicName(),
				task.getProcessDefinitionKey(), task.getActivityId(), ticketOf(task), more));
	}

	void addFetched(Worker worker, String workerId, LockedExternalTask task) {
		add("external_task.fetched", task.getId(), facts(worker, workerId, task.getTopicName(),
				task.getProcessDefinitionKey(), task.getActivityId(), task.getBusinessKey(), Map.of()));
	}

	/** That nothing will be tried again before an operator says so. */
	void tellOwner(ExternalTask task, String message) {
		ProcessDefinition model = this.repository.getProcessDefinition(task.getProcessDefinitionId());
		Refusal.Detail fault = Refusal.Detail.of(null, "worker_gave_up", task.getTopicName(), abbreviated(message));
		this.faults.note(new ModelFault(new ModelFault.Place(model.getKey(), model.getVersion(),
				model.getTenantId() != null, task.getActivityId(), ticketOf(task), fault), null));
	}

	static String abbreviated(String text) {
		return (text.length() > TOLD) ? text.substring(0, TOLD) + "…" : text;
	}

	private String ticketOf(ExternalTask task) {
		return this.tables.ticketOf(task.getProcessInstanceId()).orElseThrow(Refusal::notFound).toString();
	}

	private void add(String action, String task, Map<String, Object> facts) {
		this.events.publishEvent(new Done(action, task, facts));
	}

	private static Map<String, Object> facts(Worker worker, String workerId, String topic, String process,
			String element, @Nullable String ticket, Map<String, Object> more) {
		Map<String, Object> facts = new LinkedHashMap<>();
		facts.put("client", worker.name());
		facts.put("client_id", worker.client().toString());
		facts.put("worker", workerId);
		facts.put("topic", topic);
		facts.put("process", process);
		facts.put("element", element);
		if (ticket != null) {
			facts.put("ticket", ticket);
		}
		facts.putAll(more);
		return facts;
	}

	private record Done(String action, String entityId, Map<String, Object> facts) implements AuditableEvent {

		@Override
		public String entityType() {
			return "external_task";
		}

	}

}
