package io.nagare.ticket.assignment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.As;
import io.nagare.AtOnce;
import io.nagare.NagareTest;
import io.nagare.signin.Client;
import io.nagare.signin.Newcomers;
import io.nagare.TestClock;
import io.nagare.ticket.TicketTriage;
import io.nagare.workforce.AbsenceManagement;

import static io.nagare.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

/** Whom the words of a table choose among a team of newcomers. */
@NagareTest
class AssigneeSelectionTests {

	@LocalServerPort
	private int port;

	@Autowired
	private As as;

	@Autowired
	private TicketTriage triage;

	@Autowired
	private AbsenceManagement absences;

	@Autowired
	private TestClock clock;

	private final List<String> tickets = new ArrayList<>();

	private Api admin = Api.at(0);

	private String team = "";

	private String first = "";

	private String second = "";

	@BeforeEach
	void aTeamOfTwo() {
		this.clock.reset();
		this.admin = Api.at(this.port).as("admin");
		this.first = joins();
		this.second = joins();
		this.team = this.admin.post("/teams", "name", "T" + UUID.randomUUID(), "manager_id", this.first)
			.data()
			.path("id")
			.asText();
		for (String member : List.of(this.first, this.second)) {
			assertThat(this.admin.put("/teams/" + this.team + "/members/" + member).status()).isEqualTo(204);
		}
	}

	@AfterEach
	void nothingIsLeft() {
		this.tickets.forEach((id) -> this.admin.does(id, "cancel", "reason", "x"));
	}

	private String joins() {
		return Newcomers.join(new Client(this.port), "operator").id();
	}

	private String nameOf(String user) {
		return this.admin.get("/users/" + user).data().path("username").asText();
	}

	private String reported() {
		String id = this.admin.as("reporter1").report("だれが").path("id").asText();
		this.tickets.add(id);
		return id;
	}

	/** The ticket comes to the team, and somebody is chosen; nobody is an empty text. */
	private String chosen(String id, String method) {
		this.as.user("manager", () -> this.triage.route(UUID.fromString(id), UUID.fromString(this.team)));
		this.as.user("manager", () -> this.triage.assignBy(UUID.fromString(id), method));
		return assigneeOf(id);
	}

	private String assigneeOf(String id) {
		return this.admin.incident(id).path("assignee").path("id").asText();
	}

	private String reasonOf(String id) {
		for (JsonNode line : this.admin.get("/incidents/" + id + "/history?limit=100").data()) {
			if (line.path("field_name").asText().equals("assignee_choice")) {
				return line.path("new_value").asText();
			}
		}
		return "";
	}

	private void bound(String user, Object capacity) {
		assertThat(this.admin.patch("/teams/" + this.team + "/members/" + user, "capacity", capacity).status())
			.isEqualTo(204);
	}

	@Test
	void takesTurnsAndSaysWhy() {
		String one = chosen(reported(), "longest_idle");
		String other = chosen(reported(), "longest_idle");
		assertThat(List.of(one, other)).containsExactlyInAnyOrder(this.first, this.second);
		assertThat(reasonOf(this.tickets.get(0))).isEqualTo("前回の割り当てから最も時間が経過 / longest without a new ticket");
		JsonNode incident = this.admin.incident(this.tickets.get(0));
		assertThat(incident.path("responded_at").isNull() || incident.path("responded_at").isMissingNode())
			.as("being chosen is no answer")
			.isTrue();
		assertThat(chosen(reported(), "none")).isEmpty();
	}

	/** Whoever is quick is not given everything. */
	@Test
	void takesNobodyForIdleWhoHasResolvedWhatHeWasGiven() {
		String chosen = chosen(reported(), "longest_idle");
		String other = chosen.equals(this.first) ? this.second : this.first;
		String taken = reported();
		this.as.user("manager", () -> this.triage.route(UUID.fromString(taken), UUID.fromString(this.team)));
		Api quick = this.admin.as(nameOf(other), Newcomers.PASSWORD);
		quick.does(taken, "assign");
		quick.does(taken, "resolve", "resolution", "x", "resolution_code", "fixed");
		this.admin.as("reporter1").does(taken, "confirm");
		this.tickets.remove(taken);
		assertThat(chosen(reported(), "longest_idle")).isEqualTo(chosen);
		String dispatched = reported();
		this.admin.does(dispatched, "assign", "team_id", this.team, "assignee_id", other);
		assertThat(chosen(reported(), "longest_idle")).isEqualTo(chosen);
	}

