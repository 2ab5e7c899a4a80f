package io.nagare.workflow;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.NagareTest;
import io.nagare.directory.Tenants;
import io.nagare.shared.Refusal;
import io.nagare.shared.Tenancy;
import io.nagare.signin.Client;
import io.nagare.workflow.internal.limit.ModelBudget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Whatever an owner draws or writes into a cell, the house stands: all tenants work on.
 */
@NagareTest
@Timeout(60)
@Tag("model")
class HarmlessModelsTests {

	private static final String BPMN = """
			<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"
				xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
				<process id="%s" isExecutable="true" camunda:historyTimeToLive="P1D">%s</process>
			</definitions>""";

	/** A wait, and behind it what is dangerous. */
	private static final String WAITS_FIRST = """
			<startEvent id="start"/><sequenceFlow id="a" sourceRef="start" targetRef="plan"/>
			<userTask id="plan" name="plan" camunda:formRef="toy-plan" camunda:formRefBinding="deployment">
				<extensionElements><camunda:properties><camunda:property name="status" value="planned"/>
					<camunda:property name="phase" value="open"/><camunda:property name="actors" value="agents"/>
				</camunda:properties></extensionElements></userTask>
			<sequenceFlow id="b" sourceRef="plan" targetRef="risk"/>
			%s
			<endEvent id="closed"><extensionElements><camunda:properties>
				<camunda:property name="status" value="finished"/><camunda:property name="phase" value="closed"/>
				</camunda:properties></extensionElements></endEvent>""";

	private static final String FORM = """
			{"id": "toy-plan", "type": "default", "schemaVersion": 16, "components": [
				{"type": "textfield", "key": "words", "label": "語 / Words"},
				{"type": "radio", "key": "action", "label": "操作 / Action", "validate": {"required": true},
					"values": [{"value": "go", "label": "進む / Go"}]}]}""";

	private static final String TABLE = """
			<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="t"
				xmlns:camunda="http://camunda.org/schema/1.0/dmn">
				<decision id="toy-table" name="t" camunda:historyTimeToLive="P1D"><decisionTable id="t" hitPolicy="UNIQUE">
					<input id="i"><inputExpression id="e" typeRef="string"><text>words</text></inputExpression></input>
					<output id="o" name="o" typeRef="string"/>
					<rule id="r"><inputEntry id="ie"><text>-</text></inputEntry><outputEntry id="oe"><text><![CDATA[%s]]></text></outputEntry></rule>
					%s
				</decisionTable></decision></definitions>""";

	private static final String LITERAL = """
			<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="t"
				xmlns:camunda="http://camunda.org/schema/1.0/dmn">
				<decision id="toy-table" name="t" camunda:historyTimeToLive="P1D"><variable id="v" name="o" typeRef="string"/>
					<literalExpression id="le"><text>count(for i in 1..10000000 return i)</text></literalExpression>
				</decision></definitions>""";

	@Autowired
	private Doors doors;

	@Autowired
	private RepositoryService repository;

	@Autowired
	private ManagementService management;

	@Autowired
	private HistoryService history;

