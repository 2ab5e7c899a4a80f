package io.nagare.workflow.internal.difference;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.nagare.workflow.internal.model.Form;
import io.nagare.workflow.internal.model.ProcessGraph;

import static org.assertj.core.api.Assertions.assertThat;

/** What is otherwise in the shipped models after one change each. */
class DifferenceTests {

	private static String read(String file) {
		try {
			return Files.readString(Path.of(file));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Map<String, Form> forms(String folder) {
		Map<String, Form> forms = new HashMap<>();
		for (java.io.File file : java.util.Objects.requireNonNull(Path.of("forms", folder).toFile().listFiles())) {
			Form form = Form.parse(read(file.getPath()).getBytes(StandardCharsets.UTF_8));
			forms.put(form.id(), form);
		}
		return forms;
	}

	private static ProcessDifference.Side side(String bpmn, Map<String, Form> forms) {
		return new ProcessDifference.Side(ProcessGraph
			.executable(Bpmn.readModelFromStream(new ByteArrayInputStream(bpmn.getBytes(StandardCharsets.UTF_8))))
			.get(0), forms);
	}

	private static List<String> told(List<ElementChange> changes) {
		return changes.stream().map((change) -> change.rule() + (change.loosens() ? "!" : "")).distinct().toList();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "incident/incident|value=\"new\"|value=\"first_look\"|state_renamed",
			"incident/incident|name=\"担当の割り当て\"|name=\"割り当て\"|element_renamed",
			"incident/incident|.autoCloseAt()|.holdUntil()|timer_changed",
			"incident/incident|expression=\"${incident.resume()}\"|expression=\"${incident.startWork()}\"|record_removed!,record_added",
			"incident/incident|decisionRef=\"incident-routing\"|decisionRef=\"incident-other\"|table_changed",
			"incident/incident|formRef=\"confirm-resolution\"|formRef=\"hold-incident\"|form_changed,action_removed",
			"incident/incident|resultVariable=\"team\"|resultVariable=\"group\"|result_changed",
			"incident/incident|decisionRef=\"incident-routing\"|decisionRef=\"incident-routing\" camunda:decisionRefVersion=\"1\"|version_changed",
			"change/change-authorization|>${change.riskOf()}<|>low<|inputs_changed!",
			"request/new-workplace|default=\"checkedHowToPrepareWorkplace\"|default=\"checkedHowToWorkplaceRefused\"|default_changed",
			"request/remote-work|source=\"outcome\" target=\"outcome\"|source=\"outcome\" target=\"answer\"|given_back_changed",
			"request/remote-work|sourceExpression=\"remote-work\"|sourceExpression=\"other\"|handed_changed",
			"incident/incident|name=\"status\" value=\"resolved\" />|name=\"status\" value=\"resolved\" /><camunda:property name=\"approves\" value=\"confirm\" />|approves_changed!",
			"request/system-access|sourceRef=\"approvalNeeded\" targetRef=\"grantAccess\"|sourceRef=\"approvalNeeded\" targetRef=\"ownerNeeded\"|approval_passed_by!",
			"change/change-authorization|candidateGroups=\"role.manager\"|candidateGroups=\"role.user\"|people_changed!",
			"incident/incident|name=\"when\"|name=\"whence\"|when_changed!",
			"change/change-authorization|>${change.isRoundDecided()}<|>${nrOfCompletedInstances == 1}<|enough_changed!",
			"change/change-authorization|decisionRef=|decisionRefBinding=\"deployment\" camunda:decisionRef=|version_changed",
			"request/access-review|>P7D<|>P9D<|timer_changed!", "request/access-review|>P7D<|>P6D<|timer_changed",
			"request/access-review|value=\"agents, managers\"|value=\"everybody\"|process_says!",
			"incident/incident|name=\"5営業日（重大を除く）\"|cancelActivity=\"false\" name=\"5営業日（重大を除く）\"|beside_changed!",
			"request/system-access|${approval == 'none'}|${approval != 'manager'}|condition_changed!",
			"change/change-assessment|reporter, implementers|reporter|excluded_removed!" })
	void tellsWhatAnOwnerChanged(String file, String before, String after, String rules) {
		String shipped = read("processes/" + file + ".bpmn");
		assertThat(shipped).contains(before);
		Map<String, Form> forms = forms(file.split("/", -1)[0]);
		ProcessDifference.Side was = side(shipped, forms);
		assertThat(told(ProcessDifference.of(was, side(shipped.replace(before, after), forms))))
			.contains(rules.split(",", -1));
		assertThat(ProcessDifference.of(was, was)).isEmpty();
	}

	@Test
	void takesALowerQuorumForALooseningAndAHigherOneForNone() {
		String shipped = read("processes/change/change-authorization.bpmn");
		Map<String, Form> forms = forms("change");
		ProcessDifference.Side three = side(
				shipped.replace("${change.isRoundDecided()}", "${nrOfCompletedInstances == 3}"), forms);
		ProcessDifference.Side one = side(
				shipped.replace("${change.isRoundDecided()}", "${nrOfCompletedInstances == 1}"), forms);
		assertThat(told(ProcessDifference.of(three, one))).contains("enough_changed!");
		assertThat(told(ProcessDifference.of(one, three))).contains("enough_changed");
	}

	@Test
	void tellsThatAnApprovalIsNoLongerNeeded() {
		String shipped = read("processes/request/system-access.bpmn");
		Map<String, Form> forms = forms("request");
		Map<String, Form> unapproving = new HashMap<>(forms);
		Pattern approving = Pattern.compile("\"value\": *\"approve\"");
		forms.keySet().forEach((id) -> {
			String form = formText("request", id);
			if (approving.matcher(form).find()) {
				unapproving.put(id, Form
					.parse(approving.matcher(form).replaceAll("\"value\": \"note\"").getBytes(StandardCharsets.UTF_8)));
			}
		});
		List<String> told = told(ProcessDifference.of(side(shipped, forms), side(shipped, unapproving)));
		assertThat(told).contains("approval_removed!", "action_removed", "action_added");
		assertThat(told(ProcessDifference.of(side(shipped, unapproving), side(shipped, forms))))
			.contains("approval_added");
	}

	private static String formText(String folder, String id) {
		for (java.io.File file : java.util.Objects.requireNonNull(Path.of("forms", folder).toFile().listFiles())) {
			String text = read(file.getPath());
			if (Form.parse(text.getBytes(StandardCharsets.UTF_8)).id().equals(id)) {
				return text;
			}
		}
		throw new AssertionError(id);
	}

	@Test
	void tellsWhatAFormAsksOtherwise() {
		String shipped = read("forms/incident/work-on-incident.form");
		Form before = Form.parse(shipped.getBytes(StandardCharsets.UTF_8));
		Form after = Form
			.parse(shipped.replace("\"required\": true", "\"required\": false").getBytes(StandardCharsets.UTF_8));
		assertThat(told(FormDifference.of(before, after, "workOnIncident"))).containsExactly("field_optional!");
		assertThat(told(FormDifference.of(after, before, "workOnIncident"))).containsExactly("field_required");
		assertThat(told(FormDifference.of(before, Form.empty(before.id()), null))).contains("field_removed!");
		assertThat(told(FormDifference.of(Form.empty(before.id()), before, null))).contains("field_added_required");
	}

	@Test
	void tellsWhichCellOfATableIsOtherwise() {
		String shipped = read("rules/incident/priority.dmn");
		Matcher cell = Pattern.compile("<outputEntry[^>]*>\\s*<text>(\"[a-z]+\")</text>").matcher(shipped);
		assertThat(cell.find()).isTrue();
		String changed = shipped.substring(0, cell.start(1)) + "\"other\"" + shipped.substring(cell.end(1));
		List<ElementChange> changes = TableDifference.of(table(shipped), table(changed));
		assertThat(told(changes)).containsExactly("cell_changed");
		assertThat(changes.get(0).args()).contains(cell.group(1), "\"other\"");
		assertThat(TableDifference.of(table(shipped), table(shipped))).isEmpty();
		String without = shipped.replaceFirst("(?s)<rule .*?</rule>", "");
		assertThat(told(TableDifference.of(table(shipped), table(without)))).contains("rule_removed");
		assertThat(told(TableDifference.of(table(without), table(shipped)))).contains("rule_added");
	}

	private static Decision table(String text) {
		return Dmn.readModelFromStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
			.getModelElementsByType(Decision.class)
			.iterator()
			.next();
	}

	/** Each table of a file has columns of its own. */
	@Test
	void tellsOfEachTableOfAFileByItself() {
		String table = """
				<decision id='%1$s' name='%1$s'><decisionTable id='%1$sTable'><input id='%1$sIn'>
				<inputExpression id='%1$sAsked' typeRef='string'><text>%1$sInput</text></inputExpression></input>
				<output id='%1$sOut' name='%1$sAnswer' typeRef='string'/><rule id='%1$sRule'>
				<inputEntry id='%1$sIs'><text>"x"</text></inputEntry>
				<outputEntry id='%1$sSays'><text>"%2$s"</text></outputEntry></rule></decisionTable></decision>""";
		String file = "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' id='d' name='n' namespace='x'>"
				+ table.formatted("one", "1") + "%s</definitions>";
		String before = file.formatted(table.formatted("two", "2"));
		String after = file.formatted(table.formatted("two", "3"));
		assertThat(TableDifference.of(decision(before, "one"), decision(after, "one"))).isEmpty();
		List<ElementChange> changes = TableDifference.of(decision(before, "two"), decision(after, "two"));
		assertThat(told(changes)).containsExactly("cell_changed");
		assertThat(changes.get(0).args()).containsExactly(1, "twoAnswer", "\"2\"", "\"3\"");
	}

	/**
	 * What is asked and what is answered may have the same name, and a new column cells.
	 */
	@Test
	void tellsEachCellOfColumnsThatAreCalledAlikeAndOfNewOnes() {
		String table = """
				<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' id='d' name='n' namespace='x'>
				<decision id='t' name='t'><decisionTable id='table'><input id='in'><inputExpression id='asked'
				typeRef='string'><text>priority</text></inputExpression></input>%s<output id='out' name='priority'
				typeRef='string'/><rule id='r'><inputEntry id='is'><text>%s</text></inputEntry>%s
				<outputEntry id='says'><text>"x"</text></outputEntry></rule></decisionTable></decision></definitions>""";
		String before = table.formatted("", "\"a\"", "");
		List<ElementChange> other = TableDifference.of(table(before), table(table.formatted("", "\"b\"", "")));
		assertThat(told(other)).containsExactly("cell_changed");
		assertThat(other.get(0).args()).containsExactly(1, "priority", "\"a\"", "\"b\"");
		String narrower = table.formatted(
				"<input id='in2'><inputExpression id='asked2' typeRef='string'><text>site</text></inputExpression></input>",
				"\"a\"", "<inputEntry id='at'><text>\"Tokyo\"</text></inputEntry>");
		assertThat(told(TableDifference.of(table(before), table(narrower)))).containsExactly("column_added",
				"cell_changed");
		assertThat(told(TableDifference.of(table(narrower), table(before)))).containsExactly("column_removed",
				"cell_changed");
	}

	private static Decision decision(String file, String key) {
		return Dmn.readModelFromStream(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))
			.getModelElementById(key);
	}

