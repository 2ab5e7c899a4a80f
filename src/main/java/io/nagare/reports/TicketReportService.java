package io.nagare.reports;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

import io.nagare.availability.OutageService;
import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.shared.AuditableEvent;
import io.nagare.shared.Refusal;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.query.TicketDetail;
import io.nagare.ticket.query.TicketQueries;
import io.nagare.ticket.query.TicketSummary;

/** Reports of tickets, for who may read them; each is on record. */
@Component
public class TicketReportService {

	private final TicketQueries tickets;

	private final OutageService outages;

	private final PassedConflictQueries conflicts;

	private final TicketReportWriter writer;

	private final CurrentCaller callers;

	private final ApplicationEventPublisher events;

	TicketReportService(TicketQueries tickets, OutageService outages, PassedConflictQueries conflicts,
			TicketReportWriter writer, CurrentCaller callers, ApplicationEventPublisher events) {
		this.tickets = tickets;
		this.outages = outages;
		this.conflicts = conflicts;
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
		LocaleContext callers = LocaleContextHolder.getLocaleContext();
		// what the product noted on the ticket is in both languages
		LocaleContextHolder.setLocale(locale);
		try {
			TicketDetail detail = this.tickets.detail(type, idOrNumber);
			TicketSummary ticket = detail.ticket().ticket();
			this.events.publishEvent(new Reported(type.kind(), ticket.id(), ticket.number()));
			return this.writer.write(type, detail, this.outages.of(ticket.id()), this.conflicts.of(ticket.id()), locale,
					caller);
		}
		finally {
			LocaleContextHolder.setLocaleContext(callers);
		}
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
