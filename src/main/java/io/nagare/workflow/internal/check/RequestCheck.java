package io.nagare.workflow.internal.check;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Process;

import io.nagare.workflow.ChoiceList;
import io.nagare.workflow.internal.model.Form;
import io.nagare.workflow.internal.model.ProcessModel;

/** Finds in a process that makes a type of requests why nobody could ask for it. */
final class RequestCheck {

	private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9]*([-_][a-z0-9]+)*");

	private static final int LONGEST = 60;

	private static final Set<String> ACTORS = Set.of(ProcessModel.EVERYBODY, "agents", "managers");

	/** What is known before there is a ticket. */
	private static final String LISTS = Arrays.stream(ChoiceList.values())
		.map(ChoiceList::word)
		.collect(Collectors.joining(", "));

	private final Findings findings;

	private final Map<String, ProcessModel> inForce;

	RequestCheck(Findings findings, Map<String, ProcessModel> inForce) {
		this.findings = findings;
		this.inForce = inForce;
	}

	void check(BpmnModelInstance model, Map<String, Form> forms) {
		for (Process process : model.getModelElementsByType(Process.class)) {
			Map<String, String> said = ProcessModel.properties(process);
			said.keySet()
				.stream()
				.filter((name) -> !ProcessModel.PROCESS_PROPERTIES.contains(name))
				.forEach((name) -> this.findings.at(process, "unknown_property", name,
						String.join(", ", ProcessModel.PROCESS_PROPERTIES)));
			String type = said.get(ProcessModel.REQUEST_TYPE);
			if (type == null) {
				continue;
			}
			if (!TYPE.matcher(type).matches() || type.length() > LONGEST) {
				this.findings.at(process, "request_type_word", type);
			}
			this.inForce.forEach((key, other) -> {
				if (!key.equals(process.getId()) && other.request() != null && other.request().type().equals(type)) {
					this.findings.at(process, "request_type_taken", type, key);
				}
			});
			if (said.getOrDefault("label", "").isBlank()) {
				this.findings.at(process, "request_without_label");
			}
			Form form = forms.get(said.getOrDefault("form", ""));
			if (form != null && !form.actions().isEmpty()) {
				this.findings.at(process, "request_form_with_action", form.id());
			}
			if (form != null) {
				form.components()
					.stream()
					.map(Form.Component::field)
					.filter((field) -> field.optionsFrom() != null && field.list().isEmpty())
					.forEach((field) -> this.findings.at(process, "request_form_unknown_list", field.key(),
							field.optionsFrom(), LISTS));
			}
			List<String> actors = Form.Component.words(said.getOrDefault("actors", ""));
			actors.stream()
				.filter((word) -> !ACTORS.contains(word))
				.forEach((word) -> this.findings.at(process, "unknown_actor", "actors", word,
						String.join(", ", List.of(ProcessModel.EVERYBODY, "agents", "managers"))));
		}
	}

}
