package io.nagare.workforce.roster;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.As;
import io.nagare.NagareTest;
import io.nagare.TestClock;
import io.nagare.signin.Client;
import io.nagare.signin.Client.Answer;
import io.nagare.signin.Newcomers;
import io.nagare.ticket.TicketTriage;
import io.nagare.ticket.Tickets;
import io.nagare.ticket.notice.NoticeAudience;

import static io.nagare.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

/** A team's roster over HTTP, and what work makes of it. */
@NagareTest
class RosterApiTests {

	private static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

	@LocalServerPort
	private int port;

	@Autowired
	private As as;

	@Autowired
	private TestClock clock;

	@Autowired
	private TicketTriage triage;

	@Autowired
	private Tickets tickets;

	@Autowired
	private NoticeAudience audience;

	private Api admin = Api.at(0);

	private String team = "";

	private String lead = "";

	private String first = "";

	private String second = "";

	private Instant now = Instant.EPOCH;

	@BeforeEach
	void aTeamOfThree() {
		this.clock.reset();
		this.admin = Api.at(this.port).as("admin");
		this.lead = joins();
		this.first = joins();
		this.second = joins();
		this.team = this.admin.post("/teams", "name", "R" + UUID.randomUUID(), "manager_id", this.lead)
			.data()
			.path("id")
			.asText();
		List.of(this.lead, this.first, this.second)
			.forEach((member) -> this.admin.put("/teams/" + this.team + "/members/" + member));
		this.now = Instant.now().truncatedTo(ChronoUnit.HOURS);
	}

	private String joins() {
		return Newcomers.join(new Client(this.port), "operator").id();
	}

	private Api user(String id) {
		return this.admin.as(this.admin.get("/users/" + id).data().path("username").asText(), Newcomers.PASSWORD);
	}

	private String path(String more) {
		return "/teams/" + this.team + more;
	}

	private String layer(String more, String... people) {
		return "{\"people\":[\"%s\"],\"starts_at\":\"%s\",\"turn_hours\":24%s}".formatted(String.join("\",\"", people),
				LocalDateTime.ofInstant(this.now.minus(Duration.ofHours(1)), ZONE), more);
	}

	private Answer plan(Api by, String... layers) {
		return by.putRaw(path("/roster"), "{\"layers\":[" + String.join(",", layers) + "]}");
	}

	private Answer swap(Api by, String user, int layer, int from, int to) {
		return by.post(path("/roster/swaps"), "layer", layer, "user_id", user, "from",
				this.now.plus(Duration.ofHours(from)).toString(), "to", this.now.plus(Duration.ofHours(to)).toString());
	}

	private List<String> onDuty(int hours) {
		return each(this.admin.get(path("/on-duty?at=" + this.now.plus(Duration.ofHours(hours)))).data(), "user_id");
	}

	private JsonNode shifts(int hours) {
		return this.admin.get(path("/roster/shifts?from=" + this.now + "&to=" + this.now.plus(Duration.ofHours(hours))))
			.data();
	}

	@Test
	void isPlannedByTheTeamsManagerAndReadByAgents() {
		assertThat(this.admin.get(path("/roster")).data().path("layers")).isEmpty();
		assertThat(onDuty(0)).isEmpty();
		Answer planned = plan(user(this.lead), layer("", this.first, this.second), layer("", this.lead));
		assertThat(planned.status()).as(planned.body()).isEqualTo(200);
		assertThat(planned.data().at("/layers/0/turn_hours").asInt()).isEqualTo(24);
		assertThat(each(this.admin.get(path("/on-duty")).data(), "user_id")).containsExactly(this.first, this.lead);
		assertThat(onDuty(30)).containsExactly(this.second, this.lead);
		JsonNode duty = shifts(48);
		assertThat(each(duty.path("shifts"), "user_id")).containsExactly(this.first, this.lead, this.second,
				this.first);
		assertThat(duty.path("gaps")).isEmpty();
		assertThat(duty.path("overlaps")).isEmpty();
		assertThat(plan(user(this.first)).status()).isEqualTo(403);
		assertThat(this.admin.as("reporter1").get(path("/on-duty")).status()).isEqualTo(403);
		assertThat(this.admin.as("other-admin").get(path("/roster")).status()).isEqualTo(404);
	}

