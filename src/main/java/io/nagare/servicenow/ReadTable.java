package io.nagare.servicenow;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.nagare.directory.CurrentCaller;
import io.nagare.servicenow.EncodedQuery.Condition;
import io.nagare.servicenow.EncodedQuery.Operator;
import io.nagare.shared.Refusal;

/**
 * A table with its columns, beside those of tickets; only read unless it says otherwise.
 */
abstract class ReadTable implements Table {

	private final String name;

	private final @Nullable String permission;

	private final Set<String> columns;

	private final CurrentCaller callers;

	/**
	 * @param permission without which nobody reads it; null where each record says itself
	 * who reads it
	 * @param columns what can be asked for
	 */
	ReadTable(String name, @Nullable String permission, Set<String> columns, CurrentCaller callers) {
		this.name = name;
		this.permission = permission;
		this.columns = columns;
		this.callers = callers;
	}

	/** Those of the records that there are, in no particular order. */
	abstract List<TableRecord> byKeys(Collection<UUID> keys);

	/**
	 * The keys of the records that the query asks for.
	 * @throws Refusal VALIDATION_FAILED where there are more than so many
	 */
	abstract List<UUID> keys(EncodedQuery query, int most);

	@Override
	public String name() {
		return this.name;
	}

	/**
	 * Lets in who may read the table and asks for columns that it has.
	 * @throws Refusal FORBIDDEN or VALIDATION_FAILED
	 */
	void admit(EncodedQuery query) {
		admit();
		query.alternatives().forEach((all) -> all.forEach((any) -> any.forEach((one) -> {
			if (!this.columns.contains(one.field())) {
				throw one.unknown();
			}
		})));
		query.order().forEach((wanted) -> {
			if (!this.columns.contains(wanted.field())) {
				throw Refusal.invalid(EncodedQuery.PARAMETER, "not_sortable", wanted.field(),
						String.join(", ", this.columns.stream().sorted().toList()));
			}
		});
	}

	private void admit() {
		if (this.permission != null) {
			this.callers.require().demand(this.permission);
		}
	}

	@Override
	public TableRecord one(String key) {
		admit();
		return SysId.parse(key)
			.flatMap((id) -> byKeys(List.of(id)).stream().findFirst())
			.orElseThrow(Refusal::notFound);
	}

	@Override
	public List<TableRecord> among(Collection<UUID> keys) {
		return (this.permission == null || this.callers.require().may(this.permission)) ? byKeys(keys) : List.of();
	}

	/** Those of them, which are not more than so many. */
	static List<UUID> atMost(List<UUID> keys, int most) {
		if (keys.size() > most) {
			throw Refusal.invalid(EncodedQuery.PARAMETER, "query_too_wide", most);
		}
		return keys;
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

}
