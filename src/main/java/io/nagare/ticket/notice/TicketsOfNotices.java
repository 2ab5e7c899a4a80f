package io.nagare.ticket.notice;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.Directory;
import io.nagare.notification.NoticedTickets;
import io.nagare.shared.Label;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.access.TicketAccess;

/** Tells how the tickets stand of which a notice waited, and what one would say. */
@Component
class TicketsOfNotices implements NoticedTickets {

	private final TicketRecords records;

	private final TicketAccess access;

	private final Tickets tickets;

	private final Directory directory;

	TicketsOfNotices(TicketRecords records, TicketAccess access, Tickets tickets, Directory directory) {
		this.records = records;
		this.access = access;
		this.tickets = tickets;
		this.directory = directory;
	}

	@Override
	@Transactional(readOnly = true)
	public Subject subject(String idOrNumber) {
		Ticket ticket = this.tickets.referredTo(idOrNumber, "ticket");
		Map<String, Label> values = new HashMap<>(Map.of("title", Label.said(ticket.title())));
		this.directory.user(ticket.assignee().orElse(ticket.reporter()))
			.ifPresent((user) -> values.put("by", Label.said(user.fullName())));
		ticket.team().flatMap(this.directory::team).ifPresent((team) -> values.put("team", Label.said(team.name())));
		return new Subject(ticket.ref(), ticket.isConfidential(), values);
	}

	@Override
	@Transactional(readOnly = true)
	public Map<UUID, State> now(UUID user, Collection<UUID> tickets) {
		Map<UUID, State> states = new HashMap<>();
		for (UUID id : tickets) {
			this.records.find(Ticket.class, id)
				.filter((ticket) -> !this.access.readersAmong(List.of(user), ticket).isEmpty())
				.ifPresent((ticket) -> states.put(id, new State(ticket.phase().isFinal(), ticket.isConfidential())));
		}
		return states;
	}

}
