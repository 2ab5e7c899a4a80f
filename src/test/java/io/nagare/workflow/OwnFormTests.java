package io.nagare.workflow;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import io.nagare.NagareTest;
import io.nagare.signin.Client;

import static org.assertj.core.api.Assertions.assertThat;

/** A form that an owner changed asks the same everywhere, and takes the same. */
@NagareTest
class OwnFormTests {

	private static final String OWN_FIELDS = """
			{"type": "checkbox", "key": "remote", "id": "remote", "label": "遠隔で対応 / Remote", "defaultValue": true,
				"description": "画面を共有します / The screen is shared", "properties": {"actions": "start", "keep": "yes"},
				"conditional": {"hide": "=action != \\"start\\""}},
			{"type": "textfield", "key": "tool", "id": "tool", "label": "ツール / Tool",
				"validate": {"required": true, "minLength": 3, "maxLength": 20, "pattern": "[a-z]+"},
				"properties": {"actions": "start", "keep": "yes"},
				"conditional": {"hide": "=action != \\"start\\" or remote != true"}},
			{"type": "number", "key": "minutes", "id": "minutes", "label": "見込み（分） / Minutes", "defaultValue": 15,
				"validate": {"min": 5, "max": 60}, "properties": {"actions": "start", "keep": "yes"},
				"conditional": {"hide": "=action != \\"start\\""}},
			{"type": "datetime", "subtype": "date", "key": "again_on", "id": "again_on",
				"dateLabel": "再確認日 / Look again on", "properties": {"actions": "start", "keep": "yes"},
				"conditional": {"hide": "=action != \\"start\\""}},
			{"type": "checklist", "key": "parts", "id": "parts", "label": "対象 / Parts",
				"values": [{"value": "disk", "label": "ディスク / Disk"}, {"value": "fan", "label": "ファン / Fan"}],
				"properties": {"actions": "start", "keep": "yes"},
				"conditional": {"hide": "=action != \\"start\\""}},
			""";

	@Autowired
	private OwnModels models;

	private Client agent;

	@BeforeEach
	void theOwnerAsksForMore() {
		this.agent = this.models.as("other-agent");
		String form = OwnModels.shipped("forms/incident/accept-incident.form")
			.replaceFirst("(?s)(\"components\": \\[.*?\\n    \\},)", "$1" + OWN_FIELDS.replace("\\", "\\\\"));
		Client.Answer answer = OwnModels.send(this.models.owner(), "/models/releases", Map.of("comment", "x",
				"accept-incident.form", form, "incident.bpmn", OwnModels.shipped("processes/incident/incident.bpmn")));
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
	}

	@AfterEach
	void nothingIsLeft() {
		this.models.clear();
	}

	private String assigned() {
		String id = this.models.report("").path("id").asText();
		String me = this.agent.get("/api/v1/auth/me").data().path("id").asText();
		String desk = this.agent.get("/api/v1/teams").data().get(0).path("id").asText();
		Client.Answer answer = this.agent.post("/api/v1/incidents/" + id + "/actions/assign",
				"{\"team_id\":\"%s\",\"assignee_id\":\"%s\"}".formatted(desk, me));
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return id;
	}

	private JsonNode field(String id, String key) {
		JsonNode start = StreamSupport
			.stream(this.agent.get("/api/v1/incidents/" + id + "/actions").data().spliterator(), false)
			.filter((action) -> action.path("name").asText().equals("start"))
			.findFirst()
			.orElseThrow();
		return StreamSupport.stream(start.path("fields").spliterator(), false)
			.filter((field) -> field.path("key").asText().equals(key))
			.findFirst()
			.orElseThrow();
	}

	/** Form editors write no {@code label} for a date or time field. */
	@Test
	void labelsADateFieldByItsDateLabel() {
		assertThat(field(assigned(), "again_on").path("label").path("en").asText()).isEqualTo("Look again on");
	}

