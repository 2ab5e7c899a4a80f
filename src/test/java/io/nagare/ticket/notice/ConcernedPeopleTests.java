package io.nagare.ticket.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.signin.Client.Answer;
import io.nagare.workflow.OwnModels;

import static io.nagare.Api.each;
import static org.assertj.core.api.Assertions.assertThat;

/** Whoever has to do something next hears of it, and nothing waits without a word. */
@NagareTest
class ConcernedPeopleTests {

	@LocalServerPort
	private int port;

	@Autowired
	private RuntimeService runtime;

	@Autowired
	private ManagementService jobs;

	private OwnHouse house;

	@BeforeEach
	void moveIn() {
		this.house = OwnHouse.at(this.port);
	}

	private String posted(String name, String path, Object... fields) {
		Answer answer = this.house.as(name).post(path, fields);
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer.data().path("id").asText();
	}

	private JsonNode does(String name, String path, String action, Object... fields) {
		Answer answer = this.house.as(name).post(path + "/actions/" + action, fields);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data();
	}

	/** What somebody was told of the ticket: kind, title and text. */
	private List<String> told(String name, String ticket) {
		List<String> told = new ArrayList<>();
		for (JsonNode one : this.house.as(name).get("/notifications?limit=100").data()) {
			if (one.at("/ticket/id").asText().equals(ticket)) {
				told.add(
						one.path("kind").asText() + " " + one.path("title").asText() + " " + one.path("body").asText());
			}
		}
		return told;
	}

	private void fire(String ticket, String timer) {
		Job due = this.runtime.createProcessInstanceQuery()
			.processInstanceBusinessKey(ticket)
			.list()
			.stream()
			.flatMap((instance) -> this.jobs.createJobQuery()
				.processInstanceId(instance.getId())
				.activityId(timer)
				.list()
				.stream())
			.findFirst()
			.orElseThrow();
		this.jobs.executeJob(due.getId());
	}

	private String team(String name, String... people) {
		String team = posted("admin", "/teams", "name", name);
		for (String person : people) {
			assertThat(this.house.as("admin").put("/teams/" + team + "/members/" + this.house.idOf(person)).status())
				.isLessThan(300);
		}
		return team;
	}

	private String workedOn(String agent) {
		String id = this.house.as("reporter").report("プリンターが動かない").path("id").asText();
		this.house.as(agent).does(id, "assign");
		this.house.as(agent).does(id, "start");
		return id;
	}

	@Test
	void areRemindedOfWhatStaysOnHold() {
		String id = workedOn("agent1");
		this.house.as("agent1").does(id, "hold", "hold_reason", "awaiting_vendor");
		fire(id, "holdReminderDue");
		assertThat(told("agent1", id)).anyMatch((one) -> one.contains("保留が続いています"));
	}

	@Test
	void areToldOnceOfAllThatBeginsTogether() {
		team("Service Desk", "agent1");
		String id = posted("reporter", "/requests", "type", "new-workplace", "person", "山田", "place", "3階");
		int before = told("agent1", id).size();
		does("agent3", "/requests/" + id, "accept");
		List<String> told = told("agent1", id);
		assertThat(told).hasSize(before + 1)
			.anyMatch((one) -> one.startsWith("ticket.team Service Deskの作業：機器の準備、アカウントの準備"));
	}

	@Test
	void areAdministratorsWhereNobodyMayDecide() {
		String shipped = OwnModels.shipped("processes/request/system-access.bpmn");
		Answer drawn = this.house.deploy("system-access.bpmn",
				shipped.replace("${ticket.managersWithout('manager')}", "role.viewer"));
		assertThat(drawn.status()).as(drawn.body()).isEqualTo(200);
		String id = posted("manager", "/requests", "type", "system-access", "system", "ERP", "level", "read", "purpose",
				"月次");
		assertThat(told("admin", id)).anyMatch((one) -> one.contains("判断できる人がいません"));
		assertThat(told("manager", id)).as("it is his own").noneMatch((one) -> one.contains("判断"));
	}

	@Test
	void areRemindedOfADecision() {
		String id = approvalOf("reporter");
		fire(id, "approvalWaits");
		assertThat(told("manager", id)).anyMatch((one) -> one.contains("承認がまだ待っています"));
		fire(id, "approvalOverdue");
		assertThat(told("manager", id)).anyMatch((one) -> one.contains("5日たちました"));
	}

