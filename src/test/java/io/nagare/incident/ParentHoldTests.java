package io.nagare.incident;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Incidents that are held with their parent, in a tenant that the test has to itself. */
@NagareTest
class ParentHoldTests {

	@LocalServerPort
	private int port;

	private OwnHouse house;

	private Api agent;

	@BeforeEach
	void moveIn() {
		this.house = OwnHouse.at(this.port);
		this.agent = this.house.as("agent1");
	}

	private String reported() {
		return this.agent.report("回線が切れる", "impact", "medium").path("id").asText();
	}

	private String inWork() {
		String id = reported();
		this.agent.does(id, "assign");
		this.agent.does(id, "start");
		return id;
	}

	private String below(String child, String parent) {
		return this.agent.post("/incidents/" + child + "/links", "type", "child_of", "target_id", parent)
			.data()
			.path("id")
			.asText();
	}

	private JsonNode read(String id) {
		return this.agent.get("/incidents/" + id).data();
	}

	private String status(String id) {
		return read(id).path("status").asText();
	}

	private List<String> notes(String id) {
		return each(read(id).path("work_notes"), "content");
	}

	private void awaitStatus(String id, String status) {
		await().untilAsserted(() -> assertThat(status(id)).isEqualTo(status));
	}

	@Test
	void holdThoseThatCanBeAndTellOfTheOthers() {
		String parent = inWork();
		String child = inWork();
		String fresh = reported();
		String waiting = inWork();
		String over = inWork();
		List.of(child, fresh, waiting, over).forEach((id) -> below(id, parent));
		this.agent.does(waiting, "hold", "hold_reason", "awaiting_vendor");
		this.agent.does(over, "resolve", "resolution", "x", "resolution_code", "fixed");
		this.agent.does(parent, "hold", "hold_reason", "awaiting_caller", "comment", "いつからですか", "hold_children", true);
		awaitStatus(child, "on_hold");
		String number = read(parent).path("incident_number").asText();
		assertThat(read(child).path("hold_reason").asText()).isEqualTo("awaiting_caller");
		assertThat(notes(child)).anyMatch((note) -> note.contains(number));
		await().untilAsserted(() -> assertThat(notes(parent))
			.anyMatch((note) -> note.contains("(2)") && note.contains(read(fresh).path("incident_number").asText())
					&& note.contains(read(waiting).path("incident_number").asText())));
		await().untilAsserted(() -> assertThat(each(this.agent.get("/notifications").data(), "body"))
			.anyMatch((text) -> text.contains("保留にできない子インシデント")));
		assertThat(status(fresh)).isEqualTo(read(fresh).path("status").asText()).isNotEqualTo("on_hold");
		this.agent.does(parent, "resume");
		awaitStatus(child, "in_progress");
		assertThat(read(child).path("hold_reason").isNull()).isTrue();
		assertThat(status(waiting)).isEqualTo("on_hold");
		assertThat(read(waiting).path("hold_reason").asText()).isEqualTo("awaiting_vendor");
	}

	@Test
	void goOnAloneUnlessAsked() {
		String parent = inWork();
		String child = inWork();
		below(child, parent);
		this.agent.does(parent, "hold", "hold_reason", "awaiting_vendor");
		String second = inWork();
		String other = inWork();
		below(other, second);
		this.agent.does(second, "hold", "hold_reason", "awaiting_vendor", "hold_children", true);
		awaitStatus(other, "on_hold");
		assertThat(status(child)).isEqualTo("in_progress");
	}

	@Test
	void goOnHoweverTheHoldOfTheParentEnds() {
		String parent = inWork();
		String child = inWork();
		String link = below(child, parent);
		this.agent.does(parent, "hold", "hold_reason", "awaiting_vendor", "hold_children", true);
		awaitStatus(child, "on_hold");
		assertThat(this.agent.delete("/incidents/" + child + "/links/" + link).status()).isEqualTo(204);
		this.agent.does(parent, "cancel", "reason", "x");
		awaitStatus(child, "in_progress");

		String again = inWork();
		below(child, again);
		this.agent.does(again, "hold", "hold_reason", "awaiting_vendor", "hold_children", true);
		awaitStatus(child, "on_hold");
		assertThat(this.house.as("admin").delete("/incidents/" + again + "?reason=mistake").status()).isEqualTo(204);
		awaitStatus(child, "in_progress");
		assertThat(refusal(this.agent.post("/incidents/" + child + "/links", "type", "child_of", "target_id", again)))
			.startsWith("400");
	}

}
