package io.nagare.workflow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.NagareTest;
import io.nagare.signin.Client;
import io.nagare.directory.Tenants;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A process that is made of others: problems of the tenant other, which are worked on in
 * a stage, which has a check of its own.
 */
@NagareTest
class CalledProcessTests {

	private static final String BPMN = """
			<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"
				xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
				<process id="%s" isExecutable="true" camunda:historyTimeToLive="P1D">%s</process>
				<message id="cancelMessage" name="cancelIt"/>
			</definitions>""";

	private static final String MAIN = """
			<startEvent id="start"/><sequenceFlow id="a" sourceRef="start" targetRef="plan"/>
			<userTask id="plan" name="plan" camunda:formRef="toy-plan" camunda:formRefBinding="deployment">
				<extensionElements><camunda:properties><camunda:property name="status" value="planned"/>
					<camunda:property name="phase" value="open"/><camunda:property name="actors" value="agents"/>
				</camunda:properties></extensionElements></userTask>
			<sequenceFlow id="b" sourceRef="plan" targetRef="work"/>
			<callActivity id="work" name="work" calledElement="toy-work"><extensionElements>
				<camunda:out source="outcome" target="outcome"/></extensionElements></callActivity>
			<boundaryEvent id="cancelled" attachedToRef="work"><extensionElements><camunda:properties>
				<camunda:property name="action" value="drop"/><camunda:property name="label" value="中止 / Drop"/>
				<camunda:property name="actors" value="agents"/></camunda:properties></extensionElements>
				<messageEventDefinition messageRef="cancelMessage"/></boundaryEvent>
			<sequenceFlow id="c" sourceRef="cancelled" targetRef="dropped"/>
			<endEvent id="dropped"><extensionElements><camunda:properties>
				<camunda:property name="status" value="dropped"/><camunda:property name="phase" value="cancelled"/>
				</camunda:properties></extensionElements><terminateEventDefinition/></endEvent>
			<sequenceFlow id="d" sourceRef="work" targetRef="how"/><exclusiveGateway id="how"/>
			<sequenceFlow id="e" sourceRef="how" targetRef="closed">
				<conditionExpression>${outcome == 'done'}</conditionExpression></sequenceFlow>
			<sequenceFlow id="f" sourceRef="how" targetRef="plan">
				<conditionExpression>${outcome == 'undone'}</conditionExpression></sequenceFlow>
			<endEvent id="closed"><extensionElements><camunda:properties>
				<camunda:property name="status" value="finished"/><camunda:property name="phase" value="closed"/>
				</camunda:properties></extensionElements></endEvent>""";

	private static final String WORK = """
			<startEvent id="start"/><sequenceFlow id="a" sourceRef="start" targetRef="check"/>
			<callActivity id="check" name="check" calledElement="toy-check"/>
			<sequenceFlow id="b" sourceRef="check" targetRef="doIt"/>
			<userTask id="doIt" name="do it" camunda:formRef="toy-work" camunda:formRefBinding="deployment">
				<extensionElements><camunda:properties><camunda:property name="status" value="at_work"/>
					<camunda:property name="phase" value="in_work"/><camunda:property name="actors" value="agents"/>
				</camunda:properties></extensionElements></userTask>
			<sequenceFlow id="c" sourceRef="doIt" targetRef="how"/><exclusiveGateway id="how" default="e"/>
			<sequenceFlow id="d" sourceRef="how" targetRef="undone">
				<conditionExpression>${action == 'give-up'}</conditionExpression></sequenceFlow>
			<sequenceFlow id="e" sourceRef="how" targetRef="done"/>
			<endEvent id="done"><extensionElements><camunda:properties>
				<camunda:property name="outcome" value="done"/></camunda:properties></extensionElements></endEvent>
			<endEvent id="undone"><extensionElements><camunda:properties>
				<camunda:property name="outcome" value="undone"/></camunda:properties></extensionElements></endEvent>""";

	private static final String CHECK = """
			<startEvent id="start"/><sequenceFlow id="a" sourceRef="start" targetRef="look"/>
			<userTask id="look" name="look" camunda:formRef="toy-check" camunda:formRefBinding="deployment">
				<extensionElements><camunda:properties><camunda:property name="status" value="checked"/>
					<camunda:property name="phase" value="in_work"/><camunda:property name="actors" value="agents"/>
				</camunda:properties></extensionElements></userTask>
			<sequenceFlow id="b" sourceRef="look" targetRef="looked"/><endEvent id="looked"/>""";

