package io.nagare.servicenow;

import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import io.nagare.directory.CurrentCaller;
import io.nagare.ticket.TicketType;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.query.TicketReads;
import io.nagare.ticket.query.TicketRow;

/** Reads tables of tickets, for who may read the tickets. */
@Component
@Transactional(readOnly = true)
class TicketTableReader {

	private final TicketTypes types;

	private final TicketReads reads;

	private final Tickets tickets;

	private final TicketSearch search;

	private final TicketRecordView view;

	private final CurrentCaller callers;

	TicketTableReader(TicketTypes types, TicketReads reads, Tickets tickets, TicketSearch search, TicketRecordView view,
			CurrentCaller callers) {
		this.types = types;
		this.reads = reads;
		this.tickets = tickets;
		this.search = search;
		this.view = view;
		this.callers = callers;
	}

	Table.Page find(TicketTableName table, EncodedQuery query, long offset, int limit) {
		TicketType<?, ?> type = this.types.of(table.kind());
		TicketVocabulary.Words words = this.view.words(type);
		TicketReads.Selection<? extends TicketRow> selection = type.selection(this.callers.require());
		TicketReads.Found<? extends TicketRow> found = this.reads.find(selection,
				this.search.condition(table, selection, query, words), this.search.order(query), offset, limit,
				this.callers.require());
		return new Table.Page(this.view.records(table, found.items(), words), found.total());
	}

	TableRecord one(TicketTableName table, String key) {
		TicketType<?, ?> type = this.types.of(table.kind());
		UUID id = this.tickets.find(type, SysId.parse(key).map(UUID::toString).orElse(key)).id();
		return this.view.record(type, table, id);
	}

}
