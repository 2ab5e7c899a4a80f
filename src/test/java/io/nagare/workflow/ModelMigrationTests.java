package io.nagare.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.directory.Tenants;
import io.nagare.shared.Tenancy;
import io.nagare.signin.Client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Running tickets go along to another version of their model, and back. */
@NagareTest
class ModelMigrationTests {

	private static final String INCIDENT = OwnModels.shipped("processes/incident/incident.bpmn");

	private static final String PATH = "/api/v1/models/incident/migrations";

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private Tenants tenants;

	private OwnHouse house;

	private Client owner;

	private Client agent;

	private final List<String> tickets = new ArrayList<>();

	@BeforeEach
	void threeTicketsOnAVariant() {
		this.house = OwnHouse.at(this.port);
		this.owner = this.house.client("owner");
		this.agent = this.house.client("agent1");
		release(INCIDENT);
		for (int i = 0; i < 3; i++) {
			this.tickets.add(reported());
		}
	}

	/** A ticket on the model in force. */
	private String reported() {
		return this.house.as("agent1").report("x", "priority", "high").path("id").asText();
	}

	private void release(String incident) {
		Client.Answer answer = OwnModels.send(this.owner, "/models/releases",
				Map.of("comment", "x", "incident.bpmn", incident));
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
	}

	private JsonNode migrated(String wanted, String until) {
		Client.Answer answer = this.owner.post(PATH, wanted);
		assertThat(answer.status()).as(answer.body()).isEqualTo(202);
		return reached(answer.data().path("id").asText(), until);
	}

	private JsonNode reached(String id, String state) {
		await().untilAsserted(
				() -> assertThat(this.owner.get(PATH + "/" + id).data().path("state").asText()).isEqualTo(state));
		return this.owner.get(PATH + "/" + id).data();
	}

	private JsonNode does(String id, String what, String until) {
		Client.Answer answer = this.owner.post(PATH + "/" + id + "/" + what, "{}");
		assertThat(answer.status()).as(answer.body()).isIn(200, 202);
		return reached(id, until);
	}

	private List<String> statuses() {
		return this.tickets.stream().map((id) -> ticket(id, "").path("status").asText()).toList();
	}

	private JsonNode ticket(String id, String what) {
		return this.agent.get("/api/v1/incidents/" + id + what).data();
	}

	/** In business hours its clocks go on meanwhile. */
	private String standing(String id) {
		JsonNode process = ticket(id, "/process").get(0);
		return process.path("tasks").toString() + process.path("timers")
				+ ticket(id, "/sla").toString().replaceAll("(elapsed|remaining)_seconds\":\\d+", "$1");
	}

	@Test
	void goesDryThenForOneThenForAllAndBack() {
		release(INCIDENT.replace("name=\"status\" value=\"new\"", "name=\"status\" value=\"first_look\""));
		String before = standing(this.tickets.get(0));
		JsonNode dry = migrated("{}", "done");
		assertThat(dry.path("dry_run").asBoolean()).isTrue();
		int all = dry.path("total").asInt();
		assertThat(all).isEqualTo(3);
		assertThat(dry.path("counts").path("fits").asInt()).as(dry.toString()).isEqualTo(all);
		assertThat(statuses()).containsOnly("new");
		JsonNode first = migrated("{\"dry_run\": false, \"first\": 1}", "paused");
		String id = first.path("id").asText();
		assertThat(first.path("counts").path("moved").asInt()).as(first.toString()).isEqualTo(1);
		assertThat(first.path("counts").path("waiting").asInt()).isEqualTo(all - 1);
		assertThat(does(id, "continue", "done").path("counts").path("moved").asInt()).isEqualTo(all);
		await().untilAsserted(() -> assertThat(statuses()).containsOnly("first_look"));
		assertThat(standing(this.tickets.get(0)).replace("first_look", "new")).isEqualTo(before);
		assertThat(does(id, "undo", "undone").path("counts").path("back").asInt()).isEqualTo(all);
		await().untilAsserted(() -> assertThat(statuses()).containsOnly("new"));
		assertThat(standing(this.tickets.get(0))).isEqualTo(before);
		assertThat(this.owner.post(PATH + "/" + id + "/undo", "{}").status()).isEqualTo(409);
		assertThat(new Client(this.port).as("owner").get(PATH + "/" + id).status()).isEqualTo(404);
		assertThat(this.house.client("admin").get(PATH + "/" + id).status()).isEqualTo(403);
	}

