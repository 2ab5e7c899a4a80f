package io.nagare.workflow.internal.check;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.dmn.Dmn;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.jdbc.core.JdbcTemplate;

import io.nagare.shared.Refusal;
import io.nagare.workflow.ActorWords;
import io.nagare.workflow.KeptField;
import io.nagare.workflow.ProcessVerbs;
import io.nagare.workflow.internal.EngineTables;
import io.nagare.workflow.internal.Verbs;
import io.nagare.workflow.internal.model.Form;
import io.nagare.workflow.internal.model.ProcessGraph;

/**
 * A process as an owner draws it, from its start {@code s} to its end {@code e}, and what
 * the gate's own rules say of it.
 */
final class Drawing {

	/** The form of each task: an action, a text and a choice. */
	private static final String FORM = """
			{"id": "f", "components": [
			{"type": "radio", "key": "action", "label": "a / b", "values": [{"value": "go", "label": "a / b"}]},
			{"type": "textfield", "key": "n", "label": "a / b", "properties": {"keep": "yes"}},
			{"type": "select", "key": "outcome", "label": "a / b", "properties": {"keep": "yes"},
			"values": [{"value": "a", "label": "a / b"}, {"value": "b", "label": "a / b"}]}]}""";

	private final StringBuilder definitions = new StringBuilder();

	private final StringBuilder body = new StringBuilder();

	private final StringBuilder others = new StringBuilder();

	private int flows;

	static Drawing drawing() {
		return new Drawing().with("<startEvent id='s'/>").with("<endEvent id='e'>" + status("closed") + "</endEvent>");
	}

	/** A task that a ticket comes to first, and nothing after it. */
	static Drawing work(String attributes, String within) {
		return drawing().flow("s", "u").task("u", attributes, status("work") + within);
	}

	Drawing with(String element) {
		this.body.append(element);
		return this;
	}

	/** Beside the process, before it. */
	Drawing defines(String element) {
		this.definitions.append(element);
		return this;
	}

	/** Beside the process, after it. */
	Drawing beside(String element) {
		this.others.append(element);
		return this;
	}

	Drawing task(String id, String attributes, String within) {
		return with("<userTask id='" + id + "' camunda:formRef='f' camunda:formRefBinding='deployment' " + attributes
				+ ">" + within + "</userTask>");
	}

	Drawing waits(String id) {
		return task(id, "", status(id));
	}

	Drawing flow(String from, String to) {
		return with("<sequenceFlow id='" + from + "To" + to + "' sourceRef='" + from + "' targetRef='" + to + "'/>");
	}

	Drawing flow(String from, String to, String condition) {
		this.flows++;
		return with("<sequenceFlow id='when" + this.flows + "' sourceRef='" + from + "' targetRef='" + to
				+ "'><conditionExpression xsi:type='tFormalExpression'><![CDATA[" + condition
				+ "]]></conditionExpression></sequenceFlow>");
	}

	/** A timer beside the work. */
	Drawing timer(String id, String kind, String time) {
		return with("<boundaryEvent id='" + id + "' attachedToRef='u' cancelActivity='false'><timerEventDefinition><"
				+ kind + " xsi:type='tFormalExpression'>" + time + "</" + kind
				+ "></timerEventDefinition></boundaryEvent><endEvent id='" + id + "End'/>")
			.flow(id, id + "End");
	}

	static String status(String word) {
		return properties("status", word, "phase", word.equals("closed") ? "closed" : "in_work");
	}

	static String properties(String... namesAndValues) {
		StringBuilder properties = new StringBuilder("<extensionElements><camunda:properties>");
		for (int i = 0; i < namesAndValues.length; i += 2) {
			properties
				.append("<camunda:property name='" + namesAndValues[i] + "' value='" + namesAndValues[i + 1] + "'/>");
		}
		return properties.append("</camunda:properties></extensionElements>").toString();
	}

