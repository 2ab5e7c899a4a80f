package io.nagare.servicenow;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;

import io.nagare.ticket.TicketType;
import io.nagare.ticket.query.TicketHands;
import io.nagare.ticket.query.TicketHands.Hands;
import io.nagare.ticket.query.TicketQueries;
import io.nagare.ticket.query.TicketRow;

/** Tickets as records, in the words of the moment. */
@Component
class TicketRecordView {

	private final TicketQueries queries;

	private final TicketVocabulary vocabulary;

	private final TicketColumns columns;

	private final References references;

	private final TicketHands hands;

	TicketRecordView(TicketQueries queries, TicketVocabulary vocabulary, TicketColumns columns, References references,
			TicketHands hands) {
		this.hands = hands;
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
		return records(table, List.of(this.queries.one(type, id)), words).get(0);
	}

	List<TableRecord> records(TicketTableName table, List<? extends TicketRow> rows, TicketVocabulary.Words words) {
		this.references.expect(rows.stream().flatMap((row) -> row.ticket().ciIds().stream().limit(1)).toList());
		this.references.expectPeople(rows.stream().flatMap((row) -> TicketColumns.keptPeople(row).stream()).toList());
		Map<UUID, Hands> hands = !this.references.tellsHands(table.kind()) ? Map.of()
				: this.hands.of(rows.stream().map((row) -> row.ticket().id()).toList());
		return rows.stream()
			.map((row) -> this.columns.record(table, row, hands.getOrDefault(row.ticket().id(), Hands.NONE), words))
			.toList();
	}

}
