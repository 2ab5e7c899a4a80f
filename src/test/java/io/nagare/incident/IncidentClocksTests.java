package io.nagare.incident;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.As;
import io.nagare.NagareTest;
import io.nagare.TestClock;
import io.nagare.directory.Directory;
import io.nagare.shared.IfMatch;
import io.nagare.shared.Tenancy;
import io.nagare.sla.ClockView;
import io.nagare.sla.LedgerView;
import io.nagare.sla.ServiceLevels;
import io.nagare.ticket.DueClocks;
import io.nagare.ticket.sla.SlaBreachWarning;
import io.nagare.ticket.sla.SlaBreached;
import io.nagare.ticket.action.TicketActions;
import io.nagare.ticket.query.TicketQueries;
import io.nagare.ticket.TicketService;
import io.nagare.ticket.TicketTypes;
import io.nagare.workflow.WalksEveryPath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** The clocks of incidents, in the engine and with a time that the tests set. */
@NagareTest
@RecordApplicationEvents
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IncidentClocksTests {

	private static final Duration MOMENT = Duration.ofSeconds(30);

	/** A Tuesday, office hours. */
	private static final Instant TEN = tokyo("2026-11-24T10:00");

	@Autowired
	private As as;

	@Autowired
	private TestClock clock;

	@Autowired
	private TicketService service;

	@Autowired
	private TicketTypes types;

	@Autowired
	private TicketQueries queries;

	@Autowired
	private TicketActions actions;

	@Autowired
	private ServiceLevels serviceLevels;

	@Autowired
	private ObjectMapper json;

	@Autowired
	private Directory directory;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transactions;

	@Autowired
	private TaskService tasks;

	@Autowired
	private DueClocks due;

	@Autowired
	private RepositoryService repository;

	@Autowired
	private ApplicationEvents events;

	private static Instant tokyo(String local) {
		return LocalDateTime.parse(local).atZone(ZoneId.of("Asia/Tokyo")).toInstant();
	}

	@BeforeEach
	void itIsTen() {
		this.clock.set(TEN);
	}

	@AfterEach
	void itIsTodayAgain() {
		this.clock.reset();
	}

	private UUID report() {
		return report("reporter1", "agent1");
	}

	private UUID report(String reporter, String agent) {
		UUID category = this.as.user(agent,
				() -> this.directory.categories()
					.stream()
					.filter((one) -> one.name().equals("ネットワーク"))
					.findFirst()
					.map((one) -> one.id())
					.orElse(null));
		Map<String, @Nullable Object> fields = new HashMap<>(Map.of("title", "VPNに接続できない", "description", "朝から",
				"priority", "medium", "impact", "medium", "urgency", "medium"));
		fields.put("category_id", category);
		return this.as.user(reporter, () -> this.service.report(Incident.KIND, fields));
	}

	private void perform(String username, UUID id, String action, String... fields) {
		Map<String, Object> form = new HashMap<>();
		for (int i = 0; i < fields.length; i += 2) {
			form.put(fields[i], fields[i + 1]);
		}
		this.as.user(username, () -> this.actions.perform(id, action, form, IfMatch.ANY));
	}

	private ClockView clock(UUID id, String kind) {
		return this.as.user("manager", () -> this.serviceLevels.clocks(id))
			.stream()
			.filter((one) -> one.kind().equals(kind))
			.findFirst()
			.orElseThrow();
	}

	private IncidentView incident(UUID id) {
		return this.as.user("manager", () -> (IncidentView) this.queries.one(this.types.of(Incident.KIND), id));
	}

	private void assertAlarmAt(UUID id, Instant expected) {
		assertThat(this.due.next(id)).hasValueSatisfying((at) -> assertThat(at).isCloseTo(expected, within(MOMENT)));
	}

	private void ringAt(UUID id, Instant now) {
		this.clock.set(now);
		this.due.tell(id);
	}

	private List<String> passed(UUID id, String kind) {
		return this.as.user("manager", () -> this.serviceLevels.ledger(id))
			.stream()
			.filter((one) -> one.kind().equals(kind) && !one.state().equals("cancelled"))
			.flatMap((one) -> one.events().stream())
			.filter((event) -> List.of("milestone", "breach").contains(event.type()))
			.map((event) -> (event.reason() != null) ? event.reason() : event.type())
			.toList();
	}

	@Test
	@Order(1)
	void runByTheTablesFromTheReport() {
		UUID id = report();
		assertThat(clock(id, "response").dueAt()).isCloseTo(tokyo("2026-11-24T14:00"), within(MOMENT));
		assertThat(clock(id, "resolution").dueAt()).isCloseTo(tokyo("2026-11-26T16:00"), within(MOMENT));
		assertThat(clock(id, "ola").definition()).isEqualTo("network-team");
		assertThat(incident(id).ticket().responseDueAt()).isEqualTo(clock(id, "response").dueAt());
		assertThat(incident(id).ticket().resolutionDueAt()).isEqualTo(clock(id, "resolution").dueAt());
		assertThat(incident(id).ticket().slaState()).isEqualTo("running");
		assertAlarmAt(id, tokyo("2026-11-24T12:00"));
	}

	@Test
	@Order(1)
	void recordWhichRulesAgreedThem() throws Exception {
		UUID id = report("reporter2", "agent1");
		LedgerView response = this.as.user("manager", () -> this.serviceLevels.ledger(id)).get(0);
		JsonNode decision = this.json.readTree(response.events().get(0).decidedBy());
		assertThat(decision.at("/inputs/vip").booleanValue()).isTrue();
		assertThat(decision.at("/definition/table").textValue()).isEqualTo("sla-definitions");
		assertThat(decision.at("/definition/rules/0").textValue()).isEqualTo("incidentResponse");
		assertThat(decision.at("/target/rules/0").textValue()).isEqualTo("incidentResponseHigh");
		assertThat(decision.at("/target/version").intValue()).isPositive();
		assertThat(decision.at("/adjustments/rules/0").textValue()).isEqualTo("VIP gets a response in half the time");
		assertThat(clock(id, "response").targetSeconds()).isEqualTo(1800);
	}

	@Test
	@Order(1)
	void stopTheResponseWhenAnAgentTakesTheIncident() {
		UUID id = report();
		this.clock.set(tokyo("2026-11-24T10:20"));
		perform("network1", id, "start");
		assertThat(clock(id, "response").state()).isEqualTo("met");
		assertThat(clock(id, "response").elapsedSeconds()).isCloseTo(1200, within(30L));
		assertThat(clock(id, "resolution").state()).isEqualTo("running");
	}

	@Test
	@Order(1)
	void findNothingToTellWhenTheAlarmComesTooEarly() {
		UUID id = report();
		perform("network1", id, "start");
		ringAt(id, tokyo("2026-11-24T12:00"));
		assertThat(passed(id, "resolution")).isEmpty();
		// half of the OLA's twelve hours
		assertAlarmAt(id, tokyo("2026-11-24T16:00"));
	}

	@Test
	@Order(1)
	void silenceTheAlarmWhileTheReporterIsAsked() {
		UUID id = report();
		perform("network1", id, "start");
		this.clock.set(tokyo("2026-11-24T11:00"));
		perform("network1", id, "hold", "hold_reason", "awaiting_caller", "comment", "再現手順を教えてください");
		assertThat(this.due.next(id)).isEmpty();
		assertThat(incident(id).ticket().slaState()).isEqualTo("paused");
		assertThat(incident(id).ticket().resolutionDueAt()).isNull();
		this.clock.set(tokyo("2026-11-25T11:00"));
		perform("network1", id, "resume");
		assertThat(incident(id).ticket().resolutionDueAt()).isCloseTo(tokyo("2026-11-27T16:00"), within(MOMENT));
		assertAlarmAt(id, tokyo("2026-11-25T16:00"));
	}

	@Test
	@Order(1)
	void tellEachMilestoneInItsTurn() {
		UUID id = report();
		ringAt(id, tokyo("2026-11-24T12:00").plusSeconds(60));
		assertThat(passed(id, "response")).containsExactly("50");
		assertThat(this.events.stream(SlaBreachWarning.class)).singleElement().satisfies((warning) -> {
			assertThat(warning.breachType()).isEqualTo("response");
			assertThat(warning.timeRemaining()).isCloseTo(7200 - 60, within(30L));
		});
		assertAlarmAt(id, tokyo("2026-11-24T13:00"));
		// nobody has the incident yet, so the whole team is told
		assertThat(told("network1", id)).containsExactly("応答期限：目標時間の50%が経過しました。");
		ringAt(id, tokyo("2026-11-24T13:00").plusSeconds(60));
		assertThat(told("manager", id)).containsExactly("応答期限：目標時間の75%が経過しました。");
		assertThat(incident(id).ticket().slaState()).isEqualTo("at_risk");
		assertThat(task(id)).startsWith("【期限間近】[At risk] INC");
	}

	private List<String> told(String username, UUID id) {
		return this.as.user(username, () -> this.transactions.execute((status) -> this.jdbc.queryForList("""
				SELECT n.body FROM notifications n JOIN users u ON u.id = n.user_id
				 WHERE n.ticket_id = ? AND u.username = ? AND n.kind LIKE 'sla.%' ORDER BY n.created_at
				""", String.class, id, username)));
	}

	private String task(UUID id) {
		return this.tasks.createTaskQuery().processInstanceBusinessKey(id.toString()).singleResult().getName();
	}

	@Test
	@Order(1)
	void catchUpAfterAStopThatSpansTheDueTime() {
		UUID id = report();
		ringAt(id, tokyo("2026-12-02T10:00"));
		assertThat(passed(id, "response")).containsExactly("50", "75", "30m", "90", "breach");
		assertThat(passed(id, "resolution")).containsExactly("50", "75", "90", "30m", "breach");
		assertThat(this.events.stream(SlaBreached.class)).extracting(SlaBreached::breachType)
			.containsExactly("response", "resolution", "ola");
		assertThat(this.events.stream(SlaBreached.class)).allMatch((breach) -> breach.timeOverdue() > 0);
		assertThat(incident(id).ticket().slaState()).isEqualTo("breached");
		assertThat(this.due.next(id)).isEmpty();
	}

	@Test
	@Order(1)
	void goWithTheIncidentAndComeBackWithIt() {
		UUID id = report();
		perform("network1", id, "start");
		this.clock.set(tokyo("2026-11-24T11:00"));
		perform("network1", id, "resolve", "resolution", "再起動した", "resolution_code", "fixed");
		assertThat(this.due.next(id)).isEmpty();
		assertThat(clock(id, "resolution").state()).isEqualTo("met");
		this.clock.set(tokyo("2026-11-26T10:00"));
		perform("reporter1", id, "reopen", "reason", "再発した");
		assertThat(incident(id).ticket().resolutionDueAt()).isCloseTo(tokyo("2026-11-30T15:00"), within(MOMENT));
		assertAlarmAt(id, tokyo("2026-11-26T15:00"));
	}

	@Test
	@Order(1)
	void keepRunningAfterAReopeningThatFollowsAMilestone() {
		UUID id = report();
		ringAt(id, tokyo("2026-11-24T12:00").plusSeconds(60));
		perform("network1", id, "start");
		perform("network1", id, "resolve", "resolution", "再起動した", "resolution_code", "fixed");
		assertThat(incident(id).ticket().status()).isEqualTo("resolved");
		assertThat(this.due.next(id)).isEmpty();
	}

	@Test
	@Order(1)
	void areAgreedAnewWhenTheIncidentIsReclassified() {
		UUID id = report();
		this.clock.set(tokyo("2026-11-24T11:00"));
		perform("network1", id, "reclassify", "impact", "extensive", "urgency", "critical", "reason", "全社に影響");
		assertThat(clock(id, "resolution").dueAt()).isCloseTo(tokyo("2026-11-24T12:00"), within(MOMENT));
		assertThat(clock(id, "resolution").startedAt()).isCloseTo(TEN, within(MOMENT));
		assertAlarmAt(id, tokyo("2026-11-24T10:07:30"));
		assertThat(this.as.user("manager", () -> this.serviceLevels.ledger(id)))
			.filteredOn((one) -> one.state().equals("cancelled"))
			.hasSize(3);
	}

	@Test
	@Order(1)
	void areCancelledWithTheIncident() {
		UUID id = report();
		perform("agent1", id, "cancel", "reason", "誤報");
		assertThat(incident(id).ticket().slaState()).isEqualTo("cancelled");
		assertThat(clock(id, "resolution").state()).isEqualTo("cancelled");
	}

	@Test
	@Order(1)
	void doWhatTheTenantsOwnTableSays() throws Exception {
		String table = Files.readString(Path.of("rules/sla/escalation.dmn"), StandardCharsets.UTF_8)
			.replaceFirst(
					"(?s)(id=\"half2?\".*?<text>)(\"assignee\")(</text>.*?<text>)false(</text>.*?<text>)(</text>)",
					"$1$2$3true$4\"Service Desk\"$5");
		String deployment = Tenancy.asPlatform(() -> this.repository.createDeployment()
			.tenantId("demo")
			.addString("rules/sla/escalation.dmn", table)
			.deploy()
			.getId());
		try {
			UUID id = report();
			String before = incident(id).ticket().priority();
			ringAt(id, tokyo("2026-11-24T12:00").plusSeconds(60));
			assertThat(before).isEqualTo("medium");
			assertThat(incident(id).ticket().priority()).isEqualTo("high");
			assertThat(Objects.requireNonNull(incident(id).ticket().team()).name()).isEqualTo("Service Desk");
			assertThat(incident(id).reassignmentCount()).isEqualTo(1);
			assertThat(incident(id).ticket().status()).isEqualTo("assigned");
		}
		finally {
			Tenancy.asPlatform(() -> this.repository.deleteDeployment(deployment, true));
		}
	}

	@Test
	@Order(1)
	void areToldOnceHoweverManyNodesLook() {
		UUID id = report();
		this.due.only(id);
		this.clock.set(tokyo("2026-11-24T12:00").plusSeconds(60));
		List<CompletableFuture<Void>> nodes = IntStream.range(0, 4)
			.mapToObj((node) -> CompletableFuture.runAsync(this.due::tellAll))
			.toList();
		nodes.forEach(CompletableFuture::join);
		assertThat(passed(id, "response")).containsExactly("50");
		assertThat(told("network1", id)).hasSize(1);
		assertAlarmAt(id, tokyo("2026-11-24T13:00"));
	}

	@Test
	@Order(1)
	void areToldWhateverBecomesOfOthers() throws Exception {
		String table = Files.readString(Path.of("rules/sla/escalation.dmn"), StandardCharsets.UTF_8)
			// not a list of words, so only known when it is worked out
			.replace("\"assignee\"", "\"no\" + \"body\"");
		String deployment = this.as.user("other-agent",
				() -> this.repository.createDeployment().addString("rules/sla/escalation.dmn", table).deploy().getId());
		try {
			UUID broken = report("other-reporter", "other-agent");
			UUID sound = report();
			this.due.only(broken, sound);
			this.clock.set(tokyo("2026-11-24T12:00").plusSeconds(60));
			this.due.tellAll();
			assertThat(passed(sound, "response")).containsExactly("50");
			assertThat(this.due.next(broken)).hasValueSatisfying((at) -> assertThat(at).isBefore(this.clock.instant()));
			// it is put off, not tried again at once
			this.due.tellAll();
			assertThat(this.due.next(broken)).isPresent();
		}
		finally {
			Tenancy.asPlatform(() -> this.repository.deleteDeployment(deployment, true));
		}
	}

	@Test
	@Order(1)
	void areFoundByAnIndex() {
		List<String> plan = Tenancy.asPlatform(() -> this.transactions.execute((status) -> {
			this.jdbc.execute("SET LOCAL enable_seqscan = off");
			return this.jdbc.queryForList("EXPLAIN SELECT id FROM tickets WHERE alarm_at <= now() ORDER BY alarm_at",
					String.class);
		}));
		assertThat(plan).anyMatch((line) -> line.contains("tickets_due_alarms"));
	}

	@WalksEveryPath("escalation")
	void coverEveryPathOfTheEscalation() {
	}

}
