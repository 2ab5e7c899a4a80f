package io.nagare.reports;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.AuditableEvent;
import io.nagare.shared.Refusal;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.query.TicketDetail;
import io.nagare.ticket.query.TicketQueries;

/** Reports of tickets, for who may read them; each is on record. */
@Component
public class TicketReportService {

	private final TicketQueries tickets;

	private final TicketReportWriter writer;

	private final CurrentCaller callers;

	private final ApplicationEventPublisher events;

	TicketReportService(TicketQueries tickets, TicketReportWriter writer, CurrentCaller callers,
			ApplicationEventPublisher events) {
		this.tickets = tickets;
		this.writer = writer;
		this.callers = callers;
		this.events = events;
	}

	/**
	 * The report of a ticket.
	 * @throws Refusal NOT_FOUND where the caller may not read it, FORBIDDEN where he
	 * reads only his own of that kind
	 */
	public ReportDocument of(TicketType<?, ?> type, String idOrNumber, Locale locale) {
		Caller caller = this.callers.requireMember();
		caller.demand(type.kind() + ":read");
		caller.demand(TicketExportService.READS);
		TicketDetail detail = this.tickets.detail(type, idOrNumber);
		String number = detail.ticket().ticket().number();
		this.events.publishEvent(new Reported(type.kind(), detail.ticket().ticket().id(), number));
		return this.writer.write(type, detail, locale, caller);
	}

	/** Somebody took a ticket's report home. */
	private record Reported(String entityType, UUID ticket, String number) implements AuditableEvent {

		@Override
		public String action() {
			return "ticket.report_made";
		}

		@Override
		public String entityId() {
			return this.ticket.toString();
		}

		@Override
		public Map<String, Object> facts() {
			return Map.of("number", this.number);
		}

	}

}
