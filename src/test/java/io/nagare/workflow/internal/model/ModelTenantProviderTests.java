package io.nagare.workflow.internal.model;

import java.util.List;
import java.util.stream.Stream;

import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import io.nagare.NagareTest;
import io.nagare.directory.Tenants;
import io.nagare.shared.Tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A model that got past the gate and names another tenant still calls its own tenant's
 * things, or shared ones.
 */
@NagareTest
class ModelTenantProviderTests {

	private static final String BPMN = """
			<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"
				xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
				<process id="%s" isExecutable="true" camunda:versionTag="one" camunda:historyTimeToLive="P1D">
					<startEvent id="start"/><sequenceFlow id="a" sourceRef="start" targetRef="work"/>
					%s
					<endEvent id="end"/>
				</process>
			</definitions>""";

	private static final String ENDS = """
			<sequenceFlow id="b" sourceRef="work" targetRef="end"/>""";

	/** The engine keeps no variables; it keeps where a process ended. */
	private static final String TELLS_WHOSE = """
			<sequenceFlow id="b" sourceRef="work" targetRef="fork"/><exclusiveGateway id="fork" default="c"/>
			<sequenceFlow id="c" sourceRef="fork" targetRef="end"/>
			<sequenceFlow id="d" sourceRef="fork" targetRef="nobody">
				<conditionExpression>${whose == 'nobody'}</conditionExpression></sequenceFlow>
			<sequenceFlow id="e" sourceRef="fork" targetRef="other">
				<conditionExpression>${whose == 'other'}</conditionExpression></sequenceFlow>
			<endEvent id="nobody"/><endEvent id="other"/>""";

	private static final String TABLE = """
			<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="t"
				xmlns:camunda="http://camunda.org/schema/1.0/dmn">
				<decision id="secret" name="secret" camunda:versionTag="one" camunda:historyTimeToLive="P1D">
					<decisionTable id="t"><output id="o" name="o" typeRef="string"/>
						<rule id="r"><outputEntry id="e"><text>"%s"</text></outputEntry></rule>
					</decisionTable>
				</decision>
			</definitions>""";

	@Autowired
	private ProcessEngine engine;

	@Autowired
	private RepositoryService repository;

	@Autowired
	private HistoryService history;

	@Autowired
	private Tenants tenants;

	@Autowired
	private JdbcTemplate jdbc;

	static Stream<Call> calls() {
		return Stream
			.of("", "%1$sBinding=\"latest\"", "%1$sBinding=\"version\" %1$sVersion=\"1\"",
					"%1$sBinding=\"versionTag\" %1$sVersionTag=\"one\"")
			.flatMap((binding) -> Stream.of(new Call(true, binding), new Call(false, binding)));
	}

	/** A process is looked up when it is entered, whatever the model is bound to. */
	static Stream<Call> callsOfAnyDeployment() {
		return Stream.concat(calls(), Stream.of(new Call(false, "%1$sBinding=\"deployment\"")));
	}

	static Stream<Call> callsOfOneDeployment() {
		return Stream.of(true, false).map((table) -> new Call(table, "%1$sBinding=\"deployment\""));
	}

	@AfterEach
	void theModelsAreGone() {
		Tenancy.asPlatform(() -> this.repository.createDeploymentQuery()
			.deploymentName("owner of model")
			.list()
			.forEach((deployment) -> this.repository.deleteDeployment(deployment.getId(), true)));
	}

	@ParameterizedTest
	@MethodSource({ "calls", "callsOfOneDeployment" })
	void callsNothingOfTheTenantThatAModelNames(Call call) {
		deploySecret("demo");
		List<String> own = deploySecret("other");
		smuggle(call);
		Tenancy.asPlatform(() -> own.forEach((id) -> this.repository.deleteDeployment(id, true)));
		assertThatThrownBy(this::run).isInstanceOf(ProcessEngineException.class).hasMessageContaining("secret");
	}

	@ParameterizedTest
	@MethodSource("callsOfAnyDeployment")
	void callsTheSharedOneUntilTheTenantHasItsOwn(Call call) {
		deploySecret("demo");
		deploySecret(null);
		smuggle(call);
		assertThat(ownerOfCalled(run())).isEqualTo("nobody");
		deploySecret("other");
		assertThat(ownerOfCalled(run())).isEqualTo("other");
	}

	/** Both a table and a process of that name; their deployments. */
	private List<String> deploySecret(@Nullable String tenant) {
		return List.of(deploy(tenant, "secret.dmn", TABLE.formatted((tenant != null) ? tenant : "nobody")),
				deploy(tenant, "secret.bpmn", BPMN.formatted("secret", "<task id=\"work\"/>" + ENDS)));
	}

	/** Passes the gate and names the tenant demo afterwards. */
	private void smuggle(Call call) {
		String id = deploy("other", "caller.bpmn", BPMN.formatted("caller", call.element()));
		Tenancy.asPlatform(() -> {
			assertThat(this.jdbc.update("""
					UPDATE act_ge_bytearray
					   SET bytes_ = convert_to(replace(convert_from(bytes_, 'UTF8'), ?, 'TenantId="demo"'), 'UTF8')
					 WHERE deployment_id_ = ?""", call.disguise(), id)).isOne();
			((ProcessEngineConfigurationImpl) this.engine.getProcessEngineConfiguration()).getDeploymentCache()
				.discardProcessDefinitionCache();
		});
	}

	private String deploy(@Nullable String tenant, String file, String content) {
		return (tenant == null) ? Tenancy.asPlatform(() -> deploy(file, content))
				: Tenancy.as(this.tenants.bySlug(tenant).orElseThrow(), () -> deploy(file, content));
	}

	private String deploy(String file, String content) {
		Deployment deployment = this.repository.createDeployment()
			.name("owner of model")
			.addString(file, content)
			.deploy();
		return deployment.getId();
	}

	private ProcessInstance run() {
		return Tenancy.as(this.tenants.bySlug("other").orElseThrow(),
				() -> this.engine.getRuntimeService()
					.createProcessInstanceByKey("caller")
					.processDefinitionTenantId("other")
					.execute());
	}

	private String ownerOfCalled(ProcessInstance caller) {
		return Tenancy.asPlatform(() -> {
			var called = this.history.createHistoricProcessInstanceQuery()
				.superProcessInstanceId(caller.getId())
				.singleResult();
			if (called == null) {
				return this.history.createHistoricActivityInstanceQuery()
					.processInstanceId(caller.getId())
					.activityType("noneEndEvent")
					.singleResult()
					.getActivityId();
			}
			String owner = this.repository.getProcessDefinition(called.getProcessDefinitionId()).getTenantId();
			return (owner != null) ? owner : "nobody";
		});
	}

	/** An element that calls {@code secret} in a way, of the tenant demo. */
	record Call(boolean table, String binding) {

		/** An attribute that the gate knows, which the binding does not need. */
		String disguise() {
			return this.binding.contains("VersionTag") ? "Version=\"7\"" : "VersionTag=\"demo\"";
		}

		String element() {
			String attribute = this.table ? "camunda:decisionRef" : "camunda:calledElement";
			String attributes = this.binding.formatted(attribute) + " " + attribute + disguise() + "/>";
			return this.table
					? "<businessRuleTask id=\"work\" camunda:decisionRef=\"secret\" camunda:resultVariable="
							+ "\"whose\" camunda:mapDecisionResult=\"singleEntry\" " + attributes + TELLS_WHOSE
					: "<callActivity id=\"work\" calledElement=\"secret\" " + attributes + ENDS;
		}

	}

}
