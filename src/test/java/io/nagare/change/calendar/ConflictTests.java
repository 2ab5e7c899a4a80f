package io.nagare.change.calendar;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import io.nagare.NagareTest;
import io.nagare.change.Changing;
import io.nagare.cmdb.DemoItems;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** What speaks against a change, all of it and with both sides. */
@NagareTest
class ConflictTests {

	@Autowired
	private Changing changing;

	@Autowired
	private DemoItems items;

	private String gateway = "";

	private Instant start = Instant.EPOCH;

	@BeforeEach
	void prepare() {
		this.items.seed();
		this.changing.seatBoards();
		this.gateway = this.changing.item("検証サーバー test01");
		this.start = Changing.ownDay();
	}

	private Object[] at(int fromMinutes, int toMinutes, Object... more) {
		Object[] window = { "planned_start", this.start.plus(fromMinutes, ChronoUnit.MINUTES).toString(), "planned_end",
				this.start.plus(toMinutes, ChronoUnit.MINUTES).toString() };
		Object[] all = new Object[window.length + more.length];
		System.arraycopy(window, 0, all, 0, window.length);
		System.arraycopy(more, 0, all, window.length, more.length);
		return all;
	}

	@Test
	void listsEveryConflictOfEveryKindWithBothSides() {
		String person = this.changing.as("network1").me();
		String first = this.changing.submitted(at(0, 60, "ci_ids", List.of(this.gateway), "implementer_id", person));
		String freeze = this.changing.freeze(this.start.plus(2, ChronoUnit.HOURS), this.gateway, false);
		String id = this.changing.requested(at(30, 90, "ci_ids", List.of(this.gateway), "tasks",
				List.of(Map.of("title", "切替", "assignee_id", person))));
		JsonNode conflicts = this.changing.conflicts(id);
		assertThat(each(conflicts, "kind")).containsExactly("same_ci", "same_person", "freeze");
		JsonNode same = conflicts.get(0);
		assertThat(same.at("/change/id").asText()).isEqualTo(id);
		assertThat(same.at("/other/id").asText()).isEqualTo(first);
		assertThat(same.at("/other/name").asText()).startsWith("CHG");
		assertThat(same.at("/other/ci_ids/0").asText()).isEqualTo(this.gateway);
		assertThat(same.path("overlap_start").asText()).isEqualTo(this.start.plus(30, ChronoUnit.MINUTES).toString());
		assertThat(same.path("overlap_end").asText()).isEqualTo(this.start.plus(60, ChronoUnit.MINUTES).toString());
		assertThat(conflicts.at("/1/other/user_ids/0").asText()).isEqualTo(person);
		assertThat(conflicts.at("/2/effect").asText()).isEqualTo("needs_approval");
		assertThat(each(conflicts, "acknowledged")).containsOnly("false");
		assertThat(refusal(this.changing.act("agent1", id, "submit")))
			.isEqualTo("409 CONFLICT conflicts=not_acknowledged conflicts=not_acknowledged conflicts=not_acknowledged");
		this.changing.does("agent1", id, "acknowledge-conflicts");
		assertThat(each(this.changing.conflicts(id), "acknowledged")).containsOnly("true");
		this.changing.does("agent1", id, "submit");
		assertThat(this.changing.as("manager").delete("/freezes/" + freeze).status()).isEqualTo(204);
	}

