package io.nagare.ticket.checklist;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.signin.Client.Answer;
import io.nagare.workflow.OwnModels;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** What is ticked off on a ticket, and what a model makes of it. */
@NagareTest
class ChecklistTests {

	@LocalServerPort
	private int port;

	private OwnHouse house;

	private Api agent;

	private String incident;

	private String path;

	@BeforeEach
	void report() {
		this.house = OwnHouse.at(this.port);
		this.agent = this.house.as("agent1");
		this.incident = this.house.as("reporter").report("入退室ゲートが開かない").path("id").asText();
		this.path = "/incidents/" + this.incident + "/checklist";
	}

	private JsonNode line(String text) {
		Answer answer = this.agent.post(this.path, "text", text);
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.data();
	}

	@Test
	void ticksLinesOffInTheirOrder() {
		JsonNode power = line("電源を確認する");
		line("守衛室に連絡する");
		Answer ticked = this.agent.patch(this.path + "/" + power.path("id").asText(), "is_done", true);
		assertThat(ticked.data().path("is_done").asBoolean()).isTrue();
		assertThat(ticked.data().at("/done_by/username").asText()).isEqualTo(this.house.username("agent1"));
		assertThat(each(this.agent.get(this.path).data(), "text")).containsExactly("電源を確認する", "守衛室に連絡する");
		assertThat(each(this.agent.get(this.path).data(), "is_done")).containsExactly("true", "false");
		assertThat(this.agent.get("/incidents/" + this.incident + "/history").data().toString()).contains("checklist",
				"電源を確認する");
		JsonNode open = this.agent.patch(this.path + "/" + power.path("id").asText(), "is_done", false).data();
		assertThat(open.path("is_done").asBoolean()).isFalse();
		assertThat(open.path("done_by").isObject()).isFalse();
		assertThat(this.agent.delete(this.path + "/" + power.path("id").asText()).status()).isEqualTo(204);
		assertThat(each(this.agent.get(this.path).data(), "text")).containsExactly("守衛室に連絡する");
	}

	@Test
	void isForThoseWhoWorkOnTheTicket() {
		String line = line("鍵を交換する").path("id").asText();
		Api reporter = this.house.as("reporter");
		assertThat(reporter.get(this.path).status()).isEqualTo(403);
		Api owner = this.house.as("owner");
		assertThat(each(owner.get(this.path).data(), "text")).as("who reads the ticket reads it")
			.containsExactly("鍵を交換する");
		assertThat(owner.post(this.path, "text", "x").status()).isEqualTo(403);
		assertThat(reporter.post(this.path, "text", "x").status()).isEqualTo(403);
		assertThat(reporter.patch(this.path + "/" + line, "is_done", true).status()).isEqualTo(403);
		OwnHouse other = OwnHouse.at(this.port);
		assertThat(other.as("agent1").get(this.path).status()).isEqualTo(404);
		assertThat(other.as("agent1").patch(this.path + "/" + line, "is_done", true).status()).isEqualTo(404);
		String elsewhere = "/incidents/" + this.agent.report("別").path("id").asText() + "/checklist/" + line;
		assertThat(this.agent.patch(elsewhere, "is_done", true).status()).as("a line of another ticket").isEqualTo(404);
	}

	@Test
	void refusesWhatIsNoLine() {
		assertThat(refusal(this.agent.post(this.path, "text", " "))).contains("text");
		assertThat(refusal(this.agent.post(this.path, "text", "x".repeat(501)))).contains("text");
		assertThat(refusal(this.agent.post(this.path, "text", "a", "done", true))).contains("unknown_field");
		JsonNode line = line("一行目");
		this.agent.patch(this.path + "/" + line.path("id").asText(), "is_done", true);
		assertThat(this.agent.with("If-Match", "\"" + line.path("version").asInt() + "\"")
			.patch(this.path + "/" + line.path("id").asText(), "text", "古い版から")
			.status()).isEqualTo(412);
		for (int i = 1; i < TicketChecklists.MOST; i++) {
			line("行 " + i);
		}
		assertThat(refusal(this.agent.post(this.path, "text", "多すぎる"))).contains("checklist_full");
		this.agent.does(this.incident, "cancel", "reason", "試験");
		assertThat(refusal(this.agent.patch(this.path + "/" + line.path("id").asText(), "is_done", false)))
			.contains("ended_already");
	}

	@Test
	void isDemandedByAModel() {
		String model = OwnModels.shipped("processes/incident/incident.bpmn")
			.replace("${tasks.demandNoneOpen()}", "${checklist.demandDone()}");
		Answer released = OwnModels.send(this.house.client("owner"), "/models/releases",
				Map.of("comment", "x", "incident.bpmn", model));
		assertThat(released.status()).as(released.body()).isEqualTo(201);
		this.incident = this.house.as("reporter").report("名刺が印刷されない").path("id").asText();
		this.path = "/incidents/" + this.incident + "/checklist";
		String line = line("在庫を確認する").path("id").asText();
		this.agent.does(this.incident, "assign");
		this.agent.does(this.incident, "start");
		Answer early = this.agent.act(this.incident, "resolve", "resolution", "補充した", "resolution_code", "fixed");
		assertThat(early.status()).isEqualTo(409);
		assertThat(early.body()).contains("checklist_open", "在庫を確認する");
		this.agent.patch(this.path + "/" + line, "is_done", true);
		assertThat(this.agent.does(this.incident, "resolve", "resolution", "補充した", "resolution_code", "fixed")
			.path("status")
			.asText()).isEqualTo("resolved");
	}

}
