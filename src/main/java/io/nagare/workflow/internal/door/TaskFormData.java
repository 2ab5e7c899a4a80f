package io.nagare.workflow.internal.door;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

import io.nagare.shared.Label;
import io.nagare.shared.PlainJson;
import io.nagare.workflow.ChoiceList;
import io.nagare.workflow.FormField;
import io.nagare.workflow.Processes;
import io.nagare.workflow.RetiredWords;
import io.nagare.workflow.TicketEngineService;

/**
 * What Tasklist fills a task's form with. A waiting process has no variables; the ticket
 * itself says what to show and to offer, read when the form is opened.
 */
@Component
class TaskFormData {

	private static final ObjectMapper JSON = PlainJson.MAPPER;

	private final TicketEngineService tickets;

	private final Processes processes;

	private final RetiredWords retired;

	TaskFormData(TicketEngineService tickets, Processes processes, RetiredWords retired) {
		this.retired = retired;
		this.tickets = tickets;
		this.processes = processes;
	}

	/** In the engine's own form. Whether the caller may see it was asked before. */
	Map<String, Object> of(UUID ticketId) {
		Map<String, Object> variables = new LinkedHashMap<>();
		Set<ChoiceList> lists = this.processes.openActions(ticketId)
			.stream()
			.flatMap((action) -> action.fields().stream())
			.flatMap((field) -> field.list().stream())
			.collect(Collectors.toSet());
		this.tickets.formContext(ticketId, lists).forEach((key, value) -> variables.put(key, variable(value)));
		return variables;
	}

	/** The form of a task as its reader sees it. */
	byte[] form(byte[] form) throws IOException {
		return TaskForm.said(form, this.retired.all());
	}

	/** A text or choice in both languages is said in the reader's. */
	private static Map<String, Object> variable(Object value) {
		if (value instanceof Label label) {
			return variable(label.in(LocaleContextHolder.getLocale()));
		}
		if (value instanceof Collection<?> all && all.stream().anyMatch(FormField.Option.class::isInstance)) {
			return json(all.stream().map(TaskFormData::said).toList());
		}
		if (value instanceof String) {
			return Map.of("type", "String", "value", value, "valueInfo", Map.of());
		}
		return json(value);
	}

	private static Object said(Object choice) {
		return (choice instanceof FormField.Option option)
				? new FormField.Option(option.value(), Label.of(option.label()).in(LocaleContextHolder.getLocale()))
				: choice;
	}

	private static Map<String, Object> json(Object value) {
		try {
			return Map.of("type", "Json", "value", JSON.writeValueAsString(value), "valueInfo", Map.of());
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
