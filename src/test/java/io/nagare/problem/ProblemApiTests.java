package io.nagare.problem;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static io.nagare.Api.json;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** What integrators and scripts rely on, over HTTP and through every layer. */
@NagareTest
class ProblemApiTests {

	private static final String PROBLEMS = "/problems/";

	@LocalServerPort
	private int port;

	@Autowired
	private Solving solving;

	private Api agent;

	@BeforeEach
	void signIn() {
		this.agent = Api.at(this.port).as("agent1");
	}

	@Test
	void answersAReportWithNumberAndStatus() {
		String incident = this.agent.report("つながらない").path("id").asText();
		Answer answer = this.agent.post("/problems", "title", "毎朝切れる", "priority", "high", "category_id",
				this.agent.idOf("categories", "VPN"), "incident_ids", List.of(incident, incident));
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		JsonNode problem = answer.data();
		String id = problem.path("id").asText();
		assertThat(answer.header("Location")).isEqualTo("/api/v1/problems/" + id);
		assertThat(answer.header("ETag")).isNotEmpty();
		assertThat(problem.path("problem_number").asText()).matches("PRB\\d{7}");
		assertThat(problem.path("status").asText()).isEqualTo("new");
		assertThat(problem.path("phase").asText()).isEqualTo("open");
		assertThat(problem.path("priority").asText()).isEqualTo("high");
		assertThat(problem.path("known_error").asBoolean()).isFalse();
		assertThat(problem.path("incident_ids")).hasSize(1);
		assertThat(problem.path("change_ids")).isEmpty();
		assertThat(this.solving.problem(problem.path("problem_number").asText()).path("id").asText()).isEqualTo(id);
		assertThat(each(this.agent.get("/incidents/" + incident + "/links").data(), "ticket_id")).containsExactly(id);
		assertThat(this.solving.problem(this.solving.reported()).path("priority").asText()).isEqualTo("medium");
	}

	@Test
	void listsByPhaseAndText() {
		String word = UUID.randomUUID().toString();
		String id = this.solving.reported("description", word);
		assertThat(each(this.agent.get("/problems?phase=open&q=" + word).data(), "id")).containsExactly(id);
		assertThat(this.agent.get("/problems?phase=closed&q=" + word).data()).isEmpty();
	}

	@Test
	void changesPlainFieldsAndLinksIncidents() {
		String id = this.solving.reported();
		String incident = this.agent.report("つながらない").path("id").asText();
		for (int i = 0; i < 2; i++) {
			Answer changed = this.agent.patch(PROBLEMS + id, "title", "昼も切れる", "priority", "medium", "incident_ids",
					List.of(incident));
			assertThat(changed.status()).as(changed.body()).isEqualTo(200);
			assertThat(changed.data().path("title").asText()).isEqualTo("昼も切れる");
			assertThat(changed.data().path("incident_ids")).hasSize(1);
		}
		String stale = this.agent.get(PROBLEMS + id).header("ETag");
		this.agent.patch(PROBLEMS + id, "title", "夜も切れる");
		assertThat(refusal(this.agent.with("If-Match", stale).patch(PROBLEMS + id, "title", "x")))
			.startsWith("412 STALE");
		this.solving.does("agent1", id, "cancel", "reason", "直っていた");
		assertThat(refusal(this.agent.patch(PROBLEMS + id, "title", "x")))
			.isEqualTo("409 CONFLICT status=ended_already");
	}

	@Test
	void letsManagersOverrideThePriorityWithAReason() {
		String id = this.solving.reported();
		assertThat(refusal(this.agent.patch(PROBLEMS + id, "priority", "high", "reason", "x")))
			.isEqualTo("403 FORBIDDEN priority=override_not_allowed");
		Api manager = this.solving.as("manager");
		assertThat(refusal(manager.patch(PROBLEMS + id, "priority", "high")))
			.isEqualTo("400 VALIDATION_FAILED reason=required");
		assertThat(refusal(manager.patch(PROBLEMS + id, "priority", "galactic", "reason", "x")))
			.isEqualTo("400 VALIDATION_FAILED priority=not_a_choice");
		JsonNode patched = manager.patch(PROBLEMS + id, "priority", "high", "reason", "役員会").data();
		assertThat(patched.path("priority").asText()).isEqualTo("high");
		assertThat(this.solving.problem(id).path("work_notes").toString()).contains("役員会");
	}

