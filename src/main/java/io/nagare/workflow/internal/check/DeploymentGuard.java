package io.nagare.workflow.internal.check;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.repository.CamundaFormDefinition;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

import io.nagare.shared.Refusal;
import io.nagare.workflow.ModelDeployed;
import io.nagare.workflow.TableDemand;
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

	private static final int MAX_FILE = 2_000_000;

	private static final int MAX_FILES = 200;

	private final BpmnCheck bpmnCheck;

	private final CallCheck callCheck;

	private final ModelsInForce inForce;

	/** Asked late: those who demand something use the engine themselves. */
	private final ObjectProvider<TableDemand> demands;

	private final ApplicationEventPublisher events;

	DeploymentGuard(BpmnCheck bpmnCheck, CallCheck callCheck, ModelsInForce inForce,
			ObjectProvider<TableDemand> demands, ApplicationEventPublisher events) {
		this.bpmnCheck = bpmnCheck;
		this.callCheck = callCheck;
		this.inForce = inForce;
		this.demands = demands;
		this.events = events;
	}

	@Override
	public void deploy(DeploymentEntity deployment) {
		if (!deployment.isNew()) {
			return;
		}
		forget();
		List<Refusal.Detail> findings = new ArrayList<>();
		if (deployment.getResources().size() > MAX_FILES) {
			throw new Refusal(Refusal.Kind.MODEL_REJECTED,
					List.of(Refusal.Detail.of(null, "too_many_files", MAX_FILES)));
		}
		Map<String, BpmnModelInstance> processes = new LinkedHashMap<>();
		Map<String, DmnModelInstance> tables = new LinkedHashMap<>();
		Map<String, Form> forms = new HashMap<>();
		for (ResourceEntity resource : deployment.getResources().values()) {
			read(resource, processes, tables, forms, findings);
		}
		tables.forEach((file, model) -> findings.addAll(DmnCheck.check(file, model)));
		processes.forEach((file, model) -> findings.addAll(this.bpmnCheck.check(file, model)));
		forms.values().forEach((form) -> findings.addAll(this.bpmnCheck.check(form)));
		processes.forEach((file, model) -> {
			for (String missing : missingForms(model, forms.keySet())) {
				complete(deployment, missing).ifPresentOrElse((form) -> forms.put(missing, form),
						() -> findings.add(Refusal.Detail.of(file, "unknown_form", missing)));
			}
			for (UserTask task : model.getModelElementsByType(UserTask.class)) {
				Form form = forms.get(task.getCamundaFormRef());
				if (form != null && form.actions().isEmpty()) {
					findings.add(Refusal.Detail.of(file + "#" + task.getId(), "form_without_action", form.id()));
				}
			}
		});
		findings.addAll(this.callCheck.check(deployment.getTenantId(), processes));
		if (findings.isEmpty() && !tables.isEmpty()) {
			DraftTables drafts = new DraftTables(deployment.getTenantId(), tables);
			this.demands.stream()
				.filter((demand) -> drafts.concern(demand.tables()))
				.forEach((demand) -> findings.addAll(demand.check(drafts)));
		}
		if (!findings.isEmpty()) {
			throw new Refusal(Refusal.Kind.MODEL_REJECTED, findings);
		}
		this.events.publishEvent(deployed(deployment));
	}

	private static ModelDeployed deployed(DeploymentEntity deployment) {
		Map<String, String> files = new TreeMap<>();
		deployment.getResources().forEach((file, resource) -> files.put(file, sha256(resource.getBytes())));
		return new ModelDeployed(deployment.getId(), deployment.getName(), deployment.getSource(), files);
	}

	private static String sha256(byte[] content) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void read(ResourceEntity resource, Map<String, BpmnModelInstance> processes,
			Map<String, DmnModelInstance> tables, Map<String, Form> forms, List<Refusal.Detail> findings) {
		String file = resource.getName();
		if (resource.getBytes().length > MAX_FILE) {
			findings.add(Refusal.Detail.of(file, "too_large", MAX_FILE / 1_000_000));
			return;
		}
		Refusal.Detail bounds = file.endsWith(".form") ? null : FileBounds.exceeded(file, resource.getBytes());
		if (bounds != null) {
			findings.add(bounds);
			return;
		}
		try {
			if (file.endsWith(".bpmn")) {
				processes.put(file, Bpmn.readModelFromStream(new ByteArrayInputStream(resource.getBytes())));
			}
			else if (file.endsWith(".form")) {
				Form form = Form.parse(resource.getBytes());
				forms.put(form.id(), form);
			}
			else if (file.endsWith(".dmn")) {
				tables.put(file, Dmn.readModelFromStream(new ByteArrayInputStream(resource.getBytes())));
			}
			else {
				findings.add(Refusal.Detail.of(file, "unknown_model_type"));
			}
		}
		catch (RuntimeException ex) {
			findings.add(Refusal.Detail.of(file, "unreadable_model", String.valueOf(ex.getMessage())));
		}
	}

	private static Set<String> missingForms(BpmnModelInstance model, Set<String> present) {
		Set<String> missing = new LinkedHashSet<>();
		for (UserTask task : model.getModelElementsByType(UserTask.class)) {
			if (task.getCamundaFormRef() != null) {
				missing.add(task.getCamundaFormRef());
			}
		}
		missing.addAll(BpmnCheck.messageForms(model));
		missing.removeAll(present);
		return missing;
	}

	/** Adds the deployed form of that id to the deployment; empty where there is none. */
	private static Optional<Form> complete(DeploymentEntity deployment, String formId) {
		CamundaFormDefinition deployed = latest(formId, deployment.getTenantId());
		if (deployed == null && deployment.getTenantId() != null) {
			deployed = latest(formId, null);
		}
		if (deployed == null) {
			return Optional.empty();
		}
		ResourceEntity form = Context.getCommandContext()
			.getResourceManager()
			.findResourceByDeploymentIdAndResourceName(deployed.getDeploymentId(), deployed.getResourceName());
		ResourceEntity copy = new ResourceEntity();
		copy.setName(form.getName());
		copy.setBytes(form.getBytes());
		copy.setDeploymentId(deployment.getId());
		copy.setTenantId(deployment.getTenantId());
		Context.getCommandContext().getResourceManager().insertResource(copy);
		deployment.addResource(copy);
		return Optional.of(Form.parse(copy.getBytes()));
	}

	private static @Nullable CamundaFormDefinition latest(String formId, @Nullable String tenant) {
		return Context.getCommandContext()
			.getCamundaFormDefinitionManager()
			.findLatestDefinitionByKeyAndTenantId(formId, tenant);
	}

	/** What is in force may be another model from now on. */
	public void forget() {
		this.inForce.forget();
	}

}