	private static final String FORM = """
			{"id": "%s", "type": "default", "schemaVersion": 16, "components": [
				{"type": "textfield", "key": "words", "label": "語 / Words"},
				{"type": "radio", "key": "action", "label": "操作 / Action", "validate": {"required": true},
					"values": [%s]}]}""";

	@Autowired
	private Doors doors;

	@Autowired
	private RepositoryService repository;

	@Autowired
	private RuntimeService runtime;

	@Autowired
	private Processes processes;

	@Autowired
	private Tenants tenants;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	/** A ticket whose process is gone differs from its token. */
	@AfterEach
	void theModelsAreGone() {
		Tenancy.asPlatform(() -> this.transaction.execute((status) -> this.jdbc.update("""
				UPDATE tickets SET deleted_at = now() WHERE id::text IN (
				  SELECT business_key_ FROM act_hi_procinst
				   WHERE proc_def_id_ IN (SELECT id_ FROM act_re_procdef WHERE tenant_id_ = 'other'))""")));
		Tenancy.asPlatform(() -> this.repository.createDeploymentQuery()
			.tenantIdIn("other")
			.list()
			.forEach((deployment) -> this.repository.deleteDeployment(deployment.getId(), true)));
	}

	private static String form(String id, String... actions) {
		return FORM.formatted(id,
				String.join(",",
						List.of(actions)
							.stream()
							.map((action) -> "{\"value\": \"%1$s\", \"label\": \"%1$s / %1$s\"}".formatted(action))
							.toList()));
	}

	private void deploy(Map<String, String> models) {
		Tenancy.as(this.tenants.bySlug("other").orElseThrow(), () -> {
			DeploymentBuilder deployment = this.repository.createDeployment().name("called");
			models.forEach((id, content) -> deployment.addString(id + ".bpmn", BPMN.formatted(id, content)));
			deployment.addString("toy-plan.form", form("toy-plan", "go"));
			deployment.addString("toy-work.form", form("toy-work", "finish", "give-up"));
			deployment.addString("toy-check.form", form("toy-check", "pass"));
			return deployment.deploy();
		});
	}

	private void deployAll() {
		deploy(Map.of("problem", MAIN, "toy-work", WORK, "toy-check", CHECK));
	}

	private Client agent() {
		return this.doors.stranger().as("other-agent");
	}

	private String problem() {
		Client.Answer answer = agent().post("/api/v1/problems", "{\"title\": \"x\", \"priority\": \"high\"}");
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return "/api/v1/problems/" + answer.data().path("id").asText();
	}

	private String does(String problem, String action) {
		return does(problem, action, "{}");
	}

	private String does(String problem, String action, String fields) {
		Client.Answer answer = agent().post(problem + "/actions/" + action, fields);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.data().path("status").asText();
	}

	/** Each open action with where it leads. */
	private List<String> open(String problem) {
		return StreamSupport.stream(agent().get(problem + "/actions").data().spliterator(), false)
			.map((action) -> action.path("name").asText() + " "
					+ StreamSupport.stream(action.path("leads_to").spliterator(), false)
						.map(JsonNode::asText)
						.sorted()
						.toList())
			.sorted()
			.toList();
	}

	private List<String> variables() {
		return Tenancy.asPlatform(() -> this.jdbc
			.queryForList("SELECT name_ FROM act_ru_variable WHERE tenant_id_ = 'other'", String.class));
	}

	/** The tickets of the tenant whose status is not that of their token. */
	private List<Map<String, Object>> differing() {
		return Tenancy.as(this.tenants.bySlug("other").orElseThrow(), () -> {
			TokenRows rows = this.processes.tokens();
			return this.jdbc.queryForList(
					"SELECT * FROM (" + rows.sql() + ") token JOIN act_ru_execution p ON p.business_key_ = ticket_id"
							+ " JOIN tickets t ON t.id::text = ticket_id WHERE p.tenant_id_ = 'other'"
							+ " AND t.status <> token.status",
					rows.args().toArray());
		});
	}