	@Test
	void doesNothingForTheSameValue() {
		String id = this.solving.reported();
		assertThat(this.agent.patch(PROBLEMS + id, "assignee_id", null, "team_id", null, "status", null).status())
			.isEqualTo(200);
		this.solving.does("network1", id, "assess", "assignee_id", this.agent.me(), "team_id",
				this.agent.idOf("teams", "Network"));
		Answer before = this.agent.get(PROBLEMS + id);
		Answer after = this.agent.patch(PROBLEMS + id, "assignee_id", this.agent.me(), "team_id",
				this.agent.idOf("teams", "Network"), "status", "assessed", "priority", "medium");
		assertThat(after.status()).as(after.body()).isEqualTo(200);
		assertThat(after.header("ETag")).isEqualTo(before.header("ETag"));
		assertThat(this.solving.problem(id).path("history")).isEqualTo(before.data().path("history"));
		assertThat(refusal(this.agent.patch(PROBLEMS + id, "assignee_id", null)))
			.isEqualTo("400 VALIDATION_FAILED assignee_id=required");
	}

	@Test
	void performsByPatchWhatLeadsToAStatus() {
		String id = this.solving.analysed();
		Answer fixing = this.agent.patch(PROBLEMS + id, "status", "fix_in_progress", "root_cause", "期限切れ", "cause_code",
				"configuration");
		assertThat(fixing.status()).as(fixing.body()).isEqualTo(200);
		assertThat(fixing.data().path("status").asText()).isEqualTo("fix_in_progress");
		assertThat(refusal(this.agent.patch(PROBLEMS + id, "status", "closed"))).startsWith("409 ACTION_NOT_OPEN");
		String fresh = this.solving.reported();
		Answer given = this.agent.patch(PROBLEMS + fresh, "assignee_id", this.agent.me());
		assertThat(given.data().at("/assignee/username").asText()).isEqualTo("agent1");
	}

	static Stream<String[]> badReports() {
		return Stream.of(new String[] { json("title", "x", "colour", "red"), "colour=unknown_field" },
				new String[] { json("title", "x", "priority", "galactic"), "priority=not_a_choice" },
				new String[] { json("title", "あ".repeat(501)), "title=too_long" },
				new String[] { json("title", " "), "title=required" },
				new String[] { json("priority", "low"), "title=required" },
				new String[] { json("title", 5), "title=wrong_type" },
				new String[] { json("title", "x", "category_id", UUID.randomUUID()), "category_id=unknown_category" },
				new String[] { json("title", "x", "ci_ids", List.of(UUID.randomUUID())), "ci_ids=unknown_ci" },
				new String[] { json("title", "x", "incident_ids", List.of(UUID.randomUUID())),
						"incident_ids=unknown_ticket" },
				new String[] { json("title", "x", "confidentiality", "secret"), "confidentiality=not_a_choice" },
				new String[] { "[]", "" }, new String[] { "", "" }, new String[] { "null", "" });
	}

	@ParameterizedTest
	@MethodSource("badReports")
	void namesWhatIsWrongInAReport(String body, String expected) {
		Answer answer = this.agent.postRaw("/problems", body);
		assertThat(refusal(answer)).startsWith("400 VALIDATION_FAILED").contains(expected);
	}

