package io.nagare.workflow;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

import io.nagare.NagareTest;
import io.nagare.shared.Tenancy;
import io.nagare.shared.Transactions;
import io.nagare.signin.Client;

import static org.assertj.core.api.Assertions.assertThat;

/** Models forward and back, by calls. */
@NagareTest
class ReleaseTests {

	private static final String ROUTING = OwnModels.shipped("rules/incident/routing.dmn");

	private static final String INCIDENT = OwnModels.shipped("processes/incident/incident.bpmn");

	@Autowired
	private OwnModels models;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private PlatformTransactionManager transactions;

	private Client owner;

	@BeforeEach
	void thereIsAnOwner() {
		this.owner = this.models.owner();
	}

	@AfterEach
	void theTenantsModelsAreGone() {
		this.models.clear();
	}

	private Client.Answer release(String comment, String file, String content) {
		return OwnModels.send(this.owner, "/models/releases", Map.of("comment", comment, file, content));
	}

	private static String renamed(String status) {
		return INCIDENT.replaceAll("(name=\"status\" value=\")new\"", "$1" + status + "\"");
	}

	private String statusOfANewIncident() {
		return this.models.report("").path("status").asText();
	}

	private JsonNode versions() {
		return this.owner.get("/api/v1/models/incident/versions").data();
	}

	@Test
	void tellsWhoDeployedWhatAndWhyAndWhereTicketsStand() {
		Client.Answer made = release("受付の前に確認する", "incident.bpmn", renamed("first_look"));
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		assertThat(statusOfANewIncident()).isEqualTo("first_look");
		JsonNode version = versions().get(0);
		assertThat(version.path("own").asBoolean()).isTrue();
		assertThat(version.path("in_force").asBoolean()).isTrue();
		assertThat(version.path("deployed_by").asText()).isEqualTo("other-owner");
		assertThat(version.path("comment").asText()).isEqualTo("受付の前に確認する");
		assertThat(version.path("release").asText()).isEqualTo(made.data().path("id").asText());
		assertThat(version.path("tickets").asInt()).isEqualTo(1);
		assertThat(version.path("elements").path("assignIncident").asInt()).isEqualTo(1);
		assertThat(versions().get(1).path("own").asBoolean()).isFalse();
		assertThat(versions().get(1).path("in_force").asBoolean()).isFalse();
		JsonNode change = this.owner.get("/api/v1/models/incident/difference?from=shared").data().get(0);
		assertThat(change.path("rule").asText()).isEqualTo("state_renamed");
		assertThat(change.path("element").asText()).isEqualTo("assignIncident");
		assertThat(change.path("message").asText()).contains("first_look", "new");
		int resting = 0;
		for (JsonNode one : versions()) {
			resting += one.path("elements").path("assignIncident").asInt();
		}
		assertThat(change.path("tickets").asInt()).isPositive().isEqualTo(resting);
		assertThat(this.owner.get("/api/v1/models/incident/difference?from=99").status()).isEqualTo(400);
		assertThat(this.owner.get("/api/v1/models/incident/versions/1/file").body()).isEqualTo(renamed("first_look"));
		assertThat(this.owner.get("/api/v1/models/incident/versions/shared/file").body()).doesNotContain("first_look");
		assertThat(this.owner.get("/api/v1/models/incident/versions/99/file").status()).isEqualTo(400);
		assertThat(this.owner.get("/api/v1/models/no-such/versions/1/file").status()).isEqualTo(404);
		Client.Answer check = OwnModels.send(this.owner, "/models/check", Map.of("incident.bpmn", renamed("seen")));
		assertThat(check.data().path("deployable").asBoolean()).as(check.body()).isTrue();
		assertThat(check.data().path("difference").get(0).path("message").asText()).contains("first_look", "seen");
		assertThat(check.data().path("tickets").asInt()).isEqualTo(resting);
		JsonNode around = OwnModels
			.send(this.owner, "/models/check",
					Map.of("incident.bpmn",
							renamed("first_look").replace("name=\"取り消し\" attachedToRef", "name=\"中止\" attachedToRef")))
			.data()
			.path("difference")
			.get(0);
		assertThat(around.path("element").asText()).isEqualTo("cancellationRequested");
		assertThat(around.path("tickets").asInt()).as("those that wait within").isGreaterThanOrEqualTo(resting);
		Client stranger = this.models.as("owner");
		assertThat(stranger.get("/api/v1/models/incident/versions").body()).doesNotContain("other-owner");
		assertThat(stranger.get("/api/v1/models/releases/" + made.data().path("id").asText()).status()).isEqualTo(404);
		assertThat(stranger.get("/api/v1/models/no-such/versions").status()).isEqualTo(404);
	}

