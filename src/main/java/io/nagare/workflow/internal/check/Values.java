package io.nagare.workflow.internal.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.EscalationEventDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputOutput;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOutputParameter;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

import io.nagare.workflow.FormField;
import io.nagare.workflow.internal.model.ExternalWork;
import io.nagare.workflow.internal.model.Form;
import io.nagare.workflow.internal.model.ProcessGraph;
import io.nagare.workflow.internal.model.ProcessModel;

/**
 * Which variables a token can have at each element, and which words they can hold: what a
 * form or message carried in, a table or built-in function answered, since the last wait,
 * which empties them all.
 */
final class Values {

	/** Among the words of a variable: it may hold any. */
	static final String ANY = "*";

	/** Among the variables: whoever started the process may have given others. */
	private static final String OTHERS = "*";

	private final ProcessGraph graph;

	private final Function<String, @Nullable Form> forms;

	private final Predicate<String> beginsTickets;

	private final Map<FlowNode, Map<String, Set<String>>> before = new HashMap<>();

	private final Set<String> fields = new HashSet<>();

	/** What something else than a form gives, too. */
	private final Set<String> answers = new HashSet<>();

	private final Deque<FlowNode> ahead = new ArrayDeque<>();

	private final Function<String, Set<String>> saidFields;

	private final Function<String, @Nullable Set<String>> given;

	/**
	 * @param given what those who call a process give it, by name; null for a process
	 * that is not called
	 * @param saidFields what tickets that begin with a process say themselves, so that
	 * its form gives no variable of that name
	 */
	Values(BpmnModelInstance model, ProcessGraph graph, Function<String, @Nullable Form> forms,
			Predicate<String> beginsTickets, Function<String, @Nullable Set<String>> given,
			Function<String, Set<String>> saidFields) {
		this.given = given;
		this.saidFields = saidFields;
		this.graph = graph;
		this.forms = forms;
		this.beginsTickets = beginsTickets;
		for (FlowNode node : model.getModelElementsByType(FlowNode.class)) {
			noteField(node);
			if (node instanceof StartEvent || node instanceof BoundaryEvent) {
				this.before.put(node, new LinkedHashMap<>());
				this.ahead.add(node);
			}
		}
		while (!this.ahead.isEmpty()) {
			FlowNode here = this.ahead.pop();
			if (here instanceof SubProcess) {
				// its own flows go on with what its ends leave, which is nothing
				arrive(here, Map.of(), this.graph.outgoing(here).stream().map((flow) -> flow.getTarget()).toList());
				arrive(here, of(here), List.copyOf(this.graph.next(here)));
			}
			else {
				arrive(here, after(here), (here instanceof EndEvent) ? List.of() : List.copyOf(this.graph.next(here)));
			}
		}
	}

	private void noteField(FlowNode node) {
		String formId = (node instanceof UserTask task) ? task.getCamundaFormRef()
				: ProcessModel.properties(node).get("form");
		this.fields.addAll(fields(formId).keySet());
		String result = resultOf(node);
		if (result != null) {
			this.answers.add(result);
		}
		this.answers.addAll(parameters(node, CamundaInputParameter.class));
		this.answers.addAll(parameters(node, CamundaOutputParameter.class));
		this.answers.addAll(ofInstances(node));
	}

	/**
	 * Whether the variable is what somebody filled in, and nothing else: a value without
	 * parts.
	 */
	boolean isField(String name) {
		return this.fields.contains(name) && !this.answers.contains(name);
	}

	/** Whether a form asks people for it, too. */
	boolean isAsked(String name) {
		return this.fields.contains(name);
	}

	/** The variable in which the answer of a table or a built-in function is kept. */
	private static @Nullable String resultOf(FlowNode node) {
		return (node instanceof BusinessRuleTask rule) ? rule.getCamundaResultVariable()
				: (node instanceof ServiceTask service) ? service.getCamundaResultVariable() : null;
	}

	private void arrive(FlowNode from, Map<String, Set<String>> carried, List<FlowNode> targets) {
		for (FlowNode target : targets) {
			if (target instanceof StartEvent && from.getParentElement() == target.getParentElement()) {
				continue;
			}
			boolean isNew = !this.before.containsKey(target);
			Map<String, Set<String>> known = this.before.computeIfAbsent(target, (node) -> new LinkedHashMap<>());
			if (merge(known, carried) || isNew) {
				this.ahead.add(target);
			}
		}
	}

	private static boolean merge(Map<String, Set<String>> into, Map<String, Set<String>> more) {
		boolean grown = false;
		for (Map.Entry<String, Set<String>> one : more.entrySet()) {
			boolean first = !into.containsKey(one.getKey());
			grown |= into.computeIfAbsent(one.getKey(), (key) -> new HashSet<>()).addAll(one.getValue()) || first;
		}
		return grown;
	}

	/** Whether a token can come to the node at all. */
	boolean reaches(FlowNode node) {
		return this.before.containsKey(node);
	}

	/** The variables when a token comes to the node. */
	Map<String, Set<String>> of(FlowNode node) {
		return this.before.getOrDefault(node, Map.of());
	}

