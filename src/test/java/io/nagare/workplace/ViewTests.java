package io.nagare.workplace;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.Statements;
import io.nagare.TestClock;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** Views are counted as their lists are, and belong to who saved them. */
@NagareTest
class ViewTests {

	private static final String VIEWS = "/views";

	@LocalServerPort
	private int port;

	private Api agent;

	private Api network;

	@Autowired
	private TestClock clock;

	@BeforeEach
	void signIn() {
		this.agent = Api.at(this.port).as("agent1");
		this.network = this.agent.as("network1");
	}

	@AfterEach
	void theTimeIsNow() {
		this.clock.reset();
	}

	@Test
	void countsEachStandingViewAsItsListIs() {
		this.agent.does(reported(), "start");
		JsonNode counts = counts(this.agent, "?kind=incidents");
		assertThat(each(counts, "view")).contains("mine", "my_teams", "unassigned", "due", "major", "on_hold",
				"reported", "open", "in_work", "resolved", "critical", "all");
		assertThat(count(counts, "mine")).isPositive();
		counts.forEach((counted) -> {
			if (counted.path("view").isTextual()) {
				String view = counted.path("view").asText();
				assertThat(counted.path("count").asInt()).as(view)
					.isEqualTo(this.agent.get("/incidents?limit=1&view=" + view)
						.json()
						.path("pagination")
						.path("total_items")
						.asInt());
			}
		});
	}

	@Test
	void followsWhatBecomesOfATicket() {
		String id = reported();
		int unassigned = count("unassigned");
		int mine = count("mine");
		this.agent.does(id, "start");
		assertThat(count("unassigned")).isEqualTo(unassigned - 1);
		assertThat(count("mine")).isEqualTo(mine + 1);
		int held = count("on_hold");
		this.agent.does(id, "hold", "hold_reason", "awaiting_vendor");
		assertThat(count("on_hold")).isEqualTo(held + 1);
	}

	@Test
	void countsAllViewsInTwoStatements() {
		save(this.agent, "Counted", "priority=high");
		List<String> statements = Statements.fewestOf(() -> counts(this.agent, ""));
		assertThat(statements.stream().filter((statement) -> !statement.contains("set_config")))
			.as(statements::toString)
			.hasSizeLessThanOrEqualTo(2);
	}

	@Test
	void countsForAReporterWhatHeReported() {
		Api reporter = this.agent.as("reporter1");
		int before = count(counts(reporter, "?kind=incidents"), "all");
		this.agent.report("not his");
		assertThat(count(counts(reporter, "?kind=incidents"), "all")).isEqualTo(before);
		reporter.report("his");
		assertThat(count(counts(reporter, "?kind=incidents"), "all")).isEqualTo(before + 1);
		assertThat(refusal(this.agent.as("platform").get(VIEWS + "/counts"))).isEqualTo("403 FORBIDDEN");
	}

	@Test
	void sortsByTheNextClock() {
		// whenever this runs, and however long the weekend is
		this.clock.set(Instant.parse(this.agent.report("VPN").path("response_due_at").asText()).minusSeconds(60));
		JsonNode due = this.agent.get("/incidents?view=due&sort=due_at&limit=100").data();
		List<String> times = StreamSupport.stream(due.spliterator(), false)
			.map((ticket) -> ticket.path("responded_at").isNull() ? ticket.path("response_due_at").asText()
					: ticket.path("resolution_due_at").asText())
			.toList();
		assertThat(times).isNotEmpty().isSorted();
	}

	@Test
	void refusesWhatIsNoView() {
		assertThat(refusal(this.agent.get("/incidents?view=nothing")))
			.isEqualTo("400 VALIDATION_FAILED view=not_a_choice");
		assertThat(refusal(this.agent.get("/changes?view=major"))).isEqualTo("400 VALIDATION_FAILED view=not_a_choice");
		assertThat(refusal(this.agent.get(VIEWS + "/counts?kind=teas")))
			.isEqualTo("400 VALIDATION_FAILED kind=not_a_choice");
	}

	@Test
	void countsEachOnceHoweverOftenItIsNamed() {
		assertThat(counts(this.agent, "?kind=incidents" + ",incidents".repeat(300) + "&view=all" + ",all".repeat(900)))
			.hasSize(1);
	}

	@Test
	void keepsASavedViewForItsOwner() {
		String id = save(this.agent, "High and mine", "view=mine&priority=high,critical");
		JsonNode saved = this.agent.get(VIEWS + "/" + id).data();
		assertThat(saved.path("filter").asText()).isEqualTo("view=mine&priority=high,critical");
		assertThat(saved.path("is_mine").asBoolean()).isTrue();
		assertThat(each(this.agent.get(VIEWS + "?limit=100").data(), "id")).contains(id);
		assertThat(refusal(this.network.get(VIEWS + "/" + id))).isEqualTo("404 NOT_FOUND");
		JsonNode counted = StreamSupport.stream(counts(this.agent, "?kind=incidents").spliterator(), false)
			.filter((count) -> count.path("saved_view_id").asText().equals(id))
			.findFirst()
			.orElseThrow();
		assertThat(counted.path("count").asInt())
			.isEqualTo(this.agent.get("/incidents?limit=1&view=mine&priority=high,critical")
				.json()
				.path("pagination")
				.path("total_items")
				.asInt());
		assertThat(this.agent.patch(VIEWS + "/" + id, "name", "Mine", "columns", List.of("number", "title"))
			.data()
			.path("columns")
			.path(1)
			.asText()).isEqualTo("title");
		assertThat(this.agent.delete(VIEWS + "/" + id).status()).isEqualTo(204);
		assertThat(refusal(this.agent.get(VIEWS + "/" + id))).isEqualTo("404 NOT_FOUND");
	}

