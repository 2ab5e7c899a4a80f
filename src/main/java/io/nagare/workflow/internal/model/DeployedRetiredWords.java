package io.nagare.workflow.internal.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.nagare.shared.Label;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.workflow.DecisionTableView;
import io.nagare.workflow.FormField;
import io.nagare.workflow.RetiredWords;
import io.nagare.workflow.WordList;
import io.nagare.workflow.internal.EngineCommands;

/** Reads the retired words from the table in force. */
@Component
public class DeployedRetiredWords implements RetiredWords, WordList {

	private static final String LIST = "list";

	private static final String WORD = "word";

	private static final String SUCCESSOR = "successor";

	private final ProcessEngine engine;

	private final EngineCommands commands;

	private final ModelsInForce inForce;

	/** By the table's id: a deployed table never changes. */
	private final Cache<String, Map<String, Map<String, Retired>>> tables = Caffeine.newBuilder()
		.maximumSize(1_000)
		.build();

	DeployedRetiredWords(ProcessEngine engine, ModelsInForce inForce) {
		this.engine = engine;
		this.commands = new EngineCommands(engine);
		this.inForce = inForce;
	}

	/**
	 * The list of the words of a field: those of a practice by their name, else those
	 * that stay on tickets under the field's own.
	 */
	public static String listOf(String field) {
		String list = DeployedWords.listOf(field);
		return (list != null) ? list : WordList.ofField(field);
	}

	/** None for the platform, which has no words of its own. */
	@Override
	public Map<String, Map<String, Retired>> all() {
		return Tenancy.current().isEmpty() ? Map.of() : this.tables.get(this.inForce.decision(TABLE), this::read);
	}

	private Map<String, Map<String, Retired>> read(String definition) {
		return this.commands.freely(() -> in(
				this.engine.getRepositoryService().getDmnModelInstance(definition).getModelElementById(TABLE)));
	}

	/**
	 * What a table retires, by list and word. Its columns are known by their names; what
	 * of a row it has no column for is empty.
	 */
	public static Map<String, Map<String, Retired>> in(Decision table) {
		List<String> columns = columns(table);
		Map<String, Map<String, Retired>> lists = new LinkedHashMap<>();
		TableContents.rows(table).forEach((row) -> {
			String list = cell(row, columns.indexOf(LIST));
			String word = cell(row, columns.indexOf(WORD));
			if (!list.isEmpty() && !word.isEmpty()) {
				lists.computeIfAbsent(list, (name) -> new LinkedHashMap<>())
					.putIfAbsent(word, new Retired(cell(row, columns.indexOf(SUCCESSOR)),
							label(word, cell(row, columns.indexOf("label")))));
			}
		});
		return lists;
	}

	/** The columns that a table lacks, without which it says nothing. */
	public static List<String> missing(Decision table) {
		List<String> columns = columns(table);
		return Stream.of(LIST, WORD, SUCCESSOR).filter((column) -> !columns.contains(column)).toList();
	}

	private static List<String> columns(Decision table) {
		return Stream.concat(TableContents.inputs(table).stream(), TableContents.outputs(table).stream())
			.map(DecisionTableView.Column::name)
			.toList();
	}

	private static String cell(DecisionTableView.Row row, int column) {
		String cell = (column >= 0 && column < row.cells().size()) ? row.cells().get(column) : DecisionTableView.ANY;
		return cell.equals(DecisionTableView.ANY) ? "" : cell.replaceAll("^\"|\"$", "").strip();
	}

	private static Label label(String word, String said) {
		return said.isEmpty() ? Label.said(word) : Label.of(said);
	}

	@Override
	public Map<String, List<Word>> words() {
		Map<String, List<Word>> lists = new LinkedHashMap<>();
		all().forEach((list, words) -> lists.put(list,
				words.entrySet()
					.stream()
					.map((word) -> new Word(word.getKey(), word.getValue().label(), null, List.of())
						.retiredFor(now(list, word.getKey())))
					.toList()));
		return lists;
	}

	/** A field as it is offered now: without choices that are retired. */
	FormField offered(FormField field) {
		Map<String, Retired> retired = field.options().isEmpty() ? Map.of()
				: all().getOrDefault(listOf(field.key()), Map.of());
		return retired.isEmpty() ? field
				: new FormField(field.key(), field.label(), field.type(), field.required(), field.limits(),
						field.help(),
						field.options().stream().filter((option) -> !retired.containsKey(option.value())).toList(),
						field.optionsFrom());
	}

	/** What of the answers to a form is a word that is retired. */
	List<Refusal.Detail> wrong(Form form, Map<String, ? extends @Nullable Object> answers) {
		Map<String, Map<String, Retired>> retired = all();
		List<Refusal.Detail> wrong = new ArrayList<>();
		form.components().stream().map(Form.Component::field).forEach((field) -> {
			String list = listOf(field.key());
			Object answer = answers.get(field.key());
			if (retired.containsKey(list) && answer != null && !field.options().isEmpty()) {
				((answer instanceof Collection<?> several) ? several : List.of(answer))
					.forEach((one) -> wrong(field.key(), list, String.valueOf(one)).ifPresent(wrong::add));
			}
		});
		return wrong;
	}

}