	@Test
	void namesWhatIsWrongInAnAction() {
		String id = this.solving.reported();
		assertThat(refusal(this.solving.act("agent1", id, "duplicate", "duplicate_of", "PRB9999999")))
			.isEqualTo("400 VALIDATION_FAILED duplicate_of=unknown_ticket");
		assertThat(refusal(this.solving.act("agent1", id, "duplicate", "duplicate_of", id)))
			.isEqualTo("400 VALIDATION_FAILED duplicate_of=links_itself");
		assertThat(refusal(this.solving.act("agent1", id, "duplicate", "duplicate_of",
				this.agent.report("x").path("id").asText())))
			.isEqualTo("400 VALIDATION_FAILED duplicate_of=unknown_ticket");
		String hidden = this.solving.reported("confidentiality", "confidential");
		assertThat(refusal(this.solving.act("agent2", id, "duplicate", "duplicate_of", hidden)))
			.isEqualTo("400 VALIDATION_FAILED duplicate_of=unknown_ticket");
		String given = this.solving.reported();
		this.solving.does("agent1", given, "duplicate", "duplicate_of", id);
		assertThat(refusal(this.solving.act("agent1", id, "duplicate", "duplicate_of", given)))
			.isEqualTo("400 VALIDATION_FAILED duplicate_of=given_up");
		assertThat(refusal(this.solving.act("agent1", id, "assess", "team_id", "PRB9999999")))
			.isEqualTo("400 VALIDATION_FAILED team_id=wrong_type");
		assertThat(refusal(this.solving.act("agent1", id, "assess", "team_id", UUID.randomUUID().toString())))
			.isEqualTo("400 VALIDATION_FAILED team_id=unknown_team");
		assertThat(refusal(this.solving.act("agent1", id, "assess", "assignee_id", "nobody")))
			.isEqualTo("400 VALIDATION_FAILED assignee_id=wrong_type");
		assertThat(refusal(this.solving.act("agent1", id, "publish-workaround", "symptom", "x")))
			.isEqualTo("400 VALIDATION_FAILED workaround=required");
		String analysed = this.solving.analysed();
		assertThat(refusal(this.solving.act("agent1", analysed, "record-cause", "root_cause", "x", "cause_code", "y")))
			.isEqualTo("400 VALIDATION_FAILED cause_code=not_a_choice");
		assertThat(refusal(
				this.solving.act("agent1", analysed, "accept-risk", "reason", "x", "review_date", "2020-01-01")))
			.isEqualTo("400 VALIDATION_FAILED review_date=future");
		for (String day : List.of("いつか", "+999999999-01-01", "-0001-01-01", "2030-02-30")) {
			assertThat(refusal(this.solving.act("agent1", analysed, "accept-risk", "reason", "x", "review_date", day)))
				.as(day)
				.isEqualTo("400 VALIDATION_FAILED review_date=wrong_type");
		}
		assertThat(this.solving.status(id)).isEqualTo("new/open");
		assertThat(this.solving.status(analysed)).isEqualTo("root_cause_analysis/in_work");
	}

	@Test
	void saysInJapaneseWhatIsWrong() {
		String id = this.solving.analysed();
		Answer answer = this.agent.with("Accept-Language", "ja")
			.post(PROBLEMS + id + "/actions/accept-risk", "reason", "x", "review_date", "2020-01-01");
		assertThat(answer.body()).contains("未来");
	}

	@Test
	void findsKnownErrorsUntilTheyAreSolved() {
		String word = UUID.randomUUID().toString();
		String id = this.solving.fixing();
		String hidden = this.solving.reported("confidentiality", "confidential");
		this.solving.reported("title", word);
		for (String one : List.of(id, hidden)) {
			this.solving.does("agent1", one, "publish-workaround", "symptom", "朝に切れる " + word, "workaround",
					"再接続（サイセツゾク）");
		}
		assertThat(this.solving.problem(id).path("known_error").asBoolean()).isTrue();
		Answer found = this.agent.get("/known-errors?q=" + word);
		assertThat(each(found.data(), "id")).containsExactly(id);
		assertThat(found.json().at("/pagination/total_items").asInt()).isEqualTo(1);
		assertThat(found.data().get(0).path("workaround").asText()).startsWith("再接続");
		for (String typed : List.of("ｻｲｾﾂｿﾞｸ", "さいせつぞく　朝", "朝 サイセツゾク")) {
			assertThat(each(
					this.agent.get("/known-errors?q=" + URLEncoder.encode(typed + " " + word, StandardCharsets.UTF_8))
						.data(),
					"id"))
				.as(typed)
				.containsExactly(id);
		}
		assertThat(this.agent.get("/known-errors?ci_id=" + UUID.randomUUID()).data()).isEmpty();
		assertThat(this.agent.get("/known-errors?q=%25" + word).data()).isEmpty();
		assertThat(refusal(this.agent.get("/known-errors?sort=colour")))
			.isEqualTo("400 VALIDATION_FAILED sort=not_sortable");
		// who reports sees what helps him, and nothing that is hidden
		assertThat(each(this.solving.as("reporter1").get("/known-errors?q=" + word).data(), "id"))
			.doesNotContain(hidden);
		assertThat(this.solving.as("other-agent").get("/known-errors?q=" + word).data()).isEmpty();
		this.solving.does("network1", id, "resolve", "resolution", "直した");
		assertThat(this.agent.get("/known-errors?q=" + word).data()).isEmpty();
	}

