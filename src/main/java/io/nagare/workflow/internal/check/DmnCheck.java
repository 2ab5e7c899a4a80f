package io.nagare.workflow.internal.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.dmn.instance.Text;
import org.camunda.bpm.model.dmn.instance.UnaryTests;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.Refusal;

/**
 * Finds in a DMN model whatever is not plain FEEL, and the words in its tables that their
 * own columns do not allow.
 */
final class DmnCheck {

	/** The engine's word for it, and OMG's address of each of its versions. */
	private static final Pattern FEEL = Pattern.compile("feel|https?://www\\.omg\\.org/spec/(DMN/\\d+/)?FEEL/(\\d+)?");

	/** Words written out: {@code "high","low"}. */
	private static final Pattern WORDS = Pattern.compile("\"[^\"\\\\]*\"(\\s*,\\s*\"[^\"\\\\]*\")*");

	private static final Pattern WORD = Pattern.compile("\"[^\"\\\\]*\"");

	private static final Pattern NEGATION = Pattern.compile("(?s)not\\s*\\((.*)\\)");

	private static final FeelEngineApi PARSER = FeelEngineBuilder.forJava().build();

	/** How long may be spent on what cannot be read, and on all. */
	private static final Duration MOST_UNREAD = Duration.ofSeconds(1);

	private static final Duration MOST = Duration.ofSeconds(20);

	private final String file;

	private final List<Refusal.Detail> findings = new ArrayList<>();

	/** What could not be read, so that the parser is not asked twice. */
	private final Set<Parsed> unreadable = new HashSet<>();

	private DmnCheck(String file) {
		this.file = file;
	}

	static List<Refusal.Detail> check(String file, DmnModelInstance model) {
		DmnCheck check = new DmnCheck(file);
		check.check(model);
		return check.findings;
	}

	private void check(DmnModelInstance model) {
		visit("", model.getDocument().getRootElement());
		if (!isAffordable(model)) {
			return;
		}
		for (Decision decision : model.getModelElementsByType(Decision.class)) {
			if (decision.getExpression() instanceof DecisionTable table) {
				check(this.file + "#" + decision.getId(), table);
			}
		}
	}

	/** What costs too much is not even looked at otherwise. */
	private boolean isAffordable(DmnModelInstance model) {
		int before = this.findings.size();
		long work = 0;
		long unread = 0;
		long begin = System.nanoTime();
		for (Text text : model.getModelElementsByType(Text.class)) {
			Parsed cell = new Parsed(text(text), text.getParentElement() instanceof InputEntry);
			if (isPlain(cell.text(), cell.tests()) || this.unreadable.contains(cell)) {
				continue;
			}
			long from = System.nanoTime();
			try {
				Long cost = FeelBounds.cost(cell.text(), cell.parser());
				if (cost == null) {
					this.unreadable.add(cell);
					unread += System.nanoTime() - from;
				}
				work += (cost != null) ? cost : 0;
			}
			catch (FeelBounds.TooCostly ex) {
				this.findings.add(ex.at(this.file + "#" + placeOf(text)));
			}
			if (unread > MOST_UNREAD.toNanos() || System.nanoTime() - begin > MOST.toNanos()) {
				work = Long.MAX_VALUE;
				break;
			}
		}
		if (work > FeelBounds.MAX_WORK) {
			this.findings.add(Refusal.Detail.of(this.file, "tables_too_costly"));
		}
		return this.findings.size() == before;
	}

	/** Most cells are empty, or hold words or numbers and nothing else. */
	private static boolean isPlain(String cell, boolean tests) {
		return cell.length() <= 1 || (cell.length() <= FeelBounds.MAX_LENGTH && WORDS.matcher(cell).matches())
				|| (tests && isRanges(cell));
	}

	/**
	 * Whether an input cell is numbers and ranges, which need no parser to be understood.
	 */
	private static boolean isRanges(String cell) {
		TableCell read = (cell.length() <= FeelBounds.MAX_LENGTH) ? TableCell.of(cell) : null;
		return read != null && read.isNumeric();
	}

	/** The id of what the text is in. */
	private static String placeOf(Text text) {
		ModelElementInstance at = text.getParentElement();
		while (at != null && at.getAttributeValue("id") == null) {
			at = at.getParentElement();
		}
		return (at != null) ? at.getAttributeValue("id") : "";
	}

