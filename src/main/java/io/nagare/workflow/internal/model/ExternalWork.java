package io.nagare.workflow.internal.model;

import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputOutput;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOutputParameter;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/**
 * What a program outside does at an element of a model, and everything that it sees and
 * says there.
 *
 * @param topic by which programs find it
 * @param inputs the variables that go out: the input parameters
 * @param outputs the variables that come in: the output parameters
 * @param errors codes of the errors that the model catches, {@value #ANY} for all
 */
public record ExternalWork(String topic, Set<String> inputs, Set<String> outputs, Set<String> errors) {

	private static final String ANY = "*";

	private static final String EXTERNAL = "external";

	/** Whether a program outside does what is to be done at the node. */
	public static boolean isAt(FlowNode node) {
		return node instanceof ServiceTask task && EXTERNAL.equals(task.getCamundaType());
	}

	/** What it is; null where no program outside does it. */
	static @Nullable ExternalWork of(FlowNode node) {
		return isAt(node) ? new ExternalWork(String.valueOf(((ServiceTask) node).getCamundaTopic()),
				parameters(node, CamundaInputParameter.class), parameters(node, CamundaOutputParameter.class),
				caught(node).collect(Collectors.toUnmodifiableSet())) : null;
	}

	/** Whether the model says what is to be done about the error. */
	public boolean catches(String error) {
		return this.errors.contains(error) || this.errors.contains(ANY);
	}

	private static Set<String> parameters(FlowNode node, Class<? extends ModelElementInstance> type) {
		if (node.getExtensionElements() == null) {
			return Set.of();
		}
		return node.getExtensionElements()
			.getElementsQuery()
			.filterByType(CamundaInputOutput.class)
			.list()
			.stream()
			.flatMap((mapping) -> mapping.getChildElementsByType(type).stream())
			.map((parameter) -> parameter.getAttributeValue("name"))
			.filter(Objects::nonNull)
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Whether the model says what is to be done about an error that an element ends in.
	 */
	public static boolean isCaught(ModelElementInstance element, String error) {
		return caught(element).anyMatch((code) -> code.equals(error) || code.equals(ANY));
	}

	/** At the element itself, and at or in what it lies in. */
	private static Stream<String> caught(ModelElementInstance node) {
		Stream<String> caught = (node instanceof FlowNode one)
				? ProcessGraph.boundaries(one).flatMap(ExternalWork::caughtBy) : Stream.empty();
		for (ModelElementInstance at = node.getParentElement(); at != null; at = at.getParentElement()) {
			if (at instanceof SubProcess scope) {
				caught = Stream.concat(caught, ProcessGraph.boundaries(scope).flatMap(ExternalWork::caughtBy));
			}
			caught = Stream.concat(caught,
					at.getChildElementsByType(SubProcess.class)
						.stream()
						.filter(SubProcess::triggeredByEvent)
						.map(SubProcess::getFlowElements)
						.flatMap(Collection::stream)
						.filter(StartEvent.class::isInstance)
						.flatMap((start) -> caughtBy((StartEvent) start)));
		}
		return caught;
	}

	private static Stream<String> caughtBy(CatchEvent event) {
		return event.getEventDefinitions()
			.stream()
			.filter(ErrorEventDefinition.class::isInstance)
			.map((definition) -> ((ErrorEventDefinition) definition).getError())
			.map((error) -> (error != null && error.getErrorCode() != null) ? error.getErrorCode() : ANY);
	}

}
