package io.nagare.workflow;

import java.util.List;

/**
 * What past tickets asked tables, as those who ask know it, so that a changed table can
 * be asked the same.
 */
public interface PastInputs {

	List<PastTable> tables();

	/**
	 * What tickets asked a table.
	 *
	 * @param key of the table
	 * @param inputs the names of its inputs
	 * @param sql a query with a column for each input, and {@code number} and
	 * {@code created_at} of the ticket; one row a ticket of the bound tenant
	 */
	record PastTable(String key, List<String> inputs, String sql) {
	}

}
