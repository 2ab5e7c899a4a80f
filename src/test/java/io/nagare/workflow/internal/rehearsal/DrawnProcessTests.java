package io.nagare.workflow.internal.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.nagare.workflow.DrawnSteps.Step;
import io.nagare.workflow.internal.model.Form;
import io.nagare.workflow.internal.model.ProcessGraph;
import io.nagare.workflow.internal.model.ProcessModel;

import static org.assertj.core.api.Assertions.assertThat;

/** Which steps the shipped models draw. */
class DrawnProcessTests {

	private static final DrawnProcess INCIDENT = drawn("incident", "incident");

	private static DrawnProcess drawn(String folder, String process) {
		BpmnModelInstance file = Bpmn.readModelFromFile(Path.of("processes", folder, process + ".bpmn").toFile());
		try (Stream<Path> forms = Files.list(Path.of("forms", folder))) {
			Process executable = ProcessGraph.executable(file).get(0);
			return new DrawnProcess(file, new ProcessGraph(executable), new ProcessModel(executable,
					forms.map(DrawnProcessTests::form).collect(Collectors.toMap(Form::id, (form) -> form))));
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static Form form(Path file) {
		try {
			return Form.parse(Files.readAllBytes(file));
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static boolean draws(DrawnProcess process, String at, @Nullable String action, String reached) {
		return process.draws(new Step(at, action, reached), process.beside());
	}

	@Test
	void drawWhatActionsTimersAndEventsLeadTo() {
		assertThat(draws(INCIDENT, "acceptIncident", "start", "workOnIncident")).isTrue();
		assertThat(draws(INCIDENT, "workOnIncident", "hold", "holdIncident")).isTrue();
		assertThat(draws(INCIDENT, "workOnIncident", "resolve", "confirmResolution")).isTrue();
		assertThat(draws(INCIDENT, "workOnIncident", "cancel", "incidentCancelled")).isTrue();
		assertThat(draws(INCIDENT, "acceptIncident", null, "incidentCancelled")).as("a message").isTrue();
		assertThat(draws(INCIDENT, "holdIncident", null, "workOnIncident")).as("the reporter answered").isTrue();
		assertThat(draws(INCIDENT, "confirmResolution", null, "incidentClosed")).as("five days passed").isTrue();
		assertThat(draws(INCIDENT, "holdIncident", "done-elsewhere", "workOnIncident")).isTrue();
	}

	@Test
	void drawNoJumpNorWhatIsNotOfferedThere() {
		assertThat(draws(INCIDENT, "confirmResolution", null, "acceptIncident")).isFalse();
		assertThat(draws(INCIDENT, "assignIncident", null, "incidentClosed")).isFalse();
		assertThat(draws(INCIDENT, "workOnIncident", "resolve", "holdIncident")).isFalse();
		assertThat(draws(INCIDENT, "acceptIncident", "resume", "workOnIncident")).isFalse();
		assertThat(draws(INCIDENT, "whatIsGone", null, "workOnIncident")).isFalse();
		assertThat(draws(INCIDENT, "workOnIncident", null, "whatIsGone")).isFalse();
	}

	@Test
	void sayNothingOfWhatRunsBesideOrGoesOnAfterACall() {
		assertThat(draws(INCIDENT, "holdIncident", null, "holdReminded")).as("a reminder").isTrue();
		DrawnProcess authorization = drawn("change", "change-authorization");
		assertThat(draws(authorization, "castVote", "vote", "decideOnRound")).as("votes").isTrue();
		assertThat(draws(authorization, "decideOnRound", null, "authoriseAlone")).isFalse();
		DrawnProcess problem = drawn("problem", "problem");
		assertThat(draws(problem, "confirmFix", null, "riskReviewDue")).as("the fix is drawn elsewhere").isTrue();
		assertThat(draws(problem, "riskReviewDue", null, "confirmFix")).isFalse();
	}

	@Test
	void drawWhereItGoesOnIfSomethingFailsOnTheWay() {
		DrawnProcess scheduling = drawn("change", "change-scheduling");
		assertThat(draws(scheduling, "startChange", "start", "decideOnStop")).isTrue();
		assertThat(draws(scheduling, "startChange", "start", "awaitStart")).isFalse();
	}

}
