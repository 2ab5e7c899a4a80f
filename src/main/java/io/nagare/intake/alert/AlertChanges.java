package io.nagare.intake.alert;

import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;

import io.nagare.directory.CurrentCaller;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.link.LinkType;
import io.nagare.ticket.link.TicketLinks;
import io.nagare.ticket.query.TicketListing;
import io.nagare.ticket.query.TicketQueries;

/** Changes under way at the items of an alert, of which it may come. */
@Component
class AlertChanges {

	private final TicketTypes types;

	private final TicketQueries queries;

	private final Tickets tickets;

	private final TicketLinks links;

	private final CurrentCaller callers;

	AlertChanges(TicketTypes types, TicketQueries queries, Tickets tickets, TicketLinks links, CurrentCaller callers) {
		this.types = types;
		this.queries = queries;
		this.tickets = tickets;
		this.links = links;
		this.callers = callers;
	}

	/** Their numbers, as far as the caller reads changes. */
	List<String> underWay(List<UUID> items) {
		if (!this.callers.require().may("change:read")) {
			return List.of();
		}
		return this.types.find("change")
			.map((type) -> items.stream()
				.flatMap((item) -> this.queries.page(type, TicketListing.of("phase=in_work&ci_id=" + item, null))
					.items()
					.stream())
				.map((row) -> row.ticket().number())
				.distinct()
				.limit(5)
				.toList())
			.orElse(List.of());
	}

	/** Ties the ticket to the changes. */
	void relate(UUID ticket, List<String> changes) {
		changes.forEach((change) -> this.tickets.findReadable(change)
			.ifPresent((other) -> this.links.link(ticket, other.id(), LinkType.RELATED_TO)));
	}

}
