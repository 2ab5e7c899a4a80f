package io.nagare.servicenow;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.nagare.servicenow.EncodedQuery.Condition;
import io.nagare.servicenow.EncodedQuery.Operator;
import io.nagare.shared.Refusal;

/** A table as programs see it; every answer is as the current caller may see it. */
public interface Table {

	/** Its name in the address. */
	String name();

	/**
	 * Those of its records that the query asks for.
	 * @throws Refusal VALIDATION_FAILED for a query that cannot be answered
	 */
	Page find(EncodedQuery query, long offset, int limit);

	/** The same without asking how many there are. */
	default List<TableRecord> further(EncodedQuery query, long offset, int limit) {
		return find(query, offset, limit).records();
	}

	/**
	 * The record.
	 * @throws Refusal NOT_FOUND where the caller may see none of that key
	 */
	TableRecord one(String key);

	/**
	 * Those of its records that have one of the keys, as far as the caller may see any.
	 */
	default List<TableRecord> among(Collection<UUID> keys) {
		String each = keys.stream().map(SysId::of).collect(Collectors.joining(","));
		return find(EncodedQuery.of("").and(List.of(new Condition("sys_id", Operator.IN, each))), 0, keys.size())
			.records();
	}

	/**
	 * Makes a record.
	 * @throws Refusal VALIDATION_FAILED naming every field that is wrong; NOT_FOUND where
	 * the table is only read
	 */
	default TableRecord create(Input input) {
		throw new Refusal(Refusal.Kind.METHOD_NOT_ALLOWED, List.of());
	}

	/**
	 * Changes what is said.
	 * @throws Refusal as {@link #create}
	 */
	default TableRecord change(String key, Input input) {
		throw new Refusal(Refusal.Kind.METHOD_NOT_ALLOWED, List.of());
	}

	/**
	 * Takes the record out of everybody's sight.
	 * @throws Refusal as {@link #create}; FORBIDDEN for who may not
	 */
	default void delete(String key) {
		throw new Refusal(Refusal.Kind.METHOD_NOT_ALLOWED, List.of());
	}

	/**
	 * What a program says of a record.
	 *
	 * @param fields by column
	 * @param isShown whether times are said as people are shown them, on the tenant's
	 * clock, instead of UTC
	 */
	record Input(Map<String, @Nullable Object> fields, boolean isShown) {
	}

	/**
	 * Records that were found.
	 *
	 * @param total how many there are in all
	 */
	record Page(List<TableRecord> records, long total) {
	}

}
