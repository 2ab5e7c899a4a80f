package io.nagare.workflow.internal.check;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.IntermediateThrowEvent;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

import io.nagare.directory.Roles;
import io.nagare.workflow.Groups;
import io.nagare.workflow.internal.Verbs;
import io.nagare.workflow.internal.model.Form;
import io.nagare.workflow.internal.model.ProcessGraph;
import io.nagare.workflow.internal.model.ProcessModel;

/**
 * Finds names that mean nothing: tables, messages, groups and attributes that do not
 * exist, answers of tables that nobody keeps, arguments that changed places.
 */
final class ReferenceCheck {

	private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

	private static final Set<String> ATTRIBUTES = Set.of("assignee", "asyncBefore", "asyncAfter", "exclusive",
			"calledElementBinding", "calledElementVersion", "calledElementVersionTag", "calledElementTenantId",
			"caseRef", "caseBinding", "caseVersion", "caseTenantId", "candidateGroups", "candidateUsers",
			"candidateStarterGroups", "candidateStarterUsers", "class", "collection", "elementVariable", "decisionRef",
			"decisionRefBinding", "decisionRefVersion", "decisionRefVersionTag", "decisionRefTenantId",
			"delegateExpression", "dueDate", "followUpDate", "errorCodeVariable", "errorMessageVariable",
			"escalationCodeVariable", "errorMessage", "event", "expression", "formHandlerClass", "formKey", "formRef",
			"formRefBinding", "formRefVersion", "historyTimeToLive", "initiator", "isStartableInTasklist",
			"jobPriority", "mapDecisionResult", "name", "priority", "resource", "resultVariable", "scriptFormat",
			"source", "sourceExpression", "target", "taskPriority", "topic", "type", "value", "variables",
			"variableMappingClass", "variableMappingDelegateExpression", "variableName", "variableEvents", "versionTag",
			"local", "businessKey", "id", "label", "key", "modelerTemplate", "modelerTemplateVersion",
			"modelerTemplateIcon", "async", "defaultValue", "datePattern", "config");

	private static final Set<String> ELEMENTS = Set.of("properties", "property", "executionListener", "taskListener",
			"inputOutput", "inputParameter", "outputParameter", "in", "out", "failedJobRetryTimeCycle", "field",
			"string", "expression", "connector", "connectorId", "formData", "formField", "formProperty", "value",
			"validation", "constraint", "list", "map", "entry", "script", "potentialStarter", "errorEventDefinition");

	/** Given to every table, so that its owner adds a column and nothing else. */
	private static final Set<String> OFFERED = Set.of("site", "department");

	private static final Pattern CALL = Pattern.compile("(?<!\\w)(\\w++)\\.(\\w++)\\(([^()]*+)\\)");