	@Test
	void takesOnlyTheTicketsThatAreNamed() {
		release(INCIDENT.replace("name=\"status\" value=\"new\"", "name=\"status\" value=\"first_look\""));
		String number = ticket(this.tickets.get(1), "").path("incident_number").asText();
		JsonNode done = migrated("{\"dry_run\": false, \"tickets\": [\"" + number + "\"]}", "done");
		assertThat(done.path("total").asInt()).isEqualTo(1);
		assertThat(done.path("tickets").get(0).path("number").asText()).isEqualTo(number);
		await().untilAsserted(() -> assertThat(statuses().get(1)).isEqualTo("first_look"));
		assertThat(statuses().get(0)).isEqualTo("new");
		Client.Answer unknown = this.owner.post(PATH, "{\"tickets\": [\"INC9999999\"]}");
		assertThat(unknown.status()).isEqualTo(400);
		assertThat(unknown.body()).contains("unknown_ticket");
	}

	@Test
	void findsThePlaceOfTheSameStatusByItself() {
		release(INCIDENT.replace("\"assignIncident\"", "\"dispatchIncident\""));
		JsonNode done = migrated("{\"dry_run\": false}", "done");
		assertThat(done.path("counts").path("moved").asInt()).as(done.toString()).isEqualTo(done.path("total").asInt());
		assertThat(done.path("plan").toString()).contains("\"assignIncident\":\"dispatchIncident\"");
		assertThat(standing(this.tickets.get(0))).contains("dispatchIncident");
	}

	@Test
	void saysOfEachTicketWhyItCannotGoAndTakesTheOwnersWord() {
		release(INCIDENT.replace("\"assignIncident\"", "\"dispatchIncident\"")
			.replace("name=\"status\" value=\"new\"", "name=\"status\" value=\"at_dispatch\""));
		JsonNode dry = migrated("{}", "done");
		assertThat(dry.path("counts").path("refused").asInt()).as(dry.toString()).isEqualTo(dry.path("total").asInt());
		JsonNode verdict = dry.path("tickets").get(0);
		assertThat(verdict.path("code").asText()).isEqualTo("migration_nowhere");
		assertThat(verdict.path("element").asText()).isEqualTo("assignIncident");
		assertThat(dry.path("tickets").toString()).contains(this.tickets);
		Client.Answer unknown = this.owner.post(PATH, "{\"map\": {\"nowhere\": \"dispatchIncident\"}}");
		assertThat(unknown.status()).isEqualTo(400);
		assertThat(unknown.body()).contains("map.nowhere");
		JsonNode done = migrated("{\"dry_run\": false, \"map\": {\"assignIncident\": \"dispatchIncident\"}}", "done");
		assertThat(done.path("counts").path("moved").asInt()).as(done.toString()).isEqualTo(done.path("total").asInt());
		await().untilAsserted(() -> assertThat(statuses()).containsOnly("at_dispatch"));
		assertThat(this.owner.post(PATH, "{\"to\": \"99\"}").status()).isEqualTo(400);
	}

