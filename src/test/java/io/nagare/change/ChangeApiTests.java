package io.nagare.change;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import io.nagare.NagareTest;
import io.nagare.change.board.Boards;
import io.nagare.cmdb.DemoItems;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static io.nagare.Api.json;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** What integrators and scripts rely on, over HTTP and through every layer. */
@NagareTest
class ChangeApiTests {

	@Autowired
	private Changing changing;

	@Autowired
	private DemoItems items;

	@Autowired
	private Boards boards;

	@BeforeEach
	void prepare() {
		this.items.seed();
		this.changing.seatBoards();
	}

	@Test
	void answersARequestWithNumberAndStatus() {
		Answer answer = this.changing.as("agent1").post("/changes", "title", "更新");
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		JsonNode change = answer.data();
		assertThat(answer.header("Location")).isEqualTo("/api/v1/changes/" + change.path("id").asText());
		assertThat(answer.header("ETag")).isNotEmpty();
		assertThat(change.path("change_number").asText()).matches("CHG\\d{7}");
		assertThat(change.path("status").asText()).isEqualTo("new");
		assertThat(change.path("phase").asText()).isEqualTo("open");
		assertThat(change.path("type").asText()).isEqualTo("normal");
		assertThat(change.path("priority").asText()).isEqualTo("medium");
		assertThat(this.changing.change(change.path("change_number").asText()).path("id").asText())
			.isEqualTo(change.path("id").asText());
	}

	@Test
	void showsAgentsTheConfidentialChangesTheyAskedFor() {
		String id = this.changing.requested("confidentiality", "confidential");
		assertThat(this.changing.as("agent1").get("/changes/" + id).status()).isEqualTo(200);
		assertThat(this.changing.as("agent2").get("/changes/" + id).status()).isEqualTo(404);
	}

	@Test
	void listsByPhaseAndItem() {
		String item = this.changing.item("社内ポータル");
		String id = this.changing.requested("ci_ids", List.of(item));
		assertThat(each(this.changing.as("viewer").get("/changes?phase=open&limit=100&ci_id=" + item).data(), "id"))
			.contains(id);
		assertThat(each(this.changing.as("viewer").get("/changes?phase=closed&limit=100&ci_id=" + item).data(), "id"))
			.doesNotContain(id);
	}

	/** As tickets of all practices do. */
	@ParameterizedTest
	@ValueSource(strings = { "/incidents", "/problems", "/changes" })
	void keepsEachItemOnceInTheOrderGiven(String tickets) {
		String first = this.changing.newItem();
		String second = this.changing.newItem();
		Answer answer = this.changing.as("agent1")
			.post(tickets, "title", "更新", "priority", "low", "ci_ids", List.of(second, first, second));
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		String ticket = tickets + "/" + answer.data().path("id").asText();
		assertThat(this.changing.as("agent1").get(ticket).data().path("ci_ids")).extracting(JsonNode::asText)
			.containsExactly(second, first);
		assertThat(this.changing.as("agent1").patch(ticket, "ci_ids", List.of(first, first)).data().path("ci_ids"))
			.extracting(JsonNode::asText)
			.containsExactly(first);
	}

	@Test
	void performsByPatchWhatLeadsToAStatus() {
		String id = this.changing.requested();
		Answer submitted = this.changing.as("agent1").patch("/changes/" + id, "status", "assessment", "reason", "急ぐ");
		assertThat(submitted.status()).as(submitted.body()).isEqualTo(200);
		assertThat(submitted.data().path("status").asText()).isEqualTo("assessment");
		assertThat(submitted.data().path("reason").asText()).isEqualTo("急ぐ");
		Answer same = this.changing.as("agent1").patch("/changes/" + id, "status", "assessment");
		assertThat(same.status()).isEqualTo(200);
		assertThat(refusal(this.changing.as("agent1").patch("/changes/" + id, "status", "closed")))
			.startsWith("409 ACTION_NOT_OPEN");
		assertThat(refusal(this.changing.as("agent1").with("If-Match", "\"0\"").patch("/changes/" + id, "title", "x")))
			.isEqualTo("412 STALE");
	}

