package io.nagare.workflow.internal.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.Participant;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import io.nagare.shared.Label;

/**
 * The process models in use, the latest used kept; a deployed version never changes.
 */
@Component
public class ProcessModels {

	private static final String NAME = "name";

	/** So wide, in pixels, words beside an event or a flow are drawn at least. */
	private static final double WIDTH = 90;

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

	private ProcessModel read(String definitionId) {
		Drawn drawn = drawn(definitionId);
		return new ProcessModel(drawn.process(), drawn.forms());
	}

	/** As its file says it; read anew each time. */
	public Drawn drawn(String definitionId) {
		RepositoryService repository = this.repository.getObject();
		ProcessDefinition definition = repository.getProcessDefinition(definitionId);
		Process process = repository.getBpmnModelInstance(definitionId).getModelElementById(definition.getKey());
		return new Drawn(process, forms(definition.getDeploymentId()));
	}

	/** As XML to be drawn, its parts called as people do in the language. */
	public String diagram(String definitionId, Locale locale) {
		BpmnModelInstance model = this.repository.getObject().getBpmnModelInstance(definitionId);
		Map<String, String> names = names(model, locale);
		// the engine goes on using the one that it has read
		BpmnModelInstance drawn = model.clone();
		names.forEach((id, name) -> drawn.getModelElementById(id).setAttributeValue(NAME, name));
		drawn.getModelElementsByType(BpmnLabel.class).forEach((label) -> widen(label.getBounds()));
		return Bpmn.convertToString(drawn);
	}

	/** Words of another language may be longer than those for which there is room. */
	private static void widen(@Nullable Bounds room) {
		if (room != null && room.getWidth() < WIDTH) {
			room.setX(room.getX() - (WIDTH - room.getWidth()) / 2);
			room.setWidth(WIDTH);
		}
	}

	/** What people call the parts of a model, by their ids. */
	private static Map<String, String> names(BpmnModelInstance model, Locale locale) {
		Map<String, String> names = new HashMap<>();
		for (BaseElement part : model.getModelElementsByType(BaseElement.class)) {
			// a pool is called as its process, which says what that is
			BaseElement told = (part instanceof Participant pool && pool.getProcess() != null) ? pool.getProcess()
					: part;
			Label label = ProcessModel.label(part.getAttributeValue(NAME),
					told.getDocumentations().stream().findFirst().orElse(null));
			if (label != null && part.getId() != null) {
				names.put(part.getId(), label.in(locale));
			}
		}
		return names;
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

	/**
	 * A process as it was deployed.
	 *
	 * @param forms those deployed with it, by their ids
	 */
	public record Drawn(Process process, Map<String, Form> forms) {
	}

}