	@Test
	void tellsThatSomethingIsRecordedAtAnotherMoment() {
		String shipped = read("processes/incident/incident.bpmn");
		String listener = "<camunda:executionListener expression=\"${incident.resume()}\" event=\"%s\"/>";
		Map<String, Form> forms = forms("incident");
		Pattern task = Pattern.compile("(?s)(id=\"confirmResolution\".*?<bpmn:extensionElements>)");
		ProcessDifference.Side start = side(
				task.matcher(shipped).replaceFirst("$1" + Matcher.quoteReplacement(listener.formatted("start"))),
				forms);
		ProcessDifference.Side end = side(
				task.matcher(shipped).replaceFirst("$1" + Matcher.quoteReplacement(listener.formatted("end"))), forms);
		assertThat(told(ProcessDifference.of(start, end))).containsExactly("record_moved");
	}

	@Test
	void takesALongerTargetForALooseningAndAShorterOneForNone() {
		String shipped = read("rules/sla/targets.dmn");
		String longer = shipped.replaceFirst("<text>60</text>", "<text>90</text>");
		assertThat(told(TableDifference.of(table(shipped), table(longer)))).containsExactly("cell_changed!");
		assertThat(told(TableDifference.of(table(longer), table(shipped)))).containsExactly("cell_changed");
	}

