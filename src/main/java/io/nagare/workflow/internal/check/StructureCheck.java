package io.nagare.workflow.internal.check;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.CompensateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ConditionalEventDefinition;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.IntermediateThrowEvent;
import org.camunda.bpm.model.bpmn.instance.LinkEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ManualTask;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.SignalEventDefinition;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.ThrowEvent;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

import io.nagare.shared.Refusal;
import io.nagare.workflow.internal.model.ProcessGraph;

/**
 * Finds in a process what no token could follow: no beginning, no end, flows that hang in
 * the air, and elements that the engine or the product does not serve.
 */
final class StructureCheck {

	private static final Pattern FEW = Pattern.compile("R(10|[0-9])/.*");

	/** What BPMN has and the engine does not run. */
	private static final Set<String> UNSERVED = Set.of("complexGateway", "cancelEventDefinition",
			"standardLoopCharacteristics");

	/** What BPMN has and Camunda's model API does not. */
	private static final Set<String> UNREAD = Set.of("adHocSubProcess", "choreographyTask", "subChoreography",
			"callChoreography", "choreography");

	/** The namespaces in which the engine reads attributes of its own. */
	private static final Set<String> ENGINE = Set.of("http://camunda.org/schema/1.0/bpmn", "http://activiti.org/bpmn");

	/** What is asked of whatever a file holds. */
	private static final Set<String> CODE = Set.of("model_runs_code", "model_names_tenant", "model_nests",
			"endless_loop");

	private static final List<String> ASYNCHRONOUS = List.of("async", "asyncBefore", "asyncAfter");

	private final Findings findings;

	private final ProcessGraph graph;

	StructureCheck(Findings findings, ProcessGraph graph) {
		this.findings = findings;
		this.graph = graph;
	}

	/**
	 * Whether no element is of a kind that the reader of models has no word for. A flow
	 * that leads to such a one could not be followed by any other check.
	 */
	static boolean knowsAll(Findings findings, BpmnModelInstance model) {
		boolean all = true;
		Deque<DomElement> rest = new ArrayDeque<>(List.of(model.getDocument().getRootElement()));
		while (!rest.isEmpty()) {
			DomElement element = rest.pop();
			if (UNREAD.contains(element.getLocalName()) && BpmnCheck.BPMN.equals(element.getNamespaceURI())) {
				findings.at(element.getAttribute("id"), "element_unserved", element.getLocalName());
				all = false;
			}
			element.getChildElements().forEach(rest::push);
		}
		return all;
	}

	/** Nothing ends what waits there when the timer rings once more. */
	private void checkWaitsBeside(FlowNode timer) {
		this.graph.beside(timer)
			.stream()
			.filter((node) -> ProcessGraph.waits(node) && !(node instanceof BoundaryEvent))
			.findFirst()
			.ifPresent((wait) -> this.findings.at(timer, "beside_waits", wait.getId()));
	}

	private static boolean ringsAgain(FlowNode node) {
		return node.getChildElementsByType(TimerEventDefinition.class)
			.stream()
			.map(TimerEventDefinition::getTimeCycle)
			.anyMatch((cycle) -> cycle != null && !FEW.matcher(cycle.getTextContent().strip()).matches());
	}

	void check(BpmnModelInstance model) {
		Collection<Process> processes = model.getModelElementsByType(Process.class);
		List<Process> executable = ProcessGraph.executable(model);
		if (executable.isEmpty()) {
			this.findings.at(processes.stream().findFirst().orElse(null), "no_executable_process");
		}
		executable.forEach(this::checkStart);
		model.getModelElementsByType(SequenceFlow.class)
			.stream()
			.filter((flow) -> flow.getSource() == null || flow.getTarget() == null)
			.forEach((flow) -> this.findings.at(flow, "flow_hangs", flow.getId()));
		Set<FlowNode> reached = new HashSet<>(this.graph.everVisited());
		reached.addAll(this.graph.besides());
		Collection<FlowNode> nodes = model.getModelElementsByType(FlowNode.class);
		boolean oneWay = executable.size() == processes.size() && !executable.isEmpty();
		for (FlowNode node : nodes) {
			checkNode(node);
			if (oneWay && !reached.contains(node) && !isEntered(node)) {
				this.findings.at(node, "unreachable_element");
			}
		}
		this.graph.besideStarts().filter(StructureCheck::ringsAgain).forEach(this::checkWaitsBeside);
		this.graph.joinsOfOneToken()
			.stream()
			.filter(reached::contains)
			.forEach((join) -> this.findings.at(join, "join_never_complete"));
		Set<String> thrown = new HashSet<>();
		Set<String> caught = new HashSet<>();
		for (SignalEventDefinition signal : model.getModelElementsByType(SignalEventDefinition.class)) {
			((signal.getParentElement() instanceof ThrowEvent) ? thrown : caught).add(nameOf(signal));
		}
		for (SignalEventDefinition signal : model.getModelElementsByType(SignalEventDefinition.class)) {
			boolean throwing = signal.getParentElement() instanceof ThrowEvent;
			if (!throwing && !thrown.contains(nameOf(signal))) {
				this.findings.at(signal, "signal_without_sender", nameOf(signal));
			}
			else if (throwing && !caught.contains(nameOf(signal))) {
				this.findings.at(signal, "signal_without_receiver", nameOf(signal));
			}
		}
	}

	private static String nameOf(SignalEventDefinition signal) {
		return (signal.getSignal() != null) ? String.valueOf(signal.getSignal().getName()) : "";
	}

