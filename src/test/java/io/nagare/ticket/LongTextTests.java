package io.nagare.ticket;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.ticket.query.TicketReads;

import static org.assertj.core.api.Assertions.assertThat;

/** Texts of any length are read whole one by one, and in short where they are many. */
@NagareTest
class LongTextTests {

	private static final String LONG = "長".repeat(99_999) + "。";

	@LocalServerPort
	private int port;

	private OwnHouse house;

	private Api agent;

	@BeforeEach
	void moveIn() {
		this.house = OwnHouse.at(this.port);
		this.agent = this.house.as("agent1");
	}

	private String reported(String title) {
		return this.agent.post("/incidents", "title", title, "priority", "low", "description", LONG)
			.data()
			.path("id")
			.asText();
	}

	@Test
	void showsTheBeginningInListsAndAllOfItInTheTicketAndInFiles() {
		String id = reported("Long");
		JsonNode listed = this.agent.get("/incidents").data().get(0);
		assertThat(listed.path("description").asText()).hasSize(TicketReads.EXCERPT + 1).startsWith("長長").endsWith("…");
		assertThat(this.agent.incident(id).path("description").asText()).isEqualTo(LONG);
		assertThat(this.agent.get("/incidents/export?format=csv").body()).doesNotContain("…");
		assertThat(this.house.client("agent1")
			.get("/api/now/table/incident?sysparm_fields=description")
			.json()
			.at("/result/0/description")
			.asText()).hasSize(TicketReads.EXCERPT + 1);
	}

	@Test
	void cutsEveryTextOfAChangeInLists() {
		String id = this.agent
			.post("/changes", "title", "Plans", "reason", LONG, "implementation_plan", LONG, "backout_plan", "short")
			.data()
			.path("id")
			.asText();
		JsonNode listed = this.agent.get("/changes").data().get(0);
		assertThat(listed.path("id").asText()).isEqualTo(id);
		assertThat(listed.path("reason").asText()).hasSize(TicketReads.EXCERPT + 1);
		assertThat(listed.path("implementation_plan").asText()).hasSize(TicketReads.EXCERPT + 1);
		assertThat(listed.path("backout_plan").asText()).isEqualTo("short");
		assertThat(this.agent.get("/changes/" + id).data().path("reason").asText()).isEqualTo(LONG);
	}

	@Test
	void tellsWhatWasChangedInShort() {
		String id = reported("Changed");
		assertThat(this.agent.patch("/incidents/" + id, "description", "short").status()).isEqualTo(200);
		List<String> before = Api.each(this.agent.incident(id).path("history"), "old_value")
			.stream()
			.filter((value) -> value.startsWith("長"))
			.toList();
		assertThat(before).hasSize(1).allSatisfy((value) -> assertThat(value).hasSize(1001).endsWith("…"));
	}

}
