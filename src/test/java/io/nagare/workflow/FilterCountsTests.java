package io.nagare.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import io.nagare.NagareTest;
import io.nagare.signin.Client;

import static org.assertj.core.api.Assertions.assertThat;

/** Keeps Tasklist's first page as quick among many tasks as among few. */
@NagareTest
class FilterCountsTests {

	private static final int MOST = 2_000;

	@Autowired
	private Doors doors;

	@Autowired
	private JdbcTemplate jdbc;

	private Client agent;

	private String everything;

	@BeforeEach
	void findFilter() {
		this.agent = this.doors.basic("other-agent");
		this.everything = "/engine-rest/filter/"
				+ this.agent.get("/engine-rest/filter?maxResults=1&nameLike=%25All%20open")
					.json()
					.path(0)
					.path("id")
					.asText();
	}

	@AfterEach
	void removeCopies() {
		this.jdbc.update("DELETE FROM act_ru_task WHERE id_ LIKE 'copy-%'");
	}

	@Test
	void countsExactlyWhatNobodyWouldLeafThrough() {
		long before = count(this.everything + "/count");
		report(3);
		assertThat(count(this.everything + "/count")).isEqualTo(before + 4);
		assertThat(page().path("count").asLong()).isEqualTo(before + 4);
		assertThat(this.agent.post(this.everything + "/count", "{\"nameLike\":\"%no task has this%\"}")
			.json()
			.path("count")
			.asLong(-1)).isZero();
	}

	@Test
	void stopsCountingWhereTheEngineStopsAnswering() {
		report(MOST);
		assertThat(count(this.everything + "/count")).isEqualTo(MOST);
		assertThat(page().path("count").asLong()).isEqualTo(MOST);
		assertThat(page().path("_embedded").path("task")).hasSize(15);
		assertThat(count("/engine-rest/task/count")).isGreaterThan(MOST);
		assertThat(this.agent.get("/engine-rest/task").json()).hasSize(MOST);
		assertThat(this.agent.post("/engine-rest/task", "{}").json()).hasSize(MOST);
	}

	/** An incident, and so many copies of its task. */
	private void report(int copies) {
		String incident = this.doors.stranger().as("other-reporter").post("/api/v1/incidents", """
				{"title": "VPN", "priority": "medium"}""").data().path("id").asText();
		String task = this.agent.get("/engine-rest/task?maxResults=1&processInstanceBusinessKey=" + incident)
			.json()
			.path(0)
			.path("id")
			.asText();
		this.jdbc.update("""
				INSERT INTO act_ru_task
				SELECT (jsonb_populate_record(t, jsonb_build_object('id_', 'copy-' || n))).*
				  FROM act_ru_task t, generate_series(1, ?) n WHERE t.id_ = ?
				""", copies, task);
	}

	private long count(String path) {
		return this.agent.get(path).json().path("count").asLong(-1);
	}

	/** As Tasklist asks for it. */
	private JsonNode page() {
		return this.agent.with("Accept", "application/hal+json")
			.get(this.everything + "/list?firstResult=0&maxResults=15")
			.json();
	}

}
