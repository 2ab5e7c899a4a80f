package io.nagare.workflow.internal.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

import org.camunda.bpm.model.dmn.BuiltinAggregator;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.LiteralExpression;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Finds rows that answer twice, never or not at all, and tables that the engine cannot
 * read.
 */
final class TableCheck {

	/** Combinations that are looked at. */
	private static final int MAX_COMBINATIONS = 20_000;

	private static final int MAX_ROWS = 300;

	/** Values that are compared with ranges of numbers; about a second. */
	private static final long MAX_COMPARISONS = 5_000_000;

	private static final Pattern TEXT = Pattern.compile("\"[^\"\\\\]*\"");

	private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

	private static final Set<String> NUMBERS = Set.of("integer", "long", "double", "number");

	private static final Set<String> NAMED = Set.of("string", "boolean");

	/** Stands for a word that no row names. */
	private static final String OTHER = "\"…\"";

	private final Findings findings;

	TableCheck(Findings findings) {
		this.findings = findings;
	}

	void check(DmnModelInstance model) {
		if (model.getModelElementsByType(Decision.class).isEmpty()) {
			this.findings.file("no_decision");
		}
		for (Decision decision : model.getModelElementsByType(Decision.class)) {
			if (decision.getId() == null) {
				this.findings.file("decision_without_id", String.valueOf(decision.getName()));
			}
			else if (Math.max(decision.getId().length(),
					String.valueOf(decision.getName()).length()) > BpmnCheck.MAX_NAME) {
				this.findings.at(decision.getId(), "too_long_name", BpmnCheck.MAX_NAME);
			}
			else if (decision.getExpression() == null) {
				this.findings.at(decision.getId(), "decision_empty");
			}
			else if (decision.getExpression() instanceof DecisionTable table) {
				check(String.valueOf(decision.getId()), table);
			}
			else if (!(decision.getExpression() instanceof LiteralExpression)) {
				this.findings.at(decision.getId(), "decision_unserved",
						decision.getExpression().getElementType().getTypeName());
			}
		}
	}

	private void check(String at, DecisionTable read) {
		Table table = Table.of(read);
		HitPolicy policy = table.policy();
		if (policy == HitPolicy.PRIORITY || policy == HitPolicy.OUTPUT_ORDER) {
			this.findings.at(at, "hit_policy_unserved", policy.name());
		}
		if (table.aggregation() != null && (policy != HitPolicy.COLLECT || table.outputs().size() > 1)) {
			this.findings.at(at, "aggregation_unserved", table.aggregation().name());
		}
		Set<String> names = new HashSet<>();
		for (Output output : table.outputs()) {
			if (output.getName() == null || output.getName().isBlank()) {
				this.findings.at(at, "output_without_name");
			}
			else if (!names.add(output.getName())) {
				this.findings.at(at, "output_twice", output.getName());
			}
		}
		if (table.outputs().isEmpty()) {
			this.findings.at(at, "output_without_name");
		}
		for (Input input : table.inputs()) {
			if (input.getInputExpression() == null || DmnCheck.text(input.getInputExpression().getText()).isEmpty()) {
				this.findings.at(at, "input_without_expression");
				return;
			}
		}
		if (table.rows().isEmpty()) {
			this.findings.at(at, "table_without_rows");
			return;
		}
		int number = 0;
		for (Row row : table.rows()) {
			number++;
			if (row.tests().size() != table.inputs().size() || row.answers().size() != table.outputs().size()) {
				this.findings.at(at, "row_incomplete", number);
				return;
			}
		}
		checkTypes(at, table);
		checkRows(at, table);
	}

	private void checkTypes(String at, Table table) {
		int number = 0;
		for (Row row : table.rows()) {
			demandTime(at);
			number++;
			int column = 0;
			for (Output output : table.outputs()) {
				String cell = row.answers().get(column++);
				checkType(at, number, output.getName(), output.getTypeRef(), cell);
				boolean empty = cell.isEmpty() || cell.equals("-");
				if (empty && table.outputs().size() == 1 && !"string".equals(output.getTypeRef())) {
					this.findings.at(at, "answer_empty", number, String.valueOf(output.getName()));
				}
			}
			column = 0;
			for (Input input : table.inputs()) {
				String cell = row.tests().get(column++);
				checkType(at, number, DmnCheck.text(input.getInputExpression().getText()),
						input.getInputExpression().getTypeRef(), cell);
			}
		}
	}

	private void demandTime(String at) {
		CheckDeadline.demand(this.findings.file() + "#" + at);
	}

	private void checkType(String at, int row, @Nullable String column, @Nullable String type, String cell) {
		if (type == null) {
			return;
		}
		boolean text = TEXT.matcher(cell).matches();
		boolean wrong = ((NUMBERS.contains(type) && text)
				|| (type.equals("boolean") && (text || NUMBER.matcher(cell).matches()))
				|| (type.equals("string")
						&& (NUMBER.matcher(cell).matches() || cell.equals("true") || cell.equals("false")))
				|| (NAMED.contains(type) && isRange(cell)));
		if (wrong) {
			this.findings.at(at, "value_of_other_type", row, String.valueOf(column), cell, type);
		}
	}

