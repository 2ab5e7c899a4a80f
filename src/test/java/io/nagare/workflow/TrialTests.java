package io.nagare.workflow;

import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import io.nagare.NagareTest;
import io.nagare.shared.Tenancy;
import io.nagare.signin.Client;

import static org.assertj.core.api.Assertions.assertThat;

/** Changed models on a ticket that is never there. */
@NagareTest
class TrialTests {

	private static final String INCIDENT = OwnModels.shipped("processes/incident/incident.bpmn");

	private static final String RESOLVE = """
			{"action": "resolve", "fields": {"resolution": "再起動した", "resolution_code": "fixed"}}""";

	@Autowired
	private OwnModels models;

	@Autowired
	private JdbcTemplate jdbc;

	private Client owner;

	@BeforeEach
	void thereIsAnOwner() {
		this.owner = this.models.owner();
	}

	@AfterEach
	void theTenantsModelsAreGone() {
		this.models.clear();
	}

	private Client.Answer send(String trial, Map<String, String> files) {
		Map<String, String> parts = new HashMap<>(files);
		parts.put("trial", trial);
		return OwnModels.send(this.owner, "/models/trials", parts);
	}

	private JsonNode tried(String trial, Map<String, String> files) {
		Client.Answer answer = send(trial, files);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data();
	}

	private static String incident(String... steps) {
		return "{\"kind\": \"incident\", \"fields\": {\"title\": \"試し\", \"priority\": \"high\"}, \"steps\": ["
				+ String.join(",", steps) + "]}";
	}

	/** An agent gives the ticket to himself. */
	private String assign() {
		return assign("other-agent");
	}

	private String assign(String by) {
		String agent = this.models.as("other-agent").get("/api/v1/auth/me").data().path("id").asText();
		return "{\"action\": \"assign\", \"by\": \"%s\", \"fields\": {\"assignee_id\": \"%s\"}}".formatted(by, agent);
	}

	private static JsonNode last(JsonNode report) {
		return report.path("steps").get(report.path("steps").size() - 1);
	}

	@Test
	void runsAnIncidentToItsEndByWhatIsInForce() {
		JsonNode report = tried(
				incident(assign(), "{\"action\": \"start\"}", RESOLVE, "{\"timer\": \"confirmationPeriodOver\"}"),
				Map.of());
		assertThat(report.path("steps")).extracting((step) -> step.path("standing").path("status").asText())
			.containsExactly("new", "assigned", "in_progress", "resolved", "closed");
		assertThat(report.path("steps").get(0).path("by").asText()).isEqualTo("other-owner");
		assertThat(report.path("steps").get(1).path("by").asText()).isNotEmpty().isNotEqualTo("other-owner");
		assertThat(report.path("steps").get(0).path("path")).extracting((passed) -> passed.path("element").asText())
			.containsSubsequence("incidentReported", "decidePriority", "findTeam", "whichHandling");
		assertThat(last(report).path("timer").asText()).isEqualTo("confirmationPeriodOver");
		assertThat(last(report).path("standing").path("phase").asText()).isEqualTo("closed");
		assertThat(report.path("actions")).isEmpty();
		assertThat(report.path("clocks")).isNotEmpty();
		assertThat(report.path("processes").get(0).path("ended_at").isNull()).isFalse();
	}

	@Test
	void offersWhatCouldBeDoneNextAndByWhom() {
		JsonNode report = tried(incident(assign(), "{\"action\": \"start\"}"), Map.of());
		assertThat(report.path("actions")).extracting((open) -> open.path("action").path("name").asText())
			.contains("resolve", "hold", "cancel");
		assertThat(report.path("actions").get(0).path("by").asText()).isNotEmpty();
		assertThat(report.path("processes").get(0).path("waits_at")).extracting(JsonNode::asText)
			.contains("workOnIncident");
		assertThat(report.path("clocks").get(0).path("due_at").asText()).isNotEmpty();
	}