	private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]++");

	private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");

	private static final Pattern TEAM = Pattern.compile("team\\.\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

	private static final Set<String> ROLES = Set.of(Roles.ADMIN, Roles.MANAGER, Roles.OPERATOR, Roles.VIEWER,
			Roles.USER, Roles.PROCESS_OWNER, Roles.INTEGRATOR);

	/** Maps of an answer that a model can read. */
	private static final Set<String> READABLE = Set.of("singleEntry", "collectEntries", "singleResult", "resultList");

	private final Findings findings;

	private final Verbs verbs;

	private final DraftTables tables;

	private final Set<String> sent;

	private final Values values;

	ReferenceCheck(Findings findings, Verbs verbs, DraftTables tables, Set<String> sent, Values values) {
		this.findings = findings;
		this.verbs = verbs;
		this.tables = tables;
		this.sent = sent;
		this.values = values;
	}

	void check(BpmnModelInstance model) {
		model.getModelElementsByType(BusinessRuleTask.class).forEach(this::checkDecision);
		model.getModelElementsByType(UserTask.class).forEach(this::checkPeople);
		Set<String> thrown = new HashSet<>();
		model.getModelElementsByType(MessageEventDefinition.class)
			.stream()
			.filter((one) -> sends(one) && one.getMessage() != null)
			.forEach((one) -> thrown.add(String.valueOf(one.getMessage().getName())));
		for (MessageEventDefinition definition : model.getModelElementsByType(MessageEventDefinition.class)) {
			if (definition.getParentElement() instanceof CatchEvent event) {
				checkMessage(event, definition.getMessage(), thrown);
			}
		}
		model.getModelElementsByType(ReceiveTask.class)
			.forEach((task) -> checkMessage(task, task.getMessage(), thrown));
		visit("", ((Document) model.getDocument().getDomSource().getNode()).getDocumentElement());
	}

	/**
	 * The engine passes a throwing event that calls nothing, and sends nothing itself.
	 */
	private boolean sends(MessageEventDefinition definition) {
		if (definition.getParentElement() instanceof CatchEvent) {
			return false;
		}
		boolean sends = definition.getCamundaExpression() != null || definition.getCamundaTopic() != null;
		if (!sends && definition.getParentElement() instanceof IntermediateThrowEvent event) {
			this.findings.at(event, "does_nothing");
		}
		return sends;
	}

	private void checkMessage(FlowNode node, @Nullable Message message, Set<String> thrown) {
		boolean isAction = ProcessModel.properties(node).containsKey(Form.ACTION);
		if (message == null || message.getName() == null || message.getName().isBlank()) {
			this.findings.at(node, "message_missing");
			return;
		}
		if (!isAction && !this.sent.contains(message.getName()) && !thrown.contains(message.getName())) {
			this.findings.at(node, "message_nobody_sends", message.getName());
		}
		boolean alone = ProcessGraph.waits(node) && !(node instanceof BoundaryEvent)
				&& ProcessGraph.boundaries(node).noneMatch(ReferenceCheck::isTimer);
		if (alone && !isAction && node instanceof ReceiveTask) {
			this.findings.at(node, "wait_without_timer");
		}
	}

	private static boolean isTimer(CatchEvent event) {
		return event.getEventDefinitions().stream().anyMatch(TimerEventDefinition.class::isInstance);
	}

	private void checkDecision(BusinessRuleTask task) {
		String key = task.getCamundaDecisionRef();
		if (key == null) {
			return;
		}
		if (key.isBlank() || key.contains("{")) {
			this.findings.at(task, "decision_unknown", key);
			return;
		}
		Optional<DmnModelInstance> model = this.tables.model(key);
		if (model.isEmpty()) {
			this.findings.at(task, "unknown_decision", key);
			return;
		}
		if (task.getCamundaResultVariable() == null) {
			this.findings.at(task, "decision_answer_lost", key);
		}
		Decision decision = model.get().getModelElementById(key);
		if (!(decision != null && decision.getExpression() instanceof DecisionTable table)) {
			return;
		}
		String map = task.getCamundaMapDecisionResult();
		if (map == null || !READABLE.contains(map)) {
			this.findings.at(task, "decision_answer_unreadable", (map != null) ? map : "resultList");
		}
		else if (table.getOutputs().size() > 1 && map.endsWith("Entry")) {
			this.findings.at(task, "decision_many_outputs", key, table.getOutputs().size());
		}
		else if (map.startsWith("single") && isMany(table)) {
			this.findings.at(task, "decision_many_rows", key, table.getHitPolicy().name());
		}
		Set<String> given = this.values.readable(task);
		Set<String> parameters = Values.parameters(task, CamundaInputParameter.class);
		Set<String> read = new HashSet<>();
		Set<String> words = new HashSet<>();
		for (Input input : table.getInputs()) {
			String expression = DmnCheck.text(input.getInputExpression().getText());
			read.add(expression);
			WORD.matcher(expression).results().forEach((word) -> words.add(word.group()));
			if (NAME.matcher(expression).matches() && !Values.holds(given, expression)) {
				this.findings.at(task, "decision_input_missing", expression, key);
			}
		}
		parameters.stream()
			.filter((name) -> !OFFERED.contains(name))
			.filter((name) -> !words.contains(name)
					&& !(isOdd(name) && read.stream().anyMatch((one) -> one.contains(name))))
			.forEach((name) -> this.findings.at(task, "input_not_read", name, key));
	}

	/** Whether a name is none of FEEL's words, so that only a text can tell of it. */
	private static boolean isOdd(String name) {
		return !WORD.matcher(name).matches();
	}

	private static boolean isMany(DecisionTable table) {
		return (table.getHitPolicy() == HitPolicy.COLLECT && table.getAggregation() == null)
				|| table.getHitPolicy() == HitPolicy.RULE_ORDER;
	}

	private void checkPeople(UserTask task) {
		for (String group : split(task.getCamundaCandidateGroups())) {
			boolean role = group.startsWith("role.") && ROLES.contains(group.substring("role.".length()));
			if (!group.equals(Groups.AGENTS) && !role && !TEAM.matcher(group).matches()) {
				this.findings.at(task, "unknown_group", group);
			}
		}
		List<String> people = new ArrayList<>(split(task.getCamundaCandidateUsers()));
		people.addAll(split(task.getCamundaAssignee()));
		people.forEach((person) -> this.findings.at(task, "names_a_person", person));
	}

	private static List<String> split(@Nullable String words) {
		return (words == null || words.contains("{")) ? List.of() : Form.Component.words(words);
	}

	private void visit(String nearestId, Element element) {
		String id = element.getAttribute("id");
		boolean own = CAMUNDA.equals(element.getNamespaceURI());
		String here = (id.isEmpty() || own || element.getLocalName().endsWith("EventDefinition")) ? nearestId : id;
		if (own && !ELEMENTS.contains(element.getLocalName())) {
			this.findings.at(here, "unknown_element", "camunda:" + element.getLocalName());
		}
		for (int i = 0; i < element.getAttributes().getLength(); i++) {
			Attr attribute = (Attr) element.getAttributes().item(i);
			if (CAMUNDA.equals(attribute.getNamespaceURI()) && !ATTRIBUTES.contains(attribute.getLocalName())) {
				this.findings.at(here, "unknown_attribute", "camunda:" + attribute.getLocalName());
			}
			checkOrder(here, attribute.getValue());
		}
		boolean leaf = true;
		for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
			if (child instanceof Element one) {
				leaf = false;
				visit(here, one);
			}
		}
		if (leaf) {
			checkOrder(here, element.getTextContent());
		}
	}

	/** Arguments that are called like the parameters are in their order, too. */
	private void checkOrder(String at, String text) {
		if (!text.contains("${")) {
			return;
		}
		Matcher calls = CALL.matcher(text);
		while (calls.find()) {
			List<String> arguments = Arrays.stream(calls.group(3).split(",", -1))
				.map((argument) -> argument.strip().replace("_", "").toLowerCase(Locale.ROOT))
				.toList();
			Optional<Method> verb = this.verbs.find(calls.group(1), calls.group(2), arguments.size());
			List<String> parameters = verb
				.map((method) -> Arrays.stream(method.getParameters())
					.skip(1)
					.map((parameter) -> parameter.getName().toLowerCase(Locale.ROOT))
					.toList())
				.orElse(List.of());
			for (int i = 0; i < parameters.size(); i++) {
				int place = parameters.indexOf(arguments.get(i));
				if (place >= 0 && place != i) {
					this.findings.at(at, "arguments_swapped", calls.group(1) + "." + calls.group(2), calls.group(3),
							String.join(", ",
									verb.map((method) -> Arrays.stream(method.getParameters())
										.skip(1)
										.map((parameter) -> parameter.getName())
										.toList()).orElse(List.of())));
					break;
				}
			}
		}
	}

}
