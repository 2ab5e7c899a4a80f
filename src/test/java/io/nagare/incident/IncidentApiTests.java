package io.nagare.incident;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** What integrators and scripts rely on, over HTTP and through every layer. */
@NagareTest
class IncidentApiTests {

	private static final String INCIDENTS = "/incidents/";

	@LocalServerPort
	private int port;

	private Api api;

	private Api agent;

	private Api reporter;

	@BeforeEach
	void signIn() {
		this.api = Api.at(this.port);
		this.agent = this.api.as("agent1");
		this.reporter = this.api.as("reporter1");
	}

	private JsonNode reported(Object... more) {
		return this.reporter.report("プリンターが動かない", more);
	}

	private String id(JsonNode incident) {
		return incident.path("id").asText();
	}

	/** An incident that agent1 works on. */
	private String workedOn() {
		String id = id(reported());
		this.agent.does(id, "assign");
		this.agent.does(id, "start");
		return id;
	}

	private static JsonNode named(JsonNode list, String field, String value) {
		return StreamSupport.stream(list.spliterator(), false)
			.filter((node) -> node.path(field).asText().equals(value))
			.findFirst()
			.orElseThrow(() -> new AssertionError("No " + value + " in " + list));
	}

	/** Family name first in Japanese, given name first in English. */
	/** The defaults of the design. */
	@Test
	void isNewWithTheLowestImpactWhereNothingElseIsSaid() {
		JsonNode incident = this.reporter.post("/incidents", "title", "既定値", "priority", "medium").data();
		assertThat(incident.path("status").asText()).isEqualTo("new");
		assertThat(incident.path("impact").asText()).isEqualTo("low");
		assertThat(incident.path("urgency").asText()).isEqualTo("medium");
	}

	@Test
	void offersPeopleByTheirNamesInTheOrderOfTheLanguage() {
		String name = "n" + UUID.randomUUID().toString().substring(0, 12);
		Answer joined = this.api.as("admin")
			.post("/users", "username", name, "email", name + "@demo.example", "first_name", "Ann", "last_name", "Lee",
					"role", "operator", "password", "correct horse battery");
		assertThat(joined.status()).as(joined.body()).isEqualTo(201);
		JsonNode actions = this.agent.get(INCIDENTS + workedOn() + "/actions").data();
		JsonNode people = named(named(actions, "name", "reassign").path("fields"), "key", "assignee_id")
			.path("options");
		JsonNode offered = named(people, "value", joined.data().path("id").asText()).path("label");
		assertThat(offered.path("ja").asText()).isEqualTo("Lee Ann");
		assertThat(offered.path("en").asText()).isEqualTo("Ann Lee");
		JsonNode colleague = named(people, "value", this.api.as("agent2").me()).path("label");
		assertThat(colleague.path("en").asText()).isEqualTo("田中 大輔");
	}

	/**
	 * What the product writes has one language at a time; what people said has theirs.
	 */
	@Test
	void notesSpeakTheReadersLanguage() {
		String id = id(reported());
		this.agent.does(id, "assign", "reason", "得意なので / I know them");
		this.agent.post(INCIDENTS + id + "/work-notes", "content", "分解した / Took it apart", "is_public", "N");
		assertThat(notes(this.agent, id)).containsExactly("Assignment: 得意なので / I know them", "分解した / Took it apart");
		assertThat(notes(this.agent.with("Accept-Language", "ja"), id)).containsExactly("割り当て：得意なので / I know them",
				"分解した / Took it apart");
	}

	private static List<String> notes(Api reader, String id) {
		return each(reader.get(INCIDENTS + id + "/work-notes").data(), "content");
	}

	@Test
	void answersAReportWithNumberStatusAndDueTimes() {
		Answer answer = this.reporter.post("/incidents", "title", "VPNに接続できない", "description", "朝から", "priority",
				"high", "impact", "high", "category_id", this.agent.idOf("categories", "VPN"));
		assertThat(answer.status()).isEqualTo(201);
		JsonNode incident = answer.data();
		assertThat(answer.header("Location")).isEqualTo("/api/v1/incidents/" + id(incident));
		assertThat(answer.json().at("/links/self").asText()).isEqualTo("/api/v1/incidents/" + id(incident));
		assertThat(answer.header("ETag")).isNotEmpty();
		assertThat(incident.path("incident_number").asText()).matches("INC\\d{7}");
		assertThat(incident.path("status").asText()).isEqualTo("assigned");
		assertThat(incident.path("phase").asText()).isEqualTo("open");
		assertThat(incident.path("requested_priority").asText()).isEqualTo("high");
		assertThat(incident.path("urgency").asText()).isEqualTo("high");
		assertThat(incident.path("priority").asText()).isEqualTo("high");
		assertThat(incident.at("/team/name").asText()).isEqualTo("Network");
		assertThat(incident.at("/reporter/username").asText()).isEqualTo("reporter1");
		assertThat(incident.path("response_due_at").asText()).endsWith("Z")
			.isLessThan(incident.path("resolution_due_at").asText());
	}