	@Test
	void sharesAViewWithATeamThatReadsIt() {
		String id = save(this.agent, "Ours", "view=my_teams");
		String team = this.agent.idOf("teams", "Service Desk");
		assertThat(this.agent.patch(VIEWS + "/" + id, "team_id", team).status()).isEqualTo(200);
		Api colleague = this.agent.as("agent2");
		assertThat(colleague.get(VIEWS + "/" + id).data().path("is_mine").asBoolean(true)).isFalse();
		assertThat(refusal(colleague.patch(VIEWS + "/" + id, "name", "Mine now"))).isEqualTo("403 FORBIDDEN");
		assertThat(refusal(colleague.delete(VIEWS + "/" + id))).isEqualTo("403 FORBIDDEN");
		assertThat(refusal(this.network.get(VIEWS + "/" + id))).isEqualTo("404 NOT_FOUND");
		assertThat(refusal(this.agent.patch(VIEWS + "/" + id, "team_id", this.agent.idOf("teams", "Network"))))
			.isEqualTo("400 VALIDATION_FAILED team_id=not_in_team");
		this.agent.delete(VIEWS + "/" + id);
	}

	@Test
	void refusesAFilterThatNoListTakes() {
		assertThat(refusal(view(this.agent, "x", "colour=red")))
			.isEqualTo("400 VALIDATION_FAILED filter=unknown_parameter");
		assertThat(refusal(view(this.agent, "x", "assignee_id=nobody")))
			.isEqualTo("400 VALIDATION_FAILED filter=unknown_parameter");
		assertThat(refusal(view(this.agent, "x", "phase=done"))).isEqualTo("400 VALIDATION_FAILED phase=not_a_choice");
		assertThat(refusal(this.agent.post(VIEWS, "kind", "incidents", "name", "x", "sort", "colour")))
			.isEqualTo("400 VALIDATION_FAILED sort=not_sortable");
		assertThat(refusal(this.agent.post(VIEWS, "kind", "teas", "name", "x")))
			.isEqualTo("400 VALIDATION_FAILED kind=not_a_choice");
		assertThat(refusal(
				this.agent.post(VIEWS, "kind", "incidents", "name", "x", "columns", Collections.nCopies(31, "title"))))
			.isEqualTo("400 VALIDATION_FAILED columns=too_many");
		assertThat(refusal(this.agent.post(VIEWS, "kind", "incidents", "name", "x".repeat(101))))
			.isEqualTo("400 VALIDATION_FAILED name=too_long");
		assertThat(refusal(this.agent.post(VIEWS, "kind", "incidents", "name", " ")))
			.isEqualTo("400 VALIDATION_FAILED name=required");
	}

	@Test
	void takesALinkAwayFromEitherEnd() {
		String id = this.agent.report("VPN").path("id").asText();
		String other = this.agent.report("VPN again").path("id").asText();
		String link = link(id, other);
		assertThat(refusal(this.agent.as("reporter1").delete("/incidents/" + id + "/links/" + link)))
			.isEqualTo("404 NOT_FOUND");
		assertThat(refusal(this.agent.as("viewer").delete("/incidents/" + id + "/links/" + link)))
			.isEqualTo("403 FORBIDDEN");
		assertThat(refusal(this.agent.delete("/incidents/" + id + "/links/" + UUID.randomUUID())))
			.isEqualTo("404 NOT_FOUND");
		assertThat(this.agent.delete("/incidents/" + other + "/links/" + link).status()).isEqualTo(204);
		assertThat(this.agent.get("/incidents/" + id + "/links").data()).isEmpty();
		assertThat(this.agent.delete("/incidents/" + id + "/links/" + link(id, other)).status()).isEqualTo(204);
	}

	private String link(String id, String other) {
		return this.agent.post("/incidents/" + id + "/links", "type", "related_to", "target_id", other)
			.data()
			.path("id")
			.asText();
	}

	private String reported() {
		return this.agent.report("VPN", "category_id", this.agent.idOf("categories", "ネットワーク")).path("id").asText();
	}

	private int count(String view) {
		return count(counts(this.agent, "?kind=incidents&view=" + view), view);
	}

	private static int count(JsonNode counts, String view) {
		return StreamSupport.stream(counts.spliterator(), false)
			.filter((count) -> count.path("view").asText().equals(view))
			.findFirst()
			.orElseThrow()
			.path("count")
			.asInt();
	}

	private static JsonNode counts(Api api, String query) {
		Answer answer = api.get(VIEWS + "/counts" + query);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data();
	}

	private static String save(Api api, String name, String filter) {
		Answer saved = view(api, name, filter);
		assertThat(saved.status()).as(saved.body()).isEqualTo(201);
		return saved.data().path("id").asText();
	}

	private static Answer view(Api api, String name, String filter) {
		return api.post(VIEWS, "kind", "incidents", "name", name, "filter", filter);
	}

}