	@Test
	void takesWiderLimitsOfAFieldForALoosening() {
		String shipped = read("forms/incident/work-on-incident.form");
		Form before = Form.parse(shipped.getBytes(StandardCharsets.UTF_8));
		Form after = Form
			.parse(shipped.replace("\"maxLength\": 100", "\"maxLength\": 200").getBytes(StandardCharsets.UTF_8));
		assertThat(told(FormDifference.of(before, after, null))).containsExactly("field_length!");
		assertThat(told(FormDifference.of(after, before, null))).containsExactly("field_length");
	}

	/** A change without a sentence says nothing. */
	@Test
	void saysEachChangeInBothLanguages() throws IOException {
		TreeSet<String> rules = new TreeSet<>();
		Pattern rule = Pattern.compile("\"([a-z]+_[a-z_]+)\"");
		try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/nagare/workflow/internal/difference"))) {
			for (Path file : files.filter((one) -> one.toString().endsWith("Difference.java")).toList()) {
				Matcher found = rule.matcher(Files.readString(file));
				while (found.find()) {
					rules.add(found.group(1));
				}
			}
		}
		for (String fact : List.of("form", "people", "due", "function", "table", "process", "message", "timer",
				"beside", "instances", "enough", "when", "outcome", "inputs", "result", "version", "handed",
				"given_back", "default", "approves")) {
			rules.add(fact + "_changed");
		}
		assertThat(rules).hasSizeGreaterThan(45);
		for (String file : List.of("messages", "messages_ja")) {
			Properties messages = new Properties();
			try (java.io.Reader reader = Files.newBufferedReader(Path.of("src/main/resources", file + ".properties"))) {
				messages.load(reader);
			}
			assertThat(rules).as(file).allMatch((one) -> messages.containsKey("difference." + one));
		}
	}

}
