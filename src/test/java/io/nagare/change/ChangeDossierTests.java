package io.nagare.change;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import io.nagare.NagareTest;
import io.nagare.cmdb.DemoItems;
import io.nagare.signin.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** What auditors read of how a change was authorised. */
@NagareTest
class ChangeDossierTests {

	@Autowired
	private Changing changing;

	@Autowired
	private DemoItems items;

	private String absence = "";

	@BeforeEach
	void seatTheBoards() {
		this.items.seed();
		this.changing.seatBoards();
	}

	@AfterEach
	void everybodyIsBack() {
		this.changing.as("manager").delete("/absences/" + this.absence);
	}

	@Test
	void tellsWhoVotedForWhomInWhichRoundAndByWhichRightAConflictWasPassed() {
		String gateway = this.changing.item("本社VPNゲートウェイ");
		Instant start = Changing.ownDay();
		String reserve = this.changing.newItem();
		Object[] window = { "planned_start", start.toString(), "planned_end",
				start.plus(Duration.ofHours(2)).toString(), "point_of_no_return",
				start.plus(Duration.ofHours(1)).toString(), "ci_ids", List.of(gateway, reserve), "risk_answers",
				Changing.untried() };
		this.changing.submitted("planned_start", start.toString(), "planned_end",
				start.plus(Duration.ofHours(2)).toString(), "ci_ids", List.of(reserve));
		String id = this.changing.requested(window);
		this.changing.does("agent1", id, "acknowledge-conflicts", "comment", "承知");
		this.changing.does("agent1", id, "submit");
		Instant now = Instant.now();
		Answer away = this.changing.as("cab1")
			.post("/absences", "substitute_id", this.changing.as("network1").me(), "from", now.toString(), "to",
					now.plus(Duration.ofDays(5)).toString(), "scope", "all");
		assertThat(away.status()).as(away.body()).isEqualTo(201);
		this.absence = away.data().path("id").asText();
		this.changing.fire(this.absence, "absenceBegins");
		this.changing.does("agent2", id, "assess", "decision", "approve");
		this.changing.does("network1", id, "vote", "vote", "approve");
		this.changing.does("cab2", id, "vote", "vote", "conditional", "reason", "夜間に");
		this.changing.does("agent2", id, "assess", "decision", "approve");
		this.changing.does("network1", id, "vote", "vote", "reject", "reason", "まだ早い");
		this.changing.does("cab2", id, "vote", "vote", "reject", "reason", "同じく");
		assertThat(this.changing.status(id)).startsWith("rejected/");
		String text = this.changing.as("manager")
			.get("/changes/" + id + "/report?format=html&language=ja")
			.body()
			.replaceAll("<style>(?s:.*?)</style>|<[^>]*>|\\s", "");
		assertThat(text).contains("第1回投票：条件付き（評価へ戻る）", "第2回投票：否決", "の代理）", "夜間に", "まだ早い", "条件付き", "反対", "変更諮問委員会（CAB）",
				"切り戻し期限", "切り戻しを試験済みいいえ", "却下の理由", "競合とその扱い", "確認済み");
		assertThat(text).containsPattern("\\d×\\d=\\d+");
	}

}