	@Autowired
	private Tenants tenants;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	/** Others' tests have models that misbehave, too. */
	@BeforeEach
	void noFaultIsKnown() {
		Tenancy.asPlatform(() -> this.transaction.execute((status) -> this.jdbc.update("DELETE FROM model_faults")));
	}

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
		noFaultIsKnown();
	}

	private void deploy(Map<String, String> files) {
		Tenancy.as(this.tenants.bySlug("other").orElseThrow(), () -> {
			DeploymentBuilder deployment = this.repository.createDeployment().name("harmless");
			files.forEach(deployment::addString);
			return deployment.addString("toy-plan.form", FORM).deploy();
		});
	}

	private static Map<String, String> process(String dangerous) {
		return Map.of("problem.bpmn", BPMN.formatted("problem", WAITS_FIRST.formatted(dangerous)));
	}

	private static String table(String cell) {
		return TABLE.formatted(cell, "");
	}

	private String refusal(Map<String, String> files) {
		StringBuilder findings = new StringBuilder();
		assertThatThrownBy(() -> deploy(files)).satisfies((thrown) -> {
			Refusal refusal = refusalIn(thrown);
			assertThat(refusal.kind()).isEqualTo(Refusal.Kind.MODEL_REJECTED);
			refusal.details()
				.forEach((detail) -> findings.append(detail.field()).append(' ').append(detail.code()).append('\n'));
		});
		return findings.toString();
	}

	private static Refusal refusalIn(Throwable thrown) {
		for (Throwable at = thrown; at != null; at = at.getCause()) {
			if (at instanceof Refusal refusal) {
				return refusal;
			}
		}
		throw new AssertionError("No refusal", thrown);
	}

	private Client agent() {
		return this.doors.stranger().as("other-agent");
	}

	private String problem() {
		Client.Answer answer = agent().post("/api/v1/problems", "{\"title\": \"x\", \"priority\": \"high\"}");
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return "/api/v1/problems/" + answer.data().path("id").asText();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "count(for i in 1..10000000 return i)|feel_range",
			"count(for i in 1..words return i)|feel_range", "count(for i in -10000000..1 return i)|feel_range",
			"some i in 1..2000 satisfies i > 3|feel_range", "count(for i in 1..1000, j in 1..1000 return i)|feel_loops",
			"count(for i in 1..200 return count(for j in 1..200 return j))|feel_loops",
			"for a in (for i in 1..1000 return i) return count(for b in 1..11 return b)|feel_loops",
			"{a: for i in 1..1000, k in 1..10 return i, b: for x in a, k in 1..10 return k}|feel_loops",
			"count(words[count(words[item > 1]) > 1])|feel_loops", "{f: function(x) f(x)}|feel_function",
			"count(for i in 1..40 return string join(partial) + \"x\")|feel_function",
			"count(for i in 1..20 return flatten([partial, partial, [1]]))|feel_function",
			"sort(words, function(a, b) a < b)|feel_function", "matches(words, \"(a+)+$\")|feel_function",
			"replace(words, \"(a+)+$\", \"\")|feel_function", "words.toString()|feel_function",
			"decimal(1, 999999999)|feel_too_costly", "decimal(1, words)|feel_too_costly",
			"10 ** 999999999|feel_too_costly", "(10 ** 10) ** 10|feel_too_costly",
			"string join(for i in 1..1000 return words, string join(for i in 1..1000 return words))|feel_too_costly" })
	void refusesCellsThatMayNeverEnd(String cell, String code) {
		assertThat(refusal(Map.of("t.dmn", table(cell)))).contains("t.dmn#oe " + code);
	}

	@Test
	void refusesWhatIsTooLongOrNestsTooDeeplyWithoutFallingOver() {
		assertThat(refusal(Map.of("t.dmn", table("(".repeat(3_000) + "1" + ")".repeat(3_000)))))
			.contains("feel_too_long");
		assertThat(refusal(Map.of("t.dmn", table("(".repeat(300) + "1" + ")".repeat(300))))).contains("feel_too_deep");
		assertThat(refusal(Map.of("t.dmn", table("1" + "+1".repeat(900))))).contains("feel_too_deep");
		assertThat(refusal(Map.of("t.dmn", LITERAL))).contains("t.dmn#le feel_range");
		String scopes = "<subProcess>".repeat(3_000) + "</subProcess>".repeat(3_000);
		assertThat(refusal(Map.of("problem.bpmn", BPMN.formatted("problem", scopes)))).contains("model_nests");
		assertThat(refusal(process("<serviceTask id=\"risk\" camunda:expression=\"${" + "(".repeat(3_000) + "1"
				+ ")".repeat(3_000) + "}\"/><sequenceFlow id=\"c\" sourceRef=\"risk\" targetRef=\"closed\"/>")))
			.contains("risk expression_too_long");
		assertThat(refusal(Map.of("problem.bpmn", "<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>")))
			.contains("problem.bpmn unreadable_model");
	}

	/** What owners write every day stays allowed. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "\"high\"", "sum(for i in 1..12 return i * 2)",
			"if words = \"a\" or words = \"b\" then \"x\" else \"y\"", "upper case(words)", "count(words) > 3",
			"some x in words satisfies x = \"a\"", "words[item = \"a\"]", "round half up(2.345, 2)", "2 ** 3",
			"date and time(\"2026-01-01T00:00:00\") + duration(\"PT1H\")", "string join([\"a\", words], \", \")" })
	void allowsCellsThatEnd(String cell) {
		deploy(Map.of("t.dmn", table(cell)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			// loops without a wait
			"<exclusiveGateway id=\"risk\"/><sequenceFlow id=\"c\" sourceRef=\"risk\" targetRef=\"risk\"/>|problem.bpmn#risk endless_loop",
			"<exclusiveGateway id=\"risk\"/><sequenceFlow id=\"c\" sourceRef=\"risk\" targetRef=\"y\"/><parallelGateway id=\"y\"/><sequenceFlow id=\"d\" sourceRef=\"y\" targetRef=\"risk\"/><sequenceFlow id=\"e\" sourceRef=\"y\" targetRef=\"closed\"/>|endless_loop",
			"<subProcess id=\"risk\"><startEvent id=\"s\"/><sequenceFlow id=\"t\" sourceRef=\"s\" targetRef=\"u\"/><endEvent id=\"u\"/></subProcess><sequenceFlow id=\"c\" sourceRef=\"risk\" targetRef=\"risk\"/>|endless_loop",
			"<intermediateThrowEvent id=\"risk\"><linkEventDefinition name=\"l\"/></intermediateThrowEvent><intermediateCatchEvent id=\"y\"><linkEventDefinition name=\"l\"/></intermediateCatchEvent><sequenceFlow id=\"c\" sourceRef=\"y\" targetRef=\"risk\"/>|endless_loop",
			"<task id=\"risk\" camunda:asyncBefore=\"true\"/><sequenceFlow id=\"c\" sourceRef=\"risk\" targetRef=\"risk\"/>|endless_loop",
			"<callActivity id=\"risk\" calledElement=\"toy-quick\"/><sequenceFlow id=\"c\" sourceRef=\"risk\" targetRef=\"risk\"/>|problem.bpmn#risk endless_loop",
			// itself, also through a chain
			"<callActivity id=\"risk\" calledElement=\"problem\"/><sequenceFlow id=\"c\" sourceRef=\"risk\" targetRef=\"closed\"/>|problem.bpmn#problem calls_itself",
			"<callActivity id=\"risk\" calledElement=\"toy-back\"/><sequenceFlow id=\"c\" sourceRef=\"risk\" targetRef=\"closed\"/>|problem.bpmn#problem calls_itself",
			// timers
			"<intermediateCatchEvent id=\"risk\"><timerEventDefinition><timeCycle>R/PT0.001S</timeCycle></timerEventDefinition></intermediateCatchEvent><sequenceFlow id=\"c\" sourceRef=\"risk\" targetRef=\"closed\"/>|risk timer_too_short",
			"<intermediateCatchEvent id=\"risk\"><timerEventDefinition><timeDuration>PT59S</timeDuration></timerEventDefinition></intermediateCatchEvent><sequenceFlow id=\"c\" sourceRef=\"risk\" targetRef=\"closed\"/>|risk timer_too_short",
			"<intermediateCatchEvent id=\"risk\"><timerEventDefinition><timeCycle>R9/2020-01-01T00:00:00/PT1S</timeCycle></timerEventDefinition></intermediateCatchEvent><sequenceFlow id=\"c\" sourceRef=\"risk\" targetRef=\"closed\"/>|risk timer_too_short",
			"<intermediateCatchEvent id=\"risk\"><timerEventDefinition><timeCycle>* * * * * ?</timeCycle></timerEventDefinition></intermediateCatchEvent><sequenceFlow id=\"c\" sourceRef=\"risk\" targetRef=\"closed\"/>|risk unreadable_timer",
			"<intermediateCatchEvent id=\"risk\"><timerEventDefinition><timeCycle>${words}</timeCycle></timerEventDefinition></intermediateCatchEvent><sequenceFlow id=\"c\" sourceRef=\"risk\" targetRef=\"closed\"/>|risk timer_not_verb",
			"<task id=\"risk\"><extensionElements><camunda:failedJobRetryTimeCycle>R100000000/PT0.001S</camunda:failedJobRetryTimeCycle></extensionElements></task><sequenceFlow id=\"c\" sourceRef=\"risk\" targetRef=\"closed\"/>|risk timer_too_short",
			// instances
			"<task id=\"risk\"><multiInstanceLoopCharacteristics><loopCardinality>100000000</loopCardinality></multiInstanceLoopCharacteristics></task><sequenceFlow id=\"c\" sourceRef=\"risk\" targetRef=\"closed\"/>|risk too_many_instances" })
	void refusesProcessesThatMayNeverEnd(String dangerous, String finding) {
		assertThat(refusal(Map.of("problem.bpmn", BPMN.formatted("problem", WAITS_FIRST
			.formatted(dangerous)), "toy-quick.bpmn", BPMN.formatted("toy-quick",
					"<startEvent id=\"s\"/><sequenceFlow id=\"t\" sourceRef=\"s\" targetRef=\"u\"/><endEvent id=\"u\"/>"),
				"toy-back.bpmn",
				BPMN.formatted("toy-back",
						"<startEvent id=\"s\"/><sequenceFlow id=\"t\" sourceRef=\"s\" targetRef=\"v\"/>"
								+ "<callActivity id=\"v\" calledElement=\"problem\"/><sequenceFlow id=\"w\" sourceRef=\"v\" targetRef=\"u\"/><endEvent id=\"u\"/>"))))
			.contains(finding);
	}

	@Test
	void refusesLongChainsOfCalls() {
		Map<String, String> chain = IntStream.range(0, 150)
			.boxed()
			.collect(Collectors.toMap((i) -> "link-" + i + ".bpmn", (i) -> BPMN.formatted("link-" + i, (i == 149)
					? "<startEvent id=\"s\"/><sequenceFlow id=\"t\" sourceRef=\"s\" targetRef=\"u\"/><endEvent id=\"u\"/>"
					: "<startEvent id=\"s\"/><sequenceFlow id=\"t\" sourceRef=\"s\" targetRef=\"v\"/><callActivity id=\"v\" calledElement=\"link-"
							+ (i + 1)
							+ "\"/><sequenceFlow id=\"w\" sourceRef=\"v\" targetRef=\"u\"/><endEvent id=\"u\"/>")));
		assertThat(refusal(chain)).contains("link-0.bpmn#link-0 calls_too_deep");
	}

	/** What shows on the drawing never comes to run. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"risk choice_without_default|<exclusiveGateway id=\"risk\"/><sequenceFlow id=\"c\" sourceRef=\"risk\" targetRef=\"closed\"><conditionExpression>${words == 'never'}</conditionExpression></sequenceFlow><sequenceFlow id=\"d\" sourceRef=\"risk\" targetRef=\"plan\"><conditionExpression>${words == 'no'}</conditionExpression></sequenceFlow>",
			"c variable_not_given|<exclusiveGateway id=\"risk\"/><sequenceFlow id=\"c\" sourceRef=\"risk\" targetRef=\"closed\"><conditionExpression>${nothing == 'x'}</conditionExpression></sequenceFlow><sequenceFlow id=\"d\" sourceRef=\"risk\" targetRef=\"plan\"><conditionExpression>${words == 'no'}</conditionExpression></sequenceFlow>",
			"risk unknown_decision|<businessRuleTask id=\"risk\" camunda:decisionRef=\"toy-nothing\" camunda:resultVariable=\"o\"/><sequenceFlow id=\"c\" sourceRef=\"risk\" targetRef=\"closed\"/>" })
	void refusesWhatCouldNotGoOn(String finding, String dangerous) {
		assertThat(refusal(process(dangerous))).contains("problem.bpmn#" + finding);
	}

	/**
	 * What the gate can't know shows when it runs: nothing moved, and the owner is told.
	 */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"model_instances|100000000|<task id=\"risk\"><multiInstanceLoopCharacteristics><loopCardinality>${100000000}</loopCardinality></multiInstanceLoopCharacteristics></task><sequenceFlow id=\"c\" sourceRef=\"risk\" targetRef=\"closed\"/>",
			"model_instances|100000000|<task id=\"risk\"><multiInstanceLoopCharacteristics isSequential=\"true\"><loopCardinality>${100000000}</loopCardinality></multiInstanceLoopCharacteristics></task><sequenceFlow id=\"c\" sourceRef=\"risk\" targetRef=\"closed\"/>",
			"model_activities|x|<subProcess id=\"risk\"><multiInstanceLoopCharacteristics><loopCardinality>400</loopCardinality></multiInstanceLoopCharacteristics><startEvent id=\"s\"/><sequenceFlow id=\"t\" sourceRef=\"s\" targetRef=\"v\"/><task id=\"v\"><multiInstanceLoopCharacteristics><loopCardinality>400</loopCardinality></multiInstanceLoopCharacteristics></task><sequenceFlow id=\"w\" sourceRef=\"v\" targetRef=\"u\"/><endEvent id=\"u\"/></subProcess><sequenceFlow id=\"c\" sourceRef=\"risk\" targetRef=\"closed\"/>",
			"model_processes|x|<callActivity id=\"risk\" calledElement=\"toy-quick\"><multiInstanceLoopCharacteristics><loopCardinality>100</loopCardinality></multiInstanceLoopCharacteristics></callActivity><sequenceFlow id=\"c\" sourceRef=\"risk\" targetRef=\"closed\"/>",
			"model_cannot_go_on|x|<businessRuleTask id=\"risk\" camunda:decisionRef=\"toy-table\" camunda:resultVariable=\"o\" camunda:mapDecisionResult=\"singleEntry\"/><sequenceFlow id=\"c\" sourceRef=\"risk\" targetRef=\"closed\"/>" })
	void rollsBackWhatAModelDoesWrongAndTellsItsOwner(String code, String words, String dangerous) {
		deploy(Map.of("problem.bpmn", BPMN.formatted("problem", WAITS_FIRST
			.formatted(dangerous)), "toy-quick.bpmn", BPMN.formatted("toy-quick",
					"<startEvent id=\"s\"/><sequenceFlow id=\"t\" sourceRef=\"s\" targetRef=\"u\"/><endEvent id=\"u\"/>"),
				"t.dmn", TABLE.formatted("\"a\"",
						"<rule id=\"r2\"><inputEntry id=\"ie2\"><text>string length(?) &gt;= 0</text></inputEntry><outputEntry id=\"oe2\"><text>\"b\"</text></outputEntry></rule>")));
		String problem = problem();
		int before = told();
		Client.Answer answer = agent().post(problem + "/actions/go", "{\"words\": \"" + words + "\"}");
		assertThat(answer.status()).as(answer.body()).isEqualTo(409);
		assertThat(answer.json().at("/error/code").asText()).isEqualTo("MODEL_MISBEHAVED");
		assertThat(answer.json().at("/error/details").findValuesAsText("code")).contains("model_fault", code);
		assertThat(answer.body()).contains("at the element “");
		assertThat(agent().get(problem).data().path("status").asText()).isEqualTo("planned");
		agent().post(problem + "/actions/go", "{\"words\": \"" + words + "\"}");
		await().untilAsserted(() -> assertThat(faults()).containsExactly(code + " 2"));
		await().untilAsserted(() -> assertThat(told()).isGreaterThan(before));
	}

	/** A signal of one ticket wakes no other, however many wait for one of its name. */
	@Test
	void keepsASignalWithinItsTicket() {
		deploy(Map
			.of("problem.bpmn", BPMN
				.formatted("problem",
						WAITS_FIRST.formatted(
								"""
										<subProcess id="bell" triggeredByEvent="true"><startEvent id="rung" isInterrupting="false">
										<signalEventDefinition signalRef="done"/></startEvent>
										<sequenceFlow id="r" sourceRef="rung" targetRef="heard"/><endEvent id="heard"/></subProcess>
										<intermediateThrowEvent id="risk"><signalEventDefinition signalRef="done"/></intermediateThrowEvent>
										<sequenceFlow id="c" sourceRef="risk" targetRef="closed"/>"""))
				.replace("<process", "<signal id=\"done\" name=\"done\"/><process")));
		String waiting = problem();
		String problem = problem();
		assertThat(agent().post(problem + "/actions/go", "{}").status()).isEqualTo(200);
		assertThat(agent().get(problem).data().path("status").asText()).isEqualTo("finished");
		assertThat(agent().get(waiting).data().path("status").asText()).isEqualTo("planned");
		assertThat(this.history.createHistoricActivityInstanceQuery().tenantIdIn("other").activityId("heard").list())
			.hasSize(1);
	}

	/** A loop through a time that has passed since runs as long as there is a node. */
	@Test
	void parksAJobThatComesBackAllTheTime() {
		Instant soon = Instant.now().plusSeconds(10).truncatedTo(ChronoUnit.SECONDS);
		deploy(process(
				"<intermediateCatchEvent id=\"risk\"><timerEventDefinition><timeDate>%s</timeDate></timerEventDefinition></intermediateCatchEvent><sequenceFlow id=\"c\" sourceRef=\"risk\" targetRef=\"risk\"/>"
					.formatted(soon)));
		await().atMost(Duration.ofSeconds(20)).until(() -> Instant.now().isAfter(soon));
		String problem = problem();
		assertThat(agent().post(problem + "/actions/go", "{}").status()).isEqualTo(200);
		String process = agent().get(problem + "/process").data().at("/0/id").asText();
		await().atMost(Duration.ofSeconds(40)).until(() -> runs(process) == 0);
		assertThat(this.management.createJobQuery().processInstanceId(process).singleResult().getRetries()).isZero();
		await().untilAsserted(() -> assertThat(faults()).containsExactly("model_jobs 1"));
	}

	/** Many that are due together all run, a minute later if need be. */
	@Test
	void putsOffWhatIsTooMuchAtOnce() {
		deploy(process(
				"""
						<subProcess id="risk"><multiInstanceLoopCharacteristics><loopCardinality>130</loopCardinality></multiInstanceLoopCharacteristics>
						<startEvent id="s"/><sequenceFlow id="t" sourceRef="s" targetRef="v"/>
						<intermediateCatchEvent id="v"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
						<sequenceFlow id="w" sourceRef="v" targetRef="u"/><endEvent id="u"/></subProcess>
						<sequenceFlow id="c" sourceRef="risk" targetRef="closed"/>"""));
		String problem = problem();
		assertThat(agent().post(problem + "/actions/go", "{}").status()).isEqualTo(200);
		String process = agent().get(problem + "/process").data().at("/0/id").asText();
		List<Job> jobs = this.management.createJobQuery().processInstanceId(process).list();
		assertThat(jobs).hasSize(130);
		jobs.forEach((job) -> this.management.executeJob(job.getId()));
		assertThat(this.management.createJobQuery().processInstanceId(process).list()).hasSize(10).allSatisfy((job) -> {
			assertThat(job.getRetries()).isPositive();
			assertThat(job.getDuedate()).isBefore(Instant.now().plusSeconds(70));
		});
		assertThat(faults()).isEmpty();
	}

	/** What it left behind each time would stay, and each action reads all of it. */
	@Test
	void letsNoTimerFillATicketWithTasks() {
		deploy(process("""
				<userTask id="risk" camunda:formRef="toy-plan" camunda:formRefBinding="deployment">
				<extensionElements><camunda:properties><camunda:property name="status" value="worked"/>
				<camunda:property name="phase" value="in_work"/><camunda:property name="actors" value="agents"/>
				</camunda:properties></extensionElements></userTask>
				<sequenceFlow id="c" sourceRef="risk" targetRef="closed"/>
				<boundaryEvent id="again" attachedToRef="risk" cancelActivity="false"><timerEventDefinition>
				<timeCycle>R/PT1M</timeCycle></timerEventDefinition></boundaryEvent>
				<sequenceFlow id="d" sourceRef="again" targetRef="more"/>
				<userTask id="more" camunda:formRef="toy-plan" camunda:formRefBinding="deployment">
				<extensionElements><camunda:properties><camunda:property name="actors" value="agents"/>
				</camunda:properties></extensionElements></userTask>
				<sequenceFlow id="e" sourceRef="more" targetRef="moreDone"/><endEvent id="moreDone"/>"""));
		String problem = problem();
		assertThat(agent().post(problem + "/actions/go", "{}").status()).isEqualTo(200);
		String process = agent().get(problem + "/process").data().at("/0/id").asText();
		for (int i = 0; i < ModelBudget.MAX_TOKENS; i++) {
			this.management.executeJob(job(process).getId());
		}
		String next = job(process).getId();
		assertThatThrownBy(() -> this.management.executeJob(next))
			.satisfies((thrown) -> assertThat(refusalIn(thrown).kind()).isEqualTo(Refusal.Kind.MODEL_MISBEHAVED));
		await().untilAsserted(() -> assertThat(faults()).containsExactly("model_tokens 1"));
	}

	/** How often owners of models, or administrators for want of any, were told. */
	private int told() {
		Integer told = Tenancy.as(this.tenants.bySlug("other").orElseThrow(),
				() -> this.transaction.execute((status) -> this.jdbc
					.queryForObject("SELECT count(*) FROM notifications WHERE kind = 'model.failed'", Integer.class)));
		return (told != null) ? told : 0;
	}

	private List<String> faults() {
		return Tenancy.as(this.tenants.bySlug("other").orElseThrow(), () -> this.transaction.execute(
				(status) -> this.jdbc.queryForList("SELECT code || ' ' || times FROM model_faults", String.class)));
	}

	/** Retries of the job, having run it where the executor does not. */
	private int runs(String process) {
		for (int i = 0; i < 150; i++) {
			Job job = this.management.createJobQuery().processInstanceId(process).singleResult();
			if (job.getRetries() == 0) {
				return 0;
			}
			try {
				this.management.executeJob(job.getId());
			}
			catch (RuntimeException ex) {
				// somebody else runs it
			}
		}
		return 1;
	}

	/** As after a start: the row of a run that never came to an end is still there. */
	@Test
	void parksAJobWithWhichTheNodeDiedThrice() {
		deploy(process(
				"<intermediateCatchEvent id=\"risk\"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent><sequenceFlow id=\"c\" sourceRef=\"risk\" targetRef=\"risk\"/>"));
		String problem = problem();
		assertThat(agent().post(problem + "/actions/go", "{}").status()).isEqualTo(200);
		String process = agent().get(problem + "/process").data().at("/0/id").asText();
		String job = job(process).getId();
		died(job, 1);
		this.management.executeJob(job);
		assertThat(job(process).getId()).as("it ran, and the next one waits").isNotEqualTo(job);
		assertThat(deaths()).isEmpty();
		String next = job(process).getId();
		died(next, 2);
		this.management.executeJob(next);
		assertThat(job(process).getId()).isEqualTo(next);
		assertThat(job(process).getRetries()).isZero();
		assertThat(deaths()).isEmpty();
		await().untilAsserted(() -> assertThat(faults()).containsExactly("model_job_died 1"));
	}

	private Job job(String process) {
		return this.management.createJobQuery().processInstanceId(process).singleResult();
	}

	private void died(String job, int times) {
		this.jdbc.update("INSERT INTO job_runs (job_id, deaths) VALUES (?, ?)", job, times);
	}

	private List<String> deaths() {
		return this.jdbc.queryForList("SELECT job_id FROM job_runs", String.class);
	}

	@Test
	void asksNoTableWithMoreThanItCanBear() {
		deploy(Map.of("problem.bpmn", BPMN.formatted("problem", WAITS_FIRST.formatted(
				"<businessRuleTask id=\"risk\" camunda:decisionRef=\"toy-table\" camunda:resultVariable=\"o\" camunda:mapDecisionResult=\"singleEntry\"/><sequenceFlow id=\"c\" sourceRef=\"risk\" targetRef=\"closed\"/>")),
				"t.dmn", table("upper case(words)")));
		String problem = problem();
		Client.Answer answer = agent().post(problem + "/actions/go", "{\"words\": \"" + "x".repeat(4_000) + "\"}");
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		assertThat(FIELD_LIMIT).isLessThanOrEqualTo(4_000);
	}

	private static final int FIELD_LIMIT = 4_000;

}
