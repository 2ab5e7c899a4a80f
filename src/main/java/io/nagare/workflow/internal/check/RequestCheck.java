package io.nagare.workflow.internal.check;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.UserTask;

import io.nagare.workflow.ChoiceList;
import io.nagare.workflow.FormField;
import io.nagare.workflow.ReportForms;
import io.nagare.workflow.internal.model.Form;
import io.nagare.workflow.internal.model.ProcessModel;

/**
 * Finds in a process that makes a type of requests why nobody could ask for it, and in
 * the form of a report what nobody could fill in.
 */
final class RequestCheck {

	private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9]*([-_][a-z0-9]+)*");

	/** Types of fields whose answers are no text. */
	private static final Set<String> NO_TEXTS = Set.of("number", "checkbox", "checklist", "taglist");

	private static final int LONGEST = 60;

	private static final Set<String> ACTORS = Set.of(ProcessModel.EVERYBODY, "agents", "managers");

	/** What is known before there is a ticket. */
	private static final Set<String> LISTS = Arrays.stream(ChoiceList.values())
		.map(ChoiceList::word)
		.collect(Collectors.toCollection(TreeSet::new));

	/** What a field may offer besides that a ticket says itself. */
	private static final Set<String> LISTS_OF_SAID = Stream.concat(LISTS.stream(), ReportForms.LISTS.stream())
		.collect(Collectors.toCollection(TreeSet::new));

	private final Findings findings;

	private final Map<String, String> types;

	private final Function<String, Map<String, Integer>> saidFields;

	/**
	 * @param types those there would be, by the processes that make them
	 * @param saidFields what tickets that begin with a process say themselves, and how
	 * long it may be
	 */
	RequestCheck(Findings findings, Map<String, String> types, Function<String, Map<String, Integer>> saidFields) {
		this.saidFields = saidFields;
		this.findings = findings;
		this.types = types;
	}

	void check(BpmnModelInstance model, Map<String, Form> forms) {
		checkSteps(model, forms);
		for (Process process : model.getModelElementsByType(Process.class)) {
			Map<String, String> said = ProcessModel.properties(process);
			said.keySet()
				.stream()
				.filter((name) -> !ProcessModel.PROCESS_PROPERTIES.contains(name))
				.forEach((name) -> this.findings.at(process, "unknown_property", name,
						String.join(", ", ProcessModel.PROCESS_PROPERTIES)));
			Form form = forms.get(said.getOrDefault("form", ""));
			if (form != null) {
				checkForm(process, form, this.saidFields.apply(String.valueOf(process.getId())));
			}
			String type = said.get(ProcessModel.REQUEST_TYPE);
			if (type == null) {
				continue;
			}
			if (!TYPE.matcher(type).matches() || type.length() > LONGEST) {
				this.findings.at(process, "request_type_word", type);
			}
			this.types.forEach((key, other) -> {
				if (!key.equals(process.getId()) && other.equals(type)) {
					this.findings.at(process, "request_type_taken", type, key);
				}
			});
			if (said.getOrDefault("label", "").isBlank()) {
				this.findings.at(process, "request_without_label");
			}
			List<String> actors = Form.Component.words(said.getOrDefault("actors", ""));
			actors.stream()
				.filter((word) -> !ACTORS.contains(word))
				.forEach((word) -> this.findings.at(process, "unknown_actor", "actors", word,
						String.join(", ", List.of(ProcessModel.EVERYBODY, "agents", "managers"))));
		}
	}

	/** What it offers there must be, before there is a ticket. */
	private void checkForm(Process process, Form form, Map<String, Integer> saidFields) {
		if (!form.actions().isEmpty()) {
			this.findings.at(process, "request_form_with_action", form.id());
		}
		for (Form.Component component : form.components()) {
			FormField field = component.field();
			boolean said = saidFields.containsKey(field.key());
			int most = saidFields.getOrDefault(field.key(), FormField.Limits.LONGEST_ANSWER);
			checkLength(process, field, most);
			Set<String> lists = said ? LISTS_OF_SAID : LISTS;
			if (field.optionsFrom() != null && !lists.contains(field.optionsFrom())) {
				this.findings.at(process, "request_form_unknown_list", field.key(), field.optionsFrom(),
						String.join(", ", lists));
			}
			if (said && most > 0 && NO_TEXTS.contains(field.type())) {
				this.findings.at(process, "answer_of_other_type", field.key(), field.type());
			}
			if (said && component.kept()) {
				this.findings.at(process, "kept_twice", field.key());
			}
		}
	}

	private void checkLength(BaseElement at, FormField field, int most) {
		Integer longest = field.limits().maxLength();
		if (most > 0 && longest != null && longest > most) {
			this.findings.at(at, "answer_too_long", field.key(), most);
		}
	}

	/** What only the form of a report offers is nothing that a step could. */
	private void checkSteps(BpmnModelInstance model, Map<String, Form> forms) {
		for (FlowNode node : model.getModelElementsByType(FlowNode.class)) {
			String formId = (node instanceof UserTask task) ? task.getCamundaFormRef()
					: ProcessModel.properties(node).get("form");
			Form form = (formId != null) ? forms.get(formId) : null;
			if (form != null) {
				form.components().forEach((one) -> checkLength(node, one.field(), FormField.Limits.LONGEST_ANSWER));
				form.components()
					.stream()
					.map(Form.Component::field)
					.filter((field) -> field.optionsFrom() != null && ReportForms.LISTS.contains(field.optionsFrom()))
					.forEach((field) -> this.findings.at(node, "list_of_reports", field.key(), field.optionsFrom()));
			}
		}
	}

}
