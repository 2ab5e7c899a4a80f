package io.nagare.workflow.internal.difference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

import io.nagare.workflow.internal.model.ProcessModel;

/** What a drawing says of an element beside its properties, each by a word. */
final class ElementFacts {

	static final String TIMER = "timer";

	private ElementFacts() {
	}

	/** What is not said is missing. */
	static Map<String, String> of(FlowNode node) {
		Map<String, String> facts = new TreeMap<>();
		if (node instanceof UserTask task) {
			put(facts, "form", task.getCamundaFormRef());
			put(facts, "people", joined(task.getCamundaAssignee(), task.getCamundaCandidateUsers(),
					task.getCamundaCandidateGroups()));
			put(facts, "due", task.getCamundaDueDate());
		}
		if (node instanceof ServiceTask task) {
			put(facts, "function", task.getCamundaExpression());
		}
		if (node instanceof BusinessRuleTask task) {
			put(facts, "table", task.getCamundaDecisionRef());
		}
		if (node instanceof CallActivity call) {
			put(facts, "process", call.getCalledElement());
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
			put(facts, "beside", "beside");
		}
		for (MultiInstanceLoopCharacteristics loop : node
			.getChildElementsByType(MultiInstanceLoopCharacteristics.class)) {
			put(facts, "instances", joined(text(loop.getLoopCardinality()), loop.getCamundaCollection()));
			put(facts, "enough", text(loop.getCompletionCondition()));
		}
		Map<String, String> properties = ProcessModel.properties(node);
		for (String property : List.of("when", "outcome")) {
			put(facts, property, properties.get(property));
		}
		return facts;
	}

	/** The functions that are called on the way, each with its event. */
	static List<String> records(BaseElement element) {
		if (element.getExtensionElements() == null) {
			return List.of();
		}
		return element.getExtensionElements()
			.getElementsQuery()
			.filterByType(CamundaExecutionListener.class)
			.list()
			.stream()
			.map(CamundaExecutionListener::getCamundaExpression)
			.filter((expression) -> expression != null && !expression.isBlank())
			.map(String::strip)
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
