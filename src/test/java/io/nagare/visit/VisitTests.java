package io.nagare.visit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;
import io.nagare.shared.TenantId;
import io.nagare.ticket.PlainType;
import io.nagare.ticket.TicketTypes;
import io.nagare.workflow.WalksEveryPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** A practice of models and one registration has everything that tickets have. */
@NagareTest
class VisitTests {

	private static final String PASSWORD = "long enough for anybody";

	private final String slug = "v" + UUID.randomUUID().toString().substring(0, 8);

	@LocalServerPort
	private int port;

	@Autowired
	private TicketTypes types;

	private String tenant = "";

	private Api agent;

	private Api manager;

	@BeforeEach
	void moveIn() {
		Answer made = Api.at(this.port)
			.as("platform")
			.postRaw("/tenants", "{\"slug\": \"%s\", \"name\": \"%1$s\", \"admin\": %s}".formatted(this.slug,
					person("admin", "admin")));
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		this.tenant = made.data().path("id").asText();
		for (String role : List.of("manager", "operator", "process_owner")) {
			assertThat(api("admin").postRaw("/users", person(role, role)).status()).isEqualTo(201);
		}
		this.agent = api("operator");
		this.manager = api("manager");
	}

	private String person(String part, String role) {
		String name = name(part);
		return Api.json("username", name, "email", name + "@visit.example", "first_name", "A", "last_name", "B", "role",
				role, "password", PASSWORD);
	}

	private String name(String part) {
		return part + "-" + this.slug;
	}

	private Api api(String part) {
		return Api.at(this.port).as(name(part), PASSWORD);
	}

	private String visit() {
		Answer reported = this.agent.post("/visits", "title", "空調の点検", "priority", "high");
		assertThat(reported.status()).as(reported.body()).isEqualTo(201);
		assertThat(reported.data().path("visit_number").asText()).matches("VIS\\d{7}");
		assertThat(reported.data().path("status").asText()).isEqualTo("requested");
		assertThat(reported.data().path("phase").asText()).isEqualTo("open");
		return reported.data().path("id").asText();
	}

	private static String status(Answer answer) {
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data().path("status").asText();
	}

	@Test
	@WalksEveryPath("visit")
	void isApprovedThenReceivedThenLetOut() throws IOException {
		deployClocks();
		String path = "/visits/" + visit();
		assertThat(this.agent.get(path + "/actions").data()).isEmpty();
		assertThat(refusal(this.agent.post(path + "/actions/approve"))).isEqualTo("403 FORBIDDEN");
		assertThat(this.manager.get(path + "/actions").data().findValuesAsText("name")).contains("approve", "refuse");
		assertThat(status(this.manager.post(path + "/actions/approve"))).isEqualTo("expected");
		assertThat(status(this.agent.patch(path, "status", "inside", "title", "空調の交換"))).isEqualTo("inside");
		assertThat(this.agent.get(path + "/sla").data().findValuesAsText("kind")).contains("resolution");
		completeInTasklist(path);
		JsonNode left = this.agent.get(path).data();
		assertThat(left.path("status").asText()).isEqualTo("left");
		assertThat(left.path("resolved_at").isNull()).isFalse();
		assertThat(left.path("work_notes").findValuesAsText("content")).contains("異常なし");
		assertThat(left.path("history").findValuesAsText("new_value")).contains("expected", "inside", "空調の交換", "left");
		assertThat(this.agent.get(path + "/process").data().toString()).contains("visit");
		assertThat(api("admin").get("/audit?limit=100&entity_id=" + path.substring("/visits/".length())).data())
			.isNotEmpty();
		assertThat(status(this.manager.post("/visits/" + visit() + "/actions/refuse"))).isEqualTo("refused");
	}

	/** An owner lets the tables agree on visits what they agree on incidents. */
	private void deployClocks() throws IOException {
		String shipped = Files.readString(Path.of("rules", "sla", "definitions.dmn"));
		Answer deployed = new Client(this.port).basic(name("process_owner"), PASSWORD)
			.deploy("rules/sla/definitions.dmn",
					shipped.replace("<text>\"incident\"</text>", "<text>\"incident\",\"visit\"</text>")
						.replace("\"problem\",\"change\"", "\"problem\",\"change\",\"visit\""),
					this.slug);
		assertThat(deployed.status()).as(deployed.body()).isEqualTo(200);
	}

