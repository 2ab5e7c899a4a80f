package io.nagare.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import io.nagare.NagareTest;
import io.nagare.signin.Client;
import io.nagare.shared.Tenancy;

import static org.assertj.core.api.Assertions.assertThat;

/** Deploys models through the engine's door, as Modeler's button does. */
@NagareTest
class DeploymentTests {

	private static final String OWNER = "other-owner";

	@Autowired
	private Doors doors;

	@Autowired
	private RepositoryService repository;

	@Autowired
	private RuntimeService runtime;

	@BeforeEach
	void theOtherTenantHasAProcessOwner() {
		this.doors.stranger().as("other-admin").post("/api/v1/users", """
				{"username": "other-owner", "email": "other-owner@other.example", "first_name": "次郎",
					"last_name": "森", "role": "process_owner", "password": "a long pass phrase 1"}""");
	}

	@AfterEach
	void theOtherTenantsModelsAreGone() {
		Tenancy.asPlatform(() -> this.repository.createDeploymentQuery()
			.tenantIdIn("other")
			.list()
			.forEach((deployment) -> this.repository.deleteDeployment(deployment.getId(), true)));
	}

	private static String model(String file) {
		try {
			return Files.readString(Path.of(file));
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	private Client.Answer deploy(String fileName, String content) {
		return this.doors.stranger().basic(OWNER, "a long pass phrase 1").deploy(fileName, content, "demo");
	}

	private long deployments() {
		return this.repository.createDeploymentQuery().count();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"incident/incident|camunda:decisionRef=\"incident-routing\"|camunda:class=\"java.lang.Runtime\"",
			"incident/incident|camunda:decisionRef=\"incident-routing\"|camunda:delegateExpression=\"${x}\"",
			"incident/incident|camunda:decisionRef=\"incident-routing\"|camunda:type=\"shell\"",
			"incident/incident|camunda:decisionRef=\"incident-routing\"|camunda:type=\"mail\"",
			"incident/incident|incident.resume()|incident.fly()",
			"incident/incident|incident.resume()|problem.resumeFix()",
			"incident/incident|incident.resume()|incident.resume(team)",
			"incident/incident|incident.resume()|incident.resume(execution.processBusinessKey)",
			"incident/incident|camunda:resultVariable=\"team\"|camunda:resultVariable=\"incident\"",
			"incident/incident|inputParameter name=\"impact\"|inputParameter name=\"change\"",
			"incident/incident|inputParameter name=\"urgency\"|inputParameter name=\"execution\"",
			"incident/incident|incident.resume()|dataSource.getConnection()",
			"incident/incident|incident.resume()|execution.getProcessEngineServices()",
			"incident/incident|incident.resume()|''.getClass().forName('java.lang.Runtime')",
			"incident/incident|camunda:decisionRef=\"incident-routing\"|calledElement=\"escalation\" camunda:calledElementTenantId=\"demo\"",
			"incident/incident|camunda:decisionRef=\"incident-routing\"|calledElement=\"escalation\" camunda:calledElementBinding=\"version\" camunda:calledElementVersion=\"1\" camunda:calledElementTenantId=\"${team}\"",
			"incident/incident|camunda:decisionRef=\"incident-routing\"|calledElement=\"escalation\" xmlns:a=\"http://activiti.org/bpmn\" a:calledElementTenantId=\"demo\"",
			"incident/incident|camunda:decisionRef=\"incident-routing\"|camunda:caseRef=\"escalation\" camunda:caseTenantId=\"demo\"",
			"incident/incident|camunda:decisionRef=\"incident-priority\"|camunda:decisionRef=\"incident-priority\" camunda:decisionRefTenantId=\"demo\"",
			"incident/incident|camunda:decisionRef=\"incident-priority\"|camunda:decisionRef=\"incident-priority\" camunda:decisionRefBinding=\"versionTag\" camunda:decisionRefVersionTag=\"1\" camunda:decisionRefTenantId=\"demo\"",
			"incident/incident|value=\"on_hold\"|value=\"asleep\"",
			"incident/incident|camunda:formRefBinding=\"deployment\"|camunda:formRefBinding=\"latest\"",
			"incident/incident|camunda:formRefBinding=\"deployment\"|camunda:formRefBinding=\"version\" camunda:formRefVersion=\"1\"",
			"incident/incident|camunda:formRefBinding=\"deployment\"|''",
			"incident/incident|camunda:formRef=\"hold-incident\"|camunda:formRef=\"no-such-form\"" })
	void refusesModelsThatWouldRunCodeOrCannotWork(String name, String good, String bad) {
		String shipped = model("processes/" + name + ".bpmn");
		assertThat(shipped).contains(good);
		long before = deployments();
		Client.Answer answer = deploy("model.bpmn", shipped.replace(good, bad));
		assertThat(answer.status()).as(answer.body()).isEqualTo(422);
		assertThat(answer.text("message")).contains("model.bpmn");
		assertThat(deployments()).isEqualTo(before);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "event=\"take\" class=\"java.lang.Runtime\"|camunda:class",
					"event=\"take\" delegateExpression=\"${x}\"|delegateExpression",
					"event=\"take\" expression=\"${team}\"|${team}", "event=\"take\" expression=\"x\"|x",
					"event=\"take\" expression=\"${incident.fly()}\"|incident.fly",
					"event=\"take\" expression=\"${incident.hold(reason)}\"|incident.hold",
					"event=\"take\" expression=\"${incident.isMajor()}\"|incident.isMajor",
					"event=\"take\" expression=\"${incident.resume()} ${incident.resume()}\"|resume",
					"event=\"start\" expression=\"${incident.resume()}\"|start" })
	void refusesToRecordOnFlowsWhatIsNoVerb(String listener, String says) {
		Client.Answer answer = deploy("incident.bpmn",
				recording("acceptedHowToWorkOnIncident", "<camunda:executionListener %s />".formatted(listener)));
		assertThat(answer.status()).as(answer.body()).isEqualTo(422);
		assertThat(answer.text("message")).contains("incident.bpmn#acceptedHowToWorkOnIncident", says);
	}

