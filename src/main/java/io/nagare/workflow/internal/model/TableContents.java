package io.nagare.workflow.internal.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.dmn.instance.Text;
import org.camunda.bpm.model.dmn.instance.UnaryTests;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;
import io.nagare.workflow.DecisionTableView;
import io.nagare.workflow.DecisionTableView.Column;
import io.nagare.workflow.DecisionTableView.Row;

/** What a file of a decision table says, cell by cell. */
public final class TableContents {

	private static final Pattern LABEL = Pattern.compile("\\s*([\\p{L}\\p{N}_.-]{1,100})\\s*=\\s*(\\S.{0,199}?)\\s*");

	private TableContents() {
	}

	/** All of it, as people read it. */
	public static DecisionTableView view(String key, int version, DmnModelInstance file) {
		Decision decision = file.getModelElementById(key);
		Label name = ProcessModel.label(decision.getName(), decision.getDescription());
		return new DecisionTableView(key, (name != null) ? name : Label.said(key), version, inputs(decision),
				outputs(decision), rows(decision));
	}

	/** What its words are called, as lines of its documentation say. */
	public static Map<String, Label> labels(String key, DmnModelInstance file) {
		Map<String, Label> labels = new LinkedHashMap<>();
		String said = (file.getModelElementById(key) instanceof Decision decision) ? content(decision.getDescription())
				: "";
		said.lines().forEach((line) -> {
			Matcher label = LABEL.matcher(line);
			if (label.matches()) {
				labels.putIfAbsent(label.group(1), Label.of(label.group(2)));
			}
		});
		return labels;
	}

	/** The table of a decision, of which a file may have several; empty for none. */
	public static Optional<DecisionTable> table(Decision decision) {
		return (decision.getExpression() instanceof DecisionTable table) ? Optional.of(table) : Optional.empty();
	}

	/** The columns that are asked. */
	public static List<Column> inputs(Decision decision) {
		return table(decision).stream().flatMap((table) -> table.getInputs().stream()).map((input) -> {
			String name = (input.getInputExpression() != null) ? text(input.getInputExpression().getText())
					: DecisionTableView.ANY;
			return column(name, input.getLabel());
		}).toList();
	}

	/** The columns that answer. */
	public static List<Column> outputs(Decision decision) {
		return table(decision).stream()
			.flatMap((table) -> table.getOutputs().stream())
			.map((output) -> column(String.valueOf(output.getName()), output.getLabel()))
			.toList();
	}

	/** The rules, each with as many cells as it has. */
	public static List<Row> rows(Decision decision) {
		List<Row> rows = new ArrayList<>();
		for (Rule rule : table(decision).map(DecisionTable::getRules).orElse(List.of())) {
			List<String> cells = new ArrayList<>();
			rule.getInputEntries().forEach((entry) -> cells.add(text(entry.getText())));
			rule.getOutputEntries().forEach((entry) -> cells.add(text(entry.getText())));
			rows.add(new Row(Objects.requireNonNullElseGet(rule.getId(), () -> "#" + (rows.size() + 1)), cells,
					Label.of(content(rule.getDescription()))));
		}
		return rows;
	}

	/** The words that the columns of a table may hold, where it lists them. */
	public static Map<String, List<String>> allowedValues(Decision decision) {
		Map<String, List<String>> columns = new LinkedHashMap<>();
		TableContents.table(decision).ifPresent((table) -> {
			for (Input input : table.getInputs()) {
				put(columns, input.getInputExpression().getText().getTextContent(), input.getInputValues());
			}
			for (Output output : table.getOutputs()) {
				put(columns, output.getName(), output.getOutputValues());
			}
		});
		return columns;
	}

	private static void put(Map<String, List<String>> columns, String column, @Nullable UnaryTests values) {
		if (values != null) {
			Stream<String> words = Arrays.stream(values.getText().getTextContent().split(",", -1))
				.map((word) -> word.strip().replaceAll("^\"|\"$", ""));
			columns.put(column.strip(), words.filter((word) -> !word.isEmpty()).toList());
		}
	}

	private static Column column(String name, @Nullable String label) {
		return new Column(name, Label.of((label != null && !label.isBlank()) ? label : name));
	}

	private static String text(@Nullable Text text) {
		String content = content(text);
		return content.isEmpty() ? DecisionTableView.ANY : content;
	}

	private static String content(@Nullable ModelElementInstance element) {
		return (element != null) ? element.getTextContent().strip() : "";
	}

}
