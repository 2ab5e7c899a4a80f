package io.nagare.reports.schedule;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.notification.FileMail;
import io.nagare.reports.ReportDocument;
import io.nagare.reports.ReportDocument.Section;
import io.nagare.reports.ReportRenderer;
import io.nagare.reports.ReportWords;
import io.nagare.reports.TicketExportService;
import io.nagare.reports.schedule.ScheduledReport.Period;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.query.TicketListing;
import io.nagare.workplace.DashboardCard;

/** Makes the file of a scheduled report, of what the current caller may read. */
@Component
class ScheduledReportWriter {

	/** A larger file most mail servers refuse. */
	private static final int MOST_BYTES = 10 * 1024 * 1024;

	private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

	private final FigureSections figures;

	private final TicketExportService exports;

	private final TicketTypes types;

	private final ReportRenderer renderer;

	private final ReportWords words;

	private final CurrentCaller callers;

	private final Clock clock;

	ScheduledReportWriter(FigureSections figures, TicketExportService exports, TicketTypes types,
			ReportRenderer renderer, ReportWords words, CurrentCaller callers, Clock clock) {
		this.figures = figures;
		this.exports = exports;
		this.types = types;
		this.renderer = renderer;
		this.words = words;
		this.callers = callers;
		this.clock = clock;
	}

	/**
	 * The file; empty where it is too large to be mailed.
	 * @param cards the figures that it shows; none for a list
	 * @throws Refusal where the caller may not read it, or nobody can any more
	 */
	Optional<FileMail.File> write(ScheduledReport report, List<DashboardCard> cards, Period period, Locale locale) {
		try {
			byte[] content = report.content().equals(ScheduledReport.LIST) ? list(report, locale)
					: figures(report, cards, period, locale);
			return (content.length > MOST_BYTES) ? Optional.empty()
					: Optional.of(new FileMail.File(fileName(report, period),
							report.format().equals("pdf") ? "application/pdf" : XLSX, content));
		}
		catch (TooLargeException ex) {
			return Optional.empty();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Of which days it tells, as people write that. */
	String said(Period period, Locale locale) {
		DateTimeFormatter days = DateTimeFormatter
			.ofPattern(locale.getLanguage().equals("ja") ? "yyyy/MM/dd" : "d MMM yyyy", locale);
		return Texts.label("report.period", days.format(period.firstDay()), days.format(period.lastDay())).in(locale);
	}

	private static String fileName(ScheduledReport report, Period period) {
		return report.name().replaceAll("[^\\p{L}\\p{N} _-]", "_") + "_" + period.lastDay() + "." + report.format();
	}

	private byte[] list(ScheduledReport report, Locale locale) throws IOException {
		TicketType<?, ?> type = report.kind().flatMap(this.types::at).orElseThrow(Refusal::notFound);
		TicketListing listing = TicketListing.of(report.filter(), null);
		this.exports.check(type, listing, report.filter());
		if (report.format().equals("xlsx")) {
			BoundedOutput out = new BoundedOutput();
			this.exports.xlsx(type, listing, locale, out, true);
			return out.content.toByteArray();
		}
		List<List<String>> lines = this.exports.lines(type, listing, locale, TicketExportService.MOST_LINES + 1);
		if (lines.size() > TicketExportService.MOST_LINES) {
			throw new TooLargeException();
		}
		List<String> headings = Stream.of("number", "title", "status", "priority", "assignee", "resolution_due_at")
			.map((column) -> Texts.label("report.field." + column).in(locale))
			.toList();
		return this.renderer.pdf(document(report, "",
				List.of(new Section(Texts.label("report.rows", lines.size()).in(locale), headings, lines)), locale),
				ReportRenderer.LONG);
	}

	private byte[] figures(ScheduledReport report, List<DashboardCard> cards, Period period, Locale locale) {
		boolean sheet = report.format().equals("xlsx");
		ReportDocument document = document(report, said(period, locale), this.figures.of(cards, period, sheet, locale),
				locale);
		return sheet ? this.renderer.xlsx(document) : this.renderer.pdf(document, ReportRenderer.LONG);
	}

	private ReportDocument document(ScheduledReport report, String about, List<Section> sections, Locale locale) {
		Caller reader = this.callers.requireMember();
		String made = this.words.in(locale, "ticket").made(this.clock.instant(), reader.userId());
		return new ReportDocument(locale.getLanguage(), report.name(), "", about, made, sections, List.of());
	}

	/** Holds no more than can be mailed. */
	private static final class BoundedOutput extends OutputStream {

		private final ByteArrayOutputStream content = new ByteArrayOutputStream();

		@Override
		public void write(int one) throws IOException {
			write(new byte[] { (byte) one }, 0, 1);
		}

		@Override
		public void write(byte[] bytes, int from, int length) throws IOException {
			if (this.content.size() + length > MOST_BYTES) {
				throw new TooLargeException();
			}
			this.content.write(bytes, from, length);
		}

	}

	private static final class TooLargeException extends IOException {

		private static final long serialVersionUID = 1L;

	}

}
