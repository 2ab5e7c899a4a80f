package io.nagare.reports;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import org.openapitools.jackson.nullable.JsonNullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.directory.Caller;
import io.nagare.directory.Callers;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.figures.FigureQueries;
import io.nagare.notification.FileMails;
import io.nagare.shared.IfMatch;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.sla.calendar.BusinessCalendar;
import io.nagare.sla.calendar.Calendars;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.query.TicketListing;
import io.nagare.ticket.query.TicketQueries;
import io.nagare.workplace.DashboardService;

/**
 * Reports that people are mailed by a schedule. Whoever reads reports plans his own;
 * those who get one see it and may leave it.
 */
@Component
public class ScheduledReportService {

	/** Of one owner. */
	static final int MOST = 50;

	static final int MOST_RECIPIENTS = 50;

	static final String READS = "report:read";

	private final ScheduledReportRepository reports;

	private final ScheduledReportMails mails;

	private final FigureQueries figures;

	private final DashboardService dashboards;

	private final TicketQueries tickets;

	private final TicketTypes types;

	private final Calendars calendars;

	private final Callers people;

	private final CurrentCaller callers;

	private final Directory directory;

	private final FileMails server;

	private final Clock clock;

	private final TransactionTemplate transaction;

	ScheduledReportService(ScheduledReportRepository reports, ScheduledReportMails mails, FigureQueries figures,
			DashboardService dashboards, TicketQueries tickets, TicketTypes types, Calendars calendars, Callers people,
			CurrentCaller callers, Directory directory, FileMails server, Clock clock,
			PlatformTransactionManager transactions) {
		this.reports = reports;
		this.mails = mails;
		this.figures = figures;
		this.dashboards = dashboards;
		this.tickets = tickets;
		this.types = types;
		this.calendars = calendars;
		this.people = people;
		this.callers = callers;
		this.directory = directory;
		this.server = server;
		this.clock = clock;
		this.transaction = new TransactionTemplate(transactions);
	}

	/** Those that the caller planned or gets, by name. */
	public Paged<ScheduledReport> page(PageQuery query) {
		Caller me = me();
		return inTransaction(() -> {
			Page<ScheduledReport> page = this.reports.seenBy(me.userId(),
					PageRequest.of(query.page() - 1, query.limit(), Sort.by("name", "id")));
			return Paged.of(page.getContent(), query, page.getTotalElements());
		});
	}

	/**
	 * One of them.
	 * @throws Refusal NOT_FOUND where the caller neither planned nor gets it
	 */
	public ScheduledReport one(UUID id) {
		Caller me = me();
		return inTransaction(
				() -> this.reports.findById(id).filter((report) -> report.isSeenBy(me)).orElseThrow(Refusal::notFound));
	}

	/**
	 * Plans one in the caller's name.
	 * @throws Refusal VALIDATION_FAILED naming what is missing or wrong, CONFLICT for who
	 * has too many
	 */
	public ScheduledReport plan(ScheduledReportFields fields) {
		Caller me = me();
		List<Refusal.Detail> missing = new ArrayList<>();
		demand("name", fields.name(), missing);
		demand("content", fields.content(), missing);
		demand("recipient_ids", fields.recipientIds(), missing);
		demand("repeats", fields.repeats(), missing);
		refuse(missing);
		Instant now = this.clock.instant();
		ScheduledReport report = checked(new ScheduledReport(me.userId(), now).edit(fields, now), fields);
		return inTransaction(() -> {
			if (this.reports.countByOwnerId(me.userId()) >= MOST) {
				throw Refusal.conflict("name", "too_many", MOST);
			}
			return this.reports.saveAndFlush(planned(report));
		});
	}

	/**
	 * Changes one, pauses it or lets it go on.
	 * @throws Refusal NOT_FOUND, STALE, FORBIDDEN for who only gets it, VALIDATION_FAILED
	 */
	public ScheduledReport change(UUID id, ScheduledReportFields fields, IfMatch ifMatch) {
		owned(id, ifMatch);
		Instant now = this.clock.instant();
		checked(one(id).edit(fields, now), fields);
		return inTransaction(() -> {
			ScheduledReport report = this.reports.lock(id).orElseThrow(Refusal::notFound);
			ifMatch.check(report.version());
			return this.reports.saveAndFlush(planned(report.edit(fields, now)));
		});
	}

	/**
	 * Removes one with what is known of its mails.
	 * @throws Refusal NOT_FOUND, STALE, FORBIDDEN for who only gets it
	 */
	public void remove(UUID id, IfMatch ifMatch) {
		owned(id, ifMatch);
		inTransaction(() -> {
			this.reports.lock(id).ifPresent(this.reports::delete);
			return id;
		});
	}

	/**
	 * The caller gets it no more.
	 * @throws Refusal NOT_FOUND where he does not
	 */
	public void leave(UUID id) {
		Caller me = me();
		inTransaction(() -> {
			ScheduledReport report = this.reports.lock(id)
				.filter((one) -> one.recipients().contains(me.userId()))
				.orElseThrow(Refusal::notFound);
			return this.reports.saveAndFlush(report.leave(me.userId()));
		});
	}

	/**
	 * Mails it to the caller as it is now, within a minute.
	 * @throws Refusal NOT_FOUND, CONFLICT where nothing is mailed at all or one waits
	 */
	public void send(UUID id) {
		Caller me = me();
		ScheduledReport report = one(id);
		if (!this.server.isOn()) {
			throw Refusal.conflict(null, "no_mail_server");
		}
		if (this.mails.waits(id, me.userId())) {
			throw Refusal.conflict(null, "report_waits");
		}
		this.mails.add(report.id(), List.of(me.userId()), this.clock.instant());
	}

