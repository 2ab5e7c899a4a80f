package io.nagare.reports.schedule;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;

import io.nagare.directory.CurrentCaller;
import io.nagare.notification.FileMails;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;

/** The mails of a report: asked for at once, and what became of them. */
@Component
public class ScheduledReportMailService {

	private final ScheduledReportService reports;

	private final ScheduledReportMails mails;

	private final CurrentCaller callers;

	private final FileMails server;

	private final Clock clock;

	ScheduledReportMailService(ScheduledReportService reports, ScheduledReportMails mails, CurrentCaller callers,
			FileMails server, Clock clock) {
		this.reports = reports;
		this.mails = mails;
		this.callers = callers;
		this.server = server;
		this.clock = clock;
	}

	/**
	 * Mails it to the caller as it is now, within a minute.
	 * @throws Refusal NOT_FOUND, CONFLICT where nothing is mailed at all or one waits
	 */
	public void send(UUID id) {
		UUID me = this.callers.requireMember().userId();
		ScheduledReport report = this.reports.one(id);
		if (!this.server.isOn()) {
			throw Refusal.conflict(null, "no_mail_server");
		}
		if (this.mails.waits(id, me)) {
			throw Refusal.conflict(null, "report_waits");
		}
		this.mails.add(report.id(), List.of(me), this.clock.instant());
	}

	/**
	 * What became of its mails, the latest first: all for its owner, his own for who gets
	 * it.
	 * @throws Refusal NOT_FOUND
	 */
	public Paged<ScheduledReportMails.Told> mails(UUID id, PageQuery query) {
		ScheduledReport report = this.reports.one(id);
		UUID me = this.callers.requireMember().userId();
		return this.mails.page(id, report.owner().equals(me) ? null : me, query);
	}

}
