package io.nagare.servicenow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

import io.nagare.directory.CurrentCaller;
import io.nagare.servicenow.EncodedQuery.Condition;
import io.nagare.servicenow.EncodedQuery.Operator;
import io.nagare.shared.Paged;
import io.nagare.shared.Refusal;

/** A table that is only read, and compared record by record. */
abstract class ReadOnlyTable implements Table {

	/** So many are read at once. */
	static final int AT_ONCE = 1_000;

	private final String name;

	private final @Nullable String permission;

	private final Set<String> columns;

	private final CurrentCaller callers;

	/**
	 * @param permission without which nobody reads it; null where each record says itself
	 * who reads it
	 * @param columns what can be asked for
	 */
	ReadOnlyTable(String name, @Nullable String permission, Set<String> columns, CurrentCaller callers) {
		this.name = name;
		this.permission = permission;
		this.columns = columns;
		this.callers = callers;
	}

	/** All records among which those of the query are, in the table's own order. */
	abstract List<TableRecord> candidates(EncodedQuery query);

	abstract Optional<TableRecord> byKey(UUID key);

	@Override
	public String name() {
		return this.name;
	}

	private void admit() {
		if (this.permission != null) {
			this.callers.require().demand(this.permission);
		}
	}

	@Override
	public Page find(EncodedQuery query, long offset, int limit) {
		admit();
		query.alternatives().forEach((all) -> all.forEach((any) -> any.forEach((one) -> {
			if (!this.columns.contains(one.field())) {
				throw one.unknown();
			}
		})));
		List<TableRecord> found = new ArrayList<>(
				candidates(query).stream().filter((record) -> holds(query, record)).toList());
		// the least important first: each order keeps what the one before it made
		for (int i = query.order().size() - 1; i >= 0; i--) {
			found.sort(order(query.order().get(i)));
		}
		return new Page(found.stream().skip(offset).limit(limit).toList(), found.size());
	}

	private Comparator<TableRecord> order(EncodedQuery.Order wanted) {
		if (!this.columns.contains(wanted.field())) {
			throw Refusal.invalid(EncodedQuery.PARAMETER, "not_sortable", wanted.field(),
					String.join(", ", this.columns.stream().sorted().toList()));
		}
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

	@Override
	public TableRecord one(String key) {
		admit();
		return SysId.parse(key).flatMap(this::byKey).orElseThrow(Refusal::notFound);
	}

	/** The value that the column has in every record that the query asks for. */
	static Optional<String> demanded(EncodedQuery query, String column) {
		if (query.alternatives().size() != 1) {
			return Optional.empty();
		}
		return query.alternatives()
			.get(0)
			.stream()
			.filter((any) -> any.size() == 1)
			.map((any) -> any.get(0))
			.filter((one) -> one.field().equals(column) && one.operator() == Operator.IS && !one.value().isEmpty())
			.map(Condition::value)
			.findFirst();
	}

	/**
	 * All pages of a list.
	 * @throws Refusal VALIDATION_FAILED where there are more than a list counts
	 */
	static <T> List<T> all(IntFunction<Paged<T>> page) {
		List<T> all = new ArrayList<>();
		Paged<T> read = page.apply(1);
		if (read.totalIsLowerBound()) {
			throw Refusal.invalid(EncodedQuery.PARAMETER, "query_too_wide", Paged.COUNT_LIMIT);
		}
		all.addAll(read.items());
		for (int number = 2; all.size() < read.total() && !read.items().isEmpty(); number++) {
			read = page.apply(number);
			all.addAll(read.items());
		}
		return all;
	}

}