	@Test
	void leavesOutWhoIsAwayAndSaysSoWhereNobodyIsLeft() {
		bound(this.first, 1);
		Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
		JsonNode absence = this.admin
			.post("/absences", "user_id", this.second, "substitute_id", this.first, "from",
					now.minusSeconds(60).toString(), "to", now.plusSeconds(3600).toString())
			.data();
		this.as.user("manager", () -> this.absences.begin(UUID.fromString(absence.path("id").asText())));
		assertThat(chosen(reported(), "least_loaded")).isEqualTo(this.first);
		assertThat(reasonOf(this.tickets.get(0))).endsWith(" / least open work (0 of 1)");
		assertThat(chosen(reported(), "least_loaded")).isEmpty();
		assertThat(reasonOf(this.tickets.get(1))).endsWith(" / nobody is available; it stays with the team");
		JsonNode workload = this.admin.get("/teams/" + this.team + "/workload").data();
		assertThat(each(workload, "is_absent")).containsExactlyInAnyOrder("true", "false");
		assertThat(each(workload, "open_tickets")).containsExactlyInAnyOrder("1", "0");
		this.admin.delete("/absences/" + absence.path("id").asText());
		assertThat(chosen(reported(), "least_loaded")).isEqualTo(this.second);
	}

	@Test
	void goesToWhoHelpedTheReporterBefore() {
		String id = reported();
		this.as.user("manager", () -> this.triage.route(UUID.fromString(id), UUID.fromString(this.team)));
		this.admin.does(id, "assign", "team_id", this.team, "assignee_id", this.second);
		this.admin.as(nameOf(this.second), Newcomers.PASSWORD)
			.does(id, "resolve", "resolution", "x", "resolution_code", "fixed");
		this.tickets.remove(id);
		assertThat(chosen(reported(), "last_helper")).isEqualTo(this.second);
		assertThat(chosen(reported(), "last_helper")).isEqualTo(this.second);
		this.admin.as("reporter1").does(id, "confirm");
	}

	@Test
	void neverOverfillsAnybodyHoweverManyComeAtOnce() {
		bound(this.first, 2);
		bound(this.second, 1);
		List<String> ids = IntStream.range(0, 8).mapToObj((number) -> reported()).toList();
		List<String> chosen = AtOnce.all(ids.size(), (number) -> chosen(ids.get(number), "least_loaded"));
		assertThat(chosen.stream().filter(this.first::equals)).hasSize(2);
		assertThat(chosen.stream().filter(this.second::equals)).hasSize(1);
		assertThat(chosen.stream().filter(String::isEmpty)).hasSize(5);
	}

	@Test
	void letsManagersOfATeamBoundItsMembers() {
		Api manager = this.admin.as(nameOf(this.first), Newcomers.PASSWORD);
		String members = "/teams/" + this.team + "/members/";
		assertThat(manager.patch(members + this.second, "capacity", 3).status()).isEqualTo(204);
		assertThat(this.admin.as(nameOf(this.second), Newcomers.PASSWORD)
			.patch(members + this.first, "capacity", 3)
			.status()).isEqualTo(403);
		assertThat(manager.patch(members + this.second, "capacity", -1).status()).isEqualTo(400);
		assertThat(manager.patch(members + UUID.randomUUID(), "capacity", 1).status()).isEqualTo(404);
		assertThat(each(manager.get("/teams/" + this.team + "/workload").data(), "capacity")).contains("3");
		assertThat(this.admin.as("reporter1").get("/teams/" + this.team + "/workload").status()).isEqualTo(403);
	}

}
