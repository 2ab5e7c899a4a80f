package io.nagare.workflow.internal.difference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.DecisionTable;

import io.nagare.workflow.DecisionTableView;
import io.nagare.workflow.internal.CamundaDecisions;
import io.nagare.workflow.internal.model.TableContents;

/** Two versions of a table, cell by cell. */
final class TableDifference {

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
		return Stream.concat(TableContents.inputs(model).stream(), TableContents.outputs(model).stream())
			.map(DecisionTableView.Column::name)
			.toList();
	}

	/** By their ids, which editors keep. */
	private static Map<String, Row> rows(DmnModelInstance model, List<String> columns) {
		Map<String, Row> rows = new LinkedHashMap<>();
		int number = 0;
		for (DecisionTableView.Row rule : TableContents.rows(model)) {
			number++;
			Map<String, String> named = new LinkedHashMap<>();
			for (int i = 0; i < Math.min(rule.cells().size(), columns.size()); i++) {
				named.put(columns.get(i), rule.cells().get(i));
			}
			rows.put(rule.id(), new Row(number, named));
		}
		return rows;
	}

	private record Row(int number, Map<String, String> cells) {

		String text() {
			return this.cells.entrySet()
				.stream()
				.filter((cell) -> !cell.getValue().equals(DecisionTableView.ANY))
				.map((cell) -> cell.getKey() + " " + cell.getValue())
				.collect(Collectors.joining(", "));
		}

	}

}
