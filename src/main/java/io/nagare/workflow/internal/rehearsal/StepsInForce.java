package io.nagare.workflow.internal.rehearsal;

import java.util.Collection;
import java.util.List;
import java.util.Set;

import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.springframework.stereotype.Component;

import io.nagare.workflow.DrawnSteps;
import io.nagare.workflow.internal.model.ModelsInForce;
import io.nagare.workflow.internal.model.ProcessGraph;
import io.nagare.workflow.internal.model.ProcessModels;

/** Looks for steps in the processes in force. */
@Component
class StepsInForce implements DrawnSteps {

	private final ModelsInForce inForce;

	private final ProcessModels models;

	private final RepositoryService repository;

	StepsInForce(ModelsInForce inForce, ProcessModels models, RepositoryService repository) {
		this.inForce = inForce;
		this.models = models;
		this.repository = repository;
	}

	@Override
	public List<Step> notDrawn(String process, Collection<Step> steps) {
		return this.inForce.called(process).map((definition) -> drawn(process, definition)).map((drawn) -> {
			Set<FlowNode> beside = drawn.beside();
			return steps.stream().filter((step) -> !drawn.draws(step, beside)).toList();
		}).orElse(List.of());
	}

	private DrawnProcess drawn(String key, String definition) {
		BpmnModelInstance file = this.repository.getBpmnModelInstance(definition);
		Process process = file.getModelElementById(key);
		return new DrawnProcess(file, new ProcessGraph(process), this.models.of(definition));
	}

}
