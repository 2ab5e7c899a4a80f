package io.nagare.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.NagareTest;
import io.nagare.shared.Tenancy;
import io.nagare.signin.Client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Running tickets go along to another version of their model, and back. */
@NagareTest
class ModelMigrationTests {

	private static final String INCIDENT = OwnModels.shipped("processes/incident/incident.bpmn");

	private static final String PATH = "/api/v1/models/incident/migrations";

	@Autowired
	private OwnModels models;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	private Client owner;

	private final List<String> tickets = new ArrayList<>();

	@BeforeEach
	void threeTicketsOnAVariant() {
		this.owner = this.models.owner();
		release(INCIDENT);
		for (int i = 0; i < 3; i++) {
			this.tickets.add(this.models.report("").path("id").asText());
		}
	}

	@AfterEach
	void theTenantsModelsAreGone() {
		this.models.clear();
	}

	private void release(String incident) {
		Client.Answer answer = OwnModels.send(this.owner, "/models/releases",
				Map.of("comment", "x", "incident.bpmn", incident));
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
	}

	private JsonNode migrated(String wanted, String until) {
		Client.Answer answer = this.owner.post(PATH, wanted);
		assertThat(answer.status()).as(answer.body()).isEqualTo(202);
		return reached(answer.data().path("id").asText(), until);
	}

	private JsonNode reached(String id, String state) {
		await().untilAsserted(
				() -> assertThat(this.owner.get(PATH + "/" + id).data().path("state").asText()).isEqualTo(state));
		return this.owner.get(PATH + "/" + id).data();
	}

	private JsonNode does(String id, String what, String until) {
		Client.Answer answer = this.owner.post(PATH + "/" + id + "/" + what, "{}");
		assertThat(answer.status()).as(answer.body()).isIn(200, 202);
		return reached(id, until);
	}

	/** Whoever else has tickets in the tenant finds them where they were. */
	private void others(JsonNode migration) {
		does(migration.path("id").asText(), "undo", "undone");
	}

	private List<String> statuses() {
		return this.tickets.stream().map((id) -> ticket(id, "").path("status").asText()).toList();
	}

	private JsonNode ticket(String id, String what) {
		return this.models.as("other-agent").get("/api/v1/incidents/" + id + what).data();
	}

	/** In business hours its clocks go on meanwhile. */
	private String standing(String id) {
		JsonNode process = ticket(id, "/process").get(0);
		return process.path("tasks").toString() + process.path("timers")
				+ ticket(id, "/sla").toString().replaceAll("(elapsed|remaining)_seconds\":\\d+", "$1");
	}

	@Test
	void goesDryThenForOneThenForAllAndBack() {
		release(INCIDENT.replace("name=\"status\" value=\"new\"", "name=\"status\" value=\"first_look\""));
		String before = standing(this.tickets.get(0));
		JsonNode dry = migrated("{}", "done");
		assertThat(dry.path("dry_run").asBoolean()).isTrue();
		int all = dry.path("total").asInt();
		assertThat(all).isGreaterThanOrEqualTo(3);
		assertThat(dry.path("counts").path("fits").asInt()).as(dry.toString()).isEqualTo(all);
		assertThat(statuses()).containsOnly("new");
		JsonNode first = migrated("{\"dry_run\": false, \"first\": 1}", "paused");
		String id = first.path("id").asText();
		assertThat(first.path("counts").path("moved").asInt()).as(first.toString()).isEqualTo(1);
		assertThat(first.path("counts").path("waiting").asInt()).isEqualTo(all - 1);
		assertThat(does(id, "continue", "done").path("counts").path("moved").asInt()).isEqualTo(all);
		await().untilAsserted(() -> assertThat(statuses()).containsOnly("first_look"));
		assertThat(standing(this.tickets.get(0)).replace("first_look", "new")).isEqualTo(before);
		assertThat(does(id, "undo", "undone").path("counts").path("back").asInt()).isEqualTo(all);
		await().untilAsserted(() -> assertThat(statuses()).containsOnly("new"));
		assertThat(standing(this.tickets.get(0))).isEqualTo(before);
		assertThat(this.owner.post(PATH + "/" + id + "/undo", "{}").status()).isEqualTo(409);
		assertThat(this.models.as("owner").get(PATH + "/" + id).status()).isEqualTo(404);
		assertThat(this.models.as("other-admin").get(PATH + "/" + id).status()).isEqualTo(403);
	}

	@Test
	void takesOnlyTheTicketsThatAreNamed() {
		release(INCIDENT.replace("name=\"status\" value=\"new\"", "name=\"status\" value=\"first_look\""));
		String number = ticket(this.tickets.get(1), "").path("incident_number").asText();
		JsonNode done = migrated("{\"dry_run\": false, \"tickets\": [\"" + number + "\"]}", "done");
		assertThat(done.path("total").asInt()).isEqualTo(1);
		assertThat(done.path("tickets").get(0).path("number").asText()).isEqualTo(number);
		await().untilAsserted(() -> assertThat(statuses().get(1)).isEqualTo("first_look"));
		assertThat(statuses().get(0)).isEqualTo("new");
		Client.Answer unknown = this.owner.post(PATH, "{\"tickets\": [\"INC9999999\"]}");
		assertThat(unknown.status()).isEqualTo(400);
		assertThat(unknown.body()).contains("unknown_ticket");
	}

