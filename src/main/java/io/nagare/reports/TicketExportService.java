package io.nagare.reports;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

import io.nagare.directory.CurrentCaller;
import io.nagare.shared.AuditableEvent;
import io.nagare.shared.Cells;
import io.nagare.shared.Excerpt;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.shared.Texts;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.choice.KeptAnswers;
import io.nagare.ticket.query.TicketListing;
import io.nagare.ticket.query.TicketQueries;
import io.nagare.ticket.query.TicketRow;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Writes lists of tickets to files, a page at a time, so that a hundred thousand of them
 * need no more memory than a hundred. They hold what the lists hold that the caller may
 * read.
 */
@Component
public class TicketExportService {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

	/** What a page to print has, unless somebody chooses. */
	private static final List<String> PRINTED = List.of("number", "title", "status", "priority", "assignee",
			"resolution_due_at");

	/** Columns of a page to print. */
	static final int MOST_PRINTED = 8;

	/** Columns that a file has of what forms keep, unless somebody chooses. */
	private static final int MOST_KEPT = 100;

	/** What whoever makes files of others' tickets is permitted. */
	public static final String READS = "report:read";

	/** Rows of a list on paper. */
	public static final int MOST_LINES = 1000;

	/** Rows of a sheet of Excel. */
	private static final int MOST_ROWS = 1_048_575;

	/** Tickets that are held at once, with all their texts. */
	private static final int PAGE = 50;

	/** Characters of a cell to print, and of all of them. */
	private static final int LONGEST_PRINTED = 500;

	private static final int MOST_CHARACTERS = 1_000_000;

	private final TicketQueries tickets;

	private final CurrentCaller callers;

	private final ReportWords words;

	private final ExportColumns columns;