	@Test
	void tellsOfAConfidentialChangeOnlyWhenItIs() {
		String person = this.changing.as("network1").me();
		String secret = this.changing.submitted(at(0, 60, "ci_ids", List.of(this.gateway), "implementer_id", person,
				"confidentiality", "confidential"));
		String number = this.changing.change(secret).path("change_number").asText();
		String id = this.changing.requested(at(30, 90, "ci_ids", List.of(this.gateway), "implementer_id", person));
		for (String reader : List.of("manager", "agent1", "network1")) {
			assertThat(each(conflicts(reader, id), "kind")).containsExactly("same_ci", "same_person");
			assertThat(conflicts(reader, id).at("/0/other/name").asText()).isEqualTo(number);
		}
		JsonNode hidden = conflicts("agent2", id);
		assertThat(each(hidden, "kind")).containsExactly("same_ci", "same_person");
		assertThat(hidden).allSatisfy((conflict) -> {
			assertThat(conflict.at("/other/id").asText()).isEqualTo(secret);
			assertThat(conflict.at("/other/name").isNull()).isTrue();
			assertThat(conflict.at("/other/start").asText()).isEqualTo(this.start.toString());
			assertThat(List.of("/other/ci_ids", "/other/user_ids", "/change/ci_ids", "/change/user_ids"))
				.allSatisfy((list) -> assertThat(conflict.at(list)).isEmpty());
		});
		// nor does its name tell by what it was made of
		assertThat(conflicts("manager", id).at("/0/id").asText()).startsWith(hidden.at("/0/id").asText() + "/");
		assertThat(this.changing.act("agent2", id, "submit").body()).contains("not_acknowledged")
			.doesNotContain(number);
		String task = this.changing.tasks("agent2", id, "").at("/0/id").asText();
		String form = this.changing.as("agent1")
			.basic("agent2")
			.get("/engine-rest/task/" + task + "/form-variables")
			.body();
		assertThat(form).contains("Same configuration item").doesNotContain(number);
		// what is noted is read by everybody who reads the change
		this.changing.does("manager", id, "acknowledge-conflicts");
		assertThat(this.changing.change(id).path("work_notes").toString()).contains("Conflicts acknowledged")
			.doesNotContain(number);
		assertThat(each(conflicts("agent2", id), "acknowledged")).containsOnly("true");
	}

	private JsonNode conflicts(String username, String id) {
		return this.changing.as(username).get("/changes/" + id + "/conflicts").data().path("conflicts");
	}

	@Test
	void doesNotMindWindowsThatOnlyTouch() {
		this.changing.submitted(at(0, 60, "ci_ids", List.of(this.gateway)));
		String after = this.changing.requested(at(60, 120, "ci_ids", List.of(this.gateway)));
		assertThat(this.changing.conflicts(after)).isEmpty();
		String inside = this.changing.requested(at(59, 60, "ci_ids", List.of(this.gateway)));
		assertThat(each(this.changing.conflicts(inside), "kind")).containsExactly("same_ci");
	}

	@Test
	void findsWhatTheChangeReachesAndWhatReachesIt() {
		String database = this.changing.newItem();
		String application = this.changing.newItem();
		String service = this.changing.newItem("ci_class", "service");
		this.changing.depends(application, database);
		this.changing.depends(service, application);
		String below = this.changing.submitted(at(0, 60, "ci_ids", List.of(database)));
		String above = this.changing.requested(at(30, 90, "ci_ids", List.of(service)));
		this.changing.does("agent1", above, "acknowledge-conflicts");
		this.changing.does("agent1", above, "submit");
		JsonNode reached = this.changing.conflicts(below);
		assertThat(each(reached, "kind")).containsExactly("related_ci");
		assertThat(reached.at("/0/other/id").asText()).isEqualTo(above);
		assertThat(reached.at("/0/other/ci_ids/0").asText()).isEqualTo(service);
		assertThat(reached.at("/0/change/ci_ids/0").asText()).isEqualTo(database);
		JsonNode reaching = this.changing.conflicts(above);
		assertThat(each(reaching, "kind")).containsExactly("related_ci");
		assertThat(reaching.at("/0/other/id").asText()).isEqualTo(below);
		assertThat(reaching.at("/0/overlap_start").asText())
			.isEqualTo(this.start.plus(30, ChronoUnit.MINUTES).toString());
		String beside = this.changing.newItem();
		this.changing.depends(service, beside);
		assertThat(each(this.changing.conflicts(this.changing.requested(at(0, 20, "ci_ids", List.of(beside)))), "kind"))
			.isEmpty();
	}

	@Test
	void endsWhereItemsDependOnOneAnother() {
		String one = this.changing.newItem();
		String other = this.changing.newItem();
		this.changing.depends(one, other);
		this.changing.depends(other, one);
		String first = this.changing.submitted(at(0, 60, "ci_ids", List.of(one)));
		String second = this.changing.requested(at(0, 60, "ci_ids", List.of(other)));
		assertThat(each(this.changing.conflicts(first), "kind")).isEmpty();
		assertThat(each(this.changing.conflicts(second), "kind")).containsExactly("related_ci");
	}

