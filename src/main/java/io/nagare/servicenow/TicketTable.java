package io.nagare.servicenow;

import java.util.List;

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
	public TableRecord create(Input input) {
		demandWritten();
		return this.writer.create(this.table, input);
	}

	@Override
	public TableRecord change(String key, Input input) {
		demandWritten();
		return this.writer.change(this.table, key, input);
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
