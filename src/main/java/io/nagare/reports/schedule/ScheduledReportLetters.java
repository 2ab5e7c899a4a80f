package io.nagare.reports.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.directory.Callers;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.directory.User;
import io.nagare.notification.FileMail;
import io.nagare.reports.schedule.ScheduledReport.Period;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.workplace.DashboardCard;
import io.nagare.workplace.DashboardService;

/** What is mailed of a report: its file, and what stands beside it. */
@Component
class ScheduledReportLetters {

	private final ScheduledReportWriter writer;

	private final ScheduledReportDates dates;

	private final DashboardService dashboards;

	private final Callers people;

	private final Directory directory;

	ScheduledReportLetters(ScheduledReportWriter writer, ScheduledReportDates dates, DashboardService dashboards,
			Callers people, Directory directory) {
		this.writer = writer;
		this.dates = dates;
		this.dashboards = dashboards;
		this.people = people;
		this.directory = directory;
	}

	/**
	 * The mail in the recipient's language, with the file of what the current caller may
	 * read; without it where it is too large.
	 * @param dueAt when it was to leave, which tells of what time it is
	 * @throws Refusal where the caller may not read it, or its owner is nobody any more
	 */
	FileMail of(ScheduledReport report, User recipient, Instant dueAt) {
		Locale locale = recipient.locale().equals("en") ? Locale.ENGLISH : Locale.JAPANESE;
		Period period = this.dates.period(report, dueAt);
		FileMail.File file = this.writer.write(report, cards(report), period, locale).orElse(null);
		return letter(report, period, locale, file);
	}

	/** A dashboard's figures are those that the owner sees. */
	private List<DashboardCard> cards(ScheduledReport report) {
		UUID dashboard = report.dashboard().orElse(null);
		if (dashboard == null) {
			owner(report);
			return report.cards();
		}
		return CurrentCaller.during(owner(report), () -> this.dashboards.one(dashboard).cards());
	}

	private Caller owner(ScheduledReport report) {
		return this.people.memberById(report.owner()).orElseThrow(Refusal::forbidden);
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

}
