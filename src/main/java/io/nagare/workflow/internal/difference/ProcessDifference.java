package io.nagare.workflow.internal.difference;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.jspecify.annotations.Nullable;

import io.nagare.shared.Label;
import io.nagare.workflow.internal.model.Form;
import io.nagare.workflow.internal.model.ProcessGraph;
import io.nagare.workflow.internal.model.ProcessModel;
import io.nagare.workflow.internal.model.ProcessModel.Element;

/** Two versions of a process, element by element: ids are public and stay. */
final class ProcessDifference {

	private static final String ACTORS = "actors";

	private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

	private final Side from;

	private final Side to;

	private final List<ElementChange> changes = new ArrayList<>();

	private ProcessDifference(Side from, Side to) {
		this.from = from;
		this.to = to;
	}

	/** All that is otherwise, in the order of the drawings. */
	static List<ElementChange> of(Side from, Side to) {
		ProcessDifference difference = new ProcessDifference(from, to);
		difference.compare();
		return difference.changes;
	}

	private void compare() {
		this.from.nodes.forEach((id, node) -> {
			if (!this.to.nodes.containsKey(id)) {
				gone(id, node);
			}
		});
		this.to.nodes.forEach((id, node) -> {
			FlowNode before = this.from.nodes.get(id);
			if (before == null) {
				come(id, node);
			}
			else {
				compare(id, before, node);
			}
		});
		flows();
		waysAround();
		Map<String, String> before = ProcessModel.properties(this.from.process);
		Map<String, String> after = ProcessModel.properties(this.to.process);
		all(before.keySet(), after.keySet()).stream()
			.filter((name) -> !Objects.equals(before.get(name), after.get(name)))
			.forEach((name) -> add(ElementChange.of(name.equals(ACTORS) && isWider(before, after), null, "process_says",
					name, said(before.get(name)), said(after.get(name)))));
		this.from.forms().forEach((id, form) -> {
			Form now = this.to.forms().get(id);
			if (now != null) {
				this.changes.addAll(FormDifference.of(form, now, this.to.firstAsking(id)));
			}
		});
	}

	/** Whether people may ask who could not. */
	private static boolean isWider(Map<String, String> before, Map<String, String> after) {
		List<String> could = words(before.getOrDefault(ACTORS, ProcessModel.EVERYBODY));
		List<String> can = words(after.getOrDefault(ACTORS, ProcessModel.EVERYBODY));
		return !could.contains(ProcessModel.EVERYBODY) && !could.containsAll(can);
	}

	private void gone(String id, FlowNode node) {
		Element element = this.from.model.element(id);
		if (this.from.approves(element)) {
			add(ElementChange.loosening(id, "approval_removed", this.from.name(id)));
		}
		else if (ElementFacts.of(node).containsKey(ElementFacts.TIMER)) {
			add(ElementChange.loosening(id, "timer_removed", this.from.name(id)));
		}
		else if (element.status() != null) {
			add(ElementChange.at(id, "state_removed", this.from.name(id), element.status()));
		}
		else {
			add(ElementChange.at(id, "element_removed", this.from.name(id)));
		}
		ElementFacts.records(node)
			.forEach((call) -> add(ElementChange.loosening(id, "record_removed", this.from.name(id), call)));
	}

	private void come(String id, FlowNode node) {
		Element element = this.to.model.element(id);
		String timer = ElementFacts.of(node).get(ElementFacts.TIMER);
		if (this.to.approves(element)) {
			add(ElementChange.at(id, "approval_added", this.to.name(id)));
		}
		else if (timer != null) {
			add(ElementChange.at(id, "timer_added", this.to.name(id), timer));
		}
		else if (element.status() != null && element.phase() != null) {
			add(ElementChange.at(id, "state_added", this.to.name(id), element.status(), element.phase().word()));
		}
		else {
			add(ElementChange.at(id, "element_added", this.to.name(id)));
		}
		element.actions()
			.values()
			.forEach((action) -> add(ElementChange.at(id, "action_added", this.to.name(id), action.label())));
	}

