package io.nagare.trial;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.shared.Tenancy;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;
import io.nagare.workflow.OwnModels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Tickets that have ended go their way once more, by changed models. */
@NagareTest
class ReplayTests {

	private static final String INCIDENT = OwnModels.shipped("processes/incident/incident.bpmn");

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private TrialRoom room;

	private OwnHouse house;

	private Client owner;

	@BeforeEach
	void moveIn() {
		this.house = OwnHouse.at(this.port);
		this.owner = this.house.client("owner");
	}

	private String ended(String impact, String... actions) {
		Api agent = this.house.as("agent1");
		JsonNode incident = agent.report("給与明細", "impact", impact, "urgency", "high");
		String id = incident.path("id").asText();
		for (String action : actions) {
			switch (action) {
				case "assign" -> agent.does(id, action, "assignee_id", this.house.idOf("agent1"));
				case "hold" -> agent.does(id, action, "hold_reason", "awaiting_caller", "comment", "確認中");
				case "resolve" -> agent.does(id, action, "resolution", "直した", "resolution_code", "workaround");
				case "cancel" -> agent.does(id, action, "reason", "不要");
				default -> agent.does(id, action);
			}
		}
		return incident.path("incident_number").asText();
	}

	private JsonNode replayed(Map<String, String> files) {
		return ended(begun(files));
	}

	/** Path of the replay. */
	private String begun(Map<String, String> files) {
		Map<String, String> sent = new HashMap<>(files);
		sent.put("replay", "true");
		Answer begun = OwnModels.send(this.owner, "/rehearsals", sent);
		assertThat(begun.status()).as(begun.body()).isEqualTo(202);
		return "/api/v1/rehearsals/" + begun.data().path("id").asText();
	}

	private JsonNode ended(String path) {
		await().atMost(Duration.ofMinutes(5))
			.untilAsserted(
					() -> assertThat(this.owner.get(path).data().path("state").asText()).isNotEqualTo("running"));
		JsonNode ended = this.owner.get(path).data();
		assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("done");
		assertThat(ended.path("done").asInt()).isEqualTo(ended.path("tickets").asInt());
		return ended;
	}

	private static JsonNode went(JsonNode report, String how) {
		for (JsonNode one : report.path("outcomes")) {
			if (one.path("name").asText().equals("replay") && one.path("value").asText().equals(how)) {
				return one;
			}
		}
		return report.path("nothing");
	}

	private void someEnded() {
		ended("high", "assign", "start", "resolve", "confirm");
		ended("high", "assign", "start", "resolve", "confirm");
		ended("low", "assign", "start", "hold", "resume", "resolve", "confirm");
		ended("low", "cancel");
	}

	@Test
	void findsNoDifferenceInWhatIsDeployedAndLeavesNothingBehind() {
		someEnded();
		long lines = lines();
		String before = this.house.as("agent1").report("前").path("incident_number").asText();
		JsonNode same = replayed(Map.of("incident.bpmn", INCIDENT));
		assertThat(same.path("tickets").asInt()).isEqualTo(4);
		assertThat(same.path("different").asInt()).as(same.toString()).isZero();
		assertThat(went(same, "whole").path("before").asInt()).as(same.toString()).isEqualTo(4);
		assertThat(went(same, "whole").path("after").asInt()).isEqualTo(4);
		assertThat(lines()).isEqualTo(lines + 1);
		String after = this.house.as("agent1").report("後").path("incident_number").asText();
		assertThat(number(after)).as("it takes no numbers").isEqualTo(number(before) + 1);
		assertThat(this.owner.get("/api/v1/models/incident/versions").data().path(0).path("own").asBoolean(true))
			.isFalse();
	}

	/** Tickets of the house, with the steps that they took. */
	private long lines() {
		return Tenancy.asPlatform(() -> this.transaction.execute((status) -> this.jdbc
			.queryForObject("SELECT count(*) FROM tickets WHERE tenant_id = ?::uuid", Long.class, this.house.id())));
	}

	private static long number(String number) {
		return Long.parseLong(number.substring(3));
	}

	@Test
	void waitsWhileOthersTry() {
		ended("low", "cancel");
		String path;
		try (FullRoom others = new FullRoom(this.room)) {
			assertThat(others).isNotNull();
			path = begun(Map.of("incident.bpmn", INCIDENT));
			await().during(Duration.ofSeconds(2))
				.atMost(Duration.ofSeconds(15))
				.until(() -> this.owner.get(path).data().path("state").asText().equals("running"));
		}
		assertThat(went(ended(path), "whole").path("after").asInt()).isOne();
	}

	@Test
	void tellsWhichActionWouldNotHaveBeenOffered() {
		someEnded();
		JsonNode report = replayed(
				Map.of("incident.bpmn", INCIDENT.replace("sourceRef=\"acceptedHow\" targetRef=\"workOnIncident\"",
						"sourceRef=\"acceptedHow\" targetRef=\"holdIncident\"")));
		assertThat(report.path("different").asInt()).as(report.toString()).isEqualTo(3);
		assertThat(went(report, "stopped").path("after").asInt()).isEqualTo(3);
		JsonNode change = report.path("changes").path(0);
		assertThat(change.path("asked").path("course").asText())
			.isEqualTo("incident: assign → start → resolve → confirm");
		assertThat(change.path("tickets").asInt()).isEqualTo(2);
		assertThat(change.path("after").findValuesAsText("difference").toString()).contains("on_hold",
				"“resolve” is refused");
	}