	@Test
	void namesOfLinkedTicketsThoseThatTheCallerMayRead() {
		String title = "連鎖 " + UUID.randomUUID();
		String id = this.solving.reported("title", title);
		String incident = this.solving.incidentOf(id);
		String change = this.solving.as("agent1")
			.post("/changes", "title", "更新", "confidentiality", "confidential", "implementer_id",
					this.solving.as("network1").me())
			.data()
			.path("id")
			.asText();
		assertThat(this.solving.as("agent1")
			.post("/changes/" + change + "/links", "type", "related_to", "target_id", id)
			.status()).isEqualTo(201);
		assertThat(
				this.solving.as("manager").patch("/incidents/" + incident, "confidentiality", "confidential").status())
			.isEqualTo(200);
		linked("manager", id, title, List.of(incident), List.of(change));
		linked("agent1", id, title, List.of(incident), List.of(change));
		linked("network1", id, title, List.of(), List.of(change));
		linked("cab1", id, title, List.of(), List.of());
	}

	/** In detail and in the list. */
	private void linked(String username, String id, String title, List<String> incidents, List<String> changes) {
		Api reader = this.solving.as(username);
		JsonNode listed = reader.get("/problems?q=" + URLEncoder.encode(title, StandardCharsets.UTF_8)).data().get(0);
		for (JsonNode problem : List.of(reader.get("/problems/" + id).data(), listed)) {
			assertThat(texts(problem.path("incident_ids"))).as(username).isEqualTo(incidents);
			assertThat(texts(problem.path("change_ids"))).as(username).isEqualTo(changes);
		}
	}

	private static List<String> texts(JsonNode list) {
		return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
	}

	@Test
	void correctsACauseAndKeepsWhatIsBehindIt() {
		String id = this.solving.analysed();
		String causes = PROBLEMS + id + "/causes";
		String first = this.agent.post(causes, "kind", "why", "statement", "証明書が切れだ").data().path("id").asText();
		String second = this.agent.post(causes, "kind", "why", "statement", "更新が止まった", "parent_id", first)
			.data()
			.path("id")
			.asText();
		Answer corrected = this.agent.patch(causes + "/" + first, "statement", "証明書が切れた", "kind", "software");
		assertThat(corrected.status()).as(corrected.body()).isEqualTo(200);
		assertThat(corrected.data().path("statement").asText()).isEqualTo("証明書が切れた");
		JsonNode listed = this.agent.get(causes).data();
		assertThat(each(listed, "statement")).containsExactly("証明書が切れた", "更新が止まった");
		assertThat(each(listed, "kind")).containsExactly("software", "why");
		assertThat(listed.at("/1/parent_id").asText()).isEqualTo(first);
		assertThat(this.solving.problem(id).path("history"))
			.filteredOn((entry) -> entry.path("field_name").asText().equals("causes"))
			.extracting((entry) -> entry.path("old_value").asText() + ">" + entry.path("new_value").asText())
			.contains("証明書が切れだ>証明書が切れた");
		assertThat(each(this.solving.as("admin").get("/audit?entity_id=" + first).data(), "action"))
			.contains("cause.update");
		assertThat(refusal(this.agent.patch(causes + "/" + first, "statement", " "))).contains("statement=required");
		assertThat(refusal(this.agent.patch(causes + "/" + first, "kind", "fate"))).contains("kind=");
		String elsewhere = PROBLEMS + this.solving.analysed() + "/causes/";
		assertThat(refusal(this.agent.patch(elsewhere + second, "statement", "x"))).isEqualTo("404 NOT_FOUND");
		assertThat(this.solving.as("viewer").patch(causes + "/" + first, "statement", "x").status()).isEqualTo(403);
	}

	@Test
	void tellsWhoeverEditsAfterACauseBecameOneOfAnotherKind() {
		String id = this.solving.analysed();
		String causes = PROBLEMS + id + "/causes";
		String cause = this.agent.post(causes, "kind", "why", "statement", "証明書が切れた").data().path("id").asText();
		String seen = this.agent.get(PROBLEMS + id).header("ETag");
		assertThat(this.agent.patch(causes + "/" + cause, "kind", "why").status()).isEqualTo(200);
		assertThat(this.agent.get(PROBLEMS + id).header("ETag")).as("nothing differs").isEqualTo(seen);
		assertThat(this.agent.patch(causes + "/" + cause, "kind", "people").status()).isEqualTo(200);
		assertThat(refusal(this.agent.with("If-Match", seen).patch(causes + "/" + cause, "kind", "software")))
			.startsWith("412 STALE");
	}

