package io.nagare.proposal;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.change.Changing;
import io.nagare.signin.Client.Answer;
import io.nagare.workflow.OwnModels;

import static org.assertj.core.api.Assertions.assertThat;

/** Models come into force only as others approved them, where the tenant says so. */
@NagareTest
class ReleaseProposalTests {

	private static final String FILE = "incident.bpmn";

	private static final String INCIDENT = OwnModels.shipped("processes/incident/incident.bpmn");

	@LocalServerPort
	private int port;

	@Autowired
	private Changing changing;

	private OwnHouse house;

	@BeforeEach
	void theTenantDemandsApproval() {
		this.house = OwnHouse.at(this.port);
		Answer changed = this.house.as("admin").patch("/tenant", "releases_need_approval", true);
		assertThat(changed.status()).as(changed.body()).isEqualTo(200);
		assertThat(changed.data().path("releases_need_approval").asBoolean()).isTrue();
	}

	private static String renamed(String status) {
		return INCIDENT.replaceAll("(name=\"status\" value=\")new\"", "$1" + status + "\"");
	}

	private Answer release(String content) {
		return OwnModels.send(this.house.client("owner"), "/models/releases",
				Map.of("comment", "at once", FILE, content));
	}

	private Answer propose(String who, String content) {
		Instant start = Instant.now().plus(1, ChronoUnit.DAYS);
		return OwnModels.send(this.house.client(who), "/models/proposals",
				Map.of("proposal", Api.json("comment", "受付の前に確認する", "planned_start", start.toString(), "planned_end",
						start.plus(2, ChronoUnit.HOURS).toString()), FILE, content));
	}

	private String proposed(String content) {
		Answer proposed = propose("owner", content);
		assertThat(proposed.status()).as(proposed.body()).isEqualTo(201);
		return proposed.data().path("change_id").asText();
	}

	private Answer activate(String change) {
		return this.house.as("owner").post("/models/proposals/" + change + "/activation");
	}

	private String statusOfANewIncident() {
		return this.house.as("agent1")
			.post("/incidents", "title", "x", "priority", "low")
			.data()
			.path("status")
			.asText();
	}

	private void does(String who, String change, String action, Object... fields) {
		Answer done = this.house.as(who).post("/changes/" + change + "/actions/" + action, fields);
		assertThat(done.status()).as(done.body()).isEqualTo(200);
	}

	private void carryOut(String change) {
		Answer planned = this.house.as("agent1")
			.patch("/changes/" + change, "risk_answers",
					Map.of("backout_tested", true, "rehearsed", true, "team_experience", "much"));
		assertThat(planned.status()).as(planned.body()).isEqualTo(200);
		does("agent1", change, "submit");
		does("agent2", change, "assess", "decision", "approve");
		this.changing.fire(change, "startTimeReached");
		does("agent3", change, "start");
	}

	@Test
	void letsNothingComeIntoForceByAnyDoorThatNobodyElseApproved() {
		assertThat(Api.refusal(release(renamed("seen")))).isEqualTo("409 CONFLICT files=release_needs_approval");
		Answer byModeler = this.house.deploy(FILE, renamed("seen"));
		assertThat(byModeler.status()).as(byModeler.body()).isBetween(400, 499);
		assertThat(byModeler.body()).contains("only as a change that others have approved");
		assertThat(statusOfANewIncident()).isEqualTo("new");
		assertThat(this.house.as("owner").get("/models/incident/versions").data()).hasSize(1);
	}

