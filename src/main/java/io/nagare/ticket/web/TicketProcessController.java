package io.nagare.ticket.web;

import io.nagare.ticket.TicketType;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.nagare.directory.CurrentCaller;
import io.nagare.sla.ClockView;
import io.nagare.sla.LedgerView;
import io.nagare.sla.ServiceLevels;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.action.TicketProcessQueries;
import io.nagare.ticket.Tickets;
import io.nagare.workflow.ProcessView;

/** The clocks and the process of a ticket, whatever its type. */
@RestController
@ForEveryType
@Tag(name = "Tickets")
@RequestMapping("/api/v1/{kind}/{id}")
class TicketProcessController {

	private final Tickets tickets;

	private final TicketProcessQueries process;

	private final ServiceLevels serviceLevels;

	private final CurrentCaller callers;

	TicketProcessController(Tickets tickets, TicketProcessQueries process, ServiceLevels serviceLevels,
			CurrentCaller callers) {
		this.tickets = tickets;
		this.process = process;
		this.serviceLevels = serviceLevels;
		this.callers = callers;
	}

	@GetMapping("/sla")
	@Operation(summary = "The clocks of the ticket")
	List<ClockView> sla(TicketType<?, ?> type, @PathVariable String id) {
		return this.serviceLevels.clocks(this.tickets.find(type, id).id());
	}

	@GetMapping("/sla/ledger")
	@Operation(summary = "All that happened to the clocks of the ticket, explained")
	List<LedgerView> slaLedger(TicketType<?, ?> type, @PathVariable String id) {
		return this.serviceLevels.ledger(this.tickets.find(type, id).id());
	}

	@GetMapping("/process")
	@Operation(
			summary = "The processes of the ticket: what called each, where its token is, what waits, and the steps so far")
	List<ProcessView> process(TicketType<?, ?> type, @PathVariable String id) {
		Ticket ticket = this.tickets.find(type, id);
		this.callers.require().demand(ticket.kind() + ":read");
		return this.process.view(ticket.id());
	}

	@GetMapping(path = "/process/diagram", produces = MediaType.APPLICATION_XML_VALUE)
	@Operation(
			summary = "The BPMN XML of the version that the main process runs on, or another of the ticket's processes")
	ResponseEntity<byte[]> diagram(TicketType<?, ?> type, @PathVariable String id,
			@RequestParam(required = false) @Nullable String instance) {
		Ticket ticket = this.tickets.find(type, id);
		this.callers.require().demand(ticket.kind() + ":read");
		return ResponseEntity.ok(this.process.diagram(ticket.id(), instance).getBytes(StandardCharsets.UTF_8));
	}

}
