package io.nagare.request;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.signin.Client.Answer;

import static io.nagare.Api.each;
import static io.nagare.Api.refusal;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is special about the types that security, continuity and privacy ask for: who may
 * ask, what the tables call for, and which time limits are told of.
 */
@NagareTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlaybookTests {

	private static final List<String> CONTAINMENT = List.of("isolated", "locked", "blocked", "preserved",
			"investigated", "report");

	@LocalServerPort
	private int port;

	@Autowired
	private RuntimeService runtime;

	@Autowired
	private ManagementService jobs;

	private OwnHouse house;

	@BeforeAll
	void moveIn() {
		this.house = OwnHouse.at(this.port);
	}

	private Answer asks(String name, String type, Object... fields) {
		List<Object> all = new ArrayList<>(List.of("type", type));
		all.addAll(List.of(fields));
		return this.house.as(name).post("/requests", all.toArray());
	}

	private String path(Answer asked) {
		assertThat(asked.status()).as(asked.body()).isEqualTo(201);
		return "/requests/" + asked.data().path("id").asText();
	}

	private String does(String name, String path, String action, Object... fields) {
		Answer done = this.house.as(name).post(path + "/actions/" + action, fields);
		assertThat(done.status()).as(done.body()).isEqualTo(200);
		return done.data().path("status").asText() + "/" + done.data().path("phase").asText();
	}

	private Answer noticed(String kind, String extent, String personalData) {
		return asks("agent1", "security-incident", "event_kind", kind, "extent", extent, "personal_data", personalData,
				"noticed_on", "2026-11-01", "what_happened", "警告が出た");
	}

	private Answer disaster(String loss, String business) {
		return asks("agent1", "disaster-recovery", "disaster", "earthquake", "loss", loss, "business", business,
				"systems_concerned", "ERP", "place", "東京", "what_happened", "停電した");
	}

	private Answer review(String name, Object... more) {
		List<Object> fields = new ArrayList<>(
				List.of("scope_kind", "system", "scope_name", "ERP", "rights", "管理者：2人", "answer_by", "2031-03-31"));
		fields.addAll(List.of(more));
		return asks(name, "access-review", fields.toArray());
	}

	private Answer demand(String name, String demand, Object... more) {
		List<Object> fields = new ArrayList<>(List.of("demand", demand, "law", "appi", "data_meant", "連絡先"));
		fields.addAll(List.of(more));
		return asks(name, "personal-data-request", fields.toArray());
	}

	/** What any of these people may do now. */
	private Set<String> open(String path, String... names) {
		Set<String> actions = new TreeSet<>();
		for (String name : names) {
			actions.addAll(each(this.house.as(name).get(path + "/actions").data(), "name"));
		}
		return actions;
	}

	private List<Job> timers(String path) {
		return this.runtime.createProcessInstanceQuery()
			.processInstanceBusinessKey(path.substring("/requests/".length()))
			.list()
			.stream()
			.flatMap(
					(process) -> this.jobs.createJobQuery().processInstanceId(process.getId()).timers().list().stream())
			.toList();
	}

	/** In how many hours the ticket's timers ring, the next first. */
	private List<Long> hoursAhead(String path) {
		return timers(path).stream()
			.map((timer) -> Duration.between(Instant.now(), timer.getDuedate().toInstant()).plusMinutes(5).toHours())
			.sorted()
			.toList();
	}

	private void ring(String path) {
		timers(path).stream().map(Job::getId).forEach(this.jobs::executeJob);
	}

	/** How often each of these texts was told of the ticket. */
	private List<String> told(String name, String path) {
		List<String> texts = new ArrayList<>();
		for (JsonNode notice : this.house.as(name).get("/notifications?limit=100").data()) {
			if (path.endsWith(notice.at("/ticket/id").asText("none"))) {
				texts.add(notice.path("body").asText() + notice.path("title").asText());
			}
		}
		return texts;
	}

	@Test
	void letsEachTypeBeAskedForByThoseWhomItIsFor() {
		List<String> forAgents = List.of("access-review", "disaster-recovery", "security-incident");
		for (String name : List.of("agent1", "manager", "admin")) {
			assertThat(each(this.house.as(name).get("/requests/types").data(), "type")).as(name)
				.containsAll(forAgents)
				.contains("personal-data-request");
		}
		assertThat(each(this.house.as("reporter").get("/requests/types").data(), "type"))
			.doesNotContainAnyElementsOf(forAgents)
			.contains("personal-data-request");
		for (String type : forAgents) {
			assertThat(refusal(asks("reporter", type))).as(type).startsWith("403 FORBIDDEN");
		}
	}

	@Test
	void judgesASecurityIncidentByItsTable() {
		assertThat(priority(noticed("mail", "one", "none"))).isEqualTo("low");
		assertThat(priority(noticed("malware", "one", "none"))).isEqualTo("medium");
		assertThat(priority(noticed("malware", "several", "none"))).isEqualTo("high");
		assertThat(priority(noticed("lost_device", "one", "personal"))).isEqualTo("high");
		assertThat(priority(noticed("data_leak", "one", "personal"))).isEqualTo("critical");
		assertThat(priority(noticed("mail", "company", "none"))).isEqualTo("critical");
		assertThat(priority(noticed("mail", "one", "sensitive"))).isEqualTo("critical");
		// what turns out to be more is judged anew
		String path = path(noticed("mail", "one", "none"));
		assertThat(does("agent2", path, "correct", "event_kind", "intrusion", "extent", "one", "personal_data",
				"personal"))
			.isEqualTo("assessment/open");
		assertThat(this.house.as("agent1").get(path).data().path("priority").asText()).isEqualTo("critical");
		assertThat(does("agent2", path, "contain", "assessment", "侵入された")).isEqualTo("in_progress/in_work");
		assertThat(contained(path)).containsExactlyInAnyOrder("isolated", "locked", "preserved", "investigated",
				"report");
	}

	private String priority(Answer asked) {
		assertThat(asked.status()).as(asked.body()).isEqualTo(201);
		return asked.data().path("priority").asText();
	}

	@Test
	void containsWhatTheKindOfEventAsksFor() {
		assertThat(containment("malware")).containsExactlyInAnyOrder("isolated", "preserved", "investigated");
		assertThat(containment("credentials")).containsExactlyInAnyOrder("locked", "preserved", "investigated");
		assertThat(containment("lost_device")).containsExactlyInAnyOrder("isolated", "locked");
		assertThat(containment("intrusion")).containsExactlyInAnyOrder("isolated", "locked", "preserved",
				"investigated");
		assertThat(containment("data_leak")).containsExactlyInAnyOrder("locked", "preserved", "investigated");
		assertThat(containment("mail")).containsExactlyInAnyOrder("blocked", "preserved");
		assertThat(containment("other")).isEmpty();
	}

	/** What is open at the same time; the first report is no agent's to make. */
	private Collection<String> containment(String kind) {
		String path = path(noticed(kind, "one", "none"));
		does("agent1", path, "contain", "assessment", "確認した");
		Collection<String> without = contained(path);
		String withData = path(noticed(kind, "one", "personal"));
		does("agent1", withData, "contain", "assessment", "確認した");
		assertThat(contained(withData)).hasSize(without.size() + 1).containsAll(without).contains("report");
		assertThat(open(withData, "agent1")).doesNotContain("report");
		return without;
	}

	private Collection<String> contained(String path) {
		Set<String> actions = open(path, "agent1", "manager");
		actions.retainAll(CONTAINMENT);
		return actions;
	}

	@Test
	void recoversBeforeTheReportIsMadeAndClosesAfterIt() {
		String path = path(noticed("mail", "one", "personal"));
		does("agent1", path, "contain", "assessment", "開封した");
		does("agent1", path, "blocked", "blocked_senders", "bad.example");
		assertThat(open(path, "agent1")).doesNotContain("recovered");
		does("agent2", path, "preserved", "evidence", "メール");
		assertThat(does("agent1", path, "recovered", "cause_removed", "削除", "recovered_how", "監視"))
			.isEqualTo("in_progress/in_work");
		assertThat(hoursAhead(path)).containsExactly(48L, 72L);
		ring(path);
		assertThat(told("manager", path)).anyMatch((text) -> text.contains("48"))
			.anyMatch((text) -> text.contains("72"));
		assertThat(
				does("manager", path, "report", "reported_to", List.of("dpo", "authority"), "people_concerned", "顧客3人"))
			.isEqualTo("review/resolved");
		assertThat(timers(path)).isEmpty();
		assertThat(does("agent1", path, "finish", "lessons", "訓練", "measures", "月末まで")).isEqualTo("completed/closed");
	}

	@Test
	void tellsWhenTheRecoveryTimeObjectiveComesNearAndPasses() {
		Answer declared = disaster("systems", "stopped");
		assertThat(priority(declared)).isEqualTo("critical");
		assertThat(priority(disaster("systems", "limited"))).isEqualTo("high");
		assertThat(priority(disaster("threat", "none"))).isEqualTo("medium");
		String path = path(declared);
		assertThat(refusal(this.house.as("agent1")
			.post(path + "/actions/declare", "recovery_leader", "山田", "meeting_place", "会議室")))
			.isEqualTo("403 FORBIDDEN");
		assertThat(does("manager", path, "declare", "recovery_leader", "山田", "meeting_place", "会議室"))
			.isEqualTo("recovering/in_work");
		assertThat(hoursAhead(path)).containsExactly(3L, 4L);
		// all teams at once, and nothing is restored before each is there
		assertThat(open(path, "agent1")).contains("infrastructure-active", "data-active", "informed")
			.doesNotContain("restored");
		ring(path);
		assertThat(told("manager", path)).anyMatch((text) -> text.contains("残り1時間"))
			.anyMatch((text) -> text.contains("過ぎました"));
		does("agent1", path, "infrastructure-active", "infrastructure_people", "2人");
		does("agent2", path, "data-active", "data_people", "1人", "backup_chosen", "昨夜");
		does("agent3", path, "informed", "informed", List.of("employees"), "announcement", "停止中");
		does("agent1", path, "restored", "restored_what", "ERP");
		assertThat(does("agent2", path, "failed", "verification_failure", "接続できない")).isEqualTo("recovering/in_work");
		does("agent1", path, "restored", "restored_what", "接続");
		assertThat(refusal(this.house.as("agent2").post(path + "/actions/verified")))
			.startsWith("400 VALIDATION_FAILED");
		assertThat(does("agent2", path, "verified", "verified", List.of("function", "integrity", "performance")))
			.isEqualTo("standing_down/resolved");
		assertThat(timers(path)).isEmpty();
		assertThat(does("manager", path, "stand-down", "final_message", "復旧しました")).isEqualTo("review/resolved");
	}

	@Test
	void hasAnAccessReviewAnsweredByAnotherThanWhoAskedForIt() {
		String path = path(review("manager"));
		assertThat(refusal(this.house.as("manager").post(path + "/actions/keep-all"))).isEqualTo("403 FORBIDDEN");
		assertThat(refusal(this.house.as("agent1").post(path + "/actions/keep-all"))).isEqualTo("403 FORBIDDEN");
		assertThat(open(path, "admin")).as("nobody owns it, and the only manager asks").contains("keep-all");
		List<Long> ahead = hoursAhead(path);
		assertThat(ahead).hasSize(2).startsWith(7 * 24L);
		assertThat(timers(path).stream().map((timer) -> timer.getDuedate().toInstant().truncatedTo(ChronoUnit.DAYS)))
			.anyMatch((due) -> !due.isBefore(Instant.parse("2031-03-30T00:00:00Z"))
					&& !due.isAfter(Instant.parse("2031-03-31T00:00:00Z")));
		ring(path);
		assertThat(told("manager", path)).hasSizeGreaterThanOrEqualTo(2);
		assertThat(does("admin", path, "take-away", "rights_readers", "keep", "rights_editors", "keep", "rights_admins",
				"revoke", "rights_external", "absent", "rights_leavers", "revoke", "rights_refused", "退職者1人"))
			.isEqualTo("revoking/in_work");
		assertThat(does("agent1", path, "revoked", "rights_revoked", "退職者1人")).isEqualTo("recording/resolved");
		assertThat(does("manager", path, "record", "review_result", "1人を停止")).isEqualTo("completed/closed");
		JsonNode fields = this.house.as("agent1").get(path).data().path("fields");
		assertThat(fields.path("rights_admins").asText() + " " + fields.path("review_result").asText())
			.isEqualTo("revoke 1人を停止");
	}

	@Test
	void hasAnAccessReviewAnsweredByTheOwnerAloneUntilItIsOverdue() {
		String item = this.house.as("agent1")
			.post("/cis", "name", "ERP " + UUID.randomUUID(), "ci_class", "service", "tier", 1, "owner_user_id",
					this.house.idOf("agent2"))
			.data()
			.path("id")
			.asText();
		String path = path(review("agent1", "ci_ids", List.of(item)));
		assertThat(open(path, "agent2")).contains("keep-all", "take-away");
		assertThat(open(path, "manager", "admin")).doesNotContain("keep-all", "take-away");
		ring(path);
		assertThat(open(path, "agent2", "manager")).contains("keep-all");
		assertThat(open(path, "manager")).contains("keep-all", "cancel");
		assertThat(open(path, "agent1")).doesNotContain("keep-all").contains("cancel");
		does("manager", path, "take-away", "rights_readers", "keep", "rights_editors", "keep", "rights_admins",
				"revoke", "rights_external", "absent", "rights_leavers", "revoke", "rights_refused", "退職者1人");
		assertThat(open(path, "agent1", "agent2", "manager", "admin")).contains("revoked").doesNotContain("cancel");
	}

	@Test
	void hasPersonalDataDealtWithByAnAdministratorAlone() {
		String path = path(demand("reporter", "access"));
		assertThat(hoursAhead(path)).containsExactly(14 * 24L, 28 * 24L);
		assertThat(does("agent1", path, "verified", "identified_by", "account")).isEqualTo("in_progress/in_work");
		assertThat(open(path, "agent1", "manager", "reporter")).doesNotContain("done", "refuse");
		assertThat(steps(path)).contains("GET /users/{id}/data");
		// told after two weeks, and once more before the month is over
		ring(path);
		assertThat(told("manager", path)).anyMatch((text) -> text.contains("14日"))
			.anyMatch((text) -> text.contains("28日"));
		assertThat(does("admin", path, "refuse", "refusal_reason", "保存していません")).isEqualTo("refused/cancelled");
		assertThat(this.house.as("reporter").get(path).data().at("/fields/refusal_reason").asText())
			.isEqualTo("保存していません");
		String correction = path(demand("reporter", "correction", "correct_value", "電話番号"));
		does("agent1", correction, "verified", "identified_by", "call");
		assertThat(steps(correction)).contains("PATCH /users/{id}");
	}

	/** Who is forgotten has no open ticket any more, so that is the last step. */
	@Test
	void forgetsAPersonOnceTheRequestIsAnswered() {
		String leaver = this.house.moveIn("leaver", "user");
		String path = path(demand("leaver", "deletion"));
		does("agent1", path, "verified", "identified_by", "document");
		assertThat(steps(path)).contains("POST /users/{id}/erasure");
		assertThat(this.house.as("admin").post("/users/" + leaver + "/erasure", "reason", "請求").status())
			.isEqualTo(409);
		assertThat(does("admin", path, "done", "steps_done", List.of("duties", "stop"), "answer_given", "消去します"))
			.isEqualTo("completed/closed");
		Answer erased = this.house.as("admin").post("/users/" + leaver + "/erasure", "reason", "請求");
		assertThat(erased.status()).as(erased.body()).isEqualTo(200);
	}

	/** What the administrator's form tells them to do. */
	private String steps(String path) {
		return this.house.as("admin").get(path + "/actions").data().toString();
	}

}
