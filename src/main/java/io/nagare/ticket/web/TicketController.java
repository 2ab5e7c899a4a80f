package io.nagare.ticket.web;

import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketFields;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.query.TicketQueries;
import io.nagare.ticket.query.TicketDetail;
import io.nagare.ticket.query.TicketListing;
import io.nagare.ticket.query.TicketRow;
import io.nagare.ticket.query.TicketSummary;
import io.nagare.shared.Paged;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.PatchMapping;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.nagare.ticket.query.TicketReads;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.masking.PersonalDataMasking;
import io.nagare.shared.IfMatch;
import io.nagare.ticket.action.ActionView;
import io.nagare.ticket.action.FieldView;
import io.nagare.ticket.action.ReportFormQueries;
import io.nagare.ticket.action.TicketActions;
import io.nagare.ticket.action.TicketDeletion;
import io.nagare.ticket.Tickets;

/** Tickets of every type: reporting, reading and changing them, and what can be done. */
@RestController
@ForEveryType
@Tag(name = "Tickets")
@RequestMapping("/api/v1/{kind}")
class TicketController {

	private final TicketService service;

	private final TicketQueries queries;

	private final TicketActions actions;

	private final Tickets tickets;

	private final TicketDeletion deletion;

	private final ReportFormQueries forms;

	private final PersonalDataMasking masking;

	TicketController(TicketService service, TicketQueries queries, TicketActions actions, Tickets tickets,
			TicketDeletion deletion, ReportFormQueries forms, PersonalDataMasking masking) {
		this.masking = masking;
		this.forms = forms;
		this.service = service;
		this.queries = queries;
		this.actions = actions;
		this.tickets = tickets;
		this.deletion = deletion;
	}

	@PostMapping
	@Operation(summary = "Reports a ticket; its process has run to the first wait when the answer comes")
	ResponseEntity<TicketRow> report(TicketType<?, ?> type, @Valid TicketFields fields) {
		TicketRow reported = this.service.report(type, fields);
		this.masking.remark(written(reported.ticket()));
		return ResponseEntity.created(URI.create("/api/v1/" + type.path() + "/" + reported.ticket().id()))
			.body(reported);
	}

	private static Map<String, String> written(TicketSummary ticket) {
		Map<String, String> texts = new LinkedHashMap<>();
		texts.put("title", ticket.title());
		if (ticket.description() != null) {
			texts.put("description", ticket.description());
		}
		ticket.fields().forEach((name, value) -> {
			if (value instanceof String text) {
				texts.put(name, text);
			}
		});
		return texts;
	}

	@GetMapping
	@Operation(summary = "Lists the tickets that the caller may read, newest first")
	Paged<? extends TicketRow> list(TicketType<?, ?> type, @ParameterObject TicketListing listing) {
		return this.queries.page(type, listing);
	}

	@GetMapping("/form")
	@Operation(summary = "What the caller fills in to report such a ticket, as the form of its process in force asks")
	List<FieldView> form(TicketType<?, ?> type, @Parameter(
			description = "On whose behalf it is reported: his devices are offered, and not the caller's") @RequestParam(
					name = "reporter_id", required = false) @Nullable UUID reporter) {
		return this.forms.of(type, reporter);
	}

	@GetMapping("/{id}")
	@Operation(summary = "Shows a ticket with all that hangs on it, by id or number")
	TicketDetail one(TicketType<?, ?> type, @PathVariable String id) {
		return this.queries.detail(type, id);
	}

	@PatchMapping("/{id}")
	@Operation(summary = "Changes fields; a status, assignee or team performs the one open action that leads there")
	TicketRow patch(TicketType<?, ?> type, @PathVariable String id, @Valid TicketFields fields, IfMatch ifMatch) {
		return this.service.patch(type, id, fields, ifMatch);
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(
			summary = "Deletes a ticket that should never have been there, for administrators; its number stays taken")
	void delete(TicketType<?, ?> type, @PathVariable String id,
			@Parameter(required = true) @RequestParam(required = false) @Nullable @Size(max = 2000) String reason,
			IfMatch ifMatch) {
		this.deletion.demand(type.kind());
		this.deletion.delete(this.tickets.find(type, id).id(), reason, ifMatch);
	}

	@GetMapping("/{id}/neighbours")
	@Operation(summary = "The tickets before and after this one in a list, filtered and sorted as the list is")
	TicketReads.Neighbours neighbours(TicketType<?, ?> type, @PathVariable String id,
			@ParameterObject TicketListing listing) {
		return this.queries.neighbours(type, id, listing);
	}

	@GetMapping("/{id}/actions")
	@Operation(summary = "What the caller may do now, read from the running process")
	List<ActionView> actions(TicketType<?, ?> type, @PathVariable String id) {
		return this.actions.views(this.tickets.find(type, id).id());
	}

	@PostMapping("/{id}/actions/{action}")
	@Operation(summary = "Performs an action with its form's fields and answers the ticket as it then is")
	TicketRow perform(TicketType<?, ?> type, @PathVariable String id, @PathVariable String action,
			@Parameter(description = "The element that waits, where several offer the action") @RequestParam(
					required = false) @Nullable String element,
			@RequestBody(required = false) @Nullable Map<String, Object> fields, IfMatch ifMatch,
			HttpServletResponse response) {
		response.setHeader(HttpHeaders.CONTENT_LOCATION, "/api/v1/" + type.path() + "/" + id);
		return this.service.perform(type, id,
				new TicketActions.Wanted(action, element, (fields != null) ? fields : Map.of()), ifMatch);
	}

}
