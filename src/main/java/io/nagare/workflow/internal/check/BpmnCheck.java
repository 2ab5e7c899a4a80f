package io.nagare.workflow.internal.check;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.xml.XMLConstants;

import org.camunda.bpm.impl.juel.AstBinary;
import org.camunda.bpm.impl.juel.AstEval;
import org.camunda.bpm.impl.juel.AstFunction;
import org.camunda.bpm.impl.juel.AstNull;
import org.camunda.bpm.impl.juel.AstNumber;
import org.camunda.bpm.impl.juel.AstProperty;
import org.camunda.bpm.impl.juel.AstString;
import org.camunda.bpm.impl.juel.AstUnary;
import org.camunda.bpm.impl.juel.Node;
import org.camunda.bpm.impl.juel.AstIdentifier;
import org.camunda.bpm.impl.juel.AstMethod;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.w3c.dom.Text;

import io.nagare.shared.Phase;
import io.nagare.shared.Refusal;
import io.nagare.workflow.Actor;
import io.nagare.workflow.ActorWords;
import io.nagare.workflow.internal.Verbs;
import io.nagare.workflow.internal.model.ExternalWork;
import io.nagare.workflow.internal.model.Form;
import io.nagare.workflow.internal.model.ModelTenantProvider;
import io.nagare.workflow.internal.model.ProcessGraph;
import io.nagare.workflow.internal.model.ProcessModel;

/** Finds in a BPMN model whatever the product would not run or could not understand. */
@Component
class BpmnCheck {

	static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";

	private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

	/** Elements by which a model could run code. */
	private static final Set<String> FORBIDDEN_ELEMENTS = Set.of("scriptTask", "script", "connector", "field",
			"validation", "formData", "taskListener");

	/** Attributes of Camunda by which a model could run code. */
	private static final Set<String> FORBIDDEN_ATTRIBUTES = Set.of("class", "delegateExpression", "formHandlerClass",
			"variableMappingClass", "variableMappingDelegateExpression", "formKey", "scriptFormat", "resource");

	/**
	 * Attributes by which a model could call another tenant's;
	 * {@link ModelTenantProvider} decides whose is called.
	 */
	private static final Set<String> TENANT_ATTRIBUTES = Set.of("calledElementTenantId", "decisionRefTenantId",
			"caseTenantId");

	/** Attributes of Camunda that name a variable. */
	private static final Set<String> NAMING_ATTRIBUTES = Set.of("resultVariable", "elementVariable",
			"errorCodeVariable", "errorMessageVariable", "initiator");

	/** Where an element of Camunda names a variable. */
	private static final Map<String, String> NAMING_ELEMENTS = Map.of("inputParameter", "name", "outputParameter",
			"name", "in", "target", "out", "target");