	@Test
	void findsThePlaceOfTheSameStatusByItself() {
		release(INCIDENT.replace("\"assignIncident\"", "\"dispatchIncident\""));
		JsonNode done = migrated("{\"dry_run\": false}", "done");
		assertThat(done.path("counts").path("moved").asInt()).as(done.toString()).isEqualTo(done.path("total").asInt());
		assertThat(done.path("plan").toString()).contains("\"assignIncident\":\"dispatchIncident\"");
		assertThat(standing(this.tickets.get(0))).contains("dispatchIncident");
		others(done);
	}

	@Test
	void saysOfEachTicketWhyItCannotGoAndTakesTheOwnersWord() {
		release(INCIDENT.replace("\"assignIncident\"", "\"dispatchIncident\"")
			.replace("name=\"status\" value=\"new\"", "name=\"status\" value=\"at_dispatch\""));
		JsonNode dry = migrated("{}", "done");
		assertThat(dry.path("counts").path("refused").asInt()).as(dry.toString()).isEqualTo(dry.path("total").asInt());
		JsonNode verdict = dry.path("tickets").get(0);
		assertThat(verdict.path("code").asText()).isEqualTo("migration_nowhere");
		assertThat(verdict.path("element").asText()).isEqualTo("assignIncident");
		assertThat(dry.path("tickets").toString()).contains(this.tickets);
		Client.Answer unknown = this.owner.post(PATH, "{\"map\": {\"nowhere\": \"dispatchIncident\"}}");
		assertThat(unknown.status()).isEqualTo(400);
		assertThat(unknown.body()).contains("map.nowhere");
		JsonNode done = migrated("{\"dry_run\": false, \"map\": {\"assignIncident\": \"dispatchIncident\"}}", "done");
		assertThat(done.path("counts").path("moved").asInt()).as(done.toString()).isEqualTo(done.path("total").asInt());
		await().untilAsserted(() -> assertThat(statuses()).containsOnly("at_dispatch"));
		assertThat(this.owner.post(PATH, "{\"to\": \"99\"}").status()).isEqualTo(400);
		others(done);
	}

	@Test
	void waitsForAMessageByItsNewName() {
		release(INCIDENT.replace("id=\"cancelIncidentMessage\" name=\"cancelIncident\"",
				"id=\"cancelIncidentMessage\" name=\"withdrawIncident\""));
		JsonNode done = migrated("{\"dry_run\": false}", "done");
		assertThat(done.path("counts").path("moved").asInt()).as(done.toString()).isEqualTo(done.path("total").asInt());
		String id = this.tickets.get(0);
		Client.Answer cancelled = this.models.as("other-agent")
			.post("/api/v1/incidents/" + id + "/actions/cancel", "{\"reason\": \"x\"}");
		assertThat(cancelled.status()).as(cancelled.body()).isEqualTo(200);
		assertThat(ticket(id, "").path("status").asText()).isEqualTo("cancelled");
		others(done);
	}

	@Test
	void goesToTheSharedModelOnceTheVariantIsGivenUp() {
		Client.Answer left = this.owner.delete("/api/v1/models/incident/variant");
		assertThat(left.status()).as(left.body()).isLessThan(300);
		JsonNode done = migrated("{}", "done");
		assertThat(done.path("own").asBoolean()).as(done.toString()).isFalse();
		assertThat(done.path("total").asInt()).isGreaterThanOrEqualTo(3);
	}

	@Test
	void isOverForGoodOnceItIsOver() {
		release(INCIDENT.replace("name=\"status\" value=\"new\"", "name=\"status\" value=\"first_look\""));
		String id = migrated("{\"dry_run\": false}", "done").path("id").asText();
		does(id, "undo", "undone");
		Tenancy.asPlatform(() -> this.transaction.executeWithoutResult((tx) -> this.jdbc.update(
				"UPDATE model_migrations SET touched_at = now() - interval '1 day' WHERE id = CAST(? AS uuid)", id)));
		assertThat(this.owner.post(PATH + "/" + id + "/undo", "{}").status()).isEqualTo(409);
		assertThat(this.owner.post(PATH + "/" + id + "/continue", "{}").status()).isEqualTo(409);
		assertThat(this.owner.post(PATH + "/" + id + "/cancel", "{}").status()).isEqualTo(409);
		Client.Answer nothing = this.owner.post(PATH, "{\"map\": {\"assignIncident\": null}}");
		assertThat(nothing.status()).as(nothing.body()).isEqualTo(400);
	}

}
