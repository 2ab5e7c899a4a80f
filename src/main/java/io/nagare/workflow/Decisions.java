package io.nagare.workflow;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;

/** The decision tables as deployed. */
public interface Decisions {

	/**
	 * Evaluates a table that gives at most one row.
	 * @return the outputs by name; empty where no row fits
	 */
	Map<String, @Nullable Object> evaluate(String decisionKey, Map<String, @Nullable Object> inputs);

	/** Evaluates a table of any hit policy. */
	Decision decide(String decisionKey, Map<String, @Nullable Object> inputs);

	/**
	 * The values that an input or output of a table allows, in the table's order: the
	 * highest first.
	 * @return empty where the table does not restrict it
	 */
	List<String> allowedValues(String decisionKey, String column);

	/**
	 * What people read for the words of a table, as lines of its documentation say:
	 * {@code word = 日本語 / English}. Other words have none.
	 */
	Map<String, Label> labels(String decisionKey);

	/** The table that is in force for the bound tenant, as people read it. */
	DecisionTableView table(String decisionKey);

}
