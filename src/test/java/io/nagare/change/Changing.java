package io.nagare.change;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.Api;
import io.nagare.cmdb.Cmdb;
import io.nagare.directory.DemoPeople;
import io.nagare.shared.PageQuery;
import io.nagare.workflow.Processes;
import io.nagare.workflow.TokenRows;
import io.nagare.signin.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What tests do with changes, over HTTP as people do. Each change has a day of its own,
 * so that no test meets the changes of another.
 */
@Component
@Lazy
public class Changing {

	private static final AtomicInteger DAYS = new AtomicInteger(1);

	private static final String CHANGES = "/changes/";

	/** A Sunday at noon in Tokyo, long out of office hours. */
	private static final Instant FIRST = Instant.parse("2030-01-06T03:00:00Z");

	private final Api api;

	private final RuntimeService runtime;

	private final ManagementService jobs;

	private final Cmdb cmdb;

	private final DemoPeople people;

	private final Processes processes;

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transactions;

	Changing(@Value("${local.server.port}") int port, RuntimeService runtime, ManagementService jobs, Cmdb cmdb,
			DemoPeople people, Processes processes, JdbcTemplate jdbc, PlatformTransactionManager transactions) {
		this.transactions = new TransactionTemplate(transactions);
		this.processes = processes;
		this.jdbc = jdbc;
		this.cmdb = cmdb;
		this.people = people;
		this.api = Api.at(port);
		this.runtime = runtime;
		this.jobs = jobs;
	}

	public Api as(String username) {
		return this.api.as(username);
	}

	public Api as(String username, String password) {
		return this.api.as(username, password);
	}

	/** The beginning of a window that no other test has. */
	public static Instant ownDay() {
		return FIRST.plus(DAYS.getAndIncrement() * 7L, ChronoUnit.DAYS);
	}

	/** An hour in office hours that no other test has; a Monday may be a holiday. */
	Instant ownOfficeHour() {
		Answer answer = as("agent1").get("/calendars/business-hours/due?minutes=60&start=" + ownDay());
		return Instant.parse(answer.data().path("due").asText());
	}

	/** Fields of a change that may be submitted; name, value, … changes some. */
	Object[] planned(@Nullable Object... more) {
		Instant start = ownDay();
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		fields.put("title", "VPNゲートウェイの更新");
		fields.put("planned_start", start.toString());
		fields.put("planned_end", start.plus(2, ChronoUnit.HOURS).toString());
		fields.put("implementation_plan", "切り替える");
		fields.put("backout_plan", "戻す");
		fields.put("test_plan", "つないでみる");
		fields.put("risk_answers", Map.of("backout_tested", true, "rehearsed", true, "team_experience", "much"));
		return with(fields, more);
	}

	/** The fields with some changed, as name, value, name, value, … */
	private static Object[] with(Map<String, @Nullable Object> fields, @Nullable Object... more) {
		for (int i = 0; i < more.length; i += 2) {
			fields.put(String.valueOf(more[i]), more[i + 1]);
		}
		List<@Nullable Object> list = new ArrayList<>();
		fields.forEach((name, value) -> {
			list.add(name);
			list.add(value);
		});
		return list.toArray();
	}

	/** Answers that make the change risky: untried, by people without experience. */
	public static Map<String, Object> untried() {
		return Map.of("backout_tested", false, "rehearsed", false, "team_experience", "none");
	}

	/** A change by agent1; its id. */
	public String requested(@Nullable Object... more) {
		Answer answer = as("agent1").post("/changes", planned(more));
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.data().path("id").asText();
	}

	public String submitted(@Nullable Object... more) {
		String id = requested(more);
		does("agent1", id, "submit");
		return id;
	}

	/** A change on which the board votes. */
	public String voted(String tierOneItem) {
		String id = submitted("ci_ids", List.of(tierOneItem), "risk_answers", untried());
		does("agent2", id, "assess", "decision", "approve");
		return id;
	}

