package io.nagare.reports.schedule;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

import io.nagare.directory.Tenants;
import io.nagare.shared.BatchRunner;
import io.nagare.shared.Transactions;

/**
 * Has reports mailed when they are due, once over all nodes. That a date is due and whom
 * it is for is kept in one transaction with when it is due next. Of several dates that
 * passed while nothing ran only the latest is mailed.
 */
@Component
public class ScheduledReportScheduler {

	private final Tenants tenants;

	private final ScheduledReportRepository reports;

	private final ScheduledReportMails mails;

	private final ScheduledReportDates dates;

	private final ScheduledReportSender sender;

	private final Clock clock;

	private final Transactions transactions;

	ScheduledReportScheduler(Tenants tenants, ScheduledReportRepository reports, ScheduledReportMails mails,
			ScheduledReportDates dates, ScheduledReportSender sender, Clock clock,
			PlatformTransactionManager transactions) {
		this.tenants = tenants;
		this.reports = reports;
		this.mails = mails;
		this.dates = dates;
		this.sender = sender;
		this.clock = clock;
		this.transactions = new Transactions(transactions);
	}

	/** Mails what is due in every tenant. What one meets with keeps no other. */
	@Scheduled(cron = "${nagare.schedule.scheduled-reports}")
	@SchedulerLock(name = "scheduled-reports")
	public void sendDue() {
		this.tenants.inTurn("Mailing scheduled reports", () -> {
			BatchRunner.of(this.transactions.get(() -> this.reports.due(this.clock.instant())), this::begin);
			if (!this.sender.isPaused()) {
				BatchRunner.of(this.mails.due(), this.sender::send);
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
				() -> BatchRunner.of(this.transactions.get(this.reports::active), (id) -> this.transactions.get(() -> {
					Instant now = this.clock.instant();
					this.reports.lock(id)
						.filter((report) -> report.nextAt().filter((next) -> !next.isAfter(now)).isEmpty())
						.filter((report) -> isOtherwise(report, now))
						.ifPresent((report) -> plan(report.dealtWithUntil(now), now));
					return id;
				})));
	}

	/** Who changes a report meanwhile is to meet no change that is none. */
	private boolean isOtherwise(ScheduledReport report, Instant now) {
		return !report.nextAt().equals(this.dates.next(report, now));
	}

	private void begin(UUID id) {
		this.transactions.get(() -> {
			Instant now = this.clock.instant();
			// what another node has dealt with meanwhile is due no more
			this.reports.lock(id)
				.filter((one) -> one.isActive() && one.nextAt().filter((next) -> !next.isAfter(now)).isPresent())
				.ifPresent((report) -> {
					this.dates.latestDue(report, now).ifPresent((due) -> this.mails.add(id, report.recipients(), due));
					plan(report.dealtWithUntil(now), now);
				});
			return id;
		});
	}

	private void plan(ScheduledReport report, Instant after) {
		this.dates.planned(report, after).ifPresent(this.reports::saveAndFlush);
	}

}