	@Test
	void takesForTheOriginalOnlyAnotherIncidentThatIsNotGivenUp() {
		String itself = id(reported());
		String cancel = INCIDENTS + itself + "/actions/cancel";
		assertThat(refusal(this.agent.post(cancel, "reason", "重複", "duplicate_of", itself)))
			.isEqualTo("400 VALIDATION_FAILED duplicate_of=links_itself");
		String problem = id(this.agent.post("/problems", "title", "共有プリンターの故障").data());
		assertThat(refusal(this.agent.post(cancel, "reason", "重複", "duplicate_of", problem)))
			.isEqualTo("400 VALIDATION_FAILED duplicate_of=unknown_ticket");
		String cancelled = id(reported());
		this.agent.does(cancelled, "cancel", "reason", "誤報");
		assertThat(refusal(this.agent.post(cancel, "reason", "重複", "duplicate_of", cancelled)))
			.isEqualTo("400 VALIDATION_FAILED duplicate_of=given_up");
		String original = id(reported());
		this.agent.post(INCIDENTS + itself + "/links", "type", "duplicate_of", "target_id", original);
		assertThat(this.agent.post(cancel, "reason", "重複", "duplicate_of", original).status()).isEqualTo(200);
		assertThat(each(this.agent.get(INCIDENTS + itself + "/links").data(), "ticket_id")).containsExactly(original);
	}

	@Test
	void makesOneIncidentForOneIdempotencyKey() {
		String key = UUID.randomUUID().toString();
		Api once = this.reporter.with("Idempotency-Key", key);
		Answer first = once.post("/incidents", "title", "一度だけ", "priority", "low");
		Answer second = once.post("/incidents", "title", "一度だけ", "priority", "low");
		assertThat(first.status()).isEqualTo(201);
		assertThat(second.status()).isEqualTo(201);
		assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
		assertThat(second.header("Location")).isEqualTo(first.header("Location"));
		assertThat(id(second.data())).isEqualTo(id(first.data()));
		assertThat(refusal(once.post("/incidents", "title", "別の報告", "priority", "low")))
			.isEqualTo("409 CONFLICT Idempotency-Key=idempotency_key_reused");
		assertThat(id(
				this.agent.with("Idempotency-Key", key).post("/incidents", "title", "一度だけ", "priority", "low").data()))
			.isNotEqualTo(id(first.data()));
	}

	@Test
	void letsOnlyAgentsReportForOthers() {
		JsonNode incident = this.agent.report("電話で受付", "reporter_id", this.reporter.me(), "assignee_id",
				this.agent.me());
		assertThat(incident.at("/reporter/username").asText()).isEqualTo("reporter1");
		assertThat(incident.at("/assignee/username").asText()).isEqualTo("agent1");
		assertThat(this.reporter.incident(id(incident)).path("title").asText()).isEqualTo("電話で受付");
		assertThat(refusal(
				this.reporter.post("/incidents", "title", "x", "priority", "low", "reporter_id", this.agent.me())))
			.isEqualTo("403 FORBIDDEN reporter_id=agents_only");
		assertThat(refusal(
				this.reporter.post("/incidents", "title", "x", "priority", "low", "assignee_id", this.agent.me())))
			.isEqualTo("403 FORBIDDEN assignee_id=agents_only");
	}

	@Test
	void filtersLists() {
		String word = UUID.randomUUID().toString();
		String mine = id(this.reporter.report("one " + word, "impact", "high", "urgency", "critical"));
		String other = id(this.agent.report("two", "description", "about " + word, "category_id",
				this.agent.idOf("categories", "VPN")));
		this.agent.does(mine, "assign");
		String q = "/incidents?q=" + word;
		assertThat(each(this.agent.get(q).data(), "id")).containsExactly(other, mine);
		assertThat(each(this.agent.get(q + "&priority=critical,high").data(), "id")).containsExactly(mine);
		assertThat(each(this.agent.get(q + "&priority=low&priority=critical").data(), "id")).contains(mine);
		assertThat(each(this.agent.get(q + "&assignee_id=" + this.agent.me()).data(), "id")).containsExactly(mine);
		assertThat(each(this.agent.get(q + "&reporter_id=" + this.agent.me()).data(), "id")).containsExactly(other);
		assertThat(each(this.agent.get(q + "&team_id=" + this.agent.idOf("teams", "Network")).data(), "id"))
			.containsExactly(other);
		assertThat(each(this.agent.get(q + "&category_id=" + this.agent.idOf("categories", "VPN")).data(), "id"))
			.containsExactly(other);
		assertThat(each(this.agent.get(q + "&status=assigned&phase=open").data(), "id")).containsExactly(other, mine);
		assertThat(this.agent.get(q + "&phase=closed").data()).isEmpty();
		assertThat(this.agent.get(q + "&ci_id=" + UUID.randomUUID()).data()).isEmpty();
		String at = this.agent.incident(other).path("created_at").asText();
		assertThat(each(this.agent.get(q + "&created_after=" + at).data(), "id")).containsExactly(other);
		assertThat(each(this.agent.get(q + "&created_before=" + at).data(), "id")).containsExactly(mine);
		String number = this.agent.incident(mine).path("incident_number").asText();
		assertThat(each(this.agent.get("/incidents?q=" + number).data(), "id")).containsExactly(mine);
	}