	/** The table {@code on-call} and the process that asks it have the same key. */
	@Test
	void takesBackATableThatSharesItsKeyWithAProcess() {
		String table = OwnModels.shipped("rules/ticket/on-call.dmn");
		String first = release("1", "on-call.dmn", table.replace("<text>10</text>", "<text>11</text>")).data()
			.path("id")
			.asText();
		String second = release("2", "on-call.dmn", table.replace("<text>10</text>", "<text>12</text>")).data()
			.path("id")
			.asText();
		assertThat(rollBack(first).body()).contains("release_not_latest");
		Client.Answer back = rollBack(second);
		assertThat(back.status()).as(back.body()).isEqualTo(200);
		String again = back.data().get(0).path("id").asText();
		assertThat(back.data().get(0).path("models").get(0).path("kind").asText()).isEqualTo("decision");
		assertThat(rollBack(again).status()).isEqualTo(200);
	}

	@Test
	void takesAReleaseBackToTheVersionBeforeAndTheFirstToTheSharedModel() {
		String first = release("1", "incident.bpmn", renamed("one")).data().path("id").asText();
		String second = release("2", "incident.bpmn", renamed("two")).data().path("id").asText();
		assertThat(statusOfANewIncident()).isEqualTo("two");
		Client.Answer tooEarly = rollBack(first);
		assertThat(tooEarly.status()).isEqualTo(409);
		assertThat(tooEarly.body()).contains("release_not_latest");
		Client.Answer back = rollBack(second);
		assertThat(back.status()).as(back.body()).isEqualTo(200);
		assertThat(back.data().get(0).path("undoes").asText()).isEqualTo(second);
		assertThat(statusOfANewIncident()).isEqualTo("one");
		assertThat(this.owner.post("/api/v1/models/incident/versions/2/restore", "{\"comment\": \"again\"}").status())
			.isEqualTo(200);
		assertThat(statusOfANewIncident()).isEqualTo("two");
		assertThat(versions().get(0).path("version").asInt()).isEqualTo(4);
		assertThat(this.owner.delete("/api/v1/models/incident/variant").status()).isEqualTo(204);
		assertThat(statusOfANewIncident()).isEqualTo("new");
		assertThat(this.owner.delete("/api/v1/models/incident/variant").status()).isEqualTo(404);
		String again = release("3", "incident.bpmn", renamed("three")).data().path("id").asText();
		assertThat(statusOfANewIncident()).isEqualTo("three");
		assertThat(rollBack(again).status()).isEqualTo(200);
		assertThat(statusOfANewIncident()).isEqualTo("new");
	}

	/** Otherwise what another deploys meanwhile would be taken back unseen. */
	@Test
	void asksWhatIsInForceWhenNobodyElseDeploys() {
		String first = release("1", "incident.bpmn", renamed("one")).data().path("id").asText();
		release("2", "incident.bpmn", renamed("two"));
		CompletableFuture<Client.Answer> back = Tenancy.asPlatform(() -> new Transactions(this.transactions).get(() -> {
			this.jdbc.queryForList("SELECT value_ FROM act_ge_property WHERE name_ = 'deployment.lock' FOR UPDATE");
			CompletableFuture<Client.Answer> asked = CompletableFuture.supplyAsync(() -> rollBack(first));
			assertThat(asked).failsWithin(Duration.ofSeconds(5)).withThrowableOfType(TimeoutException.class);
			return asked;
		}));
		assertThat(back.join().status()).isEqualTo(409);
	}

	private Client.Answer rollBack(String release) {
		return this.owner.post("/api/v1/models/releases/" + release + "/rollback", "{\"comment\": \"back\"}");
	}

	/** Tables are asked anew each time, by whatever runs. */
	@Test
	void followsTheSharedTableAgain() {
		assertThat(release("t", "routing.dmn", ROUTING).status()).isEqualTo(201);
		assertThat(inForce("incident-routing").path("own").asBoolean()).isTrue();
		assertThat(this.owner.delete("/api/v1/models/incident-routing/variant").status()).isEqualTo(204);
		assertThat(inForce("incident-routing").path("own").asBoolean()).isFalse();
		assertThat(statusOfANewIncident()).isEqualTo("new");
	}

	/** What would be in force then is nothing that a deployment lets in. */
	@Test
	void followsNoSharedModelThatOthersOfItsOwnDoNotFit() {
		Client.Answer both = OwnModels.send(this.owner, "/models/releases",
				Map.of("comment", "x", "change.bpmn",
						OwnModels.shipped("processes/change/change.bpmn")
							.replace("${outcome == 'authorised'}", "${outcome == 'allowed'}"),
						"change-authorization.bpmn", OwnModels.shipped("processes/change/change-authorization.bpmn")
							.replace("name=\"outcome\" value=\"authorised\"", "name=\"outcome\" value=\"allowed\"")));
		assertThat(both.status()).as(both.body()).isEqualTo(201);
		Client.Answer alone = this.owner.delete("/api/v1/models/change-authorization/variant");
		assertThat(alone.status()).as(alone.body()).isEqualTo(422);
		assertThat(alone.body()).contains("outcome_not_taken");
		assertThat(inForce("change-authorization").path("own").asBoolean()).isTrue();
		Client.Answer together = rollBack(both.data().path("id").asText());
		assertThat(together.status()).as(together.body()).isEqualTo(200);
		assertThat(inForce("change-authorization").path("own").asBoolean()).isFalse();
	}