	/** A change of low risk that waits for its window. */
	public String scheduled(@Nullable Object... more) {
		String id = submitted(more);
		does("agent2", id, "assess", "decision", "approve");
		return id;
	}

	/** A change in its window. */
	String mayStart(@Nullable Object... more) {
		String id = scheduled(more);
		fire(id, "startTimeReached");
		return id;
	}

	String implementing(@Nullable Object... more) {
		String id = mayStart(more);
		does("network1", id, "start");
		return id;
	}

	public Answer act(String username, String id, String action, @Nullable Object... fields) {
		return as(username).post(CHANGES + id + "/actions/" + action, fields);
	}

	public JsonNode does(String username, String id, String action, @Nullable Object... fields) {
		Answer answer = act(username, id, action, fields);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data();
	}

	public JsonNode change(String id) {
		Answer answer = as("manager").get(CHANGES + id);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data();
	}

	public String status(String id) {
		JsonNode change = change(id);
		return change.path("status").asText() + "/" + change.path("phase").asText();
	}

	/** The statuses of the tokens of its process. */
	List<String> tokens(String id) {
		return this.people.as("manager", () -> {
			TokenRows rows = this.processes.tokens();
			List<Object> args = new ArrayList<>(rows.args());
			args.add(id);
			return this.jdbc.queryForList("SELECT DISTINCT status FROM (" + rows.sql() + ") token WHERE ticket_id = ?",
					String.class, args.toArray());
		});
	}

	/** Completes a task as Tasklist does. */
	Answer complete(String username, String task, Map<String, String> fields) {
		StringBuilder variables = new StringBuilder();
		fields.forEach((name, value) -> variables.append((variables.length() > 0) ? "," : "")
			.append("\"%s\":{\"value\":\"%s\",\"type\":\"String\"}".formatted(name, value)));
		return this.api.basic(username)
			.post("/engine-rest/task/" + task + "/complete", "{\"variables\":{" + variables + "}}");
	}

	/** The open tasks of a change, as somebody sees them in Tasklist. */
	public JsonNode tasks(String username, String id, String more) {
		return this.api.basic(username)
			.get("/engine-rest/task?maxResults=50&processInstanceBusinessKey=" + id + more)
			.json();
	}

	/** The task by which somebody votes. */
	String taskOf(String username, String id) {
		return tasks("manager", id, "&assignee=" + username).at("/0/id").asText();
	}

	public List<String> open(String username, String id) {
		return StreamSupport.stream(as(username).get(CHANGES + id + "/actions").data().spliterator(), false)
			.map((action) -> action.path("name").asText())
			.distinct()
			.sorted()
			.toList();
	}

	public JsonNode conflicts(String id) {
		return objections(id).path("conflicts");
	}

	/** By which rights conflicts did not stop the change. */
	public List<String> rights(String id) {
		return stored("SELECT by_right FROM change_acknowledgements WHERE change_id = ?::uuid", id);
	}

	/** What the tenant's database keeps, as one column of text. */
	public List<String> stored(String sql, Object... args) {
		List<String> rows = this.people.as("manager",
				() -> this.transactions.execute((status) -> this.jdbc.queryForList(sql, String.class, args)));
		return (rows != null) ? rows : List.of();
	}

	/** The conflicts and the next free slot. */
	public JsonNode objections(String id) {
		Answer answer = as("agent1").get(CHANGES + id + "/conflicts");
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data();
	}

	/** A new server; its id. */
	public String newItem(@Nullable Object... more) {
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		fields.put("name", "サーバー " + UUID.randomUUID());
		fields.put("ci_class", "server");
		fields.put("tier", 3);
		Answer answer = as("agent1").post("/cis", with(fields, more));
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.data().path("id").asText();
	}

	/** A fault of the second item reaches the first. */
	public void depends(String item, String on) {
		Answer answer = as("agent1").post("/cis/" + item + "/relations", "type", "depends_on", "target_id", on);
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
	}

	/** When the timer of an element is due. */
	Instant due(String id, String element) {
		return timer(id, element).getDuedate().toInstant();
	}

