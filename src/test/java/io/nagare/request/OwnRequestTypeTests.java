package io.nagare.request;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.signin.Client.Answer;
import io.nagare.workflow.OwnModels;

import static io.nagare.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

/** A type of request that a tenant made comes, and goes again. */
@NagareTest
class OwnRequestTypeTests {

	private static final String TYPE = "own-workplace";

	private static final List<String> FORMS = List.of("ask-new-workplace", "check-workplace-order", "prepare-part",
			"confirm-workplace", "cancel-request", "add-request-task");

	@LocalServerPort
	private int port;

	@Test
	void isWithdrawnAndTicketsOfItGoOn() {
		OwnHouse house = OwnHouse.at(this.port);
		house.as("admin").post("/teams", "name", "Service Desk");
		house.as("admin").post("/teams", "name", "Network");
		deployed(house, "1");
		String latest = deployed(house, "2");
		assertThat(types(house)).contains(TYPE);
		Answer asked = ask(house);
		assertThat(asked.status()).as(asked.body()).isEqualTo(201);
		String ticket = asked.data().path("id").asText();
		Answer left = house.as("owner").delete("/models/" + TYPE + "/variant");
		assertThat(left.status()).as(left.body()).isEqualTo(204);
		assertThat(types(house)).doesNotContain(TYPE).contains("new-workplace");
		assertThat(ask(house).status()).isEqualTo(400);
		assertThat(house.as("reporter").get("/requests/" + ticket).status()).isEqualTo(200);
		assertThat(each(house.as("reporter").get("/requests").data(), "id")).contains(ticket);
		Answer cancelled = house.as("reporter").post("/requests/" + ticket + "/actions/cancel", "reason", "違った");
		assertThat(cancelled.status()).as(cancelled.body()).isEqualTo(200);
		Answer again = house.as("owner").post("/models/" + TYPE + "/versions/1/restore", "comment", "again");
		assertThat(again.status()).as(again.body()).isEqualTo(200);
		assertThat(types(house)).contains(TYPE);
		assertThat(house.as("owner").post("/models/releases/" + latest + "/rollback", "comment", "x").status())
			.isEqualTo(409);
	}

	@Test
	void isNotWithdrawnWhileAnotherCallsIt() {
		OwnHouse house = OwnHouse.at(this.port);
		Answer both = OwnModels.send(house.client("owner"), "/models/releases", Map.of("comment", "x", "change.bpmn",
				called("change"), "own-authorization.bpmn", called("change-authorization")));
		assertThat(both.status()).as(both.body()).isEqualTo(201);
		Answer left = house.as("owner").delete("/models/own-authorization/variant");
		assertThat(left.status()).as(left.body()).isEqualTo(409);
		assertThat(left.body()).contains("model_still_called", "change");
		assertThat(
				house.as("owner").get("/models/own-authorization/versions").data().path(0).path("in_force").asBoolean())
			.isTrue();
	}

	private static String called(String file) {
		return OwnModels.shipped("processes/change/" + file + ".bpmn")
			.replace("\"change-authorization\"", "\"own-authorization\"");
	}

	private static String deployed(OwnHouse house, String comment) {
		Map<String, String> parts = new LinkedHashMap<>();
		parts.put("comment", comment);
		parts.put(TYPE + ".bpmn", OwnModels.shipped("processes/request/new-workplace.bpmn")
			.replace("\"new-workplace\"", "\"" + TYPE + "\""));
		FORMS.forEach((form) -> parts.put(form + ".form", OwnModels.shipped("forms/request/" + form + ".form")));
		Answer made = OwnModels.send(house.client("owner"), "/models/releases", parts);
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		return made.data().path("id").asText();
	}

	private static List<String> types(OwnHouse house) {
		return each(house.as("reporter").get("/requests/types").data(), "type");
	}

	private static Answer ask(OwnHouse house) {
		return house.as("reporter").post("/requests", "type", TYPE, "person", "山田", "place", "3階");
	}

}
