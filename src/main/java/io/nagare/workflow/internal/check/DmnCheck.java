package io.nagare.workflow.internal.check;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.InformationRequirement;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.ItemDefinition;
import org.camunda.bpm.model.dmn.instance.LiteralExpression;
import org.camunda.bpm.model.dmn.instance.NamedElement;
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

	private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*+");

	/** What looks like a range or a list, and is a sum or a truth. */
	private static final Pattern NEVER = Pattern
		.compile("\\d+(\\s*-\\s*\\d+)+|\"[^\"\\\\]*\"(\\s+(or|and)\\s+\"[^\"\\\\]*\")+");

	/** How FEEL and the engine call the value that is tested. */
	private static final Set<String> OWN_NAMES = Set.of("?", "cellInput");

	/** Of which the engine makes something. */
	private static final List<String> ENGINES_TYPES = List.of("string", "boolean", "integer", "long", "double",
			"number", "date");

	private static final Set<String> TYPES = Stream.concat(ENGINES_TYPES.stream(),
			Stream.of("Any", "any", "time", "dateTime", "date and time", "dayTimeDuration", "yearMonthDuration",
					"days and time duration", "years and months duration", "list", "context", "range", "function",
					"<Undefined>"))
		.collect(Collectors.toUnmodifiableSet());

	private static final FeelEngineApi PARSER = FeelEngineBuilder.forJava().build();

	/** How long may be spent on what cannot be read, and on all. */
	private static final Duration MOST_UNREAD = Duration.ofSeconds(1);

	private static final Duration MOST = Duration.ofSeconds(20);

	private final String file;

	private final List<Refusal.Detail> findings = new ArrayList<>();

	/** What could not be read, so that the parser is not asked twice. */
	private final Set<Parsed> unreadable = new HashSet<>();

	/** What the cells read that are more than words and numbers. */
	private final Map<Parsed, Set<String>> names = new HashMap<>();

	/**
	 * What a table is given beside what its columns read; null where it may be anything.
	 */
	private final Function<String, @Nullable Set<String>> given;

	private DmnCheck(String file, Function<String, @Nullable Set<String>> given) {
		this.file = file;
		this.given = given;
	}

	static List<Refusal.Detail> check(String file, DmnModelInstance model,
			Function<String, @Nullable Set<String>> given) {
		DmnCheck check = new DmnCheck(file, given);
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
				String at = this.file + "#" + decision.getId();
				checkColumns(at, table, types(model));
				check(at, table, known(decision, table));
			}
		}
	}

	/** Those that the engine and FEEL have, and those of the file itself. */
	private static Set<String> types(DmnModelInstance model) {
		Set<String> types = new HashSet<>(TYPES);
		model.getModelElementsByType(ItemDefinition.class).forEach((own) -> types.add(own.getName()));
		return types;
	}

	private void checkColumns(String at, DecisionTable table, Set<String> types) {
		List<Column> columns = new ArrayList<>();
		table.getInputs().forEach((input) -> columns.add(Column.of(input)));
		table.getOutputs().forEach((output) -> columns.add(Column.of(output)));
		for (Column column : columns) {
			String type = column.type();
			if (!type.isEmpty() && !type.contains(":") && !types.contains(type)) {
				this.findings
					.add(Refusal.Detail.of(at, "type_unknown", type, column.name(), String.join(", ", ENGINES_TYPES)));
			}
			Set<String> seen = new HashSet<>();
			column.allowed()
				.stream()
				.filter((word) -> !seen.add(word))
				.distinct()
				.forEach((word) -> this.findings.add(Refusal.Detail.of(at, "value_twice", word, column.name())));
		}
	}

	/** What a cell can read; null where that is whatever its asker has. */
	private @Nullable Set<String> known(Decision decision, DecisionTable table) {
		Set<String> given = this.given.apply(String.valueOf(decision.getId()));
		if (given == null) {
			return null;
		}
		Set<String> known = new HashSet<>(given);
		known.addAll(OWN_NAMES);
		table.getInputs()
			.forEach((input) -> NAME.matcher(expression(input)).results().forEach((name) -> known.add(name.group())));
		decision.getModelInstance()
			.getModelElementsByType(NamedElement.class)
			.forEach((named) -> known.addAll(List.of(String.valueOf(named.getId()), String.valueOf(named.getName()))));
		return known;
	}

	/** What costs too much is not even looked at otherwise. */
	private boolean isAffordable(DmnModelInstance model) {
		int before = this.findings.size();
		long work = 0;
		long unread = 0;
		long begin = System.nanoTime();
		for (Text text : model.getModelElementsByType(Text.class)) {
			Parsed cell = new Parsed(text(text), text.getParentElement() instanceof InputEntry);
			CheckDeadline.demand(this.file);
			if (isPlain(cell.text(), cell.tests()) || this.unreadable.contains(cell)) {
				continue;
			}
			long from = System.nanoTime();
			try {
				Long cost = FeelBounds.cost(cell.text(), (feel) -> {
					ParseResult parsed = cell.parser().apply(feel);
					this.names.put(cell, FeelNames.in(parsed));
					return parsed;
				});
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

	private void check(String at, DecisionTable table, @Nullable Set<String> known) {
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
			CheckDeadline.demand(at);
			number++;
			List<String> tests = rule.getInputEntries().stream().map((cell) -> text(cell.getText())).toList();
			check(at, number, inputs, tests, true);
			checkNames(at, number, inputs, tests, true, known);
			List<String> values = rule.getOutputEntries().stream().map((cell) -> text(cell.getText())).toList();
			check(at, number, outputs, values, false);
			checkNames(at, number, outputs, values, false, known);
		}
	}

	/** A word without quotation marks is a variable, and most often there is none. */
	private void checkNames(String at, int rule, List<Column> columns, List<String> cells, boolean tests,
			@Nullable Set<String> known) {
		for (int i = 0; known != null && i < Math.min(columns.size(), cells.size()); i++) {
			String column = columns.get(i).name();
			this.names.getOrDefault(new Parsed(cells.get(i), tests), Set.of())
				.stream()
				.filter((name) -> !known.contains(name))
				.forEach((name) -> this.findings.add(Refusal.Detail.of(at, "cell_not_quoted", rule, column, name)));
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
			else if (tests && NEVER.matcher(cell).matches()) {
				this.findings.add(Refusal.Detail.of(at, "cell_never_fits", rule, column.name(), cell));
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
	static List<String> words(String cell) {
		Matcher negation = NEGATION.matcher(cell);
		String list = negation.matches() ? negation.group(1).strip() : cell;
		return WORDS.matcher(list).matches() ? WORD.matcher(list).results().map(MatchResult::group).toList()
				: List.of();
	}

	/** What the column reads; empty where nothing says it. */
	static String expression(Input input) {
		return (input.getInputExpression() != null) ? text(input.getInputExpression().getText()) : "";
	}

	/** The variables that it reads. */
	static Set<String> names(String expression) {
		return NAME.matcher(expression).matches() ? Set.of(expression)
				: FeelNames.in(PARSER.parseExpression(expression));
	}

	/**
	 * The expressions by which a decision reads what it is given: those of its own
	 * columns or its own text, and of whatever it requires.
	 */
	static Set<String> reads(Decision decision) {
		Set<String> reads = new LinkedHashSet<>();
		for (Decision one : required(decision)) {
			if (one.getExpression() instanceof DecisionTable table) {
				table.getInputs().forEach((input) -> reads.add(expression(input)));
			}
			else if (one.getExpression() instanceof LiteralExpression literal) {
				reads.add(text(literal.getText()));
			}
		}
		return reads;
	}

	/** What the decisions of a file that it requires give each other, by their names. */
	static Set<String> givenWithin(Decision decision) {
		Set<String> given = new HashSet<>();
		for (Decision one : required(decision)) {
			given.add(String.valueOf(one.getId()));
			if (one.getVariable() != null) {
				given.add(String.valueOf(one.getVariable().getName()));
			}
			if (!one.equals(decision) && one.getExpression() instanceof DecisionTable table) {
				table.getOutputs().forEach((output) -> given.add(String.valueOf(output.getName())));
			}
		}
		return given;
	}

	/** The decision and all that it requires, each once. */
	private static Collection<Decision> required(Decision decision) {
		Map<String, Decision> all = new LinkedHashMap<>();
		Deque<Decision> next = new ArrayDeque<>(List.of(decision));
		while (!next.isEmpty()) {
			Decision one = next.pop();
			if (all.putIfAbsent(one.getId(), one) == null) {
				one.getInformationRequirements()
					.stream()
					.map(InformationRequirement::getRequiredDecision)
					.filter(Objects::nonNull)
					.forEach(next::add);
			}
		}
		return all.values();
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

	static Set<String> allowed(Output output) {
		return new LinkedHashSet<>(Column.of(output).allowed());
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
	 * @param type what its values are; empty where nothing says it
	 * @param allowed the words it allows, in quotation marks; empty where it restricts
	 * none
	 */
	private record Column(String name, String type, List<String> allowed) {

		static Column of(Input input) {
			return of(input.getLabel(), expression(input),
					(input.getInputExpression() != null) ? input.getInputExpression().getTypeRef() : null,
					input.getInputValues());
		}

		static Column of(Output output) {
			return of(output.getLabel(), output.getName(), output.getTypeRef(), output.getOutputValues());
		}

		/** The name of a table's only output may be left out. */
		private static Column of(@Nullable String label, @Nullable String name, @Nullable String type,
				@Nullable UnaryTests allowed) {
			return new Column((label != null) ? label : (name != null) ? name : "", (type != null) ? type.strip() : "",
					(allowed != null) ? words(text(allowed.getText())) : List.of());
		}

	}

}
