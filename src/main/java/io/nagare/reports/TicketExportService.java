package io.nagare.reports;

import io.nagare.shared.Cells;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.time.Instant;
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

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.directory.Directory;
import io.nagare.shared.AuditableEvent;
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

	/** Rows of a sheet of Excel. */
	private static final int MOST_ROWS = 1_048_575;

	private static final int PAGE = 100;

	private final TicketQueries tickets;

	private final CurrentCaller callers;

	private final Directory directory;

	private final ReportWords words;

	private final ApplicationEventPublisher events;

	TicketExportService(TicketQueries tickets, CurrentCaller callers, Directory directory, ReportWords words,
			ApplicationEventPublisher events) {
		this.tickets = tickets;
		this.callers = callers;
		this.directory = directory;
		this.words = words;
		this.events = events;
	}

	/**
	 * Checks who asks, and what for, before anything is written.
	 * @param query the list as it is asked for, for the record
	 * @throws Refusal FORBIDDEN for who may read no reports; VALIDATION_FAILED for a
	 * wrong question
	 */
	public void check(TicketType<?, ?> type, TicketListing listing, @Nullable String query) {
		Caller caller = this.callers.requireMember();
		caller.demand("report:read");
		this.tickets.check(type, listing);
		this.events.publishEvent(new Exported(type.kind(), (query != null) ? query : ""));
	}

	/** Comma-separated, in UTF-8 with the mark by which Excel knows it. */
	public void csv(TicketType<?, ?> type, TicketListing listing, Locale locale, OutputStream out) throws IOException {
		Writer writer = new OutputStreamWriter(out, UTF_8);
		writer.write('\ufeff');
		CSVPrinter printer = new CSVPrinter(writer, CSVFormat.EXCEL);
		printer.printRecord(headings(locale));
		each(type, listing, (row) -> {
			for (String cell : cells(row, null)) {
				printer.print(Cells.harmless(cell));
			}
			printer.println();
		}, Integer.MAX_VALUE);
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
	void xlsx(TicketType<?, ?> type, TicketListing listing, Locale locale, OutputStream out, boolean leaves)
			throws IOException {
		try (Workbook book = new Workbook(out, "Nagare", "1.0")) {
			Worksheet sheet = book.newWorksheet(type.path());
			List<String> headings = headings(locale);
			for (int column = 0; column < headings.size(); column++) {
				sheet.value(0, column, headings.get(column));
			}
			sheet.range(0, 0, 0, headings.size() - 1).style().bold().set();
			sheet.freezePane(0, 1);
			int[] at = { 1 };
			each(type, listing, (row) -> {
				List<String> cells = cells(row, leaves ? Texts.label("report.confidential").in(locale) : null);
				for (int column = 0; column < cells.size(); column++) {
					sheet.value(at[0], column, Cells.readable(cells.get(column)));
				}
				if (++at[0] % PAGE == 0) {
					sheet.flush();
				}
			}, MOST_ROWS);
		}
	}

	private void each(TicketType<?, ?> type, TicketListing listing, Row row, int most) throws IOException {
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
	}

	private static List<String> headings(Locale locale) {
		return COLUMNS.stream().map((column) -> Texts.label("report.field." + column).in(locale)).toList();
	}

	/**
	 * @param hidden what stands for the title and description of a confidential one; null
	 * where they may be shown
	 */
	private List<String> cells(TicketSummary ticket, @Nullable String hidden) {
		ZoneId zone = this.directory.zone();
		boolean shown = hidden == null || !isConfidential(ticket);
		List<String> cells = new ArrayList<>();
		cells.add(ticket.number());
		cells.add(shown ? ticket.title() : hidden);
		cells.add(ticket.status());
		cells.add(ticket.phase());
		cells.add(ticket.priority());
		cells.add((ticket.category() != null) ? ticket.category().name() : "");
		cells.add(name(ticket.reporter()));
		cells.add((ticket.assignee() != null) ? name(ticket.assignee()) : "");
		cells.add((ticket.team() != null) ? ticket.team().name() : "");
		for (Instant at : new @Nullable Instant[] { ticket.createdAt(), ticket.respondedAt(), ticket.resolvedAt(),
				ticket.closedAt(), ticket.responseDueAt(), ticket.resolutionDueAt() }) {
			cells.add((at != null) ? TIME.withZone(zone).format(at) : "");
		}
		cells.add((ticket.slaState() != null) ? ticket.slaState() : "");
		cells.add(String.join(", ", ticket.tags()));
		cells.add((ticket.estimatedMinutes() != null) ? ticket.estimatedMinutes().toString() : "");
		cells.add((shown && ticket.description() != null) ? ticket.description() : "");
		return cells;
	}

	/**
	 * The list as a page to print: the first so many of it, in words. What is
	 * confidential shows its number alone.
	 */
	List<List<String>> lines(TicketType<?, ?> type, TicketListing listing, Locale locale, int most) throws IOException {
		ReportWords.Language said = this.words.in(locale, type.kind());
		List<List<String>> lines = new ArrayList<>();
		each(type, listing,
				(ticket) -> lines.add(List.of(ticket.number(),
						isConfidential(ticket) ? said.text("confidential") : ticket.title(),
						said.status(ticket.status(), ticket.phase()), String.valueOf(said.word(ticket.priority())),
						(ticket.assignee() != null) ? name(ticket.assignee()) : "", (ticket.resolutionDueAt() != null)
								? String.valueOf(said.time(ticket.resolutionDueAt().toString())) : "")),
				most);
		return lines;
	}

	private static boolean isConfidential(TicketSummary ticket) {
		return ticket.confidentiality().equals("confidential");
	}

	private static String name(TicketSummary.Person person) {
		return person.lastName() + " " + person.firstName();
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
