package io.nagare.trial;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
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

import static io.nagare.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

/** The course of a past ticket tries changed models before they are released. */
@NagareTest
class ModelCaseTests {

	private static final String INCIDENT = OwnModels.shipped("processes/incident/incident.bpmn");

	private static final String PRIORITIES = OwnModels.shipped("rules/incident/priority.dmn");

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

	/** Reported, held, resolved and confirmed; its number. */
	private String closed() {
		Api agent = this.house.as("agent1");
		JsonNode incident = this.house.as("reporter")
			.report("山田さんの給与明細が開けない", "impact", "high", "urgency", "high", "description", "秘密のこと");
		String id = incident.path("id").asText();
		agent.does(id, "assign", "assignee_id", this.house.idOf("agent1"));
		pause();
		agent.does(id, "start");
		pause();
		agent.does(id, "resolve", "resolution", "山田さんに電話した", "resolution_code", "workaround");
		pause();
		JsonNode closed = this.house.as("reporter").does(id, "confirm");
		assertThat(closed.path("status").asText()).isEqualTo("closed");
		return incident.path("incident_number").asText();
	}

	/** What people do comes one after the other. */
	private static void pause() {
		try {
			Thread.sleep(1_100);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private Answer keep(String ticket, String name) {
		return this.owner.post("/api/v1/models/cases", Api.json("ticket", ticket, "name", name));
	}

	private JsonNode differences(Map<String, String> files) {
		Answer ran = OwnModels.send(this.owner, "/models/cases/runs", files);
		assertThat(ran.status()).as(ran.body()).isEqualTo(200);
		assertThat(ran.data()).hasSize(1);
		assertThat(ran.data().path(0).path("tried").asBoolean()).isTrue();
		return ran.data().path(0).path("differences");
	}

	@Test
	void triesChangedModelsByTheCourseOfATicket() {
		Answer kept = keep(closed(), "通常の解決");
		assertThat(kept.status()).as(kept.body()).isEqualTo(201);
		assertThat(kept.data().path("process").asText()).isEqualTo("incident");
		assertThat(kept.data().path("steps").asInt()).isEqualTo(4);
		assertThat(kept.data().path("whole").asBoolean()).isTrue();
		assertThat(differences(Map.of("incident.bpmn", INCIDENT))).isEmpty();
		JsonNode renamed = differences(
				Map.of("incident.bpmn", INCIDENT.replaceAll("(name=\"status\" value=\")assigned\"", "$1given\"")));
		assertThat(each(renamed, "rule")).contains("status_differs");
		assertThat(renamed.path(0).path("step").asInt()).isOne();
		assertThat(renamed.path(0).path("message").asText()).contains("assigned", "given");
		JsonNode lower = differences(Map.of("priority.dmn",
				PRIORITIES.replaceAll("(?s)(<outputEntry[^>]*>\\s*<text>)\"high\"", "$1\"medium\"")));
		assertThat(each(lower, "rule")).contains("priority_differs");
		assertThat(OwnModels.send(this.owner, "/models/cases/runs", Map.of("x.bpmn", "<a/>")).status()).isEqualTo(422);
	}

	/** As Modeler's own button does. */
	@Test
	void triesWhatIsDeployedByTheEnginesApiAndTakesAWordForAYes() {
		assertThat(keep(closed(), "通常の解決").status()).isEqualTo(201);
		assertThat(deploy("same", INCIDENT).status()).isEqualTo(200);
		String changed = INCIDENT.replaceAll("(name=\"status\" value=\")assigned\"", "$1given\"");
		long begun = System.nanoTime();
		Answer asked = deploy("changed", changed);
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
		assertThat(asked.status()).as(asked.body()).isEqualTo(422);
		String message = asked.text("message");
		assertThat(message).contains("通常の解決", "assigned", "given");
		assertThat(message.lines().count()).isLessThanOrEqualTo(20);
		Matcher word = Pattern.compile("“(\\w{8})”|「(\\w{8})」").matcher(message);
		assertThat(word.find()).as(message).isTrue();
		String yes = (word.group(1) != null) ? word.group(1) : word.group(2);
		assertThat(deploy("yes " + yes, changed.replace("given", "handed")).status()).as("other files").isEqualTo(422);
		Answer deployed = deploy("yes " + yes, changed);
		assertThat(deployed.status()).as(deployed.body()).isEqualTo(200);
		assertThat(deploy("broken", "<a/>").status()).isEqualTo(422);
	}

	@Test
	void letsNothingPassUntriedWhileOthersTry() {
		assertThat(keep(closed(), "通常の解決").status()).isEqualTo(201);
		try (FullRoom others = new FullRoom(this.room)) {
			assertThat(others).isNotNull();
			Answer refused = deploy("same", INCIDENT);
			assertThat(refused.status()).as(refused.body()).isEqualTo(503);
		}
		assertThat(deploy("same", INCIDENT).status()).isEqualTo(200);
	}

	private Answer deploy(String name, String incident) {
		return this.house.deploy(name, "incident.bpmn", incident);
	}

	@Test
	void refusesBrokenModelsWithoutAnyCase() {
		assertThat(OwnModels.send(this.owner, "/models/cases/runs", Map.of("x.bpmn", "<a/>")).status()).isEqualTo(422);
		Answer ran = OwnModels.send(this.owner, "/models/cases/runs", Map.of("incident.bpmn", INCIDENT));
		assertThat(ran.status()).as(ran.body()).isEqualTo(200);
		assertThat(ran.data()).isEmpty();
		assertThat(this.owner.get("/api/v1/models/incident/versions").data().path(0).path("own").asBoolean(true))
			.isFalse();
	}

	@Test
	void keepsNothingOfAPerson() {
		assertThat(keep(closed(), "x").status()).isEqualTo(201);
		String course = Tenancy.asPlatform(() -> this.transaction.execute((status) -> this.jdbc.queryForObject(
				"SELECT course::text FROM model_cases WHERE tenant_id = ?::uuid", String.class, this.house.id())));
		assertThat(course).contains("workaround", "\"impact\": \"high\"")
			.doesNotContain("山田", "秘密", "電話", this.house.idOf("agent1"), this.house.idOf("reporter"));
	}

	@Test
	void keepsWhatHasEndedOnceByEachNameForWhoDeploys() {
		String number = closed();
		Answer kept = keep(number, "x");
		assertThat(kept.status()).isEqualTo(201);
		assertThat(keep(number, "x").status()).isEqualTo(400);
		String open = this.house.as("reporter").report("まだ").path("incident_number").asText();
		Answer goesOn = keep(open, "y");
		assertThat(goesOn.status()).isEqualTo(409);
		assertThat(goesOn.body()).contains("case_goes_on");
		assertThat(this.house.as("agent1").get("/models/cases").status()).isEqualTo(403);
		assertThat(OwnHouse.at(this.port).client("owner").get("/api/v1/models/cases").data()).isEmpty();
		String id = kept.data().path("id").asText();
		assertThat(this.owner.delete("/api/v1/models/cases/" + id).status()).isEqualTo(204);
		assertThat(this.owner.delete("/api/v1/models/cases/" + id).status()).isEqualTo(404);
	}

}
