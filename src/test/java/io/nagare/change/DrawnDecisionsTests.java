package io.nagare.change;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * An owner draws a decision of his own into changes; what he draws is what counts, and
 * who decides there keeps his hands off the rest.
 */
@NagareTest
class DrawnDecisionsTests {

	/** Between the authorisation and the schedule, by agents. */
	private static final String CLEARANCE = """
			<bpmn:userTask id="clearSecurity" name="安全性の確認" camunda:formRef="clear-security" camunda:formRefBinding="deployment">
			  <bpmn:extensionElements><camunda:properties>
			    <camunda:property name="status" value="clearance" /><camunda:property name="phase" value="in_work" />
			    <camunda:property name="actors" value="agents" /><camunda:property name="excluded" value="reporter" />
			  </camunda:properties></bpmn:extensionElements>
			</bpmn:userTask>
			<bpmn:exclusiveGateway id="cleared" name="確認済みか？" default="clearedToSchedule" />
			<bpmn:sequenceFlow id="clearSecurityToCleared" sourceRef="clearSecurity" targetRef="cleared" />
			<bpmn:sequenceFlow id="clearedToSchedule" name="可" sourceRef="cleared" targetRef="schedule" />
			<bpmn:sequenceFlow id="clearedToNo" name="否" sourceRef="cleared" targetRef="%s">
			  <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${action == 'refuse'}</bpmn:conditionExpression>
			</bpmn:sequenceFlow>
			""";

	private static final String REJECTED_INSIDE = """
			<bpmn:endEvent id="notCleared" name="却下"><bpmn:extensionElements><camunda:properties>
			  <camunda:property name="status" value="rejected" /><camunda:property name="phase" value="cancelled" />
			</camunda:properties></bpmn:extensionElements></bpmn:endEvent>
			""";

	private static final String FORM = """
			{"id": "clear-security", "type": "default", "schemaVersion": 16, "executionPlatform": "Camunda Platform",
			 "executionPlatformVersion": "7.24.0", "components": [
			  {"type": "radio", "id": "action", "key": "action", "label": "操作 / Action", "validate": {"required": true},
			   "values": [{"value": "approve", "label": "可 / Clear"}, {"value": "refuse", "label": "否 / Refuse"}]}]}
			""";

	@Autowired
	private Changing changing;

	@LocalServerPort
	private int port;

	private OwnHouse house;

	@BeforeEach
	void moveIn() {
		this.house = OwnHouse.at(this.port);
	}

	private static String drawn(String refusalLeadsTo, String more) throws IOException {
		String shipped = Files.readString(Path.of("processes", "change", "change.bpmn"));
		String drawn = shipped.replace(
				"<bpmn:sequenceFlow id=\"authoriseToSchedule\" name=\"承認\" sourceRef=\"authorise\" targetRef=\"schedule\">",
				CLEARANCE.formatted(refusalLeadsTo) + more
						+ "<bpmn:sequenceFlow id=\"authoriseToSchedule\" sourceRef=\"authorise\" targetRef=\"clearSecurity\">")
			.replaceAll("(?s)<bpmn:(incoming|outgoing)>.*?</bpmn:\\1>", "")
			.replaceAll("(?s)<bpmndi:BPMNDiagram.*</bpmndi:BPMNDiagram>", "");
		assertThat(drawn).contains("clearSecurity").doesNotContain("bpmndi:BPMNEdge");
		return drawn;
	}

	private String cleared() throws IOException {
		assertThat(this.house.deploy("clear-security.form", FORM).status()).isEqualTo(200);
		Answer deployed = this.house.deploy("change.bpmn", drawn("changeDenied", ""));
		assertThat(deployed.status()).as(deployed.body()).isEqualTo(200);
		Instant start = Instant.now().plus(3, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
		Answer made = this.house.as("agent1")
			.post("/changes", "title", "切替", "planned_start", start.toString(), "planned_end",
					start.plus(2, ChronoUnit.HOURS).toString(), "implementation_plan", "a", "backout_plan", "b",
					"test_plan", "c", "risk_answers",
					Map.of("backout_tested", true, "rehearsed", true, "team_experience", "much"));
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		String path = "/changes/" + made.data().path("id").asText();
		does("agent1", path, "submit");
		assertThat(does("agent2", path, "assess", "decision", "approve").path("status").asText())
			.isEqualTo("clearance");
		return path;
	}

	private JsonNode does(String name, String path, String action, Object... fields) {
		Answer answer = this.house.as(name).post(path + "/actions/" + action, fields);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data();
	}

	@Test
	void endsAChangeWhereARefusalIsDrawnToLead() throws IOException {
		String path = cleared();
		JsonNode refused = does("agent3", path, "refuse");
		assertThat(refused.path("status").asText() + "/" + refused.path("phase").asText())
			.isEqualTo("rejected/cancelled");
		JsonNode change = this.house.as("agent1").get(path).data();
		assertThat(change.path("outcome").asText()).isEqualTo("not_implemented");
		assertThat(change.path("resolved_at").isNull()).isTrue();
		assertThat(change.path("actions")).isEmpty();
	}

	@Test
	void keepsWhoApprovedInADrawnTaskFromCarryingItOut() throws IOException {
		String path = cleared();
		assertThat(refusal(this.house.as("agent1").post(path + "/actions/approve"))).isEqualTo("403 FORBIDDEN");
		assertThat(does("agent3", path, "approve").path("status").asText()).isEqualTo("scheduled");
		assertThat(each(this.house.as("manager").get(path + "/history").data(), "field_name")).contains("approved_by");
		this.changing.fire(path.substring("/changes/".length()), "startTimeReached");
		assertThat(refusal(this.house.as("agent3").post(path + "/actions/start"))).isEqualTo("403 FORBIDDEN");
		assertThat(does("agent1", path, "start").path("status").asText()).isEqualTo("implementation");
	}

	@Test
	void refusesAnEndThatTheTokenLeavesAgain() throws IOException {
		assertThat(this.house.deploy("clear-security.form", FORM).status()).isEqualTo(200);
		Answer refused = this.house.deploy("change.bpmn", drawn("notCleared", REJECTED_INSIDE));
		assertThat(refused.status()).isEqualTo(422);
		assertThat(refused.body()).contains("notCleared", "leaves a sub-process");
	}

}
