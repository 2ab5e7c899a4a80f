package io.nagare.workflow.internal.check;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;

import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.DrgElement;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.dmn.instance.Text;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;

import io.nagare.shared.Refusal;
import io.nagare.workflow.AllowedWords;
import io.nagare.workflow.TableDemand;
import io.nagare.workflow.TableDemand.Columns;
import io.nagare.workflow.internal.EngineContext;
import io.nagare.workflow.internal.EngineTables;
import io.nagare.workflow.internal.ModelKind;
import io.nagare.workflow.internal.model.TableContents;

/**
 * The tables of a deployment, and beside them those in force for its owner. Used inside
 * the engine's command that deploys.
 */
final class DraftTables implements TableDemand.Tables {

	private final EngineTables engine;

	private final @Nullable String tenant;

	private final Map<String, Table> tables = new HashMap<>();

	private final Set<String> drafted;

	/**
	 * @param tenant slug of the tenant that the deployment belongs to; null where it is
	 * shared
	 */
	DraftTables(@Nullable String tenant, Map<String, DmnModelInstance> files, EngineTables engine) {
		this.engine = engine;
		this.tenant = tenant;
		files.forEach((file, model) -> model.getModelElementsByType(Decision.class)
			.stream()
			.filter((decision) -> decision.getId() != null)
			.forEach((decision) -> this.tables.put(decision.getId(), new Table(file, model))));
		this.drafted = Set.copyOf(this.tables.keySet());
	}

	/** Whether one of the tables is being deployed, and none of them is missing. */
	boolean concern(Set<String> keys) {
		return keys.stream().anyMatch(this.drafted::contains) && keys.stream().allMatch(this::isTable);
	}

	private boolean isTable(String key) {
		return find(key).isPresent() && TableContents.table(decision(key)).isPresent();
	}

	/** Keys of the tables that are being deployed. */
	Set<String> drafted() {
		return this.drafted;
	}

	boolean isDrafted(String key) {
		return this.drafted.contains(key);
	}

	/** Whether they are a tenant's, and not what all tenants share. */
	boolean isOwn() {
		return this.tenant != null;
	}

	/** The file of a decision; empty where there is none. */
	Optional<DmnModelInstance> model(String key) {
		return find(key).map(Table::model);
	}

	/** The table as it is in force, where it is being deployed anew. */
	Optional<DecisionTable> inForce(String key) {
		return deployed(key, this.tenant).or(() -> deployed(key, null))
			.map((table) -> table.model().getModelElementById(key))
			.filter(Decision.class::isInstance)
			.flatMap((decision) -> TableContents.table((Decision) decision));
	}

	@Override
	public String place(String key) {
		return table(key).file() + "#" + key;
	}

	@Override
	public List<Map<String, @Nullable Object>> decide(String key, Map<String, @Nullable Object> inputs) {
		DmnEngine engine = EngineContext.engine().getDmnEngine();
		return engine.evaluateDecisionTable(engine.parseDecision(key, table(key).model()), inputs)
			.stream()
			.<Map<String, @Nullable Object>>map(DmnDecisionRuleResult::getEntryMap)
			.toList();
	}

	private Decision decision(String key) {
		return table(key).model().getModelElementById(key);
	}

	@Override
	public List<String> allowedValues(String key, String column) {
		return TableContents.allowedValues(decision(key)).getOrDefault(column, List.of());
	}

	@Override
	public List<Map<String, String>> rows(String key) {
		DecisionTable table = TableContents.table(decision(key)).orElseThrow();
		List<String> inputs = inputs(table);
		List<String> outputs = table.getOutputs().stream().map(Output::getName).toList();
		List<Map<String, String>> rows = new ArrayList<>();
		for (Rule rule : table.getRules()) {
			Map<String, String> row = new LinkedHashMap<>();
			put(row, inputs, rule.getInputEntries().stream().map(InputEntry::getText).map(DraftTables::text).toList());
			put(row, outputs,
					rule.getOutputEntries().stream().map(OutputEntry::getText).map(DraftTables::text).toList());
			rows.add(row);
		}
		return rows;
	}

	/**
	 * The inputs that the table reads and nobody gives, where it is being deployed.
	 * @param given what is given, by examples
	 * @param place what is given of where it happens
	 */
	List<Refusal.Detail> unread(String key, Map<String, Object> given, Set<String> place) {
		SortedSet<String> known = new TreeSet<>(given.keySet());
		known.addAll(place);
		if (!isDrafted(key) || !isTable(key)) {
			return List.of();
		}
		Map<String, @Nullable Object> examples = new HashMap<>(given);
		place.forEach((name) -> examples.put(name, ""));
		String reason = whyNot(key, examples);
		if (reason != null) {
			return List.of(Refusal.Detail.of(place(key), "table_cannot_answer", key, reason));
		}
		Set<String> within = DmnCheck.givenWithin(decision(key));
		return DmnCheck.reads(decision(key))
			.stream()
			.flatMap((input) -> DmnCheck.names(input).stream())
			.distinct()
			.filter((input) -> !known.contains(input) && !within.contains(input)
					&& !(table(key).model().getModelElementById(input) instanceof DrgElement))
			.map((input) -> Refusal.Detail.of(place(key), "unknown_input", input, key, String.join(", ", known)))
			.toList();
	}

