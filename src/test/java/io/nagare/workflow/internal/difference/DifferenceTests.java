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
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.nagare.workflow.internal.model.Form;

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
		return new ProcessDifference.Side(
				Bpmn.readModelFromStream(new ByteArrayInputStream(bpmn.getBytes(StandardCharsets.UTF_8))), forms);
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
		assertThat(told(FormDifference.of(before, new Form(before.id(), List.of(), List.of()), null)))
			.contains("field_removed!");
		assertThat(told(FormDifference.of(new Form(before.id(), List.of(), List.of()), before, null)))
			.contains("field_added_required");
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

	private static DmnModelInstance table(String text) {
		return Dmn.readModelFromStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
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
