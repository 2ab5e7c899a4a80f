package io.nagare.workflow.internal.model;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import io.nagare.Api;
import io.nagare.NagareTest;
import io.nagare.OwnHouse;
import io.nagare.shared.Tenancy;
import io.nagare.signin.Client;
import io.nagare.workflow.OwnModels;

import static org.assertj.core.api.Assertions.assertThat;

/** Other models may push one out of the engine's cache at any moment. */
@NagareTest
class ModelCacheTests {

	@LocalServerPort
	private int port;

	@Autowired
	private ProcessEngine engine;

	@Autowired
	private JdbcTemplate jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Test
	void goesOnWithAModelThatTheEngineHasJustForgotten() {
		Api agent = Api.at(this.port).as("agent1");
		for (int i = 0; i < 3; i++) {
			// the answer to the one before is remembered for two seconds, the model no
			// more
			String incident = agent.report("VPN").path("id").asText();
			((ProcessEngineConfigurationImpl) this.engine.getProcessEngineConfiguration()).getDeploymentCache()
				.getProcessDefinitionCache()
				.clear();
			assertThat(agent.act(incident, "assign").status()).isEqualTo(200);
			assertThat(agent.act(incident, "cancel", "reason", "済み").status()).isEqualTo(200);
		}
	}

	@Test
	void readsAndAsksEachOfMoreDecisionsInOneFileThanFilesAreKept() {
		OwnHouse house = OwnHouse.at(this.port);
		Client owner = house.client("owner");
		int many = ModelCache.CAPACITY + 12;
		Client.Answer released = OwnModels.send(owner, "/models/releases",
				Map.of("many.dmn", decisions(many, 7), "comment", "x"));
		assertThat(released.status()).as(released.body()).isEqualTo(201);
		assertThat(own(owner)).hasSize(many).allSatisfy((key, model) -> {
			assertThat(model.path("name").asText()).isEqualTo("Table " + key.substring("many-".length()));
			assertThat(model.path("error").isMissingNode() || model.path("error").isNull()).isTrue();
		});
		Client.Answer checked = OwnModels.send(owner, "/models/check", Map.of("many.dmn", decisions(many, 8)));
		assertThat(checked.status()).as(checked.body()).isEqualTo(200);
		assertThat(checked.data().path("difference")).hasSize(many);
		Tenancy.asPlatform(() -> {
			for (int number = 0; number < many; number++) {
				assertThat(this.engine.getDecisionService()
					.evaluateDecisionTableByKey("many-" + number)
					.decisionDefinitionTenantId(house.slug())
					.variables(Map.of("a", 1))
					.evaluate()
					.<Integer>getSingleEntry()).isEqualTo(7);
			}
		});
	}

	@Test
	void listsAModelThatCannotBeReadWithWhatIsWrong() {
		OwnHouse house = OwnHouse.at(this.port);
		Client owner = house.client("owner");
		assertThat(house.deploy("many.dmn", decisions(2, 7)).status()).isEqualTo(200);
		Tenancy.asPlatform(() -> this.transaction.executeWithoutResult((status) -> assertThat(this.jdbc.update("""
				UPDATE act_ge_bytearray SET bytes_ = ?
				 WHERE deployment_id_ IN (SELECT id_ FROM act_re_deployment WHERE tenant_id_ = ?)
				""", "<definitions".getBytes(StandardCharsets.UTF_8), house.slug())).isOne()));
		assertThat(own(owner)).hasSize(2).allSatisfy((key, model) -> {
			assertThat(model.path("name").asText()).startsWith("Table ");
			assertThat(model.path("error").asText()).contains("many.dmn");
		});
	}

	/** The tenant's own models in force, by their keys. */
	private static Map<String, JsonNode> own(Client owner) {
		Client.Answer listed = owner.get("/api/v1/models");
		assertThat(listed.status()).as(listed.body()).isEqualTo(200);
		Map<String, JsonNode> own = new HashMap<>();
		listed.data().forEach((model) -> {
			if (model.path("own").asBoolean()) {
				own.put(model.path("key").asText(), model);
			}
		});
		return own;
	}

	private static String decisions(int many, int answer) {
		return IntStream.range(0, many).mapToObj("""
				<decision id="many-%1$d" name="Table %1$d" camunda:historyTimeToLive="P30D"><decisionTable id="t%1$d">
				<input id="i%1$d"><inputExpression id="e%1$d" typeRef="integer"><text>a</text></inputExpression></input>
				<output id="o%1$d" name="b" typeRef="integer"/><rule id="r%1$d"><inputEntry id="c%1$d"><text></text>
				</inputEntry><outputEntry id="d%1$d"><text>ANSWER</text></outputEntry></rule></decisionTable></decision>
				"""::formatted).collect(Collectors.joining("", """
				<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="many" name="many"
				xmlns:camunda="http://camunda.org/schema/1.0/dmn" namespace="http://nagare.io/many">
				""", "</definitions>")).replace("ANSWER", String.valueOf(answer));
	}

}
