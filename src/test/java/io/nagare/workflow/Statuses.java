package io.nagare.workflow;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.springframework.stereotype.Component;

/** The statuses that a shared model in force gives to tickets. */
@Component
public class Statuses {

	private final RepositoryService repository;

	Statuses(RepositoryService repository) {
		this.repository = repository;
	}

	/** Of the process and of what it calls. */
	public Set<String> of(String process) {
		String definition = this.repository.createProcessDefinitionQuery()
			.processDefinitionKey(process)
			.withoutTenantId()
			.latestVersion()
			.singleResult()
			.getId();
		BpmnModelInstance model = this.repository.getBpmnModelInstance(definition);
		Set<String> statuses = model.getModelElementsByType(CamundaProperty.class)
			.stream()
			.filter((property) -> property.getCamundaName().equals("status"))
			.map(CamundaProperty::getCamundaValue)
			.collect(Collectors.toCollection(HashSet::new));
		model.getModelElementsByType(CallActivity.class)
			.forEach((call) -> statuses.addAll(of(call.getCalledElement())));
		return statuses;
	}

}