	@Test
	void goesOnWhereAnItemIsForgotten() {
		String item = this.changing.newItem("maintenance",
				Map.of("zone", "Asia/Tokyo", "weekly", List.of(), "once", List.of()));
		String id = this.changing.requested(at(0, 60, "ci_ids", List.of(item)));
		assertThat(each(this.changing.conflicts(id), "kind")).containsExactly("outside_maintenance_window");
		assertThat(this.changing.as("agent1").delete("/cis/" + item).status()).isEqualTo(204);
		assertThat(this.changing.conflicts(id)).isEmpty();
		this.changing.does("agent1", id, "submit");
		this.changing.does("agent2", id, "assess", "decision", "approve");
		this.changing.fire(id, "startTimeReached");
		this.changing.does("network1", id, "start");
		assertThat(this.changing.status(id)).isEqualTo("implementation/in_work");
	}

	@Test
	void mindsMaintenanceWindowsOfEachItem() {
		String item = this.changing.newItem("maintenance", Map.of("zone", "Asia/Tokyo", "once", List
			.of(Map.of("start", this.start.toString(), "end", this.start.plus(60, ChronoUnit.MINUTES).toString()))));
		String free = this.changing.newItem();
		String inside = this.changing.requested(at(0, 60, "ci_ids", List.of(item, free)));
		assertThat(this.changing.conflicts(inside)).isEmpty();
		String outside = this.changing.requested(at(30, 61, "ci_ids", List.of(item, free)));
		JsonNode conflict = this.changing.conflicts(outside).get(0);
		assertThat(conflict.path("kind").asText()).isEqualTo("outside_maintenance_window");
		assertThat(conflict.at("/change/ci_ids/0").asText()).isEqualTo(item);
		assertThat(conflict.at("/other/type").asText()).isEqualTo("ci");
		assertThat(conflict.at("/other/id").asText()).isEqualTo(item);
		assertThat(refusal(this.changing.act("agent1", outside, "submit")))
			.isEqualTo("409 CONFLICT conflicts=not_acknowledged");
	}

	@Test
	void ignoresChangesThatHaveNoWindowAnyMore() {
		String without = this.changing.submitted(at(0, 60, "ci_ids", List.of(this.gateway)));
		assertThat(this.changing.as("agent1").patch("/changes/" + without, "planned_start", null).status())
			.isEqualTo(200);
		assertThat(this.changing.objections(without).path("next_free_slot").isNull()).isTrue();
		String id = this.changing.requested(at(0, 60, "ci_ids", List.of(this.gateway)));
		assertThat(this.changing.conflicts(id)).isEmpty();
	}

	@Test
	void knowsWhereAFreezeIs() {
		String there = this.changing.newItem("attributes", Map.of("location", "大阪DC"));
		String elsewhere = this.changing.newItem("attributes", Map.of("location", "東京DC"));
		String below = this.changing.newItem();
		this.changing.depends(there, below);
		String freeze = this.changing.freeze(this.start, null, true, "scope", "location", "location", "大阪dc");
		assertThat(each(this.changing.conflicts(this.changing.requested(at(0, 60, "ci_ids", List.of(there)))), "kind"))
			.containsExactly("freeze");
		assertThat(each(this.changing.conflicts(this.changing.requested(at(0, 60, "ci_ids", List.of(below)))), "kind"))
			.containsExactly("freeze");
		assertThat(this.changing.conflicts(this.changing.requested(at(0, 60, "ci_ids", List.of(elsewhere))))).isEmpty();
		assertThat(this.changing.as("agent1").get("/freezes/" + freeze).data().path("location").asText())
			.isEqualTo("大阪dc");
		assertThat(this.changing.as("manager").delete("/freezes/" + freeze).status()).isEqualTo(204);
	}

	@Test
	void stopsAtTheStartForAFreezeOfTheServiceAboveDeclaredAfterApproval() {
		String server = this.changing.newItem();
		String service = this.changing.newItem("ci_class", "service");
		this.changing.depends(service, server);
		String id = this.changing.scheduled(at(0, 60, "ci_ids", List.of(server)));
		String freeze = this.changing.freeze(this.start, service, false, "scope", "service");
		this.changing.fire(id, "startTimeReached");
		assertThat(this.changing.open("network1", id)).doesNotContain("start");
		JsonNode task = this.changing.tasks("changemanager", id, "&candidateGroup=role.manager");
		assertThat(each(task, "taskDefinitionKey")).containsExactly("decideOnStop");
		assertThat(refusal(this.changing.act("network1", id, "proceed", "reason", "急ぐ"))).isEqualTo("403 FORBIDDEN");
		this.changing.does("changemanager", id, "proceed", "reason", "影響は小さい");
		this.changing.does("network1", id, "start");
		assertThat(this.changing.status(id)).isEqualTo("implementation/in_work");
		assertThat(this.changing.as("manager").delete("/freezes/" + freeze).status()).isEqualTo(204);
	}