	/** What stands beside the call goes along, and the other once its step is done. */
	@Test
	void saysOfEachTicketThatItsTaskCanBecomeNoCalledProcess() {
		Matcher task = Pattern.compile("(?s)<bpmn:userTask id=\"assignIncident\".*?</bpmn:userTask>").matcher(INCIDENT);
		assertThat(task.find()).isTrue();
		String called = """
				<?xml version="1.0" encoding="UTF-8"?>
				<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
					xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t">
				<bpmn:process id="incident-dispatch" isExecutable="true" camunda:historyTimeToLive="P365D">
				<bpmn:startEvent id="toDispatch"/><bpmn:sequenceFlow id="a" sourceRef="toDispatch" targetRef="dispatch"/>
				%s<bpmn:sequenceFlow id="b" sourceRef="dispatch" targetRef="dispatched"/><bpmn:endEvent id="dispatched"/>
				</bpmn:process></bpmn:definitions>"""
			.formatted(task.group()
				.replace("\"assignIncident\"", "\"dispatch\"")
				.replaceAll("<bpmn:(incoming|outgoing)>[^<]*</bpmn:(incoming|outgoing)>", ""));
		Client.Answer released = OwnModels.send(this.owner, "/models/releases", Map.of("comment", "x",
				"incident-dispatch.bpmn", called, "assign-incident.form",
				OwnModels.shipped("forms/incident/assign-incident.form"), "incident.bpmn",
				INCIDENT.replace(task.group(), """
						<bpmn:callActivity id="assignIncident" name="担当の割り当て" calledElement="incident-dispatch">
						<bpmn:incoming>whereToBeginToAssignIncident</bpmn:incoming>
						<bpmn:outgoing>assignIncidentToAcceptIncident</bpmn:outgoing></bpmn:callActivity>""")
					// a call hands nothing back that could be written down here
					.replace(
							"<camunda:executionListener event=\"take\" expression=\"${incident.assign(team_id, assignee_id, reason)}\" />",
							"")));
		assertThat(released.status()).as(released.body()).isEqualTo(201);
		JsonNode done = migrated("{\"dry_run\": false}", "done");
		assertThat(done.path("counts").path("refused").asInt()).as(done.toString())
			.isEqualTo(done.path("total").asInt());
		JsonNode verdict = done.path("tickets").get(0);
		assertThat(verdict.path("code").asText()).isEqualTo("migration_called");
		assertThat(verdict.path("message").asText()).contains("incident-dispatch");
		assertThat(statuses()).containsOnly("new");
		Client.Answer mapped = this.owner.post(PATH, "{\"map\": {\"assignIncident\": \"assignIncident\"}}");
		assertThat(mapped.status()).as(mapped.body()).isEqualTo(400);
		assertThat(mapped.body()).contains("map.assignIncident");
	}

	/** Where it goes is for those to say who approve there. */
	@Test
	void leadsNobodyOverAnApproval() {
		release(INCIDENT.replaceFirst("(<camunda:property name=\"status\" value=\"new\" ?/>)",
				"$1<camunda:property name=\"approves\" value=\"assign\"/>"));
		this.tickets.add(reported());
		release(INCIDENT.replace("\"assignIncident\"", "\"dispatchIncident\"")
			.replace("name=\"status\" value=\"new\"", "name=\"status\" value=\"at_dispatch\""));
		Client.Answer led = this.owner.post(PATH, "{\"map\": {\"assignIncident\": \"dispatchIncident\"}}");
		assertThat(led.status()).as(led.body()).isEqualTo(400);
		assertThat(led.body()).contains("migration_over_approval", "map.assignIncident");
	}

