package io.nagare.ticket.copy;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

/** Opens copies of tickets that say the same, and nothing of what was done about them. */
@NagareTest
class TicketCopyTests {

	@LocalServerPort
	private int port;

	private Api agent = Api.at(0);

	@BeforeEach
	void standAtTheDoor() {
		this.agent = Api.at(this.port).as("agent1");
	}

	@Test
	void saysWhatAnIncidentSaysForTheSameReporter() {
		String category = this.agent.idOf("categories", "ネットワーク");
		String item = this.agent.post("/cis", "name", "copied " + UUID.randomUUID(), "ci_class", "server", "tier", 1)
			.data()
			.path("id")
			.asText();
		JsonNode original = Api.at(this.port)
			.as("reporter1")
			.report("VPN", "description", "朝から", "impact", "high", "category_id", category, "ci_ids", List.of(item),
					"tags", List.of("VPN", "東京"));
		String id = original.path("id").asText();
		this.agent.post("/incidents/" + id + "/work-notes", "content", "確認中", "is_public", "N");
		this.agent.post("/incidents/" + id + "/time-entries", "minutes", 5);
		this.agent.patch("/incidents/" + id, "estimated_minutes", 60);
		Answer answer = this.agent.post("/incidents/" + id + "/copy");
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		JsonNode copy = this.agent.incident(answer.data().path("id").asText());
		assertThat(copy.path("id").asText()).isNotEqualTo(id);
		for (String same : new String[] { "title", "description", "impact", "urgency", "priority", "ci_ids", "tags",
				"category", "reporter", "confidentiality" }) {
			assertThat(copy.path(same)).as(same).isEqualTo(original.path(same));
		}
		assertThat(copy.path("status").asText()).isEqualTo(original.path("status").asText());
		assertThat(copy.path("work_notes")).isEmpty();
		assertThat(copy.path("minutes_worked").asInt(-1)).isZero();
		assertThat(copy.path("estimated_minutes").isNull()).isTrue();
		assertThat(each(copy.path("links"), "ticket_id")).containsExactly(id);
		assertThat(each(copy.path("links"), "type")).containsExactly("related_to");
		assertThat(Api.refusal(Api.at(this.port).as("reporter2").post("/incidents/" + id + "/copy"))).startsWith("404");
		assertThat(Api.refusal(Api.at(this.port).as("viewer").post("/incidents/" + id + "/copy"))).startsWith("403");
		assertThat(Api.at(this.port).as("reporter1").post("/incidents/" + id + "/copy").status()).isEqualTo(201);
	}

	@Test
	void takesThePlanOfAChangeWithoutItsTimes() {
		Answer made = this.agent.post("/changes", "title", "交換", "reason", "保守", "implementation_plan", "夜間に",
				"backout_plan", "戻す", "test_plan", "疎通", "type", "emergency", "planned_start", "2041-01-11T13:00:00Z",
				"planned_end", "2041-01-11T17:00:00Z", "tasks", List.of(Map.of("title", "交換")));
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		JsonNode original = made.data();
		Answer answer = this.agent.post("/changes/" + original.path("change_number").asText() + "/copy");
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		JsonNode copy = answer.data();
		for (String same : new String[] { "title", "reason", "implementation_plan", "backout_plan", "test_plan",
				"type" }) {
			assertThat(copy.path(same)).as(same).isEqualTo(original.path(same));
		}
		assertThat(copy.path("planned_start").isNull()).isTrue();
		assertThat(each(this.agent.get("/changes/" + copy.path("id").asText()).data().path("tasks"), "title"))
			.containsExactly("交換");
		assertThat(copy.path("status").asText()).isEqualTo("new");
	}

	@Test
	void leavesOutACategoryThatIsGone() {
		Api admin = Api.at(this.port).as("admin");
		String category = admin.post("/categories", "name", "copy " + UUID.randomUUID()).data().path("id").asText();
		String id = this.agent.report("VPN", "category_id", category).path("id").asText();
		assertThat(admin.patch("/categories/" + category, "is_active", false).status()).isEqualTo(200);
		Answer answer = this.agent.post("/incidents/" + id + "/copy");
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		assertThat(answer.data().path("category").isNull()).isTrue();
	}

}
