package io.nagare.workflow.internal.check;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TerminateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

import io.nagare.shared.Phase;
import io.nagare.shared.Refusal;
import io.nagare.workflow.internal.model.ExternalWork;
import io.nagare.workflow.internal.model.ProcessGraph;
import io.nagare.workflow.internal.model.ProcessModel;

/**
 * Finds statuses that a ticket would never get, would get twice at once, or would lose:
 * where its token is says everything, so it must say it once and to the end.
 */
final class StatusCheck {

	private static final int LONGEST = 64;

	private static final Pattern BLANK = Pattern.compile("\\s", Pattern.UNICODE_CHARACTER_CLASS);

	private final String file;

	private final ProcessGraph graph;

	private final Predicate<String> beginsTickets;

	private final List<Refusal.Detail> findings;

	StatusCheck(String file, ProcessGraph graph, Predicate<String> beginsTickets, List<Refusal.Detail> findings) {
		this.file = file;
		this.graph = graph;
		this.beginsTickets = beginsTickets;
		this.findings = findings;
	}

	void check(BpmnModelInstance model) {
		Map<FlowNode, String> statuses = new LinkedHashMap<>();
		for (FlowNode node : model.getModelElementsByType(FlowNode.class)) {
			Map<String, String> properties = ProcessModel.properties(node);
			String status = properties.get("status");
			if (status != null) {
				statuses.put(node, status);
				checkStatus(node, status, properties.getOrDefault("phase", ""));
			}
		}
		Set<FlowNode> main = this.graph.everVisited();
		Set<FlowNode> besides = this.graph.besides();
		statuses.keySet()
			.stream()
			.filter((node) -> besides.contains(node) && !isTerminate(node))
			.forEach((node) -> find(node, "status_beside", String.valueOf(statuses.get(node))));
		main.stream()
			.filter((node) -> node instanceof EndEvent && ProcessGraph.endsProcess(node) && !statuses.containsKey(node)
					&& this.beginsTickets.test(ProcessGraph.keyOf(node)))
			.forEach((node) -> find(node, "end_without_status"));
		checkWaits(main);
		checkForks(statuses);
		checkPhases(statuses);
	}

	private void checkStatus(FlowNode node, String status, String phaseWord) {
		if (status.isBlank() || status.length() > LONGEST || BLANK.matcher(status).find()) {
			find(node, "status_not_a_word", status, LONGEST);
		}
		if (!takesStatus(node)) {
			find(node, "status_not_at_wait", status);
		}
		Phase phase = Arrays.stream(Phase.values())
			.filter((one) -> one.word().equals(phaseWord))
			.findFirst()
			.orElse(null);
		if (node instanceof EndEvent) {
			if (phase != null && !phase.isFinal()) {
				find(node, "end_not_final", status, phaseWord);
			}
			if (!ProcessGraph.endsProcess(node)) {
				find(node, "end_goes_on", status);
			}
		}
		else if (phase != null && phase.isFinal()) {
			find(node, "final_phase_at_wait", status, phaseWord);
		}
		for (ModelElementInstance scope = node.getParentElement(); scope instanceof SubProcess sub; scope = scope
			.getParentElement()) {
			if (ProcessModel.properties(sub).containsKey("status")) {
				find(node, "status_within_status", status, sub.getId());
			}
		}
	}

	/** A status is given where the token comes to rest. */
	private static boolean takesStatus(FlowNode node) {
		return node instanceof UserTask || node instanceof ReceiveTask || node instanceof EventBasedGateway
				|| node instanceof IntermediateCatchEvent || node instanceof EndEvent || ExternalWork.isAt(node)
				|| (node instanceof SubProcess scope && !scope.triggeredByEvent())
				|| (node instanceof CallActivity call && call.getLoopCharacteristics() != null);
	}

	/**
	 * A ticket keeps the status it had where one is missing, and until there is any, one
	 * that its token does not stand for. A called process may leave it to its caller.
	 */
	private void checkWaits(Set<FlowNode> main) {
		Set<FlowNode> first = this.graph.firstRests();
		Set<FlowNode> beside = this.graph.forks()
			.stream()
			.flatMap(List::stream)
			.flatMap(Set::stream)
			.collect(Collectors.toSet());
		main.stream()
			.filter((node) -> ProcessGraph.waits(node) && !(node instanceof BoundaryEvent) && !isChoiceOfEvents(node)
					&& !hasStatus(node) && this.beginsTickets.test(ProcessGraph.keyOf(node)))
			.forEach((node) -> {
				if (first.contains(node)) {
					find(node, "first_wait_without_status");
				}
				else if (!beside.contains(node)) {
					find(node, "wait_without_status");
				}
			});
	}

	/** Whether the gateway before it waits for it, among others. */
	private static boolean isChoiceOfEvents(FlowNode node) {
		return node.getIncoming().stream().anyMatch((flow) -> flow.getSource() instanceof EventBasedGateway);
	}

	/** Itself, or what it is within. */
	private static boolean hasStatus(FlowNode node) {
		for (ModelElementInstance at = node; at instanceof FlowNode around; at = at.getParentElement()) {
			if (ProcessModel.properties(around).containsKey("status")) {
				return true;
			}
		}
		return false;
	}

	private void checkForks(Map<FlowNode, String> statuses) {
		Set<FlowNode> told = new HashSet<>();
		for (List<Set<FlowNode>> branches : this.graph.forks()) {
			Set<FlowNode> before = new HashSet<>();
			for (Set<FlowNode> branch : branches) {
				List<FlowNode> here = statuses.keySet().stream().filter(branch::contains).toList();
				boolean besideOthers = !branch.containsAll(before);
				here.stream()
					.filter((node) -> besideOthers && !(node instanceof EndEvent))
					.filter(told::add)
					.forEach((node) -> find(node, "status_twice_at_once", String.valueOf(statuses.get(node))));
				here.stream()
					.filter((node) -> node instanceof EndEvent && !isTerminate(node))
					.filter(told::add)
					.forEach((node) -> find(node, "end_leaves_tokens", String.valueOf(statuses.get(node))));
				here.stream().filter((node) -> !(node instanceof EndEvent)).forEach(before::add);
			}
		}
	}

	private void checkPhases(Map<FlowNode, String> statuses) {
		Map<String, String> phases = new LinkedHashMap<>();
		statuses.forEach((node, status) -> {
			String phase = ProcessModel.properties(node).getOrDefault("phase", "");
			String first = phases.putIfAbsent(status, phase);
			if (first != null && !first.equals(phase)) {
				find(node, "status_two_phases", status, first, phase);
			}
		});
	}

	private static boolean isTerminate(FlowNode node) {
		return node instanceof EndEvent end && node.getParentElement() instanceof Process
				&& end.getEventDefinitions().stream().anyMatch(TerminateEventDefinition.class::isInstance);
	}

	private void find(FlowNode at, String rule, Object... args) {
		this.findings.add(Refusal.Detail.of(this.file + "#" + at.getId(), rule, args));
	}

}