	@Test
	void sortsAndPagesLists() {
		String word = UUID.randomUUID().toString();
		for (String title : List.of("b", "c", "a")) {
			this.reporter.report(title + " " + word);
		}
		Answer first = this.agent.get("/incidents?q=" + word + "&sort=title&limit=2");
		assertThat(each(first.data(), "title")).containsExactly("a " + word, "b " + word);
		JsonNode pagination = first.json().path("pagination");
		assertThat(pagination.path("total_items").asInt()).isEqualTo(3);
		assertThat(pagination.path("total_pages").asInt()).isEqualTo(2);
		assertThat(pagination.path("has_next").asBoolean()).isTrue();
		assertThat(pagination.path("has_prev").asBoolean()).isFalse();
		String next = first.json().at("/links/next").asText();
		Answer second = this.agent.get(next.substring("/api/v1".length()));
		assertThat(each(second.data(), "title")).containsExactly("c " + word);
		assertThat(second.json().at("/links/prev").asText()).contains("page=1", "sort=title");
		assertThat(second.json().path("links").has("next")).isFalse();
		assertThat(each(this.agent.get("/incidents?q=" + word + "&sort=-title").data(), "title"))
			.containsExactly("c " + word, "b " + word, "a " + word);
		assertThat(this.agent.get("/incidents?q=" + word + "&page=7").data()).isEmpty();
	}

	@Test
	void walksListsByCursor() {
		String word = UUID.randomUUID().toString();
		for (int i = 0; i < 5; i++) {
			this.reporter.report(i + " " + word);
		}
		Answer page = this.agent.get("/incidents?q=" + word + "&limit=2&cursor=");
		StringBuilder seen = new StringBuilder();
		for (int i = 0; i < 3; i++) {
			each(page.data(), "title").forEach((title) -> seen.append(title.charAt(0)));
			assertThat(page.json().path("pagination").has("total_items")).isFalse();
			JsonNode next = page.json().at("/links/next");
			assertThat(next.isMissingNode()).isEqualTo(i == 2);
			page = next.isMissingNode() ? page : this.agent.get(next.asText().substring("/api/v1".length()));
		}
		assertThat(seen).hasToString("43210");
		assertThat(refusal(this.agent.get("/incidents?cursor=nonsense")))
			.isEqualTo("400 VALIDATION_FAILED cursor=invalid");
	}

	@Test
	void showsAnIncidentWithAllThatHangsOnIt() {
		String id = workedOn();
		this.agent.post(INCIDENTS + id + "/work-notes", "content", "調査中", "is_public", "Y");
		JsonNode incident = this.agent.incident(id);
		assertThat(each(incident.path("history"), "field_name")).contains("status", "assignee_id");
		JsonNode moved = named(incident.path("history"), "new_value", "in_progress");
		assertThat(moved.path("old_value").asText()).isEqualTo("assigned");
		assertThat(moved.at("/changed_by/username").asText()).isEqualTo("agent1");
		assertThat(each(incident.path("work_notes"), "content")).containsExactly("調査中");
		assertThat(incident.path("attachments")).isEmpty();
		assertThat(incident.path("links")).isEmpty();
		assertThat(each(incident.path("sla"), "kind")).containsExactly("response", "resolution");
		assertThat(each(incident.path("sla"), "state")).containsExactly("met", "running");
		JsonNode resolve = named(incident.path("actions"), "name", "resolve");
		assertThat(resolve.at("/label/ja").asText()).isEqualTo("解決");
		assertThat(resolve.at("/label/en").asText()).isEqualTo("Resolve");
		assertThat(each(resolve.path("leads_to"), "x")).hasSize(1);
		JsonNode code = named(resolve.path("fields"), "key", "resolution_code");
		assertThat(code.path("required").asBoolean()).isTrue();
		assertThat(each(code.path("options"), "value")).contains("fixed", "by_parent");
		assertThat(named(code.path("options"), "value", "fixed").at("/label/en").asText()).isEqualTo("Fixed");
		JsonNode reassign = named(incident.path("actions"), "name", "reassign");
		assertThat(each(named(reassign.path("fields"), "key", "assignee_id").path("options"), "value"))
			.contains(this.agent.me());
		JsonNode reclassify = named(incident.path("actions"), "name", "reclassify");
		assertThat(each(named(reclassify.path("fields"), "key", "impact").path("options"), "value"))
			.containsExactly("extensive", "high", "medium", "low");
	}

	@Test
	void takesTheNumberWhereverItTakesTheId() {
		JsonNode incident = reported();
		String number = incident.path("incident_number").asText();
		for (String part : List.of("", "/actions", "/history", "/work-notes", "/attachments", "/links", "/sla",
				"/process", "/process/diagram")) {
			assertThat(this.agent.get(INCIDENTS + number + part).status()).as(part).isEqualTo(200);
			assertThat(this.agent.get(INCIDENTS + id(incident) + part).status()).as(part).isEqualTo(200);
		}
		assertThat(id(this.agent.does(number, "assign"))).isEqualTo(id(incident));
		assertThat(this.agent.patch(INCIDENTS + number, "title", "番号で").data().path("title").asText()).isEqualTo("番号で");
	}

	@Test
	void patchesPlainFields() {
		String id = id(reported());
		String category = this.agent.idOf("categories", "プリンター");
		JsonNode patched = this.agent
			.patch(INCIDENTS + id, "title", "新しい題", "description", "新しい説明", "category_id", category)
			.data();
		assertThat(patched.path("title").asText()).isEqualTo("新しい題");
		assertThat(patched.path("description").asText()).isEqualTo("新しい説明");
		assertThat(patched.at("/category/id").asText()).isEqualTo(category);
		assertThat(named(this.agent.incident(id).path("history"), "field_name", "title").path("new_value").asText())
			.isEqualTo("新しい題");
		assertThat(refusal(this.reporter.patch(INCIDENTS + id, "title", "x"))).startsWith("403 FORBIDDEN");
	}

