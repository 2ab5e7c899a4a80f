package io.nagare.workflow;

import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.NagareTest;
import io.nagare.Statements;
import io.nagare.shared.Tenancy;
import io.nagare.signin.Client;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a tenant's own routing table says of people and of the team that takes the rest.
 */
@NagareTest
class WhoGetsTheWorkTests {

	private static final String ROUTING = OwnModels.shipped("rules/incident/routing.dmn");

	@Autowired
	private OwnModels models;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	private Client owner;

	private Client admin;

	private String desk;

	private String helper;

	@BeforeEach
	void thereIsAHelper() {
		this.owner = this.models.owner();
		this.admin = this.models.as("other-admin");
		this.desk = this.admin.get("/api/v1/teams").data().get(0).path("id").asText();
		String name = "w" + UUID.randomUUID().toString().substring(0, 12);
		this.helper = this.admin.post("/api/v1/users", """
				{"username":"%1$s","email":"%1$s@other.example","first_name":"新","last_name":"人","role":"operator",
				"password":"a long pass phrase 1"}""".formatted(name)).data().path("id").asText();
		assertThat(this.admin.put(member()).status()).isEqualTo(204);
	}

	private String member() {
		return "/api/v1/teams/" + this.desk + "/members/" + this.helper;
	}

	@AfterEach
	void nothingIsLeft() {
		this.admin.patch("/api/v1/teams/" + this.desk, "{\"is_default\":false}");
		this.models.clear();
		this.admin.delete(member());
		this.admin.patch("/api/v1/users/" + this.helper, "{\"is_active\":false}");
		Tenancy.asPlatform(() -> this.transaction
			.execute((tx) -> this.jdbc.update("DELETE FROM teams WHERE name ~ '^D[0-9a-f]{8}-'")));
	}

	/** The shipped table whose row for what has no category says this instead. */
	private Client.Answer routes(String team, String method) {
		String table = ROUTING.replaceFirst("(id=\"noCategory4\">\\s*<text>)null", "$1" + team)
			.replaceFirst("(id=\"noCategory5\">\\s*<text>)", "$1" + method);
		return OwnModels.send(this.owner, "/models/releases", Map.of("comment", "x", "routing.dmn", table));
	}

	@Test
	void choosesAPersonInFourMoreStatements() {
		assertThat(routes("\"Service Desk\"", "").status()).isEqualTo(201);
		int without = fewest();
		JsonNode waiting = this.models.report("");
		assertThat(waiting.path("team").path("id").asText()).isEqualTo(this.desk);
		assertThat(waiting.path("assignee").path("id").asText()).isEmpty();
		assertThat(routes("\"Service Desk\"", "\"least_loaded\"").status()).isEqualTo(201);
		JsonNode given = this.models.report("");
		assertThat(given.path("assignee").path("id").asText()).as("the reporter has least but reported it")
			.isEqualTo(this.helper);
		assertThat(given.path("status").asText()).isEqualTo("assigned");
		assertThat(fewest()).isLessThanOrEqualTo(without + 4);
	}

	private int fewest() {
		return Statements.fewestOf(() -> this.models.report("")).size();
	}

	@Test
	void givesTheDefaultTeamWhatTheTableGivesToNone() {
		assertThat(this.models.report("").path("status").asText()).isEqualTo("new");
		assertThat(this.admin.patch("/api/v1/teams/" + this.desk, "{\"is_default\":true}")
			.data()
			.path("is_default")
			.asBoolean()).isTrue();
		JsonNode incident = this.models.report("");
		assertThat(incident.path("status").asText()).isEqualTo("assigned");
		assertThat(incident.path("team").path("id").asText()).isEqualTo(this.desk);
		String other = this.admin.post("/api/v1/teams", "{\"name\":\"D" + UUID.randomUUID() + "\"}")
			.data()
			.path("id")
			.asText();
		assertThat(this.admin.patch("/api/v1/teams/" + other, "{\"is_default\":true}").status()).isEqualTo(200);
		assertThat(this.admin.get("/api/v1/teams/" + this.desk).data().path("is_default").asBoolean()).isFalse();
		assertThat(this.admin.patch("/api/v1/teams/" + other, "{\"is_active\":false}").status()).isEqualTo(200);
		assertThat(this.models.report("").path("status").asText()).as("a team that works no more takes nothing")
			.isEqualTo("new");
		assertThat(this.admin.patch("/api/v1/teams/" + other, "{\"is_default\":false}").status()).isEqualTo(200);
	}

	@Test
	void takesTablesOfEarlierDaysAndRefusesUnknownWords() {
		String earlier = ROUTING.replaceFirst("<output id=\"assignment\".*?/>", "")
			.replaceAll("<outputEntry id=\"\\w+5\">\\s*<text></text>\\s*</outputEntry>", "");
		assertThat(earlier).doesNotContain("assignment\"");
		assertThat(
				OwnModels.send(this.owner, "/models/releases", Map.of("comment", "x", "routing.dmn", earlier)).status())
			.isEqualTo(201);
		assertThat(this.models.report("").path("status").asText()).isEqualTo("new");
		String model = OwnModels.shipped("processes/incident/incident.bpmn")
			.replace("decisionRef=\"incident-routing\" camunda:mapDecisionResult=\"singleResult\"",
					"decisionRef=\"incident-routing\" camunda:mapDecisionResult=\"singleEntry\"");
		assertThat(
				OwnModels.send(this.owner, "/models/releases", Map.of("comment", "x", "incident.bpmn", model)).status())
			.isEqualTo(201);
		assertThat(this.models.report("").path("status").asText()).isEqualTo("new");
		Client.Answer refused = OwnModels.send(this.owner, "/models/check",
				Map.of("routing.dmn", ROUTING.replaceFirst("(id=\"noCategory5\">\\s*<text>)", "$1\"by_lot\"")));
		assertThat(refused.data().path("deployable").asBoolean()).isFalse();
		assertThat(refused.body()).contains("unknown_assignment");
	}

}
