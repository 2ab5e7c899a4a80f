package io.nagare.servicenow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.directory.CurrentCaller;

/** A table of so few records that they are compared one by one. */
abstract class ComparedTable extends ReadTable {

	ComparedTable(String name, @Nullable String permission, Set<String> columns, CurrentCaller callers) {
		super(name, permission, columns, callers);
	}

	/** All records among which those of the query are, in the table's own order. */
	abstract List<TableRecord> candidates(EncodedQuery query);

	@Override
	public Page find(EncodedQuery query, long offset, int limit) {
		List<TableRecord> found = found(query);
		return new Page(found.stream().skip(offset).limit(limit).toList(), found.size());
	}

	@Override
	List<UUID> keys(EncodedQuery query, int most) {
		return atMost(found(query).stream().map(TableRecord::id).toList(), most);
	}

	private List<TableRecord> found(EncodedQuery query) {
		admit(query);
		List<TableRecord> found = new ArrayList<>(
				candidates(query).stream().filter((record) -> holds(query, record)).toList());
		// the least important first: each order keeps what the one before it made
		for (int i = query.order().size() - 1; i >= 0; i--) {
			found.sort(order(query.order().get(i)));
		}
		return found;
	}

	private static Comparator<TableRecord> order(EncodedQuery.Order wanted) {
		Comparator<TableRecord> order = Comparator.comparing(
				(record) -> record.cells().getOrDefault(wanted.field(), Cell.EMPTY).display(),
				String.CASE_INSENSITIVE_ORDER);
		return wanted.descending() ? order.reversed() : order;
	}

	private static boolean holds(EncodedQuery query, TableRecord record) {
		return query.alternatives().isEmpty() || query.alternatives()
			.stream()
			.anyMatch((all) -> all.stream()
				.allMatch((any) -> any.stream()
					.anyMatch((one) -> one.holds(record.cells().getOrDefault(one.field(), Cell.EMPTY)))));
	}

}