	@Test
	void keepsTurnsAsTheyWereWhenSomebodyIsErased() {
		String leaver = joins();
		this.admin.put("/teams/" + this.team + "/members/" + leaver);
		plan(this.admin, layer("", this.first, leaver, this.second), layer("", this.lead));
		List<String> before = each(shifts(24 * 6).path("shifts"), "user_id");
		Answer erased = this.admin.post("/users/" + leaver + "/erasure", "reason", "請求");
		assertThat(erased.status()).as(erased.body()).isEqualTo(200);
		JsonNode duty = shifts(24 * 6);
		assertThat(each(duty.path("shifts"), "user_id")).as("nobody else's turn moves").isEqualTo(before);
		assertThat(each(duty.path("gaps"), "user_id")).containsOnly(leaver).isNotEmpty();
		assertThat(onDuty(30)).as("the next layer is called").containsExactly(this.lead);
		assertThat(Api.refusal(plan(this.admin, layer("", this.first, leaver)))).endsWith("people=not_on_team");
		assertThat(plan(this.admin, layer("", this.first, this.second)).status()).isEqualTo(200);
		assertThat(shifts(24 * 6).path("gaps")).isEmpty();
	}

	@Test
	void refusesWhatCannotBe() {
		String stranger = this.admin.as("agent1").get("/auth/profile").data().path("id").asText();
		assertThat(plan(this.admin, layer("", stranger)).body()).contains("layers[0].people", "not_on_team");
		assertThat(plan(this.admin, layer(",\"calendar\":\"no-such\",\"hours\":\"outside\"", this.first)).body())
			.contains("unknown_calendar");
		assertThat(plan(this.admin, layer(",\"calendar\":\"24x7\"", this.first)).body()).contains("layers[0].hours");
		assertThat(plan(this.admin, layer("", this.first).replace(":24", ":0")).status()).isEqualTo(400);
		assertThat(plan(this.admin, layer("").replace("\"\"", "")).status()).isEqualTo(400);
		assertThat(this.admin.get(path("/roster/shifts?from=2028-01-01T00:00:00Z&to=2030-01-01T00:00:00Z")).body())
			.contains("too_far");
		assertThat(swap(user(this.first), this.first, 0, 1, 2).body()).contains("unknown_layer");
	}

	@Test
	void swapsUnlessSomebodyWouldBeMissing() {
		plan(this.admin, layer("", this.first, this.second), layer("", this.lead));
		assertThat(swap(user(this.second), this.first, 0, 30, 32).status()).as("nobody gives away his own")
			.isEqualTo(403);
		Answer swapped = swap(user(this.second), this.second, 0, 2, 5);
		assertThat(swapped.status()).as(swapped.body()).isEqualTo(201);
		assertThat(onDuty(1)).containsExactly(this.first, this.lead);
		assertThat(onDuty(2)).containsExactly(this.second, this.lead);
		assertThat(onDuty(5)).containsExactly(this.first, this.lead);
		Answer twice = swap(user(this.lead), this.lead, 0, 6, 8);
		assertThat(twice.status()).isEqualTo(409);
		assertThat(twice.body()).contains("swap_doubles");
		this.admin.post("/absences", "user_id", this.second, "substitute_id", this.lead, "from",
				this.now.plus(Duration.ofHours(8)).toString(), "to", this.now.plus(Duration.ofHours(40)).toString());
		Answer gap = swap(user(this.lead), this.second, 0, 7, 9);
		assertThat(gap.status()).isEqualTo(409);
		assertThat(gap.body()).contains("swap_leaves_gap");
		JsonNode gaps = shifts(48).path("gaps");
		assertThat(each(gaps, "user_id")).containsExactly(this.second);
		assertThat(onDuty(30)).as("the next layer is called").containsExactly(this.lead);
		String id = swapped.data().path("id").asText();
		assertThat(user(this.first).delete(path("/roster/swaps/" + id)).status()).isEqualTo(403);
		assertThat(user(this.second).delete(path("/roster/swaps/" + id)).status()).isEqualTo(204);
		assertThat(onDuty(2)).containsExactly(this.first, this.lead);
	}

	@Test
	void keepsASwapWithItsLayerAndNoGapThatWasFilled() {
		String early = layer("", this.first);
		String late = layer("", this.lead);
		plan(this.admin, early, late);
		assertThat(swap(user(this.second), this.second, 1, 2, 5).status()).isEqualTo(201);
		plan(this.admin, late, early);
		assertThat(onDuty(3)).as("the layers changed places").containsExactly(this.second, this.first);
		plan(this.admin, early);
		assertThat(onDuty(3)).as("its layer is no more").containsExactly(this.first);
		plan(this.admin, early, late);
		Answer filled = swap(user(this.second), this.second, 0, 2, 5);
		this.admin.post("/absences", "user_id", this.first, "substitute_id", this.lead, "from",
				this.now.plus(Duration.ofHours(1)).toString(), "to", this.now.plus(Duration.ofHours(9)).toString());
		String one = path("/roster/swaps/" + filled.data().path("id").asText());
		Answer gap = user(this.second).delete(one);
		assertThat(gap.status()).isEqualTo(409);
		assertThat(gap.body()).contains("swap_leaves_gap");
		assertThat(user(this.lead).delete(one).status()).as("the manager may").isEqualTo(204);
	}

