package io.nagare.workflow.internal.check;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.Refusal;
import io.nagare.workflow.DecisionTableView;
import io.nagare.workflow.RetiredWords;
import io.nagare.workflow.WordList;
import io.nagare.workflow.internal.model.DeployedRetiredWords;
import io.nagare.workflow.internal.model.Form;
import io.nagare.workflow.internal.model.ProcessModel;
import io.nagare.workflow.internal.model.TableContents;

/**
 * Finds models that still say a word that its list has retired, and words that are
 * retired while something says them, or for nothing.
 */
final class RetiredWordsCheck {

	private static final String HOLD_REASONS = "hold_reasons";

	private static final Set<String> LISTS = Set.of(WordList.STATUSES, "priorities", HOLD_REASONS, "resolution_codes",
			"outcomes", "cause_codes", "link_types");

	private static final String OF_A_FIELD = WordList.ofField("");

	/**
	 * Where the definitions of clocks say during which holds they pause, several with
	 * commas.
	 */
	private static final String CLOCKS = "sla-definitions";

	private static final String PAUSES_ON = "pauses_on";

	/** For which a hold stands of which nobody said why. */
	private static final String ON_HOLD = "on_hold";

	private static final Pattern TEXT = Pattern.compile("\"([^\"\\\\]*)\"");

	private final DraftTables tables;

	private final List<Refusal.Detail> findings;

	private final @Nullable Decision table;

	/** By list and word. */
	private final Map<String, Map<String, RetiredWords.Retired>> retired;

	private final Map<String, Set<String>> known = new HashMap<>();

	RetiredWordsCheck(DraftTables tables, List<Refusal.Detail> findings) {
		this.tables = tables;
		this.findings = findings;
		this.table = decision(RetiredWords.TABLE);
		this.retired = (this.table != null) ? DeployedRetiredWords.in(this.table) : Map.of();
	}

	private @Nullable Decision decision(String key) {
		return this.tables.model(key)
			.map((model) -> model.getModelElementById(key))
			.filter(Decision.class::isInstance)
			.map(Decision.class::cast)
			.orElse(null);
	}

	/**
	 * @param drawn the processes of the deployment, by their files
	 * @param forms those of the deployment, by their files
	 * @param asked the same, and those in force that its processes ask for
	 * @param inForce the processes in force that are not deployed anew, by their keys
	 * @param tables keys of all tables that are known to be asked
	 */
	void check(Map<String, BpmnModelInstance> drawn, Map<String, Form> forms, Collection<Form> asked,
			Map<String, ProcessModel> inForce, Set<String> tables) {
		boolean anew = this.tables.isDrafted(RetiredWords.TABLE);
		if (anew && this.table != null) {
			DeployedRetiredWords.missing(this.table)
				.forEach((column) -> this.findings.add(Refusal.Detail.of(place(), "column_missing", column)));
		}
		if (this.tables.isDrafted(CLOCKS)) {
			pauses(Stream.concat(asked.stream(), inForce.values().stream().flatMap(ProcessModel::forms)));
		}
		if (this.retired.isEmpty()) {
			return;
		}
		drawn.forEach((file, model) -> model.getModelElementsByType(FlowNode.class).forEach((node) -> {
			String status = ProcessModel.properties(node).get("status");
			if (status != null) {
				tell(file + "#" + node.getId(), WordList.STATUSES, status);
			}
		}));
		forms.forEach((file, form) -> form.components()
			.forEach((component) -> offered(component)
				.forEach((word) -> tell(file + "#" + component.field().key(), list(component), word))));
		inForce.forEach((key, model) -> model.elements().forEach((element) -> {
			if (element.status() != null) {
				know(WordList.STATUSES, element.status());
				if (anew && isRetired(WordList.STATUSES, element.status())) {
					this.findings.add(Refusal.Detail.of(place(), "word_in_use", element.status(), WordList.STATUSES,
							key + "#" + element.id()));
				}
			}
			if (element.form() != null) {
				element.form()
					.components()
					.forEach((component) -> offered(component).forEach((word) -> know(list(component), word)));
			}
		}));
		Stream.concat(tables.stream(), this.tables.drafted().stream())
			.collect(Collectors.toCollection(TreeSet::new))
			.stream()
			.filter((table) -> !table.equals(RetiredWords.TABLE) && (anew || this.tables.isDrafted(table)))
			.forEach(this::answers);
		if (anew) {
			this.retired.forEach((list, words) -> words.forEach((word, next) -> successor(list, word)));
		}
	}

