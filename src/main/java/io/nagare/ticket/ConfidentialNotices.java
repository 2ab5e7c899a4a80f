package io.nagare.ticket;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.nagare.notification.ToldNotices;
import io.nagare.ticket.access.TicketAccess;

/**
 * What people were told of a ticket that becomes confidential stays with those alone who
 * may still read it.
 */
@Component
class ConfidentialNotices {

	private final TicketRecords records;

	private final TicketAccess access;

	private final ToldNotices told;

	ConfidentialNotices(TicketRecords records, TicketAccess access, ToldNotices told) {
		this.records = records;
		this.access = access;
		this.told = told;
	}

	@EventListener
	void on(FieldChanged change) {
		if (!change.field().equals("confidentiality")) {
			return;
		}
		Ticket ticket = this.records.get(Ticket.class, change.ticket().id());
		if (ticket.isConfidential()) {
			this.told.keepFor(ticket.id(), (people) -> this.access.readersAmong(people, ticket));
		}
	}

}
