package io.nagare.workflow.internal.difference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.dmn.instance.Text;
import org.jspecify.annotations.Nullable;

import io.nagare.workflow.internal.CamundaDecisions;

/** Two versions of a table, cell by cell. */
final class TableDifference {

	/** What a cell is called that allows everything. */
	private static final String ANY = "-";

	private TableDifference() {
	}

	/** All that is otherwise. */
	static List<ElementChange> of(DmnModelInstance from, DmnModelInstance to) {
		List<ElementChange> changes = new ArrayList<>();
		String was = policy(from);
		String is = policy(to);
		if (!was.equals(is)) {
			changes.add(ElementChange.at(null, "hit_policy_changed", was, is));
		}
		Map<String, List<String>> before = CamundaDecisions.allowedValues(from);
		Map<String, List<String>> after = CamundaDecisions.allowedValues(to);
		before.forEach((column, words) -> {
			List<String> now = after.getOrDefault(column, List.of());
			ElementFacts.without(words, now)
				.forEach((word) -> changes.add(ElementChange.at(null, "word_removed", column, word)));
			ElementFacts.without(now, words)
				.forEach((word) -> changes.add(ElementChange.at(null, "word_added", column, word)));
			if (words.size() == now.size() && !words.equals(now) && now.containsAll(words)) {
				changes.add(ElementChange.at(null, "words_order", column, String.join(", ", now)));
			}
		});
		List<String> columnsBefore = columns(from);
		List<String> columnsAfter = columns(to);
		ElementFacts.without(columnsBefore, columnsAfter)
			.forEach((column) -> changes.add(ElementChange.at(null, "column_removed", column)));
		ElementFacts.without(columnsAfter, columnsBefore)
			.forEach((column) -> changes.add(ElementChange.at(null, "column_added", column)));
		rules(rows(from, columnsBefore), rows(to, columnsAfter), changes);
		return changes;
	}

	private static void rules(Map<String, Row> before, Map<String, Row> after, List<ElementChange> changes) {
		before.forEach((id, row) -> {
			if (!after.containsKey(id)) {
				changes.add(ElementChange.at(id, "rule_removed", row.number(), row.text()));
			}
		});
		after.forEach((id, row) -> {
			Row was = before.get(id);
			if (was == null) {
				changes.add(ElementChange.at(id, "rule_added", row.number(), row.text()));
				return;
			}
			row.cells().forEach((column, cell) -> {
				String old = was.cells().get(column);
				if (old != null && !Objects.equals(old, cell)) {
					changes.add(ElementChange.at(id, "cell_changed", row.number(), column, old, cell));
				}
			});
		});
		List<String> kept = before.keySet().stream().filter(after::containsKey).toList();
		List<String> now = after.keySet().stream().filter(before::containsKey).toList();
		if (!kept.equals(now)) {
			changes.add(ElementChange.at(null, "rules_order"));
		}
	}

	private static String policy(DmnModelInstance model) {
		return model.getModelElementsByType(DecisionTable.class)
			.stream()
			.map((table) -> String.valueOf(table.getHitPolicy())
					+ ((table.getAggregation() != null) ? " " + table.getAggregation() : ""))
			.collect(Collectors.joining(", "));
	}

	private static List<String> columns(DmnModelInstance model) {
		List<String> columns = new ArrayList<>();
		for (Input input : model.getModelElementsByType(Input.class)) {
			columns.add((input.getInputExpression() != null) ? text(input.getInputExpression().getText()) : ANY);
		}
		for (Output output : model.getModelElementsByType(Output.class)) {
			columns.add(String.valueOf(output.getName()));
		}
		return columns;
	}

	/** By their ids, which editors keep. */
	private static Map<String, Row> rows(DmnModelInstance model, List<String> columns) {
		Map<String, Row> rows = new LinkedHashMap<>();
		int number = 0;
		for (Rule rule : model.getModelElementsByType(Rule.class)) {
			number++;
			List<String> cells = new ArrayList<>();
			rule.getInputEntries().forEach((entry) -> cells.add(text(entry.getText())));
			rule.getOutputEntries().forEach((entry) -> cells.add(text(entry.getText())));
			Map<String, String> named = new LinkedHashMap<>();
			for (int i = 0; i < Math.min(cells.size(), columns.size()); i++) {
				named.put(columns.get(i), cells.get(i));
			}
			rows.put((rule.getId() != null) ? rule.getId() : "#" + number, new Row(number, named));
		}
		return rows;
	}

	private static String text(@Nullable Text text) {
		String content = (text != null) ? text.getTextContent().strip() : "";
		return content.isEmpty() ? ANY : content;
	}

	private record Row(int number, Map<String, String> cells) {

		String text() {
			return this.cells.entrySet()
				.stream()
				.filter((cell) -> !cell.getValue().equals(ANY))
				.map((cell) -> cell.getKey() + " " + cell.getValue())
				.collect(Collectors.joining(", "));
		}

	}

}
