package io.nagare.workflow.internal.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.UUID;
import java.util.Optional;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.xml.ModelInstance;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

import io.nagare.workflow.WaitReached;
import io.nagare.shared.Label;
import io.nagare.shared.Phase;
import io.nagare.workflow.RequestModels;

/**
 * One version of a process as the product reads it: what each wait means, which actions
 * it offers, and where they lead. Immutable, and without the document that it was read
 * from, which is ten times as large.
 */
public final class ProcessModel {

	/** The choices of a task's form by which who completes it approves the ticket. */
	public static final String APPROVES = "approves";

	/** By this property of a process it makes a type of requests. */
	public static final String REQUEST_TYPE = "request_type";

	/** Who may ask where a type of requests does not say. */
	public static final String EVERYBODY = "everybody";

	/** The properties of a process that the product reads. */
	public static final List<String> PROCESS_PROPERTIES = List.of(REQUEST_TYPE, "label", "description", "category",
			"actors", "form");

	/** The properties of an element that the product reads. */
	public static final List<String> PROPERTIES = List.of("status", "phase", "actors", "excluded", APPROVES,
			Form.ACTION, "label", "form", "when", ProcessGraph.OUTCOME);

	private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

	/** What approves where the model does not say. */
	private static final List<String> APPROVING = List.of("approve");

	/** What the engine appends to the id of an activity for what holds its instances. */
	private static final String MULTI_INSTANCE_BODY = "#multiInstanceBody";

	/** "Accept incident. An agent looks at it first." */
	private static final Pattern ENGLISH_NAME = Pattern.compile("([A-Z][^.\\n\u3000-\u9fff]{0,59})\\.(\\s.*)?",
			Pattern.DOTALL);

	private final Map<String, Element> elements = new LinkedHashMap<>();

	private final Map<String, Element> mainPath;

	private final ProcessGraph.Reach fromStart;

	private final Map<String, ProcessGraph.Call> calls = new LinkedHashMap<>();

	private final Map<String, String> outcomes;

	private final Set<String> closingTimers;

	private final RequestModels.@Nullable RequestModel request;

	private final @Nullable Form form;

	private final @Nullable Label label;

	private final List<Asked> asked = new ArrayList<>();

	private final List<Handed> handed = new ArrayList<>();

	/**
	 * What a process says of itself.
	 * @param forms those deployed with it, by their ids
	 */
	public ProcessModel(Process process, Map<String, Form> forms) {
		ProcessGraph graph = new ProcessGraph(process);
		for (FlowNode node : graph.all(FlowNode.class)) {
			Element element = element(node, forms, graph);
			if (waitsTogether(node)) {
				this.elements.put(node.getId() + MULTI_INSTANCE_BODY, element);
				element = element.offTheMainPath();
			}
			this.elements.put(node.getId(), element);
			String table = node.getAttributeValueNs(CAMUNDA, "decisionRef");
			if (table != null && isLiteral(table)) {
				this.asked.add(new Asked(table, extensions(node, "inputParameter", "name", null)));
			}
		}
		this.mainPath = mainPath(process.getModelInstance());
		this.fromStart = graph.fromStart();
		graph.all(CallActivity.class).forEach((call) -> {
			this.calls.put(call.getId(), graph.call(call));
			Map<String, String> words = extensions(call, "in", "target", "sourceExpression");
			words.values().removeIf((word) -> !isLiteral(word));
			this.handed.add(new Handed(String.valueOf(call.getCalledElement()),
					extensions(call, "in", "target", "target").keySet(), words));
		});
		this.outcomes = graph.outcomes();
		this.closingTimers = closingTimers(graph);
		this.request = request(process, forms);
		this.form = forms.get(properties(process).getOrDefault("form", ""));
		this.label = label(process);
	}

	private Set<String> closingTimers(ProcessGraph graph) {
		return graph.all(BoundaryEvent.class)
			.stream()
			.filter((event) -> event.cancelActivity()
					&& event.getEventDefinitions().stream().anyMatch(TimerEventDefinition.class::isInstance))
			.filter((event) -> {
				Set<FlowNode> next = graph.restsAfter(event, "");
				return !next.isEmpty()
						&& next.stream().allMatch((rest) -> element(rest.getId()).phase() == Phase.CLOSED);
			})
			.map(FlowNode::getId)
			.collect(Collectors.toUnmodifiableSet());
	}

	private static boolean isLiteral(@Nullable String text) {
		return text != null && !text.isBlank() && !text.contains("{");
	}