	/**
	 * What became of its mails, the latest first: all for its owner, his own for who gets
	 * it.
	 * @throws Refusal NOT_FOUND
	 */
	public Paged<ScheduledReportMails.Told> mails(UUID id, PageQuery query) {
		ScheduledReport report = one(id);
		UUID me = me().userId();
		return this.mails.page(id, report.owner().equals(me) ? null : me, query);
	}

	private void owned(UUID id, IfMatch ifMatch) {
		ScheduledReport report = one(id);
		if (!report.owner().equals(me().userId())) {
			throw Refusal.forbidden();
		}
		ifMatch.check(report.version());
	}

	private ScheduledReport planned(ScheduledReport report) {
		return report.plan(calendar(report), this.directory.zone(), report.countsFrom());
	}

	private BusinessCalendar calendar(ScheduledReport report) {
		return this.calendars.calendar(report.calendar())
			.orElseThrow(() -> Refusal.invalid("calendar", "unknown_calendar", report.calendar()));
	}

	private ScheduledReport checked(ScheduledReport report, ScheduledReportFields fields) {
		List<Refusal.Detail> wrong = new ArrayList<>();
		if (this.calendars.calendar(report.calendar()).isEmpty()) {
			wrong.add(Refusal.Detail.of("calendar", "unknown_calendar", report.calendar()));
		}
		if (report.businessDay().filter((day) -> day == 0).isPresent()) {
			wrong.add(Refusal.Detail.of("business_day", "out_of_range", -23, 23));
		}
		if (fields.recipientIds().isPresent()) {
			checkRecipients(report, wrong);
		}
		boolean weekly = report.repeats().equals(ScheduledReport.WEEKLY);
		demandOwn("cards", fields.cards(), report.content(), ScheduledReport.FIGURES, wrong);
		demandOwn("dashboard_id", fields.dashboardId(), report.content(), ScheduledReport.DASHBOARD, wrong);
		demandOwn("kind", fields.kind(), report.content(), ScheduledReport.LIST, wrong);
		demandOwn("filter", fields.filter(), report.content(), ScheduledReport.LIST, wrong);
		demandOwn(weekly ? "business_day" : "weekday", weekly ? fields.businessDay() : fields.weekday(),
				report.repeats(), "", wrong);
		switch (report.content()) {
			case ScheduledReport.FIGURES -> checkFigures(report, wrong);
			case ScheduledReport.DASHBOARD -> checkDashboard(report, wrong);
			default -> checkList(report, wrong);
		}
		refuse(wrong);
		return report;
	}

	/** Read before a transaction holds a connection. */
	private void checkRecipients(ScheduledReport report, List<Refusal.Detail> wrong) {
		for (int at = 0; at < report.recipients().size(); at++) {
			Caller recipient = this.people.byId(report.recipients().get(at))
				.filter((one) -> Tenancy.require().equals(one.tenant()))
				.orElse(null);
			if (recipient == null) {
				wrong.add(Refusal.Detail.of("recipient_ids[" + at + "]", "unknown_user"));
			}
			else if (!recipient.may(READS)) {
				wrong.add(Refusal.Detail.of("recipient_ids[" + at + "]", "reads_no_reports"));
			}
		}
	}

	private void checkFigures(ScheduledReport report, List<Refusal.Detail> wrong) {
		if (report.cards().isEmpty()) {
			wrong.add(Refusal.Detail.of("cards", "required"));
		}
		for (int at = 0; at < report.cards().size(); at++) {
			String card = "cards[" + at + "].";
			this.figures.faults(report.cards().get(at).figure(), report.cards().get(at).question())
				.forEach((fault) -> wrong.add(new Refusal.Detail(card + fault.field(), fault.code(), fault.args())));
		}
	}

	private void checkDashboard(ScheduledReport report, List<Refusal.Detail> wrong) {
		UUID dashboard = report.dashboard().orElse(null);
		if (dashboard == null) {
			wrong.add(Refusal.Detail.of("dashboard_id", "required"));
			return;
		}
		try {
			this.dashboards.one(dashboard);
		}
		catch (Refusal ex) {
			wrong.add(Refusal.Detail.of("dashboard_id", "unknown_dashboard"));
		}
	}

	private void checkList(ScheduledReport report, List<Refusal.Detail> wrong) {
		TicketType<?, ?> type = report.kind().flatMap(this.types::at).orElse(null);
		if (type == null) {
			wrong.add(report.kind().isEmpty() ? Refusal.Detail.of("kind", "required") : Refusal.Detail.of("kind",
					"not_a_choice", String.join(", ", this.types.all().stream().map(TicketType::path).toList())));
			return;
		}
		this.tickets.check(type, TicketListing.of(report.filter(), null));
	}

	/** What is said for another choice than the one that is made would be lost. */
	private static void demandOwn(String name, JsonNullable<?> field, String chosen, String wanted,
			List<Refusal.Detail> wrong) {
		boolean says = field.isPresent() && field.get() != null && !field.get().equals("")
				&& !field.get().equals(List.of());
		if (says && !chosen.equals(wanted)) {
			wrong.add(Refusal.Detail.of(name, "not_for_choice", chosen));
		}
	}

	private static void demand(String name, JsonNullable<?> field, List<Refusal.Detail> missing) {
		if (!field.isPresent()) {
			missing.add(Refusal.Detail.of(name, "required"));
		}
	}

	private static void refuse(List<Refusal.Detail> wrong) {
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
	}

	private Caller me() {
		Caller me = this.callers.requireMember();
		me.demand(READS);
		return me;
	}

	private <T> T inTransaction(Supplier<T> work) {
		T result = this.transaction.execute((status) -> work.get());
		if (result == null) {
			throw new IllegalStateException("The work gave no result");
		}
		return result;
	}

}
