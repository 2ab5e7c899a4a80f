package io.nagare.ticket.query;

import io.nagare.shared.Versioned;

/** A ticket as the lists of its type show it. */
public interface TicketRow extends Versioned {

	/** What every ticket shows. */
	TicketSummary ticket();

	@Override
	default long version() {
		return ticket().version();
	}

}
