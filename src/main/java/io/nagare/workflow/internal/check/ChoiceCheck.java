package io.nagare.workflow.internal.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import io.nagare.workflow.internal.model.Form;
import io.nagare.workflow.internal.model.ProcessGraph;
import io.nagare.workflow.internal.model.ProcessModel;

/**
 * Finds choices that lead nowhere, flows that nobody can choose, and expressions that
 * read what nothing gives.
 */
final class ChoiceCheck {

	private static final Pattern COMPARES = Pattern.compile("\\$\\{\\s*(\\w+)\\s*==\\s*'([^']*)'\\s*}");

	private final Findings findings;

	private final ProcessGraph graph;

	private final Values values;

	private final Function<String, @Nullable Form> forms;

	ChoiceCheck(Findings findings, ProcessGraph graph, Values values, Function<String, @Nullable Form> forms) {
		this.findings = findings;
		this.graph = graph;
		this.values = values;
		this.forms = forms;
	}

	void check(BpmnModelInstance model) {
		checkAnswers(model);
		for (FlowNode node : model.getModelElementsByType(FlowNode.class)) {
			if (this.values.reaches(node)) {
				checkWays(node, this.graph.outgoing(node));
				checkReads(node, node.getDomElement(), this.values.readable(node));
				this.graph.outgoing(node)
					.forEach((flow) -> checkReads(flow, flow.getDomElement(), this.values.readableAfter(node)));
			}
			if (node instanceof UserTask task) {
				checkActions(task);
			}
		}
	}

	/** An answer is read by an expression or a table, or kept, or it is lost. */
	private void checkAnswers(BpmnModelInstance model) {
		Set<String> read = new HashSet<>(Set.of(Form.ACTION));
		List<String> texts = new ArrayList<>();
		collectAll((Document) model.getDocument().getDomSource().getNode(), texts);
		texts.forEach((text) -> read.addAll(ExpressionTree.identifiers(text)));
		for (FlowNode node : model.getModelElementsByType(FlowNode.class)) {
			String formId = (node instanceof UserTask task) ? task.getCamundaFormRef()
					: ProcessModel.properties(node).get("form");
			checkAnswers(model, node, formId, read);
		}
		for (Process process : model.getModelElementsByType(Process.class)) {
			Map<String, String> said = ProcessModel.properties(process);
			if (!said.containsKey(ProcessModel.REQUEST_TYPE)) {
				Set<String> used = new HashSet<>(read);
				used.addAll(this.values.saidFields(process));
				checkAnswers(model, process, said.get("form"), used);
			}
		}
	}

	/** Who reports by a program says nothing else than what the ticket has. */
	private void checkAnswers(BpmnModelInstance model, BaseElement at, @Nullable String formId, Set<String> read) {
		Form form = (formId != null) ? this.forms.apply(formId) : null;
		if (form != null && !passesAnswersOn(model)) {
			form.components()
				.stream()
				.filter((component) -> !component.kept() && !read.contains(component.field().key()))
				.map(Form.Component::field)
				.forEach((field) -> this.findings.at(at,
						(at instanceof Process && field.required()) ? "required_goes_nowhere" : "answer_goes_nowhere",
						field.key(), form.id()));
		}
	}

	/** A table may read answers without a parameter, and a called process may. */
	private static boolean passesAnswersOn(BpmnModelInstance model) {
		return model.getModelElementsByType(BusinessRuleTask.class)
			.stream()
			.anyMatch((task) -> Values.parameters(task, CamundaInputParameter.class).isEmpty());
	}

	/** Everything in which an expression may stand. */
	static void collectAll(Document document, List<String> texts) {
		NodeList all = document.getElementsByTagName("*");
		for (int i = 0; i < all.getLength(); i++) {
			Element one = (Element) all.item(i);
			for (int a = 0; a < one.getAttributes().getLength(); a++) {
				texts.add(one.getAttributes().item(a).getNodeValue());
				if (one.getAttributes().item(a).getNodeName().equals("source")) {
					texts.add("${" + one.getAttributes().item(a).getNodeValue() + "}");
				}
			}
			if (one.getFirstChild() != null && one.getElementsByTagName("*").getLength() == 0) {
				texts.add(one.getTextContent());
			}
		}
	}

	private void checkWays(FlowNode node, List<SequenceFlow> flows) {
		SequenceFlow byDefault = defaultOf(node);
		for (SequenceFlow flow : flows) {
			boolean conditional = flow.getConditionExpression() != null;
			if (flow == byDefault && conditional) {
				this.findings.at(flow, "default_with_condition");
			}
			else if (node instanceof ParallelGateway && conditional) {
				this.findings.at(flow, "condition_ignored");
			}
			else if (node instanceof ExclusiveGateway && flows.size() > 1 && flow != byDefault && !conditional) {
				this.findings.at(flow, "flow_without_condition");
			}
			checkWord(node, flow);
		}
		boolean chooses = !(node instanceof ParallelGateway) && !flows.isEmpty() && byDefault == null
				&& flows.stream().allMatch((flow) -> flow.getConditionExpression() != null);
		if (chooses && !isExhaustive(node, flows)) {
			this.findings.at(node, "choice_without_default");
		}
	}

	private static @Nullable SequenceFlow defaultOf(FlowNode node) {
		if (node instanceof ExclusiveGateway gateway) {
			return gateway.getDefault();
		}
		if (node instanceof InclusiveGateway gateway) {
			return gateway.getDefault();
		}
		return (node instanceof Activity activity) ? activity.getDefault() : null;
	}