	@Test
	void letsManagersOverrideThePriorityWithAReason() {
		String change = "/changes/" + this.changing.requested("reason", "期限切れ");
		assertThat(refusal(this.changing.as("agent1").patch(change, "priority", "high", "reason", "x")))
			.isEqualTo("403 FORBIDDEN priority=override_not_allowed");
		assertThat(refusal(this.changing.as("manager").patch(change, "priority", "high")))
			.isEqualTo("400 VALIDATION_FAILED reason=required");
		assertThat(refusal(this.changing.as("manager").patch(change, "priority", "galactic", "reason", "x")))
			.isEqualTo("400 VALIDATION_FAILED priority=not_a_choice");
		JsonNode patched = this.changing.as("manager").patch(change, "priority", "high", "reason", "役員会").data();
		assertThat(patched.path("priority").asText()).isEqualTo("high");
		assertThat(patched.path("reason").asText()).isEqualTo("期限切れ");
		assertThat(this.changing.as("agent1").get(change).data().path("work_notes").toString()).contains("役員会");
	}

	@Test
	void cancelsByAPatchWithTheReasonForThat() {
		String change = "/changes/" + this.changing.requested("reason", "期限切れ");
		JsonNode patched = this.changing.as("agent1").patch(change, "status", "cancelled", "reason", "中止").data();
		assertThat(patched.path("status").asText()).isEqualTo("cancelled");
		assertThat(patched.path("reason").asText()).isEqualTo("期限切れ");
		assertThat(this.changing.as("agent1").get(change).data().path("work_notes").toString()).contains("中止");
	}

	@Test
	void doesNothingForTheSameValue() {
		String change = "/changes/" + this.changing.requested();
		Answer before = this.changing.as("agent1").get(change);
		Answer after = this.changing.as("agent1")
			.patch(change, "assignee_id", null, "team_id", null, "status", "new", "priority", "medium");
		assertThat(after.status()).as(after.body()).isEqualTo(200);
		assertThat(after.header("ETag")).isEqualTo(before.header("ETag"));
	}

	@Test
	void keepsAnAssessedPlanAsItIs() {
		String id = this.changing.scheduled();
		assertThat(refusal(this.changing.as("agent1")
			.patch("/changes/" + id, "backout_plan", "別の計画", "ci_ids", List.of(), "title", "新しい件名")))
			.isEqualTo("409 CONFLICT ci_ids=plan_fixed backout_plan=plan_fixed");
		assertThat(this.changing.as("agent1").patch("/changes/" + id, "title", "新しい件名").status()).isEqualTo(200);
	}

	@Test
	void isNobodyElsesBusiness() {
		String id = this.changing.requested();
		assertThat(refusal(this.changing.as("reporter1").post("/changes", "title", "x"))).isEqualTo("403 FORBIDDEN");
		assertThat(refusal(this.changing.as("reporter1").get("/changes/" + id))).isEqualTo("404 NOT_FOUND");
		assertThat(refusal(this.changing.as("viewer").post("/changes", "title", "x"))).isEqualTo("403 FORBIDDEN");
		assertThat(refusal(this.changing.as("viewer").patch("/changes/" + id, "title", "x")))
			.isEqualTo("403 FORBIDDEN");
		for (String path : List.of("/changes/" + id, "/changes/" + id + "/conflicts")) {
			assertThat(refusal(this.changing.as("other-agent").get(path))).isEqualTo("404 NOT_FOUND");
		}
		assertThat(this.changing.as("other-agent").get("/changes").data()).isEmpty();
		assertThat(this.changing.as("other-agent").get("/change-boards/cab").data().path("teams")).isEmpty();
		assertThat(refusal(this.changing.as("agent1").post("/freezes", "name", "x"))).isEqualTo("403 FORBIDDEN");
		assertThat(refusal(this.changing.as("agent1").post("/change-models", "name", "x"))).isEqualTo("403 FORBIDDEN");
		assertThat(refusal(this.changing.as("agent1").put("/change-boards/cab", "team_ids", List.of())))
			.isEqualTo("403 FORBIDDEN");
	}

