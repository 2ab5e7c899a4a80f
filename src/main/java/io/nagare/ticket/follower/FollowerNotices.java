package io.nagare.ticket.follower;

import java.util.Set;

import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

import io.nagare.notification.Notice;
import io.nagare.notification.ToldNotices;
import io.nagare.ticket.StatusChanged;
import io.nagare.ticket.StatusLabels;
import io.nagare.ticket.Ticket;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.notice.TicketNoticeService;

/**
 * Tells of a ticket's new status whom the table names for it, and whom nothing else told:
 * who is asked to confirm a resolution knows that there is one.
 */
@Component
class FollowerNotices {

	/** What somebody wrote says nothing of a status. */
	private static final Set<String> WRITTEN = Set.of("ticket.note", "ticket.mention", "ticket.public_note",
			"ticket.follower");

	private final TicketRecords records;

	private final TicketNoticeService events;

	private final ToldNotices told;

	private final StatusLabels statuses;

	FollowerNotices(TicketRecords records, TicketNoticeService events, ToldNotices told, StatusLabels statuses) {
		this.records = records;
		this.events = events;
		this.told = told;
		this.statuses = statuses;
	}

	/** Last of all, when everybody else was told, and of where the ticket stands then. */
	@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
	void on(StatusChanged changed) {
		if (changed.from() == null) {
			return;
		}
		this.records.find(Ticket.class, changed.ticket().id())
			.filter((ticket) -> ticket.status().equals(changed.to()))
			.ifPresent((ticket) -> this.events.tellOthers(ticket, "status",
					() -> Notice.of("ticket.status", ticket.title(), this.statuses.of(ticket)),
					(readers) -> this.told.justTold(ticket.id(), readers, WRITTEN)));
	}

}