	private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_]*");

	private static final String XSI = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI;

	private static final Pattern WORD_OF_VERBS = Pattern.compile("(?<!\\w)(\\w++)\\s*+\\.");

	private static final Pattern OWN_KEY = Pattern.compile("[#$]\\{\\s*execution\\.processBusinessKey\\s*}");

	/** Characters for which the engine's tables have room. */
	static final int MAX_NAME = 255;

	private static final Set<String> NAMES = Set.of("id", "name");

	private static final Set<String> KEPT = Set.of("process", "task", "subProcess", "transaction", "callActivity",
			"message", "signal", "error", "escalation");

	private static final Set<AstBinary.Operator> COMPARING = Set.of(AstBinary.AND, AstBinary.OR, AstBinary.EQ,
			AstBinary.NE, AstBinary.GE, AstBinary.GT, AstBinary.LE, AstBinary.LT);

	private final Verbs verbs;

	/** Asked late: those who know the words use the engine themselves. */
	private final ObjectProvider<ActorWords> words;

	BpmnCheck(Verbs verbs, ObjectProvider<ActorWords> words) {
		this.verbs = verbs;
		this.words = words;
	}

	/** Everything that is wrong with the model; empty where all is well. */
	List<Refusal.Detail> check(String file, BpmnModelInstance model) {
		List<Refusal.Detail> findings = new ArrayList<>();
		visit(file, "", ((Document) model.getDocument().getDomSource().getNode()).getDocumentElement(), findings);
		new ProcessBounds(file, findings).check(model);
		model.getModelElementsByType(FlowNode.class).forEach((node) -> checkProperties(file, node, findings));
		model.getModelElementsByType(SequenceFlow.class).forEach((flow) -> checkCondition(file, flow, findings));
		model.getModelElementsByType(TimerEventDefinition.class).forEach((timer) -> checkTimer(file, timer, findings));
		model.getModelElementsByType(MultiInstanceLoopCharacteristics.class)
			.forEach((loop) -> checkCollection(file, loop, findings));
		model.getModelElementsByType(CallActivity.class).forEach((call) -> checkCalled(file, call, findings));
		model.getModelElementsByType(EndEvent.class).forEach((end) -> checkError(file, end, findings));
		model.getModelElementsByType(FlowNode.class)
			.forEach((node) -> checkRaised(file, node, node.getAttributeValueNs(CAMUNDA, "expression"), findings));
		model.getModelElementsByType(CamundaExecutionListener.class)
			.forEach((listener) -> checkRaised(file, listener.getParentElement().getParentElement(),
					listener.getCamundaExpression(), findings));
		checkModules(file, model, findings);
		return findings;
	}

	/**
	 * A process is about a ticket of one practice, whose verbs alone know it, but for
	 * those that know the tickets of every practice.
	 */
	private void checkModules(String file, BpmnModelInstance model, List<Refusal.Detail> findings) {
		Map<String, String> modules = new TreeMap<>();
		NodeList within = ((Document) model.getDocument().getDomSource().getNode()).getElementsByTagName("*");
		for (int i = 0; i < within.getLength(); i++) {
			Element element = (Element) within.item(i);
			List<String> texts = new ArrayList<>(attributes(element).stream().map(Attr::getValue).toList());
			texts.add(ownText(element));
			texts.stream()
				.filter((text) -> ExpressionTree.isExpression(text) && text.length() <= ExpressionTree.MAX_LENGTH)
				.flatMap((text) -> WORD_OF_VERBS.matcher(text).results())
				.map((found) -> found.group(1))
				.filter((word) -> this.verbs.contains(word) && !this.verbs.isOfEveryPractice(word))
				.forEach((word) -> modules.put(this.verbs.moduleOf(word), word));
		}
		if (modules.size() > 1) {
			String words = String.join(", ", modules.values());
			model.getModelElementsByType(Process.class)
				.forEach((process) -> findings
					.add(Refusal.Detail.of(file + "#" + process.getId(), "verbs_of_other_practice", words)));
		}
	}

	/** What is called is known beforehand, gets what it needs and gives back one word. */
	private static void checkCalled(String file, CallActivity call, List<Refusal.Detail> findings) {
		String at = file + "#" + call.getId();
		String called = call.getCalledElement();
		if (called == null || called.isBlank() || ExpressionTree.isExpression(called)) {
			findings.add(Refusal.Detail.of(at, "call_unknown"));
		}
		Collection<CamundaIn> in = extensions(call, CamundaIn.class);
		Collection<CamundaOut> out = extensions(call, CamundaOut.class);
		if (in.stream().anyMatch((one) -> one.getCamundaVariables() != null)
				|| out.stream().anyMatch((one) -> !isOutcome(one))) {
			findings.add(Refusal.Detail.of(at, "call_passes_too_much"));
		}
	}

	private static boolean isOutcome(CamundaOut out) {
		return ProcessGraph.OUTCOME.equals(out.getCamundaSource())
				&& ProcessGraph.OUTCOME.equals(out.getCamundaTarget());
	}

	private static <T extends ModelElementInstance> Collection<T> extensions(CallActivity call, Class<T> type) {
		return (call.getExtensionElements() != null)
				? call.getExtensionElements().getElementsQuery().filterByType(type).list() : List.of();
	}

	/** The engine would take an error that nobody catches for an ordinary end. */
	private static void checkError(String file, EndEvent end, List<Refusal.Detail> findings) {
		ErrorEventDefinition error = ProcessGraph.errorOf(end);
		if (error != null && ProcessGraph.caught(end, error).isEmpty()) {
			findings.add(Refusal.Detail.of(file + "#" + end.getId(), "error_not_caught"));
		}
	}

	/** The same of an error in which a verb may end. */
	private void checkRaised(String file, ModelElementInstance at, @Nullable String expression,
			List<Refusal.Detail> findings) {
		if (expression == null) {
			return;
		}
		Node root = rootOf(expression.strip());
		if (root instanceof AstEval && root.getChild(0) instanceof AstMethod call) {
			called(call).stream()
				.flatMap((verb) -> Verbs.errors(verb).stream())
				.filter((error) -> !ExternalWork.isCaught(at, error))
				.forEach((error) -> findings.add(Refusal.Detail.of(file + "#" + at.getAttributeValue("id"),
						"raised_not_caught", expression, error)));
		}
	}

	/**
	 * The engine takes a flow where its condition says yes, and stops where it says else.
	 */
	private void checkCondition(String file, SequenceFlow flow, List<Refusal.Detail> findings) {
		if (flow.getConditionExpression() == null) {
			return;
		}
		String condition = flow.getConditionExpression().getTextContent().strip();
		Node root = rootOf(condition);
		if (!ExpressionTree.isExpression(condition) || (root != null && !saysYesOrNo(root))) {
			findings.add(Refusal.Detail.of(file + "#" + flow.getId(), "condition_not_boolean", condition));
		}
	}

	private boolean saysYesOrNo(Node root) {
		if (!(root instanceof AstEval)) {
			return false;
		}
		Node node = root.getChild(0);
		if (node instanceof AstMethod) {
			return called(node).map((verb) -> isTruth(verb.getReturnType())).orElse(true);
		}
		if (node instanceof AstBinary binary) {
			return COMPARING.contains(binary.getOperator());
		}
		return !(node instanceof AstString || node instanceof AstNumber || node instanceof AstNull
				|| (node instanceof AstUnary unary && unary.getOperator() == AstUnary.NEG));
	}

	private static boolean isTruth(Class<?> type) {
		return type == boolean.class || type == Boolean.class || type == Object.class;
	}

	/**
	 * A timer asks what answers a time, or a text that is one. What people answered may
	 * be the date on which it rings once, and never how often it rings.
	 */
	private void checkTimer(String file, TimerEventDefinition timer, List<Refusal.Detail> findings) {
		if (timer.getParentElement() instanceof FlowNode node) {
			Stream.of(timer.getTimeDate(), timer.getTimeDuration(), timer.getTimeCycle())
				.filter(Objects::nonNull)
				.forEach((time) -> checkPlace(
						file + "#" + node.getId(), time.getTextContent().strip(), (time == timer.getTimeDate())
								? List.of(String.class, Date.class, Object.class) : List.of(String.class, Date.class),
						findings));
		}
	}

	private void checkCollection(String file, MultiInstanceLoopCharacteristics loop, List<Refusal.Detail> findings) {
		String collection = loop.getCamundaCollection();
		if (collection != null && loop.getParentElement() instanceof FlowNode node) {
			checkPlace(file + "#" + node.getId(), collection.strip(),
					List.of(Collection.class, Map.class, Object.class), findings);
		}
	}

	private void checkPlace(String at, String expression, List<Class<?>> answers, List<Refusal.Detail> findings) {
		Node root = rootOf(expression);
		if (root instanceof AstEval && root.getChild(0) instanceof AstMethod call) {
			called(call)
				.filter((verb) -> answers.stream()
					.noneMatch((type) -> type == verb.getReturnType()
							|| (type != Object.class && type.isAssignableFrom(verb.getReturnType()))))
				.ifPresent((verb) -> findings.add(Refusal.Detail.of(at, "verb_not_here", expression)));
		}
	}

	/** What an expression is made of; null where it is none, or cannot be read. */
	private static @Nullable Node rootOf(String text) {
		return ExpressionTree.isExpression(text) ? ExpressionTree.root(text).orElse(null) : null;
	}

	/**
	 * When a message is welcome is asked where a ticket has no variables: by a verb
	 * alone.
	 */
	private void checkWhen(String at, String when, List<Refusal.Detail> findings) {
		Node root = rootOf(when.strip());
		boolean verb = root instanceof AstEval && root.getChild(0) instanceof AstMethod call
				&& called(call).map((one) -> isTruth(one.getReturnType())).orElse(true);
		if (!verb || !ExpressionTree.identifiers(when).isEmpty()) {
			findings.add(Refusal.Detail.of(at, "when_not_verb", when));
		}
	}

	/** A property that is misspelt, or says half of it, is one that means nothing. */
	private void checkProperties(String file, FlowNode node, List<Refusal.Detail> findings) {
		String at = file + "#" + node.getId();
		Map<String, String> properties = ProcessModel.properties(node);
		for (String name : properties.keySet()) {
			if (!ProcessModel.PROPERTIES.contains(name)) {
				findings
					.add(Refusal.Detail.of(at, "unknown_property", name, String.join(", ", ProcessModel.PROPERTIES)));
			}
		}
		if (properties.containsKey("status") != properties.containsKey("phase")) {
			findings.add(Refusal.Detail.of(at, "status_without_phase"));
		}
		if (properties.containsKey(Form.ACTION) && properties.getOrDefault("label", "").isBlank()) {
			findings.add(Refusal.Detail.of(at, "action_without_label", properties.get(Form.ACTION)));
		}
		String when = properties.getOrDefault("when", "");
		if (!when.isBlank()) {
			checkWhen(at, when, findings);
		}
		if (properties.containsKey("phase")) {
			checkPhase(at, properties.get("phase"), findings);
		}
		if (properties.containsKey(ProcessGraph.OUTCOME)
				&& !(node instanceof EndEvent && WORD.matcher(properties.get(ProcessGraph.OUTCOME)).matches())) {
			findings.add(Refusal.Detail.of(at, "outcome_not_at_end"));
		}
		SortedSet<String> known = new TreeSet<>();
		this.words.forEach((words) -> known.addAll(words.actorWords(ProcessGraph.keyOf(node))));
		for (String property : List.of("actors", "excluded")) {
			for (String written : Form.Component.words(properties.getOrDefault(property, ""))) {
				Actor actor = Actor.of(written);
				if (!known.contains(actor.word())) {
					findings
						.add(Refusal.Detail.of(at, "unknown_actor", property, actor.word(), String.join(", ", known)));
				}
				if (actor.phase() != null) {
					checkPhase(at, actor.phase(), findings);
				}
			}
		}
	}

	private static void checkPhase(String at, String word, List<Refusal.Detail> findings) {
		if (Arrays.stream(Phase.values()).noneMatch((phase) -> phase.word().equals(word))) {
			findings.add(Refusal.Detail.of(at, "unknown_phase", word));
		}
	}

	/** The forms that the model's message actions refer to. */
	static Set<String> messageForms(BpmnModelInstance model) {
		Set<String> forms = new LinkedHashSet<>();
		for (DomElement property : model.getDocument().getElementsByNameNs(CAMUNDA, "property")) {
			if ("form".equals(property.getAttribute("name"))) {
				forms.add(property.getAttribute("value"));
			}
		}
		return forms;
	}

	/** Modeler lists properties, and of two of the same name it keeps both. */
	private static void checkTwice(String at, Element properties, List<Refusal.Detail> findings) {
		Set<String> seen = new HashSet<>();
		children(properties).stream()
			.map((property) -> property.getAttribute("name"))
			.filter((name) -> !name.isEmpty() && !seen.add(name))
			.distinct()
			.forEach((name) -> findings.add(Refusal.Detail.of(at, "property_twice", name)));
	}

	private void visit(String file, String nearestId, Element element, List<Refusal.Detail> findings) {
		String id = element.hasAttribute("id") ? element.getAttribute("id") : null;
		String at = file + "#" + ((id != null) ? id : nearestId);
		String name = element.getLocalName();
		if (FORBIDDEN_ELEMENTS.contains(name)) {
			findings.add(Refusal.Detail.of(at, "model_runs_code", name));
		}
		for (Attr attribute : attributes(element)) {
			String runs = runsCode(element, attribute);
			if (runs != null) {
				findings.add(Refusal.Detail.of(at, "model_runs_code", runs));
			}
			if (TENANT_ATTRIBUTES.contains(attribute.getLocalName())) {
				findings.add(Refusal.Detail.of(at, "model_names_tenant", attribute.getLocalName()));
			}
			if (ExpressionTree.isExpression(attribute.getValue()) && !isOwnKey(name, attribute)) {
				check(at, attribute.getValue().strip(), findings);
			}
			if (isKept(name) && NAMES.contains(attribute.getName()) && attribute.getValue().length() > MAX_NAME) {
				findings.add(Refusal.Detail.of(at, "too_long_name", MAX_NAME));
			}
			boolean names = NAMING_ATTRIBUTES.contains(attribute.getLocalName())
					|| attribute.getLocalName().equals(NAMING_ELEMENTS.get(name));
			if (names && this.verbs.reserves(attribute.getValue())) {
				findings.add(Refusal.Detail.of(at, "reserved_word", attribute.getValue()));
			}
		}
		if (name.equals("properties")) {
			checkTwice(at, element, findings);
		}
		if (name.equals("executionListener")) {
			checkListener(at, element, findings);
		}
		if (name.equals("userTask") && !element.hasAttributeNS(CAMUNDA, "formRef")) {
			findings.add(Refusal.Detail.of(at, "task_without_form"));
		}
		String form = element.getAttributeNS(CAMUNDA, "formRef");
		if (!form.isEmpty() && !element.getAttributeNS(CAMUNDA, "formRefBinding").equals("deployment")) {
			findings.add(Refusal.Detail.of(at, "form_not_bound", form));
		}
		String text = ownText(element);
		if (ExpressionTree.isExpression(text)) {
			check(at, text.strip(), findings);
		}
		children(element).forEach((child) -> visit(file, (id != null) ? id : nearestId, child, findings));
	}

	/** What Modeler writes at a call, and what every call does. */
	private static boolean isOwnKey(String element, Attr attribute) {
		return element.equals("in") && attribute.getLocalName().equals("businessKey")
				&& OWN_KEY.matcher(attribute.getValue().strip()).matches();
	}

	/** Whether the engine keeps the element's id and name in its tables. */
	private static boolean isKept(String element) {
		return KEPT.contains(element) || element.endsWith("Task") || element.endsWith("Event")
				|| element.endsWith("Gateway");
	}

	/** The variables of a form that could not be read in an expression. */
	List<Refusal.Detail> check(String file, Form form) {
		return form.keys()
			.stream()
			.filter(this.verbs::reserves)
			.map((key) -> Refusal.Detail.of(file + "#" + key, "reserved_word", key))
			.toList();
	}

	/**
	 * What is recorded on a flow or at an element is one verb that answers nothing. What
	 * a message carries in is checked when its event ends, so nothing is recorded before.
	 */
	private void checkListener(String at, Element listener, List<Refusal.Detail> findings) {
		Element owner = (Element) listener.getParentNode().getParentNode();
		boolean receives = children(owner).stream()
			.anyMatch((child) -> child.getLocalName().equals("messageEventDefinition"))
				|| owner.getLocalName().equals("receiveTask");
		List<String> events = owner.getLocalName().equals("sequenceFlow") ? List.of("take")
				: receives ? List.of("end") : List.of("start", "end");
		if (!events.contains(listener.getAttribute("event"))) {
			findings.add(
					Refusal.Detail.of(at, "listener_event", listener.getAttribute("event"), String.join(", ", events)));
		}
		String expression = listener.getAttribute("expression").strip();
		if (!isRecorded(expression)) {
			findings.add(Refusal.Detail.of(at, "listener_not_verb", expression));
		}
	}

	private boolean isRecorded(String expression) {
		return ExpressionTree.root(expression)
			.filter((root) -> root instanceof AstEval && root.getChild(0) instanceof AstMethod call
					&& called(call).map(Verbs::records).orElse(true))
			.isPresent();
	}

	/**
	 * What the attribute would run; null where it is harmless. The engine reads an
	 * attribute of Camunda in each of the namespaces that Camunda ever had, and on its
	 * own elements without one.
	 */
	private static @Nullable String runsCode(Element element, Attr attribute) {
		String name = attribute.getLocalName();
		boolean standard = attribute.getNamespaceURI() == null && BPMN.equals(element.getNamespaceURI());
		if (FORBIDDEN_ATTRIBUTES.contains(name) && !standard) {
			return "camunda:" + name;
		}
		if (name.equals("language") || name.equals("scriptFormat")) {
			return name;
		}
		boolean job = name.equals("type") && attribute.getNamespaceURI() != null
				&& !XSI.equals(attribute.getNamespaceURI()) && BPMN.equals(element.getNamespaceURI());
		return (job && !attribute.getValue().equals("external")) ? "camunda:type=" + attribute.getValue() : null;
	}

	private static List<Attr> attributes(Element element) {
		NamedNodeMap nodes = element.getAttributes();
		List<Attr> attributes = new ArrayList<>();
		for (int i = 0; i < nodes.getLength(); i++) {
			Attr attribute = (Attr) nodes.item(i);
			if (!XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI())) {
				attributes.add(attribute);
			}
		}
		return attributes;
	}

	private static List<Element> children(Element element) {
		List<Element> children = new ArrayList<>();
		for (org.w3c.dom.Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
			if (child instanceof Element one) {
				children.add(one);
			}
		}
		return children;
	}

	/**
	 * What the engine takes for the element's text: all of it that stands outside its
	 * children, whatever stands between. Documentation too, which is evaluated at a task.
	 */
	private static String ownText(Element element) {
		StringBuilder text = new StringBuilder();
		for (org.w3c.dom.Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
			if (child instanceof Text part) {
				text.append(part.getData());
			}
		}
		return text.toString();
	}

	private void check(String at, String expression, List<Refusal.Detail> findings) {
		if (ExpressionTree.isTooLong(expression)) {
			findings.add(Refusal.Detail.of(at, "expression_too_long", ExpressionTree.MAX_LENGTH,
					ExpressionTree.MAX_NESTING));
			return;
		}
		ExpressionTree.root(expression)
			.ifPresentOrElse((root) -> check(at, root, findings),
					() -> findings.add(Refusal.Detail.of(at, "unreadable_expression", expression)));
	}

	private void check(String at, Node node, List<Refusal.Detail> findings) {
		if (node instanceof AstMethod) {
			checkCall(at, node, findings);
			check(at, node.getChild(1), findings);
			return;
		}
		if (node instanceof AstFunction function) {
			findings.add(Refusal.Detail.of(at, "model_runs_code", function.getName() + "()"));
		}
		if (node instanceof AstProperty && !isPlain(node)) {
			findings.add(Refusal.Detail.of(at, "model_runs_code", node.toString()));
		}
		for (int i = 0; i < node.getCardinality(); i++) {
			check(at, node.getChild(i), findings);
		}
	}

	/** A part of a variable. */
	private boolean isPlain(Node property) {
		String word = property.toString().replaceAll("^\\.\\s*", "");
		return property.getChild(0) instanceof AstIdentifier base && !word.equals("class")
				&& !this.verbs.reserves(base.getName());
	}

	/** A call is {@code verbs.method(arguments)}; anything longer or other is no verb. */
	private void checkCall(String at, Node call, List<Refusal.Detail> findings) {
		if (called(call).isEmpty()) {
			findings.add(Refusal.Detail.of(at, "unknown_verb",
					call.getChild(0).getChild(0) + "." + ExpressionTree.methodOf(call),
					call.getChild(1).getCardinality()));
		}
	}

	private Optional<Method> called(Node call) {
		return (call.getChild(0).getChild(0) instanceof AstIdentifier word)
				? this.verbs.find(word.getName(), ExpressionTree.methodOf(call), call.getChild(1).getCardinality())
				: Optional.empty();
	}

}
