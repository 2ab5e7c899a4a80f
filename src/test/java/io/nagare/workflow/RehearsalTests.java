package io.nagare.workflow;

import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import io.nagare.NagareTest;
import io.nagare.signin.Client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A changed table, or process, over past tickets. */
@NagareTest
class RehearsalTests {

	private static final String PRIORITY = OwnModels.shipped("rules/incident/priority.dmn");

	private static final String INCIDENT = OwnModels.shipped("processes/incident/incident.bpmn");

	private static final String PATH = "/api/v1/rehearsals";

	@Autowired
	private OwnModels models;

	private Client owner;

	private String number = "";

	@BeforeEach
	void thereIsATicketOfTheHighestPriority() {
		this.owner = this.models.owner();
		this.number = this.models.report(", \"impact\": \"extensive\", \"urgency\": \"critical\"")
			.path("incident_number")
			.asText();
	}

	@AfterEach
	void theTenantsModelsAreGone() {
		this.models.clear();
	}

	private JsonNode rehearsed(String table) {
		return rehearsed("priority.dmn", table);
	}

	private JsonNode rehearsed(String file, String content) {
		Client.Answer begun = OwnModels.send(this.owner, "/rehearsals", Map.of(file, content));
		assertThat(begun.status()).as(begun.body()).isEqualTo(202);
		String path = PATH + "/" + begun.data().path("id").asText();
		await().untilAsserted(
				() -> assertThat(this.owner.get(path).data().path("state").asText()).isNotEqualTo("running"));
		JsonNode ended = this.owner.get(path).data();
		assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("done");
		assertThat(ended.path("done").asInt()).isPositive().isEqualTo(ended.path("tickets").asInt());
		assertThat(this.models.as("owner").get(path).status()).isEqualTo(404);
		assertThat(this.models.as("other-agent").get(path).status()).isEqualTo(403);
		return ended;
	}

	@Test
	void findsNoDifferenceInWhatIsDeployed() {
		JsonNode same = rehearsed(PRIORITY);
		assertThat(same.path("different").asInt()).isZero();
		assertThat(same.path("changes")).isEmpty();
	}

	@Test
	void tellsWhatWouldComeOutOtherwiseForWhichTickets() {
		String changed = Pattern
			.compile("(?s)(<rule (?:(?!</rule>).)*\"extensive\"(?:(?!</rule>).)*\"critical\""
					+ "(?:(?!</rule>).)*<outputEntry[^>]*>\\s*<text>)\"critical\"")
			.matcher(PRIORITY)
			.replaceFirst("$1\"low\"");
		assertThat(changed).isNotEqualTo(PRIORITY);
		JsonNode report = rehearsed(changed);
		assertThat(report.path("different").asInt()).isPositive();
		JsonNode change = report.path("changes").get(0);
		assertThat(change.path("asked").toString()).contains("extensive");
		assertThat(change.path("before").get(0).path("priority").asText()).isEqualTo("critical");
		assertThat(change.path("after").get(0).path("priority").asText()).isEqualTo("low");
		assertThat(report.toString()).contains(this.number);
	}

	@Test
	void countsHowManyTicketsEachTeamWouldHaveHad() {
		String routing = OwnModels.shipped("rules/incident/routing.dmn");
		JsonNode same = rehearsed("routing.dmn", routing);
		assertThat(same.path("model").asText()).isEqualTo("incident-routing");
		assertThat(same.path("different").asInt()).as(same.toString()).isZero();
		JsonNode nobody = outcome(same, "team", "null");
		assertThat(nobody.path("before").asInt()).isPositive().isEqualTo(nobody.path("after").asInt());
		JsonNode changed = rehearsed("routing.dmn",
				routing.replaceFirst("(<outputEntry[^>]*>\\s*<text>)null<", "$1\"Network\"<"));
		assertThat(changed.path("different").asInt()).isEqualTo(nobody.path("before").asInt());
		assertThat(outcome(changed, "team", "null").path("after").asInt()).isZero();
		assertThat(outcome(changed, "team", "Network").path("after").asInt())
			.isGreaterThanOrEqualTo(nobody.path("before").asInt());
		assertThat(changed.path("from").asText()).isLessThan(changed.path("to").asText());
	}

	/** The first response of a ticket that was started at once. */
	@Test
	void countsWhichClocksWouldHaveBeenMissed() {
		isStarted();
		String targets = OwnModels.shipped("rules/sla/targets.dmn");
		JsonNode same = rehearsed("targets.dmn", targets);
		assertThat(same.path("model").asText()).isEqualTo("sla-targets");
		assertThat(same.path("different").asInt()).as(same.toString()).isZero();
		JsonNode kept = outcome(same, "clock", "kept");
		assertThat(kept.path("before").asInt()).isPositive().isEqualTo(kept.path("after").asInt());
		String elsewhere = targets.replaceAll("\"business-hours\"", "\"24x7\"");
		assertThat(elsewhere).isNotEqualTo(targets);
		JsonNode other = rehearsed("targets.dmn", elsewhere);
		assertThat(outcome(other, "clock", "other_calendar").path("after").asInt()).as(other.toString())
			.isGreaterThanOrEqualTo(kept.path("before").asInt());
		assertThat(outcome(other, "clock", "kept").path("after").asInt()).isZero();
	}

	private static JsonNode outcome(JsonNode report, String name, String value) {
		for (JsonNode one : report.path("outcomes")) {
			if (one.path("name").asText().equals(name) && one.path("value").asText().equals(value)) {
				return one;
			}
		}
		throw new AssertionError(name + " " + value + " is not in " + report.path("outcomes"));
	}

