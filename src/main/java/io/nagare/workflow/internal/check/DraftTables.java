package io.nagare.workflow.internal.check;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;

import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.dmn.instance.Text;
import org.jspecify.annotations.Nullable;

import io.nagare.workflow.TableDemand;
import io.nagare.workflow.internal.CamundaDecisions;
import io.nagare.workflow.internal.EngineTables;
import io.nagare.workflow.internal.ModelKind;

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
		return keys.stream().anyMatch(this.drafted::contains) && keys.stream().allMatch((key) -> find(key).isPresent());
	}

	/** The file of a decision; empty where there is none. */
	Optional<DmnModelInstance> model(String key) {
		return find(key).map(Table::model);
	}

	@Override
	public String place(String key) {
		return table(key).file() + "#" + key;
	}

	@Override
	public List<Map<String, @Nullable Object>> decide(String key, Map<String, @Nullable Object> inputs) {
		DmnEngine engine = Context.getProcessEngineConfiguration().getDmnEngine();
		return engine.evaluateDecisionTable(engine.parseDecision(key, table(key).model()), inputs)
			.stream()
			.<Map<String, @Nullable Object>>map(DmnDecisionRuleResult::getEntryMap)
			.toList();
	}

	@Override
	public List<String> allowedValues(String key, String column) {
		return CamundaDecisions.allowedValues(table(key).model()).getOrDefault(column, List.of());
	}

	@Override
	public List<Map<String, String>> rows(String key) {
		DmnModelInstance model = table(key).model();
		List<String> inputs = model.getModelElementsByType(Input.class)
			.stream()
			.map((input) -> input.getInputExpression().getText().getTextContent().strip())
			.toList();
		List<String> outputs = model.getModelElementsByType(Output.class).stream().map(Output::getName).toList();
		List<Map<String, String>> rows = new ArrayList<>();
		for (Rule rule : model.getModelElementsByType(Rule.class)) {
			Map<String, String> row = new LinkedHashMap<>();
			put(row, inputs, rule.getInputEntries().stream().map(InputEntry::getText).map(DraftTables::text).toList());
			put(row, outputs,
					rule.getOutputEntries().stream().map(OutputEntry::getText).map(DraftTables::text).toList());
			rows.add(row);
		}
		return rows;
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
		DecisionDefinition definition = Context.getCommandContext()
			.getDecisionDefinitionManager()
			.findLatestDecisionDefinitionByKeyAndTenantId(key, tenant);
		return Optional.ofNullable(definition)
			.filter((found) -> !this.engine.isLeft(ModelKind.DECISION, key, found.getVersion(), tenant))
			.map((found) -> Context.getCommandContext()
				.getResourceManager()
				.findResourceByDeploymentIdAndResourceName(found.getDeploymentId(), found.getResourceName()))
			.map((resource) -> new Table(resource.getName(),
					Dmn.readModelFromStream(new ByteArrayInputStream(resource.getBytes()))));
	}

	/** A table in its file. */
	private record Table(String file, DmnModelInstance model) {
	}

}