	/** Numbers, which neither words nor truths are compared with. */
	private static boolean isRange(String cell) {
		TableCell read = TableCell.of(cell);
		return read != null && read.isNumeric();
	}

	private void checkRows(String at, Table table) {
		if (table.rows().size() > MAX_ROWS) {
			return;
		}
		List<Input> inputs = table.inputs();
		List<List<@Nullable TableCell>> cells = new ArrayList<>();
		for (Row row : table.rows()) {
			List<@Nullable TableCell> read = new ArrayList<>();
			row.tests().forEach((cell) -> read.add(TableCell.of(cell)));
			cells.add(read);
		}
		List<Set<Object>> samples = new ArrayList<>();
		boolean closed = true;
		for (int column = 0; column < inputs.size(); column++) {
			Set<String> allowed = DmnCheck.allowed(inputs.get(column));
			samples.add(samples(cells, column, allowed, inputs.get(column).getInputExpression().getTypeRef()));
			closed &= !allowed.isEmpty() || "boolean".equals(inputs.get(column).getInputExpression().getTypeRef())
					|| isNumeric(cells, column);
		}
		if (comparisons(cells, samples) > MAX_COMPARISONS) {
			return;
		}
		List<List<@Nullable Passed>> rows = cells.stream().map((row) -> passed(row, samples)).toList();
		for (int later = 1; later < rows.size(); later++) {
			demandTime(at);
			for (int earlier = 0; earlier < later; earlier++) {
				if (checkPair(at, table, rows, earlier, later)) {
					break;
				}
			}
		}
		if (Set.of(HitPolicy.UNIQUE, HitPolicy.FIRST, HitPolicy.ANY).contains(table.policy())) {
			checkGaps(at, cells, samples, closed);
		}
	}

	/** How often a value is compared with a range where each row is looked at once. */
	private static long comparisons(List<List<@Nullable TableCell>> cells, List<Set<Object>> samples) {
		long comparisons = 0;
		for (List<@Nullable TableCell> row : cells) {
			for (int column = 0; column < row.size(); column++) {
				comparisons += (long) samples.get(column).size() * ranges(row.get(column));
			}
		}
		return comparisons;
	}

	private static int ranges(@Nullable TableCell cell) {
		return (cell != null) ? cell.ranges().size() : 0;
	}

	private static boolean isNumeric(List<List<@Nullable TableCell>> cells, int column) {
		return cells.stream().map((row) -> row.get(column)).anyMatch((cell) -> cell != null && cell.isNumeric());
	}

	/** Values between which nothing in the column changes. */
	private static Set<Object> samples(List<List<@Nullable TableCell>> cells, int column, Set<String> allowed,
			@Nullable String type) {
		Set<Object> samples = new LinkedHashSet<>(allowed);
		boolean numeric = false;
		for (List<@Nullable TableCell> row : cells) {
			TableCell cell = row.get(column);
			if (cell == null) {
				continue;
			}
			if (allowed.isEmpty()) {
				samples.addAll(cell.words());
			}
			for (TableCell.Range range : cell.ranges()) {
				numeric = true;
				for (BigDecimal end : new BigDecimal[] { range.from(), range.to() }) {
					if (end != null) {
						BigDecimal step = "integer".equals(type) || "long".equals(type) ? BigDecimal.ONE
								: new BigDecimal("0.0000000001");
						samples.add(end.stripTrailingZeros());
						samples.add(end.subtract(step).stripTrailingZeros());
						samples.add(end.add(step).stripTrailingZeros());
					}
				}
			}
		}
		if ("boolean".equals(type)) {
			samples.addAll(List.of("true", "false"));
		}
		else if (!numeric && allowed.isEmpty()) {
			samples.add(OTHER);
		}
		return samples;
	}

	/**
	 * What each cell of a row lets pass, told once for all the rows it is compared with.
	 */
	private static List<@Nullable Passed> passed(List<@Nullable TableCell> row, List<Set<Object>> samples) {
		List<@Nullable Passed> passed = new ArrayList<>();
		for (int column = 0; column < row.size(); column++) {
			TableCell cell = row.get(column);
			passed.add((cell != null) ? Passed.of(cell, samples.get(column)) : null);
		}
		return passed;
	}

