package io.nagare.ticket.time;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.signin.Client.Answer;
import io.nagare.workflow.OwnModels;

import static org.assertj.core.api.Assertions.assertThat;

/** Time worked that an owner's form and model ask for. */
@NagareTest
class TimeVerbsTests {

	private static final String MINUTES = """
			{
			      "type": "number",
			      "id": "minutes",
			      "key": "minutes",
			      "label": "作業時間（分） / Time worked (minutes)",
			      "validate": { "required": true, "min": 1, "max": 1440 },
			      "properties": { "actions": "resolve" },
			      "conditional": { "hide": "=action != \\"resolve\\"" },
			      "layout": { "row": "row61", "columns": null }
			    },
			""";

	private static final String HOLD_REASON = "{\n      \"type\": \"select\",\n      \"id\": \"hold_reason\"";

	@LocalServerPort
	private int port;

	@Test
	void isAskedForByTheFormAndDemandedByTheModel() {
		OwnHouse house = OwnHouse.at(this.port);
		String form = OwnModels.shipped("forms/incident/work-on-incident.form");
		assertThat(form).contains(HOLD_REASON);
		String model = OwnModels.shipped("processes/incident/incident.bpmn");
		int worked = model.indexOf("<bpmn:sequenceFlow id=\"workedHowToNormallyResolved\"");
		String changed = model.substring(0, worked).replace("${tasks.demandNoneOpen()}", "${time.demand()}")
				+ model.substring(worked)
					.replaceFirst("\\$\\{tasks\\.demandNoneOpen\\(\\)}", "\\${time.record(minutes)}");
		Answer released = OwnModels.send(house.client("owner"), "/models/releases", Map.of("comment", "x",
				"incident.bpmn", changed, "work-on-incident.form", form.replace(HOLD_REASON, MINUTES + HOLD_REASON)));
		assertThat(released.status()).as(released.body()).isEqualTo(201);
		Api agent = house.as("agent1");
		String incident = house.as("reporter").report("プリンター").path("id").asText();
		agent.does(incident, "assign");
		assertThat(Api.refusal(agent.act(incident, "resolve", "resolution", "交換", "resolution_code", "fixed")))
			.startsWith("409")
			.contains("no_time_worked");
		agent.does(incident, "start");
		assertThat(Api.refusal(agent.act(incident, "resolve", "resolution", "交換", "resolution_code", "fixed")))
			.startsWith("400")
			.contains("minutes");
		assertThat(agent.does(incident, "resolve", "resolution", "交換", "resolution_code", "fixed", "minutes", 25)
			.path("status")
			.asText()).isEqualTo("resolved");
		assertThat(agent.incident(incident).path("minutes_worked").asInt()).isEqualTo(25);
		assertThat(agent.get("/incidents/" + incident + "/time-entries").data().at("/0/user/username").asText())
			.isEqualTo(house.username("agent1"));
	}

}