	static Stream<String[]> badRequests() {
		String start = "\"planned_start\": \"2031-01-01T00:00:00Z\"";
		return Stream
			.of(new String[] { "{}", "title=required" },
					new String[] { json("title", "x", "colour", "red"), "colour=unknown_field" },
					new String[] { json("title", "x", "status", "new"), "status=unknown_field" },
					new String[] { json("title", " "), "title=required" },
					new String[] { json("title", "あ".repeat(501)), "title=too_long" },
					new String[] { json("title", null), "title=required" },
					new String[] { json("title", "x", "type", "galactic"), "type=not_a_choice" },
					new String[] { json("title", "x", "priority", "galactic"), "priority=not_a_choice" },
					new String[] { json("title", "x", "ci_ids", List.of(UUID.randomUUID())), "ci_ids=unknown_ci" },
					new String[] { json("title", "x", "ci_ids", List.of("nonsense")), "ci_ids" },
					new String[] { json("title", "x", "category_id", UUID.randomUUID()),
							"category_id=unknown_category" },
					new String[] { json("title", "x", "model_id", UUID.randomUUID()), "model_id=unknown_model" },
					new String[] { json("title", "x", "implementer_id", UUID.randomUUID()),
							"implementer_id=unknown_agent" },
					new String[] { "{\"title\": \"x\", \"tasks\": [{\"title\": \"\"}]}", "tasks" },
					new String[] {
							"{\"title\": \"x\", \"risk_answers\": {\"backout_tested\": true, "
									+ "\"rehearsed\": true, \"team_experience\": \"huge\"}}",
							"risk_answers.team_experience=not_a_choice" },
					new String[] {
							json("title", "x", "tasks",
									List.of(Map.of("title", "a"),
											Map.of("title", "b", "planned_start", "2031-01-01T01:00:00Z", "planned_end",
													"2031-01-01T01:00:00Z"))),
							"tasks[1].planned_end=end_before_start" },
					new String[] { "{\"title\": \"x\", \"planned_start\": \"tomorrow\"}", "planned_start=wrong_type" },
					new String[] { json("title", "x", "planned_start", ""), "planned_start=wrong_type" },
					new String[] { json("title", "x", "implementer_id", ""), "implementer_id=wrong_type" },
					new String[] { json("title", "　"), "title=required" },
					new String[] { "{\"title\": \"x\", " + start + ", \"planned_end\": \"2031-01-01T00:00:00Z\"}",
							"planned_end=end_before_start" },
					new String[] {
							"{\"title\": \"x\", " + start + ", \"planned_end\": \"2031-01-01T02:00:00Z\", "
									+ "\"point_of_no_return\": \"2031-01-01T03:00:00Z\"}",
							"point_of_no_return=outside_window" },
					new String[] { json("title", "x", "planned_start", "1969-12-31T23:59:59Z"),
							"planned_start=out_of_range" },
					new String[] { json("title", "x", "planned_end", "2151-01-01T00:00:00Z"),
							"planned_end=out_of_range" },
					new String[] { json("title", "x", "planned_start", "2031-01-01T00:00:00Z", "planned_end",
							"2032-01-02T00:00:01Z"), "planned_end=too_long_after_start" },
					new String[] { stepAt("2030-12-31T23:59:59Z", "2031-01-01T00:30:00Z"),
							"tasks[1].planned_start=outside_window" },
					new String[] { stepAt("2031-01-01T00:30:00Z", "2031-01-01T01:00:01Z"),
							"tasks[1].planned_end=outside_window" });
	}

	private static String stepAt(String start, String end) {
		return json("title", "x", "planned_start", "2031-01-01T00:00:00Z", "planned_end", "2031-01-01T01:00:00Z",
				"tasks",
				List.of(Map.of("title", "a"), Map.of("title", "b", "planned_start", start, "planned_end", end)));
	}

	@ParameterizedTest
	@MethodSource("badRequests")
	void namesWhatIsWrongWithARequest(String body, String wrong) {
		Answer english = this.changing.as("agent1").postRaw("/changes", body);
		assertThat(refusal(english)).startsWith("400 VALIDATION_FAILED").contains(" " + wrong);
		Answer japanese = this.changing.as("agent1").with("Accept-Language", "ja").postRaw("/changes", body);
		assertThat(refusal(japanese)).isEqualTo(refusal(english));
		assertThat(japanese.json().at("/error/details/0/message").asText()).isNotEmpty()
			.isNotEqualTo(english.json().at("/error/details/0/message").asText());
	}

