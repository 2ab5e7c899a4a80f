package io.nagare.ticket.action;

import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

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

/** What is filled in to report a ticket is a form of its model. */
@NagareTest
class ReportFormTests {

	/** In front of the shipped form's fields. */
	private static final String MORE = """
			"components": [
			  {"type": "textfield", "key": "asset_tag", "id": "asset_tag", "label": "資産番号 / Asset tag",
			    "validate": {"required": true, "maxLength": 12}, "properties": {"keep": "yes"}},
			  {"type": "radio", "key": "place_of_work", "id": "place_of_work", "label": "勤務場所 / Place of work",
			    "values": [{"value": "office", "label": "オフィス / Office"}, {"value": "home", "label": "自宅 / Home"}],
			    "properties": {"keep": "yes"}},
			  {"type": "datetime", "subtype": "date", "key": "since", "id": "since", "label": "発生日 / Since",
			    "dateLabel": "日 / Date", "properties": {"keep": "yes"},
			    "conditional": {"hide": "=priority = \\"low\\""}},
			""";

	@LocalServerPort
	private int port;

	private OwnHouse house;

	private Api agent;

	private Api reporter;

	@BeforeEach
	void moveIn() {
		this.house = OwnHouse.at(this.port);
		this.agent = this.house.as("agent1");
		this.reporter = this.house.as("reporter");
	}

	private void release(String kind, String form) {
		Answer released = OwnModels.send(this.house.client("owner"), "/models/releases",
				Map.of("comment", "報告で尋ねる", kind + ".bpmn",
						OwnModels.shipped("processes/%s/%s.bpmn".formatted(kind, kind)), "report-" + kind + ".form",
						form));
		assertThat(released.status()).as(released.body()).isEqualTo(201);
	}

	private static String shipped(String kind) {
		return OwnModels.shipped("forms/%s/report-%s.form".formatted(kind, kind));
	}

	private static String withMore(String kind) {
		return shipped(kind).replaceFirst("\"components\": \\[", MORE.replace("\\", "\\\\"));
	}

	private static JsonNode field(JsonNode fields, String key) {
		return StreamSupport.stream(fields.spliterator(), false)
			.filter((field) -> field.path("key").asText().equals(key))
			.findFirst()
			.orElseThrow();
	}

	@Test
	void asksWhatTheProductAsks() {
		JsonNode asked = this.reporter.get("/incidents/form").data();
		assertThat(each(asked, "key")).containsExactly("title", "description", "category_id", "priority", "ci_ids");
		assertThat(each(asked, "type")).containsExactly("textfield", "textarea", "category", "priority", "cis");
		assertThat(each(this.agent.get("/incidents/form").data(), "key")).containsExactly("reporter_id", "title",
				"description", "category_id", "priority", "ci_ids", "tags");
		assertThat(each(field(asked, "priority").path("options"), "value")).containsExactly("critical", "high",
				"medium", "low");
		assertThat(field(asked, "priority").path("required").asBoolean()).as("the API demands it").isTrue();
		assertThat(each(this.agent.get("/problems/form").data(), "key")).containsExactly("title", "description",
				"category_id", "priority", "ci_ids", "tags");
		assertThat(each(this.agent.get("/changes/form").data(), "key")).containsExactly("title", "reason",
				"category_id", "type", "ci_ids", "tags");
		assertThat(refusal(this.reporter.get("/problems/form"))).isEqualTo("403 FORBIDDEN");
		assertThat(each(this.agent.get("/tasks/form").data(), "key")).as("without a form, what the API demands")
			.containsExactly("parent_id", "title");
	}

	@Test
	void keepsWhatTheOwnerAsks() {
		release("incident", withMore("incident"));
		assertThat(each(this.reporter.get("/incidents/form").data(), "key")).startsWith("asset_tag", "place_of_work",
				"since", "title");

		assertThat(refusal(this.reporter.post("/incidents", "title", "x", "priority", "high")))
			.isEqualTo("400 VALIDATION_FAILED asset_tag=required");
		assertThat(refusal(this.reporter.post("/incidents", "title", "x", "priority", "high", "asset_tag",
				"much too long a tag", "place_of_work", "train", "since", "yesterday")))
			.isEqualTo("400 VALIDATION_FAILED asset_tag=too_long place_of_work=not_a_choice since=wrong_type");
		assertThat(refusal(this.reporter.post("/incidents", "title", "x", "priority", "low", "asset_tag", "PC-1",
				"since", "2026-11-01")))
			.as("hidden by what the ticket says itself")
			.isEqualTo("400 VALIDATION_FAILED since=not_asked");
		assertThat(refusal(this.reporter.post("/incidents", "title", "x", "priority", "low", "asset_tag", "PC-1",
				"colour", "red")))
			.isEqualTo("400 VALIDATION_FAILED colour=unknown_field");

		Answer reported = this.reporter.post("/incidents", "title", "画面が暗い", "priority", "high", "asset_tag", "PC-0042",
				"place_of_work", "home", "since", "2026-11-01");
		assertThat(reported.status()).as(reported.body()).isEqualTo(201);
		String id = reported.data().path("id").asText();
		JsonNode shown = this.agent.get("/incidents/" + id).data();
		assertThat(shown.at("/fields/asset_tag").asText()).isEqualTo("PC-0042");
		assertThat(shown.at("/fields/place_of_work").asText()).isEqualTo("home");
		assertThat(shown.at("/fields/since").asText()).isEqualTo("2026-11-01");
		assertThat(shown.path("fields").has("title")).isFalse();
		assertThat(each(shown.path("history"), "field_name")).contains("asset_tag", "place_of_work", "since");
		assertThat(each(this.agent.get("/incidents?field=asset_tag:PC-0042").data(), "id")).containsExactly(id);
		assertThat(each(this.agent.get("/incidents?field=since:%3C2026-12-01").data(), "id")).containsExactly(id);
		String csv = this.house.as("manager").get("/incidents/export?format=csv&language=ja").body();
		assertThat(csv.lines().findFirst().orElseThrow()).contains("資産番号", "勤務場所", "発生日");
		assertThat(csv).contains("PC-0042", "自宅");

		Answer copied = this.agent.post("/incidents/" + id + "/copy");
		assertThat(copied.status()).as(copied.body()).isEqualTo(201);
		assertThat(copied.data().at("/fields/asset_tag").asText()).isEqualTo("PC-0042");
	}

