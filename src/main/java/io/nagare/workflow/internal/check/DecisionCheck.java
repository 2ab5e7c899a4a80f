package io.nagare.workflow.internal.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.DrgElement;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;
import org.w3c.dom.Document;

import io.nagare.shared.Refusal;
import io.nagare.workflow.internal.Verbs;
import io.nagare.workflow.internal.check.ExpressionTree.AnswerReads;
import io.nagare.workflow.internal.model.ProcessGraph;

/**
 * Finds what does not fit between rule tasks and the tables that they ask: what a table
 * reads and is not given, and what of its answer the process reads and does not get, or
 * gets and is not ready for. Told of whichever of the two is new.
 */
final class DecisionCheck {

	private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]++");

	/** Maps of an answer that a model can read. */
	private static final Set<String> READABLE = Set.of("singleEntry", "collectEntries", "singleResult", "resultList");

	/** What a cell says that says nothing. */
	private static final Set<String> NOTHING = Set.of("", "-", "null");

	/** By the types of verbs. */
	private static final Map<Class<?>, Object> EXAMPLES = Map.of(int.class, 1, long.class, 1L, boolean.class, false);

	private static final String NUMBERS = "1, 2, 3 …";

	private final BpmnModelInstance model;

	private final Values values;

	private final DraftTables tables;

	private final Verbs verbs;

	private final Function<BusinessRuleTask, String> place;

	private final boolean anew;

	private final List<Refusal.Detail> findings;

	/** What the whole drawing says; read once a task asks a table. */
	private final Supplier<List<String>> texts = SingletonSupplier.of(this::texts);

	/**
	 * @param place where it is told what is wrong with a task
	 * @param anew whether the process is one of those being deployed
	 */
	DecisionCheck(BpmnModelInstance model, Values values, DraftTables tables, Verbs verbs,
			Function<BusinessRuleTask, String> place, boolean anew, List<Refusal.Detail> findings) {
		this.model = model;
		this.values = values;
		this.tables = tables;
		this.verbs = verbs;
		this.place = place;
		this.anew = anew;
		this.findings = findings;
	}

	private List<String> texts() {
		List<String> texts = new ArrayList<>();
		ChoiceCheck.collectAll((Document) this.model.getDocument().getDomSource().getNode(), texts);
		return texts;
	}

	/** Of a task that names a table. */
	void check(BusinessRuleTask task, String key, DmnModelInstance file) {
		String at = this.place.apply(task);
		String asker = ProcessGraph.keyOf(task) + "#" + task.getId();
		if (!(file.getModelElementById(key) instanceof Decision decision)) {
			return;
		}
		// of a table that all tenants share, only its own deployment is asked: whatever
		// became of it, the product begins
		if (!this.tables.isDrafted(key) && !this.tables.isOwn()) {
			return;
		}
		if (!(decision.getExpression() instanceof DecisionTable table)) {
			checkInputs(at, asker, task, decision, file);
			return;
		}
		String map = task.getCamundaMapDecisionResult();
		if (map == null || !READABLE.contains(map)) {
			this.findings.add(Refusal.Detail.of(at, "decision_answer_unreadable", (map != null) ? map : "resultList"));
		}
		else if (table.getOutputs().size() > 1 && map.endsWith("Entry")) {
			this.findings.add(Refusal.Detail.of(at, "decision_many_outputs", key, table.getOutputs().size(), asker));
		}
		else if (map.startsWith("single") && isMany(table)) {
			this.findings.add(Refusal.Detail.of(at, "decision_many_rows", key, table.getHitPolicy().name(), asker));
		}
		else if (task.getCamundaResultVariable() != null) {
			checkAnswer(at, asker, task, key, table, map);
		}
		checkInputs(at, asker, task, decision, file);
		String reason = this.tables.whyNot(key, examples(task));
		if (reason != null) {
			this.findings.add(Refusal.Detail.of(at, "table_cannot_answer", key, reason));
		}
	}

	/** Something of the kind that its parameters are, where verbs answer them. */
	private Map<String, @Nullable Object> examples(BusinessRuleTask task) {
		Map<String, @Nullable Object> examples = new HashMap<>();
		Values.texts(task)
			.forEach((name, text) -> ExpressionTree.called(text)
				.flatMap((call) -> this.verbs.find(call.word(), call.method(), call.arguments()))
				.map((verb) -> EXAMPLES.get(verb.getReturnType()))
				.ifPresent((example) -> examples.put(name, example)));
		return examples;
	}

	private static boolean isMany(DecisionTable table) {
		return (table.getHitPolicy() == HitPolicy.COLLECT && table.getAggregation() == null)
				|| table.getHitPolicy() == HitPolicy.RULE_ORDER;
	}

	private void checkInputs(String at, String asker, BusinessRuleTask task, Decision decision, DmnModelInstance file) {
		String key = decision.getId();
		Set<String> given = this.values.readable(task);
		Set<String> parameters = Values.parameters(task, CamundaInputParameter.class);
		Set<String> read = DmnCheck.reads(decision);
		Set<String> within = DmnCheck.givenWithin(decision);
		Set<String> words = new LinkedHashSet<>();
		for (String expression : read) {
			WORD.matcher(expression).results().forEach((word) -> words.add(word.group()));
			DmnCheck.names(expression)
				.stream()
				.filter((name) -> !Values.holds(given, name) && !within.contains(name)
						&& !(file.getModelElementById(name) instanceof DrgElement))
				.forEach(
						(name) -> this.findings.add(Refusal.Detail.of(at, "decision_input_missing", name, key, asker)));
		}
		parameters.stream()
			.filter((name) -> !ReferenceCheck.OFFERED.contains(name))
			.filter((name) -> !words.contains(name)
					&& !(isOdd(name) && read.stream().anyMatch((one) -> one.contains(name))))
			.forEach((name) -> this.findings.add(Refusal.Detail.of(at, "input_not_read", name, key, asker)));
	}

	/** Whether a name is none of FEEL's words, so that only a text can tell of it. */
	private static boolean isOdd(String name) {
		return !WORD.matcher(name).matches();
	}

	private void checkAnswer(String at, String asker, BusinessRuleTask task, String key, DecisionTable table,
			String map) {
		String variable = task.getCamundaResultVariable();
		if (!isOfTableAlone(variable, key) || !map.startsWith("single")) {
			return;
		}
		AnswerReads reads = new AnswerReads(variable, this.texts.get(), this.verbs);
		boolean row = map.equals("singleResult");
		if (row ? reads.isTakenForOneWord() : !reads.parts().isEmpty()) {
			if (this.anew) {
				this.findings.add(Refusal.Detail.of(at, "decision_map_wrong", variable, map, asker));
			}
			return;
		}
		List<Output> outputs = List.copyOf(table.getOutputs());
		List<String> names = outputs.stream().map((output) -> String.valueOf(output.getName())).toList();
		if (row) {
			reads.parts()
				.stream()
				.filter((part) -> !names.contains(part))
				.forEach((part) -> this.findings
					.add(Refusal.Detail.of(at, "decision_output_missing", part, key, String.join(", ", names), asker)));
		}
		for (int i = 0; i < outputs.size(); i++) {
			String part = row ? names.get(i) : AnswerReads.WHOLE;
			checkWords(at, asker, new Answer(key, names.get(i), part), reads, Column.of(table, i));
		}
	}

	/** Whether nothing but the table fills the variable. */
	private boolean isOfTableAlone(String variable, String key) {
		return !this.values.isAsked(variable)
				&& this.model.getModelElementsByType(BusinessRuleTask.class)
					.stream()
					.noneMatch((other) -> variable.equals(other.getCamundaResultVariable())
							&& !key.equals(other.getCamundaDecisionRef()))
				&& this.model.getModelElementsByType(ServiceTask.class)
					.stream()
					.noneMatch((other) -> variable.equals(other.getCamundaResultVariable()));
	}

	private void checkWords(String at, String asker, Answer answer, AnswerReads reads, Column column) {
		Set<String> compared = reads.compared(answer.part());
		compared.stream()
			.filter((word) -> !column.declared().isEmpty() && !column.declared().contains(word))
			.forEach((word) -> this.findings.add(Refusal.Detail.of(at, "decision_word_not_given", word, answer.table(),
					String.join(", ", column.declared()), asker)));
		Set<String> words = column.words();
		for (AnswerReads.Handed handed : reads.handed(answer.part())) {
			List<String> known = handed.allowed().map(this.tables::words).orElse(List.of());
			String allowed = handed.isNumber() ? NUMBERS : String.join(", ", known);
			words.stream()
				.filter((word) -> handed.isNumber() || (!known.isEmpty() && !known.contains(word)))
				.forEach((word) -> this.findings
					.add(Refusal.Detail.of(at, "decision_word_unknown", word, answer.table(), allowed, asker)));
		}
		boolean needed = !reads.handed(answer.part()).isEmpty() && !reads.mayBeMissing(answer.part());
		column.empty()
			.stream()
			.filter((row) -> needed)
			.forEach((row) -> this.findings
				.add(Refusal.Detail.of(at, "decision_answer_needed", row, answer.column(), asker)));
		if (needed && isOpen(at)) {
			this.findings.add(Refusal.Detail.of(at, "decision_answer_gap", answer.table(), asker));
		}
		if (!this.anew && reads.isOnlyCompared(answer.part())) {
			checkWays(at, asker, answer, column, compared);
		}
	}

	/** Whether some of what it may be asked is in none of its rows. */
	private boolean isOpen(String at) {
		return this.findings.stream()
			.anyMatch((finding) -> finding.code().equals("table_open") && at.equals(finding.field()));
	}

	/**
	 * What no flow asks for goes the way of all else. One word may; where there are more,
	 * a new one among them is a slip of the pen.
	 */
	private void checkWays(String at, String asker, Answer answer, Column column, Set<String> compared) {
		Set<String> unasked = column.all();
		unasked.removeAll(compared);
		Set<String> before = this.tables.inForce(answer.table())
			.map((table) -> Column.of(table, answer.column()).all())
			.orElse(unasked);
		if (unasked.size() > 1) {
			unasked.stream()
				.filter((word) -> !before.contains(word))
				.forEach((word) -> this.findings.add(Refusal.Detail.of(at, "decision_word_without_way", word,
						answer.table(), String.join(", ", compared), asker)));
		}
	}

	/**
	 * Part of what a table answers.
	 *
	 * @param part what of the variable it is in the process
	 */
	private record Answer(String table, String column, String part) {
	}

	/**
	 * A column that answers.
	 *
	 * @param declared the words that it allows; empty where it restricts none
	 * @param given those that stand in its rows
	 * @param empty the numbers of the rows that say nothing
	 */
	private record Column(Set<String> declared, Set<String> given, List<Integer> empty) {

		/** None where there is no such column. */
		static Column of(DecisionTable table, String name) {
			int place = table.getOutputs().stream().map(Output::getName).toList().indexOf(name);
			return (place >= 0) ? of(table, place) : new Column(Set.of(), Set.of(), List.of());
		}

		static Column of(DecisionTable table, int place) {
			Set<String> given = new LinkedHashSet<>();
			List<Integer> empty = new ArrayList<>();
			int number = 0;
			for (Rule rule : table.getRules()) {
				number++;
				List<OutputEntry> cells = List.copyOf(rule.getOutputEntries());
				String cell = (place < cells.size()) ? DmnCheck.text(cells.get(place).getText()) : "";
				if (NOTHING.contains(cell)) {
					empty.add(number);
				}
				given.addAll(plain(DmnCheck.words(cell)));
			}
			return new Column(plain(DmnCheck.allowed(List.copyOf(table.getOutputs()).get(place))), given, empty);
		}

		private static Set<String> plain(Collection<String> words) {
			Set<String> plain = new LinkedHashSet<>();
			words.forEach((word) -> plain.add(word.substring(1, word.length() - 1)));
			return plain;
		}

		Set<String> words() {
			Set<String> words = new TreeSet<>(this.declared);
			words.addAll(this.given);
			return words;
		}

		/** Nothing is an answer, too. */
		Set<String> all() {
			Set<String> all = words();
			if (!this.empty.isEmpty()) {
				all.add("");
			}
			return all;
		}

	}

}