	@Test
	void tellsTheChoices() {
		assertThat(this.changing.as("agent1")
			.post("/changes", "title", "x", "type", "galactic")
			.json()
			.at("/error/details/0/message")
			.asText()).contains("standard, normal, emergency");
		assertThat(refusal(this.changing.as("agent1").post("/changes", "title", "x", "risk_answers", Map.of())))
			.contains("risk_answers.backout_tested=required", "risk_answers.rehearsed=required",
					"risk_answers.team_experience=required");
	}

	@Test
	void namesWhatAPlanLacks() {
		String id = this.changing.as("agent1").post("/changes", "title", "x").data().path("id").asText();
		assertThat(refusal(this.changing.act("agent1", id, "submit")))
			.isEqualTo("400 VALIDATION_FAILED planned_start=required planned_end=required implementation_plan=required "
					+ "backout_plan=required test_plan=required");
		String standard = this.changing.requested("type", "standard");
		assertThat(refusal(this.changing.act("agent1", standard, "submit")))
			.isEqualTo("400 VALIDATION_FAILED model_id=required");
		String past = this.changing.requested("planned_start", "2020-01-01T00:00:00Z", "planned_end",
				"2020-01-01T01:00:00Z");
		assertThat(refusal(this.changing.act("agent1", past, "submit")))
			.isEqualTo("409 CONFLICT planned_end=window_passed");
	}

	/**
	 * Nothing was looked for where nothing was planned, and nothing could be done then.
	 */
	@Test
	void approvesNoPlanThatWasEmptiedSinceItsSubmission() {
		String id = this.changing.submitted();
		for (String field : List.of("planned_start", "planned_end", "implementation_plan", "backout_plan",
				"test_plan")) {
			String before = this.changing.change(id).path(field).asText();
			assertThat(this.changing.as("agent1").patch("/changes/" + id, field, null).status()).isEqualTo(200);
			assertThat(refusal(this.changing.act("agent2", id, "assess", "decision", "approve")))
				.isEqualTo("400 VALIDATION_FAILED " + field + "=required");
			assertThat(this.changing.as("agent1").patch("/changes/" + id, field, before).status()).isEqualTo(200);
		}
		assertThat(this.changing.as("agent1")
			.patch("/changes/" + id, "planned_start", "2020-01-01T00:00:00Z", "planned_end", "2020-01-01T01:00:00Z")
			.status()).isEqualTo(200);
		assertThat(refusal(this.changing.act("agent2", id, "assess", "decision", "approve")))
			.isEqualTo("409 CONFLICT planned_end=window_passed");
		assertThat(this.changing.status(id)).isEqualTo("assessment/in_work");
		this.changing.does("agent2", id, "assess", "decision", "send_back", "reason", "期間がない");
	}

	/** By an edit or a move, as by a request. */
	@Test
	void refusesWindowsThatNobodyCanReckonWith() {
		String id = this.changing.requested();
		assertThat(refusal(this.changing.as("agent1").patch("/changes/" + id, "planned_end", "2200-01-01T00:00:00Z")))
			.isEqualTo("400 VALIDATION_FAILED planned_end=out_of_range planned_end=too_long_after_start");
		String scheduled = this.changing.scheduled();
		assertThat(refusal(this.changing.act("agent1", scheduled, "reschedule", "planned_start", "2150-12-31T00:00:00Z",
				"planned_end", "2151-01-01T00:00:00Z")))
			.isEqualTo("400 VALIDATION_FAILED planned_end=out_of_range");
		assertThat(refusal(this.changing.act("agent1", scheduled, "reschedule", "planned_start", "2040-01-01T00:00:00Z",
				"planned_end", "2041-01-02T00:00:00Z")))
			.isEqualTo("400 VALIDATION_FAILED planned_end=too_long_after_start");
		this.changing.does("agent1", scheduled, "reschedule", "planned_start", "2150-12-31T00:00:00Z", "planned_end",
				"2150-12-31T01:00:00Z");
	}