	/**
	 * What is told is what is enforced: the narrower of the API's limit and the form's.
	 */
	@Test
	void tellsAndKeepsTheLimitsOfTheTicketAndOfTheForm() {
		JsonNode asked = this.reporter.get("/incidents/form").data();
		assertThat(field(asked, "title").path("max_length").asInt()).isEqualTo(500);
		assertThat(field(asked, "description").path("max_length").asInt()).as("the form draws none").isEqualTo(100_000);
		assertThat(this.reporter.post("/incidents", "title", "x", "priority", "low", "description", "あ".repeat(5_000))
			.status()).isEqualTo(201);

		release("incident",
				shipped("incident").replaceFirst("\"maxLength\": 500", "\"minLength\": 3, \"maxLength\": 4000")
					.replaceFirst("\"key\": \"description\",",
							"\"key\": \"description\", \"validate\": {\"maxLength\": 20},")
					.replaceFirst("\"components\": \\[", """
							"components": [
							  {"type": "number", "key": "estimated_minutes", "id": "estimated_minutes",
							    "label": "見込み / Estimate", "validate": {"max": 60}},
							  {"type": "textarea", "key": "remarks", "id": "remarks", "label": "備考 / Remarks",
							    "properties": {"keep": "yes"}},
							"""));
		asked = this.agent.get("/incidents/form").data();
		assertThat(field(asked, "title").path("min_length").asInt()).isEqualTo(3);
		assertThat(field(asked, "title").path("max_length").asInt()).as("the API takes no more").isEqualTo(500);
		assertThat(field(asked, "description").path("max_length").asInt()).isEqualTo(20);
		assertThat(field(asked, "estimated_minutes").path("min").asInt()).isEqualTo(1);
		assertThat(field(asked, "estimated_minutes").path("max").asInt()).isEqualTo(60);
		assertThat(field(asked, "remarks").path("max_length").asInt()).as("what any answer takes").isEqualTo(4000);
		assertThat(refusal(this.agent.post("/incidents", "title", "x", "priority", "low", "description", "あ".repeat(21),
				"estimated_minutes", 61, "remarks", "あ".repeat(4_001))))
			.isEqualTo("400 VALIDATION_FAILED estimated_minutes=above_maximum remarks=too_long title=too_short"
					+ " description=too_long");
		assertThat(this.agent
			.post("/incidents", "title", "xyz", "priority", "low", "description", "あ".repeat(20), "estimated_minutes",
					60)
			.status()).isEqualTo(201);
	}

	@Test
	void offersTheDevicesOfTheOneForWhomItIsReported() {
		String phone = this.house.as("admin")
			.post("/cis", "name", "phone", "ci_class", "server", "tier", 3, "owner_user_id",
					this.house.idOf("reporter"))
			.data()
			.path("id")
			.asText();
		assertThat(phone).isNotEmpty();
		release("incident", shipped("incident").replaceFirst("\"components\": \\[", """
				"components": [
				  {"type": "select", "key": "device", "id": "device", "label": "端末 / Device",
				    "valuesKey": "my_devices", "properties": {"keep": "yes"}},
				"""));
		String form = "/incidents/form";
		String forReporter = form + "?reporter_id=" + this.house.idOf("reporter");
		assertThat(each(field(this.reporter.get(form).data(), "device").path("options"), "value"))
			.containsExactly(phone);
		assertThat(each(field(this.reporter.get(forReporter).data(), "device").path("options"), "value"))
			.containsExactly(phone);
		assertThat(each(field(this.agent.get(form).data(), "device").path("options"), "value")).isEmpty();
		assertThat(each(field(this.agent.get(forReporter).data(), "device").path("options"), "value"))
			.containsExactly(phone);
		this.house.moveIn("stranger", "user");
		assertThat(refusal(this.house.as("stranger").get(forReporter)))
			.isEqualTo("403 FORBIDDEN reporter_id=agents_only");
		assertThat(refusal(this.agent.get(form + "?reporter_id=" + UUID.randomUUID())))
			.isEqualTo("400 VALIDATION_FAILED reporter_id=unknown_user");

		assertThat(refusal(this.agent.post("/incidents", "title", "x", "priority", "low", "device", phone)))
			.isEqualTo("400 VALIDATION_FAILED device=not_on_list.my_devices");
		assertThat(this.agent
			.post("/incidents", "title", "x", "priority", "low", "device", phone, "reporter_id",
					this.house.idOf("reporter"))
			.status()).isEqualTo(201);
	}