	@Test
	void tellsWhatCameOfItsRehearsal() {
		assertThat(statusOfANewIncident()).isEqualTo("new");
		Answer begun = OwnModels.send(this.house.client("owner"), "/rehearsals", Map.of(FILE, renamed("seen")));
		assertThat(begun.status()).as(begun.body()).isEqualTo(202);
		String rehearsal = begun.data().path("id").asText();
		Awaitility.await()
			.until(() -> this.house.as("owner")
				.get("/rehearsals/" + rehearsal)
				.data()
				.path("state")
				.asText()
				.equals("done"));
		int tickets = this.house.as("owner").get("/rehearsals/" + rehearsal).data().path("tickets").asInt();
		Answer proposed = OwnModels.send(this.house.client("owner"), "/models/proposals",
				Map.of("proposal", Api.json("comment", "x", "rehearsal_id", rehearsal), FILE, renamed("seen")));
		assertThat(proposed.status()).as(proposed.body()).isEqualTo(201);
		assertThat(proposed.data().at("/rehearsal/tickets").asInt()).isEqualTo(tickets).isPositive();
		Answer unknown = OwnModels.send(this.house.client("owner"), "/models/proposals", Map.of("proposal",
				Api.json("comment", "x", "rehearsal_id", UUID.randomUUID().toString()), FILE, renamed("seen")));
		assertThat(Api.refusal(unknown)).contains("rehearsal_id", "unknown_rehearsal");
	}

	@Test
	void tellsWhatComesOfTheTestCases() {
		String ticket = this.house.as("agent1").report("取り消す").path("id").asText();
		assertThat(this.house.as("agent1").act(ticket, "cancel", "reason", "違った").status()).isEqualTo(200);
		Answer kept = this.house.as("owner").post("/models/cases", "ticket", ticket, "name", "早い取り消し");
		assertThat(kept.status()).as(kept.body()).isEqualTo(201);
		String change = proposed(renamed("seen"));
		String said = this.house.as("agent1").get("/changes/" + change).data().path("description").asText();
		assertThat(said).contains("テストケース 1 件、うち違いのあるもの 1 件", "テストケース「早い取り消し」: ");
	}

	@Test
	void opensAChangeThatSaysWhatIsOtherwiseAndPutsItInForceWhileThatIsCarriedOut() {
		Answer proposed = propose("owner", renamed("seen"));
		assertThat(proposed.status()).as(proposed.body()).isEqualTo(201);
		JsonNode proposal = proposed.data();
		String change = proposal.path("change_id").asText();
		assertThat(Api.each(proposal.path("difference"), "message").toString()).contains("new", "seen");
		assertThat(proposal.path("models").toString()).isEqualTo("[\"incident\"]");
		assertThat(proposal.path("files").toString()).isEqualTo("[\"incident.bpmn\"]");
		JsonNode ticket = this.house.as("agent1").get("/changes/" + change).data();
		assertThat(ticket.path("description").asText()).contains("seen");
		assertThat(ticket.path("type").asText()).isEqualTo("process");
		assertThat(ticket.path("change_number").asText()).isEqualTo(proposal.path("change_number").asText());
		assertThat(statusOfANewIncident()).isEqualTo("new");
		assertThat(activate(change).body()).contains("change_not_carried_out");

		carryOut(change);
		Answer other = release(renamed("other"));
		assertThat(other.status()).as("what was not approved").isEqualTo(409);
		assertThat(this.house.as("agent1").post("/models/proposals/" + change + "/activation").status())
			.as("an agent releases nothing")
			.isEqualTo(403);
		Answer active = activate(change);
		assertThat(active.status()).as(active.body()).isEqualTo(200);
		String release = active.data().path("release_id").asText();
		assertThat(statusOfANewIncident()).isEqualTo("seen");
		assertThat(activate(change).body()).contains("released_already");
		assertThat(this.house.as("owner").get("/models/releases/" + release).data().path("comment").asText())
			.contains(proposal.path("change_number").asText(), "受付の前に確認する");

		Answer back = this.house.as("owner").post("/models/releases/" + release + "/rollback", "comment", "back");
		assertThat(back.status()).as("the way back of the change: " + back.body()).isEqualTo(200);
		assertThat(statusOfANewIncident()).isEqualTo("new");

		does("agent3", change, "finish", "outcome", "successful_with_issues");
		assertThat(release(renamed("seen")).status()).as("after the change").isEqualTo(409);
	}

