package io.nagare.problem;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.Api;
import io.nagare.As;
import io.nagare.AtOnce;
import io.nagare.NagareTest;
import io.nagare.Plans;
import io.nagare.Statements;
import io.nagare.problem.trend.ProblemDetection;
import io.nagare.shared.Tenancy;
import io.nagare.shared.TenantId;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Incidents without a problem get one: theirs, and only one. */
@NagareTest
class DetectionTests {

	private static final int AT_ONCE = 8;

	@Autowired
	private Solving solving;

	@Autowired
	private ProblemDetection detection;

	@Autowired
	private ProblemService service;

	@Autowired
	private RiskAcceptanceService risks;

	@Autowired
	private ProblemManagement management;

	@Autowired
	private ProblemRepository problems;

	@Autowired
	private As as;

	@Autowired
	private Plans plans;

	@Autowired
	private TransactionTemplate transactions;

	@Test
	void seesOneProblemInIncidentsThatShareCategoryAndItem() {
		String category = this.solving.newCategory();
		String item = item();
		List<String> incidents = incidents(3, "category_id", category, "ci_ids", List.of(item));
		TenantId tenant = this.as.user("agent1", Tenancy::require);
		AtOnce.all(AT_ONCE, (number) -> {
			Tenancy.as(tenant,
					() -> this.detection.trendOn(UUID.fromString((number % 2 == 0) ? category : item), "傾向"));
			return true;
		});
		String problem = problemsOf(incidents.get(0)).get(0);
		assertThat(incidents).allSatisfy((incident) -> assertThat(problemsOf(incident)).containsExactly(problem));
		assertThat(trendsOn("category_id", category)).containsExactly(problem);
	}

	@Test
	void seesATrendOnAnItem() {
		String item = item();
		incidents(2, "ci_ids", List.of(item, item));
		this.solving.detectTrends();
		assertThat(trendsOn("ci_id", item)).isEmpty();
		incidents(1, "ci_ids", List.of(item), "category_id", this.solving.newCategory());
		this.solving.detectTrends();
		JsonNode problem = this.solving.problem(trendsOn("ci_id", item).get(0));
		assertThat(problem.path("title").asText()).endsWith(": 3 incidents within 30 days");
		assertThat(problem.path("incident_ids")).hasSize(3);
	}

	@Test
	void namesATrendOnAnItemThatIsGone() {
		String item = item();
		String name = this.solving.as("agent1").get("/cis/" + item).data().path("name").asText();
		incidents(3, "ci_ids", List.of(item));
		assertThat(this.solving.as("admin").delete("/cis/" + item).status()).isEqualTo(204);
		this.solving.detectTrends();
		assertThat(this.solving.problem(trendsOn("ci_id", item).get(0)).path("title").asText()).contains(name);
	}

	@Test
	void letsATrendJoinTheOpenProblemOfAnotherThatItFallsUnder() {
		String category = this.solving.newCategory();
		String item = item();
		incidents(3, "ci_ids", List.of(item), "category_id", category);
		this.solving.detectTrends();
		String problem = trendsOn("category_id", category).get(0);
		List<String> ofTheCategory = incidents(3, "category_id", category);
		List<String> onTheItem = incidents(3, "ci_ids", List.of(item), "category_id", this.solving.newCategory());
		this.solving.detectTrends();
		assertThat(Stream.concat(ofTheCategory.stream(), onTheItem.stream()))
			.allSatisfy((incident) -> assertThat(problemsOf(incident)).containsExactly(problem));
		List<String> later = List.of(incidents(1, "category_id", category).get(0),
				incidents(1, "ci_ids", List.of(item)).get(0));
		this.solving.detectTrends();
		assertThat(later).allSatisfy((incident) -> assertThat(problemsOf(incident)).containsExactly(problem));
		assertThat(this.solving.problem(problem).path("incident_ids")).hasSize(11);
	}

	@Test
	void countsAllIncidentsAndLinksTheLatest() {
		UUID category = UUID.fromString(this.solving.newCategory());
		List<String> incidents = incidents(3, "category_id", category);
		this.as.user("agent1", () -> this.transactions.executeWithoutResult((transaction) -> {
			assertThat(this.problems.countUnclaimed(category)).isEqualTo(3);
			assertThat(this.problems.latestUnclaimed(category, 2)).extracting(UUID::toString)
				.containsExactly(incidents.get(2), incidents.get(1));
		}));
	}