	static Stream<String[]> badFreezes() {
		return Stream.of(new String[] { "{}", "name=required ends_at=required starts_at=required" },
				new String[] { freeze(), "ok" }, new String[] { freeze("colour", "red"), "colour=unknown_field" },
				new String[] { freeze("rrule", "FREQ=SECONDLY"), "rrule=unreadable_rrule" },
				new String[] { freeze("rrule", "nonsense"), "rrule=unreadable_rrule" },
				new String[] { freeze("rrule", "FREQ=DAILY;BYHOUR=8,18"), "rrule=unreadable_rrule" },
				new String[] { freeze("starts_at", "1960-01-01T00:00:00Z"), "starts_at=out_of_range" },
				new String[] { freeze("ends_at", "2200-01-01T00:00:00Z"), "ends_at=out_of_range" },
				new String[] { freeze("ends_at", "2035-01-01T00:00:00Z"), "ok" },
				new String[] { freeze("ends_at", "2032-01-03T00:00:00Z", "rrule", "FREQ=YEARLY"),
						"ends_at=too_long_after_start" },
				new String[] { freeze("starts_at", "2031-10-26T00:50:00Z", "ends_at", "2031-10-26T01:10:00Z", "rrule",
						"FREQ=DAILY", "time_zone", "Europe/Berlin"), "ends_at=end_before_start_on_clock" },
				new String[] { freeze("starts_at", "2031-10-26T00:50:00Z", "ends_at", "2031-10-26T01:10:00Z",
						"time_zone", "Europe/Berlin"), "ok" },
				new String[] { freeze("except_dates", List.of("2031-01-01")), "except_dates=only_with_rrule" },
				new String[] { freeze("except_dates", List.of("31.12.2031"), "rrule", "FREQ=DAILY"), "except_dates" },
				new String[] { freeze("time_zone", "Mars/Olympus"), "time_zone=unknown_zone" },
				new String[] { freeze("ends_at", "2031-01-01T00:00:00Z"), "ends_at=end_before_start" },
				new String[] { freeze("scope", "ci"), "ci_id=required" },
				new String[] { freeze("ci_class", "server"), "ci_class=not_for_scope" },
				new String[] { freeze("scope", "ci_class"), "ci_class=required" },
				new String[] { freeze("scope", "ci_class", "ci_class", "nonsense"), "ci_class=unknown_ci_type" },
				new String[] { freeze("scope", "location"), "location=required" },
				new String[] { freeze("scope", "location", "location", " "), "location=" },
				new String[] { freeze("location", "大阪DC"), "location=not_for_scope" },
				new String[] { freeze("scope", "galaxy"), "scope=" },
				new String[] { freeze("scope", "ci", "ci_id", UUID.randomUUID()), "ci_id=unknown_ci" },
				new String[] { freeze("except_models", List.of(UUID.randomUUID())), "except_models=unknown_model" },
				new String[] { freeze("hard", "perhaps"), "hard=wrong_type" });
	}

	private static String freeze(Object... more) {
		Object[] fields = { "name", "凍結", "starts_at", "2031-01-01T00:00:00Z", "ends_at", "2031-01-02T00:00:00Z" };
		Object[] all = new Object[fields.length + more.length];
		System.arraycopy(fields, 0, all, 0, fields.length);
		System.arraycopy(more, 0, all, fields.length, more.length);
		return json(all);
	}

	@ParameterizedTest
	@MethodSource("badFreezes")
	void namesWhatIsWrongWithAFreeze(String body, String wrong) {
		Answer answer = this.changing.as("manager").postRaw("/freezes", body);
		if (wrong.equals("ok")) {
			assertThat(answer.status()).as(answer.body()).isEqualTo(201);
			assertThat(this.changing.as("manager").delete("/freezes/" + answer.data().path("id").asText()).status())
				.isEqualTo(204);
			return;
		}
		assertThat(refusal(answer)).startsWith("400 VALIDATION_FAILED");
		for (String part : wrong.split(" ", -1)) {
			assertThat(refusal(answer)).contains(" " + part);
		}
	}

