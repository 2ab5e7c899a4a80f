package io.nagare.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.As;
import io.nagare.NagareTest;
import io.nagare.TestClock;
import io.nagare.directory.Directory;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Refusal;
import io.nagare.sla.calendar.Calendars;
import io.nagare.ticket.DueClocks;
import io.nagare.ticket.action.TicketActions;
import io.nagare.ticket.query.TicketQueries;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.TicketTypes;
import io.nagare.ticket.query.TicketParts;
import io.nagare.ticket.query.TicketSummary;
import io.nagare.ticket.TicketTriage;
import io.nagare.ticket.journal.TicketNotes;
import io.nagare.ticket.link.TicketLinks;
import io.nagare.workflow.Processes;
import io.nagare.workflow.Groups;
import io.nagare.workflow.TicketWorkService;
import io.nagare.workflow.WalksEveryPath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

/**
 * Walks every path of incident.bpmn and major-incident.bpmn; fails below full coverage.
 */
@NagareTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IncidentProcessTests {

	@Autowired
	private As as;

	@Autowired
	private TicketService service;

	@Autowired
	private TicketTriage triage;

	@Autowired
	private TicketTypes types;

	@Autowired
	private TicketQueries queries;

	@Autowired
	private TicketActions actions;

	@Autowired
	private TicketParts parts;

	@Autowired
	private TicketNotes notes;

	@Autowired
	private TicketLinks links;

	@Autowired
	private Processes processes;

	@Autowired
	private TransactionTemplate transactions;

	@Autowired
	private Directory directory;

	@Autowired
	private Calendars calendars;

	@Autowired
	private TaskService tasks;

	@Autowired
	private TicketWorkService work;

	@Autowired
	private RuntimeService runtime;

	@Autowired
	private ManagementService jobs;

	@Autowired
	private TestClock clock;

	@Autowired
	private DueClocks due;

	private UUID report(String reporter, @Nullable String impact, @Nullable String urgency, @Nullable String category,
			UUID... cis) {
		return this.as.user(reporter, () -> {
			Map<String, @Nullable Object> fields = new HashMap<>(
					Map.of("title", "VPNに接続できない", "description", "朝から", "priority", "medium", "ci_ids", List.of(cis)));
			fields.put("impact", impact);
			fields.put("urgency", urgency);
			fields.put("category_id", (category != null) ? category(category) : null);
			return this.service.report(Incident.KIND, fields);
		});
	}

	private UUID networkIncident() {
		return report("reporter1", "medium", "medium", "ネットワーク");
	}

	private UUID workedOn() {
		UUID id = networkIncident();
		perform("network1", id, "start");
		return id;
	}

	private UUID resolved() {
		UUID id = workedOn();
		perform("network1", id, "resolve", "resolution", "ゲートウェイを再起動した", "resolution_code", "fixed");
		return id;
	}

	private UUID category(String name) {
		return this.directory.categories()
			.stream()
			.filter((category) -> category.name().equals(name))
			.findFirst()
			.orElseThrow()
			.id();
	}

	private void perform(String username, UUID id, String action, Object... fields) {
		Map<String, Object> form = new HashMap<>();
		for (int i = 0; i < fields.length; i += 2) {
			form.put((String) fields[i], fields[i + 1]);
		}
		this.as.user(username, () -> this.actions.perform(id, action, form, IfMatch.ANY));
	}

	private IncidentView incident(UUID id) {
		return this.as.user("manager", () -> (IncidentView) this.queries.one(this.types.of(Incident.KIND), id));
	}

	private @Nullable Instant closesAt(UUID id) {
		return this.as.user("reporter1", () -> this.queries.detail(this.types.of(Incident.KIND), id.toString()))
			.closesAt();
	}

	private Instant officeMinutesAfterReport(IncidentView incident, int minutes) {
		return this.as.user("manager", () -> this.calendars.calendar(Calendars.BUSINESS_HOURS).orElseThrow())
			.due(incident.ticket().createdAt(), Duration.ofMinutes(minutes));
	}

	private @Nullable String assignee(UUID id) {
		TicketSummary.Person assignee = incident(id).ticket().assignee();
		return (assignee != null) ? assignee.username() : null;
	}

	private TicketSummary.Named team(UUID id) {
		return Objects.requireNonNull(incident(id).ticket().team());
	}

	private String status(UUID id) {
		IncidentView incident = incident(id);
		return incident.ticket().status() + "/" + incident.ticket().phase();
	}

	private List<String> open(String username, UUID id) {
		return this.as.user(username,
				() -> this.actions.views(id).stream().map((action) -> action.name()).sorted().toList());
	}

	private String agentId(String username) {
		return this.as.caller(username).userId().toString();
	}

	private Task task(UUID id) {
		return this.tasks.createTaskQuery()
			.processInstanceBusinessKey(id.toString())
			.processDefinitionKey("incident")
			.singleResult();
	}

	private ProcessInstance process(UUID id, String key) {
		return this.runtime.createProcessInstanceQuery().processInstanceBusinessKey(id.toString(), key).singleResult();
	}

	private void fireTimer(UUID id, String element) {
		this.jobs.executeJob(timer(id, element).getId());
	}

	private Job timer(UUID id, String element) {
		List<Job> due = this.jobs.createJobQuery().activityId(element).list();
		return due.stream()
			.filter((candidate) -> id.toString()
				.equals(this.runtime.createProcessInstanceQuery()
					.processInstanceId(candidate.getProcessInstanceId())
					.singleResult()
					.getBusinessKey()))
			.findFirst()
			.orElseThrow();
	}

	@Test
	@Order(1)
	void reportsToTheRoutedTeamWithPriorityAndDueTimes() {
		UUID id = networkIncident();
		IncidentView incident = incident(id);
		assertThat(status(id)).isEqualTo("assigned/open");
		assertThat(incident.ticket().priority()).isEqualTo("medium");
		assertThat(incident.ticket().team()).isNotNull();
		assertThat(incident.ticket().responseDueAt()).isEqualTo(officeMinutesAfterReport(incident, 240));
		assertThat(incident.ticket().resolutionDueAt()).isEqualTo(officeMinutesAfterReport(incident, 1440));
		Task task = task(id);
		assertThat(task.getName()).startsWith(incident.incidentNumber() + " VPNに接続できない");
		assertThat(task.getDueDate()).isEqualTo(java.util.Date.from(incident.ticket().responseDueAt()));
		assertThat(this.tasks.getIdentityLinksForTask(task.getId()))
			.anyMatch((link) -> ("team." + team(id).id()).equals(link.getGroupId()));
		assertThat(this.runtime.getVariables(task.getExecutionId())).isEmpty();
	}

	@Test
	@Order(1)
	void waitsForADispatcherWithoutCategory() {
		UUID id = report("reporter1", null, null, null);
		assertThat(status(id)).isEqualTo("new/open");
		perform("agent1", id, "assign");
		assertThat(status(id)).isEqualTo("assigned/open");
		assertThat(assignee(id)).isEqualTo("agent1");
		assertThat(incident(id).ticket().respondedAt()).isNotNull();
		assertThat(task(id).getAssignee()).isEqualTo("agent1");
	}

	@Test
	@Order(1)
	void offersItsTaskToOneQueueHoweverOftenThatIsLookedAt() {
		UUID id = report("reporter1", null, null, null);
		assertThat(queues(id)).containsExactly("agents");
		this.as.user("agent1",
				() -> this.transactions.executeWithoutResult((status) -> this.processes.refreshTasks(id)));
		assertThat(queues(id)).containsExactly("agents");
		for (String username : List.of("agent1", "manager", "admin")) {
			assertThat(Groups.of(this.as.caller(username))).contains("agents");
		}
		for (String username : List.of("reporter1", "viewer", "owner", "integrator")) {
			assertThat(Groups.of(this.as.caller(username))).doesNotContain("agents");
		}
		UUID network = this.as.user("agent1", () -> this.directory.teamByName("Network").orElseThrow().id());
		this.as.user("agent1", () -> this.triage.handOver(id, network, "ネットワークの問題"));
		assertThat(queues(id)).containsExactly("team." + network);
	}

	private List<String> queues(UUID id) {
		return this.tasks.getIdentityLinksForTask(task(id).getId()).stream().map(IdentityLink::getGroupId).toList();
	}

	@Test
	@Order(1)
	void closesAConfirmedResolution() {
		UUID id = resolved();
		assertThat(status(id)).isEqualTo("resolved/resolved");
		assertThat(open("reporter1", id)).containsExactly("confirm", "reopen");
		ProcessInstance process = process(id, "incident");
		perform("reporter1", id, "confirm");
		assertThat(status(id)).isEqualTo("closed/closed");
		assertThat(process).isEnded().hasPassedInOrder("workOnIncident", "confirmResolution", "incidentClosed");
		assertThat(incident(id).ticket().closedAt()).isNotNull();
		assertThat(open("network1", id)).isEmpty();
	}

	@Test
	@Order(1)
	void startingClaimsAndTheNextTaskHasTheSameAssignee() {
		UUID id = networkIncident();
		perform("network1", id, "start");
		assertThat(status(id)).isEqualTo("in_progress/in_work");
		assertThat(task(id).getAssignee()).isEqualTo("network1");
		assertThat(assignee(id)).isEqualTo("network1");
		assertThat(incident(id).ticket().respondedAt()).isNotNull();
	}

	@Test
	@Order(1)
	void claimingInTasklistRespondsAndMovesNoStatus() {
		UUID id = networkIncident();
		this.as.user("network1", () -> this.work.claim(id, task(id).getId(), "network1"));
		assertThat(status(id)).isEqualTo("assigned/open");
		assertThat(assignee(id)).isEqualTo("network1");
		assertThat(incident(id).ticket().respondedAt()).isNotNull();
	}

	@Test
	@Order(1)
	void completingInTasklistMovesRecordAndToken() {
		UUID id = workedOn();
		this.as.user("network1", () -> this.work.complete(id, task(id).getId(), "resolve",
				Map.of("resolution", "直した", "resolution_code", "fixed")));
		assertThat(status(id)).isEqualTo("resolved/resolved");
		assertThat(incident(id).resolution()).isEqualTo("直した");
	}

	@Test
	@Order(1)
	void refusesWhatTheFormDoesNotDeclare() {
		UUID id = workedOn();
		assertThatThrownBy(() -> this.as.user("network1",
				() -> this.work.complete(id, task(id).getId(), "resolve",
						Map.of("resolution", "x", "resolution_code", "fixed", "priority", "HACKED"))))
			.hasMessageContaining("priority");
		assertThat(status(id)).isEqualTo("in_progress/in_work");
		assertThat(incident(id).resolution()).isNull();
	}

	@Test
	@Order(1)
	void letsNobodyCompleteForWhomTheActionIsNotOpen() {
		UUID id = workedOn();
		assertThatThrownBy(() -> this.as.user("reporter1",
				() -> this.work.complete(id, task(id).getId(), "resolve",
						Map.of("resolution", "x", "resolution_code", "fixed"))))
			.isInstanceOfSatisfying(Refusal.class,
					(refusal) -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
		assertThat(status(id)).isEqualTo("in_progress/in_work");
	}

	@Test
	@Order(1)
	void resolvesAtFirstContact() {
		UUID id = networkIncident();
		perform("network1", id, "resolve", "resolution", "設定を案内した", "resolution_code", "user_error");
		assertThat(status(id)).isEqualTo("resolved/resolved");
		assertThat(assignee(id)).isEqualTo("network1");
	}

	@Test
	@Order(1)
	void countsAReassignmentToAnotherTeam() {
		UUID id = networkIncident();
		perform("network1", id, "reassign", "assignee_id", agentId("agent1"), "reason", "VPNではなくPCの問題");
		assertThat(incident(id).reassignmentCount()).isEqualTo(1);
		assertThat(team(id).name()).isEqualTo("Service Desk");
		perform("agent1", id, "start");
		perform("agent1", id, "reassign", "team_id", team(id).id().toString(), "reason", "交代");
		assertThat(status(id)).isEqualTo("assigned/open");
		assertThat(incident(id).reassignmentCount()).isEqualTo(1);
		assertThat(incident(id).ticket().assignee()).isNull();
	}

	@Test
	@Order(1)
	void resumesWhenTheReporterAnswers() {
		UUID id = workedOn();
		perform("network1", id, "hold", "hold_reason", "awaiting_caller", "comment", "いつから発生していますか");
		assertThat(status(id)).isEqualTo("on_hold/on_hold");
		this.as.user("reporter1", () -> this.notes.add(id, "work_note", "今朝からです", true));
		assertThat(status(id)).isEqualTo("in_progress/in_work");
		assertThat(incident(id).holdReason()).isNull();
	}

	@Test
	@Order(1)
	void needsAQuestionToWaitForTheReporter() {
		UUID id = workedOn();
		assertThatThrownBy(() -> perform("network1", id, "hold", "hold_reason", "awaiting_caller"))
			.isInstanceOfSatisfying(Refusal.class,
					(refusal) -> assertThat(refusal.details().get(0).field()).isEqualTo("comment"));
		assertThat(status(id)).isEqualTo("in_progress/in_work");
		this.as.user("network1", () -> this.notes.add(id, "work_note", "いつからですか", true));
		perform("network1", id, "hold", "hold_reason", "awaiting_caller");
		assertThat(status(id)).isEqualTo("on_hold/on_hold");
	}

	private void assertRemindedInThreeWorkingDays(UUID id) {
		Instant expected = this.as.user("manager",
				() -> this.calendars.calendar(Calendars.BUSINESS_HOURS)
					.orElseThrow()
					.workingDaysAfter(this.clock.instant(), 3));
		assertThat(timer(id, "holdReminderDue").getDuedate().toInstant())
			.isBetween(expected.minus(Duration.ofMinutes(2)), expected.plus(Duration.ofMinutes(2)));
	}

	@Test
	@Order(1)
	void remindsOfAHoldAndResumes() {
		UUID id = workedOn();
		perform("network1", id, "hold", "hold_reason", "awaiting_vendor");
		assertRemindedInThreeWorkingDays(id);
		fireTimer(id, "holdReminderDue");
		assertRemindedInThreeWorkingDays(id);
		assertThat(this.as.user("manager", () -> this.parts.notes(id, true)))
			.anyMatch((note) -> note.content().contains("Still on hold") && note.createdBy() == null);
		perform("network1", id, "resume");
		assertThat(status(id)).isEqualTo("in_progress/in_work");
	}

	@Test
	@Order(1)
	void resumesWhenTheAwaitedWorkIsDone() {
		UUID id = workedOn();
		perform("network1", id, "hold", "hold_reason", "awaiting_vendor");
		this.as.user("manager", () -> this.process.send("awaitedWorkCompleted", id));
		assertThat(status(id)).isEqualTo("in_progress/in_work");
	}

	@Test
	@Order(1)
	void reassignsFromHold() {
		UUID id = workedOn();
		perform("network1", id, "hold", "hold_reason", "awaiting_vendor");
		perform("network1", id, "reassign", "assignee_id", agentId("agent2"), "reason", "休暇のため");
		assertThat(status(id)).isEqualTo("assigned/open");
		assertThat(incident(id).holdReason()).isNull();
	}

	@Test
	@Order(1)
	void reopensAndCountsIt() {
		UUID id = resolved();
		perform("reporter1", id, "reopen", "reason", "まだつながらない");
		assertThat(status(id)).isEqualTo("in_progress/in_work");
		assertThat(incident(id).reopenCount()).isEqualTo(1);
		assertThat(incident(id).ticket().resolvedAt()).isNull();
	}

	@Test
	@Order(1)
	void closesByItselfWhenNobodyAnswers() {
		UUID open = workedOn();
		assertThat(closesAt(open)).isNull();
		UUID id = resolved();
		assertThat(closesAt(id)).isEqualTo(timer(id, "confirmationPeriodOver").getDuedate().toInstant())
			.isAfter(Instant.now());
		fireTimer(id, "confirmationPeriodOver");
		assertThat(closesAt(id)).isNull();
		assertThat(status(id)).isEqualTo("closed/closed");
		assertThatThrownBy(() -> perform("reporter1", id, "reopen", "reason", "遅い")).isInstanceOfSatisfying(
				Refusal.class, (refusal) -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.ACTION_NOT_OPEN));
	}

	@Test
	@Order(1)
	void givesAPartOfTheWorkToAnotherTeam() {
		UUID id = workedOn();
		UUID desk = this.as.user("network1", () -> this.directory.teamByName("Service Desk").orElseThrow().id());
		perform("network1", id, "add-task", "title", "利用者への連絡", "team_id", desk.toString());
		assertThat(status(id)).isEqualTo("in_progress/in_work");
		assertThatThrownBy(() -> perform("network1", id, "resolve", "resolution", "直した", "resolution_code", "fixed"))
			.isInstanceOfSatisfying(Refusal.class,
					(refusal) -> assertThat(refusal.details().get(0).code()).isEqualTo("has_open_tasks"));
	}

	@Test
	@Order(1)
	void reclassifiesAndDecidesAnew() {
		UUID id = networkIncident();
		perform("network1", id, "reclassify", "impact", "extensive", "urgency", "critical", "reason", "全社に影響");
		assertThat(incident(id).ticket().priority()).isEqualTo("critical");
		assertThat(incident(id).ticket().responseDueAt()).isEqualTo(officeMinutesAfterReport(incident(id), 15));
		assertThat(status(id)).isEqualTo("assigned/open");
		assertThat(task(id).getPriority()).isEqualTo(100);
	}

	@Test
	@Order(1)
	void raisesThePriorityForAVip() {
		UUID id = report("reporter2", "medium", "medium", "ネットワーク");
		assertThat(incident(id).ticket().priority()).isEqualTo("high");
	}

	@Test
	@Order(1)
	void cancelsADuplicateAndLinksIt() {
		UUID original = networkIncident();
		UUID id = networkIncident();
		perform("agent1", id, "cancel", "reason", "同じ障害", "duplicate_of", incident(original).incidentNumber());
		assertThat(status(id)).isEqualTo("cancelled/cancelled");
		assertThat(this.as.user("manager", () -> this.parts.links(id)))
			.anyMatch((link) -> link.ticketId().equals(original) && link.type().equals("duplicate_of"));
	}

	@Test
	@Order(1)
	void letsTheReporterCancelUntilWorkStarts() {
		UUID id = networkIncident();
		assertThat(open("reporter1", id)).containsExactly("cancel");
		perform("network1", id, "start");
		assertThat(open("reporter1", id)).isEmpty();
		assertThatThrownBy(() -> perform("reporter1", id, "cancel", "reason", "直った")).isInstanceOfSatisfying(
				Refusal.class, (refusal) -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
	}

	private UUID major() {
		UUID id = workedOn();
		perform("network1", id, "hold", "hold_reason", "awaiting_vendor");
		perform("agent1", id, "declare-major", "reason", "全拠点が停止");
		assertThat(open("agent1", id)).doesNotContain("declare-major", "accept-major");
		perform("manager", id, "accept-major", "reason", "影響が大きい", "incident_manager_id", agentId("agent1"));
		return id;
	}

	@Test
	@Order(1)
	void handlesAMajorIncidentToItsReview() {
		UUID id = major();
		assertThat(status(id)).isEqualTo("in_progress/in_work");
		assertThat(incident(id).major()).isTrue();
		assertThat(open("agent1", id)).doesNotContain("hold", "declare-major").contains("resolve", "post-update");
		perform("agent1", id, "reassign", "assignee_id", agentId("agent2"), "reason", "指揮を引き継ぐ");
		fireTimer(id, "updateOverdue");
		perform("agent1", id, "post-update", "comment", "復旧作業中です");
		perform("agent2", id, "resolve", "resolution", "回線を切り替えた", "resolution_code", "workaround");
		assertThat(status(id)).isEqualTo("resolved/resolved");
		assertThat(closesAt(id)).as("only people close a major incident").isNull();
		perform("reporter1", id, "reopen", "reason", "一部つながらない");
		assertThat(status(id)).isEqualTo("in_progress/in_work");
		assertThat(open("agent1", id)).contains("post-update");
		perform("agent2", id, "resolve", "resolution", "全回線を切り替えた", "resolution_code", "fixed");
		perform("reporter1", id, "confirm");
		assertThat(status(id)).isEqualTo("closed/closed");
		assertThat(open("manager", id)).containsExactly("finish-review");
		perform("manager", id, "finish-review", "summary", "監視を強化する");
		assertThat(open("manager", id)).isEmpty();
	}

	@Test
	@Order(1)
	void rejectsAProposalAndLeavesTheStatus() {
		UUID id = workedOn();
		perform("agent1", id, "declare-major", "reason", "念のため");
		perform("manager", id, "reject-major", "reason", "影響は限定的");
		assertThat(status(id)).isEqualTo("in_progress/in_work");
		assertThat(incident(id).major()).isFalse();
		assertThat(open("agent1", id)).contains("declare-major");
	}

	@Test
	@Order(1)
	void withdrawsAProposalWhenTheIncidentEnds() {
		UUID id = workedOn();
		perform("agent1", id, "declare-major", "reason", "念のため");
		perform("agent1", id, "cancel", "reason", "誤検知");
		assertThat(process(id, "major-incident")).isNull();
	}

	@Test
	@Order(1)
	void endsTheCoordinationWhenAMajorIncidentIsCancelled() {
		UUID id = major();
		perform("agent1", id, "cancel", "reason", "訓練でした");
		assertThat(status(id)).isEqualTo("cancelled/cancelled");
		assertThat(process(id, "major-incident")).isNull();
	}

	@Test
	@Order(1)
	void resolvesChildrenWithTheirParent() {
		UUID parent = workedOn();
		UUID child = networkIncident();
		this.as.user("agent1", () -> this.links.link(child, parent, io.nagare.ticket.link.LinkType.CHILD_OF));
		perform("network1", parent, "resolve", "resolution", "回線を復旧した", "resolution_code", "fixed");
		org.awaitility.Awaitility.await().untilAsserted(() -> assertThat(status(child)).isEqualTo("resolved/resolved"));
		assertThat(incident(child).resolutionCode()).isEqualTo("by_parent");
	}

	@Test
	@Order(1)
	void holdsAChildWithItsParent() {
		UUID parent = workedOn();
		UUID child = workedOn();
		this.as.user("agent1", () -> this.links.link(child, parent, io.nagare.ticket.link.LinkType.CHILD_OF));
		perform("network1", parent, "hold", "hold_reason", "awaiting_vendor", "hold_children", true);
		org.awaitility.Awaitility.await().untilAsserted(() -> assertThat(status(child)).isEqualTo("on_hold/on_hold"));
		perform("network1", parent, "resume");
		org.awaitility.Awaitility.await()
			.untilAsserted(() -> assertThat(status(child)).isEqualTo("in_progress/in_work"));
	}

	@Test
	@Order(1)
	void wakesForEachMilestone() {
		UUID id = workedOn();
		try {
			this.clock.set(Instant.now().plus(Duration.ofDays(90)));
			assertThat(this.due.tell(id)).isTrue();
			assertThat(this.due.tell(id)).isFalse();
		}
		finally {
			this.clock.reset();
		}
		assertThat(status(id)).isEqualTo("in_progress/in_work");
	}

	@WalksEveryPath({ "incident", "major-incident" })
	void coversEveryPathOfBothModels() {
	}

	@Autowired
	private io.nagare.workflow.Processes process;

}