	private final ReportRenderer renderer;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	TicketExportService(TicketQueries tickets, CurrentCaller callers, ReportWords words, ExportColumns columns,
			ReportRenderer renderer, ApplicationEventPublisher events, Clock clock) {
		this.tickets = tickets;
		this.callers = callers;
		this.words = words;
		this.columns = columns;
		this.renderer = renderer;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Those of the file; the usual ones, and each field that a ticket keeps, where nobody
	 * chose.
	 */
	private List<String> columns(FileOfList file) {
		if (!file.columns().isEmpty()) {
			return file.columns();
		}
		List<String> known = this.words.kept();
		return Stream.concat(ExportColumns.usual(file.type()).stream(),
				this.tickets.keptKeys(file.type(), file.listing())
					.stream()
					.sorted(Comparator.comparing((key) -> known.contains(key) ? known.indexOf(key) : known.size()))
					.limit(MOST_KEPT)
					.map(KeptAnswers.PREFIX::concat))
			.toList();
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

	/**
	 * The same for a file that is written page by page while it is read.
	 * @throws Refusal as there, and VALIDATION_FAILED for another order than newest first
	 */
	public void checkAtOnce(TicketType<?, ?> type, TicketListing listing, @Nullable String query) {
		this.callers.requireMember().demand(READS);
		if (listing.sort() != null) {
			throw Refusal.invalid("sort", "not_at_once");
		}
		check(type, listing, query);
	}

	/** Comma-separated, in UTF-8 with the mark by which Excel knows it. */
	public void csv(TicketType<?, ?> type, TicketListing listing, Locale locale, OutputStream out) throws IOException {
		csv(new FileOfList(type, listing, List.of(), locale), pages(type, listing, Integer.MAX_VALUE), out);
	}

	private void csv(FileOfList file, Rows rows, OutputStream out) throws IOException {
		ExportColumns.Reading reading = this.columns.in(file.locale(), file.type(), null);
		DateTimeFormatter time = TIME.withZone(this.words.zone());
		Writer writer = new OutputStreamWriter(out, UTF_8);
		writer.write('\ufeff');
		CSVPrinter printer = new CSVPrinter(writer, CSVFormat.EXCEL);
		List<String> columns = columns(file);
		printer.printRecord(reading.headings(columns).stream().map(Cells::harmless).toList());
		each(rows, reading, columns, (row) -> {
			for (String column : columns) {
				Object cell = reading.cell(column, row);
				// nothing but a number begins like a formula
				printer.print((cell instanceof Instant at) ? time.format(at) : (cell instanceof BigDecimal number)
						? number.toPlainString() : Cells.harmless(reading.text(cell)));
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
		xlsx(new FileOfList(type, listing, List.of(), locale), pages(type, listing, MOST_ROWS), out,
				leaves ? Texts.label("report.confidential").in(locale) : null);
	}

	private void xlsx(FileOfList file, Rows rows, OutputStream out, @Nullable String hidden) throws IOException {
		ExportColumns.Reading reading = this.columns.in(file.locale(), file.type(), hidden);
		ZoneId zone = this.words.zone();
		try (Workbook book = new Workbook(out, "Nagare", "1.0")) {
			Worksheet sheet = book.newWorksheet(file.type().path());
			List<String> columns = columns(file);
			List<String> headings = reading.headings(columns);
			for (int column = 0; column < headings.size(); column++) {
				sheet.value(0, column, headings.get(column));
			}
			sheet.range(0, 0, 0, headings.size() - 1).style().bold().set();
			sheet.freezePane(0, 1);
			int[] at = { 1 };
			each(rows, reading, columns, (row) -> {
				for (int place = 0; place < columns.size(); place++) {
					write(sheet, at[0], place, reading.cell(columns.get(place), row), zone);
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
				row.write(ticket);
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
		List<String> columns = file.columns().isEmpty() ? PRINTED : file.columns();
		ExportColumns.Reading reading = this.columns.in(file.locale(), file.type(), null);
		List<List<String>> lines = lines(rows, columns, reading);
		String made = this.words.in(file.locale(), "ticket")
			.made(this.clock.instant(), this.callers.requireMember().userId());
		return this.renderer
			.pdf(new ReportDocument(file.locale().getLanguage(), Texts.label("report.list").in(file.locale()), "", "",
					made, List.of(new ReportDocument.Section(Texts.label("report.rows", lines.size()).in(file.locale()),
							reading.headings(columns), lines)),
					List.of()), ReportRenderer.LONG);
	}

	/** A page after the other, each as it is when it is read. */
	private Rows pages(TicketType<?, ?> type, TicketListing listing, int most) {
		return (row) -> {
			String cursor = "";
			int written = 0;
			while (cursor != null && written < most) {
				Paged<? extends TicketRow> page = this.tickets.wholePage(type, listing.from(cursor, PAGE));
				for (TicketRow ticket : page.items()) {
					if (written++ < most) {
						row.write(ticket);
					}
				}
				cursor = page.nextCursor();
			}
		};
	}

	/**
	 * A time is a time in a sheet, and a number a number, so that they can be sorted and
	 * summed up.
	 */
	private static void write(Worksheet sheet, int at, int place, Object cell, ZoneId zone) {
		if (cell instanceof Instant time) {
			sheet.value(at, place, LocalDateTime.ofInstant(time, zone));
			sheet.style(at, place).format("yyyy-mm-dd hh:mm").set();
		}
		else if (cell instanceof BigDecimal number) {
			sheet.value(at, place, number);
		}
		else if (cell instanceof LocalDate date) {
			sheet.value(at, place, date);
			sheet.style(at, place).format("yyyy-mm-dd").set();
		}
		else if (cell instanceof Boolean yes) {
			sheet.value(at, place, yes);
		}
		else {
			// a text that is shared between cells would be held until the end
			sheet.inlineString(at, place, Cells.readable(cell.toString()));
		}
	}

	/**
	 * The list as a page to print: the first so many of it, in words. What is
	 * confidential shows its number alone.
	 */
	public List<List<String>> lines(TicketType<?, ?> type, TicketListing listing, Locale locale, int most)
			throws IOException {
		return lines(pages(type, listing, most), PRINTED,
				this.columns.in(locale, type, Texts.label("report.confidential").in(locale)));
	}

	/** Some at a time, so that what they name is looked up at once. */
	private static void each(Rows rows, ExportColumns.Reading reading, List<String> columns, Row writer)
			throws IOException {
		List<TicketRow> some = new ArrayList<>(PAGE);
		rows.each((row) -> {
			some.add(row);
			if (some.size() == PAGE) {
				write(some, reading, columns, writer);
			}
		});
		write(some, reading, columns, writer);
	}

	private static void write(List<TicketRow> some, ExportColumns.Reading reading, List<String> columns, Row writer)
			throws IOException {
		reading.expect(some, columns);
		for (TicketRow row : some) {
			writer.write(row);
		}
		some.clear();
	}

	private static List<List<String>> lines(Rows rows, List<String> columns, ExportColumns.Reading reading)
			throws IOException {
		List<List<String>> lines = new ArrayList<>();
		int[] printed = { 0 };
		each(rows, reading, columns, (row) -> {
			List<String> line = columns.stream()
				.map((column) -> Excerpt.marked(reading.text(reading.cell(column, row)), LONGEST_PRINTED))
				.toList();
			printed[0] += line.stream().mapToInt(String::length).sum();
			if (printed[0] > MOST_CHARACTERS) {
				throw Refusal.invalid("columns", "too_much_at_once");
			}
			lines.add(line);
		});
		return lines;
	}

	/**
	 * A file to be written.
	 *
	 * @param columns what of each ticket, in this order; the usual ones where it is empty
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

		void write(TicketRow ticket) throws IOException;

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