	/** Of what nobody gives it, a decision makes nothing, however far away it is read. */
	@Test
	void findsWhatARequiredDecisionReadsAndNobodyGives() {
		assertThat(rules(requiring("impact"))).doesNotContain("decision_input_missing");
		assertThat(rules(requiring("impct"))).contains("decision_input_missing");
	}

	private String rules(String table) {
		Client.Answer checked = OwnModels.send(this.owner, "/models/check", Map.of("priority.dmn", table));
		assertThat(checked.status()).as(checked.body()).isEqualTo(200);
		return checked.data().path("findings").findValuesAsText("rule").toString();
	}

	private static String requiring(String read) {
		return OwnModels.shipped("rules/incident/priority.dmn")
			.replaceFirst("<decision id=\"incident-priority\"", "<decision id=\"reach\" name=\"Reach\">"
					+ "<variable id=\"reachVariable\" name=\"reach\" typeRef=\"string\"/><literalExpression id=\"reachText\">"
					+ "<text>" + read + "</text></literalExpression></decision>$0")
			.replaceFirst("<informationRequirement ",
					"<informationRequirement id=\"reachRequired\"><requiredDecision href=\"#reach\"/></informationRequirement>$0");
	}

	@Test
	void callsModelsByTheirNamesInTheReadersLanguage() {
		assertThat(inForce("incident").path("name").asText()).isEqualTo("Incident management");
		assertThat(inForce("incident-priority").path("name").asText()).isEqualTo("Incident priority");
		this.owner = this.owner.with("Accept-Language", "ja");
		assertThat(inForce("incident").path("name").asText()).isEqualTo("インシデント管理");
		assertThat(inForce("incident-priority").path("name").asText()).isEqualTo("インシデントの優先度");
	}

	private JsonNode inForce(String key) {
		for (JsonNode model : this.owner.get("/api/v1/models").data()) {
			if (model.path("key").asText().equals(key)) {
				return model;
			}
		}
		throw new AssertionError(key);
	}

	/** Else the process would go on with the form that it was deployed with. */
	@Test
	void deploysWithAFormTheProcessThatAsksForIt() {
		String form = OwnModels.shipped("forms/incident/assign-incident.form").replaceFirst("担当者", "引き受ける人");
		Client.Answer check = OwnModels.send(this.owner, "/models/check", Map.of("assign-incident.form", form));
		assertThat(check.data().path("added").toString()).as(check.body())
			.contains("incident.bpmn", "work-on-incident.form")
			.doesNotContain("assign-incident.form");
		Client.Answer made = release("f", "assign-incident.form", form);
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		assertThat(inForce("incident").path("own").asBoolean()).isTrue();
		JsonNode incident = this.models.report("");
		assertThat(this.models.as("other-agent")
			.get("/api/v1/incidents/" + incident.path("id").asText() + "/actions")
			.body()).contains("引き受ける人");
		assertThat(rollBack(made.data().path("id").asText()).status()).isEqualTo(200);
		assertThat(inForce("incident").path("own").asBoolean()).isFalse();
	}

	@Test
	void undoesNothingUnseenThatAnotherDeployedMeanwhile() {
		release("1", "incident.bpmn", renamed("one"));
		release("受付を見直す", "incident.bpmn", renamed("two"));
		Client.Answer late = made("incident=1");
		assertThat(late.status()).as(late.body()).isEqualTo(409);
		assertThat(late.body()).contains("release_outdated_by", "other-owner", "受付を見直す", "version 2 of incident");
		assertThat(versions().get(0).path("version").asInt()).isEqualTo(2);
		assertThat(made("incident=shared:1").status()).isEqualTo(409);
		assertThat(made("incident=99").body()).contains("unknown_version");
		assertThat(made("incident").body()).contains("invalid_base");
		assertThat(made("incident=2").status()).isEqualTo(201);
		assertThat(statusOfANewIncident()).isEqualTo("three");
		this.owner.delete("/api/v1/models/incident/variant");
		assertThat(made("incident=3").body()).contains("release_outdated\"", "shared:");
	}

	private Client.Answer made(String base) {
		return OwnModels.send(this.owner, "/models/releases",
				Map.of("comment", "3", "base", base, "incident.bpmn", renamed("three")));
	}

	@Test
	void refusesAReleaseWithoutAReason() {
		Client.Answer silent = OwnModels.send(this.owner, "/models/releases", Map.of("incident.bpmn", INCIDENT));
		assertThat(silent.status()).isEqualTo(400);
		assertThat(silent.body()).contains("\"comment\"");
		assertThat(OwnModels.send(this.models.as("other-admin"), "/models/releases", Map.of("comment", "x")).status())
			.isEqualTo(403);
	}

}
