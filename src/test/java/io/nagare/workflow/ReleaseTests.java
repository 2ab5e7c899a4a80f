package io.nagare.workflow;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import io.nagare.NagareTest;
import io.nagare.signin.Client;

import static org.assertj.core.api.Assertions.assertThat;

/** Models forward and back, by calls. */
@NagareTest
class ReleaseTests {

	private static final String ROUTING = OwnModels.shipped("rules/incident/routing.dmn");

	private static final String INCIDENT = OwnModels.shipped("processes/incident/incident.bpmn");

	@Autowired
	private OwnModels models;

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
		Client stranger = this.models.as("owner");
		assertThat(stranger.get("/api/v1/models/incident/versions").body()).doesNotContain("other-owner");
		assertThat(stranger.get("/api/v1/models/releases/" + made.data().path("id").asText()).status()).isEqualTo(404);
		assertThat(stranger.get("/api/v1/models/no-such/versions").status()).isEqualTo(404);
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
	void refusesAReleaseWithoutAReason() {
		Client.Answer silent = OwnModels.send(this.owner, "/models/releases", Map.of("incident.bpmn", INCIDENT));
		assertThat(silent.status()).isEqualTo(400);
		assertThat(silent.body()).contains("\"comment\"");
		assertThat(OwnModels.send(this.models.as("other-admin"), "/models/releases", Map.of("comment", "x")).status())
			.isEqualTo(403);
	}

}
