package io.nagare.servicenow;

import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;

import io.nagare.ticket.TicketType;
import io.nagare.ticket.query.TicketQueries;
import io.nagare.ticket.query.TicketRow;

/** Tickets as records, in the words of the moment. */
@Component
class TicketRecordView {

	private final TicketQueries queries;

	private final TicketVocabulary vocabulary;

	private final TicketColumns columns;

	private final References references;

	TicketRecordView(TicketQueries queries, TicketVocabulary vocabulary, TicketColumns columns, References references) {
		this.queries = queries;
		this.vocabulary = vocabulary;
		this.columns = columns;
		this.references = references;
	}

	TicketVocabulary.Words words(TicketType<?, ?> type) {
		return this.vocabulary.of(type);
	}

	/** The ticket as it is now. Whoever calls has checked who asks. */
	TableRecord record(TicketType<?, ?> type, TicketTableName table, UUID id) {
		return record(type, table, id, words(type));
	}

	TableRecord record(TicketType<?, ?> type, TicketTableName table, UUID id, TicketVocabulary.Words words) {
		return this.columns.record(table, this.queries.one(type, id), words);
	}

	List<TableRecord> records(TicketTableName table, List<? extends TicketRow> rows, TicketVocabulary.Words words) {
		this.references.expect(rows.stream().flatMap((row) -> row.ticket().ciIds().stream().limit(1)).toList());
		return rows.stream().map((row) -> this.columns.record(table, row, words)).toList();
	}

}