	private void isStarted() {
		Client agent = this.models.as("other-agent");
		String me = agent.get("/api/v1/auth/me").data().path("id").asText();
		assertThat(act(agent, "assign", "{\"assignee_id\": \"" + me + "\"}")).isEqualTo(200);
		assertThat(act(agent, "start", "{}")).isEqualTo(200);
	}

	private int act(Client agent, String action, String fields) {
		return agent.post("/api/v1/incidents/" + this.number + "/actions/" + action, fields).status();
	}

	@Test
	void walksPastTicketsThroughTheProcessInForceWithoutADifference() {
		isStarted();
		JsonNode same = rehearsed("incident.bpmn", INCIDENT);
		assertThat(same.path("model").asText()).isEqualTo("incident");
		assertThat(same.path("tickets").asInt()).isGreaterThanOrEqualTo(3);
		assertThat(same.path("different").asInt()).as(same.toString()).isZero();
	}

	@Test
	void tellsWhereAChangedProcessWouldHaveGoneAnotherWay() {
		isStarted();
		String changed = INCIDENT.replace("sourceRef=\"acceptedHow\" targetRef=\"workOnIncident\"",
				"sourceRef=\"acceptedHow\" targetRef=\"holdIncident\"");
		assertThat(changed).isNotEqualTo(INCIDENT);
		JsonNode report = rehearsed("incident.bpmn", changed);
		assertThat(report.path("different").asInt()).isPositive();
		JsonNode change = report.path("changes").get(0);
		assertThat(change.path("asked").path("process").asText()).isEqualTo("incident");
		assertThat(change.path("asked").path("at").asText()).isEqualTo("First response");
		assertThat(change.path("asked").path("action").asText()).isEqualTo("start");
		assertThat(change.path("asked").path("reached").asText()).isEqualTo("Investigate and restore");
		assertThat(change.path("before").get(0).path("next").asText()).isEqualTo("Investigate and restore");
		assertThat(change.path("after").get(0).path("next").asText()).isEqualTo("On hold");
		assertThat(change.path("numbers").toString()).contains(this.number);
	}

	@Test
	void tellsWhatAStepWouldHaveMeantOtherwiseAndNotHowItIsCalled() {
		isStarted();
		JsonNode renamed = rehearsed("incident.bpmn", INCIDENT.replaceFirst("id=\"workOnIncident\" name=\"[^\"]*\"",
				"id=\"workOnIncident\" name=\"別の名前 / Else\""));
		assertThat(renamed.path("different").asInt()).as(renamed.toString()).isZero();
		JsonNode restated = rehearsed("incident.bpmn",
				INCIDENT.replace("name=\"status\" value=\"in_progress\"", "name=\"status\" value=\"at_work\""));
		assertThat(restated.path("different").asInt()).isPositive();
		assertThat(restated.path("changes").toString()).contains("\"status\":\"in_progress\"",
				"\"status\":\"at_work\"");
	}

	/** What belongs together is rehearsed together. */
	@Test
	void rehearsesTheTablesAndTheProcessesOfAReleaseAlike() {
		isStarted();
		Client.Answer begun = OwnModels.send(this.owner, "/rehearsals",
				Map.of("incident.bpmn",
						INCIDENT.replace("name=\"status\" value=\"in_progress\"", "name=\"status\" value=\"at_work\""),
						"priority.dmn", PRIORITY));
		String path = PATH + "/" + begun.data().path("id").asText();
		await().untilAsserted(() -> assertThat(this.owner.get(path).data().path("state").asText()).isEqualTo("done"));
		JsonNode report = this.owner.get(path).data();
		assertThat(report.path("model").asText()).isEqualTo("incident-priority, incident");
		assertThat(report.path("changes").findValuesAsText("model")).isNotEmpty().containsOnly("incident");
	}

	@Test
	void tellsWhichActionsWouldNotHaveBeenOffered() {
		isStarted();
		String changed = INCIDENT.replace("id=\"acceptIncident\"", "id=\"lookAtIncident\"")
			.replace("sourceRef=\"acceptIncident\"", "sourceRef=\"lookAtIncident\"")
			.replace("targetRef=\"acceptIncident\"", "targetRef=\"lookAtIncident\"")
			.replace("bpmnElement=\"acceptIncident\"", "bpmnElement=\"lookAtIncident\"")
			.replace(">acceptIncident<", ">lookAtIncident<");
		JsonNode report = rehearsed("incident.bpmn", changed);
		assertThat(report.path("changes").toString()).contains("There is no such step any more.");
	}

	@Test
	void refusesWhatTheGateWouldAndTablesThatNoTicketAsks() {
		Client.Answer broken = OwnModels.send(this.owner, "/rehearsals",
				Map.of("priority.dmn", PRIORITY.replace("\"critical\"", "\"unheard\" +")));
		assertThat(broken.status()).isEqualTo(422);
		Client.Answer other = OwnModels.send(this.owner, "/rehearsals",
				Map.of("severity.dmn", OwnModels.shipped("rules/intake/alert-severity.dmn")));
		assertThat(other.status()).as(other.body()).isEqualTo(400);
		assertThat(other.body()).contains("\"files\"", "incident-priority", "change-review");
		Client.Answer never = OwnModels.send(this.owner, "/rehearsals",
				Map.of("priority.dmn", PRIORITY, "from", "+999999999-01-01T00:00:00Z"));
		assertThat(never.status()).as(never.body()).isEqualTo(400);
		assertThat(never.body()).contains("\"from\"");
	}

}
