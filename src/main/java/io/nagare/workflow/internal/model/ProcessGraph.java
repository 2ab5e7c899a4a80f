package io.nagare.workflow.internal.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.IntermediateThrowEvent;
import org.camunda.bpm.model.bpmn.instance.LinkEventDefinition;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.SignalEventDefinition;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.ThrowEvent;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/**
 * The ways of a token through a process, followed as the engine would. Flows are found by
 * where they begin, as the engine finds them; what an element says of them is for
 * editors.
 */
public final class ProcessGraph {

	/** A condition that asks for a word, such as {@code ${action == 'resolve'}}. */
	private static final Pattern CONDITION = Pattern.compile("\\$\\{\\s*(\\w+)\\s*==\\s*'([^']+)'\\s*}");

	/** What a called process answers; its ends say it by a property of this name. */
	public static final String OUTCOME = "outcome";

	private final BpmnModelInstance bpmn;

	/** The process that is followed alone; null for all of the file. */
	private final @Nullable Process only;

	private final Map<FlowNode, List<SequenceFlow>> outgoing = new LinkedHashMap<>();

	/** Where the flows lead that begin at a node, each place once. */
	private final Map<FlowNode, Set<FlowNode>> targets = new HashMap<>();

	private final Map<FlowNode, Integer> incoming = new HashMap<>();

	private final Map<FlowNode, List<BoundaryEvent>> attached = new HashMap<>();

	/** All processes of a file, each from its start. */
	public ProcessGraph(BpmnModelInstance bpmn) {
		this(bpmn, null);
	}

	/** One process, whatever else is drawn beside it. */
	public ProcessGraph(Process process) {
		this((BpmnModelInstance) process.getModelInstance(), process);
	}

	/** The elements are asked once: each answer is searched in the whole file. */
	private ProcessGraph(BpmnModelInstance bpmn, @Nullable Process only) {
		this.bpmn = bpmn;
		this.only = only;
		for (SequenceFlow flow : all(SequenceFlow.class)) {
			FlowNode source = flow.getSource();
			FlowNode target = flow.getTarget();
			if (source != null && target != null) {
				this.outgoing.computeIfAbsent(source, (node) -> new ArrayList<>()).add(flow);
				this.targets.computeIfAbsent(source, (node) -> new LinkedHashSet<>()).add(target);
				this.incoming.merge(target, 1, Integer::sum);
			}
		}
		for (BoundaryEvent boundary : all(BoundaryEvent.class)) {
			if (boundary.getAttachedTo() != null) {
				this.attached.computeIfAbsent(boundary.getAttachedTo(), (node) -> new ArrayList<>()).add(boundary);
			}
		}
	}

	/** The processes of a file that can be run. */
	public static List<Process> executable(BpmnModelInstance bpmn) {
		return bpmn.getModelElementsByType(Process.class).stream().filter(Process::isExecutable).toList();
	}

	/** The process that an element is in; null for none. */
	public static @Nullable Process processOf(ModelElementInstance element) {
		ModelElementInstance at = element;
		while (at != null && !(at instanceof Process)) {
			at = at.getParentElement();
		}
		return (Process) at;
	}

	/**
	 * Its key; empty for what is drawn outside of all processes, as in a choreography.
	 */
	public static String keyOf(ModelElementInstance element) {
		Process process = processOf(element);
		return (process != null) ? String.valueOf(process.getId()) : "";
	}

	/** The elements of that kind, in the order of the drawing. */
	public <T extends ModelElementInstance> Collection<T> all(Class<T> type) {
		Collection<T> all = this.bpmn.getModelElementsByType(type);
		return (this.only == null) ? all
				: all.stream().filter((element) -> this.only.equals(processOf(element))).toList();
	}

	/** The flows that begin at the node. */
	public List<SequenceFlow> outgoing(FlowNode node) {
		return this.outgoing.getOrDefault(node, List.of());
	}

	/** Where an action of the node leads. */
	Reach reachableBy(FlowNode node, String action) {
		Known known = new Known(Form.ACTION, action);
		Reach reach = reach(targets(node, known), known);
		return runsBeside(node) ? new Reach(reach.statuses(), reach.calls(), Set.of()) : reach;
	}