	/**
	 * What the extensions of a node say, by an attribute.
	 * @param value the attribute that says it; null for the text
	 */
	private static Map<String, String> extensions(FlowNode node, String tag, String key, @Nullable String value) {
		Map<String, String> said = new LinkedHashMap<>();
		node.getDomElement()
			.getChildElements()
			.stream()
			.filter((element) -> element.getLocalName().equals("extensionElements"))
			.flatMap((element) -> element.getChildElements().stream())
			.flatMap((element) -> Stream.concat(Stream.of(element), element.getChildElements().stream()))
			.filter((element) -> element.getLocalName().equals(tag) && element.hasAttribute(key)
					&& (value == null || element.hasAttribute(value)))
			.forEach((element) -> said.put(element.getAttribute(key),
					(value == null) ? element.getTextContent().strip() : element.getAttribute(value)));
		return said;
	}

	/** Keys of the tables that its tasks name. */
	public Set<String> tables() {
		return this.asked.stream().map(Asked::table).collect(Collectors.toSet());
	}

	/** What it gives to a table, by name; empty for nothing, or for all that it has. */
	public Set<String> givenTo(String table) {
		return this.asked.stream()
			.filter((one) -> one.table().equals(table))
			.flatMap((one) -> one.inputs().keySet().stream())
			.collect(Collectors.toSet());
	}

	/** What it gives to the processes that it calls, by their keys: names. */
	public Map<String, Set<String>> givenToCalled() {
		return this.handed.stream()
			.collect(Collectors.toMap(Handed::process, Handed::names,
					(one, other) -> Stream.concat(one.stream(), other.stream()).collect(Collectors.toSet())));
	}

	/** The forms that it shows, that of a report included. */
	public Stream<Form> forms() {
		Stream<Form> own = (this.form != null) ? Stream.of(this.form) : Stream.of();
		return Stream.concat(own, this.elements.values().stream().map(Element::form).filter(Objects::nonNull));
	}

	/** What its tasks ask tables. */
	List<Asked> asked() {
		return this.asked;
	}

	/** What it hands over to the processes that it calls. */
	List<Handed> handed() {
		return this.handed;
	}

	/**
	 * What a task asks a table.
	 *
	 * @param inputs their expressions, by their names
	 */
	record Asked(String table, Map<String, String> inputs) {
	}

	/**
	 * A call.
	 *
	 * @param process the key of what is called
	 * @param names what it is given, by the names that it knows it by
	 * @param words those that it is given, by the names that it knows them by
	 */
	record Handed(String process, Set<String> names, Map<String, String> words) {
	}

	/** What people call the process; null where it has no name. */
	public @Nullable Label label() {
		return this.label;
	}

	/**
	 * Whether a token waits here for all instances of the activity, whatever each does.
	 */
	private static boolean waitsTogether(FlowNode node) {
		return node instanceof Activity activity && activity.getLoopCharacteristics() != null;
	}

	/** The form that is filled in to report a ticket of the process; null for none. */
	public @Nullable Form form() {
		return this.form;
	}

	/** The type of requests that the process makes; null for none. */
	public RequestModels.@Nullable RequestModel request() {
		return this.request;
	}

	private static RequestModels.@Nullable RequestModel request(Process process, Map<String, Form> forms) {
		Map<String, String> said = properties(process);
		String type = said.get(REQUEST_TYPE);
		if (type == null) {
			return null;
		}
		String formId = said.get("form");
		Form form = (formId != null) ? forms.get(formId) : null;
		List<String> actors = Form.Component.words(said.getOrDefault("actors", ""));
		return new RequestModels.RequestModel(type, process.getId(),
				Label.of(said.getOrDefault("label", String.valueOf(process.getName()))), labelled(said, "description"),
				labelled(said, "category"), actors.isEmpty() ? List.of(EVERYBODY) : actors, formId,
				(form != null) ? form.fieldsOf(null) : List.of());
	}

	private static @Nullable Label labelled(Map<String, String> said, String property) {
		String text = said.getOrDefault(property, "");
		return text.isBlank() ? null : Label.of(text);
	}

	/** What the model says of an element; the engine only asks for elements it has. */
	public Element element(String id) {
		Element element = this.elements.get(id);
		if (element == null) {
			throw new IllegalArgumentException("The model has no element '" + id + "'");
		}
		return element;
	}