	/**
	 * The process that is called goes on as it was drawn, and its caller must know how.
	 */
	@Test
	void leavesAloneWhatIsInACallThatItCouldNotLeave() {
		Matcher task = Pattern.compile("(?s)<bpmn:userTask id=\"assignIncident\".*?</bpmn:userTask>").matcher(INCIDENT);
		assertThat(task.find()).isTrue();
		String form = OwnModels.shipped("forms/incident/assign-incident.form");
		String work = task.group()
			.replace("\"assignIncident\"", "\"dispatch\"")
			.replaceAll("<bpmn:(incoming|outgoing)>[^<]*</bpmn:(incoming|outgoing)>", "");
		String calling = INCIDENT.replace(task.group(), """
				<bpmn:callActivity id="assignIncident" name="担当の割り当て" calledElement="incident-dispatch">
				<bpmn:extensionElements><camunda:out source="outcome" target="outcome"/></bpmn:extensionElements>
				<bpmn:incoming>whereToBeginToAssignIncident</bpmn:incoming>
				<bpmn:outgoing>assignIncidentToAcceptIncident</bpmn:outgoing></bpmn:callActivity>""")
			.replace(
					"<camunda:executionListener event=\"take\" expression=\"${incident.assign(team_id, assignee_id, reason)}\" />",
					"");
		Client.Answer before = OwnModels.send(this.owner, "/models/releases",
				Map.of("comment", "x", "incident-dispatch.bpmn",
						called("incident-dispatch", work + END.formatted("b", "dispatch", "done")),
						"assign-incident.form", form, "incident.bpmn", calling));
		assertThat(before.status()).as(before.body()).isEqualTo(201);
		String waits = reported();
		this.tickets.add(waits);
		String number = ticket(waits, "").path("incident_number").asText();
		String choice = "<bpmn:exclusiveGateway id=\"sorted\"/><bpmn:sequenceFlow id=\"toSorted\" sourceRef=\"%s\" targetRef=\"sorted\"/>";
		Client.Answer after = OwnModels.send(this.owner, "/models/releases",
				Map.of("comment", "x", "incident-sorting.bpmn", called("incident-sorting", work
						+ choice
							.formatted("dispatch")
							.replace("<bpmn:exclusiveGateway ", "<bpmn:exclusiveGateway default=\"c\" ")
						+ END.formatted("b", "sorted", "mine")
							.replace(
									"/><bpmn:endEvent",
									"""
											><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${ticket.isActive()}</bpmn:conditionExpression></bpmn:sequenceFlow><bpmn:endEvent""")
						+ END.formatted("c", "sorted", "theirs")), "assign-incident.form", form, "incident.bpmn",
						calling.replace("incident-dispatch", "incident-sorting")
							.replace(
									"<bpmn:outgoing>assignIncidentToAcceptIncident</bpmn:outgoing></bpmn:callActivity>",
									"<bpmn:outgoing>toSorted</bpmn:outgoing></bpmn:callActivity>"
											+ choice.formatted("assignIncident")
											+ """
													<bpmn:sequenceFlow id="theirs" sourceRef="sorted" targetRef="acceptIncident"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${outcome == 'theirs'}</bpmn:conditionExpression></bpmn:sequenceFlow>""")
							.replaceFirst(
									"(?s)<bpmn:sequenceFlow id=\"assignIncidentToAcceptIncident\".*?</bpmn:sequenceFlow>",
									"""
											<bpmn:sequenceFlow id="assignIncidentToAcceptIncident" sourceRef="sorted" targetRef="acceptIncident"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">\\${outcome == 'mine'}</bpmn:conditionExpression></bpmn:sequenceFlow>""")));
		assertThat(after.status()).as(after.body()).isEqualTo(201);
		JsonNode dry = migrated("{\"tickets\": [\"" + number + "\"]}", "done");
		assertThat(dry.path("tickets").get(0).path("code").asText()).as(dry.toString()).isEqualTo("migration_outcome");
		assertThat(dry.path("tickets").get(0).path("message").asText()).contains("done");
	}

	private static final String END = """
			<bpmn:sequenceFlow id="%1$s" sourceRef="%2$s" targetRef="%3$s"/><bpmn:endEvent id="%3$s"><bpmn:extensionElements>
			<camunda:properties><camunda:property name="outcome" value="%3$s"/></camunda:properties></bpmn:extensionElements></bpmn:endEvent>""";

	private static String called(String key, String body) {
		return """
				<?xml version="1.0" encoding="UTF-8"?>
				<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
					xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t">
				<bpmn:process id="%s" isExecutable="true" camunda:historyTimeToLive="P365D">
				<bpmn:startEvent id="begin"/><bpmn:sequenceFlow id="a" sourceRef="begin" targetRef="dispatch"/>
				%s</bpmn:process></bpmn:definitions>"""
			.formatted(key, body);
	}

