package io.nagare.workflow.internal;

import java.util.List;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.dmn.engine.DmnDecisionTableResult;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

import io.nagare.shared.Label;
import io.nagare.shared.Refusal;

import io.nagare.workflow.Decision;
import io.nagare.workflow.DecisionTableView;
import io.nagare.workflow.Decisions;
import io.nagare.workflow.internal.model.ModelsInForce;
import io.nagare.workflow.internal.model.TableContents;
import io.nagare.workflow.internal.door.FailureTranslator;
import io.nagare.workflow.internal.limit.ModelFault;

@Component
public class CamundaDecisions implements Decisions {

	private final EngineCommands commands;

	private final DecisionService decisions;

	private final RepositoryService repository;

	private final ModelsInForce inForce;

	/** Those of tables asked lately; a deployed table never changes. */
	private final Cache<String, List<String>> allowedValues = Caffeine.newBuilder().maximumSize(1_000).build();

	private final Cache<String, Map<String, Label>> labels = Caffeine.newBuilder().maximumSize(1_000).build();

	CamundaDecisions(ProcessEngine engine, DecisionService decisions, RepositoryService repository,
			ModelsInForce inForce) {
		this.commands = new EngineCommands(engine);
		this.decisions = decisions;
		this.repository = repository;
		this.inForce = inForce;
	}

	@Override
	public Map<String, @Nullable Object> evaluate(String decisionKey, Map<String, @Nullable Object> inputs) {
		DmnDecisionRuleResult row = evaluateById(this.inForce.decision(decisionKey), inputs).getSingleResult();
		return (row != null) ? row.getEntryMap() : Map.of();
	}

	@Override
	public Decision decide(String decisionKey, Map<String, @Nullable Object> inputs) {
		String definition = this.inForce.decision(decisionKey);
		return this.commands.run(() -> {
			DmnDecisionTableResult result = evaluateById(definition, inputs);
			return new Decision(decisionKey, this.repository.getDecisionDefinition(definition).getVersion(),
					MatchedRules.current().ofLast(),
					result.stream().<Map<String, @Nullable Object>>map(DmnDecisionRuleResult::getEntryMap).toList());
		});
	}

	/** What the product asks is no call of who came through one of the engine's doors. */
	private DmnDecisionTableResult evaluateById(String definition, Map<String, @Nullable Object> inputs) {
		try {
			return this.commands
				.freely(() -> this.decisions.evaluateDecisionTableById(definition).variables(inputs).evaluate());
		}
		catch (ProcessEngineException ex) {
			throw (FailureTranslator.refusalIn(ex) == null && NestedExceptionUtils.getRootCause(ex) != null)
					? faultOf(definition, ex) : ex;
		}
	}

	/** A table that can't answer is wrong like any other model. */
	private ModelFault faultOf(String definition, ProcessEngineException ex) {
		DecisionDefinition table = this.repository.getDecisionDefinition(definition);
		return new ModelFault(new ModelFault.Place(table.getKey(), table.getVersion(), table.getTenantId() != null,
				table.getKey(), "", Refusal.Detail.of(null, "model_cannot_go_on",
						String.valueOf(NestedExceptionUtils.getMostSpecificCause(ex).getMessage()))),
				ex);
	}

	@Override
	public List<String> allowedValues(String decisionKey, String column) {
		String definition = this.inForce.decision(decisionKey);
		String columnKey = definition + "/" + column;
		List<String> values = this.allowedValues.getIfPresent(columnKey);
		if (values == null) {
			values = TableContents
				.allowedValues(this.repository.getDmnModelInstance(definition).getModelElementById(decisionKey))
				.getOrDefault(column, List.of());
			this.allowedValues.put(columnKey, values);
		}
		return values;
	}

	@Override
	public Map<String, Label> labels(String decisionKey) {
		String definition = this.inForce.decision(decisionKey);
		Map<String, Label> labels = this.labels.getIfPresent(definition);
		if (labels == null) {
			labels = TableContents.labels(decisionKey, this.repository.getDmnModelInstance(definition));
			this.labels.put(definition, labels);
		}
		return labels;
	}

	@Override
	public DecisionTableView table(String decisionKey) {
		DecisionDefinition definition = this.repository.getDecisionDefinition(this.inForce.decision(decisionKey));
		return TableContents.view(decisionKey, definition.getVersion(),
				this.repository.getDmnModelInstance(definition.getId()));
	}

}