	/** Whether a task, a message or the process itself asks for the form. */
	public boolean asksFor(String formId) {
		return forms().anyMatch((form) -> formId.equals(form.id()));
	}

	/** Whether there is such an element. */
	public boolean has(String id) {
		return this.elements.containsKey(id);
	}

	/** Everything that the model has. */
	public Collection<Element> elements() {
		return this.elements.values();
	}

	/** What people call an element; null for nothing. */
	public @Nullable Label label(String id) {
		Element element = this.elements.get(id);
		return (element != null) ? element.label() : null;
	}

	/** Where a token can come to rest after the process has started. */
	public ProcessGraph.Reach fromStart() {
		return this.fromStart;
	}

	/** What calls other processes, by id. */
	public Map<String, ProcessGraph.Call> calls() {
		return this.calls;
	}

	/**
	 * The words with which the process can end, by the id of the end; empty for an end
	 * without one. Ends of branches that run beside are none of them.
	 */
	public Map<String, String> outcomes() {
		return this.outcomes;
	}

	/** Whether the element is a timer that ends a wait, and with it closes the ticket. */
	public boolean isClosingTimer(String id) {
		return this.closingTimers.contains(id);
	}

	/**
	 * The elements in which a token of the main path may rest, by id. Where it waits for
	 * several instances, the engine keeps the tokens of the instances alone.
	 */
	public Map<String, Element> mainPath() {
		return this.mainPath;
	}

	/** The tasks that ask whom the model names, or ask for an approval. */
	public List<Element> decisions() {
		return this.elements.values()
			.stream()
			.filter((element) -> element.namesPeople() || element.offersApproval())
			.toList();
	}

	private Map<String, Element> mainPath(ModelInstance bpmn) {
		Map<String, Element> waits = new LinkedHashMap<>();
		this.elements.forEach((id, element) -> {
			if (element.status() != null && (id.endsWith(MULTI_INSTANCE_BODY) || element.isScope())) {
				waitsWithin(bpmn.getModelElementById(element.id())).forEach((wait) -> waits.put(wait, element));
			}
			else if (element.status() != null) {
				waits.put(id, element);
			}
		});
		return Collections.unmodifiableMap(waits);
	}

	private static List<String> waitsWithin(ModelElementInstance node) {
		if (node instanceof SubProcess scope) {
			return scope.getFlowElements().stream().flatMap((inner) -> waitsWithin(inner).stream()).toList();
		}
		return (node instanceof FlowNode wait && (ProcessGraph.waits(wait) || wait instanceof CallActivity))
				? List.of(wait.getId()) : List.of();
	}

	private static Element element(FlowNode node, Map<String, Form> forms, ProcessGraph graph) {
		Map<String, String> properties = properties(node);
		String formId = (node instanceof UserTask task) ? task.getCamundaFormRef() : properties.get("form");
		Form form = (formId != null) ? forms.get(formId) : null;
		String phase = properties.get("phase");
		Map<String, Action> actions = new LinkedHashMap<>();
		if (node instanceof UserTask && form != null) {
			form.actions()
				.forEach((name, label) -> actions.put(name,
						new Action(name, label, form, graph.reachableBy(node, name))));
		}
		else if (properties.containsKey(Form.ACTION)) {
			String name = properties.get(Form.ACTION);
			actions.put(name, new Action(name, Label.of(properties.getOrDefault("label", name)), form,
					graph.reachableBy(node, name)));
		}
		return new Element(node.getId(), label(node), node.getElementType().getTypeName(), properties.get("status"),
				(phase != null) ? Phase.of(phase) : null, Form.Component.words(properties.getOrDefault("actors", "")),
				Form.Component.words(properties.getOrDefault("excluded", "")), properties.get("when"),
				node instanceof UserTask task && namesPeople(task),
				node instanceof UserTask task && task.getCamundaDueDate() != null, approving(properties),
				properties.get(ProcessGraph.OUTCOME), form, actions, ExternalWork.of(node));
	}

	private static List<String> approving(Map<String, String> properties) {
		String said = properties.get(APPROVES);
		return (said != null) ? Form.Component.words(said) : APPROVING;
	}

	/** What people call the element. */
	static @Nullable Label label(FlowElement element) {
		return label(element.getName(), element.getDocumentations().stream().findFirst().orElse(null));
	}

	static @Nullable Label label(Process process) {
		return label(process.getName(), process.getDocumentations().stream().findFirst().orElse(null));
	}

