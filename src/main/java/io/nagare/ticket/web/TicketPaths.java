package io.nagare.ticket.web;

import java.util.UUID;

import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.Tickets;

/** Finds the ticket that a path {@code /{kind}/{id}} names, by id or number. */
@Component
class TicketPaths {

	private final Tickets tickets;

	private final TicketTypes types;

	TicketPaths(Tickets tickets, TicketTypes types) {
		this.tickets = tickets;
		this.types = types;
	}

	/**
	 * The ticket, if the caller may read it.
	 * @throws Refusal NOT_FOUND where the path's type has no such ticket for the caller
	 */
	Ticket find(String kind, String idOrNumber) {
		Ticket ticket = this.tickets.readable(id(idOrNumber));
		if (!ticket.kind().equals(type(kind).kind())) {
			throw Refusal.notFound();
		}
		return ticket;
	}

	private UUID id(String idOrNumber) {
		return this.tickets.idOf(idOrNumber, "id");
	}

	/** The type at the path. */
	TicketType type(String kind) {
		return this.types.at(kind).orElseThrow(Refusal::notFound);
	}

}