	@Test
	void recordsByWhichRightAFreezeWasPassed() {
		String server = this.changing.newItem();
		String model = this.changing.standardModel("凍結の例外 " + Instant.now());
		String freeze = this.changing.freeze(this.start, server, true, "except_models", List.of(model));
		String id = this.changing.submitted(at(0, 60, Changing.following(model, "ci_ids", List.of(server))));
		this.changing.fire(id, "startTimeReached");
		this.changing.does("network1", id, "start");
		assertThat(this.changing.rights(id)).containsExactly("standard_model");
		assertThat(this.changing.as("manager").delete("/freezes/" + freeze).status()).isEqualTo(204);
	}

	/**
	 * Other change, freeze, maintenance window: each alone would leave an earlier slot.
	 */
	@Test
	void namesTheNextFreeSlotThatTryingEachWindowFinds() {
		String item = this.changing.newItem("maintenance",
				Map.of("zone", "Asia/Tokyo", "once",
						List.of(Map.of("start", this.start.plus(15, ChronoUnit.MINUTES).toString(), "end",
								this.start.plus(5, ChronoUnit.HOURS).toString()))));
		String other = this.changing.submitted(at(15, 60, "ci_ids", List.of(item)));
		String freeze = this.changing.freeze(this.start, item, false, "starts_at",
				this.start.plus(90, ChronoUnit.MINUTES).toString(), "ends_at",
				this.start.plus(120, ChronoUnit.MINUTES).toString());
		String id = this.changing.requested(at(0, 45, "ci_ids", List.of(item)));
		Instant promised = Instant.parse(this.changing.objections(id).at("/next_free_slot/planned_start").asText());
		assertThat(promised).isEqualTo(this.start.plus(120, ChronoUnit.MINUTES));
		for (int minutes = 0; minutes <= 120; minutes += 15) {
			assertThat(this.changing.as("agent1").patch("/changes/" + id, at(minutes, minutes + 45)).status())
				.isEqualTo(200);
			JsonNode objections = this.changing.objections(id);
			assertThat(objections.at("/next_free_slot/planned_start").asText()).isEqualTo(promised.toString());
			assertThat(objections.path("conflicts").isEmpty()).as("after %d minutes", minutes)
				.isEqualTo(minutes == 120);
		}
		assertThat(Instant.parse(this.changing.objections(id).at("/next_free_slot/planned_end").asText()))
			.isEqualTo(promised.plus(45, ChronoUnit.MINUTES));
		assertThat(this.changing.as("manager").delete("/freezes/" + freeze).status()).isEqualTo(204);
		this.changing.does("agent1", other, "cancel", "reason", "終わり");
	}

	@Test
	void namesNoSlotWhereNoneIsFree() {
		String never = this.changing.newItem("maintenance",
				Map.of("zone", "Asia/Tokyo", "weekly", List.of(), "once", List.of()));
		String id = this.changing.requested(at(0, 60, "ci_ids", List.of(never)));
		assertThat(this.changing.objections(id).path("next_free_slot").isNull()).isTrue();
		String endless = this.changing.requested(at(0, 91 * 24 * 60, "ci_ids", List.of(never)));
		assertThat(this.changing.objections(endless).path("next_free_slot").isNull()).isTrue();
	}

	@Test
	void namesThePlannedWindowWhereThatIsFreeHoweverLong() {
		String start = "2140-01-01T00:00:00Z";
		String end = "2140-12-31T00:00:00Z";
		String id = this.changing.requested("planned_start", start, "planned_end", end);
		JsonNode slot = this.changing.objections(id).path("next_free_slot");
		assertThat(slot.path("planned_start").asText()).isEqualTo(start);
		assertThat(slot.path("planned_end").asText()).isEqualTo(end);
	}

	@Test
	void looksForSlotsFromNowWhereTheWindowHasPassed() {
		String id = this.changing.requested("planned_start", "2020-01-01T00:00:00Z", "planned_end",
				"2020-01-01T01:00:00Z");
		assertThat(Instant.parse(this.changing.objections(id).at("/next_free_slot/planned_start").asText()))
			.isAfter(Instant.now().minusSeconds(1));
	}