	/** Whether what begins here leaves the token of the main path where it is. */
	public static boolean runsBeside(FlowNode node) {
		return (node instanceof BoundaryEvent boundary && !boundary.cancelActivity())
				|| (node instanceof StartEvent start && !start.isInterrupting());
	}

	/** What a call activity calls, and where it goes on. */
	public Call call(CallActivity node) {
		Set<FlowNode> after = visited(targets(node, Known.NOTHING), Known.NOTHING);
		Map<String, Reach> byOutcome = new LinkedHashMap<>();
		Stream.concat(Stream.of(node), after.stream().filter((passed) -> !rests(passed)))
			.flatMap((asking) -> outgoing(asking).stream())
			.map((flow) -> wordOf(flow, OUTCOME))
			.filter(Objects::nonNull)
			.forEach((word) -> byOutcome.computeIfAbsent(word, (outcome) -> {
				Known known = new Known(OUTCOME, outcome);
				return reach(targets(node, known), known);
			}));
		Known other = new Known(OUTCOME, "");
		return new Call(node.getId(), String.valueOf(node.getCalledElement()), byOutcome,
				reach(targets(node, other), other));
	}

	/** Where a token can come to rest after the process has started. */
	public Reach fromStart() {
		return reach(starts(), Known.NOTHING);
	}

