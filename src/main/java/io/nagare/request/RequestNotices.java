package io.nagare.request;

import java.util.UUID;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.nagare.directory.Directory;
import io.nagare.directory.User;
import io.nagare.notification.Notice;
import io.nagare.ticket.TicketRecords;
import io.nagare.ticket.TicketReported;
import io.nagare.ticket.TicketWork;
import io.nagare.ticket.notice.TicketNoticeService;

/** Whom the events of requests concern, beyond what is told of every ticket. */
@Component
class RequestNotices {

	private final TicketRecords records;

	private final TicketWork work;

	private final Directory directory;

	private final TicketNoticeService events;

	RequestNotices(TicketRecords records, TicketWork work, Directory directory, TicketNoticeService events) {
		this.records = records;
		this.work = work;
		this.directory = directory;
		this.events = events;
	}

	/** Whom something is asked for learns so. */
	@EventListener
	void on(TicketReported reported) {
		if (!reported.ticket().kind().equals(Request.KIND)) {
			return;
		}
		Request request = this.records.get(Request.class, reported.ticket().id());
		if (request.requestedFor().isPresent()) {
			// who may read it is asked of the database
			this.work.flush();
			this.events.tell(request, "requested_for",
					Notice.of("request.requested_for", request.title(), name(request.reporter())));
		}
	}

	private String name(UUID user) {
		return this.directory.user(user).map(User::fullName).orElse("");
	}

}
