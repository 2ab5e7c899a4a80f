package io.nagare.change;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import io.nagare.NagareTest;
import io.nagare.cmdb.DemoItems;

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
	void doesNotMindWindowsThatOnlyTouch() {
		this.changing.submitted(at(0, 60, "ci_ids", List.of(this.gateway)));
		String after = this.changing.requested(at(60, 120, "ci_ids", List.of(this.gateway)));
		assertThat(this.changing.conflicts(after)).isEmpty();
		String inside = this.changing.requested(at(59, 60, "ci_ids", List.of(this.gateway)));
		assertThat(each(this.changing.conflicts(inside), "kind")).containsExactly("same_ci");
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
			.submitted(at(0, 60, "ci_ids", List.of(this.gateway), "type", "standard", "model_id", model));
		assertThat(this.changing.conflicts(standard).at("/0/passes").asText()).isEqualTo("standard_model");
		assertThat(this.changing.status(standard)).isEqualTo("scheduled/on_hold");
		this.changing.fire(standard, "startTimeReached");
		this.changing.does("network1", standard, "start");
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
