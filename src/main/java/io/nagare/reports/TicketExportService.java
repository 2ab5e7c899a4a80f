package io.nagare.reports;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.shared.AuditableEvent;
import io.nagare.shared.Cells;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.query.TicketListing;
import io.nagare.ticket.query.TicketQueries;
import io.nagare.ticket.query.TicketRow;
import io.nagare.ticket.query.TicketSummary;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Writes lists of tickets to files, a page at a time, so that a hundred thousand of them
 * need no more memory than a hundred. They hold what the lists hold that the caller may
 * read.
 */
@Component
public class TicketExportService {

	private static final List<String> COLUMNS = List.of("number", "title", "status", "phase", "priority", "category",
			"reporter", "assignee", "team", "created_at", "responded_at", "resolved_at", "closed_at", "response_due_at",
			"resolution_due_at", "sla_state", "tags", "estimated_minutes", "description");

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

	/** What a page to print has, unless somebody chooses. */
	private static final List<String> PRINTED = List.of("number", "title", "status", "priority", "assignee",
			"resolution_due_at");

	/** Columns of a page to print. */
	static final int MOST_PRINTED = 8;

	/** Rows of a list on paper. */
	/** What whoever makes files of others' tickets is permitted. */
	public static final String READS = "report:read";

	public static final int MOST_LINES = 1000;

	/** Rows of a sheet of Excel. */
	private static final int MOST_ROWS = 1_048_575;

	private static final int PAGE = 100;

	private final TicketQueries tickets;

	private final CurrentCaller callers;

	private final Directory directory;

	private final ReportWords words;

	private final ReportRenderer renderer;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	TicketExportService(TicketQueries tickets, CurrentCaller callers, Directory directory, ReportWords words,
			ReportRenderer renderer, ApplicationEventPublisher events, Clock clock) {
		this.tickets = tickets;
		this.callers = callers;
		this.directory = directory;
		this.words = words;
		this.renderer = renderer;
		this.events = events;
		this.clock = clock;
	}

	/** What a file may have as columns, in their usual order. */
	static List<String> columns() {
		return COLUMNS;
	}

	/** How many rows a file of that format holds at most. */
	static int mostRows(String format) {
		return switch (format) {
			case "pdf" -> MOST_LINES;
			case "xlsx" -> MOST_ROWS;
			default -> Integer.MAX_VALUE;
		};
	}

	/**
	 * Checks who asks, and what for, before anything is written, and puts it on record.
	 * @param query the list as it is asked for, for the record
	 * @throws Refusal FORBIDDEN for who may read no reports; VALIDATION_FAILED for a
	 * wrong question
	 */
	public void check(TicketType<?, ?> type, TicketListing listing, @Nullable String query) {
		this.callers.requireMember().demand(READS);
		this.tickets.check(type, listing);
		this.events.publishEvent(new Exported(type.kind(), (query != null) ? query : ""));
	}

	/** Comma-separated, in UTF-8 with the mark by which Excel knows it. */
	public void csv(TicketType<?, ?> type, TicketListing listing, Locale locale, OutputStream out) throws IOException {
		csv(new FileOfList(type, listing, COLUMNS, locale), pages(type, listing, Integer.MAX_VALUE), out);
	}

	private void csv(FileOfList file, Rows rows, OutputStream out) throws IOException {
		ZoneId zone = this.directory.zone();
		ReportWords.Language said = this.words.in(file.locale(), file.type().kind());
		Writer writer = new OutputStreamWriter(out, UTF_8);
		writer.write('\ufeff');
		CSVPrinter printer = new CSVPrinter(writer, CSVFormat.EXCEL);
		printer.printRecord(headings(file.columns(), file.locale()));
		rows.each((row) -> {
			for (String column : file.columns()) {
				printer.print(Cells.harmless(said(column, row, zone, null, said)));
			}
			printer.println();
		});
		printer.flush();
	}

	/** A workbook of Excel, in which texts are texts. */
	public void xlsx(TicketType<?, ?> type, TicketListing listing, Locale locale, OutputStream out) throws IOException {
		xlsx(type, listing, locale, out, false);
	}

	/**
	 * The same.
	 * @param leaves whether the file leaves the product: what is confidential then shows
	 * its number alone
	 */
	public void xlsx(TicketType<?, ?> type, TicketListing listing, Locale locale, OutputStream out, boolean leaves)
			throws IOException {
		xlsx(new FileOfList(type, listing, COLUMNS, locale), pages(type, listing, MOST_ROWS), out,
				leaves ? Texts.label("report.confidential").in(locale) : null);
	}

