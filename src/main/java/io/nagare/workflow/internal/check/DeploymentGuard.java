package io.nagare.workflow.internal.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.camunda.bpm.engine.repository.CamundaFormDefinition;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.shared.Sha256;
import io.nagare.workflow.ModelDeployed;
import io.nagare.workflow.internal.EngineContext;
import io.nagare.workflow.internal.model.Form;
import io.nagare.workflow.internal.model.ModelsInForce;

/**
 * The gate that every deployment passes, from disk, Modeler or REST: only models the
 * product understands, which run nothing but its verbs. All findings are told at once and
 * nothing is deployed if there is one. A deployment without some form its tasks refer to
 * is completed with the form as deployed.
 */
@Component
public class DeploymentGuard implements Deployer {

	private final ModelGate gate;

	private final ModelsInForce inForce;

	private final ApplicationEventPublisher events;

	DeploymentGuard(ModelGate gate, ModelsInForce inForce, ApplicationEventPublisher events) {
		this.gate = gate;
		this.inForce = inForce;
		this.events = events;
	}

	@Override
	public void deploy(DeploymentEntity deployment) {
		if (!deployment.isNew()) {
			return;
		}
		forget();
		Map<String, byte[]> files = new TreeMap<>();
		deployment.getResources().forEach((file, resource) -> files.put(file, resource.getBytes()));
		List<Refusal.Detail> wrong = this.gate
			.check(deployment.getTenantId(), files, (formId) -> complete(deployment, formId))
			.stream()
			.filter(ModelRules::refuses)
			.toList();
		if (!wrong.isEmpty()) {
			throw new RejectedModels(wrong, files);
		}
		this.events.publishEvent(deployed(deployment));
	}

	private static ModelDeployed deployed(DeploymentEntity deployment) {
		Map<String, String> files = new TreeMap<>();
		deployment.getResources().forEach((file, resource) -> files.put(file, Sha256.hex(resource.getBytes())));
		return new ModelDeployed(deployment.getId(), deployment.getName(), deployment.getSource(), files);
	}

	/** Adds the deployed form of that id to the deployment; empty where there is none. */
	private Optional<Form> complete(DeploymentEntity deployment, String formId) {
		CamundaFormDefinition deployed = this.gate.latestForm(formId, deployment.getTenantId()).orElse(null);
		if (deployed == null) {
			return Optional.empty();
		}
		ResourceEntity form = EngineContext.command()
			.getResourceManager()
			.findResourceByDeploymentIdAndResourceName(deployed.getDeploymentId(), deployed.getResourceName());
		ResourceEntity copy = new ResourceEntity();
		copy.setName(form.getName());
		copy.setBytes(form.getBytes());
		copy.setDeploymentId(deployment.getId());
		copy.setTenantId(deployment.getTenantId());
		EngineContext.command().getResourceManager().insertResource(copy);
		deployment.addResource(copy);
		return Optional.of(Form.parse(copy.getBytes()));
	}

	/** What is in force may be another model from now on. */
	public void forget() {
		this.inForce.forget();
	}

}
