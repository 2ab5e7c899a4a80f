package io.nagare.workflow;

import java.util.Set;
import java.util.stream.Collectors;

import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.springframework.stereotype.Component;

/** The statuses that a shared model in force gives to tickets. */
@Component
public class Statuses {

	private final RepositoryService repository;

	Statuses(RepositoryService repository) {
		this.repository = repository;
	}

	public Set<String> of(String process) {
		String definition = this.repository.createProcessDefinitionQuery()
			.processDefinitionKey(process)
			.withoutTenantId()
			.latestVersion()
			.singleResult()
			.getId();
		return this.repository.getBpmnModelInstance(definition)
			.getModelElementsByType(CamundaProperty.class)
			.stream()
			.filter((property) -> property.getCamundaName().equals("status"))
			.map(CamundaProperty::getCamundaValue)
			.collect(Collectors.toSet());
	}

}
