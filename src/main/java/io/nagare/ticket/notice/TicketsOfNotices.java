package io.nagare.ticket.notice;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.notification.NoticedTickets;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.access.TicketAccess;

/** Tells how the tickets stand of which a notice waited. */
@Component
class TicketsOfNotices implements NoticedTickets {

	private final TicketRecords records;

	private final TicketAccess access;

	TicketsOfNotices(TicketRecords records, TicketAccess access) {
		this.records = records;
		this.access = access;
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
