package io.nagare.workflow.internal.model;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.xml.ModelException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.nagare.shared.Label;
import io.nagare.workflow.internal.ModelKind;

/**
 * What people call deployed processes and tables. Each file is read once: a deployed
 * version never changes. The file is read without the engine, whose failure would end the
 * caller's transaction.
 */
@Component
class ModelLabels {

	private static final String FILE = "SELECT bytes_ FROM act_ge_bytearray WHERE deployment_id_ = ? AND name_ = ?";

	/** Files whose labels are kept, about a kilobyte each. */
	private static final int MOST = 2_000;

	private final Cache<DeployedFile, Optional<Map<String, Label>>> byFile = Caffeine.newBuilder()
		.maximumSize(MOST)
		.build();

	private final JdbcTemplate jdbc;

	ModelLabels(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * The labels of the file's models by their keys, without those that have no name;
	 * empty where the file cannot be read.
	 */
	Optional<Map<String, Label>> of(DeployedFile file) {
		return this.byFile.get(file, this::read);
	}

	private Optional<Map<String, Label>> read(DeployedFile file) {
		return this.jdbc.queryForList(FILE, byte[].class, file.deployment(), file.name())
			.stream()
			.findFirst()
			.flatMap((content) -> {
				try {
					return Optional.of(labels(file.kind(), new ByteArrayInputStream(content)));
				}
				catch (ModelException ex) {
					return Optional.empty();
				}
			});
	}

	private static Map<String, Label> labels(ModelKind kind, ByteArrayInputStream content) {
		Map<String, Label> labels = new HashMap<>();
		if (kind == ModelKind.PROCESS) {
			Bpmn.readModelFromStream(content)
				.getModelElementsByType(Process.class)
				.forEach((process) -> put(labels, process.getId(), ProcessModel.label(process)));
		}
		else {
			Dmn.readModelFromStream(content)
				.getModelElementsByType(Decision.class)
				.forEach((decision) -> put(labels, decision.getId(),
						ProcessModel.label(decision.getName(), decision.getDescription())));
		}
		return labels;
	}

	private static void put(Map<String, Label> labels, @Nullable String key, @Nullable Label label) {
		if (key != null && label != null) {
			labels.put(key, label);
		}
	}

	/**
	 * A file of models.
	 *
	 * @param kind of its models
	 * @param deployment the engine's id of it
	 * @param name within the deployment
	 */
	record DeployedFile(ModelKind kind, String deployment, String name) {
	}

}