	@Test
	void letsLaterIncidentsHaveWhatIsKnown() {
		String category = this.solving.newCategory();
		incidents(3, "category_id", category);
		this.solving.detectTrends();
		String problem = trendsOn("category_id", category).get(0);
		this.solving.does("agent1", problem, "publish-workaround", "symptom", "遅い", "workaround", "待つ");
		String later = incidents(1, "category_id", category).get(0);
		this.solving.detectTrends();
		assertThat(problemsOf(later)).containsExactly(problem);
		await().untilAsserted(() -> assertThat(
				each(this.solving.as("reporter1").get("/incidents/" + later + "/work-notes").data(), "content"))
			.anyMatch((note) -> note.contains("待つ")));
		this.solving.as("agent1").does(later, "start");
		this.solving.as("agent1").does(later, "hold", "hold_reason", "awaiting_problem");
		solve(problem);
		await().untilAsserted(() -> assertThat(this.solving.as("agent1").incident(later).path("status").asText())
			.isEqualTo("in_progress"));
	}

	@Test
	void countsAnewOnceAProblemHasEnded() {
		String category = this.solving.newCategory();
		incidents(3, "category_id", category);
		this.solving.detectTrends();
		String solved = trendsOn("category_id", category).get(0);
		// two that the hourly look missed
		incidents(2, "category_id", category);
		solve(solved);
		this.solving.does("agent1", solved, "close");
		incidents(2, "category_id", category);
		this.solving.detectTrends();
		assertThat(trendsOn("category_id", category)).containsExactly(solved);
		incidents(1, "category_id", category);
		this.solving.detectTrends();
		assertThat(trendsOn("category_id", category)).hasSize(2);
		String cancelled = trendsOn("category_id", category).get(0);
		assertThat(this.solving.problem(cancelled).path("incident_ids")).hasSize(3);
		incidents(2, "category_id", category);
		this.solving.does("agent1", cancelled, "cancel", "reason", "利用者の勘違い");
		incidents(2, "category_id", category);
		this.solving.detectTrends();
		assertThat(trendsOn("category_id", category)).hasSize(2);
		incidents(1, "category_id", category);
		this.solving.detectTrends();
		assertThat(trendsOn("category_id", category)).hasSize(3);
	}

	@Test
	void countsNoIncidentThatIsNone() {
		String category = this.solving.newCategory();
		incidents(2, "category_id", category);
		String deleted = incidents(1, "category_id", category).get(0);
		assertThat(this.solving.as("admin").delete("/incidents/" + deleted + "?reason=x").status()).isEqualTo(204);
		String cancelled = incidents(1, "category_id", category).get(0);
		this.solving.as("agent1").does(cancelled, "cancel", "reason", "誤報");
		incidents(1, "category_id", category, "confidentiality", "confidential");
		this.solving.detectTrends();
		assertThat(trendsOn("category_id", category)).isEmpty();
	}

	@Test
	void findsIncidentsByAnIndex() {
		String category = this.solving.newCategory();
		incidents(3, "category_id", category);
		String closed = closed("category_id", this.solving.newCategory());
		this.solving.incidentOf(closed);
		List<String> statements = Statements.of(() -> {
			this.solving.detectTrends();
			this.solving.fire(closed, "observationOver");
		});
		assertThat(trendsOn("category_id", category)).hasSize(1);
		assertThat(this.plans.readingWholeTables(statements)).isEmpty();
		assertThat(statements.stream().filter((statement) -> statement.contains("interval '30 days'")).distinct())
			.hasSize(3)
			.allSatisfy((statement) -> assertThat(this.plans.conditions(statement, "tickets")).isNotEmpty()
				.allMatch((condition) -> condition.contains("tenant_id")));
	}

	@Test
	void knowsARecurrenceByCategoryAndItem() {
		String category = this.solving.newCategory();
		String item = item();
		String closed = closed("category_id", category, "ci_ids", List.of(item, item()));
		String back = incidents(1, "category_id", category, "ci_ids", List.of(item)).get(0);
		String other = incidents(1, "category_id", category, "ci_ids", List.of(item())).get(0);
		this.solving.fire(closed, "observationOver");
		assertThat(problemsOf(other)).isEmpty();
		JsonNode again = this.solving.problem(problemsOf(back).get(0));
		assertThat(again.path("status").asText()).isEqualTo("new");
		assertThat(again.path("title").asText()).isEqualTo("再発: VPNが毎朝切れる");
		assertThat(followed(again.path("id").asText())).containsExactly(closed);
	}

	@Test
	void takesAProblemThatIsKnownForTheRecurrence() {
		String category = this.solving.newCategory();
		String item = item();
		String closed = closed("category_id", category, "ci_ids", List.of(item));
		List<String> incidents = incidents(3, "category_id", category, "ci_ids", List.of(item));
		String known = this.solving.reported("incident_ids", incidents.subList(0, 1));
		String rejected = this.solving.reported("incident_ids", incidents.subList(1, 2));
		this.solving.does("agent1", rejected, "cancel", "reason", "仕様どおり");
		this.solving.fire(closed, "observationOver");
		assertThat(followed(known)).containsExactly(closed);
		assertThat(problemsOf(incidents.get(0))).containsExactly(known);
		assertThat(problemsOf(incidents.get(1))).containsExactly(rejected);
		assertThat(problemsOf(incidents.get(2))).containsExactly(known);
		assertThat(followed(rejected)).isEmpty();
		assertThat(trendsOn("category_id", category)).containsExactly(closed);
	}