	@Test
	void movesThroughWhatIsCalledAndBack() {
		deployAll();
		String problem = problem();
		assertThat(open(problem)).containsExactly("go [checked]");
		assertThat(does(problem, "go", "{\"words\": \"carried into the caller\"}")).isEqualTo("checked");
		assertThat(variables()).isEmpty();
		assertThat(open(problem)).containsExactly("drop [dropped]", "pass [at_work]");
		assertThat(does(problem, "pass", "{\"words\": \"carried into the innermost\"}")).isEqualTo("at_work");
		assertThat(variables()).isEmpty();
		assertThat(differing()).isEmpty();
		assertThat(open(problem)).containsExactly("drop [dropped]", "finish [finished]", "give-up [planned]");
		assertThat(does(problem, "give-up")).isEqualTo("planned");
		assertThat(variables()).isEmpty();
		does(problem, "go");
		does(problem, "pass");
		assertThat(does(problem, "finish")).isEqualTo("finished");
		assertThat(agent().get(problem).data().path("phase").asText()).isEqualTo("closed");
		assertThat(running(problem)).isZero();
	}

	private long running(String problem) {
		return this.runtime.createProcessInstanceQuery()
			.processInstanceBusinessKey(problem.substring(problem.lastIndexOf('/') + 1))
			.processDefinitionKeyIn("problem", "toy-work", "toy-check")
			.count();
	}

	@Test
	void endsWhatIsCalledWithWhatInterruptsTheCall() {
		deployAll();
		String problem = problem();
		does(problem, "go");
		assertThat(running(problem)).isEqualTo(3);
		assertThat(does(problem, "drop")).isEqualTo("dropped");
		assertThat(running(problem)).isZero();
		assertThat(open(problem)).isEmpty();
	}

	@Test
	void performsTheOneActionThatLeadsToAStatusOfTheCaller() {
		deployAll();
		String problem = problem();
		does(problem, "go");
		does(problem, "pass");
		Client.Answer patched = agent().patch(problem, "{\"status\": \"finished\"}");
		assertThat(patched.status()).as(patched.body()).isEqualTo(200);
		assertThat(patched.data().path("status").asText()).isEqualTo("finished");
	}

	@Test
	void showsTheProcessesAsATreeAndThePictureOfEach() {
		deployAll();
		String problem = problem();
		does(problem, "go");
		JsonNode main = agent().get(problem + "/process").data();
		assertThat(main.findValuesAsText("key")).containsExactly("problem", "toy-work", "toy-check");
		assertThat(main.at("/0/parent_id").isNull()).isTrue();
		assertThat(main.at("/1/parent_id")).isEqualTo(main.at("/0/id"));
		assertThat(main.at("/1/called_element").asText()).isEqualTo("work");
		assertThat(main.at("/2/parent_id")).isEqualTo(main.at("/1/id"));
		assertThat(main.at("/2/called_element").asText()).isEqualTo("check");
		assertThat(main.at("/0/waits_at/0").asText()).isEqualTo("work");
		assertThat(main.at("/0/messages/0").asText()).isEqualTo("cancelIt");
		assertThat(main.at("/2/tasks/0/element").asText()).isEqualTo("look");
		assertThat(main.at("/1/tasks")).isEmpty();
		String diagram = problem + "/process/diagram";
		assertThat(agent().get(diagram).body()).containsPattern("process [^>]*id=\"problem\"");
		assertThat(agent().get(diagram + "?instance=" + main.at("/2/id").asText()).body())
			.containsPattern("process [^>]*id=\"toy-check\"");
		String other = agent().get(problem() + "/process").data().at("/0/id").asText();
		assertThat(agent().get(diagram + "?instance=" + other).status()).isEqualTo(404);
	}