	@Test
	void mindsOnlyChangesThatAreUnderWay() {
		String draft = this.changing.requested(at(0, 60, "ci_ids", List.of(this.gateway)));
		String id = this.changing.requested(at(0, 60, "ci_ids", List.of(this.gateway)));
		assertThat(this.changing.conflicts(id)).isEmpty();
		this.changing.does("agent1", draft, "submit");
		assertThat(this.changing.conflicts(id)).hasSize(1);
		this.changing.does("agent1", draft, "cancel", "reason", "不要");
		assertThat(this.changing.conflicts(id)).isEmpty();
	}

	@Test
	void asksAgainWhenAWindowMoves() {
		String other = this.changing.submitted(at(0, 60, "ci_ids", List.of(this.gateway)));
		String id = this.changing.requested(at(0, 60, "ci_ids", List.of(this.gateway)));
		this.changing.does("agent1", id, "acknowledge-conflicts");
		assertThat(each(this.changing.conflicts(id), "acknowledged")).containsExactly("true");
		assertThat(this.changing.as("agent1")
			.patch("/changes/" + other, "planned_end", this.start.plus(50, ChronoUnit.MINUTES).toString())
			.status()).isEqualTo(200);
		assertThat(each(this.changing.conflicts(id), "acknowledged")).containsExactly("false");
	}

	/** Of items and people alike, on either side. */
	@Test
	void asksAgainWhenMoreIsMet() {
		String second = this.changing.newItem();
		String below = this.changing.newItem();
		this.changing.depends(second, below);
		String person = this.changing.as("network1").me();
		String colleague = this.changing.as("cab3").me();
		String other = this.changing.submitted(at(0, 60, "ci_ids", List.of(this.gateway), "implementer_id", person));
		String id = this.changing.requested(at(0, 60, "ci_ids", List.of(this.gateway, below), "implementer_id", person,
				"tasks", List.of(Map.of("title", "切替", "assignee_id", colleague))));
		String freeze = this.changing.freeze(this.start, null, false, "scope", "tenant");
		assertThat(unnoted(id)).containsExactly("same_ci", "same_person", "freeze");
		plan(other, "ci_ids", List.of(second, this.gateway));
		assertThat(unnoted(id)).containsExactly("same_ci");
		plan(other, "ci_ids", List.of(this.gateway, second));
		assertThat(unnoted(id)).isEmpty();
		plan(other, "tasks", List.of(Map.of("title", "切替", "assignee_id", colleague)));
		assertThat(unnoted(id)).containsExactly("same_person");
		plan(id, "ci_ids", List.of(this.gateway, below, second));
		assertThat(unnoted(id)).containsExactly("same_ci", "freeze");
		plan(id, "title", "改題");
		assertThat(unnoted(id)).isEmpty();
		assertThat(this.changing.as("manager").delete("/freezes/" + freeze).status()).isEqualTo(204);
	}

	private void plan(String id, String field, Object value) {
		Answer answer = this.changing.as("agent1").patch("/changes/" + id, field, value);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
	}

	/** The kinds of the conflicts that nobody noted; then somebody does. */
	private List<String> unnoted(String id) {
		List<String> kinds = new ArrayList<>();
		for (JsonNode conflict : this.changing.conflicts(id)) {
			if (!conflict.path("acknowledged").asBoolean()) {
				kinds.add(conflict.path("kind").asText());
			}
		}
		this.changing.does("agent1", id, "acknowledge-conflicts");
		return kinds;
	}

	@Test
	void refusesAPlanInAHardFreezeButForTheExcepted() {
		String model = this.changing.standardModel("凍結中も可 " + Instant.now());
		String freeze = this.changing.freeze(this.start, this.gateway, true, "except_models", List.of(model));
		String normal = this.changing.requested(at(0, 60, "ci_ids", List.of(this.gateway)));
		assertThat(refusal(this.changing.act("agent1", normal, "submit")))
			.isEqualTo("409 CONFLICT planned_start=in_hard_freeze");
		String emergency = this.changing.submitted(at(0, 60, "ci_ids", List.of(this.gateway), "type", "emergency"));
		assertThat(this.changing.conflicts(emergency).at("/0/passes").asText()).isEqualTo("emergency");
		this.changing.does("agent1", emergency, "cancel", "reason", "終わり");
		String standard = this.changing
			.submitted(at(0, 60, Changing.following(model, "ci_ids", List.of(this.gateway))));
		assertThat(this.changing.conflicts(standard).at("/0/passes").asText()).isEqualTo("standard_model");
		assertThat(this.changing.status(standard)).isEqualTo("scheduled/on_hold");
		this.changing.fire(standard, "startTimeReached");
		this.changing.does("network1", standard, "start");
		this.changing.as("changemanager").patch("/change-models/" + model, "standard", false);
		String later = this.changing.requested(at(60, 120, Changing.following(model, "ci_ids", List.of(this.gateway),
				"implementation_plan", "切り替える", "backout_plan", "戻す", "test_plan", "試す")));
		assertThat(refusal(this.changing.act("agent1", later, "submit")))
			.isEqualTo("409 CONFLICT planned_start=in_hard_freeze");
		assertThat(this.changing.as("manager").delete("/freezes/" + freeze).status()).isEqualTo(204);
	}