	private String refused(String id, String fields) {
		Client.Answer answer = this.agent.post("/api/v1/incidents/" + id + "/actions/start", fields);
		assertThat(answer.status()).as(answer.body()).isEqualTo(400);
		return StreamSupport.stream(answer.json().path("error").path("details").spliterator(), false)
			.map((detail) -> detail.path("field").asText() + "=" + detail.path("code").asText())
			.sorted()
			.toList()
			.toString();
	}

	@Test
	void saysAllThatIsNeededToFillItIn() {
		String id = assigned();
		JsonNode remote = field(id, "remote");
		assertThat(remote.path("initial").asBoolean()).isTrue();
		assertThat(remote.path("description").path("en").asText()).isEqualTo("The screen is shared");
		JsonNode tool = field(id, "tool");
		assertThat(tool.path("asked_when").toString())
			.isEqualTo("[{\"key\":\"remote\",\"is\":true,\"values\":[\"true\"]}]");
		assertThat(tool.path("min_length").asInt()).isEqualTo(3);
		assertThat(tool.path("pattern").asText()).isEqualTo("[a-z]+");
		JsonNode minutes = field(id, "minutes");
		assertThat(List.of(minutes.path("min").asInt(), minutes.path("max").asInt(), minutes.path("initial").asInt()))
			.containsExactly(5, 60, 15);
		assertThat(field(id, "again_on").path("type").asText()).isEqualTo("date");
	}

	@Test
	void takesWhatItAsksForAndNothingElse() {
		String id = assigned();
		assertThat(refused(id, "{\"remote\":true}")).isEqualTo("[tool=required]");
		assertThat(refused(id, "{\"tool\":\"vnc\"}")).isEqualTo("[tool=not_asked]");
		assertThat(refused(id, "{\"remote\":true,\"tool\":\"x\",\"minutes\":4}"))
			.isEqualTo("[minutes=below_minimum, tool=too_short]");
		assertThat(refused(id, "{\"minutes\":60.5}")).isEqualTo("[minutes=above_maximum]");
		assertThat(refused(id, "{\"parts\":[\"disk\",\"door\"]}")).isEqualTo("[parts=not_a_choice]");
		assertThat(refused(id, "{\"parts\":\"disk\"}")).isEqualTo("[parts=wrong_type]");
		assertThat(refused(id, "{\"parts\":[null]}")).isEqualTo("[parts=wrong_type]");
		assertThat(refused(id, "{\"again_on\":\"soon\"}")).isEqualTo("[again_on=wrong_type]");
		Client.Answer done = this.agent.post("/api/v1/incidents/" + id + "/actions/start",
				"{\"remote\":true,\"tool\":\"vnc\",\"minutes\":5,\"again_on\":\"2026-12-24\",\"parts\":[\"disk\",\"fan\"]}");
		assertThat(done.status()).as(done.body()).isEqualTo(200);
		assertThat(done.data().path("fields").path("parts").toString()).isEqualTo("[\"disk\",\"fan\"]");
		assertThat(done.data().path("fields").path("again_on").asText()).isEqualTo("2026-12-24");
		assertThat(done.data().path("fields").path("minutes").asInt()).isEqualTo(5);
	}

	/** As Tasklist sends what form-js collects. */
	@Test
	void takesTheSameFromTasklist() {
		String id = assigned();
		String task = this.agent.get("/engine-rest/task?processInstanceBusinessKey=" + id)
			.json()
			.path(0)
			.path("id")
			.asText();
		Client.Answer done = this.agent.post("/engine-rest/task/" + task + "/submit-form", """
				{"variables":{"action":{"value":"start"},"remote":{"value":false},
				"parts":{"value":"[\\"fan\\"]","type":"Json"}}}""");
		assertThat(done.status()).as(done.body()).isEqualTo(204);
		JsonNode incident = this.agent.get("/api/v1/incidents/" + id).data();
		assertThat(incident.path("status").asText()).isEqualTo("in_progress");
		assertThat(incident.path("fields").path("parts").toString()).isEqualTo("[\"fan\"]");
		assertThat(incident.path("fields").path("remote").asBoolean(true)).isFalse();
	}

}
