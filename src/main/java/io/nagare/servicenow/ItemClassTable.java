package io.nagare.servicenow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.nagare.servicenow.EncodedQuery.Condition;
import io.nagare.servicenow.EncodedQuery.Operator;
import io.nagare.shared.Refusal;

/** Configuration items of one type as a table of their own. */
record ItemClassTable(String name, ItemTable items) implements Table {

	@Override
	public Page find(EncodedQuery query, long offset, int limit) {
		return this.items.find(ofClass(query), offset, limit);
	}

	@Override
	public List<TableRecord> further(EncodedQuery query, long offset, int limit) {
		return this.items.further(ofClass(query), offset, limit);
	}

	private EncodedQuery ofClass(EncodedQuery query) {
		return query.and(List.of(new Condition(ItemTable.CLASS, Operator.IS, this.name)));
	}

	@Override
	public TableRecord one(String key) {
		TableRecord record = this.items.one(key);
		if (!record.cells().getOrDefault(ItemTable.CLASS, Cell.EMPTY).value().equals(this.name)) {
			throw Refusal.notFound();
		}
		return record;
	}

	@Override
	public TableRecord create(Input input) {
		Map<String, @Nullable Object> all = new LinkedHashMap<>(input.fields());
		all.putIfAbsent(ItemTable.CLASS, this.name);
		return this.items.create(new Input(all, input.isShown()));
	}

	@Override
	public TableRecord change(String key, Input input) {
		one(key);
		return this.items.change(key, input);
	}

	@Override
	public void delete(String key) {
		one(key);
		this.items.delete(key);
	}

}
