package io.nagare.workflow.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.dmn.instance.Text;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;
import io.nagare.workflow.DecisionTableView;
import io.nagare.workflow.DecisionTableView.Column;
import io.nagare.workflow.DecisionTableView.Row;

/** What a file of a decision table says, cell by cell. */
public final class TableContents {

	private TableContents() {
	}

	/** All of it, as people read it. */
	public static DecisionTableView view(String key, int version, DmnModelInstance file) {
		Label name = (file.getModelElementById(key) instanceof Decision decision)
				? ProcessModel.label(decision.getName(), decision.getDescription()) : null;
		return new DecisionTableView(key, (name != null) ? name : Label.said(key), version, inputs(file), outputs(file),
				rows(file));
	}

	/** The columns that are asked. */
	public static List<Column> inputs(DmnModelInstance file) {
		return file.getModelElementsByType(Input.class).stream().map((input) -> {
			String name = (input.getInputExpression() != null) ? text(input.getInputExpression().getText())
					: DecisionTableView.ANY;
			return column(name, input.getLabel());
		}).toList();
	}

	/** The columns that answer. */
	public static List<Column> outputs(DmnModelInstance file) {
		return file.getModelElementsByType(Output.class)
			.stream()
			.map((output) -> column(String.valueOf(output.getName()), output.getLabel()))
			.toList();
	}

	/** The rules, each with as many cells as it has. */
	public static List<Row> rows(DmnModelInstance file) {
		List<Row> rows = new ArrayList<>();
		for (Rule rule : file.getModelElementsByType(Rule.class)) {
			List<String> cells = new ArrayList<>();
			rule.getInputEntries().forEach((entry) -> cells.add(text(entry.getText())));
			rule.getOutputEntries().forEach((entry) -> cells.add(text(entry.getText())));
			rows.add(new Row(Objects.requireNonNullElseGet(rule.getId(), () -> "#" + (rows.size() + 1)), cells,
					Label.of(content(rule.getDescription()))));
		}
		return rows;
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