	/**
	 * By its first words Modeler knows whose fault it is; what follows is true of the
	 * file.
	 */
	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "processes/incident/incident.bpmn|incident.resume()|incident.fly()|The model was",
					"rules/incident/priority.dmn|name=\"priority\"|name=\"prio\"|a decision table.",
					"forms/incident/confirm-resolution.form|\"value\": \"reopen\"|\"value\": \"\"|a form." })
	void saysWhatKindOfFileItRejects(String file, String good, String bad, String says) {
		Client.Answer answer = deploy(Path.of(file).getFileName().toString(), model(file).replace(good, bad));
		assertThat(answer.status()).as(answer.body()).isEqualTo(422);
		assertThat(answer.text("message")).startsWith("ENGINE-09005 Could not parse BPMN process. ");
		assertThat(answer.text("message").lines().findFirst().orElseThrow()).contains(says);
	}

	/** A table alone would break the processes that ask it. */
	@Test
	void namesTheProcessThatATableWouldBreak() {
		Client.Answer answer = deploy("containment.dmn",
				model("rules/request/security-containment.dmn").replace("name=\"isolate\"", "name=\"isolated\""));
		assertThat(answer.status()).as(answer.body()).isEqualTo(422);
		assertThat(answer.text("message")).contains("containment.dmn#security-containment", "“isolate”",
				"security-incident#decideContainment");
	}

	/** Modeler shows it in a small window, and its user knows elements by their names. */
	@Test
	void saysTheFirstTenThingsAndWhereByTheNamesOfTheDrawing() {
		String groups = IntStream.rangeClosed(1, 12).mapToObj((i) -> "nobody" + i).collect(Collectors.joining(","));
		String task = "<bpmn:userTask id=\"%s\"";
		Client.Answer answer = deploy("incident.bpmn",
				model("processes/incident/incident.bpmn")
					.replace(task.formatted("acceptIncident"),
							task.formatted("acceptIncident") + " camunda:candidateGroups=\"" + groups + "\"")
					.replace(task.formatted("holdIncident"),
							task.formatted("holdIncident") + " camunda:candidateGroups=\"nobody1\""));
		assertThat(answer.status()).as(answer.body()).isEqualTo(422);
		List<String> lines = answer.text("message").lines().filter((line) -> line.startsWith("* ")).toList();
		assertThat(lines).hasSize(11);
		assertThat(lines.get(0)).contains("初動対応 (incident.bpmn#acceptIncident)", "(incident.bpmn#holdIncident)");
		assertThat(lines.get(10)).contains("2");
	}

	@Test
	void refusesToRecordWithScriptsOrAtTasksOrBeforeAMessageIsChecked() {
		assertThat(deploy("incident.bpmn", recording("acceptedHowToWorkOnIncident", """
				<camunda:executionListener event="take"><camunda:script scriptFormat="juel">${x}</camunda:script>
				</camunda:executionListener>""")).status()).isEqualTo(422);
		assertThat(deploy("incident.bpmn", recording("acceptIncident", """
				<camunda:taskListener event="complete" expression="${incident.resume()}" />""")).status())
			.isEqualTo(422);
		String early = "<camunda:executionListener event=\"start\" expression=\"${incident.resume()}\" />";
		assertThat(deploy("incident.bpmn", recording("reporterReplied", early)).status()).isEqualTo(422);
		assertThat(deploy("incident.bpmn", recording("immediatelyResolved", early)).status()).isEqualTo(200);
	}

	@Test
	void takesTheFirstChangeOfTheReadme() {
		String changed = model("processes/incident/incident.bpmn")
			.replaceFirst("(id=\"workedHowToNormallyResolved\"[^>]* targetRef=\")normallyResolved",
					"$1verifyResolution")
			.replaceFirst("(<bpmn:endEvent id=\"normallyResolved\")",
					"""
							<bpmn:userTask id="verifyResolution" name="解決の検証" camunda:formRef="confirm-resolution"
							    camunda:formRefBinding="deployment">
							  <bpmn:extensionElements>
							    <camunda:properties>
							      <camunda:property name="status" value="verification" />
							      <camunda:property name="phase" value="in_work" />
							      <camunda:property name="actors" value="agents" />
							    </camunda:properties>
							  </bpmn:extensionElements>
							</bpmn:userTask>
							<bpmn:exclusiveGateway id="verifiedHow" name="検証の結果は？" default="verified" />
							<bpmn:sequenceFlow id="verifyResolutionToVerifiedHow" sourceRef="verifyResolution" targetRef="verifiedHow" />
							<bpmn:sequenceFlow id="verified" name="検証済み" sourceRef="verifiedHow" targetRef="normallyResolved" />
							<bpmn:sequenceFlow id="notVerified" name="未解決" sourceRef="verifiedHow" targetRef="workOnIncident">
							  <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">\\${action == 'reopen'}</bpmn:conditionExpression>
							</bpmn:sequenceFlow>
							$1""");
		Client.Answer answer = deploy("incident.bpmn", changed);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		Client agent = this.doors.stranger().as("other-agent");
		String path = "/api/v1/incidents/"
				+ agent.post("/api/v1/incidents", "{\"title\": \"x\", \"priority\": \"high\"}")
					.data()
					.path("id")
					.asText();
		agent.post(path + "/actions/assign", "{}");
		agent.post(path + "/actions/start", "{}");
		String resolution = "{\"resolution\": \"restarted\", \"resolution_code\": \"fixed\"}";
		assertThat(agent.post(path + "/actions/resolve", resolution).data().path("status").asText())
			.isEqualTo("verification");
		assertThat(agent.get(path).data().path("resolution").asText()).isEqualTo("restarted");
		assertThat(agent.get(path).data().path("resolved_at").isNull()).isTrue();
		assertThat(agent.post(path + "/actions/reopen", "{\"reason\": \"x\"}").data().path("status").asText())
			.isEqualTo("in_progress");
		assertThat(agent.post(path + "/actions/resolve", resolution).data().path("status").asText())
			.isEqualTo("verification");
		assertThat(agent.post(path + "/actions/confirm", "{}").data().path("status").asText()).isEqualTo("resolved");
		// no ticket may be left without its token
		assertThat(agent.post(path + "/actions/confirm", "{}").data().path("status").asText()).isEqualTo("closed");
	}

	/** The incident model, with this among the extensions of the element. */
	private static String recording(String element, String listener) {
		String shipped = model("processes/incident/incident.bpmn");
		String start = "(<bpmn:\\w+ id=\"%s\"[^>]*>\\s*<bpmn:documentation>[^<]*</bpmn:documentation>\\s*)"
			.formatted(element);
		String changed = shipped.replaceFirst(start + "<bpmn:extensionElements>",
				"$1<bpmn:extensionElements>" + Matcher.quoteReplacement(listener));
		if (changed.equals(shipped)) {
			changed = shipped.replaceFirst(start,
					"$1<bpmn:extensionElements>" + Matcher.quoteReplacement(listener) + "</bpmn:extensionElements>");
		}
		assertThat(changed).isNotEqualTo(shipped);
		return changed;
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "%s<bpmn:documentation>x</bpmn:documentation>", "<bpmn:documentation>x</bpmn:documentation>%s",
					"<![CDATA[%s]]>", "<bpmn:documentation/><![CDATA[%s]]>", "<!-- -->%s", "&#36;%2$s", "$<!-- -->%2$s",
					"$<bpmn:documentation/>%2$s", "$<![CDATA[%2$s]]>", "<?x?>$<?y?>%2$s" })
	void readsEveryTextOfAModelAsTheEngineDoes(String spelling) {
		String call = "{''.getClass().forName('java.lang.Runtime')}";
		String shipped = model("processes/incident/incident.bpmn");
		String condition = "${action == 'reassign'}</bpmn:conditionExpression>";
		String input = "${incident.impactOf()}</camunda:inputParameter>";
		for (String good : List.of(condition, input)) {
			assertThat(shipped).contains(good);
			String bad = spelling.formatted("$" + call, call) + good.substring(good.indexOf("</"));
			Client.Answer answer = deploy("incident.bpmn", shipped.replace(good, bad));
			assertThat(answer.status()).as(bad + answer.body()).isEqualTo(422);
			assertThat(answer.text("message")).as(bad).contains("forName");
		}
	}

	@Test
	void readsWhatDescribesATaskBecauseTheEngineEvaluatesIt() {
		String shipped = model("processes/incident/incident.bpmn");
		Client.Answer answer = deploy("incident.bpmn", shipped.replaceFirst(
				"(id=\"assignIncident\"[^>]*>\\s*<bpmn:documentation>)", "$1\\${''.getClass().forName('x')} "));
		assertThat(answer.status()).as(answer.body()).isEqualTo(422);
		assertThat(answer.text("message")).contains("forName");
	}

	@Test
	void refusesScriptsAndFilesThatAreNoModels() {
		long before = deployments();
		assertThat(deploy("page.html", "<script>alert(1)</script>").status()).isEqualTo(422);
		assertThat(deploy("x.groovy", "System.exit(1)").status()).isEqualTo(422);
		assertThat(deploy("x.bpmn", "this is no XML").status()).isEqualTo(422);
		assertThat(deploy("rules.dmn", model("rules/incident/priority.dmn").replaceFirst("<inputExpression ",
				"<inputExpression expressionLanguage=\"groovy\" "))
			.status()).isEqualTo(422);
		assertThat(deploy("xxe.bpmn",
				"<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
						+ model("processes/incident/incident.bpmn").replaceFirst("<\\?xml[^>]*\\?>", ""))
			.status()).isEqualTo(422);
		assertThat(deploy("child.bpmn", model("processes/incident/incident.bpmn").replace("${action == 'reassign'}",
				"<x/>${action == 'reassign'}"))
			.status()).isEqualTo(422);
		assertThat(deploy("entity.bpmn",
				"<!DOCTYPE x [<!ENTITY e \"${''.getClass()}\">]>"
						+ model("processes/incident/incident.bpmn").replaceFirst("<\\?xml[^>]*\\?>", "")
							.replace("${action == 'reassign'}", "&e;"))
			.status()).isEqualTo(422);
		assertThat(deployments()).isEqualTo(before);
	}

	private void refuses(String file, String good, String bad, String... says) {
		String shipped = model(file);
		assertThat(shipped).contains(good);
		long before = deployments();
		Client.Answer answer = deploy(Path.of(file).getFileName().toString(), shipped.replace(good, bad));
		assertThat(answer.status()).as(answer.body()).isEqualTo(422);
		assertThat(answer.text("message")).contains(says);
		assertThat(deployments()).isEqualTo(before);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"change/change-assessment|\"reporter, implementers\"|\"reporter, implementors\"|assessChange|excluded|implementors|agents, approvers, assessors, authorisers, implementers, managers, reporter",
			"change/change-assessment|\"reporter, implementers\"|\"reportr, implementers\"|assessChange|excluded|reportr|reporter",
			"change/change-implementation|\"authorisers\"|\"authorizers\"|implementChange|excluded|authorizers|authorisers",
			"problem/problem|\"proposer\"|\"proposers\"|approveRisk|excluded|proposers|agents, approvers, managers, proposer, reporter",
			"incident/incident|\"agents\"|\"implementers\"|workOnIncident|actors|implementers|agents, approvers, leads, managers, reporter.",
			"incident/incident|reporter while open|reporter while asleep|cancellationRequested|asleep|cancellationRequested|asleep",
			"incident/incident|reporter while open|reportr while open|cancellationRequested|actors|reportr|reporter" })
	void refusesWordsForPeopleThatNobodyKnows(String model, String good, String bad, String element, String property,
			String word, String known) {
		refuses("processes/" + model + ".bpmn", good, bad, element, property, word, known);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "name=\"status\" value=\"in_progress\"|name=\"staus\" value=\"in_progress\"|staus",
					"<camunda:property name=\"status\" value=\"in_progress\" />|``|phase",
					"<camunda:property name=\"phase\" value=\"on_hold\" />|``|phase",
					"name=\"excluded\"|name=\"exclude\"|exclude",
					"<camunda:property name=\"label\" value=\"取り消し / Cancel ticket\" />|``|label",
					"value=\"取り消し / Cancel ticket\"|value=\" \"|label",
					"camunda:formRef=\"confirm-resolution\"|camunda:formRef=\"cancel-incident\"|cancel-incident" })
	void refusesElementsThatSayTooLittle(String good, String bad, String says) {
		refuses(good.contains("excluded") ? "processes/change/change-assessment.bpmn"
				: "processes/incident/incident.bpmn", good, bad, says);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "extensiveImpactCriticalUrgency1|\"extensiv\"|1|影響度 / Impact|\"extensive\", \"high\"",
					"extensiveImpactHighUrgency2|not(\"high\", \"lo\")|2|緊急度 / Urgency|\"critical\", \"high\"",
					"extensiveImpactHighUrgency3|\"critcal\"|2|優先度 / Priority|\"critical\", \"high\"",
					"extensiveImpactCriticalUrgency1|\"extensive|1|影響度 / Impact|FEEL",
					"extensiveImpactHighUrgency3|if then|2|優先度 / Priority|FEEL" })
	void refusesCellsThatAreNoFeelOrThatTheirColumnDoesNotAllow(String cell, String bad, String rule, String column,
			String says) {
		String shipped = model("rules/incident/priority.dmn");
		String changed = shipped.replaceFirst("(id=\"" + cell + "\">\\s*<text>)[^<]*",
				"$1" + Matcher.quoteReplacement(bad));
		assertThat(changed).isNotEqualTo(shipped);
		long before = deployments();
		Client.Answer answer = deploy("priority.dmn", changed);
		assertThat(answer.status()).as(answer.body()).isEqualTo(422);
		assertThat(answer.text("message")).contains("priority.dmn#incident-priority", " " + rule, column, bad, says);
		assertThat(deployments()).isEqualTo(before);
	}

	@Test
	void refusesTargetsInACalendarThatDoesNotExist() {
		refuses("rules/sla/targets.dmn", "\"business-hours\"", "\"busines-hours\"", "sla-targets", "busines-hours");
	}

	@Test
	void refusesATargetOfSuppliersThatIsNone() {
		refuses("rules/sla/targets.dmn",
				"<text>4320</text>\n        </outputEntry>\n        <outputEntry id=\"supplierLow4\"",
				"<text>0</text>\n        </outputEntry>\n        <outputEntry id=\"supplierLow4\"", "sla-targets",
				"supplier");
	}

	@Test
	void tellsAllFindingsAtOnce() {
		Client.Answer answer = deploy("incident.bpmn",
				model("processes/incident/incident.bpmn").replace("incident.hold(", "incident.held(")
					.replace("value=\"on_hold\"", "value=\"asleep\""));
		assertThat(answer.text("message")).contains("incident.held").contains("asleep");
	}

	@Test
	void keepsAnOwnersModelInHisTenantAndCompletesItsForms() {
		Client.Answer answer = deploy("incident.bpmn", model("processes/incident/incident.bpmn")
			.replace("name=\"status\" value=\"assigned\"", "name=\"status\" value=\"accepted\""));
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		assertThat(this.repository.createProcessDefinitionQuery()
			.processDefinitionKey("incident")
			.tenantIdIn("other")
			.latestVersion()
			.singleResult()).isNotNull();
		var onRecord = this.doors.stranger()
			.as("other-admin")
			.get("/api/v1/audit?action=model.deployed")
			.data()
			.path(0);
		assertThat(onRecord.at("/actor/name").asText()).isEqualTo(OWNER);
		assertThat(onRecord.path("channel").asText()).isEqualTo("engine-rest");
		assertThat(onRecord.at("/after/files/incident.bpmn").asText()).hasSize(64);
		assertThat(this.doors.stranger()
			.as("other-admin")
			.get("/api/v1/audit?limit=1&action=access.refused&entity_id=demo")
			.data()).as("who would deploy for another tenant").hasSize(1);
		Client reporter = this.doors.stranger().as("other-reporter");
		Client.Answer theirs = reporter.post("/api/v1/incidents", "{\"title\": \"x\", \"priority\": \"high\"}");
		Client agent = this.doors.stranger().as("other-agent");
		String id = theirs.data().path("id").asText();
		Client.Answer assigned = agent.post("/api/v1/incidents/" + id + "/actions/assign", "{}");
		assertThat(assigned.data().path("status").asText()).isEqualTo("accepted");
		String task = this.doors.taskOf(UUID.fromString(id), "other-agent");
		assertThat(this.doors.basic("other-agent").get("/engine-rest/task/" + task + "/deployed-form").status())
			.isEqualTo(200);
		// its process goes with the deployment, and no ticket may be left without its
		// token
		assertThat(agent.post("/api/v1/incidents/" + id + "/actions/cancel", "{\"reason\": \"a test\"}").status())
			.isEqualTo(200);
		UUID ours = this.doors.report("reporter1");
		assertThat(this.runtime.createProcessInstanceQuery()
			.processInstanceBusinessKey(ours.toString(), "incident")
			.singleResult()
			.getProcessDefinitionId())
			.isEqualTo(this.repository.createProcessDefinitionQuery()
				.processDefinitionKey("incident")
				.withoutTenantId()
				.latestVersion()
				.singleResult()
				.getId());
	}

	@Test
	void namesTheActionsWhereSeveralLeadToTheStatus() {
		Client.Answer answer = deploy("incident.bpmn", model("processes/incident/incident.bpmn")
			.replace("name=\"status\" value=\"on_hold\"", "name=\"status\" value=\"assigned\""));
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		Client agent = this.doors.stranger().as("other-agent");
		String path = "/api/v1/incidents/"
				+ agent.post("/api/v1/incidents", "{\"title\": \"x\", \"priority\": \"high\"}")
					.data()
					.path("id")
					.asText();
		agent.post(path + "/actions/assign", "{}");
		agent.post(path + "/actions/start", "{}");
		Client.Answer patched = agent.patch(path, "{\"status\": \"assigned\", \"reason\": \"?\"}");
		assertThat(patched.status()).as(patched.body()).isEqualTo(409);
		assertThat(patched.refused()).isEqualTo("ACTION_NOT_OPEN");
		assertThat(patched.json().path("error").path("details").findValuesAsText("field"))
			.containsExactlyInAnyOrder("hold", "reassign");
		assertThat(agent.get(path).data().path("status").asText()).isEqualTo("in_progress");
		assertThat(agent.post(path + "/actions/cancel", "{\"reason\": \"a test\"}").status()).isEqualTo(200);
	}

	@Test
	void takesTheWordsOfPriorityFromTheTenantsTable() {
		Client.Answer answer = deploy("priority.dmn",
				model("rules/incident/priority.dmn").replace("\"extensive\"", "\"everybody\""));
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		Client reporter = this.doors.stranger().as("other-reporter");
		String report = "{\"title\": \"x\", \"priority\": \"high\", \"urgency\": \"critical\", \"impact\": \"%s\"}";
		JsonNode incident = reporter.post("/api/v1/incidents", report.formatted("everybody")).data();
		assertThat(incident.path("priority").asText()).isEqualTo("critical");
		assertThat(reporter.post("/api/v1/incidents", report.formatted("extensive")).status()).isEqualTo(400);
		Client ours = this.doors.stranger().as("reporter1");
		assertThat(ours.post("/api/v1/incidents", report.formatted("extensive")).status()).isEqualTo(201);
		assertThat(ours.post("/api/v1/incidents", report.formatted("everybody")).status()).isEqualTo(400);
		// an open ticket would keep the word in use, after the table is gone
		assertThat(this.doors.stranger()
			.as("other-agent")
			.post("/api/v1/incidents/" + incident.path("id").asText() + "/actions/cancel", "{\"reason\": \"a test\"}")
			.status()).isEqualTo(200);
	}

	@Test
	void refusesAPriorityThatHasNoServiceLevelTarget() {
		long before = deployments();
		Client.Answer answer = deploy("priority.dmn",
				model("rules/incident/priority.dmn").replace("\"low\"", "\"someday\""));
		assertThat(answer.status()).as(answer.body()).isEqualTo(422);
		assertThat(answer.text("message")).contains("incident-resolution", "someday");
		assertThat(deployments()).isEqualTo(before);
	}

	@Test
	void refusesAnOlaLongerThanTheSlaItServes() {
		long before = deployments();
		Client.Answer answer = deploy("targets.dmn", model("rules/sla/targets.dmn").replace("2160", "4321"));
		assertThat(answer.status()).as(answer.body()).isEqualTo(422);
		assertThat(answer.text("message")).contains("targets.dmn", "OLA", "low");
		assertThat(deployments()).isEqualTo(before);
		assertThat(deploy("targets.dmn", model("rules/sla/targets.dmn").replace("2160", "4320")).status())
			.isEqualTo(200);
	}

}