	@Test
	void isAskedWhoGetsATicketAndWhoIsTold() {
		String id = this.admin.as("reporter1").report("夜間").path("id").asText();
		this.as.user("manager", () -> this.triage.route(UUID.fromString(id), UUID.fromString(this.team)));
		assertThat(told(id)).as("nobody is on call").containsExactly(UUID.fromString(this.lead));
		plan(this.admin, layer("", this.second, this.first));
		assertThat(told(id)).containsExactly(UUID.fromString(this.second));
		this.as.user("manager", () -> this.triage.assignBy(UUID.fromString(id), "on_duty"));
		assertThat(this.admin.incident(id).path("assignee").path("id").asText()).isEqualTo(this.second);
		this.admin.does(id, "cancel", "reason", "x");
	}

	@Test
	void letsNobodyWorkWhoIsNotOnCall() {
		String id = this.admin.as("reporter1").report("夜間").path("id").asText();
		this.as.user("manager", () -> this.triage.route(UUID.fromString(id), UUID.fromString(this.team)));
		plan(this.admin, layer("", this.first).replaceFirst("\"starts_at\":\"\\d{4}", "\"starts_at\":\"2030"));
		this.as.user("manager", () -> this.triage.assignBy(UUID.fromString(id), "on_duty"));
		assertThat(this.admin.incident(id).path("assignee").isNull()).as("a gap").isTrue();
		plan(this.admin, layer("", this.second));
		// a Sunday
		this.clock.set(this.now.atZone(ZONE).with(TemporalAdjusters.next(DayOfWeek.SUNDAY)).withHour(3).toInstant());
		this.as.user("manager", () -> this.triage.assignBy(UUID.fromString(id), "longest_idle"));
		this.clock.reset();
		assertThat(this.admin.incident(id).path("assignee").path("id").asText()).isEqualTo(this.second);
		this.admin.does(id, "cancel", "reason", "x");
	}

	@Test
	void tellsWhenNobodyIsOnCall() {
		assertThat(shifts(48).path("uncovered")).as("without a roster").isEmpty();
		plan(this.admin, layer("", this.first, this.second));
		assertThat(shifts(48).path("uncovered")).isEmpty();
		this.admin.post("/absences", "user_id", this.first, "substitute_id", this.lead, "from",
				this.now.plus(Duration.ofHours(1)).toString(), "to", this.now.plus(Duration.ofHours(9)).toString());
		JsonNode uncovered = shifts(48).path("uncovered");
		assertThat(each(uncovered, "from")).containsExactly(this.now.plus(Duration.ofHours(1)).toString());
		assertThat(each(uncovered, "to")).containsExactly(this.now.plus(Duration.ofHours(9)).toString());
		plan(this.admin, layer("", this.first).replaceFirst("\"starts_at\":\"\\d{4}", "\"starts_at\":\"2030"));
		assertThat(shifts(48).path("uncovered")).as("nobody's turn yet").hasSize(1);
		assertThat(shifts(48).path("gaps")).isEmpty();
	}

	@Test
	void tellsBothPeopleWhoTakesTurnsAndStandsIn() {
		plan(this.admin, layer("", this.first));
		String swap = swap(user(this.lead), this.second, 0, 2, 5).data().path("id").asText();
		assertThat(kinds(this.second)).contains("duty.taken");
		assertThat(kinds(this.first)).contains("duty.taken");
		assertThat(kinds(this.lead)).as("who arranged it").doesNotContain("duty.taken");
		assertThat(user(this.second).delete(path("/roster/swaps/" + swap)).status()).isEqualTo(204);
		assertThat(kinds(this.first)).contains("duty.taken_back");
		String absence = user(this.first)
			.post("/absences", "substitute_id", this.second, "from", this.now.plus(Duration.ofHours(30)).toString(),
					"to", this.now.plus(Duration.ofHours(40)).toString())
			.data()
			.path("id")
			.asText();
		assertThat(kinds(this.second)).contains("absence.planned");
		assertThat(kinds(this.first)).doesNotContain("absence.planned");
		assertThat(user(this.first).delete("/absences/" + absence).status()).isEqualTo(204);
		assertThat(kinds(this.second)).contains("absence.cancelled");
	}

	private List<String> kinds(String user) {
		return each(user(user).get("/notifications?limit=100").data(), "kind");
	}

	private Iterable<UUID> told(String id) {
		return this.as.user("manager", () -> this.audience
			.readers(this.tickets.all(List.of(UUID.fromString(id))).get(0), "on_duty", java.util.Map.of()));
	}

}
