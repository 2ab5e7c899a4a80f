package io.nagare.change;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.cmdb.DemoItems;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/** Whom a confidential change is open to: all who have to do with it and nobody else. */
@NagareTest
class ConfidentialChangeTests {

	private static final List<String> OUTSIDERS = List.of("agent2", "viewer", "integrator", "owner", "reporter1");

	@Autowired
	private Changing changing;

	@Autowired
	private DemoItems items;

	private String gateway = "";

	@BeforeEach
	void prepare() {
		this.items.seed();
		this.changing.seatBoards();
		this.gateway = this.changing.item("本社VPNゲートウェイ");
	}

	/** Whether somebody reads it, by itself, in lists, in the calendar and in forms. */
	private boolean reads(String username, String id) {
		Api reader = this.changing.as(username);
		int status = reader.get("/changes/" + id).status();
		assertThat(status).as(username).isIn(200, 404);
		String number = this.changing.change(id).path("change_number").asText();
		assertThat(each(reader.get("/changes?q=" + number).data(), "id").contains(id)).as(username)
			.isEqualTo(status == 200);
		assertThat(reader.get("/changes/" + id + "/actions").status()).as(username).isEqualTo(status);
		assertThat(reader.get("/changes/" + id + "/conflicts").status()).as(username).isEqualTo(status);
		String start = this.changing.change(id).path("planned_start").asText();
		String end = this.changing.change(id).path("planned_end").asText();
		if (!username.equals("reporter1")) {
			assertThat(each(reader.get("/changes/calendar?from=" + start + "&to=" + end).data().path("changes"),
					"change_number")
				.contains(number)).as(username).isEqualTo(status == 200);
			String task = this.changing.tasks("manager", id, "").at("/0/id").asText();
			assertThat(reader.basic(username).get("/engine-rest/task/" + task + "/form-variables").status())
				.as(username)
				.isIn(status, 403);
		}
		return status == 200;
	}

	private void isHiddenFrom(List<String> people, String id) {
		assertThat(people).allSatisfy((person) -> assertThat(reads(person, id)).as(person).isFalse());
	}

	private void isOpenTo(List<String> people, String id) {
		assertThat(people).allSatisfy((person) -> assertThat(reads(person, id)).as(person).isTrue());
	}

	@Test
	void isVotedOnByThoseWhoHaveASeat() {
		String id = this.changing.submitted("confidentiality", "confidential", "ci_ids", List.of(this.gateway),
				"risk_answers", Changing.untried());
		List<String> board = List.of("cab1", "cab2", "cab3");
		isHiddenFrom(board, id);
		this.changing.does("manager", id, "assess", "decision", "approve");
		isOpenTo(board, id);
		isHiddenFrom(OUTSIDERS, id);
		assertThat(this.changing.open("cab1", id)).contains("vote");
		String task = this.changing.taskOf("cab2", id);
		for (String outsider : List.of("agent2", "viewer")) {
			assertThat(refusal(this.changing.act(outsider, id, "vote", "vote", "approve"))).isEqualTo("404 NOT_FOUND");
			assertThat(this.changing.complete(outsider, task, Map.of("action", "vote", "vote", "approve")).status())
				.isEqualTo(403);
		}
		this.changing.does("cab1", id, "vote", "vote", "approve");
		assertThat(this.changing.complete("cab2", task, Map.of("action", "vote", "vote", "approve")).status())
			.isEqualTo(204);
		assertThat(this.changing.status(id)).isEqualTo("scheduled/on_hold");
		isHiddenFrom(board, id);
		isOpenTo(List.of("agent1", "manager"), id);
		this.changing.does("agent1", id, "cancel", "reason", "終わり");
	}

	@Test
	void isCarriedOutByThoseWhoAreToDoSo() {
		String id = this.changing.submitted("confidentiality", "confidential", "implementer_id",
				this.changing.as("network1").me(), "tasks",
				List.of(Map.of("title", "切替", "assignee_id", this.changing.as("cab3").me())));
		isOpenTo(List.of("network1", "cab3"), id);
		isHiddenFrom(OUTSIDERS, id);
		this.changing.does("manager", id, "assess", "decision", "approve");
		this.changing.fire(id, "startTimeReached");
		this.changing.does("network1", id, "start");
		String step = this.changing.change(id).at("/tasks/0/id").asText();
		String task = this.changing.tasks("manager", id, "").at("/0/id").asText();
		assertThat(this.changing.complete("cab3", task, Map.of("action", "complete-task", "task_id", step)).status())
			.isEqualTo(204);
		isHiddenFrom(OUTSIDERS, id);
		this.changing.does("network1", id, "finish", "outcome", "successful");
	}

}
