package io.nagare.reports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.directory.Category;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.directory.Team;
import io.nagare.figures.FigureQueries;
import io.nagare.figures.FigureValue;
import io.nagare.notification.FileMail;
import io.nagare.reports.ReportDocument.Section;
import io.nagare.reports.ScheduledReport.Period;
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

	private final FigureQueries figures;

	private final TicketExportService exports;

	private final TicketTypes types;

	private final ReportRenderer renderer;

	private final ReportWords words;

	private final CurrentCaller callers;

	private final Directory directory;

	private final Clock clock;

	ScheduledReportWriter(FigureQueries figures, TicketExportService exports, TicketTypes types,
			ReportRenderer renderer, ReportWords words, CurrentCaller callers, Directory directory, Clock clock) {
		this.figures = figures;
		this.exports = exports;
		this.types = types;
		this.renderer = renderer;
		this.words = words;
		this.callers = callers;
		this.directory = directory;
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
				List.of(new Section(Texts.label("report.rows", lines.size()).in(locale), headings, lines)), locale));
	}

	private byte[] figures(ScheduledReport report, List<DashboardCard> cards, Period period, Locale locale) {
		boolean sheet = report.format().equals("xlsx");
		List<Section> sections = new ArrayList<>();
		Map<String, String> definitions = new LinkedHashMap<>();
		for (DashboardCard card : cards) {
			FigureValue value = this.figures.of(card.figure(), card.question(period.from(), period.to()));
			sections.add(section(card, value, sheet, locale));
			definitions.put(value.title().in(locale), value.definition().in(locale));
		}
		sections.add(Section.of(Texts.label("report.definitions").in(locale),
				definitions.entrySet().stream().map((one) -> List.of(one.getKey(), one.getValue())).toList()));
		ReportDocument document = document(report, said(period, locale), sections, locale);
		return sheet ? this.renderer.xlsx(document) : this.renderer.pdf(document);
	}

	private ReportDocument document(ScheduledReport report, String about, List<Section> sections, Locale locale) {
		Caller reader = this.callers.requireMember();
		String made = this.words.in(locale, "ticket").made(this.clock.instant(), reader.userId());
		return new ReportDocument(locale.getLanguage(), report.name(), "", about, made, sections, List.of());
	}

	private Section section(DashboardCard card, FigureValue value, boolean sheet, Locale locale) {
		ReportWords.Language said = this.words.in(locale, Objects.requireNonNullElse(value.kind(), "ticket"));
		boolean mean = value.unit().equals("seconds") || value.unit().equals("number");
		List<String> headings = new ArrayList<>(List.of(said.text((card.by() != null) ? "by." + card.by() : "all"),
				said.text(sheet ? "figure." + value.unit() : "figure.value")));
		if (mean) {
			headings.add(said.text("figure.median"));
			headings.add(said.text("figure.p90"));
		}
		if (!value.unit().equals("count")) {
			headings.add(said.text("figure.of"));
		}
		List<List<String>> rows = new ArrayList<>();
		rows.add(row(said.text("all"), value.unit(), value.value(), value.median(), value.p90(), value.denominator(),
				sheet, said));
		for (FigureValue.Part part : value.series()) {
			String label = part.label().equals("none") ? said.text("none") : String.valueOf(said.word(part.label()));
			rows.add(
					row(label, value.unit(), part.value(), part.median(), part.p90(), part.denominator(), sheet, said));
		}
		return new Section(heading(card, value, said, locale), headings, rows, sheet);
	}

	/** What is counted, and of which tickets alone. */
	private String heading(DashboardCard card, FigureValue value, ReportWords.Language said, Locale locale) {
		List<String> narrowed = Stream
			.of(Optional.ofNullable(card.kind()).map((kind) -> said.text("kind." + kind)),
					Optional.ofNullable(card.priority()).map((priority) -> String.valueOf(said.word(priority))),
					Optional.ofNullable(card.teamId()).flatMap(this.directory::team).map(Team::name),
					Optional.ofNullable(card.categoryId()).flatMap(this.directory::category).map(Category::name))
			.flatMap(Optional::stream)
			.toList();
		String title = value.title().in(locale);
		return narrowed.isEmpty() ? title
				: Texts.label("report.figure.narrowed", title, String.join(", ", narrowed)).in(locale);
	}

	private static List<String> row(String label, String unit, @Nullable Double value, @Nullable Double median,
			@Nullable Double p90, @Nullable Long of, boolean sheet, ReportWords.Language said) {
		List<String> row = new ArrayList<>(List.of(label, cell(unit, value, sheet, said)));
		if (unit.equals("seconds") || unit.equals("number")) {
			row.add(cell(unit, median, sheet, said));
			row.add(cell(unit, p90, sheet, said));
		}
		if (!unit.equals("count")) {
			row.add((of != null) ? of.toString() : "");
		}
		return row;
	}

	private static String cell(String unit, @Nullable Double value, boolean sheet, ReportWords.Language said) {
		if (value == null) {
			return sheet ? "" : said.text("figure.unknown");
		}
		if (unit.equals("count")) {
			return String.valueOf(Math.round(value));
		}
		if (sheet) {
			return String.format(Locale.ROOT, "%.4f", value);
		}
		return switch (unit) {
			case "seconds" -> said.hours(Math.round(value / 60));
			case "share" -> String.format(Locale.ROOT, "%.1f%%", value * 100);
			default -> String.format(Locale.ROOT, "%.1f", value);
		};
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