	@Test
	void letsTheEnginesDoorsReachWhatIsCalledAsTheMainProcess() {
		deployAll();
		String problem = problem();
		does(problem, "go");
		String id = problem.substring(problem.lastIndexOf('/') + 1);
		JsonNode task = this.doors.basic("other-agent")
			.get("/engine-rest/task?maxResults=10&processInstanceBusinessKey=" + id)
			.json()
			.path(0);
		assertThat(task.path("taskDefinitionKey").asText()).isEqualTo("look");
		String path = "/engine-rest/task/" + task.path("id").asText();
		assertThat(this.doors.basic("other-agent").get(path + "/form-variables").status()).isEqualTo(200);
		assertThat(this.doors.basic("agent1").get(path + "/form-variables").status()).isEqualTo(404);
		Client.Answer smuggled = this.doors.basic("other-agent")
			.post(path + "/complete",
					"{\"variables\": {\"action\": {\"value\": \"pass\"}, \"outcome\": {\"value\": \"x\"}}}");
		assertThat(smuggled.status()).as(smuggled.body()).isEqualTo(400);
		assertThat(this.doors.basic("other-agent").post(path + "/claim", "{\"userId\": \"other-agent\"}").status())
			.isEqualTo(204);
		Client.Answer completed = this.doors.basic("other-agent")
			.post(path + "/complete", "{\"variables\": {\"action\": {\"value\": \"pass\"}}}");
		assertThat(completed.status()).as(completed.body()).isEqualTo(204);
		assertThat(agent().get(problem).data().path("status").asText()).isEqualTo("at_work");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"toy-work|<endEvent id=\"done\"><extensionElements><camunda:properties>|<endEvent id=\"done\"><extensionElements><camunda:properties><camunda:property name=\"status\" value=\"x\"/><camunda:property name=\"phase\" value=\"closed\"/>|toy-work.bpmn#done called_end_with_status",
			"toy-work|name=\"outcome\" value=\"done\"|name=\"outcome\" value=\"dun\"|toy-work.bpmn#toy-work outcome_not_taken",
			"toy-work|<camunda:property name=\"outcome\" value=\"undone\"/>|``|toy-work.bpmn#undone end_without_outcome",
			"problem|outcome == 'undone'|outcome == 'undon'|outcome_never_given",
			"problem|<sequenceFlow id=\"e\" sourceRef=\"how\" targetRef=\"closed\"> <conditionExpression>${outcome == 'done'}</conditionExpression></sequenceFlow>|<sequenceFlow id=\"e\" sourceRef=\"how\" targetRef=\"closed\"/>|outcome_not_taken",
			"problem|calledElement=\"toy-work\"|calledElement=\"toy-play\"|problem.bpmn#work unknown_process",
			"problem|calledElement=\"toy-work\"|calledElement=\"${toy}\"|problem.bpmn#work call_unknown",
			"problem|<camunda:out source=\"outcome\" target=\"outcome\"/>|<camunda:out variables=\"all\"/>|problem.bpmn#work call_passes_too_much",
			"toy-check|<endEvent id=\"looked\"/>|<endEvent id=\"looked\"><errorEventDefinition errorRef=\"e\"/></endEvent>|toy-check.bpmn#looked error_not_caught" })
	void refusesProcessesThatDoNotFitTogether(String id, String good, String bad, String says) {
		Map<String, String> models = new HashMap<>(Map.of("problem", MAIN, "toy-work", WORK, "toy-check", CHECK));
		models.computeIfPresent(id, (key, model) -> {
			String oneLine = model.replaceAll("\\s+", " ");
			assertThat(oneLine).contains(good);
			return oneLine.replace(good, bad);
		});
		assertThatThrownBy(() -> deploy(models)).satisfies((thrown) -> assertThat(findings(thrown)).contains(says));
	}

	/** What is called is looked at together with what calls it, wherever each lies. */
	@Test
	void refusesAStageThatDoesNotFitWhatCallsItLongSince() {
		deployAll();
		assertThatThrownBy(() -> deploy(Map.of("toy-work", WORK.replace("value=\"done\"", "value=\"postponed\""))))
			.satisfies((thrown) -> assertThat(findings(thrown)).contains("toy-work.bpmn#toy-work outcome_not_taken"));
		assertThatThrownBy(() -> deploy(Map.of("toy-check", WORK.replace("\"toy-check\"", "\"toy-work\""))))
			.satisfies((thrown) -> assertThat(findings(thrown)).contains("toy-check.bpmn#toy-check calls_itself"));
		deploy(Map.of("toy-check", CHECK.replace("value=\"checked\"", "value=\"examined\"")));
		String problem = problem();
		assertThat(does(problem, "go")).isEqualTo("examined");
	}

	private static String findings(Throwable thrown) {
		for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
			if (cause instanceof Refusal refusal) {
				return String.join("\n",
						refusal.details().stream().map((detail) -> detail.field() + " " + detail.code()).toList());
			}
		}
		return String.valueOf(thrown);
	}

}
