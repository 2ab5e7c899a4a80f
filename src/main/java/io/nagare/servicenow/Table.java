package io.nagare.servicenow;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

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

	/**
	 * The record.
	 * @throws Refusal NOT_FOUND where the caller may see none of that key
	 */
	TableRecord one(String key);

	/**
	 * Makes a record.
	 * @throws Refusal VALIDATION_FAILED naming every field that is wrong; NOT_FOUND where
	 * the table is only read
	 */
	default TableRecord create(Map<String, @Nullable Object> fields) {
		throw new Refusal(Refusal.Kind.METHOD_NOT_ALLOWED, List.of());
	}

	/**
	 * Changes what the fields say.
	 * @throws Refusal as {@link #create}
	 */
	default TableRecord change(String key, Map<String, @Nullable Object> fields) {
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
	 * Records that were found.
	 *
	 * @param total how many there are in all
	 */
	record Page(List<TableRecord> records, long total) {
	}

}