	/** People and the product begin processes; nothing else does. */
	private void checkStart(Process process) {
		List<StartEvent> starts = process.getFlowElements()
			.stream()
			.filter(StartEvent.class::isInstance)
			.map(StartEvent.class::cast)
			.toList();
		if (starts.isEmpty()) {
			this.findings.at(process, "start_missing");
		}
		starts.stream()
			.filter((start) -> !start.getEventDefinitions().isEmpty())
			.forEach((start) -> this.findings.at(start, "start_by_event"));
		starts.stream()
			.filter((start) -> start.getEventDefinitions().isEmpty())
			.skip(1)
			.forEach((start) -> this.findings.at(start, "start_twice"));
	}

	private void checkNode(FlowNode node) {
		String type = node.getElementType().getTypeName();
		if (UNSERVED.contains(type)) {
			this.findings.at(node, "element_unserved", type);
		}
		node.getDomElement()
			.getChildElements()
			.stream()
			.map(DomElement::getLocalName)
			.filter(UNSERVED::contains)
			.forEach((unserved) -> this.findings.at(node, "element_unserved", unserved));
		if (type.equals("task") || node instanceof ManualTask || isEmptyThrow(node)) {
			this.findings.at(node, "does_nothing");
		}
		if (isAsynchronous(node.getDomElement())) {
			this.findings.at(node, "asynchronous");
		}
		definitions(node).stream()
			.filter(ConditionalEventDefinition.class::isInstance)
			.forEach((definition) -> this.findings.at(node, "conditional_event"));
		if (this.graph.outgoing(node).isEmpty() && !mayEnd(node)) {
			this.findings.at(node, "no_way_on");
		}
	}

	/**
	 * Whether the engine makes a job of the node, of each of its instances or of what it
	 * throws.
	 */
	private static boolean isAsynchronous(DomElement element) {
		boolean here = ENGINE.stream()
			.anyMatch((namespace) -> ASYNCHRONOUS.stream()
				.anyMatch((name) -> "true".equals(element.getAttribute(namespace, name))));
		return here || element.getChildElements()
			.stream()
			.anyMatch((child) -> (child.getLocalName().endsWith("Characteristics")
					|| child.getLocalName().endsWith("EventDefinition")) && isAsynchronous(child));
	}

	/**
	 * Of what was found, that which is wrong where something runs: a pool that the engine
	 * does not even read is a picture. That it names no code is asked of it all the same.
	 */
	static List<Refusal.Detail> ofWhatRuns(String file, BpmnModelInstance model, List<Refusal.Detail> findings) {
		Collection<Process> processes = model.getModelElementsByType(Process.class);
		if (processes.stream().noneMatch(Process::isExecutable)) {
			return findings;
		}
		Set<String> drawn = new HashSet<>();
		processes.stream()
			.filter((process) -> !process.isExecutable())
			.forEach((process) -> addIds(process.getDomElement(), file, drawn));
		return findings.stream()
			.filter((finding) -> CODE.contains(finding.code()) || !drawn.contains(finding.field()))
			.toList();
	}

	private static void addIds(DomElement element, String file, Set<String> into) {
		if (element.getAttribute("id") != null) {
			into.add(file + "#" + element.getAttribute("id"));
		}
		element.getChildElements().forEach((child) -> addIds(child, file, into));
	}

	private static boolean isEmptyThrow(FlowNode node) {
		return node instanceof IntermediateThrowEvent event && event.getEventDefinitions().isEmpty();
	}

	private static Collection<EventDefinition> definitions(FlowNode node) {
		if (node instanceof CatchEvent event) {
			return event.getEventDefinitions();
		}
		return (node instanceof ThrowEvent event) ? event.getEventDefinitions() : List.of();
	}

	/** Whether nothing needs to follow. */
	private static boolean mayEnd(FlowNode node) {
		if (node instanceof EndEvent || (node instanceof SubProcess scope && scope.triggeredByEvent())) {
			return true;
		}
		if (node instanceof Activity activity && activity.isForCompensation()) {
			return true;
		}
		boolean leaves = definitions(node).stream()
			.anyMatch((definition) -> (definition instanceof LinkEventDefinition && node instanceof ThrowEvent)
					|| (definition instanceof CompensateEventDefinition && node instanceof BoundaryEvent));
		return leaves || (node instanceof SubProcess && isEndedFromOutside(node));
	}

	private static boolean isEndedFromOutside(FlowNode scope) {
		return scope.getModelInstance()
			.getModelElementsByType(BoundaryEvent.class)
			.stream()
			.anyMatch((boundary) -> boundary.getAttachedTo() == scope && boundary.cancelActivity());
	}

	/** Whether a token comes here by another way than a flow. */
	private static boolean isEntered(FlowNode node) {
		if (node instanceof SubProcess scope && scope.triggeredByEvent()) {
			return true;
		}
		if (node instanceof Activity activity && activity.isForCompensation()) {
			return true;
		}
		if (definitions(node).stream().anyMatch(LinkEventDefinition.class::isInstance)) {
			return true;
		}
		for (ModelElementInstance scope = node.getParentElement(); scope instanceof SubProcess sub; scope = sub
			.getParentElement()) {
			if (sub.triggeredByEvent()) {
				return true;
			}
		}
		return node instanceof BoundaryEvent || (node instanceof Task && node.getParentElement() == null);
	}

}