	@Test
	void waitsForAMessageByItsNewName() {
		release(INCIDENT.replace("id=\"cancelIncidentMessage\" name=\"cancelIncident\"",
				"id=\"cancelIncidentMessage\" name=\"withdrawIncident\""));
		JsonNode done = migrated("{\"dry_run\": false}", "done");
		assertThat(done.path("counts").path("moved").asInt()).as(done.toString()).isEqualTo(done.path("total").asInt());
		String id = this.tickets.get(0);
		Client.Answer cancelled = this.agent.post("/api/v1/incidents/" + id + "/actions/cancel", "{\"reason\": \"x\"}");
		assertThat(cancelled.status()).as(cancelled.body()).isEqualTo(200);
		assertThat(ticket(id, "").path("status").asText()).isEqualTo("cancelled");
	}

	/** Only the version that a process runs on says where it can go. */
	@Test
	void leavesAloneWhatWentFurtherMeanwhile() {
		String mine = "{\"dry_run\": false, \"tickets\": [\""
				+ ticket(this.tickets.get(0), "").path("incident_number").asText() + "\"]}";
		release(INCIDENT.replace("name=\"status\" value=\"new\"", "name=\"status\" value=\"first_look\""));
		String first = migrated(mine, "done").path("id").asText();
		release(INCIDENT.replace("name=\"status\" value=\"new\"", "name=\"status\" value=\"second_look\""));
		assertThat(migrated(mine, "done").path("counts").path("moved").asInt()).isEqualTo(1);
		JsonNode undone = does(first, "undo", "undone");
		assertThat(undone.path("tickets").toString()).contains("migration_elsewhere").doesNotContain("migration_busy");
		assertThat(ticket(this.tickets.get(0), "").path("status").asText()).isEqualTo("second_look");
	}

	/** Who was busy for a moment need not stay behind for ever. */
	@Test
	void triesThoseAgainThatCouldNotGo() {
		release(INCIDENT.replace("name=\"status\" value=\"new\"", "name=\"status\" value=\"first_look\""));
		JsonNode first = migrated("{\"dry_run\": false, \"first\": 1}", "paused");
		String id = first.path("id").asText();
		int all = first.path("total").asInt();
		each(id, "waiting", "refused");
		assertThat(does(id, "cancel", "cancelled").path("counts").path("refused").asInt()).isEqualTo(all - 1);
		becomes(id, "state = 'done'");
		assertThat(does(id, "continue", "done").path("counts").path("moved").asInt()).isEqualTo(all);
		assertThat(this.owner.post(PATH + "/" + id + "/continue", "{}").status()).as("nobody is left").isEqualTo(409);
		each(id, "moved", "stays");
		assertThat(does(id, "undo", "undone").path("counts").path("stays").asInt()).isEqualTo(all);
		assertThat(statuses()).containsOnly("first_look");
		assertThat(does(id, "undo", "undone").path("counts").path("back").asInt()).isEqualTo(all);
		assertThat(statuses()).containsOnly("new");
		assertThat(this.owner.post(PATH + "/" + id + "/undo", "{}").status()).isEqualTo(409);
	}

	private void each(String id, String state, String becomes) {
		Tenancy.asPlatform(() -> this.transaction.executeWithoutResult((tx) -> this.jdbc.update(
				"UPDATE model_migration_processes SET state = ?, "
						+ "code = 'migration_busy', reason = '' WHERE migration_id = CAST(? AS uuid) AND state = ?",
				becomes, id, state)));
	}

	@Test
	void waitsInAReceiveTaskForTheNewName() {
		release(hears("heard"));
		String id = reported();
		release(hears("heardAnew"));
		JsonNode done = migrated(
				"{\"dry_run\": false, \"tickets\": [\"" + ticket(id, "").path("incident_number").asText() + "\"]}",
				"done");
		assertThat(done.path("counts").path("moved").asInt()).as(done.toString()).isEqualTo(1);
		Client.Answer heard = this.agent.post("/api/v1/incidents/" + id + "/actions/hear", "{}");
		assertThat(heard.status()).as(heard.body()).isEqualTo(200);
		assertThat(ticket(id, "").path("status").asText()).isEqualTo("new");
	}

