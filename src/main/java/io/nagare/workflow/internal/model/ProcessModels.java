package io.nagare.workflow.internal.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The process models in use, the latest used kept; a deployed version never changes.
 */
@Component
public class ProcessModels {

	private final Cache<String, ProcessModel> byDefinition = Caffeine.newBuilder()
		.maximumSize(ModelCache.CAPACITY)
		.build();

	private final ObjectProvider<RepositoryService> repository;

	ProcessModels(ObjectProvider<RepositoryService> repository) {
		this.repository = repository;
	}

	public ProcessModel of(String definitionId) {
		// not in one go: reading runs engine commands, which may ask for other
		// models
		ProcessModel model = this.byDefinition.getIfPresent(definitionId);
		if (model == null) {
			model = read(definitionId);
			this.byDefinition.put(definitionId, model);
		}
		return model;
	}

	/** A form as it was deployed with the process; one that asks nothing for no such. */
	public Form form(String definitionId, String formId) {
		String deployment = this.repository.getObject().getProcessDefinition(definitionId).getDeploymentId();
		return forms(deployment).getOrDefault(formId, new Form(formId, List.of(), List.of()));
	}

	private ProcessModel read(String definitionId) {
		RepositoryService repository = this.repository.getObject();
		ProcessDefinition definition = repository.getProcessDefinition(definitionId);
		return new ProcessModel(repository.getBpmnModelInstance(definitionId), forms(definition.getDeploymentId()));
	}

	private Map<String, Form> forms(String deploymentId) {
		RepositoryService repository = this.repository.getObject();
		Map<String, Form> forms = new HashMap<>();
		for (String name : repository.getDeploymentResourceNames(deploymentId)) {
			if (name.endsWith(".form")) {
				try (InputStream resource = repository.getResourceAsStream(deploymentId, name)) {
					Form form = Form.parse(resource.readAllBytes());
					forms.put(form.id(), form);
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}
		}
		return forms;
	}

}