	private void compare(String id, FlowNode before, FlowNode after) {
		Element was = this.from.model.element(id);
		Element is = this.to.model.element(id);
		Label name = this.to.name(id);
		if (!this.from.name(id).equals(name)) {
			add(ElementChange.at(id, "element_renamed", this.from.name(id), name));
		}
		if (!Objects.equals(was.status(), is.status())) {
			add(ElementChange.at(id, "state_renamed", name, said(was.status()), said(is.status())));
		}
		if (was.phase() != null && is.phase() != null && was.phase() != is.phase()) {
			add(ElementChange.at(id, "phase_changed", name, was.phase().word(), is.phase().word()));
		}
		if (this.from.approves(was) != this.to.approves(is)) {
			add(this.from.approves(was) ? ElementChange.loosening(id, "approval_removed", name)
					: ElementChange.at(id, "approval_added", name));
		}
		ElementFacts.without(was.actions().keySet(), is.actions().keySet())
			.forEach((action) -> add(ElementChange.at(id, "action_removed", name,
					Objects.requireNonNull(was.actions().get(action), action).label())));
		ElementFacts.without(is.actions().keySet(), was.actions().keySet())
			.forEach((action) -> add(ElementChange.at(id, "action_added", name,
					Objects.requireNonNull(is.actions().get(action), action).label())));
		words(id, "actor", name, was.actors(), is.actors(), true);
		words(id, "excluded", name, was.excluded(), is.excluded(), false);
		facts(id, name, ElementFacts.of(before), ElementFacts.of(after));
		ElementFacts.without(ElementFacts.records(before), ElementFacts.records(after))
			.forEach((call) -> add(ElementChange.loosening(id, "record_removed", name, call)));
		ElementFacts.without(ElementFacts.records(after), ElementFacts.records(before))
			.forEach((call) -> add(ElementChange.at(id, "record_added", name, call)));
		List<String> timed = ElementFacts.timedRecords(before);
		ElementFacts.records(after)
			.stream()
			.filter(ElementFacts.records(before)::contains)
			.filter((call) -> ElementFacts.timedRecords(after)
				.stream()
				.noneMatch((one) -> one.endsWith(" " + call) && timed.contains(one)))
			.forEach((call) -> add(ElementChange.at(id, "record_moved", name, call)));
	}

	private void words(String id, String rule, Label name, List<String> was, List<String> is, boolean moreLoosens) {
		ElementFacts.without(is, was)
			.forEach((word) -> add(moreLoosens ? ElementChange.loosening(id, rule + "_added", name, word)
					: ElementChange.at(id, rule + "_added", name, word)));
		ElementFacts.without(was, is)
			.forEach((word) -> add(moreLoosens ? ElementChange.at(id, rule + "_removed", name, word)
					: ElementChange.loosening(id, rule + "_removed", name, word)));
	}

	private void facts(String id, Label name, Map<String, String> was, Map<String, String> is) {
		for (String fact : all(was.keySet(), is.keySet())) {
			String before = was.get(fact);
			String after = is.get(fact);
			if (!Objects.equals(before, after)) {
				boolean loosens = switch (fact) {
					case ElementFacts.INPUTS -> true;
					case ElementFacts.APPROVES, ElementFacts.PEOPLE -> !words(before).containsAll(words(after));
					case ElementFacts.WHEN -> after == null;
					case ElementFacts.ENOUGH -> before != null && !isMore(before, after);
					case ElementFacts.TIMER -> before != null && after != null && isLater(before, after);
					case ElementFacts.BESIDE -> after != null;
					case ElementFacts.DEFAULT -> this.to.decidesOnApproval(id);
					default -> false;
				};
				add(ElementChange.of(loosens, id, fact + "_changed", name, said(before), said(after)));
			}
		}
	}

