package io.nagare.ticket.web;

import java.net.URI;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.ticket.TicketType;
import io.nagare.ticket.copy.TicketCopyService;
import io.nagare.ticket.query.TicketRow;

/** Copies of tickets, whatever their type. */
@RestController
@ForEveryType
@Tag(name = "Tickets")
@RequestMapping("/api/v1/{kind}/{id}/copy")
class CopyController {

	private final TicketCopyService copies;

	CopyController(TicketCopyService copies) {
		this.copies = copies;
	}

	@PostMapping
	@Operation(
			summary = "Opens a new ticket that says the same and is related to this one; who does it and when is not copied")
	ResponseEntity<TicketRow> copy(TicketType<?, ?> type, @PathVariable String id) {
		TicketRow copy = this.copies.copy(type, id);
		return ResponseEntity.created(URI.create("/api/v1/" + type.path() + "/" + copy.ticket().id())).body(copy);
	}

}
