package io.nagare.ticket.web;

import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.ticket.Practice;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.Tickets;

/** Finds the ticket that a path {@code /{kind}/{id}} names, by id or number. */
@Component
class TicketPaths {

	private final Tickets tickets;

	private final List<Practice> practices;

	TicketPaths(Tickets tickets, List<Practice> practices) {
		this.tickets = tickets;
		this.practices = practices;
	}

	/**
	 * The ticket, if the caller may read it.
	 * @throws Refusal NOT_FOUND where the path's practice has no such ticket for the
	 * caller
	 */
	Ticket find(String kind, String idOrNumber) {
		Ticket ticket = this.tickets.readable(id(idOrNumber));
		if (!ticket.kind().equals(practice(kind).kind())) {
			throw Refusal.notFound();
		}
		return ticket;
	}

	private UUID id(String idOrNumber) {
		return this.tickets.idOf(idOrNumber, "id");
	}

	/** The practice of the path. */
	Practice practice(String kind) {
		return this.practices.stream()
			.filter((practice) -> practice.path().equals(kind))
			.findFirst()
			.orElseThrow(Refusal::notFound);
	}

}
