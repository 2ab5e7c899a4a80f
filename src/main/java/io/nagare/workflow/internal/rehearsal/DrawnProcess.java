package io.nagare.workflow.internal.rehearsal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

import io.nagare.workflow.DrawnSteps;
import io.nagare.workflow.internal.model.ProcessGraph;
import io.nagare.workflow.internal.model.ProcessModel;

/**
 * A process as it is drawn: which ways leave a wait, and where they lead.
 *
 * @param file what was drawn
 * @param graph its ways
 * @param model what its elements offer
 */
record DrawnProcess(BpmnModelInstance file, ProcessGraph graph, ProcessModel model) {

	/** What offers the action while a token waits at the element. */
	List<FlowNode> offering(FlowNode wait, String action) {
		return ways(wait).stream().filter((node) -> offers(node, action)).toList();
	}

	private boolean offers(FlowNode node, String action) {
		return this.model.has(node.getId()) && this.model.element(node.getId()).actions().containsKey(action);
	}

	/** What may end the wait by nobody's action. */
	List<FlowNode> unasked(FlowNode wait) {
		return ways(wait).stream().filter((node) -> node != wait || !asks(node)).toList();
	}

	/** What else can happen while a token waits there, at any level. */
	private static List<FlowNode> around(FlowNode wait) {
		List<FlowNode> around = new ArrayList<>(ProcessGraph.boundaries(wait).toList());
		for (ModelElementInstance scope = wait.getParentElement(); scope != null; scope = scope.getParentElement()) {
			if (scope instanceof SubProcess sub) {
				around.addAll(ProcessGraph.boundaries(sub).map(BoundaryEvent.class::cast).toList());
			}
			scope.getChildElementsByType(SubProcess.class)
				.stream()
				.filter(SubProcess::triggeredByEvent)
				.flatMap((sub) -> sub.getChildElementsByType(StartEvent.class).stream())
				.forEach(around::add);
		}
		return around;
	}

	/** All that can end the wait. */
	private List<FlowNode> ways(FlowNode wait) {
		List<FlowNode> ways = new ArrayList<>(List.of(wait));
		if (wait instanceof EventBasedGateway) {
			ways.addAll(this.graph.next(wait));
		}
		ways.addAll(around(wait));
		return ways;
	}

	/**
	 * Whether a ticket that waits at the one element may reach the other as it did. An
	 * action that the process does not know was done in another one: here it is none, as
	 * it is where a message led on.
	 * @param beside where tokens may run beside each other
	 */
	boolean draws(DrawnSteps.Step step, Set<FlowNode> beside) {
		if (!(this.file.getModelElementById(step.at()) instanceof FlowNode at)
				|| !(this.file.getModelElementById(step.reached()) instanceof FlowNode reached)) {
			return false;
		}
		if (isInner(at) || isInner(reached) || beside.contains(at) || beside.contains(reached)) {
			return true;
		}
		List<FlowNode> ways = ways(at);
		@Nullable String action = step.action();
		boolean known = action != null && knows(action);
		List<FlowNode> left = known ? offering(at, String.valueOf(action)) : unasked(at);
		return rests(left, known ? String.valueOf(action) : "").contains(reached) || afterErrors(left).contains(reached)
				|| afterCalls(rests(ways, "")).contains(reached);
	}

	/** Whether the action is one of this process, and not of another. */
	boolean knows(String action) {
		return this.file.getModelElementsByType(FlowNode.class).stream().anyMatch((node) -> offers(node, action));
	}

	/** Whether it is somebody's action that ends the wait. */
	private boolean asks(FlowNode node) {
		return this.model.has(node.getId()) && !this.model.element(node.getId()).actions().isEmpty();
	}

	/** Where the process goes on once what it called has ended, or was left. */
	private Set<FlowNode> afterCalls(Set<FlowNode> rests) {
		return rests(rests.stream()
			.filter(CallActivity.class::isInstance)
			.flatMap((call) -> Stream.concat(Stream.of(call), around(call).stream()))
			.toList(), "");
	}

	/** Where the process goes on if something fails on the way. */
	private Set<FlowNode> afterErrors(Collection<FlowNode> ways) {
		Set<FlowNode> passed = new HashSet<>();
		Deque<FlowNode> ahead = new ArrayDeque<>();
		ways.forEach((way) -> ahead.addAll(this.graph.next(way)));
		while (!ahead.isEmpty()) {
			FlowNode here = ahead.pop();
			if (!ProcessGraph.waits(here) && passed.add(here)) {
				ahead.addAll(this.graph.next(here));
			}
		}
		return rests(passed.stream()
			.flatMap(ProcessGraph::boundaries)
			.filter((event) -> event.getEventDefinitions().stream().anyMatch(ErrorEventDefinition.class::isInstance))
			.map(FlowNode.class::cast)
			.toList(), "");
	}

	private Set<FlowNode> rests(Collection<FlowNode> ways, String action) {
		Set<FlowNode> rests = new LinkedHashSet<>();
		for (FlowNode way : ways) {
			for (FlowNode rest : this.graph.restsAfter(way, action)) {
				rests.add(rest);
				if (rest instanceof SubProcess scope) {
					rests.addAll(rests(List.copyOf(scope.getChildElementsByType(StartEvent.class)), action));
				}
			}
		}
		return rests;
	}

	/** Whether it is an end after which the process goes on. */
	private static boolean isInner(FlowNode node) {
		return node instanceof EndEvent && !ProcessGraph.endsProcess(node);
	}

	/** Where a token may be one of several. */
	Set<FlowNode> beside() {
		Set<FlowNode> beside = new HashSet<>();
		this.graph.forks().forEach((branches) -> branches.forEach(beside::addAll));
		Deque<FlowNode> ahead = new ArrayDeque<>();
		for (FlowNode node : this.file.getModelElementsByType(FlowNode.class)) {
			if (isRepeated(node)) {
				beside.add(node);
			}
			if (ProcessGraph.runsBeside(node) && !(node.getParentElement() instanceof Process)) {
				ahead.add(node);
			}
		}
		while (!ahead.isEmpty()) {
			FlowNode here = ahead.pop();
			// an end here is not what the process goes on from
			if (beside.add(here) && !(here instanceof EndEvent)) {
				ahead.addAll(this.graph.next(here));
				ProcessGraph.boundaries(here).forEach(ahead::add);
			}
		}
		return beside;
	}

	private static boolean isRepeated(FlowNode node) {
		for (ModelElementInstance each = node; each != null; each = each.getParentElement()) {
			if (each instanceof Activity activity && activity.getLoopCharacteristics() != null) {
				return true;
			}
		}
		return false;
	}

}