	@Test
	void performsTheOneActionThatLeadsToAStatus() {
		String id = id(reported());
		assertThat(this.agent.patch(INCIDENTS + id, "status", "assigned").data().path("status").asText())
			.isEqualTo("assigned");
		assertThat(this.agent.patch(INCIDENTS + id, "status", "in_progress").data().path("status").asText())
			.isEqualTo("in_progress");
		JsonNode held = this.agent
			.patch(INCIDENTS + id, "status", "on_hold", "hold_reason", "awaiting_caller", "comment", "型番は？")
			.data();
		assertThat(held.path("hold_reason").asText()).isEqualTo("awaiting_caller");
		assertThat(each(this.agent.incident(id).path("work_notes"), "content")).containsExactly("型番は？");
		this.agent.patch(INCIDENTS + id, "status", "in_progress");
		assertThat(refusal(this.agent.patch(INCIDENTS + id, "status", "resolved", "resolution", "交換した")))
			.isEqualTo("400 VALIDATION_FAILED resolution_code=required");
		JsonNode resolved = this.agent
			.patch(INCIDENTS + id, "status", "resolved", "resolution", "交換した", "resolution_code", "fixed")
			.data();
		assertThat(resolved.path("resolution").asText()).isEqualTo("交換した");
		assertThat(this.reporter.patch(INCIDENTS + id, "status", "closed").data().path("status").asText())
			.isEqualTo("closed");
		assertThat(refusal(this.agent.patch(INCIDENTS + id, "title", "遅い")))
			.isEqualTo("409 CONFLICT status=ended_already");
	}

	@Test
	void listsWhatIsOpenWhereNoActionLeadsToTheStatus() {
		String id = id(reported());
		Answer answer = this.agent.patch(INCIDENTS + id, "status", "resolved");
		assertThat(refusal(answer)).startsWith("409 ACTION_NOT_OPEN").contains("assign=open_action");
		assertThat(refusal(this.agent.patch(INCIDENTS + id, "status", "nonsense"))).startsWith("409 ACTION_NOT_OPEN");
		assertThat(this.agent.incident(id).path("status").asText()).isEqualTo("new");
	}

	@Test
	void givesTheIncidentToTheAssigneeOfAPatch() {
		String id = id(reported());
		JsonNode assigned = this.agent.patch(INCIDENTS + id, "assignee_id", this.agent.me()).data();
		assertThat(assigned.at("/assignee/username").asText()).isEqualTo("agent1");
		assertThat(assigned.path("status").asText()).isEqualTo("assigned");
		String network = this.api.as("network1").me();
		assertThat(refusal(this.agent.patch(INCIDENTS + id, "assignee_id", network)))
			.isEqualTo("400 VALIDATION_FAILED reason=required");
		JsonNode reassigned = this.agent.patch(INCIDENTS + id, "assignee_id", network, "reason", "ネットワークの問題").data();
		assertThat(reassigned.at("/assignee/username").asText()).isEqualTo("network1");
		assertThat(reassigned.at("/team/name").asText()).isEqualTo("Network");
		assertThat(reassigned.path("reassignment_count").asInt()).isEqualTo(1);
		assertThat(refusal(this.agent.patch(INCIDENTS + id, "assignee_id", this.reporter.me(), "reason", "x")))
			.isEqualTo("400 VALIDATION_FAILED assignee_id=unknown_agent");
		assertThat(refusal(this.agent.patch(INCIDENTS + id, "assignee_id", null)))
			.isEqualTo("400 VALIDATION_FAILED assignee_id=required");
		String team = this.agent.idOf("teams", "Service Desk");
		JsonNode given = this.agent
			.patch(INCIDENTS + id, "assignee_id", this.agent.me(), "team_id", team, "reason", "x")
			.data();
		JsonNode kept = this.agent.patch(INCIDENTS + id, "assignee_id", network, "team_id", team, "reason", "x").data();
		assertThat(given.at("/team/id").asText()).isEqualTo(team);
		assertThat(kept.at("/team/id").asText()).isEqualTo(team);
		assertThat(kept.at("/assignee/username").asText()).isEqualTo("network1");
	}

	@Test
	void doesNothingForTheSameValue() {
		String id = workedOn();
		Answer before = this.agent.get(INCIDENTS + id);
		Answer after = this.agent.patch(INCIDENTS + id, "status", "in_progress", "title", "プリンターが動かない", "priority",
				before.data().path("priority").asText(), "assignee_id", this.agent.me(), "impact",
				before.data().path("impact").asText());
		assertThat(after.status()).isEqualTo(200);
		assertThat(after.header("ETag")).isEqualTo(before.header("ETag"));
		assertThat(this.agent.incident(id).path("history")).isEqualTo(before.data().path("history"));
	}