	@Test
	void takesTheSecondReleaseBackToTheFirst() {
		String first = proposed(renamed("one"));
		carryOut(first);
		rollBack(activate(first));
		does("agent3", first, "finish", "outcome", "failed");
		assertThat(statusOfANewIncident()).as("of its own no more").isEqualTo("new");
		first = proposed(renamed("one"));
		carryOut(first);
		rollBack(activate(first));
		assertThat(statusOfANewIncident()).as("nor the second time").isEqualTo("new");
		does("agent3", first, "finish", "outcome", "failed");
		first = proposed(renamed("one"));
		carryOut(first);
		assertThat(activate(first).status()).isEqualTo(200);
		does("agent3", first, "finish", "outcome", "successful");
		String second = proposed(renamed("two"));
		String outdated = proposed(renamed("three"));
		carryOut(second);
		String release = activate(second).data().path("release_id").asText();
		assertThat(statusOfANewIncident()).isEqualTo("two");
		carryOut(outdated);
		assertThat(activate(outdated).body()).contains("proposal_outdated");
		assertThat(this.house.as("owner").delete("/models/incident/variant").status()).as("more than the way back")
			.isEqualTo(409);
		assertThat(this.house.as("owner").post("/models/releases/" + release + "/rollback", "comment", "x").status())
			.isEqualTo(200);
		assertThat(statusOfANewIncident()).isEqualTo("one");
		assertThat(activate(outdated).status()).as("what it was compared with is in force again").isEqualTo(200);
		assertThat(statusOfANewIncident()).isEqualTo("three");
	}

	private void rollBack(Answer activated) {
		Answer back = this.house.as("owner")
			.post("/models/releases/" + activated.data().path("release_id").asText() + "/rollback", "comment", "x");
		assertThat(back.status()).as(back.body()).isEqualTo(200);
	}

