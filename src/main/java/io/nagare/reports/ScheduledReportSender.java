package io.nagare.reports;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.directory.Caller;
import io.nagare.directory.Callers;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.directory.Tenants;
import io.nagare.directory.User;
import io.nagare.notification.FileMail;
import io.nagare.notification.FileMails;
import io.nagare.reports.ScheduledReport.Period;
import io.nagare.shared.AuditableEvent;
import io.nagare.shared.BatchRunner;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.shared.Texts;
import io.nagare.sla.calendar.BusinessCalendar;
import io.nagare.sla.calendar.Calendars;
import io.nagare.workplace.DashboardCard;
import io.nagare.workplace.DashboardService;

/**
 * Mails what is due, once over all nodes. That a date is due and whom it is for is kept
 * in one transaction with when it is due next; then each recipient's file is made of what
 * he may read at that moment. Of several dates that passed while nothing ran only the
 * latest is mailed. A mail leaves twice only when a node dies between sending it and
 * writing that down.
 */
@Component
public class ScheduledReportSender {

	private final Tenants tenants;

	private final ScheduledReportRepository reports;

	private final ScheduledReportMails mails;

	private final ScheduledReportWriter writer;

	private final DashboardService dashboards;

	private final Calendars calendars;

	private final Callers people;

	private final Directory directory;

	private final FileMails server;

	private final Clock clock;

	private final ApplicationEventPublisher events;

	private final TransactionTemplate transaction;

	ScheduledReportSender(Tenants tenants, ScheduledReportRepository reports, ScheduledReportMails mails,
			ScheduledReportWriter writer, DashboardService dashboards, Calendars calendars, Callers people,
			Directory directory, FileMails server, Clock clock, ApplicationEventPublisher events,
			PlatformTransactionManager transactions) {
		this.tenants = tenants;
		this.reports = reports;
		this.mails = mails;
		this.writer = writer;
		this.dashboards = dashboards;
		this.calendars = calendars;
		this.people = people;
		this.directory = directory;
		this.server = server;
		this.clock = clock;
		this.events = events;
		this.transaction = new TransactionTemplate(transactions);
	}

	/** Mails what is due in every tenant. What one meets with keeps no other. */
	@Scheduled(cron = "${nagare.schedule.scheduled-reports}")
	@SchedulerLock(name = "scheduled-reports")
	public void sendDue() {
		this.tenants.inTurn("Mailing scheduled reports", () -> {
			BatchRunner.of(inTransaction(() -> this.reports.due(this.clock.instant())), this::begin);
			if (!this.server.isPaused()) {
				BatchRunner.of(this.mails.due(), this::send);
			}
		});
	}

	/**
	 * Reckons anew when everything is mailed, since calendars and clocks may have
	 * changed.
	 */
	@Scheduled(cron = "${nagare.schedule.plan-recurring-work}")
	@SchedulerLock(name = "plan-scheduled-reports")
	public void planAnew() {
		this.tenants.inTurn("Planning scheduled reports",
				() -> BatchRunner.of(inTransaction(this.reports::active), (id) -> inTransaction(() -> {
					this.reports.lock(id).ifPresent((report) -> plan(report, report.countsFrom()));
					return id;
				})));
	}

	private void begin(UUID id) {
		inTransaction(() -> {
			Instant now = this.clock.instant();
			// what another node has dealt with meanwhile is due no more
			this.reports.lock(id)
				.filter((one) -> one.isActive() && one.nextAt().filter((next) -> !next.isAfter(now)).isPresent())
				.ifPresent((report) -> {
					calendar(report).flatMap((calendar) -> report.latestDue(calendar, this.directory.zone(), now))
						.ifPresent((due) -> this.mails.add(id, report.recipients(), due));
					plan(report.dealtWithUntil(now), now);
				});
			return id;
		});
	}

	private void plan(ScheduledReport report, Instant after) {
		calendar(report)
			.ifPresent((calendar) -> this.reports.saveAndFlush(report.plan(calendar, this.directory.zone(), after)));
	}

	/** One that is no more is the tenant's usual one. */
	private Optional<BusinessCalendar> calendar(ScheduledReport report) {
		return this.calendars.calendar(report.calendar()).or(() -> this.calendars.calendar(Calendars.BUSINESS_HOURS));
	}

