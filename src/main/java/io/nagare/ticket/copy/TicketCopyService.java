package io.nagare.ticket.copy;

import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.shared.Refusal;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.link.LinkType;
import io.nagare.ticket.link.TicketLinks;
import io.nagare.ticket.query.TicketQueries;
import io.nagare.ticket.query.TicketRow;

/** Opens a copy of a ticket, of the same type and related to it. */
@Component
@Transactional
public class TicketCopyService {

	private final Tickets tickets;

	private final CopiedFields fields;

	private final TicketService service;

	private final TicketLinks links;

	private final TicketQueries queries;

	TicketCopyService(Tickets tickets, CopiedFields fields, TicketService service, TicketLinks links,
			TicketQueries queries) {
		this.tickets = tickets;
		this.fields = fields;
		this.service = service;
		this.links = links;
		this.queries = queries;
	}

	/**
	 * Opens a copy and runs its process to the first wait. Its reporter is the original's
	 * where the caller may report for others, else the caller.
	 * @return the copy as it then is
	 * @throws Refusal NOT_FOUND where the caller may not read the original, FORBIDDEN for
	 * who may not report such a ticket, VALIDATION_FAILED naming what a report must say
	 * and the original does not show
	 */
	public TicketRow copy(TicketType<?, ?> type, String idOrNumber) {
		Ticket original = this.tickets.find(type, idOrNumber);
		UUID copy = this.service.report(type.kind(), this.fields.of(type, original));
		this.links.link(copy, original.id(), LinkType.RELATED_TO);
		return this.queries.one(type, copy);
	}

}
