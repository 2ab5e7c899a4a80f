package io.nagare.change;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.nagare.notification.Notice;
import io.nagare.shared.Texts;
import io.nagare.ticket.StatusChanged;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.notice.TicketNoticeService;

/** Tells whom it concerns that a change will not be carried out. */
@Component
class ChangeNotices {

	private final TicketRecords records;

	private final TicketNoticeService events;

	ChangeNotices(TicketRecords records, TicketNoticeService events) {
		this.records = records;
		this.events = events;
	}

	@EventListener
	void on(StatusChanged changed) {
		if (changed.ticket().kind().equals(Change.KIND) && changed.phase().isFinal()) {
			Change change = this.records.get(Change.class, changed.ticket().id());
			change.rejectionReason()
				.ifPresent((reason) -> this.events.tell(change, "decided", Notice.of("ticket.decided", change.title(),
						Texts.label("change.decided.rejected").with(reason))));
		}
	}

}