	private void completeInTasklist(String path) {
		Client tasklist = new Client(this.port).basic(name("operator"), PASSWORD);
		JsonNode task = tasklist
			.get("/engine-rest/task?maxResults=5&processInstanceBusinessKey=" + path.substring("/visits/".length()))
			.json()
			.path(0);
		assertThat(task.path("name").asText()).contains("VIS");
		String address = "/engine-rest/task/" + task.path("id").asText();
		assertThat(tasklist.post(address + "/claim", "{\"userId\": \"" + name("operator") + "\"}").status())
			.isEqualTo(204);
		Answer completed = tasklist.post(address + "/complete",
				"{\"variables\": {\"action\": {\"value\": \"let-out\"}, \"remarks\": {\"value\": \"異常なし\"}}}");
		assertThat(completed.status()).as(completed.body()).isEqualTo(204);
	}

	@Test
	void takesNotesFilesAndLinksAndIsListed() {
		String id = visit();
		String path = "/visits/" + id;
		assertThat(this.agent.post(path + "/work-notes", "content", "業者へ連絡").status()).isEqualTo(201);
		assertThat(this.agent.upload(path + "/attachments", "a.txt", "text/plain", "x".getBytes(StandardCharsets.UTF_8))
			.status()).isEqualTo(201);
		String incident = this.agent.report("空調が止まった").path("id").asText();
		assertThat(this.agent.post(path + "/links", "type", "related_to", "target_id", incident).status())
			.isEqualTo(201);
		assertThat(this.agent.get("/incidents/" + incident + "/links").data().findValuesAsText("kind"))
			.containsExactly("visit");
		JsonNode shown = this.agent.get(path).data();
		assertThat(
				List.of(shown.path("work_notes").size(), shown.path("attachments").size(), shown.path("links").size()))
			.containsOnly(1);
		assertThat(this.agent.get("/visits?status=requested&priority=high&sort=-priority").data()).hasSize(1);
		assertThat(refusal(this.agent.get("/visits?priority=galactic")))
			.isEqualTo("400 VALIDATION_FAILED priority=not_a_choice");
		assertThat(refusal(this.agent.post("/visits", "title", "x", "colour", "red")))
			.isEqualTo("400 VALIDATION_FAILED colour=unknown_field");
		assertThat(refusal(this.agent.patch(path, "priority", "low", "reason", "x")))
			.isEqualTo("403 FORBIDDEN priority=override_not_allowed");
		assertThat(this.manager.patch(path, "priority", "low", "reason", "急がない").data().path("priority").asText())
			.isEqualTo("low");
		assertThat(this.agent.get("/visits/" + shown.path("visit_number").asText()).status()).isEqualTo(200);
		assertThat(refusal(this.agent.get("/problems/" + id))).isEqualTo("404 NOT_FOUND");
		assertThat(refusal(Api.at(this.port).as("agent1").get(path))).isEqualTo("404 NOT_FOUND");
		assertThat(this.agent.get("/auth/profile").data().path("permissions").toString()).contains("visit:work");
	}

	@Test
	void comesToOneTenantWhileTheProductRuns() {
		this.types.register(new TenantId(UUID.fromString(this.tenant), this.slug),
				new PlainType("loan", "loans", "LOA", "visit-priority") {

					@Override
					public String process() {
						return "visit";
					}

				});
		assertThat(api("admin").postRaw("/users", person("late", "manager")).status()).isEqualTo(201);
		assertThat(api("late").post("/loans", "title", "鍵").data().path("loan_number").asText()).startsWith("LOA");
		assertThat(api("late").get("/loans").data()).hasSize(1);
		assertThat(Api.at(this.port).as("agent1").get("/loans").status()).isEqualTo(404);
	}

}
