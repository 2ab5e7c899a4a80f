package io.nagare.workflow.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.identity.Caller;
import io.nagare.workflow.Groups;
import io.nagare.workflow.TicketDesk;

/**
 * What Tasklist fills a task's form with. A waiting process has no variables; the ticket
 * itself says what to show and to offer, read when the form is opened.
 */
@Component
class TaskFormData {

	private static final ObjectMapper JSON = new ObjectMapper();

	private final IdentityService identity;

	private final TaskService tasks;

	private final RuntimeService runtime;

	private final TicketDesk desk;

	TaskFormData(ProcessEngine engine, TicketDesk desk) {
		this.identity = engine.getIdentityService();
		this.tasks = engine.getTaskService();
		this.runtime = engine.getRuntimeService();
		this.desk = desk;
	}

	/** In the engine's own form; empty where the caller does not see the task. */
	Map<String, Object> of(String taskId, Caller caller) {
		String ticketId = ticketOf(taskId, caller);
		Map<String, Object> variables = new LinkedHashMap<>();
		if (ticketId != null) {
			this.desk.formContext(UUID.fromString(ticketId))
				.forEach((key, value) -> variables.put(key, variable(value)));
		}
		return variables;
	}

	private @Nullable String ticketOf(String taskId, Caller caller) {
		try {
			this.identity.setAuthentication(caller.username(), List.copyOf(Groups.of(caller)),
					(caller.tenant() != null) ? List.of(caller.tenant().slug()) : List.of());
			Task task = this.tasks.createTaskQuery().taskId(taskId).singleResult();
			ProcessInstance process = (task == null) ? null
					: this.runtime.createProcessInstanceQuery()
						.processInstanceId(task.getProcessInstanceId())
						.singleResult();
			return (process == null) ? null : process.getBusinessKey();
		}
		finally {
			this.identity.clearAuthentication();
		}
	}

	private static Map<String, Object> variable(Object value) {
		if (value instanceof String) {
			return Map.of("type", "String", "value", value, "valueInfo", Map.of());
		}
		try {
			return Map.of("type", "Json", "value", JSON.writeValueAsString(value), "valueInfo", Map.of());
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
