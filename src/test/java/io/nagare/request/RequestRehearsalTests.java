package io.nagare.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;
import io.nagare.workflow.OwnModels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Tables that requests ask, changed, over past requests. */
@NagareTest
class RequestRehearsalTests {

	@LocalServerPort
	private int port;

	private OwnHouse house;

	private Client owner;

	@BeforeEach
	void moveIn() {
		this.house = OwnHouse.at(this.port);
		this.owner = this.house.client("owner");
		asks("reporter", "system-access", "system", "ERP", "level", "read", "purpose", "月次");
		asks("reporter", "system-access", "system", "ERP", "level", "admin", "purpose", "月次");
		asks("agent1", "security-incident", "event_kind", "malware", "extent", "several", "personal_data", "none",
				"noticed_on", "2026-11-01", "what_happened", "警告が出た");
		asks("agent1", "disaster-recovery", "disaster", "earthquake", "loss", "site", "business", "stopped",
				"systems_concerned", "ERP", "place", "東京", "what_happened", "停電した");
		asks("reporter", "shared-access", "resource_kind", "folder", "resource", "営業", "change_kind", "grant",
				"members", "田中", "access_level", "read", "outside", true, "purpose", "共有");
	}

	private void asks(String name, String type, Object... answers) {
		List<Object> all = new ArrayList<>(List.of("title", type, "type", type));
		all.addAll(List.of(answers));
		Answer asked = this.house.as(name).post("/requests", all.toArray());
		assertThat(asked.status()).as(asked.body()).isEqualTo(201);
	}

	private JsonNode rehearsed(String file, String table) {
		Answer begun = OwnModels.send(this.owner, "/rehearsals", Map.of(file, table));
		assertThat(begun.status()).as(begun.body()).isEqualTo(202);
		String path = "/api/v1/rehearsals/" + begun.data().path("id").asText();
		await().untilAsserted(
				() -> assertThat(this.owner.get(path).data().path("state").asText()).isNotEqualTo("running"));
		JsonNode ended = this.owner.get(path).data();
		assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("done");
		return ended;
	}

	@Test
	void findsNoDifferenceInWhatIsDeployed() {
		Map.of("system-access-approval", 2, "security-severity", 1, "security-containment", 1, "disaster-severity", 1,
				"request-approval", 1)
			.forEach((table, tickets) -> {
				JsonNode same = rehearsed(table + ".dmn", OwnModels.shipped("rules/request/" + table + ".dmn"));
				assertThat(same.path("model").asText()).isEqualTo(table);
				assertThat(same.path("tickets").asInt()).as(table).isEqualTo(tickets);
				assertThat(same.path("different").asInt()).as(same.toString()).isZero();
				assertThat(same.path("outcomes")).as(table).isNotEmpty();
			});
	}

	/** The process that asks the table has the same key. */
	@Test
	void isComparedWithTheTableInForce() {
		Answer checked = OwnModels.send(this.owner, "/models/check", Map.of("approval.dmn",
				OwnModels.shipped("rules/request/request-approval.dmn").replace("100000", "50000")));
		assertThat(checked.status()).as(checked.body()).isEqualTo(200);
		assertThat(checked.data().at("/difference/0/message").asText()).contains("50000");
	}

	@Test
	void tellsWhoWouldHaveBeenAskedOtherwise() {
		String approval = OwnModels.shipped("rules/request/system-access-approval.dmn");
		JsonNode lax = rehearsed("approval.dmn",
				approval.replaceFirst("<text>\"manager\"</text>", "<text>\"none\"</text>"));
		assertThat(lax.path("different").asInt()).isEqualTo(1);
		assertThat(lax.at("/changes/0/asked/level").asText()).isEqualTo("read");
		assertThat(lax.at("/changes/0/before/0/approval").asText()).isEqualTo("manager");
		assertThat(lax.at("/changes/0/after/0/approval").asText()).isEqualTo("none");
		String severity = OwnModels.shipped("rules/request/security-severity.dmn");
		JsonNode strict = rehearsed("severity.dmn",
				severity.replaceAll("<text>\"high\"</text>", "<text>\"critical\"</text>"));
		assertThat(strict.path("different").asInt()).as(strict.toString()).isEqualTo(1);
	}

}