	private boolean checkPair(String at, Table table, List<List<@Nullable Passed>> rows, int earlier, int later) {
		HitPolicy policy = table.policy();
		List<@Nullable Passed> one = rows.get(earlier);
		List<@Nullable Passed> two = rows.get(later);
		if (one.contains(null) || two.contains(null)) {
			return false;
		}
		if (policy == HitPolicy.UNIQUE && each(one, two, Passed::overlaps)) {
			this.findings.at(at, "rows_overlap", earlier + 1, later + 1);
			return true;
		}
		if (policy == HitPolicy.FIRST && each(one, two, Passed::covers)) {
			this.findings.at(at, "row_never_reached", later + 1, earlier + 1);
			return true;
		}
		if (policy == HitPolicy.ANY && !table.answersAlike(earlier, later) && each(one, two, Passed::overlaps)) {
			this.findings.at(at, "rows_disagree", earlier + 1, later + 1);
			return true;
		}
		if (policy == HitPolicy.COLLECT && table.aggregation() != BuiltinAggregator.COUNT
				&& table.answersAlike(earlier, later) && each(one, two, Passed::equals)) {
			this.findings.at(at, "row_twice", earlier + 1, later + 1);
			return true;
		}
		return false;
	}

	private static boolean each(List<@Nullable Passed> one, List<@Nullable Passed> two,
			BiPredicate<Passed, Passed> compared) {
		for (int column = 0; column < one.size(); column++) {
			Passed first = one.get(column);
			Passed second = two.get(column);
			if (first == null || second == null || !compared.test(first, second)) {
				return false;
			}
		}
		return true;
	}

	private void checkGaps(String at, List<List<@Nullable TableCell>> cells, List<Set<Object>> samples,
			boolean closed) {
		long combinations = 1;
		long ranges = cells.stream().flatMap(List::stream).mapToLong(TableCheck::ranges).sum();
		for (Set<Object> column : samples) {
			combinations *= Math.max(1, column.size());
			if (combinations * cells.size() > MAX_COMBINATIONS * 50L || combinations > MAX_COMBINATIONS
					|| combinations * ranges > MAX_COMPARISONS) {
				return;
			}
		}
		if (cells.stream().anyMatch((row) -> row.contains(null))) {
			return;
		}
		List<Object> chosen = new ArrayList<>();
		List<Object> gap = gap(cells, samples, chosen);
		if (gap != null) {
			this.findings.at(at, closed ? "table_gap" : "table_open",
					String.join(", ", gap.stream().map(String::valueOf).toList()));
		}
	}

	private static @Nullable List<Object> gap(List<List<@Nullable TableCell>> cells, List<Set<Object>> samples,
			List<Object> chosen) {
		int column = chosen.size();
		if (column == samples.size()) {
			boolean answered = cells.stream().anyMatch((row) -> {
				for (int i = 0; i < row.size(); i++) {
					TableCell cell = row.get(i);
					if (cell == null || !cell.passes(chosen.get(i))) {
						return false;
					}
				}
				return true;
			});
			return answered ? null : List.copyOf(chosen);
		}
		for (Object value : samples.get(column)) {
			chosen.add(value);
			List<Object> gap = gap(cells, samples, chosen);
			chosen.remove(chosen.size() - 1);
			if (gap != null) {
				return gap;
			}
		}
		return null;
	}

	/**
	 * A table, read once: each look at the document walks all rows again.
	 */
	private record Table(HitPolicy policy, @Nullable BuiltinAggregator aggregation, List<Input> inputs,
			List<Output> outputs, List<Row> rows) {

		static Table of(DecisionTable table) {
			return new Table(table.getHitPolicy(), table.getAggregation(), List.copyOf(table.getInputs()),
					List.copyOf(table.getOutputs()), table.getRules().stream().map(Row::of).toList());
		}

		boolean answersAlike(int one, int other) {
			return this.rows.get(one).answers().equals(this.rows.get(other).answers());
		}

	}

	/**
	 * The texts of a row's cells.
	 *
	 * @param tests of the inputs
	 * @param answers of the outputs
	 */
	private record Row(List<String> tests, List<String> answers) {

		static Row of(Rule rule) {
			return new Row(rule.getInputEntries().stream().map((cell) -> DmnCheck.text(cell.getText())).toList(),
					rule.getOutputEntries().stream().map((cell) -> DmnCheck.text(cell.getText())).toList());
		}

	}

	/**
	 * What a cell lets pass of the values that its column is looked at with.
	 *
	 * @param cell what is written there
	 * @param values those that pass, by their number
	 */
	private record Passed(TableCell cell, BitSet values) {

		static Passed of(TableCell cell, Set<Object> samples) {
			BitSet values = new BitSet(samples.size());
			int number = 0;
			for (Object sample : samples) {
				values.set(number++, cell.passes(sample));
			}
			return new Passed(cell, values);
		}

		boolean overlaps(Passed other) {
			return this.values.intersects(other.values);
		}

		boolean covers(Passed other) {
			if (this.cell.any() || other.cell.any()) {
				return this.cell.any();
			}
			BitSet beyond = (BitSet) other.values.clone();
			beyond.andNot(this.values);
			return beyond.isEmpty();
		}

	}

}