	/** The variables when the token leaves the node. */
	Map<String, Set<String>> after(FlowNode node) {
		if (node instanceof StartEvent start) {
			return start.getEventDefinitions().isEmpty() ? atStart(start) : caught(start);
		}
		if (node instanceof UserTask task) {
			return fields(task.getCamundaFormRef());
		}
		if (node instanceof CatchEvent event) {
			return caught(event);
		}
		if (node instanceof ReceiveTask) {
			return fields(ProcessModel.properties(node).get("form"));
		}
		if (node instanceof EndEvent || node instanceof SubProcess) {
			return Map.of();
		}
		// while it waits for a program outside, a token forgets what it carried
		Map<String, Set<String>> all = ExternalWork.isAt(node) ? new LinkedHashMap<>() : new LinkedHashMap<>(of(node));
		String result = resultOf(node);
		if (result != null) {
			all.put(result, Set.of(ANY));
		}
		parameters(node, CamundaOutputParameter.class).forEach((name) -> all.put(name, Set.of(ANY)));
		if (node instanceof CallActivity) {
			extensions(node, CamundaOut.class).map(CamundaOut::getCamundaTarget)
				.filter((target) -> target != null)
				.forEach((target) -> all.put(target, Set.of(ANY)));
			all.put(ProcessGraph.OUTCOME, Set.of(ANY));
		}
		return all;
	}

	/**
	 * A ticket's process is begun with what its form asks; a called one may be given
	 * something.
	 */
	private Map<String, Set<String>> atStart(StartEvent start) {
		if (start.getParentElement() instanceof Process process) {
			Map<String, String> said = ProcessModel.properties(process);
			if (!this.beginsTickets.test(String.valueOf(process.getId()))) {
				Set<String> given = this.given.apply(String.valueOf(process.getId()));
				Map<String, Set<String>> all = new LinkedHashMap<>();
				((given != null) ? given : Set.of(OTHERS)).forEach((name) -> all.put(name, Set.of(ANY)));
				return all;
			}
			Map<String, Set<String>> answers = new LinkedHashMap<>(fields(said.get("form")));
			answers.keySet().removeAll(saidFields(process));
			return answers;
		}
		return of(start);
	}

	Set<String> saidFields(Process process) {
		return this.saidFields.apply(String.valueOf(process.getId()));
	}

	private Map<String, Set<String>> caught(CatchEvent event) {
		boolean thrown = event.getEventDefinitions()
			.stream()
			.anyMatch((definition) -> definition instanceof ErrorEventDefinition
					|| definition instanceof EscalationEventDefinition);
		if (thrown) {
			return Map.of(OTHERS, Set.of(ANY));
		}
		boolean received = event.getEventDefinitions().stream().anyMatch(MessageEventDefinition.class::isInstance);
		return received ? fields(ProcessModel.properties(event).get("form")) : Map.of();
	}

	private Map<String, Set<String>> fields(@Nullable String formId) {
		if (formId == null || formId.isBlank()) {
			return Map.of();
		}
		Form form = this.forms.apply(formId);
		if (form == null) {
			return Map.of(OTHERS, Set.of(ANY));
		}
		Map<String, Set<String>> fields = new LinkedHashMap<>();
		form.components().forEach((component) -> {
			Set<String> words = component.field()
				.options()
				.stream()
				.map(FormField.Option::value)
				.collect(Collectors.toSet());
			fields.put(component.field().key(), words.isEmpty() ? Set.of(ANY) : words);
		});
		return fields;
	}

	/** What an expression at the node itself can read. */
	Set<String> readable(FlowNode node) {
		Set<String> names = new HashSet<>(of(node).keySet());
		names.addAll(after(node).keySet());
		names.addAll(parameters(node, CamundaInputParameter.class));
		names.addAll(ofInstances(node));
		return names;
	}

	/** What an expression on a flow out of the node can read. */
	Set<String> readableAfter(FlowNode node) {
		Set<String> names = new HashSet<>(after(node).keySet());
		names.addAll(ofInstances(node));
		return names;
	}

	static boolean holds(Set<String> readable, String name) {
		return readable.contains(name) || readable.contains(OTHERS);
	}

	/** What the engine keeps for one of several instances. */
	private static Set<String> ofInstances(ModelElementInstance node) {
		Set<String> names = new HashSet<>();
		for (ModelElementInstance at = node; at != null; at = at.getParentElement()) {
			if (at instanceof Activity activity
					&& activity.getLoopCharacteristics() instanceof MultiInstanceLoopCharacteristics loop) {
				names.addAll(List.of("loopCounter", "nrOfInstances", "nrOfCompletedInstances", "nrOfActiveInstances"));
				if (loop.getCamundaElementVariable() != null) {
					names.add(loop.getCamundaElementVariable());
				}
			}
		}
		return names;
	}

	/** What a call gives, by the names that it is known by then. */
	static Set<String> handed(CallActivity call) {
		return extensions(call, CamundaIn.class).map(CamundaIn::getCamundaTarget)
			.filter((name) -> name != null)
			.collect(Collectors.toSet());
	}

	/** What the parameters say that a node is given, by their names. */
	static Map<String, String> texts(FlowNode node) {
		Map<String, String> texts = new LinkedHashMap<>();
		extensions(node, CamundaInputOutput.class).flatMap((mapping) -> mapping.getCamundaInputParameters().stream())
			.forEach((parameter) -> texts.put(String.valueOf(parameter.getCamundaName()),
					parameter.getTextContent().strip()));
		return texts;
	}

	static Set<String> parameters(FlowNode node, Class<? extends ModelElementInstance> type) {
		return extensions(node, CamundaInputOutput.class)
			.flatMap((mapping) -> mapping.getChildElementsByType(type).stream())
			.map((parameter) -> parameter.getAttributeValue("name"))
			.filter((name) -> name != null)
			.collect(Collectors.toSet());
	}

	private static <T extends ModelElementInstance> Stream<T> extensions(FlowNode node, Class<T> type) {
		return (node.getExtensionElements() != null)
				? node.getExtensionElements().getElementsQuery().filterByType(type).list().stream() : Stream.empty();
	}

}
