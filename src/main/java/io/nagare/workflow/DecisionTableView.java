package io.nagare.workflow;

import java.util.List;

import io.nagare.shared.Label;

/**
 * A decision table as people read it.
 *
 * @param key what all its versions are called
 * @param name what people call it
 * @param version counts its deployments
 * @param inputs the columns that are asked, in order
 * @param outputs the columns that answer, in order
 * @param rows its rules in order
 */
public record DecisionTableView(String key, Label name, int version, List<Column> inputs, List<Column> outputs,
		List<Row> rows) {

	/** What a cell is called that allows everything. */
	public static final String ANY = "-";

	/**
	 * A column.
	 *
	 * @param name the expression of an input, or what an output is called
	 * @param label what people call it
	 */
	public record Column(String name, Label label) {
	}

	/**
	 * A rule.
	 *
	 * @param id which editors keep
	 * @param cells one for each input and then each output, as they are written;
	 * {@code -} where everything fits
	 * @param note what its owner wrote beside it; empty for nothing
	 */
	public record Row(String id, List<String> cells, Label note) {
	}

}