	@Test
	void reclassifiesByImpactAndUrgency() {
		String id = id(reported());
		assertThat(refusal(this.agent.patch(INCIDENTS + id, "impact", "extensive")))
			.isEqualTo("400 VALIDATION_FAILED reason=required");
		JsonNode patched = this.agent
			.patch(INCIDENTS + id, "impact", "extensive", "urgency", "critical", "reason", "全社に影響")
			.data();
		assertThat(patched.path("priority").asText()).isEqualTo("critical");
		assertThat(patched.path("status").asText()).isEqualTo("new");
		assertThat(refusal(this.agent.patch(INCIDENTS + id, "impact", "galactic", "reason", "x")))
			.isEqualTo("400 VALIDATION_FAILED impact=not_a_choice");
	}

	@Test
	void letsManagersOverrideThePriorityWithAReason() {
		String id = id(reported());
		assertThat(refusal(this.agent.patch(INCIDENTS + id, "priority", "high", "reason", "x")))
			.isEqualTo("403 FORBIDDEN priority=override_not_allowed");
		Api manager = this.api.as("manager");
		assertThat(refusal(manager.patch(INCIDENTS + id, "priority", "high")))
			.isEqualTo("400 VALIDATION_FAILED reason=required");
		assertThat(refusal(manager.patch(INCIDENTS + id, "priority", "galactic", "reason", "x")))
			.isEqualTo("400 VALIDATION_FAILED priority=not_a_choice");
		JsonNode patched = manager.patch(INCIDENTS + id, "priority", "high", "reason", "役員会").data();
		assertThat(patched.path("priority").asText()).isEqualTo("high");
		assertThat(this.agent.incident(id).path("work_notes").toString()).contains("役員会");
	}