	private void checkWord(FlowNode node, SequenceFlow flow) {
		if (flow.getConditionExpression() == null) {
			return;
		}
		ExpressionTree.compared(flow.getConditionExpression().getTextContent()).forEach((name, compared) -> {
			Set<String> words = this.values.after(node).get(name);
			if (words != null && !words.contains(Values.ANY)) {
				compared.stream()
					.filter((word) -> !words.contains(word))
					.forEach((word) -> this.findings.at(flow, "choice_unknown", word, name,
							String.join(", ", new TreeSet<>(words))));
			}
		});
	}

	private static @Nullable Matcher compared(SequenceFlow flow) {
		if (flow.getConditionExpression() == null) {
			return null;
		}
		Matcher compares = COMPARES.matcher(flow.getConditionExpression().getTextContent().strip());
		return compares.matches() ? compares : null;
	}

	/**
	 * Whether the flows name every word; those of calls are compared with what is called.
	 */
	private boolean isExhaustive(FlowNode node, List<SequenceFlow> flows) {
		List<Matcher> compared = flows.stream().map(ChoiceCheck::compared).filter(Objects::nonNull).toList();
		Set<String> names = compared.stream().map((one) -> one.group(1)).collect(Collectors.toSet());
		if (compared.size() < flows.size() || names.size() != 1) {
			return false;
		}
		String name = names.iterator().next();
		Set<String> words = this.values.after(node).getOrDefault(name, Set.of(Values.ANY));
		if (name.equals(ProcessGraph.OUTCOME) && words.contains(Values.ANY)) {
			return true;
		}
		return compared.stream().map((one) -> one.group(2)).collect(Collectors.toSet()).containsAll(words);
	}

	/** Of the actions of a task, one may be what the others are not. */
	private void checkActions(UserTask task) {
		Form form = this.forms.apply(String.valueOf(task.getCamundaFormRef()));
		if (form == null || form.actions().size() < 2) {
			return;
		}
		Set<String> unasked = new LinkedHashSet<>(form.actions().keySet());
		Set<FlowNode> seen = new HashSet<>();
		Deque<FlowNode> ahead = new ArrayDeque<>(List.of(task));
		while (!ahead.isEmpty()) {
			FlowNode here = ahead.pop();
			if (seen.add(here)) {
				for (SequenceFlow flow : this.graph.outgoing(here)) {
					if (flow.getConditionExpression() == null) {
						continue;
					}
					Matcher compares = compared(flow);
					if (compares != null && compares.group(1).equals(Form.ACTION)) {
						unasked.remove(compares.group(2));
					}
					else if (compares == null
							&& ExpressionTree.identifiers(flow.getConditionExpression().getTextContent())
								.contains(Form.ACTION)) {
						return;
					}
				}
				if (here == task || !ProcessGraph.waits(here)) {
					ahead.addAll(this.graph.next(here));
				}
			}
		}
		if (unasked.size() > 1) {
			this.findings.at(task, "actions_lead_alike", String.join(", ", unasked));
		}
	}

	/** Own expressions of the element, not those of what lies within it. */
	private void checkReads(ModelElementInstance at, DomElement element, Set<String> readable) {
		List<String> texts = new ArrayList<>();
		collect(element, true, texts);
		if (at instanceof Activity activity
				&& activity.getLoopCharacteristics() instanceof MultiInstanceLoopCharacteristics loop) {
			collect(loop, texts);
		}
		Set<String> told = new HashSet<>();
		for (String text : texts) {
			for (String name : ExpressionTree.identifiers(text)) {
				if (!Values.holds(readable, name) && told.add(name)) {
					this.findings.at(at, "variable_not_given", name);
				}
			}
			for (String whole : ExpressionTree.divided(text)) {
				if (this.values.isField(whole) && told.add(whole)) {
					this.findings.at(at, "value_without_parts", whole);
				}
			}
		}
	}

	/** For each of what an activity is done, how often, and until when. */
	private static void collect(MultiInstanceLoopCharacteristics loop, List<String> texts) {
		String collection = loop.getCamundaCollection();
		if (collection != null && !collection.isBlank()) {
			texts.add(collection.contains("{") ? collection : "${" + collection.strip() + "}");
		}
		Stream.of(loop.getLoopCardinality(), loop.getCompletionCondition())
			.filter(Objects::nonNull)
			.forEach((expression) -> texts.add(expression.getTextContent()));
	}

	private static void collect(DomElement element, boolean outermost, List<String> texts) {
		String name = element.getLocalName();
		boolean within = !outermost && (element.getAttribute("id") != null && isFlowElement(name));
		if (within || name.equals("property") || name.equals("documentation") || name.equals("timerEventDefinition")
				|| name.equals("multiInstanceLoopCharacteristics")) {
			return;
		}
		for (String attribute : List.of("expression", "assignee", "candidateUsers", "candidateGroups", "dueDate",
				"followUpDate", "sourceExpression")) {
			String value = element.getAttribute("http://camunda.org/schema/1.0/bpmn", attribute);
			if (value == null) {
				value = element.getAttribute(attribute);
			}
			if (value != null) {
				texts.add(value);
			}
		}
		if (element.getChildElements().isEmpty() && !name.equals("out")) {
			texts.add(element.getTextContent());
		}
		element.getChildElements().forEach((child) -> collect(child, false, texts));
	}

	private static boolean isFlowElement(String name) {
		return name.endsWith("Task") || name.equals("task") || name.endsWith("Event") || name.endsWith("Gateway")
				|| name.equals("subProcess") || name.equals("transaction") || name.equals("callActivity")
				|| name.equals("sequenceFlow");
	}

}
