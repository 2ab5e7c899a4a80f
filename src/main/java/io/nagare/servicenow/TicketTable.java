package io.nagare.servicenow;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Refusal;

/** Tickets of one kind as a table. */
record TicketTable(TicketTableName table, TicketTableReader reader, TicketTableWriter writer) implements Table {

	@Override
	public String name() {
		return this.table.table();
	}

	@Override
	public Page find(EncodedQuery query, long offset, int limit) {
		return this.reader.find(this.table, query, offset, limit);
	}

	@Override
	public TableRecord one(String key) {
		return this.reader.one(this.table, key);
	}

	@Override
	public TableRecord create(Map<String, @Nullable Object> fields) {
		demandWritten();
		return this.writer.create(this.table, fields);
	}

	@Override
	public TableRecord change(String key, Map<String, @Nullable Object> fields) {
		demandWritten();
		return this.writer.change(this.table, key, fields);
	}

	@Override
	public void delete(String key) {
		demandWritten();
		this.writer.delete(this.table, key);
	}

	private void demandWritten() {
		if (!this.table.isWritten()) {
			throw new Refusal(Refusal.Kind.METHOD_NOT_ALLOWED, List.of());
		}
	}

}