	private void check(String at, DecisionTable table) {
		List<Column> inputs = table.getInputs().stream().map(Column::of).toList();
		List<Column> outputs = table.getOutputs().stream().map(Column::of).toList();
		for (Input input : table.getInputs()) {
			String expression = expression(input);
			if (!expression.isEmpty() && isUnreadable(new Parsed(expression, false))) {
				this.findings.add(Refusal.Detail.of(at, "unreadable_expression", expression));
			}
		}
		int number = 0;
		for (Rule rule : table.getRules()) {
			number++;
			List<String> tests = rule.getInputEntries().stream().map((cell) -> text(cell.getText())).toList();
			check(at, number, inputs, tests, true);
			List<String> values = rule.getOutputEntries().stream().map((cell) -> text(cell.getText())).toList();
			check(at, number, outputs, values, false);
		}
	}

	private void check(String at, int rule, List<Column> columns, List<String> cells, boolean tests) {
		for (int i = 0; i < Math.min(columns.size(), cells.size()); i++) {
			Column column = columns.get(i);
			String cell = cells.get(i);
			if (cell.isEmpty()) {
				continue;
			}
			if (isUnreadable(new Parsed(cell, tests))) {
				this.findings.add(Refusal.Detail.of(at, "unreadable_cell", rule, column.name(), cell));
			}
			else if (!column.allowed().isEmpty() && !column.allowed().containsAll(words(cell))) {
				this.findings.add(Refusal.Detail.of(at, "value_not_allowed", rule, column.name(), cell,
						String.join(", ", column.allowed())));
			}
		}
	}

	private boolean isUnreadable(Parsed cell) {
		return this.unreadable.contains(cell) || (isPlain(cell.text(), cell.tests())
				&& !(cell.tests() && isRanges(cell.text())) && cell.parser().apply(cell.text()).isFailure());
	}

	/** The words that a cell writes out; none where it says anything else. */
	private static List<String> words(String cell) {
		Matcher negation = NEGATION.matcher(cell);
		String list = negation.matches() ? negation.group(1).strip() : cell;
		return WORDS.matcher(list).matches() ? WORD.matcher(list).results().map(MatchResult::group).toList()
				: List.of();
	}

	/** What the column reads; empty where nothing says it. */
	private static String expression(Input input) {
		return (input.getInputExpression() != null) ? text(input.getInputExpression().getText()) : "";
	}

	static String text(@Nullable Text text) {
		return (text != null) ? text.getTextContent().strip() : "";
	}

	/**
	 * The words that a column allows, in quotation marks; none where it restricts none.
	 */
	static Set<String> allowed(Input input) {
		return new LinkedHashSet<>(Column.of(input).allowed());
	}

	private void visit(String nearestId, DomElement element) {
		String id = element.getAttribute("id");
		String here = (id != null) ? id : nearestId;
		String language = element.getAttribute("expressionLanguage");
		if (language != null && !FEEL.matcher(language).matches()) {
			this.findings.add(Refusal.Detail.of(this.file + "#" + here, "model_runs_code", language));
		}
		element.getChildElements().forEach((child) -> visit(here, child));
	}

	/**
	 * A text that the engine parses.
	 *
	 * @param tests whether it stands in an input cell
	 */
	private record Parsed(String text, boolean tests) {

		Function<String, ParseResult> parser() {
			return this.tests ? PARSER::parseUnaryTests : PARSER::parseExpression;
		}

	}

	/**
	 * A column of a table.
	 *
	 * @param name what Modeler shows above it
	 * @param allowed the words it allows, in quotation marks; empty where it restricts
	 * none
	 */
	private record Column(String name, List<String> allowed) {

		static Column of(Input input) {
			return of(input.getLabel(), expression(input), input.getInputValues());
		}

		static Column of(Output output) {
			return of(output.getLabel(), output.getName(), output.getOutputValues());
		}

		/** The name of a table's only output may be left out. */
		private static Column of(@Nullable String label, @Nullable String name, @Nullable UnaryTests allowed) {
			return new Column((label != null) ? label : (name != null) ? name : "",
					(allowed != null) ? words(text(allowed.getText())) : List.of());
		}

	}

}
