package io.nagare.reports;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.directory.Caller;
import io.nagare.directory.CurrentCaller;
import io.nagare.reports.TicketExport.Asked;
import io.nagare.shared.PageQuery;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.query.TicketListing;
import io.nagare.ticket.query.TicketQueries;

/** Lists as files that somebody asks for, waits for and fetches. */
@Component
public class TicketExportRequests {

	private final TicketExports exports;

	private final TicketExportFiles files;

	private final ExportColumns choices;

	private final TicketQueries tickets;

	private final TicketTypes types;

	private final CurrentCaller callers;

	TicketExportRequests(TicketExports exports, TicketExportFiles files, ExportColumns choices, TicketQueries tickets,
			TicketTypes types, CurrentCaller callers) {
		this.exports = exports;
		this.files = files;
		this.choices = choices;
		this.tickets = tickets;
		this.types = types;
		this.callers = callers;
	}

	/**
	 * Asks for a list as a file, which is made aside.
	 * @param accepted the language of the caller
	 * @throws Refusal FORBIDDEN for who may read no reports, VALIDATION_FAILED naming
	 * what is wrong or does not fit into the format, CONFLICT for who waits for too many
	 */
	public TicketExport ask(TicketExportFields fields, Locale accepted) {
		Caller me = me();
		TicketType<?, ?> type = this.types.at(fields.kind())
			.orElseThrow(() -> Refusal.invalid("kind", "not_a_choice",
					String.join(", ", this.types.all().stream().map(TicketType::path).toList())));
		List<String> columns = columns(type, fields.columns(), fields.format());
		String filter = Objects.requireNonNullElse(fields.filter(), "");
		TicketListing listing = TicketListing.of(filter, fields.sort());
		this.tickets.check(type, listing);
		// of longer lists only the whole count tells, which is taken when it is made
		if (this.tickets.page(type, listing).total() > TicketExportService.mostRows(fields.format())) {
			throw TicketExportService.tooMany(fields.format());
		}
		String language = (fields.language() != null) ? fields.language()
				: accepted.getLanguage().equals("en") ? "en" : "ja";
		return this.exports.add(me, new Asked(fields.kind(), fields.format(), filter, fields.sort(), columns, language),
				TicketExportRunner.countingOf(me, type));
	}

	private List<String> columns(TicketType<?, ?> type, @Nullable List<String> wanted, String format) {
		if (wanted == null) {
			return List.of();
		}
		List<Refusal.Detail> wrong = new ArrayList<>();
		Set<String> seen = new HashSet<>();
		List<String> choices = this.choices.choices(type);
		for (int at = 0; at < wanted.size(); at++) {
			if (!choices.contains(wanted.get(at))) {
				wrong.add(Refusal.Detail.of("columns[" + at + "]", "not_a_choice", String.join(", ", choices)));
			}
			else if (!seen.add(wanted.get(at))) {
				wrong.add(Refusal.Detail.of("columns[" + at + "]", "column_twice", wanted.get(at)));
			}
		}
		if (format.equals("pdf") && wanted.size() > TicketExportService.MOST_PRINTED) {
			wrong.add(Refusal.Detail.of("columns", "too_many", TicketExportService.MOST_PRINTED));
		}
		if (!wrong.isEmpty()) {
			throw Refusal.invalid(wrong);
		}
		return wanted;
	}

	/** Those that the caller asked for, the latest first. */
	public Paged<TicketExport> page(PageQuery query) {
		return this.exports.page(me().userId(), query);
	}

	/**
	 * How far one of his is.
	 * @throws Refusal NOT_FOUND for everybody else
	 */
	public TicketExport one(UUID id) {
		UUID me = me().userId();
		return this.exports.find(id).filter((export) -> export.owner().equals(me)).orElseThrow(Refusal::notFound);
	}

	/**
	 * The finished file.
	 * @throws Refusal NOT_FOUND, CONFLICT before it is done, FORBIDDEN for who may read
	 * less by now than is in it
	 */
	public Path file(UUID id) {
		TicketExport export = one(id);
		export.permissions().forEach(me()::demand);
		if (!export.isDone()) {
			throw Refusal.conflict("id", "export_not_done", export.state());
		}
		Path file = this.files.of(export);
		if (!Files.isRegularFile(file)) {
			throw Refusal.notFound();
		}
		return file;
	}

	/**
	 * It goes no further, and its file is gone.
	 * @throws Refusal NOT_FOUND for everybody but its owner
	 */
	public void remove(UUID id) {
		TicketExport export = one(id);
		this.exports.remove(id);
		this.files.delete(export);
	}

	/** Why it failed, to be said in somebody's language. */
	public static Refusal.Detail why(TicketExport export) {
		return Refusal.Detail.of(null, Objects.requireNonNullElse(export.reason(), "export_failed"),
				TicketExportService.mostRows(export.asked().format()));
	}

	private Caller me() {
		Caller me = this.callers.requireMember();
		me.demand(TicketExportService.READS);
		return me;
	}

}