	/**
	 * What the table says that nobody reads, or does not say that is, where it is being
	 * deployed.
	 */
	List<Refusal.Detail> misread(String key, Columns read) {
		if (!isDrafted(key)) {
			return List.of();
		}
		if (!isTable(key)) {
			return List.of(Refusal.Detail.of(place(key), "decision_no_table", key));
		}
		List<String> outputs = TableContents.table(decision(key))
			.orElseThrow()
			.getOutputs()
			.stream()
			.map((output) -> String.valueOf(output.getName()))
			.toList();
		SortedSet<String> known = new TreeSet<>(read.needed());
		known.addAll(read.others());
		Stream<Refusal.Detail> missing = read.needed()
			.stream()
			.filter((column) -> !outputs.contains(column))
			.map((column) -> Refusal.Detail.of(place(key), "column_missing", column));
		boolean complete = outputs.containsAll(known);
		Stream<Refusal.Detail> unread = outputs.stream()
			.filter((column) -> !complete && !known.contains(column))
			.map((column) -> Refusal.Detail.of(place(key), "column_not_read", column, key, String.join(", ", known)));
		return Stream.concat(missing, unread).toList();
	}

	/** The words that an argument of a verb may be; none where it may be any. */
	List<String> words(AllowedWords allowed) {
		if (allowed.table().isEmpty()) {
			return List.of(allowed.value());
		}
		if (model(allowed.table()).isEmpty()) {
			return List.of();
		}
		return allowed.column().isEmpty() ? inRows(allowed.table()) : allowedValues(allowed.table(), allowed.column());
	}

	/** Those of the rows that say something; empty where one of them is of any word. */
	private List<String> inRows(String table) {
		List<String> cells = rows(table).stream()
			.map((row) -> List.copyOf(row.values()))
			.filter((row) -> !row.get(row.size() - 1).isEmpty())
			.map((row) -> row.get(0))
			.toList();
		return cells.contains("") ? List.of()
				: cells.stream().flatMap((cell) -> Stream.of(cell.split("\"\\s*,\\s*\"", -1))).distinct().toList();
	}

	/** Why the table can't answer when it is asked so; null where it can. */
	@Nullable String whyNot(String key, Map<String, @Nullable Object> examples) {
		try {
			decide(key, examples);
			return null;
		}
		catch (RuntimeException ex) {
			return String.valueOf(NestedExceptionUtils.getMostSpecificCause(ex).getMessage());
		}
	}

	private static List<String> inputs(DecisionTable table) {
		return table.getInputs().stream().map(DmnCheck::expression).toList();
	}

	private static void put(Map<String, String> row, List<String> columns, List<String> cells) {
		for (int i = 0; i < columns.size(); i++) {
			row.put(columns.get(i), cells.get(i));
		}
	}

	private static String text(@Nullable Text text) {
		String content = (text != null) ? text.getTextContent().strip() : "";
		return content.equals("-") ? "" : content.replaceAll("^\"|\"$", "");
	}

	private Table table(String key) {
		return find(key).orElseThrow(() -> new IllegalArgumentException("No table '" + key + "' is deployed"));
	}

	private Optional<Table> find(String key) {
		Table known = this.tables.get(key);
		if (known == null) {
			known = deployed(key, this.tenant).or(() -> deployed(key, null)).orElse(null);
			if (known != null) {
				this.tables.put(key, known);
			}
		}
		return Optional.ofNullable(known);
	}

	private Optional<Table> deployed(String key, @Nullable String tenant) {
		DecisionDefinition definition = EngineContext.command()
			.getDecisionDefinitionManager()
			.findLatestDecisionDefinitionByKeyAndTenantId(key, tenant);
		return Optional.ofNullable(definition)
			.filter((found) -> !this.engine.isLeft(ModelKind.DECISION, key, found.getVersion(), tenant))
			.map((found) -> EngineContext.command()
				.getResourceManager()
				.findResourceByDeploymentIdAndResourceName(found.getDeploymentId(), found.getResourceName()))
			.map((resource) -> new Table(resource.getName(),
					Dmn.readModelFromStream(new ByteArrayInputStream(resource.getBytes()))));
	}

	/** A table in its file. */
	private record Table(String file, DmnModelInstance model) {
	}

}