	/** One whose node has died is no longer on its way, and stands in nobody's. */
	@Test
	void isAloneOnItsWayUntilItsNodeIsNotHeardOf() {
		release(INCIDENT.replace("name=\"status\" value=\"new\"", "name=\"status\" value=\"first_look\""));
		String mine = "{\"dry_run\": %s, \"tickets\": [\""
				+ ticket(this.tickets.get(0), "").path("incident_number").asText() + "\"]}";
		String id = migrated(mine.formatted(false), "done").path("id").asText();
		becomes(id, "state = 'running', touched_at = now()");
		Client.Answer second = this.owner.post(PATH, mine.formatted(false));
		assertThat(second.status()).as(second.body()).isEqualTo(409);
		assertThat(second.body()).contains("migration_under_way");
		migrated(mine.formatted(true), "done");
		becomes(id, "touched_at = now() - interval '6 minutes'");
		assertThat(this.owner.get(PATH + "/" + id).data().path("state").asText()).isEqualTo("paused");
		migrated(mine.formatted(false), "done");
		becomes(id, "state = 'done'");
	}

	private void becomes(String id, String what) {
		Tenancy.asPlatform(() -> this.transaction.executeWithoutResult(
				(tx) -> this.jdbc.update("UPDATE model_migrations SET " + what + " WHERE id = CAST(? AS uuid)", id)));
	}

	/** Whom the version before named sees the task no longer. */
	@Test
	void offersTheTaskToThoseWhomTheNewVersionNames() {
		release(INCIDENT.replace("<bpmn:userTask id=\"assignIncident\"",
				"<bpmn:userTask id=\"assignIncident\" camunda:candidateGroups=\"role.manager\" camunda:dueDate=\"2030-01-01T00:00:00\""));
		String offered = offered();
		JsonNode done = migrated("{\"dry_run\": false}", "done");
		assertThat(done.path("counts").path("moved").asInt()).as(done.toString()).isEqualTo(done.path("total").asInt());
		assertThat(offered()).startsWith("role.manager 2030-01-01");
		does(done.path("id").asText(), "undo", "undone");
		assertThat(offered()).isEqualTo(offered);
	}

	/** Of the first ticket's task, to whom it is offered, and when it is due. */
	private String offered() {
		return String.valueOf((Object) Tenancy.as(this.tenants.bySlug(this.house.slug()).orElseThrow(),
				() -> this.transaction.execute((tx) -> this.jdbc.queryForObject("""
						SELECT string_agg(l.group_id_, ',') || ' ' || coalesce(min(t.due_date_)::text, '-')
						  FROM act_ru_task t JOIN act_ru_execution e ON e.id_ = t.proc_inst_id_
						  LEFT JOIN act_ru_identitylink l ON l.task_id_ = t.id_ AND l.type_ = 'candidate'
						 WHERE e.business_key_ = ?""", String.class, this.tickets.get(0)))));
	}

	/** An incident is heard before anything else. */
	private static String hears(String message) {
		return INCIDENT.replaceFirst("<bpmn:process ", "<bpmn:message id=\"hearing\" name=\"" + message + "\"/>$0")
			.replace("sourceRef=\"incidentReported\"", "sourceRef=\"hear\"")
			.replaceFirst("<bpmn:startEvent id=\"incidentReported\"", """
					<bpmn:receiveTask id="hear" name="聴取 / Hearing" messageRef="hearing"><bpmn:extensionElements>
					<camunda:properties><camunda:property name="status" value="hearing"/>
					<camunda:property name="phase" value="open"/><camunda:property name="action" value="hear"/>
					<camunda:property name="label" value="聴取する / Hear"/>
					<camunda:property name="actors" value="agents"/></camunda:properties></bpmn:extensionElements>
					</bpmn:receiveTask><bpmn:sequenceFlow id="toHear" sourceRef="incidentReported" targetRef="hear"/>
					$0""");
	}

