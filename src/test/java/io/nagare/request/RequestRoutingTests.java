package io.nagare.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

/** A table says which team a request goes to, whatever its model says. */
@NagareTest
class RequestRoutingTests {

	@LocalServerPort
	private int port;

	@Test
	void givesARequestToTheTeamAndThePersonThatTheTableSays() throws IOException {
		OwnHouse house = OwnHouse.at(this.port);
		Answer made = house.as("admin").post("/teams", "name", "会議室", "manager_id", house.idOf("manager"));
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		String team = made.data().path("id").asText();
		house.as("admin").put("/teams/" + team + "/members/" + house.idOf("agent2"));
		assertThat(asked(house).path("team").path("id").asText()).as("as shipped").isEmpty();
		assertThat(deploy(house, "\"会議室\"", "\"least_loaded\"").status()).isEqualTo(200);
		JsonNode request = asked(house);
		assertThat(request.path("team").path("id").asText()).isEqualTo(team);
		assertThat(request.path("assignee").path("id").asText()).isEqualTo(house.idOf("agent2"));
		assertThat(each(house.as("agent2").get("/notifications").data(), "kind")).as("it is announced to him alone")
			.contains("ticket.assigned")
			.doesNotContain("ticket.team");
		assertThat(deploy(house, "\"nobody has this name\"", "").status()).isEqualTo(200);
		assertThat(asked(house).path("team").path("id").asText()).isEmpty();
		Answer refused = deploy(house, "\"会議室\"", "\"by_lot\"");
		assertThat(refused.status()).as(refused.body()).isNotEqualTo(200);
		assertThat(refused.body()).contains("by_lot");
	}

	@Test
	void givesToTheDefaultTeamWhatTheTableGivesToNobody() {
		OwnHouse house = OwnHouse.at(this.port);
		Answer made = house.as("admin").post("/teams", "name", "総合窓口");
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		String team = made.data().path("id").asText();
		assertThat(house.as("admin").patch("/teams/" + team, "is_default", true).status()).isEqualTo(200);
		assertThat(asked(house).path("team").path("id").asText()).isEqualTo(team);
	}

	private static Answer deploy(OwnHouse house, String team, String assignment) throws IOException {
		String table = Files.readString(Path.of("rules/request/request-routing.dmn"))
			.replaceFirst("(id=\"everythingElse5\">\\s*<text>)null", "$1" + team)
			.replaceFirst("(id=\"everythingElse6\">\\s*<text>)", "$1" + assignment);
		return house.deploy("request-routing.dmn", table);
	}

	private static JsonNode asked(OwnHouse house) {
		Answer answer = house.as("reporter").post("/requests", "type", "new-workplace", "person", "山田", "place", "3階");
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.data();
	}

}
