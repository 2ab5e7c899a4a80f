package io.nagare.ticket.oncall;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.TestClock;
import io.nagare.signin.Client.Answer;
import io.nagare.workflow.WalksEveryPath;

import static io.nagare.Api.each;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Those on call are called one after another until somebody answers. Walks every path of
 * on-call.bpmn.
 */
@NagareTest
@RecordApplicationEvents
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OnCallTests {

	/** Labour Thanksgiving Day, a Monday, at two in the morning in Tokyo. */
	private static final Instant HOLIDAY_NIGHT = Instant.parse("2026-11-22T17:00:00Z");

	/** The Tuesday after it, at ten. */
	private static final Instant OFFICE_HOURS = Instant.parse("2026-11-24T01:00:00Z");

	@LocalServerPort
	private int port;

	@Autowired
	private TestClock clock;

	@Autowired
	private ManagementService jobs;

	@Autowired
	private RuntimeService runtime;

	@Autowired
	private ApplicationEvents events;

	@BeforeEach
	void itIsNight() {
		this.clock.set(HOLIDAY_NIGHT);
	}

	@AfterEach
	void itIsTodayAgain() {
		this.clock.reset();
	}

	/**
	 * A team that gets everything. Out of hours its first on call is somebody who may not
	 * read others' tickets, then agent1, then agent2.
	 */
	private OwnHouse house() {
		OwnHouse house = OwnHouse.at(this.port);
		house.moveIn("porter", "user");
		team(house, "Night", true, "porter", "agent1", "agent2");
		return house;
	}

	private String team(OwnHouse house, String name, boolean isDefault, String... people) {
		Answer made = house.as("admin").post("/teams", "name", name, "manager_id", house.idOf("manager"));
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		String team = made.data().path("id").asText();
		assertThat(house.as("admin").patch("/teams/" + team, "is_default", isDefault).status()).isEqualTo(200);
		List<String> ids = List.of(people).stream().map(house::idOf).toList();
		ids.forEach((id) -> house.as("admin").put("/teams/" + team + "/members/" + id));
		String layers = String.join(",", ids.stream().map("""
				{"people": ["%s"], "starts_at": "2026-11-02T09:00:00", "turn_hours": 168,
				"calendar": "business-hours", "hours": "outside"}"""::formatted).toList());
		Answer planned = house.as("admin").putRaw("/teams/" + team + "/roster", "{\"layers\":[" + layers + "]}");
		assertThat(planned.status()).as(planned.body()).isEqualTo(200);
		return team;
	}

	/** The only one on call may not read it. The team's manager is away, too. */
	@Test
	void tellsOfAGapInTheRosterAtOnce() {
		OwnHouse house = OwnHouse.at(this.port);
		house.moveIn("porter", "user");
		house.moveIn("second", "manager");
		team(house, "Night", true, "porter");
		String ticket = alert(house, "critical");
		assertThat(isCalling(ticket)).isFalse();
		assertThat(told(house, "manager", ticket, "ticket.on_call_unanswered")).isEqualTo(1);
		assertThat(house.as("agent1").incident(ticket).path("work_notes").toString()).contains("Nobody is on call");
		house.as("agent1").does(ticket, "reassign", "assignee_id", house.idOf("agent2"), "reason", "担当");
		assertThat(told(house, "manager", ticket, "ticket.on_call_unanswered")).as("once").isEqualTo(1);
	}

	/** An alert of the monitoring, which signs in as agent3. */
	private static String alert(OwnHouse house, String severity) {
		return alert(house, "agent3", severity);
	}

	private static String alert(OwnHouse house, String program, String severity) {
		Answer told = house.as(program).postRaw("/alerts/alertmanager", """
				{"version":"4","groupKey":"%s","truncatedAlerts":0,"status":"firing","receiver":"nagare",
				"groupLabels":{"alertname":"HostDown"},"commonLabels":{"alertname":"HostDown","severity":"%s"},
				"commonAnnotations":{},"externalURL":"http://alertmanager:9093","alerts":[{"status":"firing",
				"labels":{"alertname":"HostDown","instance":"web01:9100","severity":"%2$s"},
				"annotations":{"summary":"web01 is down"},"startsAt":"2026-11-22T16:59:00.000Z",
				"endsAt":"0001-01-01T00:00:00Z","fingerprint":"a1"}]}""".formatted(UUID.randomUUID(), severity));
		assertThat(told.status()).as(told.body()).isEqualTo(200);
		return told.data().path("incident_id").asText();
	}

	/** What an alert calls critical hits one thing, so that its incident is high. */
	private Job answerOverdue(String ticket) {
		String process = this.runtime.createProcessInstanceQuery()
			.processInstanceBusinessKey(ticket)
			.processDefinitionKey("on-call")
			.singleResult()
			.getId();
		return this.jobs.createJobQuery().processInstanceId(process).singleResult();
	}

	private void nobodyAnswers(String ticket) {
		this.jobs.executeJob(answerOverdue(ticket).getId());
	}

	private boolean isCalling(String ticket) {
		return this.runtime.createProcessInstanceQuery()
			.processInstanceBusinessKey(ticket)
			.processDefinitionKey("on-call")
			.count() > 0;
	}

	private static long calls(OwnHouse house, String name, String ticket) {
		return told(house, name, ticket, "ticket.on_call");
	}

	private static long told(OwnHouse house, String name, String ticket, String kind) {
		long told = 0;
		for (JsonNode notice : house.as(name).get("/notifications?limit=100").data()) {
			if (notice.path("kind").asText().equals(kind) && notice.toString().contains(ticket)) {
				told++;
			}
		}
		return told;
	}

	private static List<String> notes(OwnHouse house, String ticket) {
		return each(house.as("agent1").get("/incidents/" + ticket + "/work-notes").data(), "content");
	}

	@Test
	void callsTheFirstThenTheNextUntilSomebodyAcknowledges() {
		OwnHouse house = house();
		String ticket = alert(house, "critical");
		assertThat(calls(house, "agent1", ticket)).isEqualTo(1);
		assertThat(calls(house, "agent2", ticket)).isZero();
		assertThat(answerOverdue(ticket).getDuedate().toInstant()).isCloseTo(HOLIDAY_NIGHT.plus(Duration.ofMinutes(15)),
				within(Duration.ofMinutes(1)));
		nobodyAnswers(ticket);
		assertThat(calls(house, "agent1", ticket)).isEqualTo(1);
		assertThat(calls(house, "agent2", ticket)).isEqualTo(1);
		assertThat(calls(house, "porter", ticket)).as("who may not read it is not called").isZero();
		assertThat(this.events.stream(OnDutyCalled.class).map(OnDutyCalled::userId).map(UUID::toString))
			.as("by the timer, which this thread runs")
			.containsExactly(house.idOf("agent2"));
		assertThat(house.as("reporter").act(ticket, "acknowledge").status()).isEqualTo(404);
		JsonNode answered = house.as("agent2").does(ticket, "acknowledge", "comment", "向かいます");
		assertThat(answered.path("responded_at").asText()).isNotEmpty();
		assertThat(isCalling(ticket)).isFalse();
		assertThat(String.join("\n", notes(house, ticket))).contains("agent1 was called", "agent2 was called",
				"agent2 has acknowledged the call: 向かいます");
		assertThat(house.as("agent2").act(ticket, "acknowledge").status()).isEqualTo(409);
		// who has answered need not take it, and wakes nobody by what comes next
		house.as("agent2").does(ticket, "reclassify", "impact", "high", "urgency", "high", "reason", "x");
		assertThat(isCalling(ticket)).isFalse();
	}

	@Test
	void endsWhenSomebodyTakesTheTicket() {
		OwnHouse house = house();
		String ticket = alert(house, "critical");
		house.as("agent2").does(ticket, "start");
		assertThat(isCalling(ticket)).isFalse();
		assertThat(String.join("\n", notes(house, ticket))).contains("agent2 looks after it; nobody else is called");
	}

	@Test
	void callsEverybodyTwiceAndThenTellsTheTeamsManager() {
		OwnHouse house = house();
		String ticket = alert(house, "critical");
		for (int call = 1; call < 4; call++) {
			assertThat(told(house, "manager", ticket, "ticket.on_call_unanswered")).isZero();
			nobodyAnswers(ticket);
		}
		assertThat(calls(house, "agent1", ticket)).isEqualTo(2);
		assertThat(calls(house, "agent2", ticket)).isEqualTo(2);
		nobodyAnswers(ticket);
		assertThat(isCalling(ticket)).isFalse();
		assertThat(told(house, "manager", ticket, "ticket.on_call_unanswered")).isEqualTo(1);
		assertThat(calls(house, "agent1", ticket)).isEqualTo(2);
	}

	@Test
	void callsThoseOfTheTeamThatGetsTheTicket() {
		OwnHouse house = house();
		String other = team(house, "Network", false, "agent3");
		String ticket = alert(house, "critical");
		house.as("agent2").does(ticket, "reassign", "team_id", other, "reason", "network");
		assertThat(calls(house, "agent3", ticket)).isEqualTo(1);
		nobodyAnswers(ticket);
		assertThat(calls(house, "agent3", ticket)).isEqualTo(2);
		assertThat(calls(house, "agent2", ticket)).isZero();
	}

	@Test
	void callsNobodyForWhatCanWaitNorInOfficeHours() {
		OwnHouse house = house();
		String ticket = alert(house, "warning");
		assertThat(isCalling(ticket)).isFalse();
		house.as("agent3").does(ticket, "reclassify", "impact", "extensive", "urgency", "critical", "reason", "all");
		assertThat(isCalling(ticket)).as("it can wait no longer").isTrue();
		this.clock.set(OFFICE_HOURS);
		OwnHouse open = house();
		assertThat(isCalling(alert(open, "critical"))).as("nobody has a turn").isFalse();
	}

	@Test
	void doesNotRingWhoReportsItButCountsThatAsTheirCall() {
		OwnHouse house = house();
		String ticket = house.as("agent1")
			.report("web01 is down", "impact", "extensive", "urgency", "critical")
			.path("id")
			.asText();
		assertThat(isCalling(ticket)).isTrue();
		assertThat(calls(house, "agent1", ticket)).as("agent1 knows").isZero();
		assertThat(calls(house, "agent2", ticket)).as("agent1 has the time to answer").isZero();
		assertThat(String.join("\n", notes(house, ticket))).contains("agent1 is on call and reports this in person");
		nobodyAnswers(ticket);
		assertThat(calls(house, "agent2", ticket)).as("the next one is not left out").isEqualTo(1);
		nobodyAnswers(ticket);
		assertThat(calls(house, "agent1", ticket)).as("the second round").isEqualTo(1);
	}

	@Test
	void ringsInWhoseNameAProgramReports() {
		OwnHouse house = house();
		String ticket = alert(house, "agent1", "critical");
		assertThat(calls(house, "agent1", ticket)).as("agent1 knows nothing of it").isEqualTo(1);
	}

	@Test
	void asksTheTableOfTheTenant() throws Exception {
		OwnHouse house = house();
		String shipped = Files.readString(Path.of("rules/ticket/on-call.dmn"));
		Answer refused = house.deploy("on-call.dmn", shipped.replace("<text>15</text>", "<text>0</text>"));
		assertThat(refused.status()).as(refused.body()).isNotEqualTo(200);
		assertThat(refused.body()).containsAnyOf("1,440", "1440");
		Answer deployed = house.deploy("on-call.dmn", shipped.replace("<text>15</text>", "<text>3</text>"));
		assertThat(deployed.status()).as(deployed.body()).isEqualTo(200);
		assertThat(answerOverdue(alert(house, "critical")).getDuedate().toInstant())
			.isCloseTo(HOLIDAY_NIGHT.plus(Duration.ofMinutes(3)), within(Duration.ofMinutes(1)));
	}

	@Order(Integer.MAX_VALUE)
	@WalksEveryPath("on-call")
	void walkedEveryPath() {
	}

}