	/** A task to begin with, at whose boundary a timer rings. */
	private static final String LOOK = """
			<bpmn:userTask id="look" name="下見 / Look" camunda:formRef="assign-incident" camunda:formRefBinding="deployment">
			<bpmn:extensionElements><camunda:properties><camunda:property name="status" value="looking"/>
			<camunda:property name="phase" value="open"/><camunda:property name="actors" value="agents"/>
			</camunda:properties></bpmn:extensionElements></bpmn:userTask>
			<bpmn:boundaryEvent id="lookLate" cancelActivity="false" attachedToRef="look"><bpmn:timerEventDefinition>
			<bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P2D</bpmn:timeDuration></bpmn:timerEventDefinition>
			</bpmn:boundaryEvent><bpmn:endEvent id="lookTold"/>
			<bpmn:sequenceFlow id="lookLateToTold" sourceRef="lookLate" targetRef="lookTold"/>
			""";

	/** The same with what goes before it and after it in a scope of its own. */
	private static final String SCOPED = "<bpmn:startEvent id=\"lookBegins\"/>" + LOOK
			+ "<bpmn:endEvent id=\"lookDone\"/>"
			+ "<bpmn:sequenceFlow id=\"lookBeginsToLook\" sourceRef=\"lookBegins\" targetRef=\"look\"/>"
			+ "<bpmn:sequenceFlow id=\"lookToDone\" sourceRef=\"look\" targetRef=\"lookDone\"/>";

	/** An incident that begins with an element. */
	private static String begins(String element, String drawn) {
		return INCIDENT.replace("sourceRef=\"incidentReported\"", "sourceRef=\"" + element + "\"")
			.replaceFirst("<bpmn:startEvent id=\"incidentReported\"",
					Matcher.quoteReplacement(
							drawn + "<bpmn:sequenceFlow id=\"toLook\" sourceRef=\"incidentReported\" targetRef=\""
									+ element + "\"/>" + "<bpmn:startEvent id=\"incidentReported\""));
	}

	/** Reported on the model in force, and claimed: to be brought along alone. */
	private String claimed() {
		String id = reported();
		String task = this.agent.get("/engine-rest/task?processInstanceBusinessKey=" + id)
			.json()
			.path(0)
			.path("id")
			.asText();
		assertThat(this.agent
			.post("/engine-rest/task/" + task + "/claim",
					"{\"userId\": \"%s\"}".formatted(this.house.username("agent1")))
			.status()).isEqualTo(204);
		return id;
	}

	/** Where its timer stands and who has its task, whatever process they are in. */
	private String asItWas(String id) {
		JsonNode processes = ticket(id, "/process");
		List<String> is = new ArrayList<>();
		processes.forEach((process) -> {
			process.path("tasks").forEach((task) -> is.add(task.toString().replaceAll("\"id\":\"[^\"]*\",?", "")));
			process.path("timers").forEach((timer) -> is.add(timer.toString().replaceAll("\"id\":\"[^\"]*\",?", "")));
		});
		return ticket(id, "").path("status").asText() + is
				+ ticket(id, "/sla").toString().replaceAll("(elapsed|remaining)_seconds\":\\d+", "$1");
	}

	private String only(String id) {
		return "{\"dry_run\": false, \"tickets\": [\"" + ticket(id, "").path("incident_number").asText() + "\"]}";
	}

	private void goesThereAndBack(String id, String where) {
		String before = asItWas(id);
		assertThat(before).startsWith("looking").contains("lookLate");
		JsonNode done = migrated(only(id), "done");
		assertThat(done.path("counts").path("moved").asInt()).as(done.toString()).isEqualTo(1);
		assertThat(ticket(id, "/process").toString()).contains(where);
		assertThat(asItWas(id)).isEqualTo(before);
		JsonNode undone = does(done.path("id").asText(), "undo", "undone");
		assertThat(undone.path("counts").path("back").asInt()).as(undone.toString()).isEqualTo(1);
		assertThat(asItWas(id)).isEqualTo(before);
	}

	private void goesOn(String id) {
		Client.Answer assigned = this.agent.post("/api/v1/incidents/" + id + "/actions/assign",
				"{\"assignee_id\": \"" + this.house.idOf("agent1") + "\"}");
		assertThat(assigned.status()).as(assigned.body()).isEqualTo(200);
		assertThat(ticket(id, "").path("status").asText()).isNotEqualTo("looking");
	}