	private String approvalOf(String name) {
		String today = Instant.now().toString().substring(0, 10);
		return posted(name, "/requests", "type", "remote-work", "access_kind", "vpn", "device_owner", "company",
				"device_name", "NOTE-1", "place_of_work", "home", "start_on", today, "until",
				Instant.now().plus(Duration.ofDays(30)).toString().substring(0, 10), "purpose", "在宅");
	}

	/** His own manager is no agent. */
	@Test
	void askBackBeforeTheyDecide() {
		this.house.moveIn("boss", "user");
		this.house.answersTo("reporter", "boss");
		String id = approvalOf("reporter");
		posted("boss", "/requests/" + id + "/work-notes", "content", "何に使いますか", "is_public", "Y");
		assertThat(told("reporter", id)).anyMatch((one) -> one.contains("何に使いますか"));
		assertThat(this.house.as("boss")
			.post("/requests/" + id + "/work-notes", "content", "内々に", "is_public", "N")
			.status()).isEqualTo(403);
		this.house.moveIn("stranger", "user");
		assertThat(this.house.as("stranger")
			.post("/requests/" + id + "/work-notes", "content", "見たい", "is_public", "Y")
			.status()).isEqualTo(404);
	}

	/** Who decides need be no agent, and may be away. */
	@Test
	void haveSubstitutesWhoDecide() {
		this.house.moveIn("boss", "user");
		this.house.moveIn("deputy", "user");
		this.house.answersTo("reporter", "boss");
		String id = approvalOf("reporter");
		String absence = posted("boss", "/absences", "substitute_id", this.house.idOf("deputy"), "from",
				Instant.now().minusSeconds(60).toString(), "to", Instant.now().plusSeconds(3600).toString());
		assertThat(this.house.as("boss")
			.post("/absences", "user_id", this.house.idOf("deputy"), "substitute_id", this.house.idOf("boss"), "from",
					Instant.now().toString(), "to", Instant.now().plusSeconds(3600).toString())
			.status()).isEqualTo(403);
		this.runtime.createProcessInstanceQuery()
			.processInstanceBusinessKey(absence)
			.list()
			.forEach((instance) -> this.jobs.createJobQuery()
				.processInstanceId(instance.getId())
				.list()
				.forEach((job) -> this.jobs.executeJob(job.getId())));
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> each(this.house.as("deputy").get("/requests/" + id + "/actions").data(), "name")
				.contains("approve"));
		does("deputy", "/requests/" + id, "approve");
	}

	@Test
	void areToldWhereAResolutionIsAnswered() {
		String id = workedOn("agent1");
		this.house.as("agent1").does(id, "resolve", "resolution", "再起動した", "resolution_code", "fixed");
		posted("reporter", "/incidents/" + id + "/work-notes", "content", "まだ出ます", "is_public", "Y");
		assertThat(told("agent1", id)).anyMatch((one) -> one.contains("解決後に届いた返信です") && one.contains("まだ出ます"));
	}

	@Test
	void areTheTeamOnceItsAgentWorksElsewhere() {
		String team = team("Desk", "agent1", "agent2");
		String id = workedOn("agent1");
		this.house.as("agent1")
			.does(id, "reassign", "team_id", team, "assignee_id", this.house.idOf("agent1"), "reason", "担当");
		assertThat(this.house.as("admin").patch("/users/" + this.house.idOf("agent1"), "role", "user").status())
			.isEqualTo(200);
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> this.house.as("agent2").incident(id).path("assignee").isNull());
		assertThat(told("agent2", id)).anyMatch((one) -> one.startsWith("ticket.team "));
		assertThat(this.house.as("agent2").incident(id).path("work_notes").toString())
			.contains("works on such tickets no longer");
	}

	@Test
	void areThoseWhoHaveTheTicketThatATaskIsAPartOf() {
		String id = workedOn("agent1");
		String task = posted("agent2", "/tasks", "title", "配線", "parent_id", id);
		does("agent3", "/tasks/" + task, "start");
		does("agent3", "/tasks/" + task, "complete", "outcome", "done", "findings", "直した");
		assertThat(told("agent1", task)).anyMatch((one) -> one.contains("タスクが終了しました"));
		assertThat(told("agent2", task)).anyMatch((one) -> one.contains("タスクが終了しました"));
	}

}
