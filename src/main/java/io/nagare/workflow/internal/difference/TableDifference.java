package io.nagare.workflow.internal.difference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.LiteralExpression;
import org.jspecify.annotations.Nullable;

import io.nagare.workflow.DecisionTableView;
import io.nagare.workflow.internal.model.TableContents;

/** Two versions of a table, cell by cell. */
final class TableDifference {

	/** Tables that say whose approval is needed, and how much of it is enough. */
	private static final Set<String> APPROVALS = Set.of("change-authority", "change-vote");

	/**
	 * What the tables are called that say it of requests, also those that an owner makes.
	 */
	private static final String APPROVAL = "-approval";

	/** The table of what is promised, whose numbers are times. */
	private static final String TARGETS = "sla-targets";

	private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

	private final String key;

	private final List<ElementChange> changes = new ArrayList<>();

	private TableDifference(String key) {
		this.key = key;
	}

	/** All that is otherwise. */
	static List<ElementChange> of(Decision from, Decision to) {
		TableDifference difference = new TableDifference(to.getId());
		difference.compare(from, to);
		return difference.changes;
	}

	private void compare(Decision from, Decision to) {
		String was = policy(from);
		String is = policy(to);
		if (!was.equals(is)) {
			add(null, "hit_policy_changed", was, is);
		}
		if (!literal(from).equals(literal(to))) {
			add(null, "literal_changed", ProcessDifference.said(literal(from)), ProcessDifference.said(literal(to)));
		}
		Map<String, List<String>> before = TableContents.allowedValues(from);
		Map<String, List<String>> after = TableContents.allowedValues(to);
		before.forEach((column, words) -> {
			List<String> now = after.getOrDefault(column, List.of());
			ElementFacts.without(words, now).forEach((word) -> add(null, "word_removed", column, word));
			ElementFacts.without(now, words).forEach((word) -> add(null, "word_added", column, word));
			if (words.size() == now.size() && !words.equals(now) && now.containsAll(words)) {
				add(null, "words_order", column, String.join(", ", now));
			}
		});
		List<String> columnsBefore = columns(from);
		List<String> columnsAfter = columns(to);
		ElementFacts.without(columnsBefore, columnsAfter).forEach((column) -> add(null, "column_removed", column));
		ElementFacts.without(columnsAfter, columnsBefore).forEach((column) -> add(null, "column_added", column));
		rules(rows(from, columnsBefore), rows(to, columnsAfter));
	}

	private boolean isAboutApproval() {
		return APPROVALS.contains(this.key) || this.key.endsWith(APPROVAL);
	}

	/**
	 * Whether less is asked for after any change of a table of approvals can't be said of
	 * a cell alone, so that each is told first.
	 */
	private void add(@Nullable String element, String rule, Object... args) {
		add(isAboutApproval(), element, rule, args);
	}

	private void add(boolean loosens, @Nullable String element, String rule, Object... args) {
		this.changes.add(ElementChange.of(loosens, element, rule, args));
	}

	private void rules(Map<String, Row> before, Map<String, Row> after) {
		boolean promises = this.key.equals(TARGETS);
		before.forEach((id, row) -> {
			if (!after.containsKey(id)) {
				add(promises || isAboutApproval(), id, "rule_removed", row.number(), row.text());
			}
		});
		after.forEach((id, row) -> {
			Row was = before.get(id);
			if (was == null) {
				add(id, "rule_added", row.number(), row.text());
				return;
			}
			Map<String, String> cells = new LinkedHashMap<>(row.cells());
			was.cells().keySet().forEach((column) -> cells.putIfAbsent(column, DecisionTableView.ANY));
			cells.forEach((column, cell) -> {
				String old = was.cells().getOrDefault(column, DecisionTableView.ANY);
				if (!old.equals(cell)) {
					add(isAboutApproval() || (promises && isMore(old, cell)), id, "cell_changed", row.number(), column,
							old, cell);
				}
			});
		});
		List<String> kept = before.keySet().stream().filter(after::containsKey).toList();
		List<String> now = after.keySet().stream().filter(before::containsKey).toList();
		if (!kept.equals(now)) {
			add(null, "rules_order");
		}
	}

	private static boolean isMore(String before, String after) {
		return NUMBER.matcher(before).matches() && NUMBER.matcher(after).matches()
				&& Integer.parseInt(after) > Integer.parseInt(before);
	}

	private static String policy(Decision decision) {
		return TableContents.table(decision)
			.map((table) -> table.getHitPolicy()
					+ ((table.getAggregation() != null) ? " " + table.getAggregation() : ""))
			.orElse("");
	}

	private static String literal(Decision decision) {
		return (decision.getExpression() instanceof LiteralExpression literal && literal.getText() != null)
				? literal.getText().getTextContent().strip() : "";
	}

	/** What is asked and what is answered may be called alike. */
	private static List<String> columns(Decision decision) {
		List<String> asked = TableContents.inputs(decision).stream().map(DecisionTableView.Column::name).toList();
		Stream<String> answered = TableContents.outputs(decision)
			.stream()
			.map(DecisionTableView.Column::name)
			.map((name) -> asked.contains(name) ? "→ " + name : name);
		return Stream.concat(asked.stream(), answered).toList();
	}

	/** By their ids, which editors keep. */
	private static Map<String, Row> rows(Decision decision, List<String> columns) {
		Map<String, Row> rows = new LinkedHashMap<>();
		int number = 0;
		for (DecisionTableView.Row rule : TableContents.rows(decision)) {
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
