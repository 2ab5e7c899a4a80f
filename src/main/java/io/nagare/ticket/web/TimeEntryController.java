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
import io.nagare.ticket.time.TicketTimes;

/** How long people worked on a ticket, whatever its type. */
@RestController
@ForEveryType
@Tag(name = "Tickets")
@RequestMapping("/api/v1/{kind}/{id}/time-entries")
class TimeEntryController {

	private final Tickets tickets;

	private final TicketTimes times;

	private final TicketParts parts;

	private final CurrentCaller callers;

	TimeEntryController(Tickets tickets, TicketTimes times, TicketParts parts, CurrentCaller callers) {
		this.tickets = tickets;
		this.times = times;
		this.parts = parts;
		this.callers = callers;
	}

	@GetMapping
	@Operation(summary = "The time worked on the ticket, by day; for who works on such tickets")
	List<TicketParts.TimeWorked> timeEntries(TicketType<?, ?> type, @PathVariable String id) {
		Ticket ticket = this.tickets.find(type, id);
		TicketTimes.demandWorker(this.callers.require(), ticket);
		return this.parts.timeEntries(ticket.id());
	}

	@PostMapping
	@Operation(summary = "Writes down that the caller worked on the ticket, at the hourly rate that its team has now")
	ResponseEntity<TicketParts.TimeWorked> addTime(TicketType<?, ?> type, @PathVariable String id,
			@Valid @RequestBody TicketTimes.NewEntry wanted) {
		UUID ticket = this.tickets.find(type, id).id();
		UUID added = this.times.add(ticket, wanted);
		return ResponseEntity.created(URI.create("/api/v1/" + type.path() + "/" + id + "/time-entries/" + added))
			.body(this.parts.timeEntry(ticket, added));
	}

	@PatchMapping("/{entry}")
	@Operation(summary = "Corrects an entry of one’s own; administrators correct those of others too")
	TicketParts.TimeWorked correctTime(TicketType<?, ?> type, @PathVariable String id, @PathVariable UUID entry,
			@Valid @RequestBody TicketTimes.Correction wanted, IfMatch ifMatch) {
		UUID ticket = this.tickets.find(type, id).id();
		this.times.correct(ticket, entry, wanted, ifMatch);
		return this.parts.timeEntry(ticket, entry);
	}

	@DeleteMapping("/{entry}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Removes an entry of one’s own; administrators remove those of others too")
	void removeTime(TicketType<?, ?> type, @PathVariable String id, @PathVariable UUID entry, IfMatch ifMatch) {
		this.times.remove(this.tickets.find(type, id).id(), entry, ifMatch);
	}

}
