package io.nagare.workflow;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.shared.Tenancy;

import static io.nagare.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

/** What the engine forgets of its processes, and what it keeps. */
@NagareTest
class HistoryCleanupTests {

	private static final List<String> PARTS = List.of("procinst", "actinst", "taskinst", "varinst", "detail",
			"identitylink", "job_log");

	@LocalServerPort
	private int port;

	@Autowired
	private HistoryService history;

	@Autowired
	private ManagementService jobs;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	private Api api = Api.at(0);

	@BeforeEach
	void connect() {
		this.api = Api.at(this.port);
	}

	private String reported() {
		return this.api.as("reporter1").report("VPN").path("id").asText();
	}

	private String cancelled() {
		String id = reported();
		this.api.as("agent1").does(id, "assign");
		this.api.as("agent1").does(id, "cancel", "reason", "誤検知");
		return id;
	}

	private List<HistoricProcessInstance> instances(String id) {
		return Tenancy
			.asPlatform(() -> this.history.createHistoricProcessInstanceQuery().processInstanceBusinessKey(id).list());
	}

	/** As if the process had ended longer ago than its model keeps it. */
	private void expire(String id) {
		for (HistoricProcessInstance instance : instances(id)) {
			Tenancy.asPlatform(
					() -> this.transaction.executeWithoutResult((status) -> PARTS.forEach((part) -> this.jdbc.update(
							"UPDATE act_hi_" + part
									+ " SET removal_time_ = now() - interval '1 day' WHERE root_proc_inst_id_ = ?",
							instance.getId()))));
		}
	}

	private JsonNode process(String id) {
		return this.api.as("manager").get("/incidents/" + id + "/process").data();
	}

	/** The tasks that are behind it. */
	private List<String> tasks(String id) {
		return StreamSupport.stream(process(id).path(0).path("steps").spliterator(), false)
			.filter((step) -> step.path("type").asText().equals("userTask"))
			.map((step) -> step.path("element").asText())
			.toList();
	}

	private void cleanUp() {
		Tenancy.asPlatform(() -> {
			this.history.cleanUpHistoryAsync(true);
			this.history.findHistoryCleanupJobs().forEach((job) -> this.jobs.executeJob(job.getId()));
		});
	}

	@Test
	void forgetsWhatHasEndedLongAgoAndNothingElse() {
		String expired = cancelled();
		String ended = cancelled();
		String running = reported();
		List<String> tasks = tasks(expired);
		expire(expired);
		cleanUp();
		assertThat(instances(expired)).isEmpty();
		assertThat(tasks).isNotEmpty();
		assertThat(tasks(expired)).containsExactlyElementsOf(tasks);
		JsonNode process = process(expired).path(0);
		assertThat(process.path("key").asText()).isEqualTo("incident");
		assertThat(process.path("version").asInt()).isPositive();
		assertThat(each(process.path("steps"), "assignee")).contains("agent1");
		assertThat(process.at("/steps/0/started_at").asText()).isNotEmpty();
		assertThat(instances(ended)).isNotEmpty();
		assertThat(instances(running)).isNotEmpty();
		assertThat(each(this.api.as("agent1").get("/incidents/" + running + "/process").data().path(0).path("steps"),
				"element"))
			.isNotEmpty();
	}

	@Test
	void countsFromTheEndOfAProcess() {
		assertThat(instances(reported())).isNotEmpty()
			.allSatisfy((instance) -> assertThat(instance.getRemovalTime()).isNull());
		assertThat(instances(cancelled())).isNotEmpty()
			.allSatisfy((instance) -> assertThat(instance.getRemovalTime())
				.isCloseTo(instance.getEndTime().toInstant().plus(Duration.ofDays(365)), 1000));
	}

	@Test
	void cleansUpAtNight() {
		List<Job> planned = Tenancy.asPlatform(() -> this.history.findHistoryCleanupJobs());
		assertThat(planned).hasSize(1);
		Instant due = planned.get(0).getDuedate().toInstant();
		LocalTime there = due.atZone(ZoneId.of("Asia/Tokyo")).toLocalTime();
		assertThat(there).isBetween(LocalTime.of(1, 0), LocalTime.of(5, 0));
	}

}
