package io.nagare.ticket;

import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

import io.nagare.ticket.notice.TaskDeciders;
import io.nagare.ticket.notice.TicketNoticeService;

/**
 * Tells those who route tickets once of each that has neither team nor assignee. While a
 * ticket waits for decisions alone they are not told, but when the decisions are made.
 */
@Component
class UnroutedNotices {

	private static final String TOLD = "unrouted";

	private final TicketRecords records;

	private final TaskDeciders deciders;

	private final TicketNoticeService events;

	UnroutedNotices(TicketRecords records, TaskDeciders deciders, TicketNoticeService events) {
		this.records = records;
		this.deciders = deciders;
		this.events = events;
	}

	/** Before the commit, when its process has come to where it waits. */
	@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
	void on(TicketReported reported) {
		tell(reported.ticket().id());
	}

	@TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
	void on(StatusChanged changed) {
		if (changed.from() != null && changed.phase().isActive()) {
			tell(changed.ticket().id());
		}
	}

	private void tell(UUID id) {
		this.records.find(Ticket.class, id)
			.filter((ticket) -> ticket.phase().isActive() && ticket.team().isEmpty() && ticket.assignee().isEmpty())
			.filter((ticket) -> !this.deciders.areAwaited(ticket))
			.ifPresent((ticket) -> this.events.tellUnrouted(ticket, () -> this.records.tellOnce(id, TOLD)));
	}

}