	@Test
	void cutsTheTitleOfARecurrence() {
		String first = closed("title", "長".repeat(500));
		String again = problemsOf(recurred(first)).stream()
			.filter((one) -> !one.equals(first))
			.findFirst()
			.orElseThrow();
		String title = this.solving.problem(again).path("title").asText();
		assertThat(title).hasSize(500).startsWith("再発: 長").endsWith("長…");
		solve(again);
		this.solving.does("agent1", again, "close");
		String third = problemsOf(recurred(again)).stream()
			.filter((one) -> !one.equals(again))
			.findFirst()
			.orElseThrow();
		assertThat(this.solving.problem(third).path("title").asText()).isEqualTo(title);
	}

	@Test
	void letsNobodyWaitForEachOtherWhoLinksTheSameIncidents() {
		TenantId tenant = this.as.user("agent1", Tenancy::require);
		UUID like = UUID.fromString(this.solving.reported());
		List<UUID> sorted = incidents(10).stream().map(UUID::fromString).sorted().toList();
		List<UUID> reversed = sorted.stream().sorted(Collections.reverseOrder()).toList();
		assertThat(AtOnce.all(AT_ONCE,
				(number) -> Tenancy.as(tenant,
						() -> this.transactions.execute((transaction) -> this.management
							.open("遅い", "?", this.service.problem(like), (number % 2 == 0) ? sorted : reversed)
							.id()))))
			.doesNotHaveDuplicates();
		assertThat(problemsOf(sorted.get(0).toString())).hasSize(AT_ONCE);
	}

	@Test
	void looksAtARiskAgainWhenTheTenantsDayBegins() {
		Api admin = this.solving.as("other-admin");
		String original = admin.get("/calendars/business-hours").data().path("definition").toString();
		Answer moved = admin.putRaw("/calendars/business-hours", original.replace("Asia/Tokyo", "America/New_York"));
		assertThat(moved.status()).as(moved.body()).isEqualTo(200);
		try {
			Api agent = this.solving.as("other-agent");
			String id = agent.post("/problems", "title", "遅い").data().path("id").asText();
			agent.post("/problems/" + id + "/actions/assess");
			agent.post("/problems/" + id + "/actions/analyse");
			Answer proposed = agent.post("/problems/" + id + "/actions/accept-risk", "reason", "影響が小さい", "review_date",
					Solving.someDay());
			assertThat(proposed.status()).as(proposed.body()).isEqualTo(200);
			Instant due = this.as.user("other-agent", () -> this.risks.reviewAt(UUID.fromString(id)));
			assertThat(due.atZone(ZoneId.of("America/New_York")).toLocalDateTime())
				.isEqualTo(LocalDate.parse(Solving.someDay()).atTime(LocalTime.MIDNIGHT));
		}
		finally {
			admin.putRaw("/calendars/business-hours", original);
		}
	}

	private String recurred(String problem) {
		String incident = this.solving.incidentOf(problem);
		this.solving.fire(problem, "observationOver");
		return incident;
	}

	private String closed(@Nullable Object... more) {
		String id = this.solving.resolved(more);
		this.solving.does("network1", id, "close");
		return id;
	}

	private void solve(String problem) {
		this.solving.does("agent1", problem, "assess");
		this.solving.does("agent1", problem, "analyse");
		this.solving.does("agent1", problem, "record-cause", "root_cause", "容量の不足", "cause_code", "capacity");
		this.solving.does("agent1", problem, "resolve", "resolution", "増設した");
	}

	private List<String> incidents(int many, @Nullable Object... more) {
		return IntStream.range(0, many)
			.mapToObj((number) -> this.solving.as("reporter1").report("遅い", more).path("id").asText())
			.toList();
	}

	private String item() {
		Answer created = this.solving.as("agent1")
			.post("/cis", "name", "傾向 " + UUID.randomUUID(), "ci_class", "server", "tier", 3);
		assertThat(created.status()).as(created.body()).isEqualTo(201);
		return created.data().path("id").asText();
	}

	private List<String> problemsOf(String incident) {
		return each(this.solving.as("agent1").get("/incidents/" + incident + "/links").data(), "ticket_id");
	}

	private List<String> followed(String problem) {
		return Stream.of(this.solving.problem(problem).path("links"))
			.flatMap((links) -> IntStream.range(0, links.size()).mapToObj(links::get))
			.filter((link) -> link.path("type").asText().equals("follows"))
			.map((link) -> link.path("ticket_id").asText())
			.toList();
	}

	/** The newest first. */
	private List<String> trendsOn(String filter, String id) {
		return each(this.solving.as("viewer").get("/problems?" + filter + "=" + id).data(), "id");
	}

}