	private void send(UUID id) {
		this.mails.take(id).ifPresent((mail) -> {
			try {
				String state = outcome(mail);
				if (state != null) {
					this.mails.end(id, state);
				}
				else if (mail.old()) {
					this.mails.end(id, "dropped");
				}
				else {
					this.mails.giveBack(id);
				}
			}
			catch (RuntimeException ex) {
				if (Refusal.in(ex).isPresent()) {
					this.mails.end(id, "refused");
				}
				else if (mail.old()) {
					this.mails.end(id, "dropped");
					throw ex;
				}
				else {
					throw ex;
				}
			}
		});
	}

	/** What became of it; null where it is to be tried again. */
	private @Nullable String outcome(ScheduledReportMails.Mail mail) {
		ScheduledReport report = inTransaction(
				() -> this.reports.findById(mail.report()).orElseThrow(Refusal::notFound));
		List<DashboardCard> cards = cards(report);
		Caller recipient = person(mail.recipient());
		recipient.demand(ScheduledReportService.READS);
		User user = inTransaction(() -> this.directory.user(mail.recipient()).orElseThrow(Refusal::notFound));
		Locale locale = user.locale().equals("en") ? Locale.ENGLISH : Locale.JAPANESE;
		Period period = report.period(mail.dueAt(), this.directory.zone());
		return CurrentCaller.during(recipient, () -> {
			FileMail.File file = this.writer.write(report, cards, period, locale).orElse(null);
			return switch (this.server.send(mail.id(), user, letter(report, period, locale, file))) {
				case LATER -> null;
				case REFUSED -> "dropped";
				case SENT -> sent(report, mail, file != null);
			};
		});
	}

	private String sent(ScheduledReport report, ScheduledReportMails.Mail mail, boolean whole) {
		this.events.publishEvent(new Mailed(report.id(), report.name(), mail.dueAt()));
		return whole ? "sent" : "too_large";
	}

	/** A dashboard's figures are those that the owner sees. */
	private List<DashboardCard> cards(ScheduledReport report) {
		UUID dashboard = report.dashboard().orElse(null);
		if (dashboard == null) {
			person(report.owner());
			return report.cards();
		}
		return CurrentCaller.during(person(report.owner()), () -> this.dashboards.one(dashboard).cards());
	}

	private Caller person(UUID id) {
		return this.people.byId(id)
			.filter((caller) -> Tenancy.require().equals(caller.tenant()))
			.orElseThrow(Refusal::forbidden);
	}

	private FileMail letter(ScheduledReport report, Period period, Locale locale, FileMail.@Nullable File file) {
		String said = this.writer.said(period, locale);
		boolean list = report.content().equals(ScheduledReport.LIST);
		String owner = this.directory.user(report.owner()).map(User::fullName).orElse("");
		String body = Texts.label("report.mail.body", owner, report.name()).in(locale);
		String more = (file == null) ? Texts.label("report.mail.too_large").in(locale) : list
				? Texts.label("report.mail.list").in(locale) : Texts.label("report.mail.period", said).in(locale);
		String path = list ? "/" + report.kind().orElse("") + (report.filter().isEmpty() ? "" : "?" + report.filter())
				: "/figures" + report.dashboard().map((one) -> "?show=" + one).orElse("");
		return new FileMail(locale,
				list ? report.name() : Texts.label("report.mail.title", report.name(), said).in(locale),
				body + "\n" + more, path, file);
	}

	private <T> T inTransaction(Supplier<T> work) {
		T result = this.transaction.execute((status) -> work.get());
		if (result == null) {
			throw new IllegalStateException("The work gave no result");
		}
		return result;
	}

	/** Somebody was mailed a report; that is he who read it. */
	private record Mailed(UUID report, String name, Instant dueAt) implements AuditableEvent {

		@Override
		public String action() {
			return "scheduled_report.mailed";
		}

		@Override
		public String entityType() {
			return "scheduled_report";
		}

		@Override
		public String entityId() {
			return this.report.toString();
		}

		@Override
		public Map<String, Object> facts() {
			return Map.of("name", this.name, "due_at", this.dueAt.toString());
		}

	}

}