	@Test
	void demandsNothingOfWhoSeesNoForm() {
		String before = this.reporter.post("/incidents", "title", "x", "priority", "high").data().path("id").asText();
		release("incident", withMore("incident"));
		assertThat(refusal(this.reporter.post("/incidents", "title", "x", "priority", "high")))
			.isEqualTo("400 VALIDATION_FAILED asset_tag=required");
		Answer copied = this.agent.post("/incidents/" + before + "/copy");
		assertThat(copied.status()).as(copied.body()).isEqualTo(201);
	}

	@Test
	void letsFieldsGoThatTheOwnerTakesOut() {
		release("incident", shipped("incident")
			.replaceFirst("(?s)\\{\\s*\"type\": \"select\",\\s*\"id\": \"category_id\".*?\\n    \\},", ""));
		assertThat(each(this.reporter.get("/incidents/form").data(), "key")).containsExactly("title", "description",
				"priority", "ci_ids");
		release("incident", shipped("incident")
			.replaceFirst("(?s)\\{\\s*\"type\": \"select\",\\s*\"id\": \"priority\".*?\\n    \\},", ""));
		JsonNode asked = this.reporter.get("/incidents/form").data();
		assertThat(each(asked, "key")).as("what the API demands comes last")
			.containsExactly("title", "description", "category_id", "ci_ids", "priority");
		assertThat(field(asked, "priority").at("/label/ja").asText()).isEqualTo("優先度");
	}

	@Test
	void asksTheSameOfProblemsAndChanges() {
		for (String kind : new String[] { "problem", "change" }) {
			release(kind, withMore(kind).replace("=priority = \\\"low\\\"", "=title = \\\"none\\\""));
			String path = "/" + kind + "s";
			assertThat(each(this.agent.get(path + "/form").data(), "key")).startsWith("asset_tag", "place_of_work",
					"since", "title");
			assertThat(refusal(this.agent.post(path, "title", "x")))
				.isEqualTo("400 VALIDATION_FAILED asset_tag=required");
			Answer reported = this.agent.post(path, "title", "x", "asset_tag", "SW-1", "since", "2026-11-01");
			assertThat(reported.status()).as(reported.body()).isEqualTo(201);
			assertThat(reported.data().at("/fields/asset_tag").asText()).isEqualTo("SW-1");
		}
	}

	@Test
	void refusesFormsThatNobodyCouldFillIn() {
		String kept = shipped("incident").replaceFirst("\"key\": \"title\",",
				"\"key\": \"title\", \"properties\": {\"keep\": \"yes\"},");
		assertThat(refused("report-incident.form", kept)).contains("kept_twice");
		String other = shipped("incident").replaceFirst("\"components\": \\[", """
				"components": [
				  {"type": "select", "key": "about", "id": "about", "label": "対象 / About", "valuesKey": "categories",
				    "properties": {"keep": "yes"}},
				""");
		assertThat(refused("report-incident.form", other)).contains("request_form_unknown_list");
		for (String list : new String[] { "priority_words", "agents" }) {
			assertThat(refused("report-incident.form", shipped("incident").replace("\"priorities\"", '"' + list + '"')))
				.contains("request_form_unknown_list", list);
		}
		String task = OwnModels.shipped("forms/incident/accept-incident.form").replaceFirst("\"components\": \\[", """
				"components": [
				  {"type": "select", "key": "about", "id": "about", "label": "対象 / About", "valuesKey": "categories",
				    "properties": {"keep": "yes"}},
				""");
		assertThat(refused("accept-incident.form", task)).contains("list_of_reports");
		String lost = shipped("incident").replaceFirst("\"components\": \\[", """
				"components": [
				  {"type": "textfield", "key": "about", "id": "about", "label": "対象 / About"},
				""");
		assertThat(checked("report-incident.form", lost)).contains("answer_goes_nowhere");
	}

	private String refused(String file, String form) {
		Answer released = OwnModels.send(this.house.client("owner"), "/models/releases", Map.of("comment", "x",
				"incident.bpmn", OwnModels.shipped("processes/incident/incident.bpmn"), file, form));
		assertThat(released.status()).as(released.body()).isEqualTo(422);
		return released.body();
	}

	private String checked(String file, String form) {
		return OwnModels
			.send(this.house.client("owner"), "/models/check",
					Map.of("incident.bpmn", OwnModels.shipped("processes/incident/incident.bpmn"), file, form))
			.body();
	}

}
