package io.nagare.reports.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.openapitools.jackson.nullable.JsonNullable;
import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.directory.Callers;
import io.nagare.directory.CurrentCaller;
import io.nagare.figures.FigureQueries;
import io.nagare.reports.TicketExportService;
import io.nagare.shared.Refusal;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.query.TicketListing;
import io.nagare.ticket.query.TicketQueries;
import io.nagare.workplace.DashboardService;

/** What a report may be made of, whom it may go to, and when. */
@Component
class ScheduledReportCheck {

	private final FigureQueries figures;

	private final DashboardService dashboards;

	private final TicketQueries tickets;

	private final TicketTypes types;

	private final Callers people;

	private final ScheduledReportDates dates;

	ScheduledReportCheck(FigureQueries figures, DashboardService dashboards, TicketQueries tickets, TicketTypes types,
			Callers people, ScheduledReportDates dates) {
		this.figures = figures;
		this.dashboards = dashboards;
		this.tickets = tickets;
		this.types = types;
		this.people = people;
		this.dates = dates;
	}

	/**
	 * The report, if it can be mailed as it is.
	 * @param fields what the caller says of it
	 * @throws Refusal VALIDATION_FAILED naming all that is wrong
	 */
	ScheduledReport checked(ScheduledReport report, ScheduledReportFields fields) {
		List<Refusal.Detail> wrong = new ArrayList<>();
		if (!this.dates.areKnown(report)) {
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
		ScheduledReportService.refuse(wrong);
		return report;
	}

	/** Read before a transaction holds a connection. */
	private void checkRecipients(ScheduledReport report, List<Refusal.Detail> wrong) {
		for (int at = 0; at < report.recipients().size(); at++) {
			Caller recipient = this.people.memberById(report.recipients().get(at)).orElse(null);
			if (recipient == null) {
				wrong.add(Refusal.Detail.of("recipient_ids[" + at + "]", "unknown_user"));
			}
			else if (!recipient.may(TicketExportService.READS)) {
				wrong.add(Refusal.Detail.of("recipient_ids[" + at + "]", "reads_no_reports"));
			}
		}
	}

	/**
	 * Somebody to have the report from now on.
	 * @throws Refusal VALIDATION_FAILED where he is not there, may read no reports, or
	 * does not see the dashboard that it shows
	 */
	void checkOwner(ScheduledReport report, UUID owner) {
		Caller other = this.people.memberById(owner).orElseThrow(() -> Refusal.invalid("owner_id", "unknown_user"));
		if (!other.may(TicketExportService.READS)) {
			throw Refusal.invalid("owner_id", "reads_no_reports");
		}
		UUID dashboard = report.dashboard().orElse(null);
		if (dashboard != null && CurrentCaller.during(other, () -> this.dashboards.find(dashboard).isEmpty())) {
			throw Refusal.invalid("owner_id", "dashboard_unseen");
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
		}
		else if (this.dashboards.find(dashboard).isEmpty()) {
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

}