	/** A clock that pauses on what nobody says runs on. */
	private void pauses(Stream<Form> forms) {
		Set<String> reasons = forms.flatMap((form) -> form.components().stream())
			.filter((component) -> list(component).equals(HOLD_REASONS))
			.flatMap(RetiredWordsCheck::offered)
			.collect(Collectors.toCollection(TreeSet::new));
		Decision table = decision(CLOCKS);
		if (reasons.isEmpty() || table == null) {
			return;
		}
		reasons.add(ON_HOLD);
		List<String> outputs = TableContents.outputs(table).stream().map(DecisionTableView.Column::name).toList();
		int at = outputs.indexOf(PAUSES_ON);
		said(CLOCKS, PAUSES_ON, (at < 0) ? List.of() : rows(table), outputs.size() - at).stream()
			.filter((word) -> !reasons.contains(word) && !isRetired(HOLD_REASONS, word))
			.forEach((word) -> this.findings.add(Refusal.Detail.of(this.tables.place(CLOCKS), "unknown_hold_reason",
					word, String.join(", ", reasons))));
	}

	private static Stream<String> offered(Form.Component component) {
		return component.field().options().stream().map((option) -> option.value());
	}

	private static String list(Form.Component component) {
		return DeployedRetiredWords.listOf(component.field().key());
	}

	private String place() {
		return this.tables.place(RetiredWords.TABLE);
	}

	private boolean isRetired(String list, String word) {
		return this.retired.getOrDefault(list, Map.of()).containsKey(word);
	}

	private void know(String list, String word) {
		this.known.computeIfAbsent(list, (name) -> new HashSet<>()).add(word);
	}

	/** What a model of the deployment says. */
	private void tell(String place, String list, String word) {
		know(list, word);
		if (isRetired(list, word)) {
			this.findings.add(Refusal.Detail.of(place, "word_retired", word, list, now(list, word)));
		}
	}

	/** The words that a table gives, in its rows and as what a column allows. */
	private void answers(String key) {
		Decision table = decision(key);
		if (table == null) {
			return;
		}
		List<String> outputs = TableContents.outputs(table).stream().map(DecisionTableView.Column::name).toList();
		List<List<String>> rows = rows(table);
		for (int i = 0; i < outputs.size(); i++) {
			String output = outputs.get(i);
			String list = output.equals(PAUSES_ON) ? HOLD_REASONS : DeployedRetiredWords.listOf(output);
			said(key, output, rows, outputs.size() - i).forEach((word) -> {
				if (this.tables.isDrafted(key)) {
					tell(this.tables.place(key), list, word);
				}
				else {
					know(list, word);
					if (isRetired(list, word)) {
						this.findings.add(Refusal.Detail.of(place(), "word_in_use", word, list, key));
					}
				}
			});
		}
	}

	private static List<List<String>> rows(Decision table) {
		return TableContents.rows(table).stream().map(DecisionTableView.Row::cells).toList();
	}

	/**
	 * The words of a column: what it allows, and what its rows say.
	 * @param fromEnd which of their cells is the column's, counted from the end
	 */
	private Set<String> said(String key, String column, List<List<String>> rows, int fromEnd) {
		Set<String> words = new TreeSet<>(this.tables.allowedValues(key, column));
		rows.stream().filter((cells) -> cells.size() >= fromEnd).forEach((cells) -> {
			Matcher text = TEXT.matcher(cells.get(cells.size() - fromEnd));
			while (text.find()) {
				words.add(text.group(1));
			}
		});
		return column.equals(PAUSES_ON) ? words.stream()
			.flatMap((word) -> Form.Component.words(word).stream())
			.collect(Collectors.toCollection(TreeSet::new)) : words;
	}

	/** A word is retired for one of its list that is in use. */
	private void successor(String list, String word) {
		if (!LISTS.contains(list) && !(list.startsWith(OF_A_FIELD) && list.length() > OF_A_FIELD.length())) {
			this.findings.add(Refusal.Detail.of(place(), "unknown_word_list", list,
					Stream.concat(LISTS.stream().sorted(), Stream.of(OF_A_FIELD + "…"))
						.collect(Collectors.joining(", "))));
			return;
		}
		if (word.contains("\"")) {
			this.findings.add(Refusal.Detail.of(place(), "one_word_each", word, list));
			return;
		}
		String now = now(list, word);
		Set<String> words = this.known.getOrDefault(list, Set.of());
		if (now.isEmpty() || isRetired(list, now) || (!words.isEmpty() && !words.contains(now))) {
			this.findings.add(Refusal.Detail.of(place(), "word_without_successor", word, list, now));
		}
	}

	private String now(String list, String word) {
		return RetiredWords.now(this.retired.getOrDefault(list, Map.of()), word);
	}

}
