package io.nagare.workflow.internal.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.Test;

import io.nagare.shared.Phase;

import static org.assertj.core.api.Assertions.assertThat;

/** What the product reads from the shipped models. */
class ProcessModelTests {

	private static final ProcessModel INCIDENT = read("processes/incident/incident.bpmn");

	private static ProcessModel read(String file) {
		try (Stream<Path> forms = Files.list(Path.of("forms/incident"))) {
			return new ProcessModel(ProcessGraph.executable(Bpmn.readModelFromFile(Path.of(file).toFile())).get(0),
					forms.map(ProcessModelTests::form).collect(Collectors.toMap(Form::id, Function.identity())));
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	private static Form form(Path file) {
		try {
			return Form.parse(Files.readAllBytes(file));
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	private static Map<String, Set<String>> leads(ProcessModel model, String element) {
		Map<String, Set<String>> leads = new TreeMap<>();
		model.element(element).actions().forEach((name, action) -> leads.put(name, action.leadsTo().statuses()));
		return leads;
	}

	@Test
	void readsStatusAndPhaseOfEveryWaitOnTheMainPath() {
		Map<String, String> waits = new TreeMap<>();
		INCIDENT.mainPath()
			.forEach((id, element) -> waits.put(id,
					element.status() + "/" + java.util.Objects.requireNonNull(element.phase()).word()));
		assertThat(waits).containsExactlyInAnyOrderEntriesOf(Map.of("assignIncident", "new/open", "acceptIncident",
				"assigned/open", "workOnIncident", "in_progress/in_work", "workOnMajorIncident", "in_progress/in_work",
				"holdIncident", "on_hold/on_hold", "confirmResolution", "resolved/resolved", "incidentClosed",
				"closed/closed", "incidentCancelled", "cancelled/cancelled"));
	}

	@Test
	void knowsTheTimersThatCloseATicket() {
		assertThat(closingTimers(INCIDENT)).containsExactly("confirmationPeriodOver");
		// its timers lead to the use of the access, and to the task of ending it
		assertThat(closingTimers(read("processes/request/remote-work.bpmn"))).isEmpty();
	}

	private static List<String> closingTimers(ProcessModel model) {
		return model.elements().stream().map(ProcessModel.Element::id).filter(model::isClosingTimer).toList();
	}

	@Test
	void computesWhereEachActionLeads() {
		assertThat(leads(INCIDENT, "assignIncident")).isEqualTo(Map.of("assign", Set.of("assigned")));
		assertThat(leads(INCIDENT, "acceptIncident")).isEqualTo(
				Map.of("start", Set.of("in_progress"), "reassign", Set.of("assigned"), "resolve", Set.of("resolved")));
		assertThat(leads(INCIDENT, "workOnIncident")).isEqualTo(
				Map.of("hold", Set.of("on_hold"), "reassign", Set.of("assigned"), "resolve", Set.of("resolved")));
		assertThat(leads(INCIDENT, "holdIncident"))
			.isEqualTo(Map.of("resume", Set.of("in_progress"), "reassign", Set.of("assigned")));
		assertThat(leads(INCIDENT, "confirmResolution").get("confirm")).isEqualTo(Set.of("closed"));
		assertThat(leads(INCIDENT, "confirmResolution").get("reopen")).contains("in_progress");
		assertThat(leads(INCIDENT, "cancellationRequested")).isEqualTo(Map.of("cancel", Set.of("cancelled")));
		assertThat(leads(INCIDENT, "reclassified")).isEqualTo(Map.of("reclassify", Set.of()));
	}

	@Test
	void splitsLabelsIntoBothLanguages() {
		var cancel = INCIDENT.element("cancellationRequested").actions().get("cancel");
		assertThat(java.util.Objects.requireNonNull(cancel).label().ja()).isEqualTo("取り消し");
		assertThat(cancel.label().en()).isEqualTo("Cancel ticket");
	}

	@Test
	void givesTheTicketToWhoeverHasATaskOfAnActivePhaseOnly() {
		assertThat(INCIDENT.element("workOnIncident").givesAssignee()).isTrue();
		assertThat(INCIDENT.element("confirmResolution").givesAssignee()).isFalse();
		assertThat(read("processes/incident/major-incident.bpmn").element("postUpdate").givesAssignee()).isFalse();
	}

	@Test
	void leavesToWhomTheModelNamesWhatItGivesThem() {
		assertThat(read("processes/change/change-implementation.bpmn").element("implementChange").namesPeople())
			.isFalse();
		ProcessModel authorization = read("processes/change/change-authorization.bpmn");
		ProcessModel scheduling = read("processes/change/change-scheduling.bpmn");
		for (String named : List.of("authoriseAlone", "castVote", "decideOnRound", "decideOnStop")) {
			ProcessModel model = named.equals("decideOnStop") ? scheduling : authorization;
			assertThat(model.element(named).namesPeople()).as(named).isTrue();
			assertThat(model.element(named).givesAssignee()).as(named).isFalse();
		}
		assertThat(read("processes/problem/problem.bpmn").element("approveRisk").namesPeople()).isTrue();
		assertThat(read("processes/incident/major-incident.bpmn").element("decideMajorIncident").namesPeople())
			.isTrue();
	}

	@Test
	void showsANewWaitAndItsActionsWithoutJava() throws IOException {
		String changed = Files.readString(Path.of("processes/incident/incident.bpmn"))
			.replace("name=\"status\" value=\"on_hold\"", "name=\"status\" value=\"parked\"");
		ProcessModel model = new ProcessModel(ProcessGraph
			.executable(Bpmn.readModelFromStream(new ByteArrayInputStream(changed.getBytes(StandardCharsets.UTF_8))))
			.get(0), Map.of("work-on-incident", form(Path.of("forms/incident/work-on-incident.form"))));
		assertThat(leads(model, "workOnIncident").get("hold")).isEqualTo(Set.of("parked"));
		assertThat(model.element("holdIncident").phase()).isEqualTo(Phase.ON_HOLD);
	}

	@Test
	void checksWhatAFormLetsIn() {
		Form form = form(Path.of("forms/incident/work-on-incident.form"));
		assertThat(codes(form, Map.of("action", "resolve", "resolution", "x", "resolution_code", "fixed"))).isEmpty();
		assertThat(codes(form, Map.of("action", "resolve", "resolution_code", "fixed")))
			.containsExactly("resolution:required");
		assertThat(codes(form, Map.of("action", "fly"))).containsExactly("action:not_a_choice");
		assertThat(codes(form, Map.of())).containsExactly("action:not_a_choice");
		assertThat(codes(form, Map.of("action", "hold", "hold_reason", "lunch")))
			.containsExactly("hold_reason:not_a_choice");
		assertThat(codes(form, Map.of("action", "hold", "hold_reason", "awaiting_vendor", "resolution", "x")))
			.containsExactly("resolution:not_for_action");
		assertThat(codes(form, Map.of("action", "hold", "hold_reason", "awaiting_vendor", "priority", "x")))
			.containsExactly("priority:unknown_field");
		assertThat(codes(form, Map.of("action", "resolve", "resolution", "x".repeat(4001), "resolution_code", "fixed")))
			.containsExactly("resolution:too_long");
		assertThat(codes(form, Map.of("action", "resolve", "resolution", 5, "resolution_code", "fixed")))
			.containsExactly("resolution:wrong_type");
	}

	private static List<String> codes(Form form, Map<String, Object> submitted) {
		return form.check(null, submitted).stream().map((detail) -> detail.field() + ":" + detail.code()).toList();
	}

}
