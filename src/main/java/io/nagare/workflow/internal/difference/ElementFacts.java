package io.nagare.workflow.internal.difference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputOutput;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

import io.nagare.workflow.internal.model.ProcessModel;

/** What a drawing says of an element beside its properties, each by a word. */
final class ElementFacts {

	static final String TIMER = "timer";

	/** What is told to a table, or to whoever does a task outside. */
	static final String INPUTS = "inputs";

	/** Who is offered a task. */
	static final String PEOPLE = "people";

	/** In which case something is possible. */
	static final String WHEN = "when";

	/** When enough of several have decided. */
	static final String ENOUGH = "enough";

	/** Whether it interrupts what it is at. */
	static final String BESIDE = "beside";

	/** Where a token goes if it may go nowhere else. */
	static final String DEFAULT = "default";

	/** The choices by which a ticket is approved. */
	static final String APPROVES = ProcessModel.APPROVES;

	private ElementFacts() {
	}

	/** What is not said is missing. */
	static Map<String, String> of(FlowNode node) {
		Map<String, String> facts = new TreeMap<>();
		if (node instanceof UserTask task) {
			put(facts, "form", task.getCamundaFormRef());
			put(facts, PEOPLE, joined(task.getCamundaAssignee(), task.getCamundaCandidateUsers(),
					task.getCamundaCandidateGroups()));
			put(facts, "due", task.getCamundaDueDate());
		}
		if (node instanceof ServiceTask task) {
			put(facts, "function", task.getCamundaExpression());
			put(facts, "result", task.getCamundaResultVariable());
		}
		if (node instanceof BusinessRuleTask task) {
			put(facts, "table", task.getCamundaDecisionRef());
			put(facts, "version", joined(bound(task.getCamundaDecisionRefBinding()),
					task.getCamundaDecisionRefVersion(), task.getCamundaDecisionRefVersionTag()));
			put(facts, "result", joined(task.getCamundaResultVariable(), task.getCamundaMapDecisionResult()));
		}
		if (node instanceof CallActivity call) {
			put(facts, "process", call.getCalledElement());
			put(facts, "version", joined(bound(call.getCamundaCalledElementBinding()),
					call.getCamundaCalledElementVersion(), call.getCamundaCalledElementVersionTag()));
			put(facts, "handed", handed(call, CamundaIn.class));
			put(facts, "given_back", handed(call, CamundaOut.class));
		}
		if (node instanceof ReceiveTask task && task.getMessage() != null) {
			put(facts, "message", task.getMessage().getName());
		}
		if (node instanceof CatchEvent event) {
			event.getEventDefinitions().forEach((definition) -> {
				if (definition instanceof TimerEventDefinition timer) {
					put(facts, TIMER, joined(text(timer.getTimeDuration()), text(timer.getTimeDate()),
							text(timer.getTimeCycle())));
				}
				else if (definition instanceof MessageEventDefinition message && message.getMessage() != null) {
					put(facts, "message", message.getMessage().getName());
				}
			});
		}
		if ((node instanceof BoundaryEvent event && !event.cancelActivity())
				|| (node instanceof StartEvent start && !start.isInterrupting())) {
			put(facts, BESIDE, "beside");
		}
		for (MultiInstanceLoopCharacteristics loop : node
			.getChildElementsByType(MultiInstanceLoopCharacteristics.class)) {
			put(facts, "instances", joined(text(loop.getLoopCardinality()), loop.getCamundaCollection()));
			put(facts, ENOUGH, text(loop.getCompletionCondition()));
		}
		put(facts, INPUTS, inputs(node));
		SequenceFlow otherwise = (node instanceof ExclusiveGateway gateway) ? gateway.getDefault()
				: (node instanceof InclusiveGateway gateway) ? gateway.getDefault()
						: (node instanceof Activity activity) ? activity.getDefault() : null;
		put(facts, DEFAULT,
				(otherwise != null && otherwise.getTarget() != null) ? otherwise.getTarget().getId() : null);
		Map<String, String> properties = ProcessModel.properties(node);
		for (String property : List.of(WHEN, "outcome", APPROVES)) {
			put(facts, property, properties.get(property));
		}
		return facts;
	}

	/** What is bound to no version is not said, as in most models. */
	private static @Nullable String bound(@Nullable String binding) {
		return "latest".equals(binding) ? null : binding;
	}

	private static String inputs(FlowNode node) {
		return extensions(node, CamundaInputOutput.class)
			.flatMap((mapping) -> mapping.getCamundaInputParameters().stream())
			.map((input) -> input.getCamundaName() + " = " + input.getTextContent().strip())
			.sorted()
			.collect(Collectors.joining(", "));
	}

	private static String handed(CallActivity call, Class<? extends ModelElementInstance> type) {
		return extensions(call, type)
			.map((one) -> joined(one.getAttributeValue("source"), one.getAttributeValue("sourceExpression"),
					one.getAttributeValue("target"), one.getAttributeValue("variables")))
			.filter((one) -> !one.isEmpty())
			.sorted()
			.collect(Collectors.joining("; "));
	}

	private static <T extends ModelElementInstance> Stream<T> extensions(BaseElement element, Class<T> type) {
		return (element.getExtensionElements() != null)
				? element.getExtensionElements().getElementsQuery().filterByType(type).list().stream() : Stream.empty();
	}

	/** The functions that are called on the way, each with its event. */
	static List<String> records(BaseElement element) {
		return extensions(element, CamundaExecutionListener.class).map(CamundaExecutionListener::getCamundaExpression)
			.filter((expression) -> expression != null && !expression.isBlank())
			.map(String::strip)
			.toList();
	}

	/** The same, each with the moment at which it is called. */
	static List<String> timedRecords(BaseElement element) {
		return extensions(element, CamundaExecutionListener.class)
			.map((listener) -> listener.getCamundaEvent() + " " + listener.getCamundaExpression())
			.toList();
	}

	/** What the first has and the second has not. */
	static <T> List<T> without(Collection<T> all, Collection<T> these) {
		List<T> left = new ArrayList<>(all);
		left.removeAll(these);
		return left;
	}

	private static void put(Map<String, String> facts, String name, @Nullable String value) {
		if (value != null && !value.isBlank()) {
			facts.put(name, value.strip());
		}
	}

	private static String joined(@Nullable String... parts) {
		return java.util.Arrays.stream(parts)
			.filter((part) -> part != null && !part.isBlank())
			.collect(Collectors.joining(", "));
	}

	private static @Nullable String text(@Nullable ModelElementInstance element) {
		return (element != null) ? element.getTextContent() : null;
	}

}