	@Test
	void triesAChangedModelOfWhichNobodyElseSeesAnything() {
		int tickets = tickets();
		long deployments = deployments();
		String before = this.models.report("").path("incident_number").asText();
		String changed = INCIDENT.replaceAll("(name=\"status\" value=\")new\"", "$1first_look\"");
		JsonNode report = tried(incident(assign()), Map.of("incident.bpmn", changed));
		assertThat(report.path("steps").get(0).path("standing").path("status").asText()).isEqualTo("first_look");
		JsonNode after = this.models.report("");
		assertThat(after.path("status").asText()).isEqualTo("new");
		assertThat(number(after.path("incident_number").asText())).isEqualTo(number(before) + 1);
		assertThat(tickets()).isEqualTo(tickets + 2);
		assertThat(deployments()).isEqualTo(deployments);
		assertThat(this.owner.get("/api/v1/models/incident/versions").data().get(0).path("own").asBoolean()).isFalse();
	}

	private static long number(String number) {
		return Long.parseLong(number.substring(3));
	}

	private int tickets() {
		return this.models.as("other-agent")
			.get("/api/v1/incidents?limit=1")
			.json()
			.path("pagination")
			.path("total_items")
			.asInt();
	}

	private long deployments() {
		return Tenancy.asPlatform(() -> this.jdbc.queryForObject("SELECT count(*) FROM act_re_deployment", Long.class));
	}

	@Test
	void endsWithTheFirstStepThatIsRefusedAndSaysWhy() {
		JsonNode report = tried(
				incident(assign(), "{\"action\": \"resolve\", \"fields\": {}}", "{\"action\": \"start\"}"), Map.of());
		assertThat(report.path("steps")).hasSize(3);
		JsonNode refused = last(report).path("refused");
		assertThat(refused.path("code").asText()).isEqualTo("VALIDATION_FAILED");
		assertThat(refused.path("details")).extracting((detail) -> detail.path("field").asText())
			.contains("resolution");
		assertThat(last(report).path("standing").isNull()).isTrue();
		// what could be done before it was tried
		assertThat(report.path("actions")).extracting((open) -> open.path("action").path("name").asText())
			.contains("start");
		JsonNode notOpen = tried(incident("{\"action\": \"confirm\"}"), Map.of());
		assertThat(last(notOpen).path("refused").path("code").asText()).isEqualTo("ACTION_NOT_OPEN");
		JsonNode noTimer = tried(incident("{\"timer\": \"confirmationPeriodOver\"}"), Map.of());
		assertThat(last(noTimer).path("refused").path("details").get(0).path("code").asText())
			.isEqualTo("no_timer_waits");
		JsonNode untitled = tried("{\"kind\": \"incident\", \"fields\": {}}", Map.of());
		assertThat(untitled.path("steps")).hasSize(1);
		assertThat(last(untitled).path("refused").path("details").get(0).path("field").asText()).isEqualTo("title");
		assertThat(untitled.path("clocks")).isEmpty();
	}

	@Test
	void letsTheModelChooseWhoMayDoWhat() {
		JsonNode byReporter = tried(incident(assign("other-owner")), Map.of());
		assertThat(last(byReporter).path("refused").path("code").asText()).isEqualTo("FORBIDDEN");
		JsonNode byStranger = tried(incident(assign("agent1")), Map.of());
		assertThat(last(byStranger).path("refused").path("details").get(0).path("code").asText())
			.isEqualTo("unknown_user");
	}

	@Test
	void refusesWhatADeploymentWouldAndWhoMayNotDeploy() {
		assertThat(send(incident(), Map.of("incident.bpmn", INCIDENT.replace("${incident.", "${incidents."))).status())
			.isEqualTo(422);
		assertThat(send("{\"kind\": \"dream\", \"fields\": {}}", Map.of()).status()).isEqualTo(400);
		Client.Answer both = send(incident("{\"action\": \"start\", \"timer\": \"x\"}"), Map.of());
		assertThat(both.status()).isEqualTo(400);
		assertThat(both.body()).contains("steps[0]");
		assertThat(
				OwnModels.send(this.models.as("other-agent"), "/models/trials", Map.of("trial", incident())).status())
			.isEqualTo(403);
	}

}
