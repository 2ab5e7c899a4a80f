package io.nagare.workflow.internal.check;

import java.util.Set;
import java.util.regex.Pattern;

import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputOutput;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaList;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaMap;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.jspecify.annotations.Nullable;

import io.nagare.workflow.internal.model.ExternalWork;

/** Finds work for programs outside that none of them would ever do, or could not read. */
final class ExternalTaskCheck {

	private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

	/** As programs are registered for it. */
	private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

	private final Findings findings;

	private final @Nullable Set<String> served;

	/**
	 * @param served the topics that the owner's programs serve; null where each tenant
	 * has programs of its own
	 */
	ExternalTaskCheck(Findings findings, @Nullable Set<String> served) {
		this.findings = findings;
		this.served = served;
	}

	void check(BpmnModelInstance model) {
		model.getModelElementsByType(ServiceTask.class).stream().filter(ExternalWork::isAt).forEach(this::checkTask);
		// the engine has the work of some other elements done outside, too
		checkElsewhere("", model.getDocument().getRootElement());
	}

	private void checkTask(ServiceTask task) {
		String topic = String.valueOf(task.getCamundaTopic());
		if (task.getCamundaTopic() == null || !TOPIC.matcher(topic).matches()) {
			this.findings.at(task, "topic_not_a_word", (task.getCamundaTopic() != null) ? topic : "");
		}
		else if (this.served == null) {
			this.findings.at(task, "external_task", topic);
		}
		else if (!this.served.contains(topic)) {
			this.findings.at(task, "topic_nobody_serves", topic);
		}
		if (task.getExtensionElements() == null) {
			return;
		}
		task.getExtensionElements()
			.getElementsQuery()
			.filterByType(CamundaInputOutput.class)
			.list()
			.stream()
			.flatMap((mapping) -> mapping.getChildElementsByType(CamundaInputParameter.class).stream())
			.filter((input) -> !input.getChildElementsByType(CamundaList.class).isEmpty()
					|| !input.getChildElementsByType(CamundaMap.class).isEmpty())
			.forEach((input) -> this.findings.at(task, "input_not_plain", input.getCamundaName()));
	}

	private void checkElsewhere(String nearestId, DomElement element) {
		String id = element.getAttribute("id");
		String here = (id == null || element.getLocalName().endsWith("EventDefinition")) ? nearestId : id;
		if ("external".equals(element.getAttribute(CAMUNDA, "type")) && !element.getLocalName().equals("serviceTask")) {
			this.findings.at(here, "external_elsewhere", element.getLocalName());
		}
		element.getChildElements().forEach((child) -> checkElsewhere(here, child));
	}

}
