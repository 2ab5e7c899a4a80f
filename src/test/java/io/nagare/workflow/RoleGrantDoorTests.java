package io.nagare.workflow;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import io.nagare.NagareTest;
import io.nagare.TestClock;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;
import io.nagare.signin.Newcomers;
import io.nagare.signin.Newcomers.Newcomer;

import static org.assertj.core.api.Assertions.assertThat;

/** A role for a while opens every door until its last second, and none afterwards. */
@NagareTest
class RoleGrantDoorTests {

	private static final String GRANTS = "/api/v1/role-grants";

	@Autowired
	private Doors doors;

	@Autowired
	private TestClock clock;

	@AfterEach
	void timeGoesOn() {
		this.clock.reset();
	}

	private static Answer grant(Newcomer somebody, String role, Instant until) {
		Answer answer = somebody.admin()
			.post(GRANTS,
					"{\"user_id\":\"%s\",\"role\":\"%s\",\"until\":\"%s\"}".formatted(somebody.id(), role, until));
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer;
	}

	@Test
	void closesEveryDoorAtTheSecondOfItsEnd() {
		Newcomer somebody = Newcomers.join(this.doors.stranger(), "user");
		UUID incident = this.doors.report("reporter2");
		String task = this.doors.taskOf(incident, "agent1");
		Client bearer = somebody.signedIn();
		Client basic = this.doors.stranger().basic(somebody.name(), Newcomers.PASSWORD);
		Client browser = this.doors.stranger();
		browser.enterForm(somebody.name(), Newcomers.PASSWORD);
		Map<String, Predicate<Object>> opens = new LinkedHashMap<>();
		opens.put("REST", (any) -> bearer.get("/api/v1/incidents/" + incident).status() == 200);
		opens.put("the session", (any) -> browser.get("/api/v1/incidents/" + incident).status() == 200);
		opens.put("GraphQL",
				(any) -> bearer
					.post("/graphql", "{\"query\":\"{ incident(id: \\\"%s\\\") { id } }\"}".formatted(incident))
					.data()
					.at("/incident/id")
					.asText()
					.equals(incident.toString()));
		opens.put("assistants",
				(any) -> bearer
					.post("/mcp",
							"""
									{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_ticket","arguments":{"number":"%s"}}}"""
								.formatted(incident))
					.body()
					.contains("since this morning"));
		opens.put("ServiceNow",
				(any) -> basic.get("/api/now/table/incident/" + incident.toString().replace("-", "")).status() == 200);
		opens.put("the engine",
				(any) -> basic.get("/engine-rest/task?processInstanceBusinessKey=" + incident).json().size() == 1);
		opens.put("a task", (any) -> basic.get("/engine-rest/task/" + task).status() == 200);
		opens.put("Tasklist", (any) -> browser.get("/camunda/api/engine/engine/default/task/" + task).status() == 200);
		opens.forEach((door, isOpen) -> assertThat(isOpen.test(door)).as(door).isFalse());
		Instant end = this.clock.instant().plus(5, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
		grant(somebody, "operator", end);
		opens.forEach((door, isOpen) -> assertThat(isOpen.test(door)).as(door).isTrue());
		assertThat(bearer.get("/api/v1/users?role=operator&limit=100&q=" + somebody.name()).data()).hasSize(1);
		this.clock.set(end);
		opens.forEach((door, isOpen) -> assertThat(isOpen.test(door)).as(door).isFalse());
		assertThat(bearer.post("/api/v1/incidents/%s/actions/assign".formatted(incident), "{}").status())
			.isEqualTo(404);
		assertThat(basic
			.post("/engine-rest/task/%s/claim".formatted(task), "{\"userId\":\"%s\"}".formatted(somebody.name()))
			.status()).isIn(403, 404);
		assertThat(this.doors.stranger()
			.as("agent1")
			.post("/api/v1/incidents/%s/actions/assign".formatted(incident),
					"{\"assignee_id\":\"%s\"}".formatted(somebody.id()))
			.status()).as("nobody gives work to who is no agent any more").isEqualTo(400);
	}

	@Test
	void isOnRecordFromItsBeginningToItsEnd() {
		Newcomer somebody = Newcomers.join(this.doors.stranger(), "user");
		Answer granted = grant(somebody, "viewer", this.clock.instant().plus(1, ChronoUnit.HOURS));
		assertThat(somebody.admin().delete(GRANTS + "/" + granted.data().path("id").asText()).status()).isEqualTo(204);
		JsonNode recorded = somebody.admin().get("/api/v1/audit?limit=100&entity_id=" + somebody.id()).data();
		assertThat(recorded).extracting((row) -> row.path("action").asText() + " by " + row.at("/actor/name").asText())
			.contains("user.role_granted by admin", "user.role_ended by admin");
	}

}