	/**
	 * What people call a part of a model: its name, which stands in the drawing, and in
	 * English the first sentence of its documentation, where that is short enough to be a
	 * name.
	 */
	static @Nullable Label label(@Nullable String name, @Nullable ModelElementInstance documentation) {
		if (name == null) {
			return null;
		}
		Label said = Label.of(name);
		if (documentation == null || !said.ja().equals(said.en())) {
			return said;
		}
		Matcher english = ENGLISH_NAME.matcher(documentation.getTextContent().strip());
		return english.matches() ? new Label(said.ja(), english.group(1)) : said;
	}

	private static boolean namesPeople(UserTask task) {
		return task.getCamundaAssignee() != null || task.getCamundaCandidateUsers() != null
				|| task.getCamundaCandidateGroups() != null || !task.getResourceRoles().isEmpty();
	}

	/** What the element's properties say, by name; without those that say nothing. */
	public static Map<String, String> properties(BaseElement node) {
		Map<String, String> properties = new LinkedHashMap<>();
		if (node.getExtensionElements() != null) {
			node.getExtensionElements()
				.getElementsQuery()
				.filterByType(CamundaProperties.class)
				.list()
				.stream()
				.flatMap((all) -> all.getCamundaProperties().stream())
				.filter((one) -> one.getCamundaName() != null && one.getCamundaValue() != null)
				.forEach((one) -> properties.put(one.getCamundaName(), one.getCamundaValue()));
		}
		return properties;
	}

	/**
	 * An element of the model.
	 *
	 * @param id its id, which is public
	 * @param label what people read
	 * @param type the BPMN element
	 * @param status the status that a token here gives the ticket; null off the main path
	 * @param phase what the status means; null off the main path
	 * @param actors who may perform its actions beside the task's candidates
	 * @param excluded who may not perform them, whatever else he is
	 * @param when expression that says whether its action is open; null for always
	 * @param namesPeople whether the model itself says whose task it is
	 * @param givesDue whether the model itself says when the task is due
	 * @param approves the choices of the form by which who completes the task approves
	 * the ticket
	 * @param outcome the word with which a called process ends here; null for none
	 * @param form what may be carried in here; null for nothing
	 * @param actions the actions offered here, by name
	 * @param external what a program outside does here; null where none does anything
	 */
	public record Element(String id, @Nullable Label label, String type, @Nullable String status, @Nullable Phase phase,
			List<String> actors, List<String> excluded, @Nullable String when, boolean namesPeople, boolean givesDue,
			List<String> approves, @Nullable String outcome, @Nullable Form form, Map<String, Action> actions,
			@Nullable ExternalWork external) {

		/** Whether the status holds for all that waits within. */
		public boolean isScope() {
			return this.type.equals("subProcess") || this.type.equals("transaction");
		}

		private Element offTheMainPath() {
			return new Element(this.id, this.label, this.type, null, null, this.actors, this.excluded, this.when,
					this.namesPeople, this.givesDue, this.approves, this.outcome, this.form, this.actions,
					this.external);
		}

		/** Whether one of the choices of its form approves the ticket. */
		public boolean offersApproval() {
			return this.form != null && this.form.components()
				.stream()
				.flatMap((component) -> component.field().options().stream())
				.anyMatch((option) -> this.approves.contains(option.value()));
		}

		/** Whether who completes the task with these choices approves the ticket. */
		public boolean isApproved(Map<String, ?> said) {
			return this.form != null && this.form.components()
				.stream()
				.filter((component) -> !component.field().options().isEmpty())
				.map((component) -> said.get(component.field().key()))
				.anyMatch((word) -> word != null && this.approves.contains(word));
		}

		/** What a token says of its ticket that rests here; nothing off the main path. */
		public Optional<WaitReached> reached(UUID ticketId) {
			return (this.status != null && this.phase != null)
					? Optional.of(new WaitReached(ticketId, this.status, this.phase)) : Optional.empty();
		}

		/**
		 * Whether the one who has this task is the ticket's assignee. Whose task it is by
		 * the model, such as a decision of the managers, works on no ticket for that.
		 */
		public boolean givesAssignee() {
			return this.phase != null && this.phase.isActive() && !this.namesPeople;
		}

	}

	/**
	 * An action offered at an element.
	 *
	 * @param name its word
	 * @param label what people read
	 * @param form what it takes; null for nothing
	 * @param leadsTo where it can lead
	 */
	public record Action(String name, Label label, @Nullable Form form, ProcessGraph.Reach leadsTo) {
	}

}
