package io.nagare.workflow.internal.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
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
import org.camunda.bpm.model.bpmn.instance.TimeDate;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

import io.nagare.directory.Roles;
import io.nagare.workflow.Groups;
import io.nagare.workflow.internal.model.Form;
import io.nagare.workflow.internal.model.ProcessGraph;
import io.nagare.workflow.internal.model.ProcessModel;

/**
 * Finds names that mean nothing: tables, messages, groups and attributes that do not
 * exist, and answers of tables that nobody keeps.
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
	static final Set<String> OFFERED = Set.of("site", "department");

	private static final Pattern TEAM = Pattern.compile("team\\.\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

	private static final Set<String> ROLES = Set.of(Roles.ADMIN, Roles.MANAGER, Roles.OPERATOR, Roles.VIEWER,
			Roles.USER, Roles.PROCESS_OWNER, Roles.INTEGRATOR);

	private final Findings findings;

	private final ArgumentCheck arguments;

	private final DraftTables tables;

	private final Set<String> sent;

	private final DecisionCheck decisions;

	private final Predicate<UUID> teams;

	private final Predicate<String> people;

	/**
	 * @param sent the messages that the product sends
	 * @param teams whether there is a team of that id, and it works
	 * @param people whether there is somebody of that user name, who works
	 */
	ReferenceCheck(Findings findings, ArgumentCheck arguments, DraftTables tables, Set<String> sent,
			DecisionCheck decisions, Predicate<UUID> teams, Predicate<String> people) {
		this.findings = findings;
		this.arguments = arguments;
		this.tables = tables;
		this.sent = sent;
		this.decisions = decisions;
		this.teams = teams;
		this.people = people;
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
		model.getModelElementsByType(TimeDate.class)
			.forEach((time) -> this.arguments.checkTime(time, time.getTextContent()));
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
		this.decisions.check(task, key, model.get());
	}

	private void checkPeople(UserTask task) {
		for (String group : split(task.getCamundaCandidateGroups())) {
			boolean role = group.startsWith("role.") && ROLES.contains(group.substring("role.".length()));
			boolean team = TEAM.matcher(group).matches();
			if (!group.equals(Groups.AGENTS) && !role && !team) {
				this.findings.at(task, "unknown_group", group);
			}
			if (team && Groups.teamOf(group).filter(this.teams).isEmpty()) {
				this.findings.at(task, "unknown_team", group);
			}
		}
		List<String> people = new ArrayList<>(split(task.getCamundaCandidateUsers()));
		people.addAll(split(task.getCamundaAssignee()));
		people.forEach((person) -> this.findings.at(task,
				this.people.test(person) ? "names_a_person" : "unknown_person", person));
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
			this.arguments.check(here, attribute.getValue());
		}
		boolean leaf = true;
		for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
			if (child instanceof Element one) {
				leaf = false;
				visit(here, one);
			}
		}
		if (leaf) {
			this.arguments.check(here, element.getTextContent());
		}
	}

}