	/** Where a token comes to rest first, in this process itself. */
	public Set<FlowNode> firstRests() {
		return visited(starts(), Known.NOTHING).stream()
			.filter(ProcessGraph::rests)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/** The words of the ends that leave no token behind, by their ids. */
	public Map<String, String> outcomes() {
		Map<String, String> outcomes = new LinkedHashMap<>();
		everVisited().stream()
			.filter((node) -> node instanceof EndEvent && endsProcess(node))
			.forEach((end) -> outcomes.put(end.getId(), ProcessModel.properties(end).getOrDefault(OUTCOME, "")));
		return outcomes;
	}

	/** Where tokens can go that run beside that of the main path. */
	public Set<FlowNode> besides() {
		return besideStarts().flatMap((start) -> beside(start).stream())
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/** Where a token begins that leaves that of the main path where it is. */
	public Stream<FlowNode> besideStarts() {
		return all(FlowNode.class).stream()
			.filter(ProcessGraph::runsBeside)
			.filter((node) -> !(node instanceof StartEvent) || node.getParentElement() instanceof SubProcess);
	}

	/**
	 * Where a token can go that begins there. The end of a scope that it began in ends
	 * it; what it entered itself it leaves.
	 */
	public Set<FlowNode> beside(FlowNode start) {
		Set<ModelElementInstance> around = new HashSet<>();
		for (ModelElementInstance at = start.getParentElement(); at != null; at = at.getParentElement()) {
			around.add(at);
		}
		Set<FlowNode> seen = new LinkedHashSet<>();
		Deque<FlowNode> ahead = new ArrayDeque<>(List.of(start));
		while (!ahead.isEmpty()) {
			FlowNode here = ahead.pop();
			if (seen.add(here)) {
				boolean ends = here instanceof EndEvent && around.contains(here.getParentElement());
				ahead.addAll(ends ? List.of() : next(here, Known.NOTHING));
				ahead.addAll(caughtLinks(here));
				attached(here).filter(BoundaryEvent::cancelActivity).forEach(ahead::add);
			}
		}
		return seen;
	}

	/**
	 * The branches of each place where a token becomes several, up to where they meet
	 * again.
	 */
	public List<List<Set<FlowNode>>> forks() {
		List<List<Set<FlowNode>>> forks = new ArrayList<>();
		Map<FlowNode, Set<FlowNode>> branches = new HashMap<>();
		this.outgoing.forEach((node, flows) -> {
			if (becomesSeveral(node, flows)) {
				forks.add(flows.stream()
					.map((flow) -> branches.computeIfAbsent(flow.getTarget(), this::branch))
					.toList());
			}
		});
		return forks;
	}

	private static boolean becomesSeveral(FlowNode node, List<SequenceFlow> flows) {
		boolean exclusive = node instanceof ExclusiveGateway || node instanceof EventBasedGateway;
		boolean one = exclusive
				|| (!(node instanceof ParallelGateway || node instanceof InclusiveGateway) && takesOne(node, flows));
		return !one && flows.size() > 1;
	}

	/**
	 * Parallel gateways where flows meet and no two tokens can: nothing in the same scope
	 * makes several of one on the ways that lead there, so that the first would wait for
	 * ever. A sub-process is left by one token, however many it had.
	 */
	public List<FlowNode> joinsOfOneToken() {
		List<FlowNode> joins = new ArrayList<>(
				all(ParallelGateway.class).stream().filter(this::joins).map(FlowNode.class::cast).toList());
		Map<FlowNode, Set<FlowNode>> ahead = new HashMap<>();
		this.outgoing.forEach((node, flows) -> {
			if (becomesSeveral(node, flows)) {
				joins.removeIf((join) -> isBeside(node, join)
						&& meet(join, flows.stream().map(SequenceFlow::getTarget), ahead));
			}
		});
		this.attached.forEach((node, boundaries) -> boundaries.stream()
			.filter(ProcessGraph::runsBeside)
			.forEach((boundary) -> joins
				.removeIf((join) -> isBeside(node, join) && meet(join, Stream.of(boundary, node), ahead))));
		return joins;
	}

	private static boolean isBeside(FlowNode node, FlowNode join) {
		return Objects.equals(node.getParentElement(), join.getParentElement());
	}

	private boolean meet(FlowNode join, Stream<FlowNode> tokens, Map<FlowNode, Set<FlowNode>> ahead) {
		return tokens.filter((from) -> ahead.computeIfAbsent(from, this::ahead).contains(join)).limit(2).count() == 2;
	}

	/** The node, and wherever a token can ever go from it. */
	private Set<FlowNode> ahead(FlowNode from) {
		Set<FlowNode> seen = new LinkedHashSet<>();
		Deque<FlowNode> ahead = new ArrayDeque<>(List.of(from));
		while (!ahead.isEmpty()) {
			FlowNode here = ahead.pop();
			if (seen.add(here)) {
				ahead.addAll(next(here, Known.NOTHING));
				ahead.addAll(caughtLinks(here));
				attached(here).forEach(ahead::add);
			}
		}
		return seen;
	}

	/**
	 * Whether a token can take no two of the flows: each asks for another word of the
	 * same variable, but for the one that is taken when none of them is.
	 */
	private static boolean takesOne(FlowNode node, List<SequenceFlow> flows) {
		SequenceFlow otherwise = (node instanceof Activity activity) ? activity.getDefault() : null;
		Set<String> names = new HashSet<>();
		Set<String> words = new HashSet<>();
		for (SequenceFlow flow : flows) {
			if (flow == otherwise) {
				continue;
			}
			Matcher matcher = CONDITION.matcher((flow.getConditionExpression() != null)
					? flow.getConditionExpression().getTextContent().strip() : "");
			if (!matcher.matches() || !words.add(matcher.group(2))) {
				return false;
			}
			names.add(matcher.group(1));
		}
		return names.size() == 1;
	}

	private Set<FlowNode> branch(FlowNode from) {
		Set<FlowNode> seen = new LinkedHashSet<>();
		Deque<FlowNode> ahead = new ArrayDeque<>(List.of(from));
		while (!ahead.isEmpty()) {
			FlowNode here = ahead.pop();
			if (!joins(here) && seen.add(here)) {
				ahead.addAll(next(here, Known.NOTHING));
				attached(here).filter(BoundaryEvent::cancelActivity).forEach(ahead::add);
			}
		}
		return seen;
	}

	private boolean joins(FlowNode node) {
		return (node instanceof ParallelGateway || node instanceof InclusiveGateway)
				&& this.incoming.getOrDefault(node, 0) > 1;
	}

	/**
	 * An element of a loop in which no token waits and nothing is called; empty for none.
	 */
	public Optional<FlowNode> endlessLoop() {
		Set<FlowNode> passed = all(FlowNode.class).stream()
			.filter((node) -> !stands(node) && !(node instanceof CallActivity))
			.collect(Collectors.toCollection(LinkedHashSet::new));
		return EndlessLoops.find(passed, this::passedNext);
	}

	/** Where a token goes at once, by whatever way: links and caught errors are two. */
	private Set<FlowNode> passedNext(FlowNode node) {
		Set<FlowNode> next = new LinkedHashSet<>(next(node, Known.NOTHING));
		attached(node).filter((boundary) -> !stands(boundary))
			.forEach((boundary) -> next.addAll(targets(boundary, Known.NOTHING)));
		next.addAll(caughtLinks(node));
		return next;
	}

	private List<FlowNode> caughtLinks(FlowNode node) {
		return linkOf(node)
			.<List<FlowNode>>map((link) -> all(IntermediateCatchEvent.class).stream()
				.filter((one) -> linkOf(one).filter(link::equals).isPresent())
				.<FlowNode>map((one) -> one)
				.toList())
			.orElse(List.of());
	}

	private static Optional<String> linkOf(FlowNode node) {
		return (node instanceof IntermediateThrowEvent || node instanceof IntermediateCatchEvent)
				? node.getChildElementsByType(LinkEventDefinition.class)
					.stream()
					.map((link) -> String.valueOf(link.getName()))
					.findFirst()
				: Optional.empty();
	}

	/** Whether time passes, or somebody acts, before a token goes on from here. */
	private static boolean stands(FlowNode node) {
		if (node instanceof CatchEvent event && !(node instanceof StartEvent)) {
			return event.getEventDefinitions()
				.stream()
				.anyMatch((definition) -> definition instanceof TimerEventDefinition
						|| definition instanceof MessageEventDefinition || definition instanceof SignalEventDefinition);
		}
		return node instanceof UserTask || node instanceof ReceiveTask || node instanceof EventBasedGateway
				|| ExternalWork.isAt(node);
	}

	private Collection<FlowNode> starts() {
		return all(StartEvent.class).stream()
			.filter((start) -> start.getParentElement() instanceof Process)
			.map(FlowNode.class::cast)
			.toList();
	}

	/**
	 * Where a token can come to rest, if one word is known. Decisions that do not depend
	 * on it are taken to go either way.
	 */
	private Reach reach(Collection<FlowNode> from, Known known) {
		Set<String> statuses = new LinkedHashSet<>();
		Set<String> calls = new LinkedHashSet<>();
		Set<String> outcomes = new LinkedHashSet<>();
		for (FlowNode node : visited(from, known)) {
			String status = ProcessModel.properties(node).get("status");
			if (status != null) {
				statuses.add(status);
			}
			else if (node instanceof CallActivity) {
				calls.add(node.getId());
			}
			else if (node instanceof EndEvent && endsProcess(node)) {
				outcomes.add(ProcessModel.properties(node).getOrDefault(OUTCOME, ""));
			}
		}
		return new Reach(statuses, calls, outcomes);
	}

	/**
	 * Where a token of this process waits or ends next after an action of the node, and
	 * the processes that it calls on the way.
	 * @param action empty for none, as when a timer is due
	 */
	public Set<FlowNode> restsAfter(FlowNode node, String action) {
		Known known = action.isEmpty() ? Known.NOTHING : new Known(Form.ACTION, action);
		return rests(targets(node, known), known);
	}

	/**
	 * Where a token waits or ends next that comes to the node; the node itself, if so.
	 */
	public Set<FlowNode> restsAt(FlowNode node) {
		return rests(List.of(node), Known.NOTHING);
	}

	/** The same after the process has started. */
	public Set<FlowNode> restsFromStart() {
		return rests(starts(), Known.NOTHING);
	}

	/**
	 * What a token that rests at the node may pass before it rests again, what is
	 * attached around it included.
	 */
	public Set<FlowNode> passedAfter(FlowNode node) {
		Set<FlowNode> passed = new LinkedHashSet<>();
		List<FlowNode> begin = new ArrayList<>(next(node, Known.NOTHING));
		for (ModelElementInstance at = node; at instanceof FlowNode around; at = at.getParentElement()) {
			attached(around).forEach((boundary) -> {
				passed.add(boundary);
				begin.addAll(targets(boundary, Known.NOTHING));
			});
		}
		visited(begin, Known.NOTHING).stream().filter((one) -> !rests(one)).forEach(passed::add);
		return passed;
	}

	private Set<FlowNode> rests(Collection<FlowNode> from, Known known) {
		Set<FlowNode> rests = new LinkedHashSet<>();
		Deque<Collection<FlowNode>> ahead = new ArrayDeque<>(List.of(from));
		while (!ahead.isEmpty()) {
			for (FlowNode node : visited(ahead.pop(), known)) {
				boolean ends = node instanceof EndEvent && endsProcess(node);
				if ((rests(node) || ends) && rests.add(node) && node instanceof CallActivity) {
					ahead.add(targets(node, Known.NOTHING));
				}
			}
		}
		return rests;
	}

	/** The nodes to which a token can go, those at which it comes to rest included. */
	private Set<FlowNode> visited(Collection<FlowNode> from, Known known) {
		Set<FlowNode> seen = new LinkedHashSet<>();
		Deque<FlowNode> ahead = new ArrayDeque<>(from);
		while (!ahead.isEmpty()) {
			FlowNode here = ahead.pop();
			if (seen.add(here) && !rests(here)) {
				ahead.addAll(next(here, known));
			}
		}
		return seen;
	}

	/** The nodes to which the token of the main path can ever go. */
	public Set<FlowNode> everVisited() {
		return everVisited(Set.of());
	}

	/**
	 * The same where the token leaves some of them by what happens at their boundary
	 * alone.
	 */
	public Set<FlowNode> everVisited(Set<FlowNode> unfinished) {
		Set<FlowNode> seen = new LinkedHashSet<>();
		Deque<FlowNode> ahead = new ArrayDeque<>(starts());
		all(StartEvent.class).stream()
			.filter((start) -> start.getParentElement() instanceof SubProcess scope && scope.triggeredByEvent()
					&& start.isInterrupting())
			.forEach(ahead::add);
		while (!ahead.isEmpty()) {
			FlowNode here = ahead.pop();
			if (seen.add(here)) {
				ahead.addAll(unfinished.contains(here) ? List.of() : next(here, Known.NOTHING));
				attached(here).filter(BoundaryEvent::cancelActivity).forEach(ahead::add);
			}
		}
		return seen;
	}

	private static boolean rests(FlowNode node) {
		return waits(node) || node instanceof CallActivity || ProcessModel.properties(node).containsKey("status");
	}

	public static boolean waits(FlowNode node) {
		return node instanceof UserTask || node instanceof ReceiveTask || node instanceof EventBasedGateway
				|| (node instanceof CatchEvent && !(node instanceof StartEvent)) || ExternalWork.isAt(node);
	}

	/** Whether the end leaves no token of the main path behind. */
	public static boolean endsProcess(FlowNode end) {
		ModelElementInstance scope = end.getParentElement();
		while (scope instanceof SubProcess sub && sub.triggeredByEvent() && interrupts(sub)) {
			scope = sub.getParentElement();
		}
		return scope instanceof Process && errorOf(end) == null;
	}

	private static boolean interrupts(SubProcess scope) {
		return scope.getFlowElements()
			.stream()
			.anyMatch((start) -> start instanceof StartEvent event && event.isInterrupting());
	}

	/** Where a token can go from the node, by whatever flow. */
	public Collection<FlowNode> next(FlowNode node) {
		return next(node, Known.NOTHING);
	}

	private Collection<FlowNode> next(FlowNode node, Known known) {
		ErrorEventDefinition error = errorOf(node);
		if (node instanceof EndEvent && error != null) {
			return caught(node, error).map((boundary) -> targets(boundary, known)).orElse(List.of());
		}
		if (node instanceof EndEvent && node.getParentElement() instanceof SubProcess scope) {
			return targets(scope, known);
		}
		if (node instanceof SubProcess scope && !scope.triggeredByEvent()) {
			return scope.getFlowElements()
				.stream()
				.filter(StartEvent.class::isInstance)
				.map(FlowNode.class::cast)
				.toList();
		}
		return targets(node, known);
	}

	private Stream<BoundaryEvent> attached(FlowNode node) {
		return this.attached.getOrDefault(node, List.of()).stream();
	}

	/** What may interrupt the node, or happen beside it. */
	public static Stream<BoundaryEvent> boundaries(FlowNode node) {
		return node.getModelInstance()
			.getModelElementsByType(BoundaryEvent.class)
			.stream()
			.filter((boundary) -> boundary.getAttachedTo() == node);
	}

	/**
	 * What in the same process catches the error of an end event: a boundary of what it
	 * is in, or the start of an event sub-process beside it.
	 */
	public static Optional<FlowNode> caught(FlowNode end, ErrorEventDefinition error) {
		ModelElementInstance within = end;
		for (ModelElementInstance scope = end.getParentElement(); scope != null; scope = scope.getParentElement()) {
			ModelElementInstance from = within;
			Optional<FlowNode> start = scope.getChildElementsByType(SubProcess.class)
				.stream()
				.filter((beside) -> beside.triggeredByEvent() && beside != from)
				.flatMap((beside) -> beside.getChildElementsByType(StartEvent.class).stream())
				.filter((one) -> one.getEventDefinitions().stream().anyMatch((event) -> catches(event, error)))
				.map(FlowNode.class::cast)
				.findFirst();
			if (start.isPresent() || !(scope instanceof SubProcess sub)) {
				return start;
			}
			within = scope;
			Optional<FlowNode> boundary = boundaries(sub)
				.filter((one) -> one.getEventDefinitions().stream().anyMatch((event) -> catches(event, error)))
				.map(FlowNode.class::cast)
				.findFirst();
			if (boundary.isPresent()) {
				return boundary;
			}
		}
		return Optional.empty();
	}

	private static boolean catches(EventDefinition event, ErrorEventDefinition error) {
		return event instanceof ErrorEventDefinition catcher && (catcher.getError() == null || (error.getError() != null
				&& Objects.equals(catcher.getError().getErrorCode(), error.getError().getErrorCode())));
	}

	public static @Nullable ErrorEventDefinition errorOf(FlowNode node) {
		return (node instanceof ThrowEvent event) ? event.getEventDefinitions()
			.stream()
			.filter(ErrorEventDefinition.class::isInstance)
			.map(ErrorEventDefinition.class::cast)
			.findFirst()
			.orElse(null) : null;
	}

	private Collection<FlowNode> targets(FlowNode node, Known known) {
		if (known.equals(Known.NOTHING)) {
			return this.targets.getOrDefault(node, Set.of());
		}
		List<SequenceFlow> flows = outgoing(node);
		if (node instanceof ExclusiveGateway gateway) {
			Optional<SequenceFlow> chosen = flows.stream()
				.filter((flow) -> known.value().equals(wordOf(flow, known.name())))
				.findFirst();
			if (chosen.isPresent()) {
				return List.of(chosen.get().getTarget());
			}
			if (flows.stream().anyMatch((flow) -> wordOf(flow, known.name()) != null)) {
				return (gateway.getDefault() != null) ? List.of(gateway.getDefault().getTarget()) : List.of();
			}
		}
		return flows.stream()
			.filter((flow) -> wordOf(flow, known.name()) == null || known.value().equals(wordOf(flow, known.name())))
			.map(SequenceFlow::getTarget)
			.toList();
	}

	/**
	 * The word of a variable for which the flow is taken; null where it asks for none.
	 */
	public static @Nullable String wordOf(SequenceFlow flow, String variable) {
		if (flow.getConditionExpression() == null) {
			return null;
		}
		Matcher matcher = CONDITION.matcher(flow.getConditionExpression().getTextContent().strip());
		return (matcher.matches() && matcher.group(1).equals(variable)) ? matcher.group(2) : null;
	}

	/** A variable whose word is known. */
	private record Known(String name, String value) {

		/** No variable has such a name. */
		private static final Known NOTHING = new Known("", "");

	}

	/**
	 * Where a token can come to rest from some place on.
	 *
	 * @param statuses the statuses it can get in this process
	 * @param calls the ids of what it can call
	 * @param outcomes the words with which the process can end before it rests; empty for
	 * an end without one
	 */
	public record Reach(Set<String> statuses, Set<String> calls, Set<String> outcomes) {
	}

	/**
	 * A call of another process.
	 *
	 * @param id the element that calls
	 * @param process the id of what it calls
	 * @param byOutcome where the token goes afterwards, by the outcomes that the model
	 * asks for
	 * @param otherwise where it goes for every other
	 */
	public record Call(String id, String process, Map<String, Reach> byOutcome, Reach otherwise) {

		Reach after(String outcome) {
			return this.byOutcome.getOrDefault(outcome, this.otherwise);
		}

		/** Those of the outcomes of what it calls for which it has no way. */
		public Stream<String> lost(Set<String> outcomes) {
			boolean oneWay = outcomes.size() <= 1 && this.byOutcome.isEmpty();
			return outcomes.stream()
				.filter((outcome) -> !oneWay && !outcome.isEmpty() && !this.byOutcome.containsKey(outcome));
		}

	}

}