	@Test
	void tellsWhatWouldHaveWaitedLonger() {
		someEnded();
		JsonNode report = replayed(Map.of("incident.bpmn",
				INCIDENT.replace(
						"<bpmn:timeDate xsi:type=\"bpmn:tFormalExpression\">${incident.autoCloseAt()}</bpmn:timeDate>",
						"<bpmn:timeDuration xsi:type=\"bpmn:tFormalExpression\">P60D</bpmn:timeDuration>")));
		assertThat(report.path("different").asInt()).as(report.toString()).isEqualTo(3);
		assertThat(went(report, "whole").path("after").asInt()).isEqualTo(4);
		assertThat(report.path("changes").path(0).path("after").findValuesAsText("loosening").toString())
			.contains("is due after 86,400 minutes");
	}

	@Test
	void tellsWhichApprovalIsNew() {
		someEnded();
		JsonNode report = replayed(Map.of("incident.bpmn", withAnApproval()));
		assertThat(report.path("different").asInt()).as(report.toString()).isEqualTo(3);
		assertThat(report.path("changes").path(0).path("after").findValuesAsText("difference").toString())
			.contains("“Approve the start” has to be done as well");
	}

	/** Somebody approves before work on the ticket begins. */
	private static String withAnApproval() {
		String task = """
				<bpmn:userTask id="approveStart" name="開始の承認 / Approve the start" camunda:formRef="assign-incident"
					camunda:formRefBinding="deployment" camunda:candidateGroups="role.manager">
				  <bpmn:extensionElements><camunda:properties>
				    <camunda:property name="status" value="assigned" /><camunda:property name="phase" value="open" />
				    <camunda:property name="actors" value="managers" />
				  </camunda:properties></bpmn:extensionElements>
				</bpmn:userTask>
				<bpmn:sequenceFlow id="approvedStart" sourceRef="approveStart" targetRef="workOnIncident" />
				""";
		return INCIDENT
			.replace("sourceRef=\"acceptedHow\" targetRef=\"workOnIncident\"",
					"sourceRef=\"acceptedHow\" targetRef=\"approveStart\"")
			.replaceFirst("(<bpmn:userTask id=\"workOnIncident\")", Matcher.quoteReplacement(task) + "$1");
	}

	@Test
	void goesNoFurtherWhenItIsCancelled() {
		someEnded();
		Answer begun = OwnModels.send(this.owner, "/rehearsals", Map.of("incident.bpmn", INCIDENT, "replay", "true"));
		String path = "/api/v1/rehearsals/" + begun.data().path("id").asText();
		assertThat(this.owner.delete(path).status()).isEqualTo(204);
		assertThat(this.owner.get(path).data().path("state").asText()).isEqualTo("cancelled");
		assertThat(OwnModels
			.send(this.house.client("agent1"), "/rehearsals", Map.of("incident.bpmn", INCIDENT, "replay", "true"))
			.status()).isEqualTo(403);
	}

	/** A thousand tickets of sixty courses and more. */
	@Test
	@Tag("measure")
	void replaysAThousandTicketsWithinAMinute() {
		List<String> numbers = List.of(ended("high", "assign", "start", "resolve", "confirm"),
				ended("low", "assign", "start", "hold", "resume", "resolve", "confirm"), ended("medium", "cancel"),
				ended("low", "assign", "start", "resolve", "reopen", "resolve", "confirm"));
		numbers.forEach((number) -> copied(number, 250));
		Instant begun = Instant.now();
		JsonNode same = replayed(Map.of("incident.bpmn", INCIDENT));
		assertThat(same.path("tickets").asInt()).isEqualTo(1_004);
		assertThat(same.path("different").asInt()).as(same.toString()).isZero();
		assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(60));
	}

	/** Copies of a ticket with its history, of sixteen estimates. */
	private void copied(String number, int copies) {
		Map<String, String> other = new LinkedHashMap<>();
		other.put("tickets",
				"'id', md5(r.id::text || n)::uuid, 'number', r.number || '-' || n, 'estimated_minutes', 1 + n % 16");
		other.put("incidents", "'id', md5(r.id::text || n)::uuid");
		other.put("ticket_histories", "'id', gen_random_uuid(), 'ticket_id', md5(r.ticket_id::text || n)::uuid");
		other.forEach((table,
				changed) -> Tenancy.asPlatform(() -> this.transaction.execute((status) -> this.jdbc.update(
						"INSERT INTO " + table + " SELECT c.* FROM " + table
								+ " r, generate_series(1, ?) n, LATERAL jsonb_populate_record(r,"
								+ " jsonb_build_object(" + changed + ")) c WHERE r.tenant_id = ?::uuid AND r."
								+ (table.equals("ticket_histories") ? "ticket_id" : "id")
								+ " = (SELECT id FROM tickets WHERE number = ? AND tenant_id = ?::uuid)",
						copies, this.house.id(), number, this.house.id()))));
	}

}