	@Test
	void changesAFreezeWhoseItemIsGone() {
		String item = this.changing.newItem();
		String freeze = "/freezes/" + this.changing.freeze(Changing.ownDay(), item, true);
		assertThat(this.changing.as("agent1").delete("/cis/" + item).status()).isEqualTo(204);
		Answer renamed = this.changing.as("manager").patch(freeze, "name", "解除予定");
		assertThat(renamed.status()).as(renamed.body()).isEqualTo(200);
		assertThat(refusal(this.changing.as("manager").patch(freeze, "ci_id", item)))
			.isEqualTo("400 VALIDATION_FAILED ci_id=unknown_ci");
		assertThat(refusal(this.changing.as("manager").patch(freeze, "scope", "service")))
			.isEqualTo("400 VALIDATION_FAILED ci_id=unknown_ci");
		assertThat(this.changing.as("manager").delete(freeze).status()).isEqualTo(204);
	}

	/** Forms carry times as text, farther than any database goes. */
	@Test
	void namesTimesThatNobodyMeansInForms() {
		String far = "2040-02-01T03:00:00Z";
		String scheduled = this.changing.scheduled();
		for (String time : List.of("+999999999-01-01T00:00:00Z", "-999999999-01-01T00:00:00Z",
				"-100000-01-01T00:00:00Z", "0000-12-31T23:59:59Z", "10000-01-01T00:00:00Z", "明日", "2040-02-01")) {
			assertThat(refusal(
					this.changing.act("agent1", scheduled, "reschedule", "planned_start", time, "planned_end", far)))
				.as(time)
				.isEqualTo("400 VALIDATION_FAILED planned_start=wrong_type");
			assertThat(refusal(
					this.changing.act("agent1", scheduled, "reschedule", "planned_start", far, "planned_end", time)))
				.as(time)
				.isEqualTo("400 VALIDATION_FAILED planned_end=wrong_type");
		}
	}

	/** Else the board would be of both. */
	@Test
	void seatsABoardAsTheLastOfTwoAtTheSameMomentSays() {
		UUID one = UUID.fromString(this.changing.as("agent1").idOf("teams", "CAB"));
		String other = this.changing.as("agent1").idOf("teams", "Service Desk");
		this.changing.seatBoards(List.of());
		this.changing.whileOpen("changemanager", () -> this.boards.seat("cab", Set.of(one)),
				() -> this.changing.seatBoards(List.of(other)));
		assertThat(each(this.changing.as("manager").get("/change-boards/cab").data().path("teams"), "id"))
			.containsExactly(other);
	}

	@Test
	void keepsModelsByName() {
		String name = "サーバー再起動 " + UUID.randomUUID();
		String id = this.changing.standardModel(name);
		assertThat(refusal(
				this.changing.as("manager").post("/change-models", "name", name.toUpperCase(java.util.Locale.ROOT))))
			.isEqualTo("409 CONFLICT name=already_exists");
		assertThat(refusal(this.changing.as("manager")
			.post("/change-models", "name", UUID.randomUUID(), "standard", true, "backout_plan", " ")))
			.isEqualTo("400 VALIDATION_FAILED implementation_plan=required backout_plan=required test_plan=required");
		assertThat(this.changing.as("manager")
			.patch("/change-models/" + id, "standard", false)
			.data()
			.path("standard")
			.asBoolean()).isFalse();
		assertThat(refusal(
				this.changing.as("manager").with("If-Match", "\"0\"").patch("/change-models/" + id, "name", "y")))
			.isEqualTo("412 STALE");
		assertThat(refusal(this.changing.as("agent1").get("/change-models/" + UUID.randomUUID())))
			.isEqualTo("404 NOT_FOUND");
		assertThat(refusal(this.changing.as("manager").put("/change-boards/moon", "team_ids", List.of())))
			.isEqualTo("404 NOT_FOUND");
		assertThat(
				refusal(this.changing.as("manager").put("/change-boards/cab", "team_ids", List.of(UUID.randomUUID()))))
			.isEqualTo("400 VALIDATION_FAILED team_ids=unknown_team");
	}

}