	private void xlsx(FileOfList file, Rows rows, OutputStream out, @Nullable String hidden) throws IOException {
		ReportWords.Language said = this.words.in(file.locale(), file.type().kind());
		ZoneId zone = this.directory.zone();
		try (Workbook book = new Workbook(out, "Nagare", "1.0")) {
			Worksheet sheet = book.newWorksheet(file.type().path());
			List<String> headings = headings(file.columns(), file.locale());
			for (int column = 0; column < headings.size(); column++) {
				sheet.value(0, column, headings.get(column));
			}
			sheet.range(0, 0, 0, headings.size() - 1).style().bold().set();
			sheet.freezePane(0, 1);
			int[] at = { 1 };
			rows.each((row) -> {
				for (int column = 0; column < file.columns().size(); column++) {
					// a text that is shared between cells would be held until the end
					write(sheet, at[0], column, file.columns().get(column), row, zone, hidden, said);
				}
				if (++at[0] % PAGE == 0) {
					sheet.flush();
				}
			});
		}
	}

	/**
	 * Writes the whole list as it is at one moment, in its order, and holds no more than
	 * some hundred rows of it, or of a page to print, which is made at once, all.
	 * @param format {@code csv}, {@code xlsx} or {@code pdf}
	 * @throws Refusal VALIDATION_FAILED where the format does not hold so many rows
	 */
	void write(FileOfList file, String format, OutputStream out, Progress progress) throws IOException {
		int most = mostRows(format);
		Rows rows = (row) -> this.tickets.each(file.type(), file.listing(), (all) -> {
			if (all > most) {
				throw tooMany(format);
			}
			progress.begins(all);
		}, (ticket) -> {
			try {
				row.write(ticket.ticket());
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			progress.wrote();
		});
		switch (format) {
			case "csv" -> csv(file, rows, out);
			case "xlsx" -> xlsx(file, rows, out, null);
			default -> out.write(pdf(file, rows));
		}
	}

	static Refusal tooMany(String format) {
		return Refusal.invalid("format", "too_many_rows", mostRows(format));
	}

	private byte[] pdf(FileOfList file, Rows rows) throws IOException {
		List<String> columns = file.columns().equals(COLUMNS) ? PRINTED : file.columns();
		List<List<String>> lines = lines(file.type(), rows, columns, file.locale(), null);
		String made = this.words.in(file.locale(), "ticket")
			.made(this.clock.instant(), this.callers.requireMember().userId());
		return this.renderer
			.pdf(new ReportDocument(file.locale().getLanguage(), Texts.label("report.list").in(file.locale()), "", "",
					made, List.of(new ReportDocument.Section(Texts.label("report.rows", lines.size()).in(file.locale()),
							headings(columns, file.locale()), lines)),
					List.of()));
	}

	/** A page after the other, each as it is when it is read. */
	private Rows pages(TicketType<?, ?> type, TicketListing listing, int most) {
		return (row) -> {
			String cursor = "";
			int written = 0;
			while (cursor != null && written < most) {
				Paged<? extends TicketRow> page = this.tickets.page(type, listing.from(cursor, PAGE));
				for (TicketRow ticket : page.items()) {
					if (written++ < most) {
						row.write(ticket.ticket());
					}
				}
				cursor = page.nextCursor();
			}
		};
	}

	private static List<String> headings(List<String> columns, Locale locale) {
		return columns.stream().map((column) -> Texts.label("report.field." + column).in(locale)).toList();
	}

	/**
	 * @param hidden what stands for the title and description of a confidential one; null
	 * where they may be shown
	 */
	private static String cell(String column, TicketSummary ticket, ZoneId zone, @Nullable String hidden) {
		boolean shown = hidden == null || !isConfidential(ticket);
		return switch (column) {
			case "number" -> ticket.number();
			case "title" -> (hidden == null || !isConfidential(ticket)) ? ticket.title() : hidden;
			case "status" -> ticket.status();
			case "phase" -> ticket.phase();
			case "priority" -> ticket.priority();
			case "category" -> (ticket.category() != null) ? ticket.category().name() : "";
			case "reporter" -> name(ticket.reporter());
			case "assignee" -> (ticket.assignee() != null) ? name(ticket.assignee()) : "";
			case "team" -> (ticket.team() != null) ? ticket.team().name() : "";
			case "sla_state" -> (ticket.slaState() != null) ? ticket.slaState() : "";
			case "tags" -> String.join(", ", ticket.tags());
			case "estimated_minutes" -> (ticket.estimatedMinutes() != null) ? ticket.estimatedMinutes().toString() : "";
			case "description" -> (shown && ticket.description() != null) ? ticket.description() : "";
			default -> {
				Instant at = at(column, ticket);
				yield (at != null) ? TIME.withZone(zone).format(at) : "";
			}
		};
	}

	private static @Nullable Instant at(String column, TicketSummary ticket) {
		return switch (column) {
			case "created_at" -> ticket.createdAt();
			case "responded_at" -> ticket.respondedAt();
			case "resolved_at" -> ticket.resolvedAt();
			case "closed_at" -> ticket.closedAt();
			case "response_due_at" -> ticket.responseDueAt();
			case "resolution_due_at" -> ticket.resolutionDueAt();
			default -> null;
		};
	}

	/**
	 * The list as a page to print: the first so many of it, in words. What is
	 * confidential shows its number alone.
	 */
	public List<List<String>> lines(TicketType<?, ?> type, TicketListing listing, Locale locale, int most)
			throws IOException {
		return lines(type, pages(type, listing, most), PRINTED, locale, Texts.label("report.confidential").in(locale));
	}

	private List<List<String>> lines(TicketType<?, ?> type, Rows rows, List<String> columns, Locale locale,
			@Nullable String hidden) throws IOException {
		ReportWords.Language said = this.words.in(locale, type.kind());
		ZoneId zone = this.directory.zone();
		List<List<String>> lines = new ArrayList<>();
		rows.each((ticket) -> lines.add(columns.stream().map((column) -> {
			Instant at = at(column, ticket);
			return (at != null) ? String.valueOf(said.time(at.toString())) : said(column, ticket, zone, hidden, said);
		}).toList()));
		return lines;
	}

	/** The same, as people say it. */
	private static String said(String column, TicketSummary ticket, ZoneId zone, @Nullable String hidden,
			ReportWords.Language said) {
		String cell = cell(column, ticket, zone, hidden);
		return switch (column) {
			case "status" -> said.status(ticket.status(), ticket.phase());
			case "priority", "phase", "sla_state" -> cell.isEmpty() ? "" : String.valueOf(said.word(cell));
			default -> cell;
		};
	}

	/**
	 * A time is a time in a sheet, and a number a number, so that they can be sorted and
	 * summed up.
	 */
	private static void write(Worksheet sheet, int at, int place, String column, TicketSummary ticket, ZoneId zone,
			@Nullable String hidden, ReportWords.Language said) {
		Instant time = at(column, ticket);
		if (time != null) {
			sheet.value(at, place, LocalDateTime.ofInstant(time, zone));
			sheet.style(at, place).format("yyyy-mm-dd hh:mm").set();
		}
		else if (column.equals("estimated_minutes") && ticket.estimatedMinutes() != null) {
			sheet.value(at, place, ticket.estimatedMinutes());
		}
		else {
			// a text that is shared between cells would be held until the end
			sheet.inlineString(at, place, Cells.readable(said(column, ticket, zone, hidden, said)));
		}
	}

	private static boolean isConfidential(TicketSummary ticket) {
		return ticket.confidentiality().equals("confidential");
	}

	private static String name(TicketSummary.Person person) {
		return person.lastName() + " " + person.firstName();
	}

	/**
	 * A file to be written.
	 *
	 * @param columns what of each ticket, in this order
	 */
	record FileOfList(TicketType<?, ?> type, TicketListing listing, List<String> columns, Locale locale) {
	}

	/** Hears how far a file is; whoever throws stops it. */
	interface Progress {

		void begins(long all);

		void wrote();

	}

	/** Those that are written. */
	private interface Rows {

		void each(Row row) throws IOException;

	}

	/** Writes one. */
	private interface Row {

		void write(TicketSummary ticket) throws IOException;

	}

	/** Somebody took a list of tickets home. */
	private record Exported(String entityType, String query) implements AuditableEvent {

		@Override
		public String action() {
			return "tickets.exported";
		}

		@Override
		public @Nullable String entityId() {
			return null;
		}

		@Override
		public Map<String, Object> facts() {
			return Map.of("query", this.query);
		}

	}

}