	/** Of times that are written out; what a function answers is not known here. */
	private static boolean isLater(String before, String after) {
		try {
			return Duration.parse(after).compareTo(Duration.parse(before)) > 0;
		}
		catch (DateTimeParseException ex) {
			return false;
		}
	}

	/** Whether one condition is the other with a greater number. */
	private static boolean isMore(String before, @Nullable String after) {
		if (after == null || !NUMBER.matcher(before).replaceAll("#").equals(NUMBER.matcher(after).replaceAll("#"))) {
			return false;
		}
		List<BigDecimal> were = numbers(before);
		List<BigDecimal> are = numbers(after);
		return IntStream.range(0, were.size()).allMatch((at) -> are.get(at).compareTo(were.get(at)) >= 0);
	}

	private static List<BigDecimal> numbers(String text) {
		return NUMBER.matcher(text).results().map((number) -> new BigDecimal(number.group())).toList();
	}

	private static List<String> words(@Nullable String commaSeparated) {
		return Form.Component.words((commaSeparated != null) ? commaSeparated : "");
	}

	/** An approval that stands and can be left aside is none. */
	private void waysAround() {
		for (FlowNode approval : this.to.nodes.values()) {
			String id = approval.getId();
			FlowNode before = this.from.nodes.get(id);
			if (before != null && this.to.approves(this.to.model.element(id))
					&& this.from.approves(this.from.model.element(id))) {
				Set<String> without = this.from.reachedWithout(before);
				this.to.reachedWithout(approval)
					.stream()
					.filter((reached) -> this.from.nodes.containsKey(reached) && !without.contains(reached))
					.findFirst()
					.ifPresent((reached) -> add(ElementChange.loosening(id, "approval_passed_by", this.to.name(id),
							this.to.name(reached))));
			}
		}
	}

	/** Of what stands in both drawings; others come and go with their elements. */
	private void flows() {
		Map<String, SequenceFlow> before = this.from.flows();
		Map<String, SequenceFlow> after = this.to.flows();
		before.forEach((id, flow) -> {
			SequenceFlow now = after.get(id);
			String source = flow.getSource().getId();
			if (now == null) {
				if (this.to.nodes.containsKey(source) && this.to.nodes.containsKey(flow.getTarget().getId())) {
					add(ElementChange.at(source, "flow_removed", this.from.name(source),
							this.from.name(flow.getTarget().getId())));
				}
				ElementFacts.records(flow)
					.forEach((call) -> add(
							ElementChange.loosening(source, "record_removed", this.from.name(source), call)));
				return;
			}
			compare(flow, now);
		});
		after.forEach((id, flow) -> {
			String source = flow.getSource().getId();
			if (!before.containsKey(id) && this.from.nodes.containsKey(source)
					&& this.from.nodes.containsKey(flow.getTarget().getId())) {
				add(ElementChange.at(source, "flow_added", this.to.name(source),
						this.to.name(flow.getTarget().getId())));
			}
		});
	}

	private void compare(SequenceFlow was, SequenceFlow is) {
		String source = is.getSource().getId();
		Label name = this.to.name(source);
		if (!was.getTarget().getId().equals(is.getTarget().getId())) {
			add(ElementChange.at(source, "flow_changed", name, this.from.name(was.getTarget().getId()),
					this.to.name(is.getTarget().getId())));
		}
		String before = condition(was);
		String after = condition(is);
		if (!before.equals(after)) {
			add(ElementChange.of(this.to.decidesOnApproval(source), source, "condition_changed", name, said(before),
					said(after)));
		}
		ElementFacts.without(ElementFacts.records(was), ElementFacts.records(is))
			.forEach((call) -> add(ElementChange.loosening(source, "record_removed", name, call)));
		ElementFacts.without(ElementFacts.records(is), ElementFacts.records(was))
			.forEach((call) -> add(ElementChange.at(source, "record_added", name, call)));
	}

	private static String condition(SequenceFlow flow) {
		return (flow.getConditionExpression() != null) ? flow.getConditionExpression().getTextContent().strip() : "";
	}

