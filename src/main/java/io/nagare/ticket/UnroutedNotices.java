package io.nagare.ticket;

import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

import io.nagare.ticket.notice.TicketNoticeService;

/** Those who give work to others learn of a new ticket that no rule gave to anybody. */
@Component
class UnroutedNotices {

	private final TicketRecords records;

	private final TicketNoticeService events;

	UnroutedNotices(TicketRecords records, TicketNoticeService events) {
		this.records = records;
		this.events = events;
	}

	/** Before the commit, when its process has come to where it waits. */
	@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
	void on(TicketReported reported) {
		this.records.find(Ticket.class, reported.ticket().id())
			.filter((ticket) -> ticket.phase().isActive() && ticket.team().isEmpty() && ticket.assignee().isEmpty())
			.ifPresent(this.events::tellThatNobodyHas);
	}

}