	@Test
	void bringsRunningTicketsAlongWhereTheChangeSaysSo() {
		Api agent = this.house.as("agent1");
		String old = agent.post("/incidents", "title", "x", "priority", "low").data().path("id").asText();
		assertThat(Api.refusal(OwnModels.send(this.house.client("owner"), "/models/proposals",
				Map.of("proposal", Api.json("comment", "x", "migration", Map.of("map", Map.of("other", Map.of()))),
						FILE, renamed("seen")))))
			.isEqualTo("400 VALIDATION_FAILED migration.map=not_a_choice");
		Answer proposed = OwnModels.send(this.house.client("owner"), "/models/proposals",
				Map.of("proposal", Api.json("comment", "x", "migration", Map.of()), FILE,
						renamed("seen").replace("incidentCancelled", "incidentWithdrawn")));
		assertThat(proposed.status()).as(proposed.body()).isEqualTo(201);
		JsonNode migration = proposed.data().path("migration");
		assertThat(migration.path("planned").path(0).path("model").asText()).isEqualTo("incident");
		assertThat(migration.path("planned").path(0).path("tickets").asInt()).isEqualTo(1);
		assertThat(migration.path("planned").path(0).path("places").path("incidentCancelled").asText())
			.isEqualTo("incidentWithdrawn");
		assertThat(migration.path("begun")).isEmpty();
		String change = proposed.data().path("change_id").asText();
		assertThat(agent.get("/changes/" + change).data().path("description").asText()).contains("incident", "1");
		Instant start = Instant.now().plus(1, ChronoUnit.DAYS);
		agent.patch("/changes/" + change, "planned_start", start.toString(), "planned_end",
				start.plus(2, ChronoUnit.HOURS).toString());
		carryOut(change);
		Answer active = activate(change);
		assertThat(active.status()).as(active.body()).isEqualTo(200);
		JsonNode begun = active.data().path("migration").path("begun").path(0);
		assertThat(begun.path("model").asText()).isEqualTo("incident");
		Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			JsonNode state = this.house.as("owner")
				.get("/models/incident/migrations/" + begun.path("id").asText())
				.data();
			assertThat(state.path("state").asText()).as(state.toString()).isEqualTo("done");
			assertThat(state.path("counts").path("moved").asInt()).as(state.toString()).isEqualTo(1);
		});
		assertThat(agent.get("/incidents/" + old).data().path("status").asText()).isEqualTo("seen");
	}

	@Test
	void proposesNothingThatWasMadeFromWhatIsNoLongerInForce() {
		String change = proposed(renamed("seen"));
		carryOut(change);
		assertThat(activate(change).status()).isEqualTo(200);
		Answer late = from("shared:1");
		assertThat(late.status()).as(late.body()).isEqualTo(409);
		assertThat(late.body()).contains("release_outdated_by", "受付の前に確認する");
		assertThat(from("1").status()).isEqualTo(201);
	}

	private Answer from(String version) {
		return OwnModels.send(this.house.client("owner"), "/models/proposals", Map.of("proposal",
				Api.json("comment", "x", "base", Map.of("incident", version)), FILE, renamed("other")));
	}

	@Test
	void proposesNothingThatTheGateRefuses() {
		Answer broken = propose("owner", INCIDENT.replace("isExecutable=\"true\"", "isExecutable=\"false\""));
		assertThat(broken.status()).as(broken.body()).isEqualTo(422);
		assertThat(this.house.as("owner").get("/models/proposals").data()).isEmpty();
		assertThat(this.house.as("agent1").get("/changes").data()).isEmpty();
		assertThat(propose("agent1", renamed("seen")).status()).isEqualTo(403);
	}

	@Test
	void letsNoTicketsFollowOtherwiseThanOthersApproved() {
		Api agent = this.house.as("agent1");
		agent.post("/incidents", "title", "x", "priority", "low");
		agent.post("/incidents", "title", "y", "priority", "low");
		Instant start = Instant.now().plus(1, ChronoUnit.DAYS);
		Answer proposed = OwnModels.send(this.house.client("owner"), "/models/proposals",
				Map.of("proposal",
						Api.json("comment", "x", "planned_start", start.toString(), "planned_end",
								start.plus(2, ChronoUnit.HOURS).toString(), "migration", Map.of("first", 1)),
						FILE, renamed("seen")));
		String change = proposed.data().path("change_id").asText();
		carryOut(change);
		Answer active = activate(change);
		assertThat(active.status()).as(active.body()).isEqualTo(200);
		String begun = active.data().at("/migration/begun/0/id").asText();
		awaitState(begun, "paused");
		assertThat(Api.refusal(migrate("to", "shared", "dry_run", false)))
			.isEqualTo("409 CONFLICT to=migration_needs_approval");
		assertThat(Api.refusal(migrate("map", Map.of("workOnIncident", "workOnIncident"), "dry_run", false)))
			.isEqualTo("409 CONFLICT to=migration_needs_approval");
		assertThat(migrate("to", "shared").status()).as("a dry run").isEqualTo(202);
		Answer rest = migrate("dry_run", false);
		assertThat(rest.status()).as("the rest, as it was approved: " + rest.body()).isEqualTo(202);
		awaitState(rest.data().path("id").asText(), "done");
		does("agent3", change, "finish", "outcome", "successful");
		assertThat(Api.refusal(migrate("dry_run", false))).isEqualTo("409 CONFLICT to=migration_needs_approval");
		assertThat(this.house.as("owner").post("/models/incident/migrations/" + begun + "/undo").status())
			.as("the way back")
			.isEqualTo(202);
		awaitState(begun, "undone");
	}

	private void awaitState(String migration, String state) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.house.as("owner")
				.get("/models/incident/migrations/" + migration)
				.data()
				.path("state")
				.asText()
				.equals(state));
	}

	private Answer migrate(Object... wanted) {
		return this.house.as("owner").post("/models/incident/migrations", wanted);
	}

	@Test
	void showsTheFilesToWhoMayReadTheChange() {
		String change = proposed(renamed("seen"));
		assertThat(this.house.as("agent2").get("/models/proposals/" + change + "/file?name=" + FILE).body())
			.isEqualTo(renamed("seen"));
		assertThat(this.house.as("agent2").get("/models/proposals/" + change + "/file?name=x.bpmn").status())
			.isEqualTo(404);
		assertThat(this.house.as("reporter").get("/models/proposals/" + change).status()).isEqualTo(404);
		assertThat(this.house.as("reporter").get("/models/proposals").status()).isEqualTo(403);
		assertThat(Api.at(this.port).as("agent1").get("/models/proposals/" + change).status()).isEqualTo(404);
	}

}