	@Test
	void answersAnActionWithTheIncidentItself() {
		String id = id(reported());
		Answer answer = this.agent.act(id, "assign");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json().at("/links/self").asText()).isEqualTo("/api/v1/incidents/" + id);
		assertThat(answer.header("Content-Location")).isEqualTo("/api/v1/incidents/" + id);
		assertThat(answer.header("ETag")).isEqualTo(this.agent.get(INCIDENTS + id).header("ETag"));
		assertThat(answer.data().path("status").asText()).isEqualTo("assigned");
		assertThat(answer.data().path("assignee").path("username").asText()).isEqualTo("agent1");
		assertThat(each(this.agent.get(INCIDENTS + id + "/actions").data(), "name")).contains("start", "reassign",
				"resolve", "reclassify", "cancel");
		assertThat(each(this.agent.incident(id).path("actions"), "name"))
			.isEqualTo(each(this.agent.get(INCIDENTS + id + "/actions").data(), "name"));
	}

	@Test
	void refusesAnActionThatIsNotOpenAndOneThatIsOpenToOthers() {
		String id = workedOn();
		assertThat(refusal(this.agent.act(id, "start"))).startsWith("409 ACTION_NOT_OPEN")
			.contains("resolve=open_action", "hold=open_action");
		assertThat(refusal(this.reporter.act(id, "hold", "hold_reason", "awaiting_vendor")))
			.startsWith("403 FORBIDDEN");
		assertThat(refusal(this.agent.act(id, "hold", "hold_reason", "awaiting_vendor", "action", "resolve")))
			.isEqualTo("400 VALIDATION_FAILED action=unknown_field");
		assertThat(this.agent.incident(id).path("status").asText()).isEqualTo("in_progress");
	}

	/** Whoever opens a ticket reads all that was said on it. */
	@Test
	void takesNoMoreTextThanCanBeOpened() {
		String id = this.agent.report("Prose").path("id").asText();
		String longest = "あ".repeat(100_000);
		int said = 0;
		while (this.agent.post(INCIDENTS + id + "/work-notes", "content", longest).status() == 201) {
			said++;
		}
		assertThat(said).isBetween(9, 11);
		assertThat(refusal(this.agent.post(INCIDENTS + id + "/work-notes", "content", "x")))
			.isEqualTo("409 CONFLICT content=too_much_said");
		assertThat(this.agent.get(INCIDENTS + id).status()).isEqualTo(200);
	}

	@Test
	void showsReportersPublicNotesOnly() {
		String id = id(reported());
		Answer made = this.agent.post(INCIDENTS + id + "/work-notes", "content", "内部メモ");
		assertThat(made.status()).isEqualTo(201);
		assertThat(made.header("Location")).startsWith("/api/v1/incidents/" + id + "/work-notes/");
		assertThat(made.data().path("is_public").asText()).isEqualTo("N");
		this.agent.post(INCIDENTS + id + "/work-notes", "content", "ご連絡", "is_public", "Y");
		assertThat(this.reporter.post(INCIDENTS + id + "/work-notes", "content", "ありがとう")
			.data()
			.path("is_public")
			.asText()).isEqualTo("Y");
		assertThat(each(this.agent.get(INCIDENTS + id + "/work-notes").data(), "content")).containsExactly("内部メモ",
				"ご連絡", "ありがとう");
		assertThat(each(this.reporter.get(INCIDENTS + id + "/work-notes").data(), "content")).containsExactly("ご連絡",
				"ありがとう");
		JsonNode seen = this.reporter.incident(id);
		assertThat(each(seen.path("work_notes"), "content")).containsExactly("ご連絡", "ありがとう");
		assertThat(seen.path("history")).isEmpty();
		assertThat(this.reporter.get(INCIDENTS + id + "/history").data()).isEmpty();
		assertThat(refusal(this.reporter.post(INCIDENTS + id + "/work-notes", "content", "x", "is_public", "N")))
			.isEqualTo("403 FORBIDDEN is_public=reporters_write_publicly");
		assertThat(refusal(this.agent.post(INCIDENTS + id + "/work-notes", "content", "x", "is_public", "maybe")))
			.startsWith("400 VALIDATION_FAILED is_public=");
		assertThat(this.agent.incident(id).path("responded_at").asText()).isNotEqualTo("null");
	}

	@Test
	void keepsFilesByTheirContent() {
		String id = id(reported());
		byte[] png = { (byte) 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 'I', 'H', 'D', 'R', 0, 0, 0,
				1 };
		Answer made = this.reporter.upload(INCIDENTS + id + "/attachments", "画面.png", "image/png", png);
		assertThat(made.status()).as(made.body()).isEqualTo(201);
		assertThat(made.data().path("file_name").asText()).isEqualTo("画面.png");
		assertThat(made.data().path("content_type").asText()).isEqualTo("image/png");
		assertThat(made.data().path("file_size").asText()).isEqualTo(Integer.toString(png.length));
		Answer read = this.agent.get(made.header("Location").substring("/api/v1".length()));
		assertThat(read.status()).isEqualTo(200);
		assertThat(read.header("Content-Type")).isEqualTo("image/png");
		assertThat(read.header("Content-Disposition")).startsWith("attachment").contains("UTF-8''%E7%94%BB");
		assertThat(read.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(read.body()).startsWith("\uFFFDPNG");
		String path = made.header("Location").substring("/api/v1".length());
		Answer part = this.agent.with("Range", "bytes=1-3").get(path);
		assertThat(part.status() + " " + part.body()).isEqualTo("206 PNG");
		assertThat(this.agent.with("Range", "lines=1").get(path).status()).isEqualTo(200);
		assertThat(this.agent.with("Range", "bytes=9-1").get(path).status()).isEqualTo(200);
		assertThat(each(this.agent.get(INCIDENTS + id + "/attachments").data(), "file_name")).containsExactly("画面.png");
		assertThat(this.agent.get(INCIDENTS + id + "/attachments/" + UUID.randomUUID()).status()).isEqualTo(404);
		String other = id(reported());
		assertThat(this.agent.get(INCIDENTS + other + "/attachments/" + id(made.data())).status()).isEqualTo(404);
	}

	@Test
	void refusesProgramsLiesAndTooLargeFiles() {
		String id = id(reported());
		String files = INCIDENTS + id + "/attachments";
		byte[] program = new byte[200];
		program[0] = 'M';
		program[1] = 'Z';
		assertThat(refusal(this.reporter.upload(files, "report.pdf", "application/octet-stream", program)))
			.isEqualTo("415 UNSUPPORTED_TYPE file=program");
		assertThat(refusal(this.reporter.upload(files, "run.sh", "text/plain",
				"#!/bin/sh\nrm -rf /".getBytes(StandardCharsets.UTF_8))))
			.isEqualTo("415 UNSUPPORTED_TYPE file=program");
		assertThat(refusal(this.reporter.upload(files, "a.png", "image/png", "text".getBytes(StandardCharsets.UTF_8))))
			.startsWith("415 UNSUPPORTED_TYPE file=");
		assertThat(refusal(this.reporter.upload(files, "a.txt", "text/plain", new byte[0])))
			.isEqualTo("400 VALIDATION_FAILED file=empty_file");
		assertThat(refusal(this.reporter.upload(files, "big.txt", "text/plain",
				"x".repeat(11 << 20).getBytes(StandardCharsets.UTF_8))))
			.isEqualTo("413 TOO_LARGE file=too_large");
		assertThat(this.agent.get(files).data()).isEmpty();
	}

	@Test
	void linksIncidents() {
		JsonNode one = reported();
		JsonNode two = reported();
		Answer made = this.agent.post(INCIDENTS + id(one) + "/links", "type", "child_of", "target_id",
				two.path("incident_number").asText());
		assertThat(made.status()).isEqualTo(201);
		assertThat(made.data().path("direction").asText()).isEqualTo("outgoing");
		assertThat(made.data().path("ticket_id").asText()).isEqualTo(id(two));
		assertThat(each(this.agent.get(INCIDENTS + id(two) + "/links").data(), "direction"))
			.containsExactly("incoming");
		assertThat(refusal(this.agent.post(INCIDENTS + id(one) + "/links", "type", "child_of", "target_id", id(two))))
			.isEqualTo("409 CONFLICT target_id=linked_already");
		assertThat(refusal(this.agent.post(INCIDENTS + id(one) + "/links", "type", "child_of", "target_id", id(one))))
			.isEqualTo("400 VALIDATION_FAILED target_id=links_itself");
		assertThat(refusal(this.agent.post(INCIDENTS + id(one) + "/links", "type", "likes", "target_id", id(two))))
			.isEqualTo("400 VALIDATION_FAILED type=not_a_choice");
		for (String unknown : List.of("INC9999999", UUID.randomUUID().toString())) {
			assertThat(
					refusal(this.agent.post(INCIDENTS + id(one) + "/links", "type", "child_of", "target_id", unknown)))
				.isEqualTo("400 VALIDATION_FAILED target_id=unknown_ticket");
		}
		assertThat(this.reporter.post(INCIDENTS + id(one) + "/links", "type", "follows", "target_id", id(two)).status())
			.isEqualTo(403);
	}

	@Test
	void refusesASecondParent() {
		JsonNode child = reported();
		JsonNode first = reported();
		JsonNode second = reported();
		String path = INCIDENTS + id(child) + "/links";
		String link = this.agent.post(path, "type", "child_of", "target_id", id(first)).data().path("id").asText();
		Answer refused = this.agent.post(path, "type", "child_of", "target_id", id(second));
		assertThat(refusal(refused)).isEqualTo("409 CONFLICT target_id=second_parent");
		assertThat(refused.body()).contains(child.path("incident_number").asText());
		assertThat(this.agent.post(path, "type", "related_to", "target_id", id(second)).status()).isEqualTo(201);
		assertThat(this.agent.delete(path + "/" + link).status()).isEqualTo(204);
		assertThat(this.agent.post(path, "type", "child_of", "target_id", id(second)).status()).isEqualTo(201);
	}

	@Test
	void refusesCirclesOfParents() {
		List<JsonNode> chain = List.of(reported(), reported(), reported());
		for (int at = 0; at < 2; at++) {
			assertThat(this.agent
				.post(INCIDENTS + id(chain.get(at)) + "/links", "type", "child_of", "target_id", id(chain.get(at + 1)))
				.status()).isEqualTo(201);
		}
		for (int parent = 1; parent < 3; parent++) {
			String path = INCIDENTS + id(chain.get(parent)) + "/links";
			assertThat(refusal(this.agent.post(path, "type", "child_of", "target_id", id(chain.get(0)))))
				.isEqualTo("409 CONFLICT target_id=circle_of_parents");
			assertThat(this.agent.post(path, "type", "related_to", "target_id", id(chain.get(0))).status())
				.isEqualTo(201);
		}
	}

	@Test
	void showsNoLinkToAnIncidentThatTheCallerMayNotRead() {
		JsonNode mine = reported();
		JsonNode others = this.api.as("reporter2").report("人事の件");
		this.agent.post(INCIDENTS + id(mine) + "/links", "type", "related_to", "target_id", id(others));
		assertThat(this.agent.get(INCIDENTS + id(mine) + "/links").data()).hasSize(1);
		assertThat(this.reporter.get(INCIDENTS + id(mine) + "/links").data()).isEmpty();
		assertThat(this.reporter.incident(id(mine)).path("links")).isEmpty();
	}

	@Test
	void showsTheProcess() {
		String id = workedOn();
		JsonNode process = this.agent.get(INCIDENTS + id + "/process").data().get(0);
		assertThat(process.path("key").asText()).isEqualTo("incident");
		assertThat(process.path("version").asInt()).isPositive();
		assertThat(process.path("waits_at").toString()).contains("workOnIncident");
		assertThat(process.at("/tasks/0/assignee").asText()).isEqualTo("agent1");
		assertThat(each(process.path("steps"), "element")).contains("incidentReported", "decidePriority",
				"acceptIncident");
		Answer diagram = this.agent.get(INCIDENTS + id + "/process/diagram");
		assertThat(diagram.header("Content-Type")).startsWith("application/xml");
		assertThat(diagram.body()).contains("<bpmn:process ", "id=\"incident\"").contains("bpmndi:BPMNShape");
		assertThat(this.reporter.get(INCIDENTS + id + "/process").status()).isEqualTo(403);
	}

	@Test
	void showsTheProcessInTheReadersLanguage() {
		String process = INCIDENTS + workedOn() + "/process";
		Api english = this.agent.with("Accept-Language", "en");
		Api japanese = this.agent.with("Accept-Language", "ja");
		assertThat(english.get(process).data().at("/0/name").asText()).isEqualTo("Incident management");
		assertThat(japanese.get(process).data().at("/0/name").asText()).isEqualTo("インシデント管理");
		assertThat(english.get(process + "/diagram").body()).contains("name=\"Incident management\"")
			.contains("name=\"Cancellation requested\"")
			.doesNotContain("name=\"インシデント管理\"");
		// what one reader was shown stays out of what the next is shown
		assertThat(japanese.get(process + "/diagram").body()).contains("name=\"インシデント管理\"")
			.doesNotContain("name=\"Cancellation requested\"");
	}

	@Test
	void showsReportersTheirOwnIncidentsOnly() {
		String mine = id(reported());
		String others = id(this.api.as("reporter2").report("役員室の件"));
		assertThat(each(this.reporter.get("/incidents?limit=100").data(), "id")).contains(mine).doesNotContain(others);
		assertThat(nothingOpens(this.reporter, others)).isTrue();
		assertThat(this.api.as("viewer").incident(others).path("title").asText()).isEqualTo("役員室の件");
		assertThat(this.api.as("viewer").act(others, "assign").status()).isEqualTo(403);
		assertThat(this.api.as("viewer").post("/incidents", "title", "x", "priority", "low").status()).isEqualTo(403);
	}

	@Test
	void showsAnotherTenantNothing() {
		JsonNode incident = reported();
		Api other = this.api.as("other-agent");
		String own = id(other.report("こちらの件"));
		assertThat(each(other.get("/incidents?limit=100").data(), "id")).contains(own).doesNotContain(id(incident));
		assertThat(each(this.agent.get("/incidents?limit=100").data(), "id")).doesNotContain(own);
		assertThat(nothingOpens(other, id(incident))).isTrue();
		assertThat(nothingOpens(this.api.as("other-admin"), incident.path("incident_number").asText())).isTrue();
		assertThat(other.get("/incidents?reporter_id=" + this.reporter.me()).data()).isEmpty();
		assertThat(refusal(other.post(INCIDENTS + own + "/links", "type", "child_of", "target_id", id(incident))))
			.isEqualTo("400 VALIDATION_FAILED target_id=unknown_ticket");
		assertThat(refusal(other.act(own, "reassign", "assignee_id", this.agent.me(), "reason", "x"))).startsWith("40");
		assertThat(refusal(other.post("/incidents", "title", "x", "priority", "low", "category_id",
				this.agent.idOf("categories", "VPN"))))
			.isEqualTo("400 VALIDATION_FAILED category_id=unknown_category");
	}

	/** Whether the incident is to the caller as if it did not exist. */
	private static boolean nothingOpens(Api caller, String incident) {
		for (String part : List.of("", "/actions", "/history", "/work-notes", "/attachments", "/links", "/sla",
				"/process", "/process/diagram")) {
			assertThat(refusal(caller.get(INCIDENTS + incident + part))).as(part).isEqualTo("404 NOT_FOUND");
		}
		assertThat(refusal(caller.patch(INCIDENTS + incident, "title", "x"))).isEqualTo("404 NOT_FOUND");
		assertThat(refusal(caller.act(incident, "assign"))).isEqualTo("404 NOT_FOUND");
		assertThat(refusal(caller.post(INCIDENTS + incident + "/work-notes", "content", "x")))
			.isEqualTo("404 NOT_FOUND");
		assertThat(refusal(caller.upload(INCIDENTS + incident + "/attachments", "a.txt", "text/plain",
				"x".getBytes(StandardCharsets.UTF_8))))
			.isEqualTo("404 NOT_FOUND");
		return true;
	}

	@Test
	void showsConfidentialIncidentsToThoseConcerned() {
		JsonNode incident = this.reporter.report("内部通報", "confidentiality", "confidential", "category_id",
				this.agent.idOf("categories", "VPN"));
		Api network = this.api.as("network1");
		assertThat(network.incident(id(incident)).path("confidentiality").asText()).isEqualTo("confidential");
		assertThat(this.reporter.incident(id(incident)).path("title").asText()).isEqualTo("内部通報");
		assertThat(this.api.as("manager").incident(id(incident)).path("title").asText()).isEqualTo("内部通報");
		assertThat(nothingOpens(this.agent, id(incident))).isTrue();
		assertThat(nothingOpens(this.api.as("viewer"), id(incident))).isTrue();
		assertThat(each(this.agent.get("/incidents?limit=100").data(), "id")).doesNotContain(id(incident));
		assertThat(each(network.get("/incidents?limit=100").data(), "id")).contains(id(incident));
		String own = id(reported());
		assertThat(refusal(this.agent.post(INCIDENTS + own + "/links", "type", "follows", "target_id", id(incident))))
			.isEqualTo("400 VALIDATION_FAILED target_id=unknown_ticket");
	}

	@Test
	void writesOnlyWhatTheCallerHasSeen() {
		String id = id(reported());
		String tag = this.agent.get(INCIDENTS + id).header("ETag");
		Api unchanged = this.agent.with("If-None-Match", tag);
		assertThat(unchanged.get(INCIDENTS + id).status()).isEqualTo(304);
		Api seen = this.agent.with("If-Match", tag);
		assertThat(seen.patch(INCIDENTS + id, "title", "一番").status()).isEqualTo(200);
		assertThat(unchanged.get(INCIDENTS + id).status()).isEqualTo(200);
		assertThat(refusal(seen.patch(INCIDENTS + id, "title", "二番"))).isEqualTo("412 STALE");
		assertThat(refusal(seen.act(id, "assign"))).isEqualTo("412 STALE");
		assertThat(this.agent.incident(id).path("title").asText()).isEqualTo("一番");
		assertThat(
				this.agent.with("If-Match", this.agent.get(INCIDENTS + id).header("ETag")).act(id, "assign").status())
			.isEqualTo(200);
		String before = this.agent.get(INCIDENTS + id).header("ETag");
		this.agent.post(INCIDENTS + id + "/work-notes", "content", "メモ");
		assertThat(this.agent.get(INCIDENTS + id).header("ETag")).isNotEqualTo(before);
	}

	@Test
	void speaksTheLanguageOfTheCaller() {
		String missing = INCIDENTS + UUID.randomUUID();
		assertThat(this.agent.with("Accept-Language", "ja").get(missing).body()).contains("対象が見つかりません");
		assertThat(this.agent.with("Accept-Language", "en-GB").get(missing).body()).contains("This does not exist.");
		assertThat(this.agent.with("Accept-Language", "fr").get(missing).body()).contains("対象が見つかりません");
		Answer japanese = this.agent.with("Accept-Language", "ja").act(id(reported()), "start");
		assertThat(japanese.body()).contains("この操作は現在実行できません。");
	}

	@Test
	void knowsNobodyWithoutToken() {
		assertThat(refusal(this.api.get("/incidents"))).isEqualTo("401 UNAUTHENTICATED");
		assertThat(refusal(this.api.post("/incidents", "title", "x", "priority", "low")))
			.isEqualTo("401 UNAUTHENTICATED");
	}

}