	/** A month-end freeze, say, that is lifted once. */
	@Test
	void passesARecurringFreezeOnItsExceptions() {
		String freeze = this.changing.freeze(this.start.minus(70, ChronoUnit.DAYS), this.gateway, true, "rrule",
				"FREQ=WEEKLY");
		String id = this.changing.requested(at(0, 60, "ci_ids", List.of(this.gateway)));
		assertThat(each(this.changing.conflicts(id), "kind")).containsExactly("freeze");
		// it begins on Sunday in Tokyo, three hours before noon
		String sunday = this.start.atZone(ZoneId.of("Asia/Tokyo")).toLocalDate().toString();
		JsonNode lifted = this.changing.as("manager")
			.patch("/freezes/" + freeze, "except_dates", List.of(sunday, "2029-12-31", sunday))
			.data();
		assertThat(lifted.path("except_dates").toString()).isEqualTo("[\"2029-12-31\",\"" + sunday + "\"]");
		assertThat(this.changing.conflicts(id)).isEmpty();
		assertThat(this.changing.objections(id).at("/next_free_slot/planned_start").asText())
			.isEqualTo(this.start.toString());
		String from = this.start.minus(7, ChronoUnit.DAYS).toString();
		String to = this.start.plus(7, ChronoUnit.DAYS).toString();
		assertThat(
				this.changing.as("viewer").get("/changes/calendar?from=" + from + "&to=" + to).data().path("freezes"))
			.filteredOn((time) -> time.path("id").asText().equals(freeze))
			.extracting((time) -> time.path("start").asText())
			.containsExactly(this.start.minus(7, ChronoUnit.DAYS).minus(3, ChronoUnit.HOURS).toString(),
					this.start.plus(7, ChronoUnit.DAYS).minus(3, ChronoUnit.HOURS).toString());
		String file = this.changing.as("viewer")
			.with("Accept", "text/calendar")
			.get("/changes/calendar?from=" + from + "&to=" + to)
			.body();
		assertThat(file).contains("freeze-" + freeze)
			.doesNotContain(freeze + "-" + this.start.minus(3, ChronoUnit.HOURS).getEpochSecond());
		assertThat(refusal(this.changing.as("manager").patch("/freezes/" + freeze, "rrule", null)))
			.isEqualTo("400 VALIDATION_FAILED except_dates=only_with_rrule");
		assertThat(this.changing.as("manager").delete("/freezes/" + freeze).status()).isEqualTo(204);
	}

	@Test
	void knowsWhatAFreezeIsAbout() {
		String recurring = this.changing.freeze(this.start.minus(70, ChronoUnit.DAYS), this.gateway, false, "rrule",
				"FREQ=WEEKLY");
		String ofClass = this.changing.freeze(this.start, null, false, "scope", "ci_class", "ci_class", "server");
		String ofService = this.changing.freeze(this.start, this.changing.item("社内ポータル"), false, "scope", "service");
		String ofTenant = this.changing.freeze(this.start, null, false, "scope", "tenant", "name", "全社凍結");
		String id = this.changing.requested(at(0, 60, "ci_ids", List.of(this.gateway)));
		assertThat(this.changing.conflicts(id)).extracting((conflict) -> conflict.at("/other/id").asText())
			.containsExactlyInAnyOrder(recurring, ofClass, ofTenant);
		String nothing = this.changing.requested(at(0, 60));
		assertThat(this.changing.conflicts(nothing)).extracting((conflict) -> conflict.at("/other/id").asText())
			.containsExactly(ofTenant);
		for (String freeze : List.of(recurring, ofClass, ofService, ofTenant)) {
			assertThat(this.changing.as("manager").delete("/freezes/" + freeze).status()).isEqualTo(204);
		}
	}

}
