package io.nagare.workflow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import io.nagare.Api;
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

	/** As people would be asked by what is tried, and as what they say would be taken. */
	@Test
	void asksWhatTheFormUnderTrialAsks() {
		String form = OwnModels.shipped("forms/incident/report-incident.form").replaceFirst("\"components\": \\[", """
				"components": [
				  {"type": "textfield", "key": "asset_tag", "id": "asset_tag", "label": "資産番号 / Asset tag",
				    "validate": {"required": true, "maxLength": 12}, "properties": {"keep": "yes"}},
				""");
		Map<String, String> files = Map.of("incident.bpmn", OwnModels.shipped("processes/incident/incident.bpmn"),
				"report-incident.form", form);
		assertThat(asked(Map.of())).startsWith("title").doesNotContain("asset_tag");
		assertThat(asked(files)).startsWith("asset_tag", "title").contains("priority");
		assertThat(asked(Map.of())).doesNotContain("asset_tag");

		JsonNode refused = last(tried(incident(), files)).path("refused");
		assertThat(refused.at("/details/0/field").asText()).as(refused.toString()).isEqualTo("asset_tag");
		assertThat(refused.at("/details/0/code").asText()).isEqualTo("required");
		JsonNode reported = tried(incident().replace("\"title\"", "\"asset_tag\": \"PC-1\", \"title\""), files);
		assertThat(last(reported).at("/standing/status").asText()).as(reported.toString()).isEqualTo("new");
		assertThat(OwnModels.send(this.owner, "/models/trials/form", Map.of("kind", "nothing"))
			.json()
			.at("/error/details/0/code")
			.asText()).isEqualTo("not_a_choice");
		assertThat(OwnModels.send(this.models.as("other-agent"), "/models/trials/form", Map.of("kind", "incident"))
			.status()).isEqualTo(403);
	}

	/** What is asked for is found in the files, were it in force or not. */
	@Test
	void asksWhatTheFormOfARequestUnderTrialAsks() {
		String process = OwnModels.shipped("processes/request/remote-work.bpmn");
		String form = OwnModels.shipped("forms/request/ask-remote-work.form").replaceFirst("\"components\": \\[", """
				"components": [
				  {"type": "textfield", "key": "line_speed", "id": "line_speed", "label": "回線速度 / Line speed",
				    "validate": {"required": true, "maxLength": 12}, "properties": {"keep": "yes"}},
				""");
		Map<String, String> kind = Map.of("kind", "request", "type", "remote-work");
		Map<String, String> files = new HashMap<>(kind);
		files.put("remote-work.bpmn", process);
		files.put("ask-remote-work.form", form);
		assertThat(asked(kind)).isNotEmpty().doesNotContain("line_speed");
		assertThat(asked(files)).startsWith("line_speed").hasSize(asked(kind).size() + 1);
		files.put("remote-work.bpmn", process.replace("\"remote-work\"", "\"remote-desk\""));
		files.put("type", "remote-desk");
		assertThat(asked(files)).startsWith("line_speed");
		for (Map<String, String> wrong : List.of(Map.of("kind", "request"),
				Map.of("kind", "request", "type", "remote-desk"))) {
			Client.Answer refused = OwnModels.send(this.owner, "/models/trials/form", wrong);
			assertThat(refused.status()).as(refused.body()).isEqualTo(400);
			assertThat(refused.json().at("/error/details/0/field").asText()).isEqualTo("type");
		}
	}

	private List<String> asked(Map<String, String> files) {
		Map<String, String> parts = new HashMap<>(files);
		parts.putIfAbsent("kind", "incident");
		Client.Answer answer = OwnModels.send(this.owner, "/models/trials/form", parts);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return Api.each(answer.data(), "key");
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
