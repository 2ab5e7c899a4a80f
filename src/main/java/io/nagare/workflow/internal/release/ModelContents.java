package io.nagare.workflow.internal.release;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.stereotype.Component;

import io.nagare.workflow.internal.EngineCommands;
import io.nagare.workflow.internal.model.Form;
import io.nagare.workflow.internal.release.ModelVersions.Located;

/** The files of deployments, whoever asks: whose they are is decided before. */
@Component
public class ModelContents {

	private final EngineCommands commands;

	private final RepositoryService repository;

	ModelContents(ProcessEngine engine) {
		this.commands = new EngineCommands(engine);
		this.repository = engine.getRepositoryService();
	}

	/** The names of all files of a deployment. */
	public List<String> names(String deployment) {
		return freely(() -> this.repository.getDeploymentResourceNames(deployment));
	}

	public byte[] file(String deployment, String name) {
		return freely(() -> {
			try (InputStream content = this.repository.getResourceAsStream(deployment, name)) {
				return content.readAllBytes();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
	}

	/** The file of a version. */
	public byte[] file(Located version) {
		return file(version.release(), version.file());
	}

	/** The forms that a process was deployed with, by their ids. */
	public Map<String, Form> forms(String deployment) {
		Map<String, Form> forms = new HashMap<>();
		for (String name : names(deployment)) {
			if (name.endsWith(".form")) {
				Form form = Form.parse(file(deployment, name));
				forms.put(form.id(), form);
			}
		}
		return forms;
	}

	/** Does the work of somebody who may. */
	public <T> T freely(Supplier<T> work) {
		return this.commands.freely(work);
	}

}