	@Test
	void goesIntoASubProcessThatIsDrawnAroundItsTaskAndOutAgain() {
		release(begins("look", LOOK));
		String id = claimed();
		release(begins("looking",
				"<bpmn:subProcess id=\"looking\" name=\"下見 / Looking\">" + SCOPED + "</bpmn:subProcess>"));
		goesThereAndBack(id, "look");
		String there = claimed();
		release(begins("look", LOOK));
		goesThereAndBack(there, "look");
		migrated(only(there), "done");
		goesOn(there);
	}

	/** A clock of hours does not begin anew because something is drawn around it. */
	@Test
	void keepsWhenTheTimerOfAnEventSubProcessIsDue() {
		release(begins("look", LOOK + BESIDE));
		String id = claimed();
		String due = due(id);
		assertThat(due).isNotEmpty();
		becomesDue(id);
		String changed = due(id);
		assertThat(changed).isNotEqualTo(due);
		release(begins("looking",
				"<bpmn:subProcess id=\"looking\" name=\"下見 / Looking\">" + SCOPED + BESIDE + "</bpmn:subProcess>"));
		JsonNode done = migrated(only(id), "done");
		assertThat(done.path("counts").path("moved").asInt()).as(done.toString()).isEqualTo(1);
		assertThat(due(id)).isEqualTo(changed);
	}

	/** A clock beside the task, in whatever scope that is. */
	private static final String BESIDE = """
			<bpmn:subProcess id="objective" name="目標 / Objective" triggeredByEvent="true">
			<bpmn:startEvent id="objectivePassed" isInterrupting="false"><bpmn:timerEventDefinition>
			<bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT4H</bpmn:timeDuration></bpmn:timerEventDefinition>
			</bpmn:startEvent><bpmn:endEvent id="objectiveTold"/>
			<bpmn:sequenceFlow id="passedToTold" sourceRef="objectivePassed" targetRef="objectiveTold"/>
			</bpmn:subProcess>""";

	/** When the clock beside it is due, by whoever shows the process. */
	private String due(String ticket) {
		List<String> due = new ArrayList<>();
		ticket(ticket, "/process").forEach((process) -> process.path("timers").forEach((timer) -> {
			if (timer.toString().contains("objectivePassed")) {
				due.add(timer.toString().replaceAll("\"id\":\"[^\"]*\",?", ""));
			}
		}));
		return String.join(",", due);
	}

	private void becomesDue(String ticket) {
		Tenancy.as(this.tenants.bySlug(this.house.slug()).orElseThrow(),
				() -> this.transaction.executeWithoutResult((tx) -> this.jdbc.update(
						"UPDATE act_ru_job SET duedate_ = duedate_ - interval '1 hour' WHERE process_instance_id_ IN"
								+ " (SELECT id_ FROM act_ru_execution WHERE business_key_ = ?)",
						ticket)));
	}

	@Test
	void goesToTheSharedModelOnceTheVariantIsGivenUp() {
		Client.Answer left = this.owner.delete("/api/v1/models/incident/variant");
		assertThat(left.status()).as(left.body()).isLessThan(300);
		JsonNode done = migrated("{}", "done");
		assertThat(done.path("own").asBoolean()).as(done.toString()).isFalse();
		assertThat(done.path("total").asInt()).isEqualTo(3);
	}

	@Test
	void isOverForGoodOnceItIsOver() {
		release(INCIDENT.replace("name=\"status\" value=\"new\"", "name=\"status\" value=\"first_look\""));
		String id = migrated("{\"dry_run\": false}", "done").path("id").asText();
		does(id, "undo", "undone");
		becomes(id, "touched_at = now() - interval '1 day'");
		assertThat(this.owner.post(PATH + "/" + id + "/undo", "{}").status()).isEqualTo(409);
		assertThat(this.owner.post(PATH + "/" + id + "/continue", "{}").status()).isEqualTo(409);
		assertThat(this.owner.post(PATH + "/" + id + "/cancel", "{}").status()).isEqualTo(409);
		Client.Answer nothing = this.owner.post(PATH, "{\"map\": {\"assignIncident\": null}}");
		assertThat(nothing.status()).as(nothing.body()).isEqualTo(400);
	}

}
