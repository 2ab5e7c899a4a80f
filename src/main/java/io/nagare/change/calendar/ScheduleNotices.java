package io.nagare.change.calendar;

import java.time.Instant;

import io.nagare.change.Change;
import io.nagare.directory.Directory;
import io.nagare.notification.Notice;
import io.nagare.shared.Label;
import io.nagare.shared.Texts;
import io.nagare.shared.TimeTexts;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.notice.TicketNoticeService;
import org.springframework.stereotype.Component;

/** Tells whom it concerns that a change may be carried out, and when. */
@Component
class ScheduleNotices {

	private final TicketWork work;

	private final TicketNoticeService events;

	private final Directory directory;

	ScheduleNotices(TicketWork work, TicketNoticeService events, Directory directory) {
		this.work = work;
		this.events = events;
		this.directory = directory;
	}

	/** Once for each window, however often it is scheduled anew. */
	void authorised(Change change) {
		Instant start = change.plannedStart().orElseThrow();
		if (this.work.tellsFirst(change.id(), "authorised " + start)) {
			this.events.tell(change, "decided",
					Notice.of("ticket.decided", change.title(), Texts.label("change.decided.authorised", time(start))));
		}
	}

	void opened(Change change) {
		this.events.tell(change, "window_opens",
				Notice.of("change.window_opens", change.title(), time(change.plannedEnd().orElseThrow())));
	}

	void moved(Change change, Instant start, Instant end) {
		this.events.tell(change, "plan_changed",
				Notice.of("change.plan_changed", change.title(), time(start), time(end)));
	}

	private Label time(Instant at) {
		return TimeTexts.of(at, this.directory.zone());
	}

}