	private void add(ElementChange change) {
		this.changes.add(change);
	}

	private static Set<String> all(Set<String> some, Set<String> others) {
		Set<String> all = new LinkedHashSet<>(some);
		all.addAll(others);
		return all;
	}

	static String said(@Nullable String value) {
		return (value == null || value.isBlank()) ? "-" : value;
	}

	/** One of the versions. */
	static final class Side {

		private final Process process;

		private final ProcessModel model;

		private final ProcessGraph graph;

		private final Map<String, FlowNode> nodes = new LinkedHashMap<>();

		private final Map<String, Form> all;

		Side(Process process, Map<String, Form> forms) {
			this.process = process;
			this.model = new ProcessModel(process, forms);
			this.graph = new ProcessGraph(process);
			this.all = forms;
			this.graph.all(FlowNode.class).forEach((node) -> this.nodes.put(node.getId(), node));
		}

		/**
		 * How many tickets each element concerns: those that rest there, and where none
		 * can, those that may pass it next.
		 * @param resting by the element at which they rest
		 */
		Map<String, Integer> concerned(Map<String, Integer> resting) {
			int all = resting.getOrDefault(ConcernedTickets.ALL, Integer.MAX_VALUE);
			Map<String, Integer> concerned = new HashMap<>(resting);
			resting.forEach((element, tickets) -> {
				FlowNode node = this.nodes.get(element);
				if (node != null && ProcessGraph.waits(node)) {
					this.graph.passedAfter(node)
						.stream()
						.map(FlowNode::getId)
						.filter((passed) -> !resting.containsKey(passed))
						.forEach((passed) -> concerned.merge(passed, tickets,
								(some, more) -> Math.min(all, some + more)));
				}
			});
			return concerned;
		}

		private Map<String, SequenceFlow> flows() {
			Map<String, SequenceFlow> flows = new LinkedHashMap<>();
			this.graph.all(SequenceFlow.class).forEach((flow) -> flows.put(flow.getId(), flow));
			return flows;
		}

		private Map<String, Form> forms() {
			Map<String, Form> asked = new LinkedHashMap<>();
			this.all.forEach((id, form) -> {
				if (this.model.asksFor(id)) {
					asked.put(id, form);
				}
			});
			return asked;
		}

		private @Nullable String firstAsking(String formId) {
			return this.model.elements()
				.stream()
				.filter((element) -> element.form() != null && element.form().id().equals(formId))
				.map(Element::id)
				.findFirst()
				.orElse(null);
		}

		/**
		 * Where a ticket can come that was not approved there, in the order of the way.
		 */
		private Set<String> reachedWithout(FlowNode approval) {
			return this.graph.everVisited(Set.of(approval))
				.stream()
				.map(FlowNode::getId)
				.collect(Collectors.toCollection(LinkedHashSet::new));
		}

		/**
		 * Whether it depends on the flow that is taken from here if somebody is asked for
		 * an approval next.
		 */
		private boolean decidesOnApproval(String id) {
			FlowNode source = this.nodes.get(id);
			List<Set<FlowNode>> ways = (source == null) ? List.of()
					: this.graph.outgoing(source).stream().map((flow) -> this.graph.restsAt(flow.getTarget())).toList();
			return ways.stream()
				.flatMap(Set::stream)
				.filter((rest) -> approves(this.model.element(rest.getId())))
				.anyMatch((approval) -> !ways.stream().allMatch((way) -> way.contains(approval)));
		}

		/** A task whose form has a choice by which it is approved. */
		private boolean approves(Element element) {
			return element.form() != null && element.form()
				.components()
				.stream()
				.flatMap((component) -> component.field().options().stream())
				.anyMatch((option) -> element.approves().contains(option.value()));
		}

		private Label name(String id) {
			Label label = this.model.label(id);
			return (label != null && !label.ja().isBlank()) ? label : new Label(id, id);
		}

	}

}