	BpmnModelInstance model() {
		String xml = "<?xml version='1.0' encoding='UTF-8'?><definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'"
				+ " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
				+ " xmlns:camunda='http://camunda.org/schema/1.0/bpmn' targetNamespace='x' id='d'>" + this.definitions
				+ "<process id='p' isExecutable='true' camunda:historyTimeToLive='P1D'>" + this.body + "</process>"
				+ this.others + "</definitions>";
		return Bpmn.readModelFromStream(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
	}

	/** The findings, as {@code rule@element}. */
	List<String> findings() {
		BpmnModelInstance model = model();
		Form form = Form.parse(FORM.getBytes(StandardCharsets.UTF_8));
		Map<String, Form> forms = Map.of("f", form);
		List<Refusal.Detail> all = new ArrayList<>();
		Findings here = new Findings("a.bpmn", all);
		ProcessGraph graph = new ProcessGraph(model);
		all.addAll(new BpmnCheck(verbs(), new DefaultListableBeanFactory().getBeanProvider(ActorWords.class))
			.check("a.bpmn", model));
		new StructureCheck(here, graph).check(model);
		new StatusCheck("a.bpmn", graph, (process) -> true, all).check(model);
		Values values = new Values(model, graph, forms::get, (process) -> true, (process) -> null,
				(process) -> Set.of());
		new RequestCheck(here, Map.of(), (process) -> Map.of()).check(model, forms);
		new ChoiceCheck(here, graph, values, forms::get).check(model);
		new ExternalTaskCheck(here, Set.of()).check(model);
		DraftTables tables = new DraftTables(null, Map.of(), tables());
		DecisionCheck decisions = new DecisionCheck(model, values, tables, verbs(), (task) -> "a.bpmn#" + task.getId(),
				true, all);
		new ReferenceCheck(here,
				new ArgumentCheck(here, verbs(), tables, (field) -> true, (field) -> field.equals("day")), tables,
				Set.of(), decisions, (team) -> false, (person) -> true)
			.check(model);
		return told(StructureCheck.ofWhatRuns("a.bpmn", model, all));
	}

	static List<String> told(List<Refusal.Detail> findings) {
		return findings.stream()
			.map((finding) -> finding.code() + "@" + String.valueOf(finding.field()).replaceAll(".*#", ""))
			.distinct()
			.toList();
	}

	/** What a table's own rules say of it. */
	static List<String> ofTable(String decisions) {
		var model = Dmn
			.readModelFromStream(new ByteArrayInputStream(("<?xml version='1.0' encoding='UTF-8'?><definitions"
					+ " xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' id='d' name='n' namespace='x'>" + decisions
					+ "</definitions>")
				.getBytes(StandardCharsets.UTF_8)));
		List<Refusal.Detail> all = new ArrayList<>(DmnCheck.check("a.dmn", model, (table) -> Set.of()));
		if (all.isEmpty()) {
			new TableCheck(new Findings("a.dmn", all)).check(model);
		}
		new DraftTables(null, Map.of("a.dmn", model), tables());
		return told(all);
	}

	/** A table of one input of numbers, with these cells. */
	static String table(List<String> cells) {
		StringBuilder rows = new StringBuilder();
		int number = 0;
		for (String cell : cells) {
			number++;
			rows.append("<rule id='r" + number + "'><inputEntry id='i" + number + "'><text><![CDATA[" + cell
					+ "]]></text></inputEntry><outputEntry id='o" + number + "'><text>" + number
					+ "</text></outputEntry></rule>");
		}
		return "<decision id='t' name='T'><decisionTable id='tt'><input id='in'><inputExpression id='ie'"
				+ " typeRef='integer'><text>n</text></inputExpression></input><output id='out' name='answer'"
				+ " typeRef='integer'/>" + rows + "</decisionTable></decision>";
	}

	/** None is deployed. */
	private static EngineTables tables() {
		return new EngineTables(new JdbcTemplate());
	}

	private static Verbs verbs() {
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerBeanDefinition("ticket", new RootBeanDefinition(TicketVerbs.class));
		return new Verbs(beans);
	}

	/** What the drawings may call. No class, which the product would take for its own. */
	@ProcessVerbs("ticket")
	interface TicketVerbs {

		boolean isUrgent(UUID ticket);

		String team(UUID ticket);

		List<String> approvers(UUID ticket);

		void record(UUID ticket, String word);

		Object answer(UUID ticket, @KeptField String field);

	}

}
