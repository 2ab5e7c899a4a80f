package io.nagare.change;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.cmdb.DemoItems;
import io.nagare.directory.Tenants;
import io.nagare.shared.Tenancy;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Operators move a change, and the stage that it has called, to new versions of their
 * models, or put one of the two aside, by the engine's own API.
 */
@NagareTest
class MigrationTests {

	private static final String STAGE = "processes/change/change-authorization.bpmn";

	private static final String CHANGE = "processes/change/change.bpmn";

	@Autowired
	private Changing changing;

	@Autowired
	private RepositoryService repository;

	@Autowired
	private Tenants tenants;

	@Autowired
	private DemoItems items;

	private final List<String> deployments = new ArrayList<>();

	private String id = "";

	private Client platform;

	@BeforeEach
	void aChangeOnWhichTheBoardVotes() {
		this.items.seed();
		this.changing.seatBoards();
		this.id = this.changing.voted(this.changing.item("本社VPNゲートウェイ"));
		this.platform = this.changing.as("platform").basic("platform");
	}

	@AfterEach
	void nothingIsLeft() {
		if (this.changing.open("agent1", this.id).contains("cancel")) {
			this.changing.does("agent1", this.id, "cancel", "reason", "終わり");
		}
		Tenancy.asPlatform(() -> this.deployments.forEach((one) -> this.repository.deleteDeployment(one, true)));
	}

	@Test
	void followsTheStageToItsNewVersion() throws IOException {
		String stage = deployed(STAGE, "value=\"authorization\"", "value=\"before_the_board\"");
		migrated(process("change-authorization"), stage);
		await().untilAsserted(() -> assertThat(this.changing.status(this.id)).isEqualTo("before_the_board/in_work"));
		assertThat(this.changing.tokens(this.id)).containsExactly("before_the_board");
		this.changing.does("cab1", this.id, "vote", "vote", "approve");
		this.changing.does("cab2", this.id, "vote", "vote", "approve");
		assertThat(this.changing.status(this.id)).isEqualTo("scheduled/on_hold");
	}

	@Test
	void goesOnByTheNewVersionsOfBoth() throws IOException {
		String main = deployed(CHANGE, "name=\"status\" value=\"cancelled\"", "name=\"status\" value=\"called_off\"");
		String stage = deployed(STAGE, "value=\"authorization\"", "value=\"before_the_board\"");
		migrated(process("change"), main);
		migrated(process("change-authorization"), stage);
		await().untilAsserted(() -> assertThat(this.changing.status(this.id)).isEqualTo("before_the_board/in_work"));
		this.changing.does("agent1", this.id, "cancel", "reason", "終わり");
		assertThat(this.changing.status(this.id)).isEqualTo("called_off/cancelled");
		assertThat(this.changing.tokens(this.id)).isEmpty();
	}

	/** The engine says what does not fit, and nothing has happened. */
	@Test
	void refusesAPlanThatDoesNotFit() throws IOException {
		String main = deployed(CHANGE, "name=\"status\" value=\"cancelled\"", "name=\"status\" value=\"called_off\"");
		Answer other = migrate(process("change-authorization"), main);
		assertThat(other.status()).as(other.body()).isEqualTo(400);
		Answer unmapped = this.platform.post("/engine-rest/migration/execute", """
				{"migrationPlan": {"sourceProcessDefinitionId": "%s", "targetProcessDefinitionId": "%s",
					"instructions": []}, "processInstanceIds": ["%s"]}"""
			.formatted(process("change").path("definition").asText(), main, process("change").path("id").asText()));
		assertThat(unmapped.status()).as(unmapped.body()).isEqualTo(400);
		assertThat(this.changing.status(this.id)).isEqualTo("authorization/in_work");
		assertThat(this.changing.tokens(this.id)).containsExactly("authorization");
	}

	@Test
	void takesNoActionWhileOneOfItsProcessesIsSuspended() {
		for (String key : List.of("change", "change-authorization")) {
			suspend(key, true);
			for (Answer refused : List.of(this.changing.act("cab1", this.id, "vote", "vote", "approve"),
					this.changing.act("agent1", this.id, "cancel", "reason", "終わり"), this.changing.complete("cab1",
							this.changing.taskOf("cab1", this.id), Map.of("action", "vote", "vote", "approve")))) {
				assertThat(refused.status()).as(key + ": " + refused.body()).isEqualTo(409);
				assertThat(refused.body()).contains("suspended");
			}
			assertThat(this.changing.status(this.id)).isEqualTo("authorization/in_work");
			assertThat(this.changing.tokens(this.id)).containsExactly("authorization");
			suspend(key, false);
		}
		this.changing.does("cab1", this.id, "vote", "vote", "approve");
		this.changing.does("cab2", this.id, "vote", "vote", "approve");
		assertThat(this.changing.status(this.id)).isEqualTo("scheduled/on_hold");
	}

	private void suspend(String key, boolean suspended) {
		Answer answer = this.platform.put(
				"/engine-rest/process-instance/" + process(key).path("id").asText() + "/suspended",
				"{\"suspended\": " + suspended + "}");
		assertThat(answer.status()).as(answer.body()).isEqualTo(204);
	}

	/** One of its processes, as the engine knows it. */
	private JsonNode process(String key) {
		for (JsonNode process : this.platform.get("/engine-rest/process-instance?businessKey=" + this.id).json()) {
			String definition = process.path("definitionId").asText();
			if (definition.startsWith(key + ":")) {
				return ((ObjectNode) process).put("definition", definition);
			}
		}
		throw new AssertionError("no " + key);
	}

	private void migrated(JsonNode process, String target) {
		Answer answer = migrate(process, target);
		assertThat(answer.status()).as(answer.body()).isEqualTo(204);
	}

	private Answer migrate(JsonNode process, String target) {
		Answer plan = this.platform.post("/engine-rest/migration/generate", Api.json("sourceProcessDefinitionId",
				process.path("definition").asText(), "targetProcessDefinitionId", target));
		assertThat(plan.status()).as(plan.body()).isEqualTo(200);
		return this.platform.post("/engine-rest/migration/execute", "{\"migrationPlan\": " + plan.body()
				+ ", \"processInstanceIds\": [\"" + process.path("id").asText() + "\"]}");
	}

	/** A version of the tenant's own; the id of its model. */
	private String deployed(String file, String shipped, String own) throws IOException {
		Path path = Path.of(file);
		String model = Files.readString(path, StandardCharsets.UTF_8);
		assertThat(model).contains(shipped);
		String deployment = Tenancy.as(this.tenants.bySlug("demo").orElseThrow(),
				() -> this.repository.createDeployment()
					.addString(path.getFileName().toString(), model.replace(shipped, own))
					.deploy()
					.getId());
		this.deployments.add(deployment);
		return Tenancy.asPlatform(
				() -> this.repository.createProcessDefinitionQuery().deploymentId(deployment).singleResult().getId());
	}

}
