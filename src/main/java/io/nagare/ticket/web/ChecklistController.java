package io.nagare.ticket.web;

import java.net.URI;
import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.directory.CurrentCaller;
import io.nagare.shared.IfMatch;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.query.TicketParts;
import io.nagare.ticket.checklist.TicketChecklists;

/** What is to be ticked off on a ticket, whatever its type. */
@RestController
@ForEveryType
@Tag(name = "Tickets")
@RequestMapping("/api/v1/{kind}/{id}/checklist")
class ChecklistController {

	private final Tickets tickets;

	private final TicketChecklists checklists;

	private final TicketParts parts;

	private final CurrentCaller callers;

	ChecklistController(Tickets tickets, TicketChecklists checklists, TicketParts parts, CurrentCaller callers) {
		this.tickets = tickets;
		this.checklists = checklists;
		this.parts = parts;
		this.callers = callers;
	}

	@GetMapping
	@Operation(summary = "The checklist in its order; for who reads such tickets")
	List<TicketParts.ChecklistLine> checklist(TicketType<?, ?> type, @PathVariable String id) {
		Ticket ticket = this.tickets.find(type, id);
		this.callers.require().demand(ticket.kind() + ":read");
		return this.parts.checklist(ticket.id());
	}

	@PostMapping
	@Operation(summary = "Adds a line below the others")
	ResponseEntity<TicketParts.ChecklistLine> addLine(TicketType<?, ?> type, @PathVariable String id,
			@Valid @RequestBody TicketChecklists.NewItem wanted) {
		UUID ticket = this.tickets.find(type, id).id();
		UUID added = this.checklists.add(ticket, wanted);
		return ResponseEntity.created(URI.create("/api/v1/" + type.path() + "/" + id + "/checklist/" + added))
			.body(this.parts.checklistLine(ticket, added));
	}

	@PatchMapping("/{line}")
	@Operation(summary = "Ticks a line off, has it open again, or changes its text")
	TicketParts.ChecklistLine changeLine(TicketType<?, ?> type, @PathVariable String id, @PathVariable UUID line,
			@Valid @RequestBody TicketChecklists.ItemChanges wanted, IfMatch ifMatch) {
		UUID ticket = this.tickets.find(type, id).id();
		this.checklists.change(ticket, line, wanted, ifMatch);
		return this.parts.checklistLine(ticket, line);
	}

	@DeleteMapping("/{line}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Removes a line")
	void removeLine(TicketType<?, ?> type, @PathVariable String id, @PathVariable UUID line, IfMatch ifMatch) {
		this.checklists.remove(this.tickets.find(type, id).id(), line, ifMatch);
	}

}
