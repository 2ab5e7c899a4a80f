package io.nagare.problem;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

import io.nagare.Api;
import io.nagare.Publications;
import io.nagare.problem.trend.TrendQueries;
import io.nagare.problem.trend.TrendSuspected;
import io.nagare.signin.Client.Answer;
import io.nagare.signin.Client;

import static org.assertj.core.api.Assertions.assertThat;

/** What tests do with problems, over HTTP as people do. */
@Component
@Lazy
class Solving {

	private static final String PROBLEMS = "/problems/";

	private final Api api;

	private final RuntimeService runtime;

	private final ManagementService jobs;

	private final TrendQueries trends;

	private final Publications publications;

	Solving(@Value("${local.server.port}") int port, RuntimeService runtime, ManagementService jobs,
			TrendQueries trends, Publications publications) {
		this.publications = publications;
		this.api = Api.at(port);
		this.runtime = runtime;
		this.jobs = jobs;
		this.trends = trends;
	}

	Api as(String username) {
		return this.api.as(username);
	}

	/** A day on which an accepted risk may be looked at again. */
	static String someDay() {
		return LocalDate.now(ZoneId.of("Asia/Tokyo")).plusMonths(3).toString();
	}

	/** A new problem; name, value, … says more of it. */
	String reported(@Nullable Object... more) {
		List<@Nullable Object> fields = new ArrayList<>(List.of("title", "VPNが毎朝切れる"));
		fields.addAll(Arrays.asList(more));
		Answer answer = as("agent1").post("/problems", fields.toArray());
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.data().path("id").asText();
	}

	/** A problem whose cause is looked for. */
	String analysed(@Nullable Object... more) {
		String id = reported(more);
		does("network1", id, "assess");
		does("network1", id, "analyse");
		return id;
	}

	/** A problem whose cause is being removed. */
	String fixing(@Nullable Object... more) {
		String id = analysed(more);
		does("network1", id, "record-cause", "root_cause", "証明書の自動更新に失敗している", "cause_code", "configuration");
		return id;
	}

	String resolved(@Nullable Object... more) {
		String id = fixing(more);
		does("network1", id, "resolve", "resolution", "更新の手順を直した");
		return id;
	}

	/** An incident that the problem caused, and that is worked on. */
	String incidentOf(String problem) {
		String incident = as("reporter1").report("つながらない").path("id").asText();
		as("agent1").does(incident, "assign");
		as("agent1").does(incident, "start");
		Answer link = as("agent1").post("/incidents/" + incident + "/links", "type", "caused_by", "target_id", problem);
		assertThat(link.status()).as(link.body()).isEqualTo(201);
		return incident;
	}

	Answer act(String username, String id, String action, @Nullable Object... fields) {
		return as(username).post(PROBLEMS + id + "/actions/" + action, fields);
	}

	/** Performs an action of a task as Tasklist does. */
	Answer completeAs(String username, String id, String task, String action) {
		Client client = this.api.basic(username);
		String open = client
			.get("/engine-rest/task?maxResults=50&processInstanceBusinessKey=" + id + "&taskDefinitionKey=" + task)
			.json()
			.at("/0/id")
			.asText();
		return client.post("/engine-rest/task/" + open + "/complete",
				"{\"variables\":{\"action\":{\"value\":\"%s\",\"type\":\"String\"}}}".formatted(action));
	}

	JsonNode does(String username, String id, String action, @Nullable Object... fields) {
		Answer answer = act(username, id, action, fields);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data();
	}

	JsonNode problem(String id) {
		Answer answer = as("manager").get(PROBLEMS + id);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data();
	}

	String status(String id) {
		JsonNode problem = problem(id);
		return problem.path("status").asText() + "/" + problem.path("phase").asText();
	}

	List<String> open(String username, String id) {
		return Api.each(as(username).get(PROBLEMS + id + "/actions").data(), "name").stream().sorted().toList();
	}

	@Nullable ProcessInstance process(String id, String key) {
		return this.runtime.createProcessInstanceQuery().processInstanceBusinessKey(id, key).singleResult();
	}

	/** Lets a timer of the problem's go off now. */
	void fire(String id, String element) {
		List<Job> due = this.jobs.createJobQuery().activityId(element).list();
		Job job = due.stream()
			.filter((candidate) -> id.equals(this.runtime.createProcessInstanceQuery()
				.processInstanceId(candidate.getProcessInstanceId())
				.singleResult()
				.getBusinessKey()))
			.findFirst()
			.orElseThrow(() -> new AssertionError("No timer waits at " + element));
		this.jobs.executeJob(job.getId());
	}

	/** Leads a change from its plan to a successful end. */
	void carryOut(String change) {
		Answer planned = as("network1").patch("/changes/" + change, "planned_start", "2040-01-08T03:00:00Z",
				"planned_end", "2040-01-08T05:00:00Z", "implementation_plan", "更新する", "backout_plan", "戻す", "test_plan",
				"つないでみる", "risk_answers", Map.of("backout_tested", true, "rehearsed", true, "team_experience", "much"),
				"implementer_id", as("network1").me());
		assertThat(planned.status()).as(planned.body()).isEqualTo(200);
		changeDoes("network1", change, "submit");
		changeDoes("agent2", change, "assess", "decision", "approve", "reason", "問題なし");
		fire(change, "startTimeReached");
		changeDoes("network1", change, "start");
		changeDoes("network1", change, "finish", "outcome", "successful");
		changeDoes("agent2", change, "close", "review", "手順どおり");
	}

	private void changeDoes(String username, String change, String action, @Nullable Object... fields) {
		Answer answer = as(username).post("/changes/" + change + "/actions/" + action, fields);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
	}

	/** The id of a category that no other test has. */
	String newCategory() {
		Answer answer = as("admin").post("/categories", "name", "傾向 " + UUID.randomUUID());
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.data().path("id").asText();
	}

	/** Looks for trends, as is done each hour, and into what is suspected. */
	void detectTrends() {
		this.trends.detect();
		this.publications.awaitDelivery("TrendSuspected");
	}

	/** An item of the CMDB that no other test has. */
	String newItem(int tier) {
		Answer answer = as("agent1").post("/cis", "name", "機器 " + UUID.randomUUID(), "ci_class", "server", "tier",
				tier);
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.data().path("id").asText();
	}

}