	@Test
	void keepsChainsOfWhys() {
		String id = this.solving.analysed();
		String causes = PROBLEMS + id + "/causes";
		Answer first = this.agent.post(causes, "kind", "why", "statement", "証明書が切れた");
		assertThat(first.status()).as(first.body()).isEqualTo(201);
		String parent = first.data().path("id").asText();
		Answer second = this.agent.post(causes, "kind", "why", "statement", "自動更新が止まった", "parent_id", parent);
		assertThat(second.data().path("parent_id").asText()).isEqualTo(parent);
		this.agent.post(causes, "kind", "procedure", "statement", "更新の確認手順がない");
		assertThat(each(this.agent.get(causes).data(), "statement")).containsExactly("証明書が切れた", "自動更新が止まった",
				"更新の確認手順がない");
		assertThat(refusal(this.agent.post(causes, "kind", "fate", "statement", "x"))).contains("kind=");
		assertThat(refusal(this.agent.post(causes, "kind", "why", "statement", " "))).contains("statement=required");
		String stale = this.agent.get(PROBLEMS + id).header("ETag");
		this.agent.patch(PROBLEMS + id, "title", "昼も切れる");
		Api late = this.agent.with("If-Match", stale);
		assertThat(refusal(late.post(causes, "kind", "why", "statement", "x"))).startsWith("412 STALE");
		assertThat(refusal(late.delete(causes + "/" + parent))).startsWith("412 STALE");
		String incident = this.agent.report("x").path("id").asText();
		assertThat(refusal(this.agent.get(PROBLEMS + incident + "/causes"))).isEqualTo("404 NOT_FOUND");
		String elsewhere = PROBLEMS + this.solving.analysed() + "/causes";
		assertThat(refusal(this.agent.post(elsewhere, "kind", "why", "statement", "x", "parent_id", parent)))
			.isEqualTo("400 VALIDATION_FAILED parent_id=unknown_reference");
		assertThat(refusal(this.agent.delete(elsewhere + "/" + parent))).isEqualTo("404 NOT_FOUND");
		assertThat(this.solving.as("viewer").post(causes, "kind", "why", "statement", "x").status()).isEqualTo(403);
		assertThat(this.agent.delete(causes + "/" + parent).status()).isEqualTo(204);
		assertThat(each(this.agent.get(causes).data(), "statement")).containsExactly("更新の確認手順がない");
		for (String removed : List.of(parent, second.data().path("id").asText())) {
			assertThat(each(this.solving.as("admin").get("/audit?entity_id=" + removed).data(), "action"))
				.containsExactlyInAnyOrder("cause.create", "cause.delete");
		}
		assertThat(this.solving.problem(id).path("history"))
			.filteredOn((entry) -> entry.path("field_name").asText().equals("causes"))
			.extracting((entry) -> entry.path("old_value").asText() + ">" + entry.path("new_value").asText())
			.contains("null>証明書が切れた", "null>自動更新が止まった", "証明書が切れた>null", "自動更新が止まった>null");
	}

	@Test
	void showsReportersAndOtherTenantsNothing() {
		String id = this.solving.reported();
		for (String username : List.of("reporter1", "other-agent", "other-admin")) {
			Api stranger = this.solving.as(username);
			for (String part : List.of("", "/actions", "/history", "/work-notes", "/links", "/process", "/causes")) {
				assertThat(refusal(stranger.get(PROBLEMS + id + part))).as(part).isEqualTo("404 NOT_FOUND");
			}
			assertThat(refusal(this.solving.act(username, id, "assess"))).isEqualTo("404 NOT_FOUND");
		}
		assertThat(each(this.solving.as("other-agent").get("/problems?limit=100").data(), "id")).doesNotContain(id);
		assertThat(this.solving.as("reporter1").post("/problems", "title", "x").status()).isEqualTo(403);
		assertThat(this.solving.as("viewer").patch(PROBLEMS + id, "title", "x").status()).isEqualTo(403);
		assertThat(refusal(this.solving.as("other-agent")
			.post("/problems", "title", "x", "incident_ids", List.of(this.agent.report("x").path("id").asText()))))
			.isEqualTo("400 VALIDATION_FAILED incident_ids=unknown_ticket");
	}

}
