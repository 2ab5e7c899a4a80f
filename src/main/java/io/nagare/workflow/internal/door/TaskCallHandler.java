package io.nagare.workflow.internal.door;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.servlet.http.HttpServletRequest;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.dto.message.CorrelationMessageDto;
import org.camunda.bpm.engine.rest.dto.runtime.ExecutionDto;
import org.camunda.bpm.engine.rest.dto.task.CommentDto;
import org.camunda.bpm.engine.rest.dto.task.CompleteTaskDto;
import org.camunda.bpm.engine.rest.dto.task.UserIdDto;
import org.camunda.bpm.engine.runtime.Execution;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.workflow.TicketWorkService;
import io.nagare.workflow.internal.EngineTables;
import io.nagare.workflow.internal.model.Form;

/**
 * Answers the calls of the engine's REST API that work on tickets, in the words of that
 * API, so that Tasklist and Camunda's clients need not know that it is the product, not
 * the engine, that performs them.
 */
@Component
class TaskCallHandler {

	private static final Pattern TASK = Pattern
		.compile("/task/([^/]+)/(claim|unclaim|assignee|complete|submit-form|comment/create)");

	private static final String MESSAGE = "/message";

	private final TicketWorkService work;

	private final EngineTables tables;

	private final ProcessEngine engine;

	private final EngineDialect dialect;

	TaskCallHandler(TicketWorkService work, EngineTables tables, ProcessEngine engine, EngineDialect dialect) {
		this.work = work;
		this.tables = tables;
		this.engine = engine;
		this.dialect = dialect;
	}

	/** Whether the call works on a ticket. */
	static boolean handles(String method, String call) {
		return method.equals("POST") && (call.equals(MESSAGE) || TASK.matcher(call).matches());
	}

	/**
	 * Performs the call.
	 * @param body what was sent; null for nothing
	 * @return what to answer; null for nothing
	 * @throws Refusal where it is not performed
	 */
	@Nullable Object perform(String call, @Nullable JsonNode body, HttpServletRequest request) {
		JsonNode said = (body != null) ? body : JsonNodeFactory.instance.objectNode();
		Matcher task = TASK.matcher(call);
		return task.matches() ? perform(task.group(1), task.group(2), said, request)
				: receive(this.dialect.read(said, CorrelationMessageDto.class));
	}

	private @Nullable Object perform(String taskId, String verb, JsonNode said, HttpServletRequest request) {
		UUID ticket = this.tables.ticketOf(taskId).orElseThrow(() -> Refusal.conflict(null, "task_gone"));
		switch (verb) {
			case "claim" -> this.work.claim(ticket, taskId, this.dialect.read(said, UserIdDto.class).getUserId());
			case "assignee" -> this.work.assign(ticket, taskId, this.dialect.read(said, UserIdDto.class).getUserId());
			case "unclaim" -> this.work.assign(ticket, taskId, null);
			case "comment/create" -> {
				return comment(ticket, taskId, this.dialect.read(said, CommentDto.class), request);
			}
			default -> {
				CompleteTaskDto completion = this.dialect.read(said, CompleteTaskDto.class);
				Map<String, Object> fields = this.dialect.fields(completion.getVariables());
				Object action = fields.remove(Form.ACTION);
				this.work.complete(ticket, taskId, (action instanceof String word) ? word : null, fields);
				// no variable outlives a step
				return completion.isWithVariablesInReturn() ? Map.of() : null;
			}
		}
		return null;
	}

	private CommentDto comment(UUID ticket, String taskId, CommentDto said, HttpServletRequest request) {
		String process = said.getProcessInstanceId();
		if (process != null && !this.tables.isTaskOf(taskId, process)) {
			throw Refusal.invalid("processInstanceId", "unknown_field");
		}
		String text = (said.getMessage() != null) ? said.getMessage() : "";
		CommentDto kept = CommentDto
			.fromComment(this.engine.getTaskService().getTaskComment(taskId, this.work.comment(ticket, taskId, text)));
		kept.addReflexiveLink(URI.create(request.getRequestURL().toString().replaceFirst("create/?$", kept.getId())),
				"GET", "self");
		return kept;
	}

	private @Nullable Object receive(CorrelationMessageDto message) {
		if (message.getMessageName() == null) {
			throw Refusal.invalid("messageName", "required");
		}
		UUID ticket = ticketOf(message);
		List<EngineTables.Wait> waits = this.tables.of(ticket)
			.stream()
			.filter((wait) -> message.getMessageName().equals(wait.message()))
			.toList();
		if (waits.size() != 1 || message.isWithoutTenantId()) {
			throw Refusal.invalid("messageName", "nothing_waits");
		}
		List<Map<String, @Nullable Object>> results = new ArrayList<>();
		if (message.isResultEnabled()) {
			results.add(result(waits.get(0), message.isVariablesInResultEnabled()));
		}
		this.work.receive(ticket, message.getMessageName(), this.dialect.fields(message.getProcessVariables()));
		return message.isResultEnabled() ? results : null;
	}

	private UUID ticketOf(CorrelationMessageDto message) {
		UUID byKey = (message.getBusinessKey() != null) ? uuid(message.getBusinessKey()) : null;
		UUID byProcess = (message.getProcessInstanceId() != null)
				? this.tables.ticketOf(message.getProcessInstanceId()).orElse(null) : byKey;
		UUID ticket = (byKey != null) ? byKey : byProcess;
		if (ticket == null || !ticket.equals(byProcess)) {
			throw Refusal.invalid("messageName", "nothing_waits");
		}
		return ticket;
	}

	private static UUID uuid(String businessKey) {
		try {
			return UUID.fromString(businessKey);
		}
		catch (IllegalArgumentException ex) {
			throw Refusal.invalid("messageName", "nothing_waits");
		}
	}

	private Map<String, @Nullable Object> result(EngineTables.Wait wait, boolean variables) {
		Execution execution = this.engine.getRuntimeService()
			.createExecutionQuery()
			.executionId(wait.executionId())
			.singleResult();
		Map<String, @Nullable Object> result = new LinkedHashMap<>();
		result.put("resultType", "Execution");
		result.put("execution", (execution != null) ? ExecutionDto.fromExecution(execution) : null);
		result.put("processInstance", null);
		result.put("variables", variables ? Map.of() : null);
		return result;
	}

}