	/** Fires the timer of an element, whenever it is due. */
	public void fire(String id, String element) {
		this.jobs.executeJob(timer(id, element).getId());
	}

	/** Has somebody run the job of a timer through the engine's door. */
	Answer firedBy(String username, String id, String element) {
		return this.api.basic(username).post("/engine-rest/job/" + timer(id, element).getId() + "/execute", "{}");
	}

	/** Whether the timer of an element may still go off. */
	boolean isArmed(String id, String element) {
		return timers(id, element).findAny().isPresent();
	}

	private Job timer(String id, String element) {
		return timers(id, element).findFirst().orElseThrow();
	}

	private Stream<Job> timers(String id, String element) {
		return this.jobs.createJobQuery()
			.activityId(element)
			.list()
			.stream()
			.filter((candidate) -> id.equals(this.runtime.createProcessInstanceQuery()
				.processInstanceId(candidate.getProcessInstanceId())
				.singleResult()
				.getBusinessKey()));
	}

	ProcessInstance process(String id) {
		return this.runtime.createProcessInstanceQuery().processInstanceBusinessKey(id, "change").singleResult();
	}

	/** The elements that its processes have passed, in order, whichever they are in. */
	List<String> passed(String id) {
		return StreamSupport.stream(as("manager").get(CHANGES + id + "/process").data().spliterator(), false)
			.flatMap((process) -> StreamSupport.stream(process.path("steps").spliterator(), false))
			.sorted(Comparator.comparing((step) -> Instant.parse(step.path("ended_at").asText())))
			.map((step) -> step.path("element").asText())
			.toList();
	}

	/** Does one in a transaction that ends only when the other is seen waiting for it. */
	void whileOpen(String username, Runnable one, Runnable other) {
		this.people.as(username, () -> this.transactions.execute((status) -> {
			one.run();
			CompletableFuture<Void> waiting = CompletableFuture.runAsync(other);
			await().until(() -> !stored("SELECT pid::text FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
				.isEmpty());
			return waiting;
		})).join();
	}

	/** The id of a configuration item, looked up as the CMDB has it. */
	public String item(String name) {
		return this.people
			.as("agent1", () -> this.cmdb.search(name, null, PageQuery.of(1, null, null, null, List.of())))
			.items()
			.stream()
			.filter((item) -> item.name().equals(name))
			.findFirst()
			.orElseThrow()
			.id()
			.toString();
	}

	/** The board is the team CAB: cab1, cab2 and cab3. */
	public void seatBoards() {
		seatBoards(List.of(as("agent1").idOf("teams", "CAB")));
	}

	public void seatBoards(List<String> teams) {
		for (String board : List.of("cab", "ecab")) {
			Answer answer = as("changemanager").put("/change-boards/" + board, "team_ids", teams);
			assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		}
	}

	/** Makes a model that is standard. */
	public String standardModel(String name) {
		Answer answer = as("changemanager").post("/change-models", "name", name, "standard", true,
				"implementation_plan", "手順書 A", "backout_plan", "手順書 B", "test_plan", "手順書 C");
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.data().path("id").asText();
	}

	/** Fields of a change that follows a model. */
	public static Object[] following(String model, @Nullable Object... more) {
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		fields.put("type", "standard");
		fields.put("model_id", model);
		fields.put("implementation_plan", null);
		fields.put("backout_plan", null);
		fields.put("test_plan", null);
		return with(fields, more);
	}

	/** Declares a freeze of the items for some hours before and after a moment. */
	public String freeze(Instant around, @Nullable String item, boolean hard, @Nullable Object... more) {
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		fields.put("name", "年度末凍結");
		fields.put("starts_at", around.minus(3, ChronoUnit.HOURS).toString());
		fields.put("ends_at", around.plus(3, ChronoUnit.HOURS).toString());
		fields.put("scope", "ci");
		fields.put("ci_id", item);
		fields.put("hard", hard);
		Answer answer = as("manager").post("/freezes", with(fields, more));
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.data().path("id").asText();
	}

}
